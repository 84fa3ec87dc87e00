"""What an evaluation needs to know of a layer, wherever it came from."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .errors import InputError
from .gdal_messages import collected
from .geometry import Geometries
from .vectors import VectorLayer


@dataclass(frozen=True)
class EvaluatedLayer:
    """A layer whose positions are compared.

    Attributes:
        name: for messages.
        crs: WKT.
        geometries: in that CRS.
        keys: a value for each feature, equal in both layers for what is the same thing; None where there is none.
    """

    name: str
    crs: str
    geometries: Geometries
    keys: tuple[str | None, ...] | None = None


def read_evaluated(layer: VectorLayer, key: str | None = None) -> EvaluatedLayer:
    """Read the geometries and, if asked for, the keys of a layer.

    Args:
        layer: opened for reading.
        key: name of a field.

    Raises:
        InputError: the layer is damaged or has no such field.
    """
    geometries = layer.geometries()
    return EvaluatedLayer(layer.layer_name, layer.crs, geometries, None if key is None else _keys(layer, key))


def plain_keys(values: Iterable[object]) -> tuple[str | None, ...]:
    """Values as text, so that 12, 12.0 and '12', as formats store one number, are one key."""
    return tuple(_plain(value) for value in values)


def outlines(geometries: Geometries) -> tuple[np.ndarray, np.ndarray]:
    """The outline of every feature as segments.

    Returns:
        int64 (S, 2): indices of both ends of each segment, feature by feature; points are segments without length.
        int64 (F + 1,): where each feature starts in them.
    """
    length = np.diff(geometries.part_offsets)
    alone = geometries.part_offsets[:-1][length == 1]
    segments = np.concatenate([geometries.segments, np.stack([alone, alone], 1)])
    segments = segments[np.argsort(segments[:, 0], kind="stable")]
    feature = geometries.feature_of_coordinate[segments[:, 0]]
    return segments, np.searchsorted(feature, np.arange(geometries.feature_count + 1))


def _keys(layer: VectorLayer, key: str) -> tuple[str | None, ...]:
    if layer.ogr_layer.FindFieldIndex(key, True) < 0:
        raise InputError(f"The layer '{layer.layer_name}' has no field '{key}'; name one that both layers have.")
    with collected() as messages:
        try:
            layer.ogr_layer.ResetReading()
            return plain_keys([feature.GetField(key) for feature in layer.ogr_layer])
        except RuntimeError as error:
            raise InputError(
                f"The field '{key}' of layer '{layer.layer_name}' cannot be read{messages.reason(error)}."
            ) from error
        finally:
            layer.ogr_layer.ResetReading()


def _plain(value: object) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        if value.is_integer():
            return str(int(value))
    return str(value)
