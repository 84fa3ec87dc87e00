"""One run of *Evaluate alignment*: QGIS's layers in, measures, lines and files out."""

from __future__ import annotations

from qgis.core import (
    NULL,
    QgsFeature,
    QgsFeatureSink,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..engine.errors import Cancelled, InputError, OutputError
from ..engine.evaluation import Evaluation, check_resolution, evaluate
from ..engine.evaluation_layer import EvaluatedLayer
from ..engine.evaluation_lines import ERROR_FIELDS, error_values
from ..engine.evaluation_raster import evaluate_raster
from ..engine.evaluation_report import write_evaluation_report
from ..engine.evaluation_table import output_values, text_table, write_table
from ..engine.outputs import Staging
from .chosen import chosen_values
from .destinations import Sinks, check_destinations
from .features import plain_fields, read_geometries, read_keys, request_for
from .qgis_basemap import wkt_from
from .styling import STYLES, Styler

_READ, _MEASURED, _WRITTEN = 40.0, 70.0, 95.0  # per cent of the progress bar at which these end


def check_parameters(algorithm, parameters: dict, context: QgsProcessingContext) -> None:
    """Find out what can be known to be wrong before anything is computed.

    Raises:
        RealignError: with the sentence for the user.
    """
    layer = algorithm.parameterAsLayer(parameters, algorithm.INPUT, context)
    raster, points = isinstance(layer, QgsRasterLayer), _points(algorithm, parameters, context)
    _check_reference(algorithm, parameters, points, raster)
    check_resolution(_resolution(algorithm, parameters, context))
    key, sources = _key(algorithm, parameters, context), [points] if points else []
    for name in (algorithm.INPUT, algorithm.REFERENCE, algorithm.BEFORE):
        if parameters.get(name) in (None, "") or (raster and name == algorithm.INPUT):
            continue
        source = algorithm.parameterAsSource(parameters, name, context)
        if source is not None:
            _check_source(source, "" if raster else key)
        vector = algorithm.parameterAsVectorLayer(parameters, name, context)
        sources += [vector.source()] if vector is not None else []
    if raster:
        sources.append(_file(layer))
        if parameters.get(algorithm.BEFORE) not in (None, ""):
            raise InputError("A raster has no layer before it; leave that empty, or evaluate a displacement raster.")
    check_destinations(
        [parameters.get(algorithm.OUTPUT)],
        [parameters.get(algorithm.REPORT), parameters.get(algorithm.TABLE)],
        sources,
        context,
    )


class EvaluateRun:
    """Everything that one run holds; made in the layers' thread, then called once.

    Args:
        algorithm: whose parameters they are.
        parameters, context, feedback: as QGIS passed them.

    Raises:
        InputError: what is to be evaluated cannot be.
    """

    def __init__(
        self, algorithm, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        self._algorithm, self._parameters, self._context, self._feedback = algorithm, parameters, context, feedback
        layer = algorithm.parameterAsLayer(parameters, algorithm.INPUT, context)
        if not isinstance(layer, (QgsVectorLayer, QgsRasterLayer)):
            raise InputError("What is to be evaluated is neither a vector layer nor a raster; choose another layer.")
        self._name, self._crs = layer.name(), layer.crs()
        self._raster = _file(layer) if isinstance(layer, QgsRasterLayer) else ""
        self._ids: list[int] = []  # of the features that lines are about

    def __call__(self) -> dict:
        """Run, and return the results by output name; nothing if the user cancelled.

        Raises:
            RealignError: with the sentence for the user.
            QgsProcessingException: QGIS cannot open an input or a sink.
        """
        try:
            evaluation = self._evaluate()
            self._feedback.setProgress(_MEASURED)
            for warning in evaluation.warnings:
                self._feedback.pushWarning(warning)
            for line in text_table(evaluation).splitlines():
                self._feedback.pushInfo(line)
            with Staging() as staging:
                return {**output_values(evaluation), **self._write(evaluation, staging)}
        except Cancelled:
            self._feedback.pushInfo(self._algorithm.tr("Cancelled; nothing was written."))
            return {}

    def _evaluate(self) -> Evaluation:
        algorithm, feedback = self._algorithm, self._feedback
        resolution = _resolution(algorithm, self._parameters, self._context)
        feedback.setProgressText(algorithm.tr("Reading the layers"))
        points = _points(algorithm, self._parameters, self._context)
        _check_reference(algorithm, self._parameters, points, bool(self._raster))
        if points:
            evaluation, _ = evaluate_raster(self._raster, points, resolution, self._name)
            self._ids = list(range(1, evaluation.after.features + 1))
            return evaluation
        if self._raster:
            reference, self._ids = self._read(algorithm.REFERENCE)
            return evaluate_raster(self._raster, reference, resolution, self._name)[0]
        reference, _ = self._read(algorithm.REFERENCE)
        layer, self._ids = self._read(algorithm.INPUT)
        before = None
        if self._parameters.get(algorithm.BEFORE) not in (None, ""):
            before, _ = self._read(algorithm.BEFORE)
        feedback.setProgress(_READ)
        feedback.setProgressText(algorithm.tr("Comparing"))
        return evaluate(layer, reference, before, resolution, feedback.isCanceled)

    def _read(self, name: str) -> tuple[EvaluatedLayer, list[int]]:
        """A layer as the engine wants it, and the ids of its features."""
        algorithm = self._algorithm
        source = algorithm.parameterAsSource(self._parameters, name, self._context)
        if source is None:
            raise QgsProcessingException(algorithm.invalidSourceError(self._parameters, name))
        key = "" if self._raster else _key(algorithm, self._parameters, self._context)
        _check_source(source, key)
        request = request_for(self._parameters[name])
        numbers, geometries = read_geometries(source, request, self._feedback.isCanceled)
        keys = read_keys(source, request, key) if key else None
        return EvaluatedLayer(source.sourceName(), wkt_from(source.sourceCrs()), geometries, keys), list(numbers)

    def _write(self, evaluation: Evaluation, staging: Staging) -> dict:
        algorithm, feedback, results = self._algorithm, self._feedback, {}
        feedback.setProgressText(algorithm.tr("Writing the results"))
        for name in (algorithm.REPORT, algorithm.TABLE):
            if self._parameters.get(name) in (None, ""):
                continue
            results[name] = algorithm.parameterAsFileOutput(self._parameters, name, self._context)
            path = staging.path(results[name])
            if name == algorithm.TABLE:
                write_table(path, evaluation)
            else:
                chosen = chosen_values(algorithm, self._parameters, self._context)
                write_evaluation_report(path, evaluation, chosen)
        sinks = Sinks(algorithm, self._parameters, self._context, staging)
        if self._parameters.get(algorithm.OUTPUT) not in (None, ""):
            line, fields = QgsWkbTypes.Type.LineString, plain_fields(ERROR_FIELDS)
            with sinks.open(algorithm.OUTPUT, fields, line, self._crs) as (sink, place):
                self._write_lines(evaluation, sink, fields)
            results[algorithm.OUTPUT] = place
        feedback.setProgress(_WRITTEN)
        if feedback.isCanceled():
            raise Cancelled("Cancelled while the results were written.")
        staging.commit()
        sinks.release()
        Styler.attach(results.get(algorithm.OUTPUT, ""), STYLES / "arrows.qml", self._context)
        feedback.setProgress(100)
        return results

    def _write_lines(self, evaluation: Evaluation, sink: QgsFeatureSink, fields) -> None:
        for ends, values in error_values(evaluation.after, self._ids):
            if self._feedback.isCanceled():
                raise Cancelled("Cancelled while the lines were written.")
            feature = QgsFeature(fields)
            feature.setAttributes(values)
            feature.setGeometry(QgsGeometry.fromPolylineXY([QgsPointXY(x, y) for x, y in ends]))
            if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                raise OutputError(f"A line cannot be written ({sink.lastError()}); check the disk and the format.")


def _resolution(algorithm, parameters: dict, context: QgsProcessingContext) -> float | None:
    if parameters.get(algorithm.RESOLUTION) in (None, "", NULL):
        return None
    return algorithm.parameterAsDouble(parameters, algorithm.RESOLUTION, context)


def _key(algorithm, parameters: dict, context: QgsProcessingContext) -> str:
    if parameters.get(algorithm.KEY) in (None, "", NULL):
        return ""
    return algorithm.parameterAsString(parameters, algorithm.KEY, context)


def _points(algorithm, parameters: dict, context: QgsProcessingContext) -> str:
    if parameters.get(algorithm.POINTS) in (None, "", NULL):
        return ""
    return algorithm.parameterAsFile(parameters, algorithm.POINTS, context)


def _check_reference(algorithm, parameters: dict, points: str, raster: bool) -> None:
    given = parameters.get(algorithm.REFERENCE) not in (None, "")
    if points and not raster:
        raise InputError("Control points are for rasters; for a vector layer give a reference layer instead.")
    if given == bool(points):
        what = "a layer of lines or control points, one of both" if raster else "the layer that is right"
        raise InputError(f"There must be one reference to compare with; give {what}.")


def _check_source(source: QgsProcessingFeatureSource, key: str) -> None:
    name = f"'{source.sourceName()}'"
    if not source.sourceCrs().isValid():
        raise InputError(f"The layer {name} has no CRS; assign the right one to it first.")
    if key and source.fields().lookupField(key) < 0:
        raise InputError(f"The layer {name} has no field '{key}'; name one that all layers have.")


def _file(layer: QgsRasterLayer) -> str:
    if layer.providerType() != "gdal":
        raise InputError(f"The raster '{layer.name()}' is no file; choose a registered map or a displacement raster.")
    return layer.source()
