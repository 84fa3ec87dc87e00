"""A sheet as it is placed so far, seen from a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .crs import bounds
from .frame import Frame
from .grid import Grid
from .restyle_place import Box
from .sheet_pixels import SheetPixels

if TYPE_CHECKING:
    from .sheet_georeference import SheetGeoreference


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

        pixels = SheetPixels(self._sheet.sheet, self.ground_resolution / grid.resolution)
        image, alpha = pixels.draw(positions, Box(0, 0, grid.width, grid.height))
        valid = alpha > 127
        image[~valid] = 0
        return image, valid
