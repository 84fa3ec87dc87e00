"""Linear interpolation of whole pictures, at places that lie in rows."""

from __future__ import annotations

import numpy as np


def bilinear(picture: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Values of a picture between the middles of its pixels; beyond them it goes on with its outermost pixels.

    ``field.sample`` does the same for rasters by channels; with channels last a pixel is fetched at once.

    Args:
        picture: (H, W, C).
        x, y: float (h, w), pixels; (0.5, 0.5) is the middle of the first pixel.

    Returns:
        float32 (h, w, C).
    """
    height, width, channels = picture.shape
    pixels = np.ascontiguousarray(picture).reshape(-1, channels)
    columns, right = _floor(x, width)
    rows, below = _floor(y, height)
    place, next_row = rows * width + columns, np.where(rows < height - 1, width, 0)
    next_column = (columns < width - 1).astype(np.intp)
    upper = _mixed(pixels, place, next_column, right)
    lower = _mixed(pixels, place + next_row, next_column, right)
    return upper + below[..., None] * (lower - upper)


def _floor(place: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    place = np.clip(place - 0.5, 0, size - 1)
    low = place.astype(np.intp)
    return low, (place - low).astype(np.float32)


def _mixed(pixels: np.ndarray, place: np.ndarray, step: np.ndarray, share: np.ndarray) -> np.ndarray:
    low = np.take(pixels, place, 0).astype(np.float32)
    return low + share[..., None] * (np.take(pixels, place + step, 0) - low)
