"""Houses that an old sheet does not show singly are taken out of the modern map that it is to become: else the network
would learn to invent them, and draw the average of all inventions."""

from __future__ import annotations

import numpy as np

from ..styles.classes import COLORS

_NOTHING = list(COLORS).index("nothing")


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
