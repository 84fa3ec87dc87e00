"""Drawing roads: beds with pavements and kerbs, surfaces with their wear, paint."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .canvas import Canvas, box
from .carriageways import LOOSE, Look
from .network import Road
from .paint import marks
from .palette import GROUND_COLOURS, ROUGHNESS, colour
from .pavements import reached
from .plan import Box, Plan

FLARE = 4  # steps of a rounded corner


def draw_roads(canvas: Canvas, plan: Plan) -> None:
    """Draw the network: what belongs to a main road lies on what belongs to a side road."""
    network, rng = plan.network, plan.rng
    seen = [road for road in network.roads if plan.visible(reached(road.line))]
    ordered = sorted(seen, key=lambda road: -road.level)
    for axis, half in network.medians:
        _median(canvas, plan, axis, half)
    for road in ordered:
        _bed(canvas, plan, road)
    for road in ordered:
        _flares(canvas, plan, road)
    for road in ordered:
        _surface(canvas, plan, road)
    for centre, radius in network.islands:
        _island(canvas, plan, centre, radius)
    for road in ordered:
        _paint(canvas, plan, road)
    for road in seen:
        _park(plan, road, rng)


def strips(
    canvas: Canvas, line: np.ndarray, reach: float
) -> Iterator[tuple[tuple[slice, slice], np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
    """For each segment in the image: its window, and of every pixel there the place across, along, over and outside.

    Across is signed (right of the line's direction is positive) and its size is the distance to the segment. Over is
    how many metres the pixel lies past the segment's ends; outside tells whether these are the line's own ends.
    """
    lengths = np.hypot(*np.diff(line, axis=0).T)
    begin = np.concatenate([[0], np.cumsum(lengths)])
    for k, (a, b) in enumerate(zip(line[:-1], line[1:])):
        window = canvas.window(np.stack([a, b]), reach)
        if window is None or lengths[k] < 1e-6:
            continue
        x, y = canvas.axes(window)
        d = ((b - a) / lengths[k]).astype(np.float32)
        px, py = x - np.float32(a[0]), y - np.float32(a[1])
        along, across = px * d[0] + py * d[1], py * d[0] - px * d[1]
        inside = np.clip(along, 0, np.float32(lengths[k]))
        over = along - inside
        outside = ((over < 0) & (k == 0)) | ((over > 0) & (k == len(lengths) - 1))
        yield window, np.copysign(np.hypot(across, over), across), inside + np.float32(begin[k]), abs(over), outside


def _bed(canvas: Canvas, plan: Plan, road: Road) -> None:
    """Pavements and kerbs; they end where the road meets others."""
    look, manners = plan.looks[road.street], plan.manners
    if not any(look.pavements) and not look.kerb:
        return
    reach = road.half + max([side[1] for side in look.pavements if side], default=0.0) + look.kerb
    pixel = np.float32(canvas.resolution)
    for window, u, _, over, outside in strips(canvas, road.line, reach):
        open_end = ~outside | (over < pixel)
        for sign, side in zip((-1, 1), look.pavements):
            if side is None:
                continue
            low, high = road.half + side[0], road.half + side[1]
            cover = np.clip(np.minimum(sign * u - low, high - sign * u) / pixel + 0.5, 0, 1) * open_end
            canvas.paint(window, cover, manners.pavement)
            rough = canvas.rough[window]
            rough += cover * (np.float32(ROUGHNESS["paved"]) - rough)
        if look.kerb:
            edge = np.clip((road.half + look.kerb - np.abs(u)) / pixel + 0.5, 0, 1) * open_end
            canvas.paint(window, edge * np.float32(0.8), manners.kerb)


def _flares(canvas: Canvas, plan: Plan, road: Road) -> None:
    """The corners of a side road where it meets a broader or higher one, rounded."""
    look = plan.looks[road.street]
    for end in (0, 1):
        above = [o for o, _ in plan.network.at(road.ends[end]) if o is not road and o.level < road.level]
        if not above:
            continue
        line = road.line if end == 0 else road.line[::-1]
        axis = line[min(2, len(line) - 1)] - line[0]
        axis = axis / max(np.hypot(*axis), 1e-9)
        across = np.array([-axis[1], axis[0]])
        kerb, radius = max(o.half for o in above) - 0.3, float(plan.rng.uniform(1.5, 5.0))
        at = np.linspace(0, radius, FLARE + 1)
        wide = road.half + radius - np.sqrt(np.maximum(radius**2 - (radius - at) ** 2, 0))
        for i in range(FLARE):
            corners = [(at[i], -wide[i]), (at[i + 1], -wide[i + 1]), (at[i + 1], wide[i + 1]), (at[i], wide[i])]
            quad = np.array([line[0] + axis * (kerb + s) + across * w for s, w in corners])
            canvas.polygon(quad, look.tone, rough=ROUGHNESS.get(look.surface, 0.05))


def _surface(canvas: Canvas, plan: Plan, road: Road) -> None:
    look, rng = plan.looks[road.street], plan.rng
    pixel = np.float32(canvas.resolution)
    length = float(np.hypot(*np.diff(road.line, axis=0).T).sum())
    patches = _patches(road, look, length, rng)
    rough = np.float32(ROUGHNESS.get(look.surface, 0.05))
    grass = colour(rng, GROUND_COLOURS["grass"])
    track = np.float32(min(road.half * 0.5, 1.7))
    offset = int(rng.integers(1000))
    butt = look.pavements != [None, None] or road.oneway
    cap = np.float32(road.half * (0.6 if butt and road.level >= 0 and not road.bulb else 1.0))
    for window, u, s, over, outside in strips(canvas, road.line, road.half + look.ragged * 2):
        edge = np.float32(road.half) - np.abs(u)
        if look.ragged:
            edge += np.float32(look.ragged) * canvas.bank.cut(3, *window, offset) * np.float32(0.6)
        cover = np.clip(edge / pixel + np.float32(0.5), 0, 1)
        # between two segments only the wedge is filled, so that repairs and tracks go on
        cover *= over < np.where(outside, cap, np.float32(0.2 * road.half) + pixel)
        light = 1 + np.float32(look.rut) * np.exp(-(((np.abs(u) - track) / np.float32(0.6)) ** 2))
        for s0, s1, u0, u1, factor in patches:
            light = np.where((s > s0) & (s < s1) & (u > u0) & (u < u1), light * np.float32(factor), light)
        if look.surface == "concrete":
            joint = (np.mod(s, np.float32(5.0)) < pixel) | (np.abs(u) < pixel / 2)
            light = np.where(joint & (over == 0), light * np.float32(0.86), light)
        tone = look.tone * light[..., None]
        if look.middle:
            strip = np.clip((0.5 + 0.3 * canvas.bank.cut(2, *window, offset) - np.abs(u)) / pixel + 0.5, 0, 1)
            tone += (strip * np.float32(look.middle))[..., None] * (grass - tone)
        canvas.paint(window, cover, tone)
        ground = canvas.rough[window]
        ground += cover * (rough - ground)
        canvas.road[window] |= cover > 0.5
    if road.bulb:
        end = road.line[-1]
        canvas.stroke(end, end + 0.01, road.bulb, look.tone, float(rough), road=True)


def _patches(road: Road, look: Look, length: float, rng) -> list[tuple[float, float, float, float, float]]:
    """Repairs: rectangles along and across with a factor of brightness; trenches run far."""
    found = []
    if look.surface in LOOSE:
        return found
    for _ in range(rng.poisson(length / 90)):
        s, u = rng.uniform(0, length), rng.uniform(-road.half, road.half)
        size = (rng.uniform(8, 60), rng.uniform(0.4, 1.0)) if rng.random() < 0.4 else rng.uniform((1, 0.8), (12, 4))
        found.append((s, s + size[0], u, u + size[1], float(rng.choice([0.7, 0.8, 0.88, 1.12, 1.25]))))
    if rng.random() < 0.15:  # resurfaced from here on, whole or half width
        found.append((rng.uniform(0, length), length, rng.choice([-99, 0]), 99, float(rng.choice([0.72, 0.85, 1.2]))))
    return found


def _median(canvas: Canvas, plan: Plan, axis: np.ndarray, half: float) -> None:
    """The strip between two carriageways: grass, stone or sand, with a fence or trees."""
    rng = plan.rng
    ground = str(rng.choice(["grass", "grass", "paved", "dry", "gravel"])) if half > 1 else "paved"
    tone = colour(rng, GROUND_COLOURS[ground])
    for a, b in zip(axis[:-1], axis[1:]):
        canvas.stroke(a, b, half + 0.3, tone, ROUGHNESS[ground])
    if rng.random() < 0.3:
        for a, b in zip(axis[:-1], axis[1:]):
            way = (b - a) / max(np.hypot(*(b - a)), 1e-9)
            rail = box((a + b) / 2, way, float(np.hypot(*(b - a))), 0.3)
            plan.boxes.append(Box(rail, np.array([0.7, 0.7, 0.68]), 0.8))
    elif half > 1.5 and rng.random() < 0.5:
        plan.singles.extend(axis[:: int(rng.integers(2, 6))] + rng.normal(0, 0.4, (1, 2)))


def _island(canvas: Canvas, plan: Plan, centre: np.ndarray, radius: float) -> None:
    rng = plan.rng
    if radius < 0.5:
        return
    ground = str(rng.choice(["grass", "grass", "grass", "paved", "gravel", "dry"]))
    if rng.random() < 0.4:
        canvas.stroke(centre, centre + 0.01, radius, plan.manners.kerb, ROUGHNESS["paved"])
        radius -= 0.4
    canvas.stroke(centre, centre + 0.01, max(radius, 0.3), colour(rng, GROUND_COLOURS[ground]), ROUGHNESS[ground])
    if ground != "paved" and rng.random() < 0.6:
        plan.singles.extend(centre + rng.normal(0, radius / 3, (int(rng.integers(1, 6)), 2)))


def _paint(canvas: Canvas, plan: Plan, road: Road) -> None:
    look, rng = plan.looks[road.street], plan.rng
    length = float(np.hypot(*np.diff(road.line, axis=0).T).sum())
    found = marks(road, look, plan.manners, rng, length, _stops(plan, road, rng))
    if not found:
        return
    worn = np.float32(rng.uniform(0.0, 0.35))
    offset = int(rng.integers(1000))
    by_tone: dict[tuple, list] = {}
    for mark in found:
        by_tone.setdefault(mark.tone, []).append(mark)
    for window, u, s, over, _ in strips(canvas, road.line, road.half):
        low, high = float(s.min()) - 1, float(s.max()) + 1
        wear = np.clip(1 - worn * (1 + canvas.bank.cut(2, *window, offset)), 0, 1) * (over == 0)
        for tone, group in by_tone.items():
            near = [mark for mark in group if mark.along[1] > low and mark.along[0] < high]
            if near:
                cover = near[0].cover(u, s, canvas.resolution)
                for mark in near[1:]:
                    np.maximum(cover, mark.cover(u, s, canvas.resolution), out=cover)
                canvas.paint(window, cover * wear, tone)


def _stops(plan: Plan, road: Road, rng) -> tuple[float, float]:
    """How far from each end the road that goes first begins; negative where this one goes on."""
    result = []
    for end in (0, 1):
        others = [other for other, _ in plan.network.at(road.ends[end]) if other is not road]
        above = [other.half for other in others if other.level < road.level]
        on = any(other.street == road.street for other in others)
        if above:
            result.append(max(above) + 1.0)
        elif len(others) >= 2 and not on:
            result.append(max(other.half for other in others) + 1.0)
        elif len(others) >= 3:  # a junction of equals: paint stops before it, or goes on
            result.append(max(other.half for other in others) + 1.0 if rng.random() < 0.6 else -1.0)
        else:
            result.append(-1.0)
    return result[0], result[1]


def _park(plan: Plan, road: Road, rng) -> None:
    """Cars at the kerb and on their way."""
    lengths = np.hypot(*np.diff(road.line, axis=0).T)
    look = plan.looks[road.street]
    side_of_driving = -1 if plan.manners.drive_left else 1
    parked = bool(road.half > 2.6 and rng.random() < 0.75) and not road.oneway
    for a, b, length in zip(road.line[:-1], road.line[1:], lengths):
        if length < 1e-6 or rng.random() > plan.style.cars * length / 100:
            continue
        along = (b - a) / length
        right = np.array([-along[1], along[0]])
        if parked and rng.random() < (0.85 if look.parking else 0.6):
            across = rng.choice([-1, 1]) * (road.half - 1.15)
        elif road.oneway:
            across = road.half * (2 * (rng.integers(look.lanes) + 0.5) / look.lanes - 1)
        else:
            along = along * rng.choice([-1, 1])
            right = np.array([-along[1], along[0]])
            across = side_of_driving * road.half / 2
        plan.cars.append((a + (b - a) * rng.random() + right * across, along))
