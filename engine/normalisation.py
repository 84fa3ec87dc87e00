"""One normalisation of the imagery for a whole run, so that the answer does not depend on the blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from .errors import BasemapError
from .grid import Grid
from .imagery import Imagery

PIECES = 24  # that are looked at, spread over the layer
_LEAST = 4.0  # deviation that is taken for flat imagery, whose noise is not to be blown up


class Normalisation(NamedTuple):
    """What is taken off each channel, float64 (3,), and what the rest is divided by."""

    mean: np.ndarray
    deviation: float

    def apply(self, image: np.ndarray, valid: np.ndarray) -> np.ndarray:
        """Normalise a piece of imagery.

        Args:
            image: uint8 (H, W, 3).
            valid: bool (H, W).

        Returns:
            float32 (3, H, W), zero where there is no imagery.
        """
        result = np.empty((3, *valid.shape), np.float32)
        scale = np.float32(1 / self.deviation)
        for channel, mean in enumerate(self.mean):
            np.multiply(image[..., channel], scale, out=result[channel], dtype=np.float32)
            result[channel] -= np.float32(mean) * scale
        if not valid.all():
            result[:, ~valid] = 0
        return result


def normalisation_of(imagery: Imagery, grids: Sequence[Grid], check: Callable[[], None]) -> Normalisation:
    """Mean of each channel and one deviation, over a spread of places.

    Args:
        imagery: to look at.
        grids: places that may be looked at; the first few that are spread out, and others only while none of
            those shows anything.
        check: called before each; may raise to stop.

    Raises:
        BasemapError: the imagery shows nothing at any place.
    """
    count, total, squares = 0, np.zeros(3), np.zeros(3)
    for number, grid in enumerate(_spread(grids, PIECES)):
        if count and number >= PIECES:
            break
        check()
        image, valid = imagery.read(grid)
        pixels = image[valid].astype(np.float64)
        count += len(pixels)
        total += pixels.sum(0)
        squares += (pixels**2).sum(0)
    if not count:
        raise BasemapError(
            f"The basemap {imagery.basemap.name} has no data where the layer lies; choose another basemap."
        )
    mean = total / count
    return Normalisation(mean, max(float(np.sqrt((squares / count - mean**2).mean())), _LEAST))


def _spread(grids: Sequence[Grid], pieces: int) -> Iterable[Grid]:
    """Some of them, evenly, then all others."""
    chosen = np.unique(np.linspace(0, len(grids) - 1, pieces).round().astype(int))
    for index in (*chosen, *np.setdiff1d(np.arange(len(grids)), chosen)):
        yield grids[index]
