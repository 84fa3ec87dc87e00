"""One run of *Disparity from rectified stereo pair*: QGIS's parameters and layers in, the engine's answer out."""

from __future__ import annotations

from qgis.core import QgsProcessingContext, QgsRectangle

from ..engine.errors import InputError
from ..engine.model import Model
from ..engine.outputs import Staging
from ..engine.restyle_sheet import FileSheet
from ..engine.stereo import Matched, StereoFiles, StereoOptions, check_pair, disparity
from ..engine.stereo_heights import Heights
from .qgis_basemap import LayerImage
from .raster_run import RasterRun, box_of, check_rasters, number_or_none
from .styling import GreyRamp, Hillshade, Styler

TASK, FEATURES, KIND = "stereo", "pairs", "picture"


def check_parameters(algorithm, parameters: dict, context: QgsProcessingContext) -> None:
    """Find out what can be known to be wrong before anything is computed.

    Raises:
        RealignError: with the sentence for the user.
    """
    _, layers = check_rasters(algorithm, parameters, context, FEATURES, TASK)
    options_of(algorithm, parameters, context)
    if len(layers) < len(algorithm.RASTERS):
        return  # QGIS itself says that a layer cannot be loaded
    images = [LayerImage.of(layer, needs_crs=False) for layer in layers.values()]
    left, right = (_open(image) for image in images)
    with left, right:
        check_pair(left, right)


class StereoRun(RasterRun):
    """See ``RasterRun``; the rasters are LEFT and RIGHT."""

    task, kind = TASK, KIND

    def _stylers(self) -> dict[str, type[Styler]]:
        algorithm = self._algorithm
        return {algorithm.OUTPUT: GreyRamp, algorithm.CONFIDENCE: GreyRamp, algorithm.DSM: Hillshade}

    def _features(self) -> str:
        return FEATURES

    def _draw(self, model: Model, output: str) -> Matched:
        algorithm, feedback = self._algorithm, self._feedback
        options = options_of(algorithm, self._parameters, self._context)
        image = self._images[algorithm.LEFT]
        left = _open(image, self._extent(image))
        self._sheets.append(left)
        right = _open(self._images[algorithm.RIGHT])
        self._sheets.append(right)
        with Staging() as staging:
            paths = {name: staging.path(path) for name, path in self._results.items()}
            files = StereoFiles(paths[algorithm.OUTPUT], paths.get(algorithm.CONFIDENCE), paths.get(algorithm.DSM))
            matched = disparity(
                left,
                right,
                model,
                files,
                options,
                progress=self._progress,
                is_cancelled=feedback.isCanceled,
                announce=feedback.pushWarning,
            )
            staging.commit()
        return matched

    def _about(self, drawn: Matched) -> str:
        return self._algorithm.tr("Disparities from {:.1f} to {:.1f} pixels; {:.0f} % of the pixels have one").format(
            drawn.least, drawn.largest, 100 * drawn.matched
        )


def options_of(algorithm, parameters: dict, context: QgsProcessingContext) -> StereoOptions:
    """How the pair is to be matched.

    Raises:
        InputError: impossible numbers, or a surface model without the ratio that it needs.
    """

    ratio = number_or_none(algorithm, parameters, algorithm.BASE_HEIGHT_RATIO, context)
    if ratio is None and parameters.get(algorithm.DSM) not in (None, ""):
        raise InputError("The surface model needs the base-to-height ratio of the pair; give it, or ask for no model.")
    heights = None
    if ratio is not None:
        resolution = number_or_none(algorithm, parameters, algorithm.RESOLUTION, context)
        heights = Heights(ratio, resolution, algorithm.parameterAsDouble(parameters, algorithm.DATUM, context))
    limits = (
        algorithm.parameterAsDouble(parameters, name, context)
        for name in (algorithm.MIN_DISPARITY, algorithm.MAX_DISPARITY)
    )
    return StereoOptions(*limits, heights)


def _open(image: LayerImage, extent: QgsRectangle | None = None) -> FileSheet:
    """A picture of the pair.

    Raises:
        InputError: it is a web service.
    """
    if not image.path:
        raise InputError(f"The layer {image.name} is no file, so it is no picture of a rectified pair; choose a file.")
    return FileSheet(image.path, image.name, image.wkt, box_of(extent or QgsRectangle()), kind=KIND)
