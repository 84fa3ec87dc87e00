"""Parcels, and putting houses on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import convex
from .canvas import box
from .palette import GROUND_COLOURS, ROOF_COLOURS, colour
from .plan import Box, Plan
from .shapes import Building, house, placed


@dataclass(frozen=True)
class Parcel:
    """A bent convex piece of a block on a street.

    Attributes:
        polygon: float64 (n, 2), metres.
        front: the middle of its side on the street.
        axis, inward: unit vectors along the street and away from it.
        width, depth: extents along these.
    """

    polygon: np.ndarray
    front: np.ndarray
    axis: np.ndarray
    inward: np.ndarray
    width: float
    depth: float

    def at(self, along: float, inward: float) -> np.ndarray:
        """The position so many metres along the street and away from it, seen from the front's middle."""
        return self.front + self.axis * along + self.inward * inward

    def somewhere(self, rng: np.random.Generator) -> np.ndarray:
        """A random position inside."""
        return rng.dirichlet(np.ones(len(self.polygon))) @ self.polygon


def parcels(plan: Plan, block: np.ndarray, width: float, deepest: float) -> list[Parcel]:
    """Cut a block across into parcels, back to back where it is too deep; only those in the image."""
    axis = convex.long_axis(block)
    across = np.array([-axis[1], axis[0]])
    low, high, near, far = convex.extents(block, axis)
    strips = [block]
    if far - near > deepest:
        middle = block.mean(0) + across * ((near + far) / 2 - block.mean(0) @ across)
        strips = [piece for piece, _ in convex.split(block, [0] * len(block), middle, axis, 0)]
    result = []
    for strip in strips:
        outward = across * (np.sign((strip.mean(0) - block.mean(0)) @ across) or 1.0)
        pieces, rest = [], strip
        at = low + width * plan.rng.uniform(0.8, 1.2)
        while at < high - 0.5 * width:
            halves = convex.split(rest, [0] * len(rest), axis * at, across, 0)
            if len(halves) == 2:
                first, rest = sorted((piece for piece, _ in halves), key=lambda p: float((p @ axis).mean()))
                pieces.append(first)
            at += width * plan.rng.uniform(0.85, 1.2)
        made = [_parcel(plan, piece, outward) for piece in [*pieces, rest] if abs(convex.area(piece)) > 60]
        result += [parcel for parcel in made if plan.visible(parcel.polygon)]
    return result


def _parcel(plan: Plan, piece: np.ndarray, outward: np.ndarray) -> Parcel:
    polygon = plan.bend(piece)
    front = plan.bend(piece[np.argsort(piece @ outward)[-2:]].mean(0)[None])[0]
    normals, offsets = convex.half_planes(polygon)
    inward = normals[int(np.abs(normals @ front + offsets).argmin())]
    axis = np.array([inward[1], -inward[0]])
    return Parcel(polygon, front, axis, inward, float(np.ptp(polygon @ axis)), float(np.ptp(polygon @ inward)))


def build(
    plan: Plan,
    ground: np.ndarray,
    centre: np.ndarray,
    axis: np.ndarray,
    size: tuple[float, float],
    height: float,
    roof: tuple[str, float] | None = None,
    margin: float = 0.8,
    like: Building | None = None,
) -> Building | None:
    """Put a house of about this size onto a convex piece of ground, smaller where it does not fit; None at last.

    Args:
        centre, axis: where its middle is, and the direction of its length.
        size: length and depth in metres.
        height: of the eaves.
        roof: form and slope; the style's if None.
        margin: metres to the edge of the ground.
        like: a building whose roof it takes after.
    """
    for shrink in (1.0, 0.87, 0.75, 0.6):
        form, slope = roof or plan.roof()
        ring, parts = house(plan.rng, size[0] * shrink, size[1] * shrink, height, form, slope)
        building = placed(ring, parts, centre, axis, height)
        if convex.contains(ground, building.rings[0], margin).all() and not _collides(plan, building):
            return plan.dress(building, like)
    return None


