"""The Processing algorithm *Register map to basemap*."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from .help_pages import help_url
from .raster_algorithm import RasterAlgorithm


class RegisterMap(RasterAlgorithm):
    """``realign:registermap``; ids and parameter names are a public API and never change.

    Attributes:
        grounds: the layers VECTORS, taken in their own thread.
    """

    BASEMAP, VECTORS, EDGES, WARP, RIGIDITY = "BASEMAP", "VECTORS", "EDGES", "WARP", "RIGIDITY"
    MAX_DISPLACEMENT, ROUGH, MIN_CONFIDENCE = "MAX_DISPLACEMENT", "ROUGH", "MIN_CONFIDENCE"
    POINTS_COUNT, RESAMPLING = "POINTS_COUNT", "RESAMPLING"
    GCPS, ANNOTATION, DISPLACEMENT, REPORT = "GCPS", "ANNOTATION", "DISPLACEMENT", "REPORT"
    RASTERS = (RasterAlgorithm.INPUT, BASEMAP)

    def __init__(self) -> None:
        super().__init__()
        self.grounds: list[QgsProcessingFeatureSource] = []

    def createInstance(self) -> RegisterMap:
        return RegisterMap()

    def name(self) -> str:
        return "registermap"

    def displayName(self) -> str:
        return self.tr("Register map to basemap")

    def group(self) -> str:
        return self.tr("Maps")

    def groupId(self) -> str:
        return "maps"

    def tags(self) -> list[str]:
        return self.tr(
            "register,registration,georeference,georeferencer,rectify,rubber sheet,old map,historical,scan,sheet,"
            "ground control points,gcp,thin plate spline,warp,conflate,match,iiif,allmaps,raster,neural network"
        ).split(",")

    def shortDescription(self) -> str:
        return self.tr("Lays a scanned map that is roughly georeferenced exactly onto a modern basemap.")

    def shortHelpString(self) -> str:
        return self.tr(
            "Finds for every place of a scanned map where it truly lies, and how sure that is, and draws the map "
            "there. What is geography in both rasters is compared, from coarse to fine; how they are drawn does not "
            "matter. It runs on this computer, on the graphics card if there is one.\n\n"
            "The map must lie roughly in its place: by a world file, by a few control points, or by the extent that "
            "is given here. What it is registered onto is a map, imagery, or vector layers.\n\n"
            "The result is a Cloud Optimized GeoTIFF, resampled once, from the scan itself. The control points can be "
            "opened, looked at and edited in QGIS's Georeferencer. Where nothing can be found (sea, margins, what has "
            "changed) the map follows its surroundings; a map of which hardly anything is found stays where it is, "
            "and the log says so."
        )

    def helpUrl(self) -> str:
        return help_url("register_map")

    def tr(self, text: str) -> str:
        return QCoreApplication.translate("RegisterMap", text)

    def window(self) -> type | None:
        from .register_dialog import RegisterDialog  # here, because qgis_process has no windows

        return RegisterDialog

    def initAlgorithm(self, configuration=None) -> None:
        number, integer = QgsProcessingParameterNumber.Type.Double, QgsProcessingParameterNumber.Type.Integer
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, self.tr("Scanned map")),
            self.tr(
                "The map to register: a raster file, placed by a geotransform, a world file or control points; or not "
                "at all, where the extent below says about where it lies."
            ),
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.BASEMAP, self.tr("Basemap"), optional=True),
            self.tr(
                "The map or imagery that is right: a raster file, XYZ tiles, WMTS, WMS or any other raster layer, of "
                "about the scale of the scanned map. Leave it empty where vector layers are given."
            ),
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.VECTORS,
                self.tr("Vector layers, instead of a basemap"),
                QgsProcessing.SourceType.TypeVectorAnyGeometry,
                optional=True,
            ),
            self.tr(
                "Modern layers of areas and lines, such as buildings, roads, water, that are drawn as a plain map. "
                "Points are left out."
            ),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.WARP,
                self.tr("Warp"),
                [
                    self.tr("Similarity: shift, turn and scale"),
                    self.tr("Affine"),
                    self.tr("Polynomial of the second order"),
                    self.tr("Thin-plate spline through the control points"),
                    self.tr("Dense: every place for itself"),
                ],
                defaultValue=4,
            ),
            self.tr(
                "What may become of the map. Similarity and affine keep straight lines straight; dense follows what "
                "is found at every place, as stiffly as the rigidity says."
            ),
        )
        self.add(
            QgsProcessingParameterNumber(self.RIGIDITY, self.tr("Rigidity"), number, 0.3, False, 0.0, 1.0),
            self.tr("From 0, follow everything that is found, to 1, one plane for all of the map."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.MAX_DISPLACEMENT,
                self.tr("Maximum displacement (metres)"),
                number,
                None,
                True,
                0.01,
            ),
            self.tr(
                "How far places of the map may be off, in metres on the ground. If empty, a twentieth of its diagonal. "
                "More takes longer."
            ),
        )
        self.add(
            QgsProcessingParameterBoolean(self.ROUGH, self.tr("The map is only roughly placed"), False),
            self.tr(
                "First looks for the place of the whole map: up to 20 degrees turned, a fifth too large or too small, "
                "and a third of its diagonal off. The log says whether it was found."
            ),
        )
        self.add(
            QgsProcessingParameterExtent(
                self.EXTENT, self.tr("Where a map without a place roughly lies"), optional=True
            ),
            self.tr(
                "In any CRS. The map is laid into its middle, north up, as large as fits, whatever place its file "
                "says. If empty, the place that the map has."
            ),
        )
        self._add_advanced(number, integer)
        self._add_results()

    def _add_advanced(self, number, integer) -> None:
        self.add_model()
        self.add(
            QgsProcessingParameterBoolean(self.EDGES, self.tr("Compare edges only, without a model"), False),
            self.tr(
                "Edges take no training. They are compared, too, where no model is installed. They find less between "
                "a map and imagery."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.MIN_CONFIDENCE, self.tr("Minimum confidence"), number, 0.5, False, 0.0, 1.0
            ),
            self.tr("From 0 to 1. Places with less count as not found, and none of them becomes a control point."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.RESOLUTION,
                self.tr("Finest resolution (metres per pixel; all detail if empty)"),
                number,
                None,
                True,
                0.01,
                1000.0,
            ),
            self.tr("How closely both are compared, in metres on the ground. Coarser is faster and less exact."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.POINTS_COUNT, self.tr("Control points at most"), integer, 64, False, 4, 10000
            ),
            self.tr("They are spread over all of the map that can be trusted, where it is surest."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterEnum(
                self.RESAMPLING,
                self.tr("Resampling"),
                [self.tr("Nearest pixel"), self.tr("Bilinear"), self.tr("Cubic")],
                defaultValue=2,
            ),
            self.tr("How the pixels of the scan become those of the result."),
            advanced=True,
        )
        self.add_device()

    def _add_results(self) -> None:
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, self.tr("Registered map")),
            self.tr("A Cloud Optimized GeoTIFF (.tif) in the CRS of the map; transparent around it."),
        )
        for name, label, kinds, text in (
            (
                self.GCPS,
                self.tr("Control points"),
                self.tr("Control points of QGIS (*.points)"),
                self.tr(
                    "For QGIS's Georeferencer, which opens them with the scan if the file is named as the scan is, "
                    "with .points after it. With residuals and confidence."
                ),
            ),
            (
                self.ANNOTATION,
                self.tr("Georeference Annotation"),
                self.tr("JSON files (*.json)"),
                self.tr("The control points as IIIF has them, for Allmaps and others."),
            ),
            (
                self.REPORT,
                self.tr("Report"),
                self.tr("HTML files (*.html)"),
                self.tr("A page with pictures to compare, residuals, and what of the map can be trusted."),
            ),
        ):
            self.add(QgsProcessingParameterFileDestination(name, label, kinds, None, True, False), text)
        self.add(
            QgsProcessingParameterRasterDestination(
                self.DISPLACEMENT, self.tr("Displacement"), optional=True, createByDefault=False
            ),
            self.tr(
                "A raster of three bands on the pixels of the scan: metres to the right and up to add to a coordinate "
                "of the map (in degrees: east and north), and the confidence."
            ),
        )
        self.addOutput(QgsProcessingOutputNumber("TRUSTED", self.tr("Share of the map that can be trusted")))
        self.addOutput(QgsProcessingOutputNumber("MOVED", self.tr("How far it moved, median (metres)")))
        self.addOutput(
            QgsProcessingOutputNumber("RESIDUAL", self.tr("Residual of the control points, root mean square (metres)"))
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        from .register_run import check_parameters  # here, so that QGIS starts without loading the engine

        check_parameters(self, parameters, context)

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        layers = self.parameterAsLayerList(parameters, self.VECTORS, context)
        self.grounds = [self.parameterAsSource({self.VECTORS: layer}, self.VECTORS, context) for layer in layers]
        return super().prepareAlgorithm(parameters, context, feedback)

    def worker(self) -> type:
        from .register_run import RegisterRun

        return RegisterRun
