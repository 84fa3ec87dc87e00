"""The Processing algorithm *Colorize grayscale imagery*."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterExtent,
    QgsProcessingParameterNumber,
    QgsProcessingParameterPoint,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from .help_pages import help_url
from .raster_algorithm import RasterAlgorithm


class ColorizeImagery(RasterAlgorithm):
    """``realign:colorizeimagery``; ids and parameter names are a public API and never change."""

    PLACE, SATURATION = "PLACE", "SATURATION"

    def createInstance(self) -> ColorizeImagery:
        return ColorizeImagery()

    def name(self) -> str:
        return "colorizeimagery"

    def displayName(self) -> str:
        return self.tr("Colorize grayscale imagery")

    def group(self) -> str:
        return self.tr("Imagery")

    def groupId(self) -> str:
        return "imagery"

    def tags(self) -> list[str]:
        return self.tr(
            "colorize,colourise,color,colour,gray,grayscale,grey,black and white,panchromatic,aerial,old,historical,"
            "photograph,orthophoto,imagery,raster,place,neural network,deep learning"
        ).split(",")

    def shortDescription(self) -> str:
        return self.tr("Gives grey imagery, such as old aerial photographs, the colours of the place where it lies.")

    def shortHelpString(self) -> str:
        return self.tr(
            "Gives grey imagery colours, as the ground has them where it lies, or as it has them at another place that "
            "you click on the map. A neural network has learned which colours go with what is to be seen, and how they "
            "change from place to place; it runs on this computer, on the graphics card if there is one.\n\n"
            "The imagery may be a file of 8 or 16 bits or of floating-point numbers, with or without a CRS, XYZ tiles, "
            "WMTS, WMS or any other raster layer. Only colour is added: the lightness of every pixel stays exactly as "
            "it was, and nothing is moved. What is transparent stays transparent.\n\n"
            "The result is a Cloud Optimized GeoTIFF with overviews. It is made block by block, so that imagery of any "
            "size needs little memory, and no seam is to be seen where blocks meet.\n\n"
            "Colours are guessed: they make a photograph easier to read, but they prove nothing."
        )

    def helpUrl(self) -> str:
        return help_url("colorize_imagery")

    def tr(self, text: str) -> str:
        return QCoreApplication.translate("ColorizeImagery", text)

    def window(self) -> type | None:
        from .colorize_dialog import ColorizeDialog  # here, because qgis_process has no windows

        return ColorizeDialog

    def initAlgorithm(self, configuration=None) -> None:
        number = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, self.tr("Imagery")),
            self.tr(
                "The grey imagery: a raster file, with or without a CRS, XYZ tiles, WMTS, WMS or other layers. Of "
                "imagery in colour only the lightness is kept, and coloured anew."
            ),
        )
        self.add(
            QgsProcessingParameterPoint(self.PLACE, self.tr("Place whose colours are taken"), optional=True),
            self.tr(
                "A point anywhere on Earth, in any CRS. If empty, the middle of the imagery (of a web service, of the "
                "extent), or no certain place where the model knows none within 200 km. Imagery without a CRS needs "
                "one."
            ),
        )
        self.add(
            QgsProcessingParameterNumber(self.SATURATION, self.tr("Saturation"), number, 1.0, False, 0.0, 2.0),
            self.tr("1 gives the model's colours, 0 grey; more than 1 makes them more vivid."),
        )
        self.add(
            QgsProcessingParameterExtent(self.EXTENT, self.tr("Extent to colorize"), optional=True),
            self.tr(
                "Only this part is colorized. If empty, all of the imagery; of a web service a part must be chosen."
            ),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.RESOLUTION,
                self.tr("Resolution (metres per pixel; the model's if empty)"),
                number,
                None,
                True,
                0.01,
                1000.0,
            ),
            self.tr(
                "How finely a web service is read, or how large the pixels of a file without a CRS are, in metres on "
                "the ground. Other files are read in their own pixels."
            ),
        )
        self.add_model()
        self.add_device()
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, self.tr("Colorized imagery")),
            self.tr("A Cloud Optimized GeoTIFF (.tif) with the imagery's georeference, CRS and transparency."),
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        from .colorize_run import check_parameters  # here, so that QGIS starts without loading the engine

        check_parameters(self, parameters, context)

    def worker(self) -> type:
        from .colorize_run import ColorizeRun

        return ColorizeRun
