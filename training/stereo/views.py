"""A place with heights as seen obliquely: what a camera far to the side sees, hidden things hidden, walls where they
are. Everything is exact: the height of what is seen is known at the middle of every pixel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..scenes import Relief

_WALL = 0.8  # metres between neighbouring pixels that are a wall, or the side of a crown, and no slope


@dataclass(frozen=True)
class View:
    """What is seen.

    Attributes:
        light: float32 (H, W, 3), about 0 to 1.
        heights: float32 (H, W), metres, of what is seen at the middle of the pixel; NaN beyond the place.
    """

    light: np.ndarray
    heights: np.ndarray


def seen_from(relief: Relief, pace: float, left: float, width: int) -> View:
    """Look at a place in parallel rays.

    The surface along a row is a line through the middles of its pixels, which stands upright where there are walls.
    Of what falls on one pixel the highest is seen.

    Args:
        relief: the place.
        pace: pixels by which a point moves to the right per metre of its height.
        left: column of the place, at height 0, that the view's first column shows; fractions allowed.
        width: of the view, pixels; it has as many rows as the place.
    """
    heights = relief.heights
    rows, columns = heights.shape
    x = np.arange(columns) + pace * heights.astype(np.float64) - left
    first, last = np.ceil(x[:, :-1]).astype(np.int64), np.ceil(x[:, 1:]).astype(np.int64)
    # parts of the line that run to the left are seen from behind, so they are hidden by others
    first, last = np.clip(first, 0, width), np.clip(last, 0, width)
    count = np.maximum(last - first, 0).ravel()
    piece = np.repeat(np.arange(count.size), count)
    row, column = np.divmod(piece, columns - 1)
    target = first.ravel()[piece] + np.arange(piece.size) - np.repeat(np.cumsum(count) - count, count)
    start = x[row, column]
    share = ((target - start) / (x[row, column + 1] - start)).astype(np.float32)
    low, high = heights[row, column], heights[row, column + 1]
    height = low + share * (high - low)
    order = np.argsort(height, kind="stable")
    place = (row * width + target)[order]
    winner = np.full(rows * width, -1)
    winner[place] = order  # of several values for one place the last stays
    known = winner >= 0
    won = winner[known]
    found = np.full(rows * width, np.nan, np.float32)
    found[known] = height[won]
    light = np.zeros((rows * width, 3), np.float32)
    light[known] = _light(relief, row[won], column[won], share[won], height[won], pace > 0)
    return View(light.reshape(rows, width, 3), found.reshape(rows, width))


def _light(relief: Relief, row, column, share, height, from_right: bool) -> np.ndarray:
    """The light from points on the line: interpolated on slopes, and on walls as their upper end has it."""
    low, high = relief.heights[row, column], relief.heights[row, column + 1]
    light = relief.light[row, column]
    light = light + share[:, None] * (relief.light[row, column + 1] - light)
    wall = np.flatnonzero(np.abs(high - low) > _WALL)
    top = column[wall] + (high[wall] > low[wall])
    crown = relief.light[row[wall], top]
    roof, built = relief.heights[row[wall], top], relief.built[row[wall], top]
    facade = _facade(row[wall] * np.float32(relief.resolution), height[wall], roof, from_right)
    light[wall] = np.where(built[:, None], facade, np.float32(0.75) * crown)
    return light


def _facade(along: np.ndarray, height: np.ndarray, roof: np.ndarray, from_right: bool) -> np.ndarray:
    """A plastered wall with windows, its tone by the height of its roof: the same from wherever it is seen."""
    kind = np.sin(np.rint(roof * 4) * np.float32(78.233) + (3.1 if from_right else 0.0)) * np.float32(437.58) % 1
    tone = (np.float32(0.25) + np.float32(0.5) * kind)[:, None] * np.array([1.0, 0.96, 0.9], np.float32)
    window = (np.abs(along / 2.7 % 1 - 0.5) < 0.22) & (np.abs(height / 3.0 % 1 - 0.5) < 0.25)
    return tone * np.where(window, np.float32(0.5), np.float32(1.0))[:, None]
