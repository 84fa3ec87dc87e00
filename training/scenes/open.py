"""Open districts: huts under trees, halls in yards, blocks of flats, parks and fields."""

from __future__ import annotations

import numpy as np

from . import convex
from .canvas import box
from .parcels import frontage, grid_points, litter, parcels, scatter_houses, stand
from .plan import Box, Plan
from .shapes import house
from .style import GROUND_COLOURS, colour


def scattered(plan: Plan, block: np.ndarray) -> None:
    """Huts and small houses here and there under trees, joined by paths."""
    rng = plan.rng
    scatter_houses(plan, block, rng.uniform(17, 34), rng.uniform(0.5, 0.85), (5, 14), yards=True)
    litter(plan, plan.bend(block), rng.poisson(0.001 * abs(convex.area(block))))
    for _ in range(rng.integers(1, 4)):
        weights = rng.dirichlet(np.ones(len(block)), 3)
        points = plan.bend(weights @ block)
        for a, b in zip(points[:-1], points[1:]):
            plan.lines.append((a, b, rng.uniform(0.8, 2.0), colour(rng, GROUND_COLOURS["soil"])))
    plan.groves.append((plan.bend(block), plan.style.trees))


def halls(plan: Plan, block: np.ndarray) -> None:
    """Industrial halls in paved yards with lorries and containers."""
    rng = plan.rng
    for parcel, front in parcels(plan, block, rng.uniform(45, 90), deepest=130):
        polygon = plan.bend(parcel)
        plan.lot(polygon, str(rng.choice(["asphalt", "paved", "gravel", "asphalt"])))
        start, axis, inward = frontage(plan, front, polygon)
        _, _, near, far = convex.extents(polygon, axis)
        for _ in range(rng.integers(1, 3)):
            size = rng.uniform(18, 70), rng.uniform(14, 45)
            form, slope = ("flat", 0.0) if rng.random() < 0.6 else ("gable", rng.uniform(0.08, 0.25))
            ring, parts = house(rng, *size, rng.uniform(5, 11), form, slope)
            where = start + inward * rng.uniform(0.3, 0.7) * (far - near) + axis * rng.uniform(-12, 12)
            stand(plan, ring, parts, where, axis, polygon)
        for _ in range(rng.integers(2, 14)):
            spot = rng.dirichlet(np.ones(len(polygon))) @ polygon
            if rng.random() < 0.5:
                plan.boxes.append(
                    Box(
                        box(spot, axis, rng.choice([6.1, 12.2]), 2.45),
                        colour(rng, ((150, 60, 50), (60, 90, 140), (200, 200, 195), (90, 120, 90)), 0.2),
                        2.6,
                    )
                )
            else:
                for k in range(rng.integers(1, 8)):
                    plan.cars.append((spot + axis * 2.6 * k, inward))
        if rng.random() < 0.4:
            plan.groves.append((polygon, plan.style.trees * 0.4))


def slabs(plan: Plan, block: np.ndarray) -> None:
    """Blocks of flats in lawns with parking."""
    rng = plan.rng
    axis = convex.long_axis(block)
    plan.lot(plan.bend(block), "grass" if rng.random() < 0.7 else None)
    length, depth, height = rng.uniform(25, 70), rng.uniform(10, 15), rng.uniform(9, 22)
    form = "flat" if rng.random() < 0.65 else "hip"
    for centre in grid_points(plan, block, max(length, 30) * rng.uniform(0.8, 1.1), rng.uniform(0.0, 0.15)):
        heading = axis if rng.random() < 0.6 else np.array([-axis[1], axis[0]])
        ring, parts = house(rng, length * rng.uniform(0.6, 1), depth, height, form, 0.4)
        stand(plan, ring, parts, centre, heading, plan.bend(block), margin=4)
        if rng.random() < 0.6:
            parking(plan, centre + np.array([-heading[1], heading[0]]) * (depth + 8), heading)
    plan.groves.append((plan.bend(block), plan.style.trees))


def park(plan: Plan, block: np.ndarray) -> None:
    """Lawn, paths and trees; no buildings, but squares that might be taken for some."""
    rng = plan.rng
    polygon = plan.bend(block)
    plan.lot(polygon, "grass" if rng.random() < 0.8 else None)
    for _ in range(rng.integers(1, 5)):
        a, b = rng.dirichlet(np.ones(len(polygon)), 2) @ polygon
        plan.lines.append((a, b, rng.uniform(1, 2.5), colour(rng, GROUND_COLOURS["gravel"])))
    if rng.random() < 0.6:
        spot = rng.dirichlet(np.ones(len(polygon))) @ polygon
        plan.lot(
            box(spot, convex.long_axis(block), rng.uniform(8, 30), rng.uniform(6, 18)),
            str(rng.choice(["paved", "sand", "asphalt"])),
        )
    plan.groves.append((polygon, plan.style.trees * rng.choice([0.5, 1.5, 5.0])))


def field(plan: Plan, block: np.ndarray) -> None:
    """Ploughed or grown fields with furrows."""
    rng = plan.rng
    for parcel, _ in parcels(plan, block, rng.uniform(25, 90), deepest=200):
        ground = str(rng.choice(["grass", "dry", "soil", "soil"]))
        plan.lot(plan.bend(parcel), ground, furrows=float(rng.choice([0, 1.5, 2.5, 4])))
    if rng.random() < 0.5:
        plan.groves.append((plan.bend(block), plan.style.trees * 0.15))


def parking(plan: Plan, centre: np.ndarray, axis: np.ndarray) -> None:
    rng = plan.rng
    length = rng.uniform(15, 45)
    plan.lot(box(centre, axis, length, 11), "asphalt")
    across = np.array([-axis[1], axis[0]])
    for k in np.arange(-length / 2 + 1.5, length / 2 - 1, 2.6):
        if rng.random() < 0.6:
            plan.cars.append((centre + axis * k + across * rng.choice([-2.8, 2.8]), across))
