"""Ours as a method for two rasters: the engine's own job, on rasters in memory."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import numpy as np
from osgeo import gdal, osr

from ...engine.basemap import GdalBasemap
from ...engine.field import centres
from ...engine.model import Model, load_model
from ...engine.restyle_sheet import FileSheet
from ...engine.sheet_georeference import SheetGeoreference
from ..peers.rasters import RasterMethod

_EPSG, _LEFT, _TOP = 32633, 500_000.0, 5_300_000.0  # any metric plane would do


def through_engine(path: str | None, device: str, longest: float, placing: bool = False) -> RasterMethod:
    """Return the method that calls `engine.register.register`.

    Args:
        path: of the model; None for none.
        device: that runs it.
        longest: pixels that a sheet may be off.
        placing: whether sheets may be turned, enlarged and far off; where their place is not found, nothing moves.
    """
    from ...engine.register import RegisterOptions, register

    model = _opened(path, device)

    def method(sheet, sheet_valid, reference, reference_valid, resolution) -> np.ndarray:
        options = RegisterOptions(max_displacement=None if placing else longest * resolution, rough=placing)
        rows, columns = np.flatnonzero(sheet_valid.any(1)), np.flatnonzero(sheet_valid.any(0))
        first = int(columns[0]), int(rows[0])
        part = slice(first[1], rows[-1] + 1), slice(first[0], columns[-1] + 1)  # a scan ends where its sheet ends
        with (
            _raster(sheet[part], sheet_valid[part], resolution, first) as ours,
            _raster(reference, reference_valid, resolution) as theirs,
            GdalBasemap(theirs, "the reference") as basemap,
        ):
            found = register(SheetGeoreference(FileSheet(ours)), basemap, options, model)
        height, width = sheet_valid.shape
        if placing and not found.placement.found:
            return np.zeros((2, height, width))
        start = centres(width, height) * (resolution, -resolution) + (_LEFT, _TOP)
        moved = found.warp(start) - start
        return (moved * (1 / resolution, -1 / resolution)).T.reshape(2, height, width)

    return method


@cache
def _opened(path: str | None, device: str) -> Model | None:
    return None if path is None else load_model(path, device, "register")


@contextmanager
def _raster(
    picture: np.ndarray, valid: np.ndarray, resolution: float, first: tuple[int, int] = (0, 0)
) -> Iterator[str]:
    """A picture as a file in memory, north up in a metric plane; ``first`` is its first column and row there."""
    path = f"/vsimem/{uuid.uuid4().hex}.tif"
    height, width = valid.shape
    options = ["ALPHA=YES", "PHOTOMETRIC=RGB", "TILED=YES"]
    dataset = gdal.GetDriverByName("GTiff").Create(path, width, height, 4, gdal.GDT_Byte, options)
    left, top = _LEFT + first[0] * resolution, _TOP - first[1] * resolution
    dataset.SetGeoTransform((left, resolution, 0, top, 0, -resolution))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(_EPSG)
    dataset.SetProjection(reference.ExportToWkt())
    bands = np.concatenate([np.moveaxis(picture, 2, 0), valid[None] * np.uint8(255)])
    dataset.WriteArray(np.ascontiguousarray(bands))
    del dataset
    try:
        yield path
    finally:
        gdal.Unlink(path)
