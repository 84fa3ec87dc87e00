"""One run of *Restyle map*: QGIS's parameters and layers in, the engine's answer out."""

from __future__ import annotations

import time

from qgis.core import (
    NULL,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsRectangle,
)

from ..engine.errors import Cancelled, InputError
from ..engine.model import Model, check_task, read_card
from ..engine.outputs import Staging, check_writable
from ..engine.restyle import Restyled, RestyleOptions, restyle
from ..engine.restyle_output import check_extension
from ..engine.restyle_scale import scale_hint
from ..engine.restyle_service import ServiceSheet
from ..engine.restyle_sheet import FileSheet, Sheet, metres_per_pixel
from ..engine.restyle_style import MapStyle, style_named, style_of
from ..engine.terminal import time_left
from .model_choice import load_chosen, model_path, remember
from .qgis_basemap import LayerImage, check_layer
from .restyle_styles import KINDS, TASK
from .styling import PlainColours


def check_parameters(algorithm, parameters: dict, context: QgsProcessingContext) -> None:
    """Find out what can be known to be wrong before anything is computed.

    Raises:
        RealignError: with the sentence for the user.
    """
    layers = [algorithm.parameterAsRasterLayer(parameters, name, context) for name in ("INPUT", "REFERENCE")]
    for layer in filter(None, layers):
        check_layer(layer, needs_crs=False)
    path, _ = model_path(algorithm, parameters, context, _features(algorithm, parameters, context), TASK)
    card = read_card(path)
    check_task(card, TASK, path)
    if layers[1] is None:
        style_named(card, algorithm.parameterAsEnumString(parameters, algorithm.STYLE, context))
    if parameters.get(algorithm.OUTPUT) in (None, "", QgsProcessing.TEMPORARY_OUTPUT):
        return
    output = algorithm.parameterAsOutputLayer(parameters, algorithm.OUTPUT, context)
    check_extension(output)
    check_writable(output, overwrite=True, sources=[layer.source() for layer in layers if layer is not None])


class RestyleRun:
    """Everything that one run holds; call it once.

    Args:
        algorithm: whose parameters they are.
        parameters, context, feedback: as QGIS passed them.
        images: INPUT and, where it is given, REFERENCE, as they were taken from their layers in the layers' thread.
    """

    def __init__(
        self,
        algorithm,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        images: dict[str, LayerImage],
    ) -> None:
        self._algorithm, self._parameters, self._context = algorithm, parameters, context
        self._feedback, self._images = feedback, images
        self._sheets: list[Sheet] = []
        self._started, self._tenth, self._text = time.monotonic(), -1, ""

    def __call__(self) -> dict:
        """Run, and return the result by output name; nothing if the user cancelled.

        Raises:
            RealignError: with the sentence for the user.
        """
        algorithm, feedback = self._algorithm, self._feedback
        try:
            feedback.setProgressText(algorithm.tr("Loading the model"))
            features = _features(algorithm, self._parameters, self._context)
            model, told = load_chosen(algorithm, self._parameters, self._context, features, TASK)
            told += model.warnings
            for warning in told:  # now: whoever reads that it will be slow may still cancel
                feedback.pushWarning(warning)
            restyled, output = self._restyle(model)
        except Cancelled:
            feedback.pushInfo(algorithm.tr("Cancelled; nothing was written."))
            return {}
        finally:
            for sheet in self._sheets:
                sheet.close()
        self._tell(restyled, told)
        remember(restyled, model, told)
        PlainColours.attach(output, None, self._context)
        feedback.setProgress(100)
        return {algorithm.OUTPUT: output}

    def _restyle(self, model: Model) -> tuple[Restyled, str]:
        algorithm, feedback = self._algorithm, self._feedback
        output = algorithm.parameterAsOutputLayer(self._parameters, algorithm.OUTPUT, self._context)
        check_extension(output)
        options = RestyleOptions(algorithm.parameterAsDouble(self._parameters, algorithm.STRENGTH, self._context))
        image = self._images[algorithm.INPUT]
        extent = algorithm.parameterAsExtent(self._parameters, algorithm.EXTENT, self._context, image.crs)
        scale = algorithm.parameterAsDouble(self._parameters, algorithm.SCALE, self._context)
        sheet = self._sheet(image, extent, self._resolution(model), scale)
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
        return restyled, output

    def _sheet(self, image: LayerImage, extent: QgsRectangle, resolution: float, scale: float = 1.0) -> Sheet:
        """A layer as pixels; of a web service at a resolution in metres, of a file in its own, or scaled."""
        box = None
        if not extent.isNull():
            box = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
        if image.path:
            sheet = FileSheet(image.path, image.name, image.wkt, box, scale)
        else:
            middle = (extent if box else image.extent).center()
            basemap = image.open((middle.x(), middle.y()), resolution, self._feedback, oversampling=1.0)
            sheet = ServiceSheet(basemap, basemap.origin, box)
        self._sheets.append(sheet)
        return sheet

    def _resolution(self, model: Model) -> float:
        value = self._parameters.get(self._algorithm.RESOLUTION)
        if value in (None, "", NULL):
            return model.card.resolution
        return self._algorithm.parameterAsDouble(self._parameters, self._algorithm.RESOLUTION, self._context)

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

    def _progress(self, share: float, text: str) -> None:
        """Move the bar; add a line to the log at each tenth, and where something else begins."""
        self._feedback.setProgress(100 * share)
        if (tenth := int(10 * share)) == self._tenth and text.partition(":")[0] == self._text:
            return
        self._tenth, self._text = tenth, text.partition(":")[0]
        left = time_left(share, time.monotonic() - self._started)
        if left:
            text = self._algorithm.tr("{text}, about {time} left").format(text=text, time=left)
        self._feedback.setProgressText(text)

    def _tell(self, restyled: Restyled, told: list[str]) -> None:
        """Say what ran and what came out."""
        push, tr = self._feedback.pushInfo, self._algorithm.tr
        for warning in restyled.warnings:
            if warning not in told:
                self._feedback.pushWarning(warning)
        push(tr("Model: {}").format(restyled.model_name))
        push(tr("Device: {}").format(restyled.device))
        push(tr("Style: {}").format(restyled.style))
        push(
            tr("{:.2f} megapixels in {:.1f} s, {:.1f} s of them in the network").format(
                restyled.megapixels, restyled.seconds, restyled.network_seconds
            )
        )


def _features(algorithm, parameters: dict, context: QgsProcessingContext) -> str:
    """What the map is, as models say it."""
    return KINDS[algorithm.parameterAsEnum(parameters, algorithm.KIND, context)]
