"""Filling blocks: each kind of district puts its own parcels, buildings and yards into a block."""

from __future__ import annotations

import numpy as np

from . import convex
from .canvas import box
from .plan import Box, Plan
from .shapes import Building, Part, closed, house, is_convex, placed, terrace
from .style import GROUND_COLOURS, ROOF_COLOURS, colour


def detached(plan: Plan, block: np.ndarray) -> None:
    """Houses in gardens, two rows of parcels back to back."""
    width = plan.rng.uniform(15, 24)
    for parcel, front in parcels(plan, block, width, deepest=plan.rng.uniform(38, 60)):
        _garden_house(plan, parcel, front, width)


def rows(plan: Plan, block: np.ndarray) -> None:
    """Terraced houses along the block's long sides."""
    rng = plan.rng
    axis = convex.long_axis(block)
    low, high, near, far = convex.extents(block, axis)
    across = np.array([-axis[1], axis[0]])
    depth, width, setback = rng.uniform(8, 12), rng.uniform(5, 9), rng.uniform(1, 7)
    plan.lot(plan.bend(block))
    for side in (1, -1) if far - near > 2.6 * (depth + setback) else (1,):
        edge = near if side > 0 else far
        start = low + rng.uniform(3, 12)
        while start < high - 4 * width:
            count = int(rng.integers(3, 11))
            x = start + np.arange(count + 1) * width
            x = x[x < high - 2]
            jog = np.repeat(rng.choice([0.0, 0.0, 1.2]), len(x))
            front = x[:, None] * axis + (edge + side * (setback + jog))[:, None] * across
            back = x[:, None] * axis + (edge + side * (setback + depth + jog))[:, None] * across
            inside = convex.contains(block, front, 0.3) & convex.contains(block, back, 0.3)
            front, back = front[inside], back[inside]
            if len(front) > 2:
                points = plan.bend(np.concatenate([front, back]))
                _terrace(plan, points[: len(front)], points[len(front) :])
                for point in points[len(front) :]:  # fences between the gardens
                    _fence(
                        plan,
                        point,
                        point + (point - points[: len(front)].mean(0)) * 0.0 + side * across * rng.uniform(5, 12),
                    )
            start += count * width + rng.uniform(3, 9)


def old(plan: Plan, block: np.ndarray) -> None:
    """A closed ring of houses around a courtyard, with wings and sheds inside."""
    rng = plan.rng
    outer = convex.inset(block, rng.uniform(0, 0.8))
    depth = rng.uniform(9, 14)
    inner = convex.inset(block, depth + 0.8) if outer is not None else None
    if outer is None or inner is None or len(inner) != len(outer) or abs(convex.area(inner)) < 60:
        return tight(plan, block)
    plan.lot(plan.bend(block), "paved" if rng.random() < 0.6 else None)
    height = plan.storeys(max(plan.style.storeys[0], 2), max(plan.style.storeys[1], 3))
    for i in range(len(outer)):
        j = (i + 1) % len(outer)
        length = float(np.hypot(*(outer[j] - outer[i])))
        count = max(int(length / rng.uniform(8, 15)), 1)
        t = np.linspace(0, 1, count + 1)
        t[1:-1] += rng.uniform(-0.25, 0.25, max(count - 1, 0)) / count
        front = outer[i] + (outer[j] - outer[i]) * t[:, None]
        back = inner[i] + (inner[j] - inner[i]) * t[:, None]
        points = plan.bend(np.concatenate([front, back]))
        gap = rng.random() < 0.25 and count > 3
        kept = slice(0, int(rng.integers(2, count))) if gap else slice(0, count + 1)
        _terrace(plan, points[: count + 1][kept], points[count + 1 :][kept], height, inner=plan.bend(inner))
        if gap and count - kept.stop > 1:
            _terrace(plan, points[: count + 1][kept.stop :], points[count + 1 :][kept.stop :], height)
    court = convex.inset(inner, 4.0)
    if court is not None and abs(convex.area(court)) > 80:
        _scatter(plan, court, rng.uniform(9, 14), 0.5, (4, 9), labelled=rng.random() < 0.8)
        plan.groves.append((plan.bend(inner), plan.style.trees * 1.5))


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


