"""The Processing algorithm *Restyle map*."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from .help_pages import help_url
from .raster_algorithm import RasterAlgorithm
from .restyle_styles import style_ids


class RestyleMap(RasterAlgorithm):
    """``realign:restylemap``; ids and parameter names are a public API and never change."""

    KIND, STYLE, REFERENCE, STRENGTH, SCALE = "KIND", "STYLE", "REFERENCE", "STRENGTH", "SCALE"
    RASTERS = (RasterAlgorithm.INPUT, REFERENCE)

    def createInstance(self) -> RestyleMap:
        return RestyleMap()

    def name(self) -> str:
        return "restylemap"

    def displayName(self) -> str:
        return self.tr("Restyle map")

    def group(self) -> str:
        return self.tr("Maps")

    def groupId(self) -> str:
        return "maps"

    def tags(self) -> list[str]:
        return self.tr(
            "restyle,style,style transfer,map,old map,historical,scan,toner,watercolor,terrain,engraved,topographic,"
            "modern,osm,openstreetmap,redraw,cartography,raster,neural network,deep learning"
        ).split(",")

    def shortDescription(self) -> str:
        return self.tr("Draws a map in another style: a scan as a modern map, a web map as an engraving.")

    def shortHelpString(self) -> str:
        return self.tr(
            "Draws a map in one of Realign's styles, or in the style of another map. A neural network sees what is a "
            "street, a house, water or a wood, and draws it anew; it runs on this computer, on the graphics card if "
            "there is one.\n\n"
            "The map may be a file, georeferenced or not, XYZ tiles, WMTS, WMS or any other raster layer. Nothing is "
            "moved: each pixel of the result lies where it lay. What is transparent stays transparent.\n\n"
            "The result is a Cloud Optimized GeoTIFF with overviews. It is made block by block, so that maps of any "
            "size need little memory, and no seam is to be seen where blocks meet."
        )

    def helpUrl(self) -> str:
        return help_url("restyle_map")

    def tr(self, text: str) -> str:
        return QCoreApplication.translate("RestyleMap", text)

    def window(self) -> type | None:
        from .restyle_dialog import RestyleDialog  # here, because qgis_process has no windows

        return RestyleDialog

    def initAlgorithm(self, configuration=None) -> None:
        number = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, self.tr("Map")),
            self.tr("The map to restyle: a raster file, with or without a CRS, XYZ tiles, WMTS, WMS or other layers."),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.KIND,
                self.tr("The map is"),
                [self.tr("drawn by a computer"), self.tr("an old map, scanned")],
                False,
                0,
            ),
            self.tr(
                "Which of the models runs: that for clean maps, which knows all styles, or that for scans of old maps "
                "with all that paper brings along, which draws modern ones."
            ),
        )
        styles = style_ids()
        self.add(
            QgsProcessingParameterEnum(
                self.STYLE,
                self.tr("Style"),
                styles,
                defaultValue="modern" if "modern" in styles else styles[0],
                usesStaticStrings=True,
            ),
            self.tr("The style to draw in. The window of Realign's menu shows a picture of each."),
        )
        self.add(
            QgsProcessingParameterRasterLayer(
                self.REFERENCE, self.tr("Map whose style is taken instead"), optional=True
            ),
            self.tr("Any other map. If it is given, the result gets its style as far as the model can draw it."),
        )
        self.add(
            QgsProcessingParameterNumber(self.STRENGTH, self.tr("Strength"), number, 1.0, False, 0.0, 1.0),
            self.tr("1 gives the new style, 0 the map as it was; what lies between mixes both."),
        )
        self.add(
            QgsProcessingParameterExtent(self.EXTENT, self.tr("Extent to restyle"), optional=True),
            self.tr("Only this part is restyled. If empty, all of the map; of a web service a part must be chosen."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.RESOLUTION,
                self.tr("Resolution of a web service (metres per pixel; the model's if empty)"),
                number,
                None,
                True,
                0.01,
                1000.0,
            ),
            self.tr(
                "How finely tiles and other web services are read, in metres on the ground. Tiles come at the zoom "
                "level that is at least as fine. Files are read in their own pixels."
            ),
        )
        self.add(
            QgsProcessingParameterNumber(self.SCALE, self.tr("Scale before drawing"), number, 1.0, False, 0.02, 8.0),
            self.tr(
                "Factor by which a file is enlarged, or below 1 made smaller, before it is drawn: for scans so fine "
                "that their lines are many pixels wide. The result has that many pixels. The log proposes a factor."
            ),
            advanced=True,
        )
        self.add_model()
        self.add_device()
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, self.tr("Restyled map")),
            self.tr("A Cloud Optimized GeoTIFF (.tif) with the map's georeference, CRS and transparency."),
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        from .restyle_run import check_parameters  # here, so that QGIS starts without loading the engine

        check_parameters(self, parameters, context)

    def worker(self) -> type:
        from .restyle_run import RestyleRun

        return RestyleRun
