"""What an old sheet does not say is taken out of the modern map that it is to become: else the network would learn to
invent it, and draw the average of all inventions."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.ndimage import binary_dilation

from ..styles.classes import COLORS
from ..styles.shipped import modern
from ..styles.spec import rgb

_NOTHING, _ROADS = (list(COLORS).index(name) for name in ("nothing", "roads"))


def without_ranks(target: np.ndarray, classes: np.ndarray) -> np.ndarray:
    """All roads in the colours of streets.

    Args:
        target: uint8 (H, W, 3), in the style *modern*.
        classes: int (H, W), places in ``COLORS``.

    Returns:
        uint8 (H, W, 3).
    """
    ranked, plain, others = _colors()
    known = np.concatenate([ranked, others]).astype(np.int32)
    distance = ((target[..., None, :].astype(np.int32) - known) ** 2).sum(-1)
    nearest = distance.argmin(-1)
    # mixtures of other things may look like a rank's colour, away from roads; under houses classes show no road
    is_road = binary_dilation(classes == _ROADS, iterations=2) | (distance.min(-1) == 0)
    is_ranked = (nearest < len(ranked)) & is_road
    return np.where(is_ranked[..., None], plain[np.minimum(nearest, len(ranked) - 1)], target)


def without_houses(target: np.ndarray, classes: np.ndarray, blocks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Land in place of houses where a sheet shows blocks.

    Args:
        target: uint8 (H, W, 3), in a style whose land is flat.
        classes: int (H, W), places in ``COLORS``.
        blocks: bool (H, W).

    Returns:
        target and classes; as they came where the blocks show no land between houses.
    """
    land = blocks & (classes == _NOTHING)
    if not land.any():
        return target, classes
    ground = np.median(target[land], 0).astype(np.uint8)
    return np.where(blocks[..., None], ground, target), np.where(blocks, _NOTHING, classes)


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
