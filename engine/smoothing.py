"""Smoothing of rasters with nothing but numpy."""

from __future__ import annotations

import numpy as np

_WIDE = 3.0  # pixels, deviation from which on three boxes do for the bell
_REACH = 3.0  # deviations after which the bell ends


def blurred(planes: np.ndarray, sigma: float) -> np.ndarray:
    """Smooth the last two axes; beyond its edges a raster goes on with its outermost pixels.

    Args:
        planes: float (..., H, W).
        sigma: standard deviation, pixels; from 3 on the bell is made of three boxes, which take the same time however
            wide they are.

    Returns:
        float32 (..., H, W).
    """
    planes = np.asarray(planes, np.float32)
    for axis in (-1, -2):
        planes = _boxes(planes, sigma, axis) if sigma >= _WIDE else _bell(planes, sigma, axis)
    return planes


def averaged(pixels: np.ndarray, factor: int) -> np.ndarray:
    """Means over squares of pixels, uint8 (H / factor, W / factor, 3)."""
    if factor == 1:
        return np.array(pixels)
    height, width = (side // factor for side in pixels.shape[:2])
    squares = pixels[: height * factor, : width * factor].reshape(height, factor, width, factor, 3)
    return np.rint(squares.mean((1, 3), dtype=np.float32)).astype(np.uint8)


def _bell(planes: np.ndarray, sigma: float, axis: int) -> np.ndarray:
    radius = int(np.ceil(_REACH * sigma))
    weights = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2)
    weights = (weights / weights.sum()).astype(np.float32)
    padded = _padded(planes, radius, axis)
    count = planes.shape[axis]
    result = weights[radius] * planes
    for step in range(1, radius + 1):  # both sides at once: the bell is symmetric
        result += weights[radius + step] * (
            _part(padded, radius - step, count, axis) + _part(padded, radius + step, count, axis)
        )
    return result


def _boxes(planes: np.ndarray, sigma: float, axis: int) -> np.ndarray:
    for radius in _radii(sigma):
        padded = _padded(planes, radius, axis)
        total = np.cumsum(padded, axis, dtype=np.float64)
        count, width = planes.shape[axis], 2 * radius + 1
        before = np.concatenate([np.zeros_like(_part(total, 0, 1, axis)), _part(total, 0, count - 1, axis)], axis)
        planes = ((_part(total, width - 1, count, axis) - before) / width).astype(np.float32)
    return planes


def _radii(sigma: float) -> list[int]:
    """Of three boxes whose variances add up to about that of the bell; a box has radius · (radius + 1) / 3."""
    low = int((np.sqrt(4 * sigma**2 + 1) - 1) / 2)
    each, wanted = low * (low + 1) / 3, sigma**2
    wider = min(range(4), key=lambda count: abs(3 * each + count * 2 * (low + 1) / 3 - wanted))
    return [low + 1] * wider + [low] * (3 - wider)


def _padded(planes: np.ndarray, radius: int, axis: int) -> np.ndarray:
    ends = [(0, 0)] * planes.ndim
    ends[axis] = (radius, radius)
    return np.pad(planes, ends, "edge")


def _part(planes: np.ndarray, start: int, count: int, axis: int) -> np.ndarray:
    place = [slice(None)] * planes.ndim
    place[axis] = slice(start, start + count)
    return planes[tuple(place)]
