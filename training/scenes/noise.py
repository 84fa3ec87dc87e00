"""Random textures: a bank of wrapped noise tiles, and smooth fields of any size."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

TILE = 512


class NoiseBank:
    """Noise of unit variance at four grains, cut out of wrapped tiles, which is much faster than drawing it anew.

    Grain 0 is finest (a pixel), 1 about 2 pixels, 2 about 6, 3 about 20.
    """

    def __init__(self, rng: np.random.Generator):
        self._tiles = []
        for sigma in (0.0, 0.8, 2.5, 8.0):
            tile = rng.standard_normal((TILE, TILE), dtype=np.float32)
            if sigma:
                tile = ndimage.gaussian_filter(tile, sigma, mode="wrap")
            self._tiles.append(tile / tile.std())

    def cut(self, grain: int, rows: slice, columns: slice, offset: int = 0) -> np.ndarray:
        """float32 noise for a window of pixels; windows with one offset fit together without seams."""
        shift_y, shift_x = divmod(offset * 7919, TILE)
        height, width = rows.stop - rows.start, columns.stop - columns.start
        y, x = (rows.start + shift_y) % TILE, (columns.start + shift_x) % TILE
        if y + height <= TILE and x + width <= TILE:
            return self._tiles[grain][y : y + height, x : x + width]
        row_index = np.arange(y, y + height) % TILE
        column_index = np.arange(x, x + width) % TILE
        return self._tiles[grain][row_index][:, column_index]


def smooth_field(rng: np.random.Generator, shape: tuple[int, int], cell: float) -> np.ndarray:
    """float32 (H, W) of about unit variance that varies over ``cell`` pixels."""
    small = (int(shape[0] / cell) + 4, int(shape[1] / cell) + 4)
    grid = rng.standard_normal(small, dtype=np.float32)
    steps = max(int(cell // 6), 1)  # cubic up to a sixth of the cell, linear from there: smooth and fast
    middle = ndimage.zoom(grid, steps, order=3) if steps > 1 else grid
    scale_y, scale_x = middle.shape[0] / small[0] / cell, middle.shape[1] / small[1] / cell
    rows = np.arange(shape[0], dtype=np.float32) * scale_y + steps
    columns = np.arange(shape[1], dtype=np.float32) * scale_x + steps
    return _bilinear(middle, rows, columns)


def _bilinear(grid: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    y, x = rows.astype(int), columns.astype(int)
    fy, fx = (rows - y)[:, None], (columns - x)[None, :]
    lines = grid[:, x] * (1 - fx) + grid[:, x + 1] * fx
    return (lines[y] * (1 - fy) + lines[y + 1] * fy).astype(np.float32)
