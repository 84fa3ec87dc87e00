"""Open districts: huts under trees, halls in yards, blocks of flats, parks and fields."""

from __future__ import annotations

import numpy as np

from . import convex
from .canvas import box
from .palette import GROUND_COLOURS, colour
from .parcels import build, grid_points, litter, parcels, scatter_houses
from .plan import Box, Plan


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
    for parcel in parcels(plan, block, rng.uniform(30, 75), deepest=rng.uniform(55, 120)):
        plan.lot(parcel.polygon, str(rng.choice(["asphalt", "paved", "gravel", "asphalt"])))
        for _ in range(rng.integers(1, 4)):
            size = parcel.width * rng.uniform(0.35, 0.85), parcel.depth * rng.uniform(0.25, 0.65)
            roof = ("flat", 0.0) if rng.random() < 0.6 else ("gable", rng.uniform(0.08, 0.25))
            where = parcel.at(rng.uniform(-0.15, 0.15) * parcel.width, rng.uniform(0.3, 0.7) * parcel.depth)
            build(plan, parcel.polygon, where, parcel.axis, size, rng.uniform(5, 11), roof, margin=2)
        for _ in range(rng.integers(2, 14)):
            spot = parcel.somewhere(rng)
            if rng.random() < 0.5:
                tone = colour(rng, CONTAINERS, 0.2)
                plan.boxes.append(Box(box(spot, parcel.axis, rng.choice([6.1, 12.2]), 2.45), tone, 2.6))
            else:
                plan.cars += [(spot + parcel.axis * 2.6 * k, parcel.inward) for k in range(rng.integers(1, 8))]
        litter(plan, parcel.polygon, rng.poisson(6))
        if rng.random() < 0.4:
            plan.groves.append((parcel.polygon, plan.style.trees * 0.4))


CONTAINERS = ((150, 60, 50), (60, 90, 140), (200, 200, 195), (90, 120, 90), (170, 120, 60))


def slabs(plan: Plan, block: np.ndarray) -> None:
    """Blocks of flats in lawns with parking."""
    rng = plan.rng
    axis, ground = convex.long_axis(block), plan.bend(block)
    plan.lot(ground, "grass" if rng.random() < 0.7 else None)
    length, depth, height = rng.uniform(25, 70), rng.uniform(10, 15), rng.uniform(9, 22)
    roof = ("flat", 0.0) if rng.random() < 0.65 else ("hip", 0.4)
    for centre in grid_points(plan, block, max(length, 30) * rng.uniform(0.7, 1.0), rng.uniform(0.0, 0.15)):
        heading = axis if rng.random() < 0.6 else np.array([-axis[1], axis[0]])
        build(plan, ground, centre, heading, (length * rng.uniform(0.6, 1), depth), height, roof, margin=3)
        if rng.random() < 0.6:
            _parking(plan, centre + np.array([-heading[1], heading[0]]) * (depth + 8), heading)
    plan.groves.append((ground, plan.style.trees))


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
    pond = convex.inset(polygon, rng.uniform(5, 20)) if rng.random() < 0.2 else None
    if pond is not None:
        plan.lot(pond, "water")
    plan.groves.append((polygon, plan.style.trees * rng.choice([0.5, 1.5, 5.0])))


def field(plan: Plan, block: np.ndarray) -> None:
    """Ploughed or grown fields with furrows."""
    rng = plan.rng
    for parcel in parcels(plan, block, rng.uniform(25, 90), deepest=200):
        ground = str(rng.choice(["grass", "dry", "soil", "soil"]))
        plan.lot(parcel.polygon, ground, furrows=float(rng.choice([0, 1.5, 2.5, 4])))
    _tracks(plan, plan.bend(block), rng.integers(0, 2))
    if rng.random() < 0.5:
        plan.groves.append((plan.bend(block), plan.style.trees * 0.15))


def woods(plan: Plan, block: np.ndarray) -> None:
    """Trees close together, with clearings and paths that no map of roads holds."""
    rng = plan.rng
    polygon = plan.bend(block)
    plan.lot(polygon, str(rng.choice(["grass", "dry", "soil"])))
    if rng.random() < 0.4:
        spot = rng.dirichlet(np.ones(len(polygon))) @ polygon
        plan.lot(box(spot, convex.long_axis(block), *rng.uniform(15, 60, 2)), str(rng.choice(["grass", "dry", "soil"])))
    _tracks(plan, polygon, rng.integers(0, 3))
    plan.woods.append((polygon, rng.uniform(180, 650)))


def _tracks(plan: Plan, polygon: np.ndarray, count: int) -> None:
    """Winding paths and cart tracks across a piece of land."""
    rng = plan.rng
    for _ in range(count):
        a, b = rng.dirichlet(np.ones(len(polygon)) * 0.5, 2) @ polygon
        way = b - a
        if np.hypot(*way) < 20:
            continue
        t = np.linspace(0, 1, max(int(np.hypot(*way) / 7), 4))[:, None]
        across = np.array([-way[1], way[0]]) * rng.normal(0, 0.12)
        line = a + way * t + across * np.sin(t * np.pi * rng.integers(1, 4))
        tone = colour(rng, GROUND_COLOURS[str(rng.choice(["soil", "gravel", "dry"]))])
        side = np.array([-way[1], way[0]]) / np.hypot(*way) * 0.75
        for offset in (side, -side) if rng.random() < 0.5 else (side * 0,):
            width = rng.uniform(0.5, 0.9) if offset.any() else rng.uniform(0.8, 1.8)
            plan.lines += [(p + offset, q + offset, width, tone) for p, q in zip(line[:-1], line[1:])]


def _parking(plan: Plan, centre: np.ndarray, axis: np.ndarray) -> None:
    rng = plan.rng
    length = rng.uniform(15, 45)
    plan.lot(box(centre, axis, length, 11), "asphalt")
    across = np.array([-axis[1], axis[0]])
    for k in np.arange(-length / 2 + 1.5, length / 2 - 1, 2.6):
        if rng.random() < 0.6:
            plan.cars.append((centre + axis * k + across * rng.choice([-2.8, 2.8]), across))
