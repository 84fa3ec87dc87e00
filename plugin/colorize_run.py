"""One run of *Colorize grayscale imagery*: QGIS's parameters and layer in, the engine's answer out."""

from __future__ import annotations

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProcessingContext,
)

from ..engine.colorize import Colorized, ColorizeOptions, colorize
from ..engine.colorize_spot import Spot, spot_at
from ..engine.errors import InputError
from ..engine.model import Model
from ..engine.outputs import Staging
from ..engine.restyle_sheet import FileSheet
from ..engine.sheet_spot import spot_of
from .qgis_basemap import LayerImage
from .raster_run import RasterRun, check_rasters

TASK, FEATURES = "colorize", "aerial"


def check_parameters(algorithm, parameters: dict, context: QgsProcessingContext) -> None:
    """Find out what can be known to be wrong before anything is computed.

    Raises:
        RealignError: with the sentence for the user.
    """
    _, layers = check_rasters(algorithm, parameters, context, FEATURES, TASK)
    layer = layers[algorithm.INPUT]
    if given_spot(algorithm, parameters, context) is None and not layer.crs().isValid():
        image = LayerImage.of(layer, needs_crs=False)
        with FileSheet(image.path, image.name, image.wkt, kind="imagery") as sheet:
            spot_of(sheet)  # control points may say it


class ColorizeRun(RasterRun):
    """See ``RasterRun``; the raster is INPUT."""

    task, kind = TASK, "imagery"

    def _features(self) -> str:
        return FEATURES

    def _draw(self, model: Model, output: str) -> Colorized:
        algorithm, feedback = self._algorithm, self._feedback
        saturation = algorithm.parameterAsDouble(self._parameters, algorithm.SATURATION, self._context)
        resolution, image = self._resolution(), self._images[algorithm.INPUT]
        sheet = self._sheet(image, self._extent(image), resolution or model.card.resolution)
        spot = given_spot(algorithm, self._parameters, self._context)
        with Staging() as staging:
            colorized = colorize(
                sheet,
                spot,
                model,
                staging.path(output),
                ColorizeOptions(saturation, resolution),
                progress=self._progress,
                is_cancelled=feedback.isCanceled,
                announce=feedback.pushWarning,
            )
            staging.commit()
        return colorized

    def _about(self, drawn: Colorized) -> str:
        algorithm = self._algorithm
        return algorithm.tr("Colours of: {}").format(drawn.spot or algorithm.tr("no certain place"))


def given_spot(algorithm, parameters: dict, context: QgsProcessingContext) -> Spot | None:
    """The spot that the user names; without a CRS of its own it is in the project's, or in degrees.

    Raises:
        InputError: it is not on Earth.
    """
    if parameters.get(algorithm.PLACE) in (None, "", NULL):
        return None
    crs = algorithm.parameterAsPointCrs(parameters, algorithm.PLACE, context)
    point = algorithm.parameterAsPoint(parameters, algorithm.PLACE, context)
    if crs.isValid():
        degrees = QgsCoordinateReferenceSystem("EPSG:4326")
        try:
            point = QgsCoordinateTransform(crs, degrees, context.transformContext()).transform(point)
        except QgsCsException as error:
            raise InputError(
                f"The place {point.x():g}, {point.y():g} lies outside what the CRS {crs.authid()} can represent; "
                "choose another."
            ) from error
    return spot_at(point.y(), point.x())
