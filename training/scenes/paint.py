"""Paint on roads, in the road's own coordinates: across from the centre line, along from its beginning."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .carriageways import LOOSE, Look, Manners
from .network import Road

WHITE, YELLOW = (0.86, 0.86, 0.84), (0.84, 0.66, 0.22)


@dataclass(frozen=True)
class Mark:
    """A painted rectangle, possibly dashed: metres across (left to right) and along.

    Attributes:
        across, along: from and to.
        dash_across, dash_along: length of a dash and of dash and gap together, None where unbroken.
    """

    across: tuple[float, float]
    along: tuple[float, float]
    tone: tuple[float, float, float] = WHITE
    dash_across: tuple[float, float] | None = None
    dash_along: tuple[float, float] | None = None
    strength: float = 1.0

    def cover(self, u: np.ndarray, s: np.ndarray, pixel: float) -> np.ndarray:
        """Share of each pixel that is painted, from its place across and along; a pixel counts as a square."""
        cover = _overlap(u, *self.across, pixel) * _overlap(s, *self.along, pixel)
        for place, begin, dash in ((u, self.across[0], self.dash_across), (s, self.along[0], self.dash_along)):
            if dash is not None:
                within = np.mod(place - np.float32(begin), np.float32(dash[1]))
                on = _overlap(within, 0, dash[0], pixel) + _overlap(within, dash[1], dash[1] + dash[0], pixel)
                cover *= on
        return cover * np.float32(self.strength)


def _overlap(place: np.ndarray, low: float, high: float, pixel: float) -> np.ndarray:
    half = np.float32(pixel / 2)
    return np.clip(
        (np.minimum(place + half, np.float32(high)) - np.maximum(place - half, np.float32(low))) / np.float32(pixel),
        0,
        1,
    )


def marks(
    road: Road, look: Look, manners: Manners, rng: np.random.Generator, length: float, stops: tuple[float, float]
) -> list[Mark]:
    """What is painted on a stretch of road.

    Args:
        stops: metres from its beginning and its end to the kerbs of the roads that it meets there, negative where
            it does not have to stop.
    """
    if look.surface in LOOSE or look.manner == "none" or length < 8:
        return []
    half, found = road.half, []
    begin, end = max(stops[0], 0.0) + 1.0, length - max(stops[1], 0.0) - 1.0
    if end - begin < 4:
        return []
    along = (begin, end)
    main = YELLOW if look.manner in ("yellow", "us") else WHITE
    dash = tuple(float(x) for x in rng.choice([(3.0, 9.0), (1.5, 4.5), (3.0, 6.0), (6.0, 18.0)]))
    thick = float(rng.uniform(0.1, 0.18))
    wear = float(rng.uniform(0.35, 1.0))
    if road.oneway:
        for k in range(1, look.lanes):
            at = half * (2 * k / look.lanes - 1)
            found.append(Mark((at - thick / 2, at + thick / 2), along, WHITE, dash_along=dash, strength=wear))
    elif half > 2.3:
        found += _centre(look.manner, main, along, thick, dash, wear, road.level < 2, rng)
        for at in (-half / 2, half / 2) if look.lanes > 1 and not look.parking else ():
            found.append(Mark((at - thick / 2, at + thick / 2), along, WHITE, dash_along=dash, strength=wear))
    if look.edges:
        inset = rng.uniform(0.15, 0.5)
        for side, tone in ((-1, main if road.oneway else WHITE), (1, WHITE)):
            at = side * (half - inset)
            found.append(Mark((at - thick / 2, at + thick / 2), along, tone, strength=wear))
    if look.parking:
        for side in (-1, 1):
            span = sorted((side * half, side * (half - look.parking)))
            found.append(Mark(tuple(span), along, WHITE, dash_along=(0.1, 5.8), strength=wear))
    found += _crossings(road, manners, along, stops, wear, length, rng)
    return found


def _centre(manner, tone, along, thick, dash, wear, main: bool, rng) -> list[Mark]:
    if manner == "us":
        if not main and rng.random() < 0.5:
            return []
        pair = ((-1.5 * thick, -0.5 * thick), (0.5 * thick, 1.5 * thick))
        return [Mark(span, along, tone, strength=wear) for span in pair]
    unbroken = rng.random() < (0.3 if main else 0.1)
    return [Mark((-thick / 2, thick / 2), along, tone, dash_along=None if unbroken else dash, strength=wear)]


def _crossings(road: Road, manners: Manners, along, stops, wear: float, length: float, rng) -> list[Mark]:
    """Stop lines and zebra crossings before junctions, rarely a crossing elsewhere."""
    half, found = road.half, []
    zebra = rng.random() < 0.25
    yellow = YELLOW if rng.random() < 0.08 else WHITE
    right = -1 if manners.drive_left else 1
    for at_end, stop in enumerate(stops):
        if stop < 0:
            continue
        place = along[at_end] - (4.5 if at_end else 0.0)
        if zebra and length > 25:
            found.append(Mark((-half + 0.4, half - 0.4), (place, place + 3.5), yellow, (0.5, 1.0), strength=wear))
            place += -1.5 if at_end else 5.0
        elif at_end:
            place += 4.0
        # those who come to the junction stop on their side of the road
        side = right * (1 if at_end else -1)
        span = (-half, half) if road.oneway else tuple(sorted((0.0, side * half)))
        found.append(Mark(span, (place, place + 0.45), WHITE, strength=wear))
    if length > 60 and rng.random() < 0.12:
        place = rng.uniform(0.3, 0.7) * length
        found.append(Mark((-half + 0.4, half - 0.4), (place, place + 3.5), yellow, (0.5, 1.0), strength=wear))
    return found
