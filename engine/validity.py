"""Which features have been spoilt by moving their vertices."""

from __future__ import annotations

import numpy as np
from osgeo import ogr

from .gdal_messages import collected
from .geometry import Geometries
from .wkb import LINE, SHELL


def spoilt(geometries: Geometries, coordinates: np.ndarray, features: np.ndarray) -> np.ndarray:
    """Features that were good and, with their new coordinates, no longer are.

    Spoilt is a polygon that was valid and is not, a ring that has turned inside out, and a line that
    has shrunk to a point.

    Args:
        geometries: as they were.
        coordinates: float64 (N, 2), the new ones, in the same CRS.
        features: bool (F,), those to look at.

    Returns:
        bool (F,).
    """
    result = features & (_flipped(geometries, coordinates) | _collapsed(geometries, coordinates))
    areal = has_area(geometries)
    asked = np.flatnonzero(features & areal & ~result)
    if len(asked):
        mask = np.zeros(len(features), bool)
        mask[asked] = True
        moved = geometries.to_wkb(coordinates, mask)
        suspects = asked[~_valid([moved[feature] for feature in asked])]
        result[suspects[_valid([geometries.blobs[feature] for feature in suspects])]] = True
    return result


def has_area(geometries: Geometries) -> np.ndarray:
    """bool (F,): features with at least one ring."""
    result = np.zeros(geometries.feature_count, bool)
    result[geometries.feature_of_part[geometries.part_kind >= SHELL]] = True
    return result


def _valid(blobs: list) -> np.ndarray:
    """OGC validity of WKB polygons, bool; what GEOS cannot judge counts as valid."""
    if not blobs:
        return np.zeros(0, bool)
    simple = np.array([_is_simple(blob) for blob in blobs])
    result = np.ones(len(blobs), bool)
    try:
        from shapely import from_wkb, is_missing, is_valid

        shapes = from_wkb([blob for blob, is_one in zip(blobs, simple) if is_one], on_invalid="ignore")
        result[simple] = is_valid(shapes) | is_missing(shapes)
        rest = np.flatnonzero(~simple)
    except ImportError:  # absent, or shapely 1 which is not vectorised
        rest = np.arange(len(blobs))
    for index in rest:
        result[index] = _valid_by_ogr(blobs[index])
    return result


def _is_simple(blob: bytes) -> bool:
    """Whether it is a plain polygon or multi-polygon: shapely refuses curves, and a whole array with them."""
    code = int.from_bytes(blob[1:5], "big" if blob[0] == 0 else "little") & 0x0FFFFFFF
    return code % 1000 in (3, 6)


def _valid_by_ogr(blob: bytes) -> bool:
    with collected():
        try:
            geometry = ogr.CreateGeometryFromWkb(blob)
            return geometry is None or bool(geometry.IsValid())
        except RuntimeError:  # where the surrounding program has turned GDAL's exceptions on
            return True


def _flipped(geometries: Geometries, coordinates: np.ndarray) -> np.ndarray:
    """bool (F,): features with a ring whose sense of rotation has changed."""
    start, end = geometries.segments.T
    ring = geometries.part_ring[geometries.part_of_coordinate[start]]
    count = int(geometries.part_ring.max()) + 1 if len(geometries.part_ring) else 0
    areas = []
    for xy in (geometries.coordinates, coordinates):
        # From the segment's neighbourhood, not from the CRS's far origin: areas of 1 m² must not drown.
        x, y = (xy - _first_of_feature(geometries, xy)).T
        areas.append(np.bincount(ring, x[start] * y[end] - x[end] * y[start], count))
    turned = areas[0] * areas[1] < 0
    closed = geometries.part_kind >= SHELL
    result = np.zeros(geometries.feature_count, bool)
    result[geometries.feature_of_part[closed & turned[geometries.part_ring]]] = True
    return result


def _collapsed(geometries: Geometries, coordinates: np.ndarray) -> np.ndarray:
    """bool (F,): features with a line that had a length and has none left."""
    result = np.zeros(geometries.feature_count, bool)
    if len(geometries.segments):
        start, end = geometries.segments.T
        part = geometries.part_of_coordinate[start]
        lengths = [
            np.bincount(part, np.abs(xy[end] - xy[start]).sum(axis=1), len(geometries.part_kind))
            for xy in (geometries.coordinates, coordinates)
        ]
        gone = (geometries.part_kind == LINE) & (lengths[0] > 0) & (lengths[1] == 0)
        result[geometries.feature_of_part[gone]] = True
    return result


def _first_of_feature(geometries: Geometries, xy: np.ndarray) -> np.ndarray:
    first = geometries.part_offsets[geometries.feature_offsets[:-1]]
    return xy[first[geometries.feature_of_coordinate]]
