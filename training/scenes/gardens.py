"""Districts of houses in gardens: suburbs, farms, terraces."""

from __future__ import annotations

import numpy as np

from . import convex
from .canvas import box
from .parcels import fence, frontage, litter, parcels, stand
from .plan import Box, Plan
from .shapes import Building, Part, closed, house, terrace
from .style import GROUND_COLOURS, colour


def detached(plan: Plan, block: np.ndarray) -> None:
    """Houses in gardens, two rows of parcels back to back."""
    width = plan.rng.uniform(13, 22)
    for parcel, front in parcels(plan, block, width, deepest=plan.rng.uniform(38, 60)):
        garden_house(plan, parcel, front, width)


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
    for parcel, front in parcels(plan, block, rng.uniform(28, 45), deepest=80):
        if rng.random() < 0.25:
            garden_house(plan, parcel, front, 24)
            continue
        polygon = plan.bend(parcel)
        plan.lot(polygon)
        start, axis, inward = frontage(plan, front, polygon)
        yard = box(start + inward * 16, axis, 18, 22)
        plan.lot(yard, str(rng.choice(["gravel", "soil", "paved", "asphalt"])))
        for place, size, turned in (
            ((0, 7), (14, 9), False),
            ((-13, 20), (20, 9), True),
            ((2, 33), (26, 12), False),
            ((13, 18), (9, 7), True),
        ):
            if rng.random() < 0.75:
                form, slope = plan.roof(0.95)
                ring, parts = house(
                    rng,
                    size[0] * rng.uniform(0.8, 1.2),
                    size[1] * rng.uniform(0.85, 1.2),
                    rng.uniform(3, 6),
                    form,
                    slope,
                )
                stand(
                    plan, ring, parts, start + axis * place[0] + inward * place[1], inward if turned else axis, polygon
                )
        plan.groves.append((polygon, plan.style.trees * 1.2))


def garden_house(plan: Plan, parcel: np.ndarray, front: np.ndarray, width: float) -> None:
    rng = plan.rng
    polygon = plan.bend(parcel)
    plan.lot(polygon)
    start, axis, inward = frontage(plan, front, polygon)
    _, _, near, far = convex.extents(polygon, axis)
    if rng.random() < 0.06 or far - near < 14:
        plan.groves.append((polygon, plan.style.trees * 2))
        return
    main = None
    setback = rng.uniform(3, 9)
    for shrink in (1.0, 0.9, 0.8, 0.65):
        size = width * rng.uniform(0.6, 0.9) * shrink, min(rng.uniform(9, 16), (far - near) * 0.5) * shrink
        form, slope = plan.roof()
        ring, parts = house(rng, *size, plan.storeys(), form, slope)
        depth = float(np.ptp(ring[:, 1]))
        heading = axis * rng.choice([1, -1])
        main = stand(
            plan, ring, parts, start + inward * (setback + depth / 2) + axis * rng.normal(0, 1), heading, polygon
        )
        if main is not None:
            break
    if main is not None and rng.random() < 0.8:  # drive and car
        side = axis * rng.choice([-1, 1]) * rng.uniform(2.5, 5)
        plan.lines.append(
            (
                start + side,
                start + side + inward * (setback + 1),
                rng.uniform(2.5, 5),
                colour(rng, GROUND_COLOURS[str(rng.choice(["paved", "asphalt", "gravel"]))]),
            )
        )
        if rng.random() < 0.5:
            plan.cars.append((start + side + inward * setback * 0.5, inward))
    behind = start + inward * rng.uniform(0.65, 0.9) * (far - near) + axis * rng.uniform(-0.35, 0.35) * width
    kind = rng.random()
    if kind < 0.35:
        small = rng.uniform(2.5, 6.5, 2)
        form, slope = plan.roof()
        ring, parts = house(rng, *small, 2.3, form, slope)
        shed = stand(
            plan,
            ring,
            parts,
            behind,
            axis if rng.random() < 0.8 else inward,
            polygon,
            0.4,
            main if rng.random() < 0.4 else None,
        )
        if shed is not None:
            shed.labelled = bool(small.prod() > 18 and rng.random() < 0.8)
            shed.clutter = False
    elif kind < 0.45:
        plan.boxes.append(
            Box(
                box(behind, axis, rng.uniform(6, 11), rng.uniform(3, 5)),
                np.array([0.30, 0.62, 0.72]) * rng.uniform(0.8, 1.1),
                0.02,
            )
        )
    elif kind < 0.6:
        plan.lot(box(behind, axis, *rng.uniform(3, 8, 2)), str(rng.choice(["paved", "soil", "gravel"])))
    litter(plan, polygon, rng.poisson(4))
    if rng.random() < 0.6:
        for a, b in zip(polygon, convex.following(polygon)):
            fence(plan, a, b)
    plan.groves.append((polygon, plan.style.trees))


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