def scattered(plan: Plan, block: np.ndarray) -> None:
    """Huts and small houses here and there under trees, joined by paths."""
    rng = plan.rng
    _scatter(plan, block, rng.uniform(17, 34), rng.uniform(0.5, 0.85), (5, 14), labelled=True, yards=True)
    for _ in range(rng.integers(1, 4)):
        weights = rng.dirichlet(np.ones(len(block)), 3)
        points = plan.bend(weights @ block)
        for a, b in zip(points[:-1], points[1:]):
            plan.lines.append((a, b, rng.uniform(0.8, 2.0), colour(rng, GROUND_COLOURS["soil"])))
    plan.groves.append((plan.bend(block), plan.style.trees))


def farm(plan: Plan, block: np.ndarray) -> None:
    """Farmsteads: house and barns about a yard, orchards behind."""
    rng = plan.rng
    for parcel, front in parcels(plan, block, rng.uniform(28, 45), deepest=80):
        if rng.random() < 0.25:
            _garden_house(plan, parcel, front, 24)
            continue
        polygon = plan.bend(parcel)
        plan.lot(polygon)
        start, axis, inward = _frontage(plan, front, polygon)
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
                _stand(
                    plan, ring, parts, start + axis * place[0] + inward * place[1], inward if turned else axis, polygon
                )
        plan.groves.append((polygon, plan.style.trees * 1.2))


def halls(plan: Plan, block: np.ndarray) -> None:
    """Industrial halls in paved yards with lorries and containers."""
    rng = plan.rng
    for parcel, front in parcels(plan, block, rng.uniform(45, 90), deepest=130):
        polygon = plan.bend(parcel)
        plan.lot(polygon, str(rng.choice(["asphalt", "paved", "gravel", "asphalt"])))
        start, axis, inward = _frontage(plan, front, polygon)
        _, _, near, far = convex.extents(polygon, axis)
        for _ in range(rng.integers(1, 3)):
            size = rng.uniform(18, 70), rng.uniform(14, 45)
            form, slope = ("flat", 0.0) if rng.random() < 0.6 else ("gable", rng.uniform(0.08, 0.25))
            ring, parts = house(rng, *size, rng.uniform(5, 11), form, slope)
            where = start + inward * rng.uniform(0.3, 0.7) * (far - near) + axis * rng.uniform(-12, 12)
            _stand(plan, ring, parts, where, axis, polygon)
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
    for centre in _grid_points(plan, block, max(length, 30) * rng.uniform(0.8, 1.1), rng.uniform(0.0, 0.15)):
        heading = axis if rng.random() < 0.6 else np.array([-axis[1], axis[0]])
        ring, parts = house(rng, length * rng.uniform(0.6, 1), depth, height, form, 0.4)
        _stand(plan, ring, parts, centre, heading, plan.bend(block), margin=4)
        if rng.random() < 0.6:
            _parking(plan, centre + np.array([-heading[1], heading[0]]) * (depth + 8), heading)
    plan.groves.append((plan.bend(block), plan.style.trees))


def towers(plan: Plan, block: np.ndarray) -> None:
    """City blocks of large flat buildings, some with light wells."""
    rng = plan.rng
    plan.lot(plan.bend(block), "paved")
    for parcel, front in parcels(plan, block, rng.uniform(22, 45), deepest=rng.uniform(35, 90)):
        if rng.random() < 0.12:
            plan.lot(plan.bend(parcel), "asphalt")
            continue
        shape = convex.inset(parcel, rng.choice([0.0, 0.0, 1.5, 4.0]))
        if shape is None or abs(convex.area(shape)) < 120:
            continue
        height = rng.uniform(8, 34)
        well = convex.inset(shape, rng.uniform(7, 11)) if rng.random() < 0.35 else None
        if well is not None and len(well) == len(shape) and abs(convex.area(well)) > 40:
            plan.dress(_ring_building(plan, shape, well, height))
        else:
            polygon = plan.bend(shape)
            if is_convex(polygon):
                plan.dress(Building([closed(polygon)], [Part(polygon, (), (), height)], height))


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


FILLERS = {
    "detached": detached, "rows": rows, "old": old, "tight": tight, "informal": informal, "scattered": scattered,
    "farm": farm, "halls": halls, "slabs": slabs, "towers": towers, "park": park, "field": field,
}  # fmt: skip


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


