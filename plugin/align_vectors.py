"""The Processing algorithm *Align vectors to imagery*."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from .algorithm import RealignAlgorithm, told_by_qgis
from .help_pages import help_url
from .qgis_basemap import LayerImage


class AlignVectors(RealignAlgorithm):
    """``realign:alignvectors``; ids and parameter names are a public API and never change."""

    INPUT = "INPUT"
    BASEMAP = "BASEMAP"
    MODEL = "MODEL"
    MAX_DISPLACEMENT = "MAX_DISPLACEMENT"
    METHOD = "METHOD"
    SYMMETRIES = "SYMMETRIES"
    MIN_CONFIDENCE = "MIN_CONFIDENCE"
    EXTENT = "EXTENT"
    OUTPUT = "OUTPUT"
    DISPLACEMENT = "DISPLACEMENT"
    ARROWS = "ARROWS"
    REPORT = "REPORT"

    def __init__(self) -> None:
        super().__init__()
        self._image: LayerImage | None = None

    def createInstance(self) -> AlignVectors:
        return AlignVectors()

    def name(self) -> str:
        return "alignvectors"

    def displayName(self) -> str:
        return self.tr("Align vectors to imagery")

    def group(self) -> str:
        return self.tr("Vectors")

    def groupId(self) -> str:
        return "vectors"

    def tags(self) -> list[str]:
        return self.tr(
            "align,realign,conflate,shift,offset,displacement,register,match,rectify,adjust,snap,buildings,roads,"
            "footprints,imagery,aerial,satellite,basemap,orthophoto,neural network,deep learning"
        ).split(",")

    def shortDescription(self) -> str:
        return self.tr("Moves buildings or roads that lie metres off the imagery to where the imagery shows them.")

    def shortHelpString(self) -> str:
        return self.tr(
            "Moves the features of a layer to where the imagery shows them. A neural network compares the two, first "
            "coarsely, then ever more finely; it runs on this computer, on the graphics card if there is one.\n\n"
            "Nothing is lost: features, ids, order, attributes, Z and M values stay as they are, and corners that "
            "features share stay shared. A feature for which the network is not sure enough keeps its place. Four "
            "fields say what happened:\n\n"
            "<b>ra_dx, ra_dy</b>: the mean move in metres, east and north\n"
            "<b>ra_conf</b>: the probability that the feature is now within a metre of the truth\n"
            "<b>ra_status</b>: aligned, doubtful (kept: confidence too low), absent (the imagery does not show "
            "it), outside (kept: no imagery there), invalid (kept: would have become invalid), empty (no geometry); "
            "after a review by a person: accepted, reverted, fixed\n\n"
            "Layer and imagery may have different CRSs. The shipped models know buildings, and roads as lines, in "
            "imagery of about 0.3 m."
        )

    def helpUrl(self) -> str:
        return help_url("align_vectors")

    def tr(self, text: str) -> str:
        return QCoreApplication.translate("AlignVectors", text)

    def window(self) -> type | None:
        from .align_dialog import AlignDialog  # here, because qgis_process has no windows

        return AlignDialog

    def initAlgorithm(self, configuration=None) -> None:
        source_type = QgsProcessing.SourceType
        number = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, self.tr("Layer to align"), [source_type.TypeVectorAnyGeometry]
            ),
            self.tr(
                "Buildings, roads or other features that lie off the imagery. If only selected features are used, only "
                "these are written."
            ),
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.BASEMAP, self.tr("Imagery")),
            self.tr(
                "The imagery that is right: a raster file, XYZ tiles, WMTS, WMS or any other raster layer. Web tiles "
                "are read at the zoom level of about 0.3 m per pixel."
            ),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.MAX_DISPLACEMENT, self.tr("Maximum displacement (metres)"), number, 10.0, False, 0.1, 200.0
            ),
            self.tr(
                "How far features may be off, in metres on the ground: up to 60 with the shipped model. More takes "
                "longer and errs more easily."
            ),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.METHOD,
                self.tr("Method"),
                [
                    self.tr("Each vertex"),
                    self.tr("Rigid: shift and turn, shapes kept"),
                    self.tr("Shift only"),
                ],
                defaultValue=0,
            ),
            self.tr(
                "Each vertex: every corner moves by itself. Rigid: features that touch move together by one shift and "
                "one rotation, so that right angles stay right. Shift only: they move together by one shift."
            ),
        )
        self.add(
            QgsProcessingParameterFile(
                self.MODEL,
                self.tr("Model (shipped model if empty)"),
                extension="onnx",
                optional=True,
            ),
            self.tr(
                "A model trained for this task (.onnx with a model card). If empty, the default is used: the model for "
                "roads on layers of lines, that for buildings on others, as they ship or as they were chosen in "
                "Settings → Options → Realign."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.MIN_CONFIDENCE,
                self.tr("Minimum confidence (the model's own if empty)"),
                number,
                None,
                True,
                0.0,
                1.0,
            ),
            self.tr(
                "From 0 to 1. Features with less confidence than this keep their place and get the status doubtful. If "
                "empty, the threshold that was measured for the model is used."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean(self.SYMMETRIES, self.tr("Average over rotations and mirror images"), False),
            self.tr("Asks the network eight times, with the imagery turned and mirrored. Eight times slower."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterExtent(self.EXTENT, self.tr("Extent to align"), optional=True),
            self.tr(
                "Features outside this extent keep their place and get the status outside. If empty, all are aligned."
            ),
            advanced=True,
        )
        self.add_device()
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Aligned")),
            self.tr(
                "The layer with its features moved, in its own CRS, with the fields ra_dx, ra_dy, ra_conf, ra_status."
            ),
        )
        self.add(
            QgsProcessingParameterRasterDestination(
                self.DISPLACEMENT, self.tr("Displacement field"), optional=True, createByDefault=False
            ),
            self.tr("A raster of three bands: the move in metres to the east, to the north, and the confidence."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.ARROWS,
                self.tr("Arrows"),
                source_type.TypeVectorLine,
                optional=True,
                createByDefault=False,
            ),
            self.tr("One line for each feature that moved, from where it was to where it is."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.REPORT,
                self.tr("Report"),
                self.tr("HTML files (*.html)"),
                optional=True,
                createByDefault=False,
            ),
            self.tr("A page with counts, histograms, and pictures before and after."),
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        from .align_run import check_parameters  # here, so that QGIS starts without loading the engine

        check_parameters(self, parameters, context)

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        layer = self.parameterAsRasterLayer(parameters, self.BASEMAP, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, self.BASEMAP))
        from .align_run import check_outputs

        with told_by_qgis():
            self._image = LayerImage.of(layer)  # here, because this runs in the layer's own thread
            check_outputs(self, parameters, context)
        return True

    def processAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        from .align_run import AlignRun

        with told_by_qgis():
            return AlignRun(self, parameters, context, feedback, self._image)()
