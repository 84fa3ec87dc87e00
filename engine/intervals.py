"""Intervals of thin rows: what shapes cover of a picture, to be united and added up."""

from __future__ import annotations

import numpy as np

from .ranges import ranges

SUPERSAMPLING = 4  # thin rows in a row of pixels
_SHARE = 1 / SUPERSAMPLING
_CACHED = 1 << 17  # numbers that are added up at a time


def thin_rows(low: np.ndarray, high: np.ndarray, height: int) -> tuple[np.ndarray, np.ndarray]:
    """Thin rows whose middle lies between the top and the bottom of shapes.

    Args:
        low, high: float (S,), in thin rows.
        height: of the picture, in pixels; rows beyond are left out.

    Returns:
        int64 (n,), the number of the shape, ascending, and int64 (n,), the thin row.
    """
    rows = height * SUPERSAMPLING
    first = np.clip(np.ceil(low - 0.5), 0, rows).astype(np.int64)
    count = np.clip(np.ceil(high - 0.5), 0, rows).astype(np.int64) - first
    return np.repeat(np.arange(len(count)), count), ranges(first, count)


def union(row: np.ndarray, low: np.ndarray, high: np.ndarray, width: int) -> tuple[np.ndarray, ...]:
    """Intervals that cover the same as those given, and nothing twice.

    Args:
        row: int64 (n,), thin rows.
        low, high: float (n,), pixels from 0 to ``width``; those of no length, or less, vanish.
        width: of the picture.

    Returns:
        row, low, high again; rows ascend.
    """
    base = row * (width + 1.0)
    order = np.argsort(base + low, kind="stable")
    row, base, low, high = row[order], base[order], low[order], high[order]
    covered = np.maximum.accumulate(base + high)  # rows lie behind one another, so none reaches into the next
    low = np.maximum(low, np.concatenate([[0.0], covered[:-1]])[: len(low)] - base)
    new = high > low
    return row[new], low[new], high[new]


def painted(row: np.ndarray, low: np.ndarray, high: np.ndarray, width: int, height: int) -> np.ndarray:
    """Share of each pixel that intervals cover.

    Args:
        row: int64 (n,), thin rows, ascending.
        low, high: float (n,), pixels from 0 to ``width``. No place is in two intervals.
        width, height: of the result.

    Returns:
        float32 (height, width) in 0..1.
    """
    first, last = low.astype(np.int64), high.astype(np.int64)
    begin, end = (low - first) * _SHARE, (high - last) * _SHARE
    stride = width + 2
    base = row // SUPERSAMPLING * stride
    first += base
    last += base
    place = np.stack([first, first + 1, last, last + 1], 1)
    change = np.stack([_SHARE - begin, begin, end - _SHARE, -end], 1)
    result = np.empty((height, width), np.float32)
    strip = max(_CACHED // stride, 1)  # rows of pixels at a time, which stay in the processor's cache
    cuts = np.searchsorted(row, np.arange(0, height + strip, strip) * SUPERSAMPLING)
    for top, start, stop in zip(range(0, height, strip), cuts, cuts[1:]):
        part = result[top : top + strip]
        places = place[start:stop].ravel() - top * stride
        total = np.bincount(places, change[start:stop].ravel(), len(part) * stride)
        np.cumsum(total.reshape(-1, stride)[:, :width], axis=1, dtype=np.float32, out=part)
        np.clip(part, 0, 1, out=part)
    return result
