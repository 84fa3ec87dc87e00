"""Which part of a scan is map: the outline of what is not transparent."""

from __future__ import annotations

import numpy as np
from osgeo import gdal, ogr

from .gdal_messages import collected
from .restyle_sheet import Sheet

_SIDE = 512  # pixels along the longer side of the picture on which it is looked for
_STAIRS = 2.0  # of its pixels by which the outline may be off, for the sake of fewer corners


def outline_of(sheet: Sheet) -> np.ndarray:
    """A polygon around the largest part of a sheet that is to be seen.

    Returns:
        float64 (N, 2), pixel coordinates, N at least 3, clockwise on the picture, the first not repeated; the corners
        of the picture where all of it is to be seen, or nothing.
    """
    whole = sheet.whole
    corners = np.array([(0, 0), (whole.width, 0), (whole.width, whole.height), (0, whole.height)], np.float64)
    small = sheet.scaled(min(_SIDE / max(whole.width, whole.height), 1.0))
    seen = small.read(small.whole)[1] > 127
    if not seen.all() and seen.any():
        rings = _rings(seen)
        if rings:
            largest = max(rings, key=_area)
            corners = largest * (whole.width / seen.shape[1], whole.height / seen.shape[0])
    return corners + np.array([whole.left, whole.top])


def _rings(seen: np.ndarray) -> list[np.ndarray]:
    """Outer rings (N, 2) of the connected parts of a mask (H, W), stairs smoothed."""
    with collected():
        raster = gdal.GetDriverByName("MEM").Create("", seen.shape[1], seen.shape[0], 1, gdal.GDT_Byte)
        raster.WriteArray(seen.astype(np.uint8))
        band = raster.GetRasterBand(1)
        source = ogr.GetDriverByName("Memory").CreateDataSource("")  # lives as long as its layer is used
        layer = source.CreateLayer("parts")
        gdal.Polygonize(band, band, layer, -1)
        parts = [feature.GetGeometryRef().SimplifyPreserveTopology(_STAIRS) for feature in layer]
        rings = [np.array(part.GetGeometryRef(0).GetPoints())[:-1, :2] for part in parts if part]
    return [ring if _area(ring, signed=True) > 0 else ring[::-1] for ring in rings if len(ring) > 2]


def _area(ring: np.ndarray, signed: bool = False) -> float:
    x, y = ring.T
    area = float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2
    return area if signed else abs(area)
