"""Densely built districts: old blocks, tight plots, shacks, city blocks."""

from __future__ import annotations

import numpy as np

from . import convex
from .gardens import add_terrace
from .parcels import litter, parcels, scatter_houses
from .plan import Plan
from .shapes import Building, Part, closed


def old(plan: Plan, block: np.ndarray) -> None:
    """A closed ring of houses around a courtyard, with wings and small houses inside."""
    rng = plan.rng
    outer = convex.inset(block, rng.uniform(0, 0.8))
    inner = convex.inset(block, rng.uniform(9, 14)) if outer is not None else None
    if inner is None or len(inner) != len(outer) or abs(convex.area(inner)) < 60:
        tight(plan, block)
        return
    plan.lot(plan.bend(block), "paved" if rng.random() < 0.6 else None)
    height = plan.storeys(max(plan.style.storeys[0], 2), max(plan.style.storeys[1], 3))
    bent_outer, bent_inner = plan.bend(outer), plan.bend(inner)
    width = rng.uniform(8, 15)
    sides = [_side(plan, outer, inner, i, width) for i in range(len(outer))]
    like = None
    for i, (front, back) in enumerate(sides):
        if rng.random() < 0.93:
            like = add_terrace(plan, front, back, height, bent_inner)
        corner = _corner(sides[i - 1], bent_outer[i], bent_inner[i], (front[0], back[0]), height)
        if corner is not None and rng.random() < 0.93:
            plan.dress(corner, like if rng.random() < 0.5 else None)
    court = convex.inset(inner, 3.0)
    if court is not None and abs(convex.area(court)) > 80:
        built = min(rng.uniform(0.2, 0.8), 900 / abs(convex.area(court)))  # large courts are gardens
        scatter_houses(plan, court, rng.uniform(8, 12), built, (4, 9))
    plan.groves.append((bent_inner, plan.style.trees * 1.5))


def _side(plan: Plan, outer: np.ndarray, inner: np.ndarray, i: int, width: float) -> tuple[np.ndarray, np.ndarray]:
    """Where party walls meet the street and the court along one side of a block, bent; corners not included."""
    rng = plan.rng
    j = (i + 1) % len(outer)
    count = max(int(np.hypot(*(outer[j] - outer[i])) / (width * rng.uniform(0.85, 1.15))), 2)
    t = (np.arange(1, count) + rng.uniform(-0.25, 0.25, count - 1)) / count
    front = outer[i] + (outer[j] - outer[i]) * t[:, None]
    back = inner[i] + (inner[j] - inner[i]) * t[:, None]
    return plan.bend(front), plan.bend(back)


def _corner(before: tuple, outer: np.ndarray, inner: np.ndarray, after: tuple, height: float) -> Building | None:
    """The house round a corner of a block, between the last party wall of one side and the first of the next."""
    first = np.array([before[0][-1], outer, inner, before[1][-1]])
    second = np.array([outer, after[0], after[1], inner])
    if not (convex.is_convex(first) and convex.is_convex(second)):
        return None
    ring = np.array([before[0][-1], outer, after[0], after[1], inner, before[1][-1]])
    parts = [Part(quad, (0, 2), (1, 3), height, 0.55) for quad in (first, second)]
    return Building([closed(ring)], parts, height)


def tight(plan: Plan, block: np.ndarray) -> None:
    """Small plots almost wholly built over, each house different; many touch."""
    _lattice(
        plan,
        block,
        plan.rng.uniform(8, 14),
        gap=plan.rng.choice([0.0, 0.6, 1.5]),
        fill=0.85,
        storeys=plan.style.storeys,
    )


def informal(plan: Plan, block: np.ndarray) -> None:
    """Shacks of tin at every angle with narrow lanes."""
    _lattice(
        plan,
        block,
        plan.rng.uniform(5, 8.5),
        gap=plan.rng.uniform(0.2, 1.2),
        fill=plan.rng.uniform(0.6, 0.9),
        storeys=(1, 1),
    )


def towers(plan: Plan, block: np.ndarray) -> None:
    """City blocks of large flat buildings, some with light wells."""
    rng = plan.rng
    plan.lot(plan.bend(block), "paved")
    for parcel in parcels(plan, block, rng.uniform(22, 45), deepest=rng.uniform(35, 90)):
        if rng.random() < 0.12:
            plan.lot(parcel.polygon, "asphalt")
            continue
        shape = convex.inset(parcel.polygon, rng.choice([0.0, 0.0, 1.5, 4.0]))
        if shape is None or abs(convex.area(shape)) < 120 or not convex.is_convex(shape):
            continue
        height = rng.uniform(8, 34)
        well = convex.inset(shape, rng.uniform(7, 11)) if rng.random() < 0.35 else None
        if well is not None and len(well) == len(shape) and abs(convex.area(well)) > 40:
            plan.dress(_ring_building(shape, well, height))
        else:
            plan.dress(Building([closed(shape)], [Part(shape, (), (), height)], height))


def _ring_building(outer: np.ndarray, inner: np.ndarray, height: float) -> Building:
    parts = []
    for i in range(len(outer)):
        j = (i + 1) % len(outer)
        parts.append(Part(np.array([outer[i], outer[j], inner[j], inner[i]]), (), (1, 3), height))
    return Building([closed(outer), closed(inner)], parts, height)


