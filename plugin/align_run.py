"""One run of *Align vectors to imagery*: QGIS's parameters in, the engine's answer out to QGIS's sinks."""

from __future__ import annotations

from qgis.core import (
    NULL,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsWkbTypes,
)

from ..engine.align import METHODS, Alignment, AlignOptions, align
from ..engine.errors import Cancelled, InputError
from ..engine.geometry import Geometries
from ..engine.model import Model
from ..engine.outputs import Staging
from ..engine.report import write_report
from .chosen import chosen_values
from .destinations import Sinks, check_destinations
from .features import arrow_fields, read_geometries, request_for, result_fields, write_aligned, write_arrows
from .model_choice import load_chosen, model_path, remember
from .qgis_basemap import LayerImage, QgisBasemap, check_layer, wkt_from
from .styling import STYLES, Styler, aligned_style

_READ, _ALIGNED, _WRITTEN = 3.0, 95.0, 99.0  # per cent of the progress bar at which these end
_LOOK = 500  # features between two looks at the cancel button


def check_parameters(algorithm, parameters: dict, context: QgsProcessingContext) -> None:
    """Find out what can be known to be wrong before anything is computed.

    Raises:
        RealignError: with the sentence for the user.
    """
    source = algorithm.parameterAsSource(parameters, algorithm.INPUT, context)
    if source is not None:
        _check_source(source)
    basemap = algorithm.parameterAsRasterLayer(parameters, algorithm.BASEMAP, context)
    if basemap is not None:
        check_layer(basemap)
    model_path(algorithm, parameters, context)
    check_outputs(algorithm, parameters, context)


def check_outputs(algorithm, parameters: dict, context: QgsProcessingContext) -> None:
    """Find out whether the results can be written.

    Raises:
        OutputError: they cannot.
    """
    layers = (
        algorithm.parameterAsVectorLayer(parameters, algorithm.INPUT, context),
        algorithm.parameterAsRasterLayer(parameters, algorithm.BASEMAP, context),
    )
    check_destinations(
        [parameters.get(algorithm.OUTPUT), parameters.get(algorithm.ARROWS)],
        [parameters.get(algorithm.DISPLACEMENT), parameters.get(algorithm.REPORT)],
        [layer.source() for layer in layers if layer is not None],
        context,
    )


