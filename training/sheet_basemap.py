"""A sheet as the engine sees the world: a raster in memory and a layer over it.

So training data are aligned by the very code that aligns a user's layer.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from osgeo import gdal

from ..engine.align import Alignment, AlignOptions, align
from ..engine.basemap import GdalBasemap
from ..engine.geometry import Geometries
from ..engine.model import Model
from .packing import Sheet
from .places import transformed

# a plane in metres without a place on Earth: sheets do not know where they come from
CRS = 'LOCAL_CS["Sheet",UNIT["metre",1],AXIS["X",EAST],AXIS["Y",NORTH]]'


@contextmanager
def sheet_basemap(sheet: Sheet) -> Iterator[GdalBasemap]:
    """Open a sheet's image as a basemap in ``CRS``: metres, the origin at its bottom left corner."""
    path = f"/vsimem/{uuid.uuid4().hex}.tif"
    height, width = sheet.mask.shape
    options = ["ALPHA=YES", "PHOTOMETRIC=RGB", "INTERLEAVE=PIXEL", "TILED=YES"]
    dataset = gdal.GetDriverByName("GTiff").Create(path, width, height, 4, gdal.GDT_Byte, options)
    dataset.SetGeoTransform((0, sheet.resolution, 0, height * sheet.resolution, 0, -sheet.resolution))
    pixels = np.concatenate([np.moveaxis(sheet.image, 2, 0), sheet.mask[None] * np.uint8(255)])
    dataset.WriteArray(np.ascontiguousarray(pixels))
    del dataset
    try:
        with GdalBasemap(path, sheet.name, CRS) as basemap:
            yield basemap
    finally:
        gdal.Unlink(path)


def align_sheet(sheet: Sheet, geometries: Geometries, model: Model, options: AlignOptions) -> Alignment | None:
    """Align vectors to a sheet's image with `engine.align.align`.

    Args:
        sheet: for its image.
        geometries: in pixels of the sheet.
        model: for the task ``align``.
        options: of the alignment.

    Returns:
        The alignment, in metres of ``CRS`` (see ``to_pixels``); None if there is nothing to align.
    """
    if not len(geometries.coordinates) or not sheet.mask.any():
        return None
    height, size = sheet.mask.shape[0], sheet.resolution
    layer = transformed(geometries, (0, size, 0, height * size, 0, -size))
    with sheet_basemap(sheet) as basemap:
        return align(layer, CRS, basemap, model, options)


def to_pixels(xy: np.ndarray, sheet: Sheet) -> np.ndarray:
    """Positions (N, 2) in metres of ``CRS`` to pixels of the sheet, x right and y down."""
    return np.stack([xy[:, 0], sheet.mask.shape[0] * sheet.resolution - xy[:, 1]], 1) / sheet.resolution
