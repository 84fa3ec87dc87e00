"""Everything that is found out about a layer before any of it is moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .chain import Chain, Estimate
from .confidence import signs_of
from .presence import Evidence, evidence, presence, sightings
from .search import search
from .segmentation import segments
from .smooth_field import SmoothField
from .stages import timed
from .steadying import steadied

Watch = Callable[[float], None]


@dataclass(frozen=True)
class Finding:
    """What is known of the layer's N coordinates and F features.

    Attributes:
        displacement: float64 (N, 2), metres in the frame, x east and y north; as it is to be applied.
        estimate: of the chain, before vertices were steadied.
        wide: the smooth field that the search found; None where the model cannot search.
        evidence: what the imagery shows of each feature; None where the model cannot tell.
        absent: bool (F,), features that the imagery does not show.
        signs: what speaks for and against the displacement of each coordinate, (N,) by name
            (`confidence.SIGNS`).
        pixels: that went through the network.
        stages: seconds by name.
    """

    displacement: np.ndarray
    estimate: Estimate
    wide: SmoothField | None
    evidence: Evidence | None
    absent: np.ndarray
    signs: dict[str, np.ndarray]
    pixels: int
    stages: dict[str, float]


def find(
    chain: Chain,
    scales: list[int],
    max_displacement: float,
    method: str = "vertex",
    witness: bool = False,
    on_wide: Callable[[SmoothField], None] = lambda wide: None,
    stage: Callable[[float, float, str], Watch] = lambda low, high, text: lambda share: None,
) -> Finding:
    """Search, run the chain, look for absent features, steady the vertices, and judge how sure it all is.

    Args:
        chain: that is about to run.
        scales: for it.
        max_displacement: metres; nothing is moved further.
        method: of `align.AlignOptions`.
        witness: whether to look for absent features even if the card has no threshold for them.
        on_wide: told what the search has found.
        stage: given a part of the progress (two shares of one) and a text, what to call with the share of
            that part that is done.

    Raises:
        Cancelled: the user stopped the run.
        BasemapError: the imagery shows none of the layer.
    """
    geometries, card = chain.geometries, chain.model.card
    wide, first, pixels, seen, stages = None, None, 0, None, {}
    if segments(card):
        with timed(stages, "searching"):
            wide, pixels = search(chain, max_displacement, stage(0.0, 0.06, "Searching"))
            first = wide.at(chain.start)
        on_wide(wide)
    look = segments(card) and (card.min_presence > 0 or witness)
    if look:
        chain.sightings = sightings(card)
    with timed(stages, "aligning"):
        estimate = chain.run(scales, first)
    stages.update(estimate.seconds)
    pixels += estimate.pixels
    absent = np.zeros(geometries.feature_count, bool)
    if look:
        watch = stage(0.94, 1.0, "Looking for absent features")
        with timed(stages, "presence"):
            seen, more = evidence(chain, chain.start + estimate.displacement, watch)
        absent, pixels = presence(seen) < card.min_presence, pixels + more
    there = estimate.seen & ~absent[geometries.feature_of_coordinate]
    found = estimate.displacement
    if method == "vertex":
        found = steadied(chain.start, found, estimate.precision, there)
    found = limited(found, max_displacement)
    resolution = chain.imagery.ground_resolution
    signs = signs_of(geometries, found, estimate.displacement, estimate.precision, resolution)
    return Finding(found, estimate, wide, seen, absent, signs, pixels, stages)


def limited(displacement: np.ndarray, longest: float) -> np.ndarray:
    """Displacements (N, 2), those that are longer than allowed shortened."""
    length = np.hypot(displacement[:, 0], displacement[:, 1])
    return displacement * np.minimum(1, longest / np.maximum(length, 1e-9))[:, None]
