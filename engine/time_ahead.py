"""How long a run will take, told before it begins, for devices so slow that somebody may want to know."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np

from .asking import OUTPUTS
from .chain import Chain
from .model import Model
from .noise import noise
from .search import FINEST, HALO, SPACING
from .segmentation import HALO as PIECE_HALO
from .segmentation import OUTPUT as SEGMENTATION
from .segmentation import PIECE, segments
from .symmetries import SYMMETRIES
from .terminal import duration

SLOW = ("numpy",)
_SIDE = 384  # pixels of the block that is timed: nearly as fast, pixel by pixel, as larger ones, and soon done


def time_ahead(chain: Chain, scales: Sequence[int], max_displacement: float) -> str:
    """The sentence that says how long it will take.

    A small block is timed, and the pixels of all blocks are counted, as they are planned where the layer lies now.

    Args:
        chain: that is about to run.
        scales: for it.
        max_displacement: metres.
    """
    views = len(SYMMETRIES) if chain.symmetries else 1
    pixels = sum(chain.pixels(scale) for scale in scales) * views
    seconds = pixels * seconds_per_pixel(chain.model, OUTPUTS)
    if segments(chain.model.card):
        more = searched_pixels(chain, max_displacement)
        pixels, seconds = pixels + more, seconds + more * seconds_per_pixel(chain.model, (SEGMENTATION,))
    return sentence(chain.model.device, seconds, pixels)


def sentence(device: str, seconds: float, pixels: float) -> str:
    """How long a slow device takes for so many pixels."""
    return (
        f"The network runs with {device}, the slowest of the devices: about {duration(max(seconds, 1))} "
        f"for {max(pixels / 1e6, 0.1):.1f} megapixels."
    )


def seconds_per_pixel(model: Model, outputs: Sequence[str], side: int = _SIDE) -> float:
    """Time a block of noise."""
    side = max(side // model.card.multiple, 1) * model.card.multiple
    inputs = noise(model.card, side)
    started = time.perf_counter()
    model.run(outputs=outputs, **inputs)
    return (time.perf_counter() - started) / side**2


def searched_pixels(chain: Chain, max_displacement: float) -> int:
    """About how many pixels the wide search looks at: the pieces near features."""
    resolution = chain.model.card.resolution * 2**FINEST
    places, margin = chain.start[chain.active], max_displacement + (HALO + 2) * SPACING
    low = np.maximum(places.min(0) - margin, chain.imagery.box[:2])
    high = np.minimum(places.max(0) + margin, chain.imagery.box[2:])
    halo = 2 * PIECE_HALO * resolution
    whole = np.prod((high - low + halo * np.ceil((high - low) / (PIECE * resolution))) / resolution)
    corners = np.concatenate([places + np.array(step) * margin for step in ((-1, -1), (-1, 1), (1, -1), (1, 1))])
    pieces = np.unique(np.floor((corners - low) / (PIECE * resolution)).astype(np.int64), axis=0)
    return int(min(whole, len(pieces) * (PIECE + 2 * PIECE_HALO) ** 2))
