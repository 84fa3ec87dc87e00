"""How the sheets of the comparison are drawn: plain modern maps in colours by lot, and what a century takes away."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import binary_dilation, binary_erosion, gaussian_filter, label

from ..styles.classes import NUMBER

_HUES = {  # about which colours are drawn: light to dark, as web maps have them
    "nothing": (238, 234, 226),
    "buildings": (196, 180, 168),
    "roads": (252, 248, 236),
    "paths": (225, 205, 190),
    "water": (165, 200, 225),
    "rail": (120, 120, 125),
    "wood": (175, 205, 160),
    "green": (208, 228, 186),
}


def plain(classes: np.ndarray, seed: int) -> np.ndarray:
    """A flat map of what lies where, uint8 (H, W, 3): colours by a seed, mostly with edges, seldom a dark one.

    Args:
        classes: int (H, W), places in ``COLORS``.
    """
    random = np.random.default_rng(seed)
    palette = np.array(list(_HUES.values()), np.float32) + random.uniform(-28, 28, (len(_HUES), 3))
    if random.random() < 0.25:
        palette = 255 - 0.85 * palette
    canvas = palette[classes]
    for name in ("buildings", "roads", "water"):
        mask = classes == NUMBER[name]
        if random.random() < 0.7:
            edge = (mask & ~binary_erosion(mask)) if name == "buildings" else (binary_dilation(mask) & ~mask)
            canvas[edge] *= random.uniform(0.45, 0.85)
    soft = gaussian_filter(canvas, (0.5, 0.5, 0))
    return np.clip(np.rint(soft), 0, 255).astype(np.uint8)


def earlier(classes: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """The same ground a century before, int (H, W): whole quarters are not yet built, and single houses are missing."""
    size = 0.12 * max(classes.shape)
    relief = gaussian_filter(random.normal(size=classes.shape), size, mode="reflect")
    later = relief > np.quantile(relief, 1 - random.uniform(0.1, 0.35))
    built = np.isin(classes, [NUMBER[name] for name in ("buildings", "roads", "paths", "rail")])
    houses, count = label(classes == NUMBER["buildings"])
    missing = np.append(False, random.random(count) < random.uniform(0.05, 0.3))[houses]
    return np.where((later & built) | missing, NUMBER["nothing"], classes)
