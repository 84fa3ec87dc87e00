"""What a comparison asks of every method: which vectors, moved by which field, over which image."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..engine.geometry import Geometries
from .evaluation import displace
from .measures import PIXEL
from .places import Place

WIDE = 400.0  # metres; on less, 30 m leave too little of the picture


@dataclass(frozen=True, eq=False)  # a case is itself only; so it may be a key
class Case:
    """One image and one random field.

    Attributes:
        place: the image and the truth.
        group: "real" or "generated".
        level: metres, the field's largest displacement.
        seed: of the field.
        told: metres, the largest displacement that methods are told to expect.
    """

    place: Place
    group: str
    level: float
    seed: int
    told: float

    @cached_property
    def displaced(self) -> Geometries:
        """The vectors that methods get, in pixels of the image."""
        return displace(self.place, self.level, self.seed)

    @property
    def megapixels(self) -> float:
        """The image's area in millions of pixels of 0.3 m, whatever its own pixels."""
        return self.place.mask.size * (self.place.resolution / PIXEL) ** 2 / 1e6

    @property
    def is_wide(self) -> bool:
        """Whether the image is at least `WIDE` metres wide and high."""
        return min(self.place.mask.shape) * self.place.resolution >= WIDE

    @cached_property
    def digest(self) -> str:
        """Checksum of all that a method gets to see."""
        checksum = hashlib.sha256(f"{self.told} {self.place.resolution} {self.place.geotransform}".encode())
        for array in (self.place.image, self.place.mask, self.displaced.coordinates):
            checksum.update(np.ascontiguousarray(array).data)
        return checksum.hexdigest()

    def __str__(self) -> str:
        """A name for people and for files."""
        return f"{self.place.name}-{self.place.chip}-{self.level:g}m-{self.seed}"


def cases_of(
    groups: dict[str, Iterable[Place]], levels: Sequence[float], seeds: dict[str, int], told: float
) -> list[Case]:
    """Return all cases, level by level.

    Args:
        groups: places of each group.
        levels: metres.
        seeds: random fields per image and level, for each group.
        told: what methods are told to expect, over the level.
    """
    return [
        Case(place, group, level, seed, level * told)
        for level in levels
        for group, places in groups.items()
        for place in places
        for seed in range(seeds[group])
    ]