def _frontage(plan: Plan, front: np.ndarray, polygon: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    start = plan.bend(front[None])[0]
    normals, offsets = convex.half_planes(polygon)
    edge = int(np.abs(normals @ start + offsets).argmin())
    inward = normals[edge]
    return start, np.array([inward[1], -inward[0]]), inward


def _stand(
    plan: Plan, ring, parts, centre, axis, polygon, margin: float = 0.8, like: Building | None = None
) -> Building | None:
    """Put a house where it fits the parcel; None where it does not."""
    building = placed(ring, parts, centre, axis, parts[0].base)
    if not convex.contains(polygon, building.rings[0], margin).all() or _collides(plan, building):
        return None
    return plan.dress(building, like)


def _collides(plan: Plan, building: Building, recent: int = 12) -> bool:
    low, high = building.rings[0].min(0), building.rings[0].max(0)
    for other in plan.buildings[-recent:]:
        if (other.rings[0].max(0) > low - 0.5).all() and (other.rings[0].min(0) < high + 0.5).all():
            return True
    return False


def _garden_house(plan: Plan, parcel: np.ndarray, front: np.ndarray, width: float) -> None:
    rng = plan.rng
    polygon = plan.bend(parcel)
    plan.lot(polygon)
    start, axis, inward = _frontage(plan, front, polygon)
    _, _, near, far = convex.extents(polygon, axis)
    if rng.random() < 0.06 or far - near < 14:
        plan.groves.append((polygon, plan.style.trees * 2))
        return
    main = None
    setback = rng.uniform(3, 9)
    for shrink in (1.0, 0.85, 0.7):
        size = width * rng.uniform(0.55, 0.85) * shrink, min(rng.uniform(8, 15), (far - near) * 0.5) * shrink
        form, slope = plan.roof()
        ring, parts = house(rng, *size, plan.storeys(), form, slope)
        depth = float(np.ptp(ring[:, 1]))
        heading = axis * rng.choice([1, -1])
        main = _stand(
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
        shed = _stand(
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
    if rng.random() < 0.6:
        for a, b in zip(polygon, np.roll(polygon, -1, 0)):
            _fence(plan, a, b)
    plan.groves.append((polygon, plan.style.trees))


def _fence(plan: Plan, a: np.ndarray, b: np.ndarray) -> None:
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


def _terrace(
    plan: Plan, front: np.ndarray, back: np.ndarray, height: float | None = None, inner: np.ndarray | None = None
) -> None:
    rng = plan.rng
    if len(front) < 2:
        return
    height = height or plan.storeys()
    form = "flat" if rng.random() > plan.style.pitched else ("shed" if rng.random() < 0.05 else "gable")
    bases = height + rng.normal(0, 0.9, len(front)) * (rng.random() < 0.6)
    like = None
    for building in terrace(front, back, bases, rng.uniform(0.3, 0.8), form, height):
        like = plan.dress(building, like if rng.random() < 0.6 else None)
        if inner is not None and rng.random() < 0.35:  # a wing into the court, on the same wall points
            a, b = building.rings[0][3], building.rings[0][2]
            reach = rng.uniform(3, 8)
            inward = np.array([-(b - a)[1], (b - a)[0]]) / max(np.hypot(*(b - a)), 1e-9)
            inward *= np.sign(inward @ (inner.mean(0) - (a + b) / 2)) or 1.0
            quad = np.array([a, b, b + inward * reach, a + inward * reach])
            if convex.contains(inner, quad[2:], 1.5).all():
                wing = Building(
                    [closed(quad)],
                    [Part(quad, (2,) if rng.random() < 0.6 else (), (), max(height - rng.uniform(0, 5), 2.5), 0.25)],
                    height,
                )
                plan.dress(wing, building if rng.random() < 0.5 else None)


def _ring_building(plan: Plan, shape: np.ndarray, well: np.ndarray, height: float) -> Building:
    points = plan.bend(np.concatenate([shape, well]))
    outer, inner = points[: len(shape)], points[len(shape) :]
    parts = []
    for i in range(len(outer)):
        j = (i + 1) % len(outer)
        parts.append(Part(np.array([outer[i], outer[j], inner[j], inner[i]]), (), (1, 3), height))
    return Building([closed(outer), closed(inner)], parts, height)


def _lattice(plan: Plan, block: np.ndarray, cell: float, gap: float, fill: float, storeys: tuple[int, int]) -> None:
    rng = plan.rng
    plan.lot(plan.bend(block), "soil" if "soil" in plan.style.grounds else None)
    axis = convex.long_axis(block)
    across = np.array([-axis[1], axis[0]])
    low, high, near, far = convex.extents(block, axis)
    columns, lines = max(int((high - low) / cell), 1), max(int((far - near) / cell), 1)
    u = np.linspace(low, high, columns + 1)[None, :] + rng.normal(0, 0.13 * cell, (lines + 1, columns + 1)) * (
        gap > 0.3
    )
    u = u + rng.normal(0, 0.12 * cell, (1, columns + 1))
    v = np.linspace(near, far, lines + 1)[:, None] + rng.normal(0, 0.12 * cell, (lines + 1, columns + 1))
    nodes = plan.bend((u[..., None] * axis + v[..., None] * across).reshape(-1, 2)).reshape(lines + 1, columns + 1, 2)
    keep = convex.contains(block, (u[..., None] * axis + v[..., None] * across).reshape(-1, 2), 0.0).reshape(
        lines + 1, columns + 1
    )
    height = float(np.mean(storeys)) * 2.8
    for i in range(lines):
        for j in range(columns):
            if not keep[i : i + 2, j : j + 2].all() or rng.random() > fill:
                continue
            quad = np.array([nodes[i, j], nodes[i, j + 1], nodes[i + 1, j + 1], nodes[i + 1, j]])
            shape = quad if gap == 0 else convex.inset(quad, gap * rng.uniform(0.1, 1.4, 4))
            if shape is None or len(shape) != 4 or not is_convex(shape) or abs(convex.area(shape)) < 9:
                continue
            if gap == 0:
                base = height + rng.normal(0, 1.2)
            else:
                base = height = rng.integers(storeys[0], storeys[1] + 1) * rng.uniform(2.4, 3.1)
            form, slope = plan.roof()
            eaves = {"flat": (), "shed": (2,), "hip": (0, 1, 2, 3)}.get(form, (0, 2) if rng.random() < 0.5 else (1, 3))
            seams = (0, 1, 2, 3) if gap == 0 else ()
            plan.dress(Building([closed(shape)], [Part(shape, eaves, seams, max(base, 2.2), slope * 0.6)], height))
    plan.groves.append((plan.bend(block), plan.style.trees * 0.6))


def _grid_points(plan: Plan, block: np.ndarray, cell: float, jitter: float) -> np.ndarray:
    """Bent positions of a jittered lattice inside a block."""
    axis = convex.long_axis(block)
    across = np.array([-axis[1], axis[0]])
    low, high, near, far = convex.extents(block, axis)
    u, v = np.meshgrid(np.arange(low + cell / 2, high, cell), np.arange(near + cell / 2, far, cell))
    points = np.stack([u.ravel(), v.ravel()], 1) + plan.rng.normal(0, jitter * cell, (u.size, 2))
    points = points[:, :1] * axis + points[:, 1:] * across
    return plan.bend(points[convex.contains(block, points, 0.0)]) if len(points) else points


def _scatter(
    plan: Plan,
    block: np.ndarray,
    cell: float,
    fill: float,
    sizes: tuple[float, float],
    labelled: bool,
    yards: bool = False,
) -> None:
    rng = plan.rng
    polygon = plan.bend(block)
    axis = convex.long_axis(block)
    for centre in _grid_points(plan, block, cell, 0.14):
        if rng.random() > fill:
            continue
        turn = rng.normal(0, 0.5)
        heading = axis * np.cos(turn) + np.array([-axis[1], axis[0]]) * np.sin(turn)
        size = rng.uniform(*sizes), rng.uniform(sizes[0], sizes[1] * 0.75)
        form, slope = plan.roof()
        ring, parts = house(rng, *size, rng.uniform(2.3, 4), form, slope * 0.7)
        if yards and rng.random() < 0.6:
            plan.lot(box(centre, heading, size[0] + rng.uniform(4, 12), size[1] + rng.uniform(4, 12)))
        building = _stand(plan, ring, parts, centre, heading, polygon, margin=0.5)
        if building is not None:
            building.labelled = labelled
        if yards and rng.random() < 0.25:
            spot = centre + rng.normal(0, 1, 2) * cell * 0.35
            plan.boxes.append(Box(box(spot, heading, *rng.uniform(1.5, 4, 2)), colour(rng, ROOF_COLOURS["tin"]), 2.0))


def _parking(plan: Plan, centre: np.ndarray, axis: np.ndarray) -> None:
    rng = plan.rng
    length = rng.uniform(15, 45)
    plan.lot(box(centre, axis, length, 11), "asphalt")
    across = np.array([-axis[1], axis[0]])
    for k in np.arange(-length / 2 + 1.5, length / 2 - 1, 2.6):
        if rng.random() < 0.6:
            plan.cars.append((centre + axis * k + across * rng.choice([-2.8, 2.8]), across))
