"""Districts of houses in gardens: suburbs, farms, terraces."""

from __future__ import annotations

import numpy as np

from . import convex
from .canvas import box
from .palette import GROUND_COLOURS, colour
from .parcels import Parcel, build, fence, litter, parcels
from .plan import Box, Plan
from .shapes import Building, Part, closed, terrace


def detached(plan: Plan, block: np.ndarray) -> None:
    """Houses in gardens, two rows of parcels back to back."""
    for parcel in parcels(plan, block, plan.rng.uniform(13, 22), deepest=plan.rng.uniform(38, 60)):
        garden_house(plan, parcel)


def rows(plan: Plan, block: np.ndarray) -> None:
    """Terraced houses along the block's longest side and the one across from it."""
    rng = plan.rng
    depth, width, setback = rng.uniform(8, 12), rng.uniform(5, 9), rng.uniform(1, 7)
    plan.lot(plan.bend(block))
    normals, _ = convex.half_planes(block)
    sides = convex.following(block) - block
    lengths = np.hypot(sides[:, 0], sides[:, 1])
    longest = int(lengths.argmax())
    across = int((normals @ normals[longest] - 0.001 * lengths).argmin())
    chosen = [longest] if np.ptp(block @ normals[longest]) < 2.4 * (depth + setback) else [longest, across]
    for edge in chosen:
        axis, inward = sides[edge] / lengths[edge], normals[edge]
        start = rng.uniform(2, 8)
        while start < lengths[edge] - 3 * width:
            x = start + np.arange(int(rng.integers(4, 12))) * width
            line = block[edge] + x[:, None] * axis + inward * (setback + rng.choice([0.0, 0.0, 1.5]))
            inside = convex.contains(block, line, 0.3) & convex.contains(block, line + inward * depth, 0.3)
            line = line[inside]
            if len(line) > 2:
                points = plan.bend(np.concatenate([line, line + inward * depth]))
                front, back = points[: len(line)], points[len(line) :]
                add_terrace(plan, front, back)
                for near_wall, street in zip(back, front):  # fences between gardens
                    fence(plan, near_wall, near_wall + (near_wall - street) * rng.uniform(0.5, 1.1))
            start = x[-1] + rng.uniform(3, 9)
    plan.groves.append((plan.bend(block), plan.style.trees))


def farm(plan: Plan, block: np.ndarray) -> None:
    """Farmsteads: house and barns about a yard, orchards behind."""
    rng = plan.rng
    for parcel in parcels(plan, block, rng.uniform(28, 45), deepest=80):
        if rng.random() < 0.25:
            garden_house(plan, parcel)
            continue
        plan.lot(parcel.polygon)
        yard = box(parcel.at(0, 16), parcel.axis, 18, 22)
        plan.lot(yard, str(rng.choice(["gravel", "soil", "paved", "asphalt"])))
        for along, inward, length, depth, turned in FARMSTEAD:
            if rng.random() < 0.75:
                size = length * rng.uniform(0.8, 1.2), depth * rng.uniform(0.85, 1.2)
                axis = parcel.inward if turned else parcel.axis
                build(plan, parcel.polygon, parcel.at(along, inward), axis, size, rng.uniform(3, 6), plan.roof(0.95))
        plan.groves.append((parcel.polygon, plan.style.trees * 1.2))


# House, barns and a stable about a yard: place along the street and away from it, length, depth, turned.
FARMSTEAD = ((0, 7, 14, 9, False), (-13, 20, 20, 9, True), (2, 33, 26, 12, False), (13, 18, 9, 7, True))


