"""Parcels, and putting houses on them."""

from __future__ import annotations

import numpy as np

from . import convex
from .canvas import box
from .plan import Box, Plan
from .shapes import Building, house, placed
from .style import GROUND_COLOURS, ROOF_COLOURS, colour


def parcels(plan: Plan, block: np.ndarray, width: float, deepest: float) -> list[tuple[np.ndarray, np.ndarray]]:
    """Cut a block into parcels: [(convex polygon, the middle of its street front)], not yet bent."""
    axis = convex.long_axis(block)
    across = np.array([-axis[1], axis[0]])
    low, high, near, far = convex.extents(block, axis)
    strips = [(block, None)]
    if far - near > deepest:
        middle = block.mean(0) + across * ((near + far) / 2 - block.mean(0) @ across)
        strips = [(piece, None) for piece, _ in convex.split(block, [0] * len(block), middle, axis, 0)]
    result = []
    for strip, _ in strips:
        side = np.sign((strip.mean(0) - block.mean(0)) @ across) or 1.0
        rest = strip
        at = low + width * plan.rng.uniform(0.8, 1.2)
        while at < high - 0.5 * width:
            pieces = convex.split(rest, [0] * len(rest), axis * at, across, 0)
            if len(pieces) == 2:
                first, second = sorted((piece for piece, _ in pieces), key=lambda p: float((p @ axis).mean()))
                result.append((first, side))
                rest = second
            at += width * plan.rng.uniform(0.85, 1.2)
        result.append((rest, side))
    return [(parcel, _front(parcel, across * side)) for parcel, side in result if abs(convex.area(parcel)) > 60]


def _front(parcel: np.ndarray, outward: np.ndarray) -> np.ndarray:
    reach = parcel @ outward
    chosen = np.argsort(reach)[-2:]
    return parcel[chosen].mean(0)


def frontage(plan: Plan, front: np.ndarray, polygon: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    start = plan.bend(front[None])[0]
    normals, offsets = convex.half_planes(polygon)
    edge = int(np.abs(normals @ start + offsets).argmin())
    inward = normals[edge]
    return start, np.array([inward[1], -inward[0]]), inward


def stand(
    plan: Plan, ring, parts, centre, axis, polygon, margin: float = 0.8, like: Building | None = None
) -> Building | None:
    """Put a house where it fits the parcel; None where it does not."""
    building = placed(ring, parts, centre, axis, parts[0].base)
    if not convex.contains(polygon, building.rings[0], margin).all() or _collides(plan, building):
        return None
    return plan.dress(building, like)


def _collides(plan: Plan, building: Building, recent: int = 40) -> bool:
    """Whether a building would stand in one of those built last (the others are on other parcels)."""
    for other in plan.buildings[-recent:]:
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
        form, slope = plan.roof()
        ring, parts = house(rng, *size, rng.uniform(2.3, 4), form, slope * 0.7)
        if yards and rng.random() < 0.6:
            plan.lot(box(centre, heading, size[0] + rng.uniform(4, 12), size[1] + rng.uniform(4, 12)))
        stand(plan, ring, parts, centre, heading, polygon, margin=0.5)
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
