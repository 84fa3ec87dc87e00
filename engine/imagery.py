"""Imagery: a basemap seen from the working frame."""

from __future__ import annotations

import numpy as np
from osgeo import gdal, gdal_array

from .basemap import Basemap, Window
from .crs import bounds, lattice
from .errors import BasemapError
from .frame import Frame
from .gdal_messages import collected
from .grid import Grid
from .resolution import ground_resolution

_BEND = 0.02  # pixels by which a piece of the map may differ from an affine one
_SMALLEST = 16  # pixels, a piece that is not divided further
_SURROUNDINGS = 1000.0  # metres around the layer that may be asked for


class Imagery:
    """A basemap of any CRS, read on grids of the frame.

    Attributes:
        basemap, frame: what it was made of.
        ground_resolution: metres on the ground per native pixel, in the middle of the overlap.
        box: xmin, ymin, xmax, ymax in the frame of what the basemap covers around the layer.
    """

    def __init__(self, basemap: Basemap, frame: Frame) -> None:
        """See a basemap from a frame.

        Raises:
            BasemapError: the basemap does not reach the frame's box.
        """
        self.basemap, self.frame = basemap, frame
        margin = _SURROUNDINGS + 0.1 * max(frame.box[2] - frame.box[0], frame.box[3] - frame.box[1])
        grown = np.array(frame.box) + margin * np.array([-1, -1, 1, 1])
        near = bounds(frame.to_basemap(lattice(tuple(grown))))
        if near is not None:
            near = (*np.maximum(near[:2], basemap.extent[:2]), *np.minimum(near[2:], basemap.extent[2:]))
        if near is None or near[0] >= near[2] or near[1] >= near[3]:
            raise BasemapError(f"The basemap {basemap.name} does not reach the layer; check the CRS of both.")
        self.box = bounds(frame.from_basemap(lattice(near)))
        middle = frame.to_basemap(np.array([frame.centre]))[0]
        middle = np.clip(middle, near[:2], near[2:])
        self.ground_resolution = ground_resolution(basemap.crs, *middle, basemap.pixel_size)

    def read(self, grid: Grid) -> tuple[np.ndarray, np.ndarray]:
        """Read the basemap on a grid of the frame.

        Coarse grids get averages; at about the native resolution interpolation is cubic. Memory is
        that of a few copies of the result, whatever the native resolution.

        Returns:
            uint8 (H, W, 3), zero where there is no data, and bool (H, W), where there is.
        """
        unit = self.frame.basemap_unit
        if unit is not None:
            return self.basemap.read(Window(*(value / unit for value in grid.box)), grid.width, grid.height)
        pixels = np.zeros((grid.height, grid.width, 4), np.uint8)
        self._fill(grid, 0, 0, pixels)
        return np.ascontiguousarray(pixels[..., :3]), pixels[..., 3] > 127

    def _fill(self, grid: Grid, left: int, top: int, pixels: np.ndarray) -> None:
        """Fill the piece of ``grid`` that starts at pixel ``left``, ``top``; divide it where the map bends."""
        height, width = pixels.shape[:2]
        places = lattice((left, top, left + width, top + height), 9)
        there = self.frame.to_basemap(grid.to_map(places))
        known = np.isfinite(there).all(axis=1)
        if not known.any():
            return
        matrix, shift, bend = _affine(there[known], places[known] - (left, top))
        if bend <= _BEND and known.all():
            self._warp(matrix, shift, bounds(there), pixels)
        elif max(width, height) > _SMALLEST:
            middle_x, middle_y = width // 2, height // 2
            if width >= height:
                self._fill(grid, left, top, pixels[:, :middle_x])
                self._fill(grid, left + middle_x, top, pixels[:, middle_x:])
            else:
                self._fill(grid, left, top, pixels[:middle_y])
                self._fill(grid, left, top + middle_y, pixels[middle_y:])

    def _warp(self, matrix: np.ndarray, shift: np.ndarray, box: tuple, pixels: np.ndarray) -> None:
        """Fill ``pixels`` where basemap coordinates ``b`` lie at pixel ``matrix @ b + shift``."""
        extent = self.basemap.extent
        native = np.array(self.basemap.pixel_size)
        per_unit = np.hypot(matrix[0], matrix[1])  # output pixels per basemap unit along the basemap's axes
        # Native pixels are read as they are, or averaged by powers of two to less than the output's: a lattice that
        # is the same for all blocks and the one of overviews. The warp then resamples once, with its own filter.
        step = native * 2.0 ** np.maximum(np.floor(np.log2(1 / (per_unit * native)) + 1e-6), 0)
        scale = per_unit * step  # output pixels per pixel read
        margin = np.ceil(2 / np.minimum(scale, 1)) + 1
        corner = np.array([extent.left, -extent.top])
        low = np.maximum(np.floor((np.array([box[0], -box[3]]) - corner) / step - margin), 0)
        high = np.array([extent.right - extent.left, extent.top - extent.bottom]) / step
        high = np.minimum(np.ceil((np.array([box[2], -box[1]]) - corner) / step + margin), np.ceil(high - 1e-6))
        columns, rows = (int(value) for value in high - low)
        if columns < 1 or rows < 1:
            return
        first, last = corner + low * step, corner + high * step
        image, valid = self.basemap.read(Window(first[0], -last[1], last[0], -first[1]), columns, rows)
        if not valid.any():
            return
        read = np.empty((rows, columns, 4), np.uint8)
        read[..., :3] = image
        read[..., 3] = np.where(valid, 255, 0)
        origin = matrix @ np.array([first[0], -first[1]]) + shift
        _resample(read, origin, matrix * (step * [1, -1]), scale, pixels)


def _affine(source: np.ndarray, target: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Fit target ≈ matrix @ source + shift over positions (N, 2); also the largest error."""
    middle, aim = source.mean(axis=0), target.mean(axis=0)
    spread = max(float(np.abs(source - middle).max()), 1e-300)
    matrix = np.linalg.lstsq((source - middle) / spread, target - aim, rcond=None)[0].T / spread
    shift = aim - matrix @ middle
    error = np.abs((source - middle) @ matrix.T + aim - target).max()
    return matrix, shift, float(error)


def _resample(read: np.ndarray, origin: np.ndarray, steps: np.ndarray, scale: np.ndarray, pixels: np.ndarray) -> None:
    """Warp ``read`` (h, w, 4) into ``pixels`` (H, W, 4), the last channel being alpha.

    Args:
        origin: where the corner of ``read`` lies in ``pixels``.
        steps: 2 × 2, the columns being one pixel of ``read`` to the right and one down.
        scale: pixels per pixel of ``read``, along its axes.
    """
    with collected():
        source = gdal_array.OpenArray(read.transpose(2, 0, 1))
        target = gdal_array.OpenArray(pixels.transpose(2, 0, 1))
        # One whole pixel off the origin: GDAL takes the identity for "not georeferenced".
        source.SetGeoTransform((origin[0] + 1, *steps[0], origin[1] + 1, *steps[1]))
        target.SetGeoTransform((1.0, 1.0, 0.0, 1.0, 0.0, 1.0))
        gdal.Warp(
            target,
            source,
            resampleAlg="cubic",
            srcAlpha=True,
            dstAlpha=True,
            errorThreshold=0.0,
            # GDAL guesses the filter's width from the windows' sizes, which makes it depend on the block.
            warpOptions=[f"XSCALE={scale[0]:.9g}", f"YSCALE={scale[1]:.9g}"],
        )
        target.FlushCache()
