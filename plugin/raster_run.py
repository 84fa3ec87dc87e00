"""One run of an algorithm that draws a raster anew: QGIS's parameters and layers in, the engine's answer out."""

from __future__ import annotations

import time
from collections.abc import Iterable

from qgis.core import (
    NULL,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..engine.card import ModelCard
from ..engine.cog import check_extension
from ..engine.drawing import Drawn
from ..engine.errors import Cancelled
from ..engine.model import Model, check_task, read_card
from ..engine.outputs import check_writable, refuse_duplicates
from ..engine.registration import Registration
from ..engine.restyle_service import ServiceSheet
from ..engine.restyle_sheet import FileSheet, Sheet
from ..engine.terminal import time_left
from .destinations import plain_file
from .model_choice import load_chosen, model_path, remember
from .qgis_basemap import LayerImage, check_layer
from .raster_algorithm import RasterAlgorithm
from .styling import PlainColours, Styler

translate = QCoreApplication.translate


def check_rasters(
    algorithm: RasterAlgorithm, parameters: dict, context: QgsProcessingContext, features: str, task: str
) -> tuple[ModelCard, dict[str, QgsRasterLayer]]:
    """Find out what can be known to be wrong with rasters, results and model.

    Args:
        algorithm, parameters, context: of the run.
        features, task: of the model.

    Returns:
        the model's card, and the rasters that are given, by parameter.

    Raises:
        RealignError: with the sentence for the user.
    """
    layers = check_files(algorithm, parameters, context)
    return check_model(model_path(algorithm, parameters, context, features, task)[0], task), layers


def check_files(
    algorithm: RasterAlgorithm, parameters: dict, context: QgsProcessingContext, sources: Iterable[str] = ()
) -> dict[str, QgsRasterLayer]:
    """Find out what can be known to be wrong with rasters and results.

    Args:
        algorithm, parameters, context: of the run.
        sources: of layers that are no rasters, and must survive the run, too.

    Returns:
        the rasters that are given, by parameter.

    Raises:
        RealignError: with the sentence for the user.
    """
    found = {name: algorithm.parameterAsRasterLayer(parameters, name, context) for name in algorithm.RASTERS}
    layers = {name: layer for name, layer in found.items() if layer is not None}
    for layer in layers.values():
        check_layer(layer, needs_crs=False)
    results = []
    for definition in algorithm.destinationParameterDefinitions():
        path = plain_file(parameters.get(definition.name()), context)
        if not path:
            continue
        if isinstance(definition, QgsProcessingParameterRasterDestination):
            check_extension(path)
        check_writable(path, overwrite=True, sources=[*sources, *(layer.source() for layer in layers.values())])
        results.append(path)
    refuse_duplicates(results)
    return layers


def check_model(path: str, task: str) -> ModelCard:
    """The card of a model, if it is one for a task.

    Raises:
        ModelError: it is not.
    """
    card = read_card(path)
    check_task(card, task, path)
    return card


def number_or_none(algorithm, parameters: dict, name: str, context: QgsProcessingContext) -> float | None:
    """The value of a number that need not be given."""
    if parameters.get(name) in (None, "", NULL):
        return None
    return algorithm.parameterAsDouble(parameters, name, context)


def box_of(extent: QgsRectangle) -> tuple[float, float, float, float] | None:
    """An extent as the engine has it: xmin, ymin, xmax, ymax; None for all."""
    if extent.isNull():
        return None
    return extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()


class RasterRun:
    """Everything that one run holds; call it once.

    Args:
        algorithm: whose parameters they are.
        parameters, context, feedback: as QGIS passed them.
        images: rasters by parameter, as they were taken from their layers in the layers' thread.
    """

    task = ""  # of the model
    kind = ""  # what to call the rasters in messages

    def __init__(
        self,
        algorithm: RasterAlgorithm,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        images: dict[str, LayerImage],
    ) -> None:
        self._algorithm, self._parameters, self._context = algorithm, parameters, context
        self._feedback, self._images = feedback, images
        self._sheets: list[Sheet] = []
        self._results: dict[str, str] = {}  # paths of those that are wanted, by parameter
        self._started, self._tenth, self._text = time.monotonic(), -1, ""

    def __call__(self) -> dict:
        """Run, and return the results by output name; nothing if the user cancelled.

        Raises:
            RealignError: with the sentence for the user.
        """
        feedback, output = self._feedback, self._algorithm.OUTPUT
        self._results = self._destinations()
        check_extension(self._results[output])
        try:
            feedback.setProgressText(translate("RealignRun", "Loading the model"))
            model, told = self._load()
            told += model.warnings if model is not None else []
            for warning in told:  # now: whoever reads that it will be slow may still cancel
                feedback.pushWarning(warning)
            drawn = self._draw(model, self._results[output])
        except Cancelled:
            feedback.pushInfo(translate("RealignRun", "Cancelled; nothing was written."))
            return {}
        finally:
            for sheet in self._sheets:
                sheet.close()
        self._tell(drawn, told)
        if model is not None:
            remember(drawn, model, told)
        for name, styler in self._stylers().items():
            styler.attach(self._results.get(name, ""), None, self._context)
        feedback.setProgress(100)
        return {**self._results, **self._numbers(drawn)}

    def _destinations(self) -> dict[str, str]:
        """Paths of the results, by parameter; asked for once, because a temporary one is another each time."""
        algorithm, found = self._algorithm, {}
        for definition in algorithm.destinationParameterDefinitions():
            name = definition.name()
            if self._parameters.get(name) in (None, ""):
                continue
            is_layer = not isinstance(definition, QgsProcessingParameterFileDestination)
            evaluate = algorithm.parameterAsOutputLayer if is_layer else algorithm.parameterAsFileOutput
            found[name] = evaluate(self._parameters, name, self._context)
        return found

    def _load(self) -> tuple[Model | None, list[str]]:
        """The model, None where none is needed, and warnings."""
        return load_chosen(self._algorithm, self._parameters, self._context, self._features(), self.task)

    def _features(self) -> str:
        """What the raster shows, as models say it."""
        raise NotImplementedError

    def _draw(self, model: Model | None, output: str) -> Drawn | Registration:
        """Write the results."""
        raise NotImplementedError

    def _about(self, drawn: Drawn | Registration) -> str:
        """What this kind of run says about its result besides what all say."""
        raise NotImplementedError

    def _stylers(self) -> dict[str, type[Styler]]:
        """What gives results their style, by parameter."""
        return {self._algorithm.OUTPUT: PlainColours}

    def _numbers(self, drawn: Drawn | Registration) -> dict[str, float]:
        """Results that are numbers, by output name."""
        return {}

    def _sheet(self, image: LayerImage, extent: QgsRectangle, resolution: float, scale: float = 1.0) -> Sheet:
        """A layer as pixels; of a web service at a resolution in metres, of a file in its own, or scaled."""
        box = box_of(extent)
        if image.path:
            sheet = FileSheet(image.path, image.name, image.wkt, box, scale, self.kind)
        else:
            middle = (extent if box else image.extent).center()
            basemap = image.open((middle.x(), middle.y()), resolution, self._feedback, oversampling=1.0)
            sheet = ServiceSheet(basemap, basemap.origin, box, self.kind)
        self._sheets.append(sheet)
        return sheet

    def _extent(self, image: LayerImage) -> QgsRectangle:
        """What is wanted of a raster, in its CRS; null for all of it."""
        return self._algorithm.parameterAsExtent(self._parameters, self._algorithm.EXTENT, self._context, image.crs)

    def _resolution(self) -> float | None:
        """Metres per pixel that the user gives."""
        return number_or_none(self._algorithm, self._parameters, self._algorithm.RESOLUTION, self._context)

    def _progress(self, share: float, text: str) -> None:
        """Move the bar; add a line to the log at each tenth, and where something else begins."""
        self._feedback.setProgress(100 * share)
        if (tenth := int(10 * share)) == self._tenth and text.partition(":")[0] == self._text:
            return
        self._tenth, self._text = tenth, text.partition(":")[0]
        left = time_left(share, time.monotonic() - self._started)
        if left:
            text = translate("RealignRun", "{text}, about {time} left").format(text=text, time=left)
        self._feedback.setProgressText(text)

    def _tell(self, drawn: Drawn | Registration, told: list[str]) -> None:
        """Say what ran and what came out."""
        push = self._feedback.pushInfo
        for warning in drawn.warnings:
            if warning not in told:
                self._feedback.pushWarning(warning)
        push(translate("RealignRun", "Model: {}").format(drawn.model_name))
        push(translate("RealignRun", "Device: {}").format(drawn.device))
        push(self._about(drawn))
        push(
            translate("RealignRun", "{:.2f} megapixels in {:.1f} s, {:.1f} s of them in the network").format(
                drawn.megapixels, drawn.seconds, drawn.network_seconds
            )
        )
