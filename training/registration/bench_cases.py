"""Which pairs a comparison of registrations consists of, by the data that are at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .bench import Case
from .cases import LEVELS, Pair, pair_of
from .grounds import Ground, joined_maps, mirrored, of_aerial, of_maps, of_scenes
from .residuals import load_residuals

RESOLUTIONS = (1.0, 1.75, 2.5)  # metres per pixel of imagery
TOWN = 1.0  # the same of made-up towns
LEAST = 30  # grid points of a pair; else it is drawn again
SMALLEST, SHARE = 150, 0.25  # pixels: side of imagery; share of it that a sheet may be off
_AGAIN = 1000  # between the seeds of one pair's attempts
_ATTEMPTS = 5
_HOPELESS = 4  # one of so many roughly placed sheets has no place


@dataclass(frozen=True)
class Plan:
    """What pairs are made of.

    Attributes:
        maps: folder with packed map tiles of towns never trained on; None for none.
        aerial: folder with ``catalogue.json``; None for none.
        places: of the catalogue, never trained on.
        towns: made-up ones; they stand in for maps, too, where there are none.
        town_size: their side, metres.
        cache: folder where towns are kept.
        residuals: of real control points, packed; a file that need not be there.
        levels: pixels.
        pairs: of each kind and level.
        side: of sheets, pixels.
    """

    maps: Path | None
    aerial: Path | None
    places: Sequence[str]
    towns: int
    town_size: float
    cache: Path
    residuals: Path
    levels: Sequence[float] = LEVELS
    pairs: int = 12
    side: int = 600


def cases_of(plan: Plan) -> list[Case]:
    """Return all cases, group by group and level by level.

    Raises:
        InputError, BasemapError: data that were asked for cannot be read.
    """
    towns = of_scenes(plan.cache, plan.towns, plan.town_size, TOWN) if plan.towns else []
    maps = of_maps(plan.maps) if plan.maps else towns
    joined = joined_maps(plan.maps) if plan.maps else towns
    aerial = of_aerial(plan.aerial, plan.places, RESOLUTIONS) if plan.aerial else []
    aerial = [ground for ground in aerial if min(ground.valid.shape) >= SMALLEST]
    groups = (
        ("map on map", "map-map", maps),
        ("map on map, new styles", "new-map", maps if plan.maps else []),
        ("scan on map", "scan-map", maps),
        ("map on imagery", "map-imagery", aerial),
        ("map on made-up imagery", "map-imagery", towns),
    )
    draw = partial(_drawn, side=plan.side, residuals=load_residuals(plan.residuals))
    cases = []
    for group, kind, grounds in groups:
        for level in plan.levels:
            fitting = [ground for ground in grounds if level <= SHARE * min(ground.valid.shape)]
            for seed in range(plan.pairs if fitting else 0):
                ground = fitting[seed % len(fitting)]
                cases.append(Case(group, level, partial(draw, ground, kind, level, seed)))
    for seed in range(plan.pairs + plan.pairs // _HOPELESS if joined else 0):
        ground = joined[seed % len(joined)]
        other = mirrored(ground) if seed >= plan.pairs else None
        cases.append(Case("roughly placed sheets on maps", 0.0, partial(draw, ground, "rough", 0.0, seed, other=other)))
    return cases


def _drawn(ground: Ground, kind: str, level: float, seed: int, **options) -> Pair:
    """A pair on which enough is drawn, as far as one is found."""
    for attempt in range(_ATTEMPTS):
        pair = pair_of(ground, kind, level, seed + _AGAIN * attempt, **options)
        if len(pair.points) >= LEAST:
            break
    return pair
