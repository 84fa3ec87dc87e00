"""How far the vertices of a layer are from where they belong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal, ogr

from ..engine.geometry import Geometries

gdal.UseExceptions()


def read_by_key(path: Path, key: str) -> tuple[list[int], Geometries]:
    """Return a layer's keys, sorted, and its geometries in that order."""
    source = ogr.Open(str(path))
    rows = sorted((feature[key], bytes(feature.GetGeometryRef().ExportToWkb())) for feature in source.GetLayer(0))
    return [row[0] for row in rows], Geometries.from_wkb([row[1] for row in rows])


def vertex_errors(path: Path, truth: Path, key: str) -> np.ndarray:
    """Distances (N,) of all vertices of a layer from the same ones of the true layer, in CRS units.

    Args:
        path, truth: layers with the same features, in any order.
        key: the attribute by which features are matched.

    Raises:
        ValueError: features or vertices are missing or too many.
    """
    (keys, found), (true_keys, true) = read_by_key(path, key), read_by_key(truth, key)
    if keys != true_keys or not np.array_equal(found.part_offsets, true.part_offsets):
        raise ValueError(f"{path.name} does not hold the features and vertices of {truth.name} one by one.")
    return np.hypot(*(found.coordinates - true.coordinates).T)
