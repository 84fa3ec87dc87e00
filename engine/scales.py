"""Which scales of a model serve a displacement and an imagery."""

from __future__ import annotations

import math

from .card import ModelCard
from .errors import BasemapError


def choose_scales(card: ModelCard, ground_resolution: float, max_displacement: float, name: str) -> list[int]:
    """Scales of the chain, coarsest first.

    The coarsest is the first that can bridge the displacement asked for with a quarter to spare; the
    finest the last at which the imagery still has something to show.

    Args:
        card: of the model.
        ground_resolution: of the imagery, metres per pixel.
        max_displacement: metres.
        name: of the basemap, for messages.

    Raises:
        BasemapError: the imagery is far coarser or finer than what the model was made for.
    """
    finest_served, coarsest_served = card.resolution_range
    if not finest_served <= ground_resolution <= coarsest_served:
        kind = "coarser" if ground_resolution > coarsest_served else "finer"
        raise BasemapError(
            f"The basemap {name} has {ground_resolution:.3g} m per pixel, {kind} than model '{card.name}' can use "
            f"({finest_served:g} to {coarsest_served:g} m); choose another basemap."
        )
    last, most = card.scales
    coarse = math.ceil(math.log2(max(max_displacement / (0.75 * card.reach * card.resolution), 1)))
    fine = math.floor(math.log2(max(ground_resolution / (1.6 * card.resolution), 1)))
    coarse, fine = min(max(coarse, last), most), min(max(fine, last), most)
    return list(range(max(coarse, fine), fine - 1, -1))