class AlignRun:
    """Everything that one run holds; call it once.

    Args:
        algorithm: whose parameters they are.
        parameters, context, feedback: as QGIS passed them.
        image: the basemap, as it was taken from its layer in the layer's thread.
    """

    def __init__(
        self,
        algorithm,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        image: LayerImage,
    ) -> None:
        self._algorithm, self._parameters, self._context = algorithm, parameters, context
        self._feedback, self._image = feedback, image
        self._told: list[str] = []

    def __call__(self) -> dict:
        """Run, and return the results by output name; nothing if the user cancelled.

        Raises:
            RealignError: with the sentence for the user.
            QgsProcessingException: QGIS cannot open an input or a sink.
        """
        algorithm, feedback = self._algorithm, self._feedback
        source = algorithm.parameterAsSource(self._parameters, algorithm.INPUT, self._context)
        if source is None:
            raise QgsProcessingException(algorithm.invalidSourceError(self._parameters, algorithm.INPUT))
        _check_source(source)
        try:
            feedback.setProgressText(algorithm.tr("Loading the model"))
            model, warnings = load_chosen(algorithm, self._parameters, self._context)
            self._told = [*warnings, *model.warnings]  # now: whoever reads that it will be slow may still cancel
            for warning in self._told:
                feedback.pushWarning(warning)
            feedback.setProgressText(algorithm.tr("Reading the layer"))
            request = request_for(self._parameters[algorithm.INPUT])
            numbers, geometries = read_geometries(source, request, feedback.isCanceled)
            feedback.setProgress(_READ)
            transforms = self._context.transformContext()
            place = self._image.place_of(source.sourceExtent(), source.sourceCrs(), transforms)
            with Staging() as staging, self._image.open(place, model.card.resolution, feedback) as basemap:
                return self._align_and_write(source, numbers, geometries, model, basemap, staging)
        except Cancelled:
            feedback.pushInfo(algorithm.tr("Cancelled; nothing was written."))
            return {}

    def _align_and_write(
        self,
        source: QgsProcessingFeatureSource,
        numbers: dict[int, int],
        geometries: Geometries,
        model: Model,
        basemap,
        staging: Staging,
    ) -> dict:
        algorithm, feedback, crs = self._algorithm, self._feedback, wkt_from(source.sourceCrs())
        results = {}
        field = self._file(algorithm.DISPLACEMENT, algorithm.parameterAsOutputLayer, results)
        report = self._file(algorithm.REPORT, algorithm.parameterAsFileOutput, results)
        try:
            alignment = align(
                geometries,
                crs,
                basemap,
                model,
                self._options(source),
                progress=self._progress,
                is_cancelled=feedback.isCanceled,
                displacement=staging.path(field) if field else None,
                announce=feedback.pushWarning,
            )
        finally:
            if isinstance(basemap, QgisBasemap) and not feedback.isCanceled():
                basemap.check()  # "the service gave nothing" says more than "no imagery there"
        self._tell(alignment)
        remember(alignment, model, self._told)
        feedback.setProgressText(algorithm.tr("Writing the results"))
        sinks = Sinks(algorithm, self._parameters, self._context, staging)
        self._write_features(source, numbers, alignment, sinks, results)
        if report:
            feedback.setProgressText(algorithm.tr("Writing the report"))
            chosen = chosen_values(algorithm, self._parameters, self._context)
            write_report(staging.path(report), alignment, crs, basemap, source.sourceName(), self._image.name, chosen)
        feedback.setProgress(_WRITTEN)
        if feedback.isCanceled():
            raise Cancelled("Cancelled while the results were written.")
        staging.commit()
        sinks.release()
        Styler.attach(results[algorithm.OUTPUT], aligned_style(source.wkbType()), self._context)
        Styler.attach(results.get(algorithm.ARROWS, ""), STYLES / "arrows.qml", self._context)
        feedback.setProgress(100)
        return results

    def _file(self, name: str, evaluate, results: dict) -> str:
        """The path of an output file, "" where none is wanted."""
        if self._parameters.get(name) in (None, ""):
            return ""
        results[name] = evaluate(self._parameters, name, self._context)
        return results[name]

    def _options(self, source: QgsProcessingFeatureSource) -> AlignOptions:
        algorithm, parameters, context = self._algorithm, self._parameters, self._context
        extent = algorithm.parameterAsExtent(parameters, algorithm.EXTENT, context, source.sourceCrs())
        threshold = None  # the model's own
        if parameters.get(algorithm.MIN_CONFIDENCE) not in (None, "", NULL):
            threshold = algorithm.parameterAsDouble(parameters, algorithm.MIN_CONFIDENCE, context)
        return AlignOptions(
            max_displacement=algorithm.parameterAsDouble(parameters, algorithm.MAX_DISPLACEMENT, context),
            method=METHODS[algorithm.parameterAsEnum(parameters, algorithm.METHOD, context)],
            symmetries=algorithm.parameterAsBoolean(parameters, algorithm.SYMMETRIES, context),
            min_confidence=threshold,
            extent=None
            if extent.isNull()
            else (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()),
        )

    def _progress(self, share: float, text: str) -> None:
        self._feedback.setProgress(_READ + (_ALIGNED - _READ) * share)
        self._feedback.setProgressText(text)

    def _tell(self, alignment: Alignment) -> None:
        """Say what ran and what came out."""
        push, tr = self._feedback.pushInfo, self._algorithm.tr
        for warning in alignment.warnings:
            if warning not in self._told:
                self._feedback.pushWarning(warning)
        push(tr("Model: {}").format(alignment.model_name))
        push(tr("Device: {}").format(alignment.device))
        push(
            tr("{:.2f} megapixels in {:.1f} s, {:.1f} s of them in the network").format(
                alignment.megapixels, alignment.seconds, alignment.network_seconds
            )
        )
        push(tr("Features: {}").format(", ".join(f"{count} {name}" for name, count in alignment.counts().items())))

    def _write_features(
        self,
        source: QgsProcessingFeatureSource,
        numbers: dict[int, int],
        alignment: Alignment,
        sinks: Sinks,
        results: dict,
    ) -> None:
        algorithm, feedback = self._algorithm, self._feedback

        def on_feature(count: int) -> None:
            if count % _LOOK == 0:
                feedback.setProgress(_ALIGNED + (_WRITTEN - _ALIGNED) * count / len(numbers))
                if feedback.isCanceled():
                    raise Cancelled("Cancelled while the features were written.")

        layer = result_fields(source.fields())
        with sinks.open(algorithm.OUTPUT, layer[0], source.wkbType(), source.sourceCrs()) as (sink, place):
            request = request_for(self._parameters[algorithm.INPUT])
            write_aligned(source, request, numbers, alignment, sink, layer, on_feature)
        results[algorithm.OUTPUT] = place
        if self._parameters.get(algorithm.ARROWS) in (None, ""):
            return
        line = QgsWkbTypes.Type.LineString
        with sinks.open(algorithm.ARROWS, arrow_fields(), line, source.sourceCrs()) as (sink, place):
            write_arrows(numbers, alignment, sink)
        results[algorithm.ARROWS] = place


def _check_source(source: QgsProcessingFeatureSource) -> None:
    name = f"'{source.sourceName()}'"
    if not source.sourceCrs().isValid():
        raise InputError(f"The layer {name} has no CRS; assign the right one to it first.")
    if source.featureCount() == 0:
        raise InputError(f"The layer {name} has no features; choose another layer, or select features in it.")
