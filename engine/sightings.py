"""What the network saw of the imagery while the chain ran, kept for those who ask later."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np

from .grid import Grid

_SIDE = 512  # pixels along a side of the squares that are kept
_ROOM = (
    320  # squares, of three bytes a pixel: at 0.6 m 30 km² in a quarter of a gigabyte; then the oldest are forgotten
)
_BLANK, _SHOWN = 1, 2  # 0 where nobody has looked


class Sightings:
    """Segmentations of blocks of one scale, put together.

    Args:
        scale: of the chain at which they are taken.
        edge: pixels along the edges of a block that are left out, because they saw no surroundings.
    """

    def __init__(self, scale: int, edge: int) -> None:
        self.scale, self.edge = scale, edge
        self._squares: OrderedDict[tuple[int, int], np.ndarray] = OrderedDict()

    def keep(self, grid: Grid, seen: np.ndarray, valid: np.ndarray) -> None:
        """Remember what was seen in a block.

        Args:
            grid: of the block, on whole multiples of its resolution.
            seen: float (2, H, W), probabilities of fill and outline.
            valid: bool (H, W), where there is imagery.
        """
        inside = np.s_[self.edge : grid.height - self.edge, self.edge : grid.width - self.edge]
        picture = np.empty((3, *valid[inside].shape), np.uint8)
        picture[:2] = seen[(slice(None), *inside)] * 255 + 0.5
        picture[2] = np.where(valid[inside], _SHOWN, _BLANK)
        row, column = _corner(grid)
        for key, there, here in _overlaps(row + self.edge, column + self.edge, *picture.shape[1:]):
            if key not in self._squares:
                self._squares[key] = np.zeros((3, _SIDE, _SIDE), np.uint8)
                if len(self._squares) > _ROOM:
                    self._squares.popitem(last=False)
            self._squares[key][(slice(None), *there)] = picture[(slice(None), *here)]

    def read(self, grid: Grid) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What was seen on a grid of the same resolution.

        Returns:
            float32 (2, H, W), probabilities, zero where there is no imagery; bool (H, W), where there is;
            bool (H, W), what has been looked at.
        """
        picture = np.zeros((3, grid.height, grid.width), np.uint8)
        for key, there, here in _overlaps(*_corner(grid), grid.height, grid.width):
            if key in self._squares:
                picture[(slice(None), *here)] = self._squares[key][(slice(None), *there)]
        valid = picture[2] == _SHOWN
        return picture[:2] * (valid * np.float32(1 / 255)), valid, picture[2] > 0


def _corner(grid: Grid) -> tuple[int, int]:
    """Row and column of the first pixel on the lattice of all grids of this resolution."""
    return round(-grid.top / grid.resolution), round(grid.left / grid.resolution)


def _overlaps(row: int, column: int, height: int, width: int):
    """Squares under a rectangle of pixels: key, and the common part as slices of the square and of the rectangle."""
    for down in range(row // _SIDE, -(-(row + height) // _SIDE)):
        for right in range(column // _SIDE, -(-(column + width) // _SIDE)):
            top, left = down * _SIDE - row, right * _SIDE - column  # of the square in the rectangle
            here = np.s_[max(top, 0) : min(top + _SIDE, height), max(left, 0) : min(left + _SIDE, width)]
            there = np.s_[here[0].start - top : here[0].stop - top, here[1].start - left : here[1].stop - left]
            yield (down, right), there, here
