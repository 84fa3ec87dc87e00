"""Ranks of roads: only the colours of *modern* tell them, as the style ``classes`` has one colour for all roads."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.ndimage import binary_dilation

from ..styles.classes import COLORS, nearest
from ..styles.shipped import modern
from ..styles.spec import rgb

MAIN = "main roads"
KINDS = (*COLORS, MAIN)  # what is told apart
_ROADS = KINDS.index("roads")


def main_roads(target: np.ndarray, classes: np.ndarray) -> np.ndarray:
    """Where roads of rank are.

    Args:
        target: uint8 (H, W, 3), in the style *modern*, without paper.
        classes: int (H, W), places in ``KINDS``.

    Returns:
        int (H, W): which of `main_colors` it is, with casings; -1 where none is.
    """
    ranked, _, others = _colors()
    known = np.concatenate([ranked, others])
    place = nearest(target, known.astype(np.float32))
    # mixtures of other things may look like a rank's colour, away from roads; under houses classes show no road
    is_road = binary_dilation(classes == _ROADS, iterations=2) | (target == known[place]).all(-1)
    return np.where((place < len(ranked)) & is_road, place, -1)


def with_ranks(classes: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Classes in which main roads are a kind of their own; arguments as of `main_roads`."""
    is_main = (main_roads(target, classes) >= 0) & (classes == _ROADS)
    return np.where(is_main, KINDS.index(MAIN), classes)


def without_ranks(target: np.ndarray, classes: np.ndarray) -> np.ndarray:
    """All roads in the colours of streets, uint8 (H, W, 3); arguments as of `main_roads`."""
    place = main_roads(target, classes)
    return np.where((place >= 0)[..., None], _colors()[1][place], target)


def main_colors() -> np.ndarray:
    """The colours of roads of rank and of their casings, uint8 (N, 3)."""
    return _colors()[0]


@cache
def _colors() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """uint8 (N, 3): colours of roads of rank, those of streets in their place, and all that the style has besides."""
    style = modern()
    roads = style.layers["roads"]
    street = [part.color for part in roads["street"].parts]
    pairs = {
        part.color: plain
        for name in ("secondary", "primary", "motorway")
        for part, plain in zip(roads[name].parts, street)
    }
    looks = [look for layer in style.layers.values() for look in layer.values()]
    others = {style.background, *(part.color for look in looks for part in look.parts)} - set(pairs)
    parts = (pairs, pairs.values(), sorted(others))
    return tuple(np.array([rgb(color) for color in part], np.uint8) for part in parts)
