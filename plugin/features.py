"""QGIS features in and out of the engine: geometries by well-known binary, everything else untouched."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from osgeo import ogr
from qgis.core import (
    NULL,
    Qgis,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
)

from ..engine.attributes import RESULT_FIELDS
from ..engine.errors import Cancelled, InputError, OutputError
from ..engine.evaluation_layer import plain_keys
from ..engine.geometry import Geometries

if Qgis.QGIS_VERSION_INT >= 33800:  # the old way to name types warns since then, and Qt 6 has none of it
    from qgis.PyQt.QtCore import QMetaType

    _LONG, _DOUBLE, _STRING = QMetaType.Type.LongLong, QMetaType.Type.Double, QMetaType.Type.QString
else:
    from qgis.PyQt.QtCore import QVariant

    _LONG, _DOUBLE, _STRING = QVariant.Type.LongLong, QVariant.Type.Double, QVariant.Type.String

_NAMES = tuple(name for name, *_ in RESULT_FIELDS)

# Invalid geometries must come through: the layer that goes out has as many features as the one that came in
_ALL = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks


def request_for(parameter: object) -> QgsFeatureRequest:
    """The request that gives the features of an input parameter in the layer's order.

    Selected features alone come in the order of a hash table, unless they are sorted by id.
    """
    request = QgsFeatureRequest()
    if isinstance(parameter, QgsProcessingFeatureSourceDefinition) and parameter.selectedFeaturesOnly:
        request.addOrderBy("$id")
    return request


def read_geometries(
    source: QgsProcessingFeatureSource, request: QgsFeatureRequest, is_cancelled: Callable[[], bool]
) -> tuple[dict[int, int], Geometries]:
    """Read a source's geometries; only the selected features where the user asked for these.

    Args:
        source: where the features come from.
        request: as ``request_for`` returned it.
        is_cancelled: asked at every feature.

    Returns:
        The number of each feature by its id, and the geometries in that order.

    Raises:
        InputError: a geometry is damaged or of an unknown type.
        Cancelled: the user stopped the run.
    """
    numbers: dict[int, int] = {}
    blobs: list[bytes | None] = []
    for feature in source.getFeatures(QgsFeatureRequest(request).setSubsetOfAttributes([]), _ALL):
        if is_cancelled():
            raise Cancelled("Cancelled while the features were read.")
        numbers[feature.id()] = len(blobs)
        blobs.append(feature.geometry().asWkb().data() if feature.hasGeometry() else None)
    return numbers, Geometries.from_wkb(blobs)


def read_keys(source: QgsProcessingFeatureSource, request: QgsFeatureRequest, field: str) -> tuple[str | None, ...]:
    """The values of one field as keys, in the order of ``read_geometries``."""
    only = QgsFeatureRequest(request).setSubsetOfAttributes([source.fields().lookupField(field)])
    values = (feature[field] for feature in source.getFeatures(only, _ALL))
    return plain_keys(None if value == NULL else value for value in values)


def plain_fields(fields: Iterable[tuple[str, int]]) -> QgsFields:
    """Fields by their names and OGR types."""
    kinds = {ogr.OFTInteger64: _LONG, ogr.OFTReal: _DOUBLE, ogr.OFTString: _STRING}
    made = QgsFields()
    for name, kind in fields:
        made.append(QgsField(name, kinds[kind]))
    return made


def result_fields(fields: QgsFields) -> tuple[QgsFields, list[int]]:
    """The fields of the aligned layer, and the numbers of those of an earlier run that they replace.

    Names are compared without regard to case, as GeoPackage and shapefile do.
    """
    replaced = [number for number in range(fields.count()) if fields.at(number).name().lower() in _NAMES]
    result = QgsFields(fields)
    for number in reversed(replaced):
        result.remove(number)
    _append_result_fields(result)
    return result, replaced


def arrow_fields() -> QgsFields:
    """The fields of the arrows: the feature's id and the result fields."""
    fields = QgsFields()
    fields.append(QgsField("ra_fid", _LONG))
    _append_result_fields(fields)
    return fields


def _append_result_fields(fields: QgsFields) -> None:
    for name, kind, width, precision in RESULT_FIELDS:
        fields.append(QgsField(name, _STRING if kind == ogr.OFTString else _DOUBLE, "", width, precision))


def write_aligned(
    source: QgsProcessingFeatureSource,
    request: QgsFeatureRequest,
    numbers: dict[int, int],
    alignment,
    sink: QgsFeatureSink,
    layer: tuple[QgsFields, list[int]],
    on_feature: Callable[[int], None],
) -> None:
    """Write all features in the source's order, with new geometries where they moved.

    Args:
        source: where the features come from, once more: attributes are never held in memory.
        request: as ``request_for`` returned it.
        numbers: as ``read_geometries`` returned them.
        alignment: the engine's answer.
        sink: takes the features.
        layer: as ``result_fields`` returned it.
        on_feature: called with the count of features so far; may raise Cancelled.

    Raises:
        InputError: the layer has changed since it was read.
        OutputError: the sink does not take a feature.
    """
    fields, replaced = layer
    blobs = alignment.wkb()
    count = 0
    for feature in source.getFeatures(request, _ALL):
        number = numbers.get(feature.id())
        if number is None:
            raise InputError("The layer was changed while it was being aligned; run the algorithm again.")
        for field in reversed(replaced):
            feature.deleteAttribute(field)
        # Attributes stay inside QGIS: no value is turned into a Python object and back
        first = fields.count() - len(RESULT_FIELDS)
        feature.resizeAttributes(fields.count())
        for offset, value in enumerate(result_values(alignment, number)):
            feature.setAttribute(first + offset, value)
        if alignment.moved[number]:
            geometry = QgsGeometry()
            geometry.fromWkb(blobs[number])
            feature.setGeometry(geometry)
        _add(sink, feature)
        count += 1
        on_feature(count)
    if count != len(numbers):
        raise InputError("The layer was changed while it was being aligned; run the algorithm again.")


def write_arrows(numbers: dict[int, int], alignment, sink: QgsFeatureSink) -> None:
    """Write one line for each feature that moved, from where it was to where it is.

    Raises:
        OutputError: the sink does not take a line.
    """
    arrows, fields = alignment.arrows(), arrow_fields()
    for feature_id, number in numbers.items():
        if not alignment.moved[number]:
            continue
        feature = QgsFeature(fields)
        feature.setAttributes([feature_id, *result_values(alignment, number)])
        feature.setGeometry(QgsGeometry.fromPolylineXY([QgsPointXY(x, y) for x, y in arrows[number].tolist()]))
        _add(sink, feature)


def result_values(alignment, number: int) -> list:
    """The values of ``RESULT_FIELDS`` for one feature; NULL for numbers that there are not."""
    values = (float(each[number]) for each in (alignment.dx, alignment.dy, alignment.confidence))
    return [value if np.isfinite(value) else None for value in values] + [alignment.status[number]]


def _add(sink: QgsFeatureSink, feature: QgsFeature) -> None:
    if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
        raise OutputError(f"A feature cannot be written ({sink.lastError()}); check the disk and the output's format.")
