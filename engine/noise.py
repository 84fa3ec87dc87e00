"""Inputs for timing a network: as unlike imagery and maps as can be."""

from __future__ import annotations

import numpy as np

from .card import ModelCard


def noise(card: ModelCard, side: int) -> dict[str, np.ndarray]:
    """Noise in every image, and vectors all over it.

    Args:
        card: of the model.
        side: of images, pixels; a multiple of ``card.multiple``.

    Returns:
        float32 arrays by input name.
    """
    generator = np.random.default_rng(0)
    found = {name: generator.normal(size=shape).astype(np.float32) for name, shape in card.shapes(side).items()}
    if "vectors" in found:
        found["vectors"] = (found["vectors"] > 1).astype(np.float32)
    return found