def _collides(plan: Plan, building: Building, recent: int = 40) -> bool:
    """Whether a building would stand in one of those built last (the others are on other parcels)."""
    middle = building.rings[0].mean(0)
    reach = np.abs(building.rings[0] - middle).max()
    for other in plan.buildings[-recent:]:
        if (np.abs(other.rings[0] - middle).min(0) > 2 * reach + 1).any():
            continue
        for one in building.parts:
            if any(not convex.apart(one.polygon, part.polygon, 0.3) for part in other.parts):
                return True
    return False


def grid_points(plan: Plan, block: np.ndarray, cell: float, jitter: float) -> np.ndarray:
    """Bent positions of a jittered lattice inside a block."""
    axis = convex.long_axis(block)
    across = np.array([-axis[1], axis[0]])
    low, high, near, far = convex.extents(block, axis)
    u, v = np.meshgrid(np.arange(low + cell / 2, high, cell), np.arange(near + cell / 2, far, cell))
    points = np.stack([u.ravel(), v.ravel()], 1) + plan.rng.normal(0, jitter * cell, (u.size, 2))
    points = points[:, :1] * axis + points[:, 1:] * across
    return plan.bend(points[convex.contains(block, points, 0.0)]) if len(points) else points


def scatter_houses(
    plan: Plan,
    block: np.ndarray,
    cell: float,
    fill: float,
    sizes: tuple[float, float],
    yards: bool = False,
) -> None:
    """Put single houses of the given side lengths about a block, every ``cell`` metres or so."""
    rng = plan.rng
    polygon = plan.bend(block)
    axis = convex.long_axis(block)
    for centre in grid_points(plan, block, cell, 0.14):
        if rng.random() > fill:
            continue
        turn = rng.normal(0, 0.5)
        heading = axis * np.cos(turn) + np.array([-axis[1], axis[0]]) * np.sin(turn)
        size = rng.uniform(*sizes), rng.uniform(sizes[0], sizes[1] * 0.75)
        if yards and rng.random() < 0.6:
            plan.lot(box(centre, heading, size[0] + rng.uniform(4, 12), size[1] + rng.uniform(4, 12)))
        build(plan, polygon, centre, heading, size, rng.uniform(2.3, 4), margin=0.5)
        if yards and rng.random() < 0.25:
            spot = centre + rng.normal(0, 1, 2) * cell * 0.35
            plan.boxes.append(Box(box(spot, heading, *rng.uniform(1.5, 4, 2)), colour(rng, ROOF_COLOURS["tin"]), 2.0))


def fence(plan: Plan, a: np.ndarray, b: np.ndarray) -> None:
    """A hedge or a fence from a to b."""
    if plan.rng.random() < 0.4 and "grass" in plan.style.grounds:
        plan.hedges.append((a, b))
    elif np.hypot(*(b - a)) > 1:
        axis = (b - a) / np.hypot(*(b - a))
        plan.boxes.append(
            Box(
                box((a + b) / 2, axis, float(np.hypot(*(b - a))), 0.25),
                np.array([0.45, 0.4, 0.36]) * plan.rng.uniform(0.6, 1.6),
                1.3,
            )
        )


def litter(plan: Plan, polygon: np.ndarray, count: int) -> None:
    """Small things about a yard: furniture, beds, pallets, sheets on the ground."""
    rng = plan.rng
    for spot in rng.dirichlet(np.ones(len(polygon)), count) @ polygon:
        turn = rng.uniform(0, np.pi)
        outline = box(spot, np.array([np.cos(turn), np.sin(turn)]), *rng.uniform(0.5, 2.8, 2))
        tone = colour(rng, (*ROOF_COLOURS["tin"], *GROUND_COLOURS["soil"], *GROUND_COLOURS["paved"], (70, 70, 70)), 0.2)
        plan.boxes.append(Box(outline, tone, float(rng.choice([0.05, 0.4, 1.0]))))
