"""One run of *Restyle map*: QGIS's parameters and layers in, the engine's answer out."""

from __future__ import annotations

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsProcessingContext, QgsRectangle

from ..engine.errors import InputError
from ..engine.model import Model
from ..engine.outputs import Staging
from ..engine.restyle import Restyled, RestyleOptions, restyle
from ..engine.restyle_scale import scale_hint
from ..engine.restyle_sheet import Sheet, metres_per_pixel
from ..engine.restyle_style import MapStyle, style_named, style_of
from .qgis_basemap import LayerImage
from .raster_run import RasterRun, check_rasters
from .restyle_styles import KINDS, TASK


def check_parameters(algorithm, parameters: dict, context: QgsProcessingContext) -> None:
    """Find out what can be known to be wrong before anything is computed.

    Raises:
        RealignError: with the sentence for the user.
    """
    features = KINDS[algorithm.parameterAsEnum(parameters, algorithm.KIND, context)]
    card, layers = check_rasters(algorithm, parameters, context, features, TASK)
    if algorithm.REFERENCE not in layers:
        style_named(card, algorithm.parameterAsEnumString(parameters, algorithm.STYLE, context))


class RestyleRun(RasterRun):
    """See ``RasterRun``; the rasters are INPUT and, where it is given, REFERENCE."""

    task, kind = TASK, "map"

    def _features(self) -> str:
        return KINDS[self._algorithm.parameterAsEnum(self._parameters, self._algorithm.KIND, self._context)]

    def _draw(self, model: Model, output: str) -> Restyled:
        algorithm, feedback = self._algorithm, self._feedback
        options = RestyleOptions(algorithm.parameterAsDouble(self._parameters, algorithm.STRENGTH, self._context))
        image = self._images[algorithm.INPUT]
        extent = self._extent(image)
        scale = algorithm.parameterAsDouble(self._parameters, algorithm.SCALE, self._context)
        sheet = self._sheet(image, extent, self._resolution() or model.card.resolution, scale)
        if scale == 1 and image.path:
            for hint in scale_hint(sheet):
                feedback.pushWarning(hint)
        style = self._style(model, sheet, extent)
        with Staging() as staging:
            restyled = restyle(
                sheet,
                style,
                model,
                staging.path(output),
                options,
                progress=self._progress,
                is_cancelled=feedback.isCanceled,
                announce=feedback.pushWarning,
            )
            staging.commit()
        return restyled

    def _about(self, drawn: Restyled) -> str:
        return self._algorithm.tr("Style: {}").format(drawn.style)

    def _style(self, model: Model, sheet: Sheet, extent: QgsRectangle) -> MapStyle:
        algorithm = self._algorithm
        image = self._images.get(algorithm.REFERENCE)
        if image is None:
            name = algorithm.parameterAsEnumString(self._parameters, algorithm.STYLE, self._context)
            return style_named(model.card, name)
        self._feedback.setProgressText(algorithm.tr("Looking at the reference"))
        if image.path:
            reference = self._sheet(image, QgsRectangle(), 0.0)
        else:  # of a service what lies where the map lies, as large as there
            reference = self._sheet(image, self._there(image, extent), metres_per_pixel(sheet))
        return style_of(reference, model, self._feedback.isCanceled)

    def _there(self, image: LayerImage, extent: QgsRectangle) -> QgsRectangle:
        """Where the map lies, in the CRS of a reference."""
        own = self._images[self._algorithm.INPUT]
        transform = QgsCoordinateTransform(own.crs, image.crs, self._context.transformContext())
        try:
            return transform.transformBoundingBox(own.extent if extent.isNull() else extent)
        except QgsCsException as error:
            raise InputError(
                f"The reference {image.name} does not reach where the map lies; choose a file or another layer."
            ) from error