def _lattice(plan: Plan, block: np.ndarray, cell: float, gap: float, fill: float, storeys: tuple[int, int]) -> None:
    """Cells of an uneven lattice, each a building; with no gap they share walls."""
    rng = plan.rng
    plan.lot(plan.bend(block), "soil" if "soil" in plan.style.grounds and rng.random() < 0.7 else None)
    height = float(np.mean(storeys)) * 2.8
    made: list[Building] = []
    for quad in _cells(plan, block, cell, wild=gap > 0.3):
        if rng.random() > fill:
            continue
        shape = quad if gap == 0 else convex.inset(quad, gap * rng.uniform(0.1, 1.4, len(quad)))
        if shape is not None and rng.random() < 0.3:  # a yard is left open
            axis = convex.long_axis(shape)
            middle = shape.mean(0) * 0.8 + shape[0] * 0.2
            pieces = convex.split(shape, [0] * len(shape), middle, np.array([-axis[1], axis[0]]), 0)
            shape = max((piece for piece, _ in pieces), key=lambda piece: abs(convex.area(piece)))
        shape = None if shape is None else convex.merge_close(shape, 0.4)
        if shape is None or not convex.is_convex(shape) or abs(convex.area(shape)) < 10:
            continue
        base = height + rng.normal(0, 1.2)
        if gap > 0:
            base = height = float(rng.integers(storeys[0], storeys[1] + 1) * rng.uniform(2.4, 3.1))
        form, slope = plan.roof()
        part = Part(shape, _eaves(form, shape, bool(rng.random() < 0.5)), (), max(base, 2.2), slope * 0.6)
        made.append(plan.dress(Building([closed(shape)], [part, *_upper_room(plan, part)], height)))
    litter(plan, plan.bend(block), rng.poisson(0.004 * abs(convex.area(block))))
    if gap == 0:
        _mark_party_walls(made)
    plan.groves.append((plan.bend(block), plan.style.trees * 0.6))


def _upper_room(plan: Plan, part: Part) -> list[Part]:
    """Sometimes a room on a part of a flat roof: an edge in the image that is no outline."""
    rng = plan.rng
    if part.eaves or rng.random() > 0.4:
        return []
    axis = convex.long_axis(part.polygon)
    point = part.polygon.mean(0) + axis * rng.uniform(-0.25, 0.25) * np.ptp(part.polygon @ axis)
    pieces = convex.split(part.polygon, [0] * len(part.polygon), point, np.array([-axis[1], axis[0]]), 0)
    piece = convex.inset(min((piece for piece, _ in pieces), key=lambda piece: abs(convex.area(piece))), 0.1)
    return [] if piece is None else [Part(piece, (), (), part.base + rng.uniform(2.2, 2.9))]


def _cells(plan: Plan, block: np.ndarray, cell: float, wild: bool) -> list[np.ndarray]:
    """Convex cells that fill a block, bent; neighbours share corners bit for bit."""
    rng = plan.rng
    axis = convex.long_axis(block)
    across = np.array([-axis[1], axis[0]])
    low, high, near, far = convex.extents(block, axis)
    columns, lines = max(round((high - low) / cell), 1), max(round((far - near) / cell), 1)
    shape = (lines + 1, columns + 1)
    u = np.linspace(low - 1, high + 1, columns + 1)[None, :] + rng.normal(0, 0.12 * cell, (1, columns + 1))
    v = np.linspace(near - 1, far + 1, lines + 1)[:, None] + rng.normal(0, 0.12 * cell, (lines + 1, 1))
    u = u + rng.normal(0, (0.13 if wild else 0.03) * cell, shape)
    v = v + rng.normal(0, (0.13 if wild else 0.03) * cell, shape)
    nodes = u[..., None] * axis + v[..., None] * across
    normals, offsets = convex.half_planes(block)
    result = []
    for i in range(lines):
        for j in range(columns):
            quad = np.array([nodes[i, j], nodes[i, j + 1], nodes[i + 1, j + 1], nodes[i + 1, j]])
            shape = convex.clip(quad, normals, offsets)
            if shape is not None and abs(convex.area(shape)) > 8:
                shape = plan.bend(np.round(shape, 6))  # both neighbours cut a wall at the same number
                if convex.is_convex(shape):
                    result.append(shape)
    return result


def _eaves(form: str, shape: np.ndarray, turned: bool) -> tuple[int, ...]:
    if form == "flat":
        return ()
    if form == "hip" or len(shape) != 4:
        return tuple(range(len(shape)))
    if form == "shed":
        return (2,)
    return (1, 3) if turned else (0, 2)


def _mark_party_walls(buildings: list[Building]) -> None:
    """Mark as seams the edges that two buildings share, so that no ground shines through between them."""
    owners: dict[frozenset, list[tuple[Part, int]]] = {}
    for building in buildings:
        ring = [tuple(point) for point in building.rings[0]]
        for edge, ends in enumerate(zip(ring[:-1], ring[1:])):
            owners.setdefault(frozenset(ends), []).append((building.parts[0], edge))
    for sharing in owners.values():
        if len(sharing) > 1:
            for part, edge in sharing:
                part.seams = (*part.seams, edge)
