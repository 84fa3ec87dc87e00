"""Coordinate reference systems and transformations of coordinate arrays.

Everywhere in Realign the first coordinate is x or longitude and the second y or latitude, whatever
order the authority prescribes.
"""

from __future__ import annotations

import struct

import numpy as np
from osgeo import ogr, osr

from .gdal_messages import collected

_SAME = ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", "CRITERION=EQUIVALENT"]


def read_crs(text: str) -> osr.SpatialReference | None:
    """Return the horizontal CRS that ``text`` (WKT, or anything else GDAL understands) describes, or None."""
    crs = osr.SpatialReference()
    with collected():
        try:
            failed = not text or crs.SetFromUserInput(text) != 0
            if not failed and crs.IsCompound():
                crs.StripVertical()
        except RuntimeError:  # where the caller has turned GDAL's exceptions on
            failed = True
    if failed:
        return None
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return crs


def epsg(code: int) -> osr.SpatialReference:
    """Return a CRS by its EPSG code, x before y."""
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(code)
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return crs


def same_crs(one: osr.SpatialReference, other: osr.SpatialReference) -> bool:
    """Whether coordinates mean the same in both."""
    return bool(one.IsSame(other, _SAME))


class Transformation:
    """From one CRS to another, for whole arrays."""

    def __init__(self, source: osr.SpatialReference, target: osr.SpatialReference) -> None:
        """Prepare the transformation; ``possible`` tells whether there is one."""
        self._identity = same_crs(source, target)
        self._osr = None
        if not self._identity:
            with collected():
                try:
                    self._osr = osr.CreateCoordinateTransformation(source, target)
                except RuntimeError:
                    self._osr = None

    @property
    def possible(self) -> bool:
        """False where no way leads from the one CRS to the other."""
        return self._identity or self._osr is not None

    def __call__(self, xy: np.ndarray) -> np.ndarray:
        """Transform positions (N, 2); those that the target cannot represent become infinite."""
        xy = np.asarray(xy, np.float64)
        result = np.full(xy.shape, np.inf)
        finite = np.isfinite(xy).all(axis=1)
        if self._identity or not finite.any():
            result[finite] = xy[finite]
        elif finite.all():
            result = self._finite(xy)
        else:
            result[finite] = self._finite(xy[finite])
        return result

    def _finite(self, xy: np.ndarray) -> np.ndarray:
        # A line string's WKB is the array itself behind nine bytes: four times as fast as lists of tuples.
        header = struct.pack("<BII", 1, ogr.wkbLineString, len(xy))
        line = ogr.CreateGeometryFromWkb(header + xy.astype("<f8").tobytes())
        with collected():
            try:
                done = line.Transform(self._osr) == 0
            except RuntimeError:  # where the caller has turned GDAL's exceptions on
                done = False
        if done:
            return np.frombuffer(line.ExportToWkb(ogr.wkbNDR), "<f8", 2 * len(xy), 9).reshape(-1, 2).astype(np.float64)
        if len(xy) == 1:
            return np.full((1, 2), np.inf)
        half = len(xy) // 2  # one impossible position fails the whole line: look for it by halves
        return np.concatenate([self._finite(xy[:half]), self._finite(xy[half:])])


def lattice(box: tuple[float, float, float, float], count: int = 17) -> np.ndarray:
    """Positions (count², 2) spread over a box xmin, ymin, xmax, ymax, its corners included."""
    x, y = np.meshgrid(np.linspace(box[0], box[2], count), np.linspace(box[1], box[3], count))
    return np.stack([x.ravel(), y.ravel()], 1)


def bounds(xy: np.ndarray) -> tuple[float, float, float, float] | None:
    """xmin, ymin, xmax, ymax of the finite positions, None where there are none."""
    xy = xy[np.isfinite(xy).all(axis=1)]
    if not len(xy):
        return None
    return tuple(float(value) for value in (*xy.min(axis=0), *xy.max(axis=0)))


def box_in(box: tuple[float, float, float, float], crs: str, other: str) -> tuple[float, float, float, float] | None:
    """A box around a box in another CRS, None where no way leads there for all of it.

    Args:
        box: xmin, ymin, xmax, ymax.
        crs, other: WKT, of the box and of what it shall be.
    """
    here, there = read_crs(crs), read_crs(other)
    way = Transformation(here, there) if here is not None and there is not None else None
    found = way(lattice(box)) if way is not None and way.possible else np.full((1, 2), np.nan)
    if not np.isfinite(found).all():
        return None
    low, high = found.min(0), found.max(0)
    edge = 0.02 * (high - low)  # sides bend between the positions that were transformed
    return tuple(float(value) for value in (*(low - edge), *(high + edge)))