def garden_house(plan: Plan, parcel: Parcel) -> None:
    """A house with its drive, its garden and what people put there."""
    rng = plan.rng
    plan.lot(parcel.polygon)
    if rng.random() < 0.05 or parcel.depth < 14:
        plan.groves.append((parcel.polygon, plan.style.trees * 2))
        return
    setback = rng.uniform(3, 8)
    size = parcel.width * rng.uniform(0.6, 0.88), min(rng.uniform(9, 16), parcel.depth * 0.5)
    middle = parcel.at(rng.normal(0, 0.7), setback + size[1] / 2)
    main = build(plan, parcel.polygon, middle, parcel.axis * rng.choice([1, -1]), size, plan.storeys())
    if main is not None and rng.random() < 0.8:
        _drive(plan, parcel, setback)
    if rng.random() < 0.4:  # paving round the house, often as light as its roof
        ground = str(rng.choice(["paved", "gravel", "asphalt"]))
        plan.lot(box(parcel.at(rng.normal(0, 3), setback + size[1]), parcel.axis, *rng.uniform(4, 13, 2)), ground)
    _backyard(plan, parcel, main)
    litter(plan, parcel.polygon, rng.poisson(4))
    if rng.random() < 0.6:
        for a, b in zip(parcel.polygon, convex.following(parcel.polygon)):
            fence(plan, a, b)
    plan.groves.append((parcel.polygon, plan.style.trees))


def _drive(plan: Plan, parcel: Parcel, length: float) -> None:
    rng = plan.rng
    along = rng.choice([-1, 1]) * rng.uniform(2.5, 5)
    tone = colour(rng, GROUND_COLOURS[str(rng.choice(["paved", "asphalt", "gravel"]))])
    plan.lines.append((parcel.at(along, 0), parcel.at(along, length + 1), rng.uniform(2.5, 5), tone))
    if rng.random() < 0.5:
        plan.cars.append((parcel.at(along, length * 0.5), parcel.inward))


def _backyard(plan: Plan, parcel: Parcel, main: Building | None) -> None:
    """A shed, a pool, or a square of ground that might be taken for a building."""
    rng = plan.rng
    spot = parcel.at(rng.uniform(-0.35, 0.35) * parcel.width, rng.uniform(0.65, 0.9) * parcel.depth)
    kind = rng.random()
    if kind < 0.4:
        size = rng.uniform(2.5, 7, 2)
        like = main if rng.random() < 0.4 else None
        shed = build(plan, parcel.polygon, spot, parcel.axis, size, 2.3, margin=0.4, like=like)
        if shed is not None:
            shed.labelled = bool(size.prod() > 18 and rng.random() < 0.8)
            shed.clutter = False
    elif kind < 0.48:
        water = np.array([0.30, 0.58, 0.66]) * rng.uniform(0.7, 1.1)
        plan.boxes.append(Box(box(spot, parcel.axis, rng.uniform(6, 11), rng.uniform(3, 5)), water, 0.02))
    elif kind < 0.65:
        plan.lot(box(spot, parcel.axis, *rng.uniform(3, 8, 2)), str(rng.choice(["paved", "soil", "gravel"])))


def add_terrace(
    plan: Plan, front: np.ndarray, back: np.ndarray, height: float | None = None, court: np.ndarray | None = None
) -> Building | None:
    """Add a row of houses between matching points of two lines, with wings into a court; returns the last."""
    rng = plan.rng
    height = height or plan.storeys()
    form = "flat" if rng.random() > plan.style.pitched else ("shed" if rng.random() < 0.05 else "gable")
    bases = height + rng.normal(0, 0.9, len(front)) * (rng.random() < 0.6)
    like = None
    for building in terrace(front, back, bases, rng.uniform(0.3, 0.8), form, height):
        like = plan.dress(building, like if rng.random() < 0.6 else None)
        if court is not None and rng.random() < 0.4:
            _wing(plan, building, court, height)
    return like


def _wing(plan: Plan, building: Building, court: np.ndarray, height: float) -> None:
    """A lower wing into the court, on the two points of the house's own back wall."""
    rng = plan.rng
    a, b = building.rings[0][3], building.rings[0][2]
    reach = rng.uniform(3, 8)
    inward = np.array([-(b - a)[1], (b - a)[0]]) / max(np.hypot(*(b - a)), 1e-9)
    inward *= np.sign(inward @ (court.mean(0) - (a + b) / 2)) or 1.0
    quad = np.array([a, b, b + inward * reach, a + inward * reach])
    if convex.contains(court, quad[2:], 1.5).all():
        eaves = (2,) if rng.random() < 0.6 else ()
        part = Part(quad, eaves, (0,), max(height - rng.uniform(0, 5), 2.5), 0.25)
        plan.dress(Building([closed(quad)], [part], height), building if rng.random() < 0.5 else None)
