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


def between(values: np.ndarray, places: np.ndarray, axis: int) -> np.ndarray:
    """Values at the middles of all pixels along an axis, where they are known at some of the pixels' edges.

    Args:
        values: float, so long along ``axis`` as ``places``.
        places: int, ascending, from 0 to the number of pixels.
        axis: of the values.
    """
    middles = np.arange(places[-1]) + 0.5
    before = np.searchsorted(places, middles, "right") - 1
    share = (middles - places[before]) / (places[before + 1] - places[before])
    share = share.reshape([-1 if each == axis else 1 for each in range(values.ndim)])
    low = np.take(values, before, axis)
    return low + share * (np.take(values, before + 1, axis) - low)


def _floor(place: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    place = np.clip(place - 0.5, 0, size - 1)
    low = place.astype(np.intp)
    return low, (place - low).astype(np.float32)


def _mixed(pixels: np.ndarray, place: np.ndarray, step: np.ndarray, share: np.ndarray) -> np.ndarray:
    low = np.take(pixels, place, 0).astype(np.float32)
    return low + share[..., None] * (np.take(pixels, place + step, 0) - low)
