"""Where an algorithm's results go: checked before the run, written aside, put in place at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from osgeo import ogr
from qgis.core import (
    QgsFeature,
    QgsFeatureSink,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProperty,
    QgsWkbTypes,
)
from qgis.PyQt import sip

from ..engine.destinations import choose_destination
from ..engine.errors import OutputError
from ..engine.formats import ring_order_kept, turns_rings
from ..engine.outputs import Staging, check_writable
from ..engine.wkb import turn_rings

_ENCODING = "fileEncoding"
_PROVIDER_PREFIX = re.compile(r"^\w{2,}:")  # 'memory:', 'ogr:dbname=…', 'postgis:…', but not 'C:'


def plain_file(value: object, context: QgsProcessingContext) -> str:
    """The path of the file that a destination parameter names; "" for temporary layers, databases and none."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.valueAsString(context.expressionContext())[0]
    elif isinstance(value, QgsProperty):
        value = value.valueAsString(context.expressionContext())[0]
    if not isinstance(value, str) or value == "TEMPORARY_OUTPUT" or _PROVIDER_PREFIX.match(value):
        return ""
    return value


def check_destinations(vectors: list, files: list, sources: list[str], context: QgsProcessingContext) -> None:
    """Find out before a long run whether all results can be written.

    Args:
        vectors: values of the parameters for vector layers.
        files: values of the parameters for rasters and other files.
        sources: layer sources or files that are inputs of the same run.
        context: evaluates values that are expressions.

    Raises:
        OutputError: with a sentence for the first that cannot.
    """
    for path in filter(None, (plain_file(value, context) for value in vectors)):
        choose_destination(path, overwrite=True, sources=sources)
    for path in filter(None, (plain_file(value, context) for value in files)):
        check_writable(path, overwrite=True, sources=sources)


class Sinks:
    """The vector outputs of one run, written aside by QGIS's own writers.

    Args:
        algorithm: whose parameters they are.
        parameters: the run's parameters.
        context: the run's context; its layers to load follow when ``release`` is called.
        staging: which moves the files to their places when the run has succeeded.
    """

    def __init__(
        self, algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext, staging: Staging
    ) -> None:
        self._algorithm, self._parameters, self._context, self._staging = algorithm, parameters, context, staging
        self._final: dict[str, str] = {}

    @contextmanager
    def open(self, name: str, fields, geometry_type, crs) -> Iterator[tuple[QgsFeatureSink, str]]:
        """Open the sink of parameter ``name``; its file is complete when the block ends.

        Yields:
            The sink, and the id under which QGIS will know the result.

        Raises:
            QgsProcessingException: QGIS cannot create it.
            OutputError: the last features cannot be written.
        """
        value = self._parameters[name]
        final = plain_file(value, self._context)
        chosen = choose_destination(final, overwrite=True) if final else None
        staged = self._staging.path(final, chosen.replaces) if chosen else ""
        parameters = {**self._parameters, name: _definition(value, staged)}
        turned = chosen is not None and turns_rings(chosen.driver, _ogr_type(geometry_type))
        with ring_order_kept(turned):
            sink, written = self._algorithm.parameterAsSink(parameters, name, self._context, fields, geometry_type, crs)
        if sink is None:
            raise QgsProcessingException(self._algorithm.invalidSinkError(self._parameters, name))
        destination = written
        if final:
            destination = written.replace(staged, final)  # QGIS may have added the layer's name
            self._final[written] = destination
        try:
            yield _TurningSink(sink) if turned else sink, destination
            if not sink.flushBuffer():
                raise OutputError(f"The output '{final or name}' cannot be written ({sink.lastError()}).")
        finally:
            sip.delete(sink)  # now, not when Python pleases: only this closes the file

    def release(self) -> None:
        """Let QGIS load the results from their final places; call it once all sinks are closed."""
        layers = self._context.layersToLoadOnCompletion()
        if any(staged in layers for staged in self._final):
            self._context.setLayersToLoadOnCompletion(
                {self._final.get(place, place): details for place, details in layers.items()}
            )


class _TurningSink:
    """Gives rings the direction that a shapefile wants, where its driver must be kept from doing so."""

    def __init__(self, sink: QgsFeatureSink) -> None:
        self._sink = sink
        self.lastError = sink.lastError

    def addFeature(self, feature: QgsFeature, flags) -> bool:
        """Add a feature, its shells clockwise and its holes the other way."""
        if feature.hasGeometry():
            geometry = QgsGeometry()
            geometry.fromWkb(turn_rings(feature.geometry().asWkb().data()))
            feature.setGeometry(geometry)
        return self._sink.addFeature(feature, flags)


def _ogr_type(geometry_type) -> int:
    """OGR's number for what matters of a QGIS geometry type: the flat type and whether it has Z."""
    flat = int(QgsWkbTypes.flatType(geometry_type))
    return ogr.GT_SetZ(flat) if QgsWkbTypes.hasZ(geometry_type) else flat


def _definition(value: object, staged: str) -> QgsProcessingOutputLayerDefinition:
    """The destination with UTF-8 for "the system's encoding", and with another file if ``staged`` is given."""
    definition = QgsProcessingOutputLayerDefinition(value)  # of a path, an expression or another definition
    if staged:
        definition.sink = QgsProperty.fromValue(staged)
    # "System" makes QGIS write UTF-8 bytes beside a .cpg that says "system", which no program understands
    options = dict(definition.createOptions)
    if str(options.get(_ENCODING) or "System").lower() == "system":
        options[_ENCODING] = "UTF-8"
    definition.createOptions = options
    return definition
