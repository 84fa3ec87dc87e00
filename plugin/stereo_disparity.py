"""The Processing algorithm *Disparity from rectified stereo pair*."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterExtent,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from .help_pages import help_url
from .raster_algorithm import RasterAlgorithm


class StereoDisparity(RasterAlgorithm):
    """``realign:stereodisparity``; ids and parameter names are a public API and never change."""

    INPUT = LEFT = "LEFT"
    RIGHT, MIN_DISPARITY, MAX_DISPARITY = "RIGHT", "MIN_DISPARITY", "MAX_DISPARITY"
    BASE_HEIGHT_RATIO, DATUM = "BASE_HEIGHT_RATIO", "DATUM"
    CONFIDENCE, DSM = "CONFIDENCE", "DSM"
    RASTERS = (LEFT, RIGHT)

    def createInstance(self) -> StereoDisparity:
        return StereoDisparity()

    def name(self) -> str:
        return "stereodisparity"

    def displayName(self) -> str:
        return self.tr("Disparity from rectified stereo pair")

    def group(self) -> str:
        return self.tr("Imagery")

    def groupId(self) -> str:
        return "imagery"

    def tags(self) -> list[str]:
        return self.tr(
            "stereo,disparity,parallax,depth,height,surface model,dsm,dem,elevation,rectified,epipolar,pair,matching,"
            "aerial,photogrammetry,raster,neural network,deep learning"
        ).split(",")

    def shortDescription(self) -> str:
        return self.tr("Finds heights: by how much each thing is moved between the two pictures of a rectified pair.")

    def shortHelpString(self) -> str:
        return self.tr(
            "Finds for each pixel of the left picture of a rectified pair by how many pixels it lies further to the "
            "left in the right picture, and from that, if the base-to-height ratio is given, a surface model in "
            "metres. A neural network compares the pictures from coarse to fine; it runs on this computer, on the "
            "graphics card if there is one.\n\n"
            "Rectified means that both pictures have the same size and the same thing lies on the same row in both. "
            "They are files of 8 or 16 bits or of floating-point numbers, with or without a CRS.\n\n"
            "The results are Cloud Optimized GeoTIFFs with overviews, made block by block, so that pairs of any size "
            "need little memory. What the right picture does not show has no disparity, or low confidence."
        )

    def helpUrl(self) -> str:
        return help_url("stereo_disparity")

    def tr(self, text: str) -> str:
        return QCoreApplication.translate("StereoDisparity", text)

    def initAlgorithm(self, configuration=None) -> None:
        number = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterRasterLayer(self.LEFT, self.tr("Left picture")),
            self.tr("The results lie on its pixels, and have its CRS and its place."),
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.RIGHT, self.tr("Right picture")),
            self.tr("The same ground from further to the right, in as many pixels, each thing on its row."),
        )
        self.add(
            QgsProcessingParameterNumber(self.MIN_DISPARITY, self.tr("Least disparity (pixels)"), number, -64.0),
            self.tr(
                "By how many pixels a thing may lie further to the left in the right picture, at least; negative where "
                "things may lie further to the right. The narrower the range, the fewer the mistakes."
            ),
        )
        self.add(
            QgsProcessingParameterNumber(self.MAX_DISPARITY, self.tr("Largest disparity (pixels)"), number, 64.0),
            self.tr("By how many pixels at most: that of the highest thing, in most pairs."),
        )
        self.add(
            QgsProcessingParameterExtent(self.EXTENT, self.tr("Extent to match"), optional=True),
            self.tr("Only this part of the left picture is matched. If empty, all of it."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.BASE_HEIGHT_RATIO, self.tr("Base-to-height ratio (for the surface model)"), number, None, True
            ),
            self.tr(
                "Distance of the two cameras over their height above the ground, such as 0.6. Negative where high "
                "things have low disparities, because left and right are the other way round."
            ),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.RESOLUTION,
                self.tr("Resolution (metres per pixel; as the left picture says if empty)"),
                number,
                None,
                True,
                0.001,
                1000.0,
            ),
            self.tr("How large a pixel is on the ground. Only the surface model of a picture without a CRS needs it."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(self.DATUM, self.tr("Height of disparity 0 (metres)"), number, 0.0),
            self.tr("It is added to all heights of the surface model."),
            advanced=True,
        )
        self.add_model()
        self.add_device()
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, self.tr("Disparity")),
            self.tr("A Cloud Optimized GeoTIFF (.tif) in pixels: left pixel (x, y) is right pixel (x - disparity, y)."),
        )
        self.add(
            QgsProcessingParameterRasterDestination(
                self.DSM, self.tr("Surface model"), optional=True, createByDefault=False
            ),
            self.tr("Heights in metres: datum + disparity × resolution / base-to-height ratio."),
        )
        self.add(
            QgsProcessingParameterRasterDestination(
                self.CONFIDENCE, self.tr("Confidence"), optional=True, createByDefault=False
            ),
            self.tr(
                "1 where matching from left to right and from right to left agree, 0 where they are 2 pixels or more "
                "apart. Takes twice the time."
            ),
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        from .stereo_run import check_parameters  # here, so that QGIS starts without loading the engine

        check_parameters(self, parameters, context)

    def worker(self) -> type:
        from .stereo_run import StereoRun

        return StereoRun
