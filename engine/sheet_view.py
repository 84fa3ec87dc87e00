"""A sheet as it is placed so far, seen from its own CRS or from a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .basemap import Window
from .crs import bounds
from .frame import Frame
from .grid import Grid
from .restyle_place import Box
from .sheet_pixels import Positions, SheetPixels

if TYPE_CHECKING:
    from .sheet_georeference import SheetGeoreference


class SheetBasemap:
    """A sheet as a raster that is north up in its CRS; see ``Basemap``."""

    def __init__(self, sheet: SheetGeoreference) -> None:
        self._sheet = sheet
        self.name, self.crs = sheet.name, sheet.crs
        self.extent = Window(*sheet.box)
        self.pixel_size = sheet.pixel_size

    def read(self, window: Window, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """Read a window; see ``Basemap.read``.

        Raises:
            BasemapError: it cannot be read there.
        """
        corner = np.array([window.left, window.top])
        step = np.array([(window.right - window.left) / width, (window.bottom - window.top) / height])
        factor = float(np.sqrt(self.pixel_size[0] * self.pixel_size[1] / abs(step[0] * step[1])))
        return _seen(self._sheet, factor, lambda at: self._sheet.to_pixels(corner + at * step), width, height)


class SheetImagery:
    """A sheet on the grids of a frame whose layer it is; like ``Imagery``, and resampled only once.

    Attributes:
        frame: what it is seen from.
        ground_resolution: metres on the ground per pixel, in its middle.
        box: xmin, ymin, xmax, ymax of all of it in the frame.
    """

    def __init__(self, sheet: SheetGeoreference, frame: Frame) -> None:
        self._sheet, self.frame = sheet, frame
        self.ground_resolution = sheet.ground_resolution
        self.box = bounds(frame.from_layer(sheet.to_map(sheet.outline())))

    def read(self, grid: Grid) -> tuple[np.ndarray, np.ndarray]:
        """Read the sheet on a grid of the frame; coarse grids get averages.

        Returns:
            uint8 (H, W, 3), zero where there is no data, and bool (H, W), where there is.

        Raises:
            BasemapError: it cannot be read there.
        """

        def positions(at: np.ndarray) -> np.ndarray:
            return self._sheet.to_pixels(self.frame.to_layer(grid.to_map(at)))

        return _seen(self._sheet, self.ground_resolution / grid.resolution, positions, grid.width, grid.height)


def _seen(sheet: SheetGeoreference, factor: float, positions: Positions, width: int, height: int) -> tuple:
    image, alpha = SheetPixels(sheet.sheet, factor).draw(positions, Box(0, 0, width, height))
    valid = alpha > 127
    image[~valid] = 0
    return image, valid
