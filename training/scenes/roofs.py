"""Drawing buildings: walls that lean shows, roof planes, coverings, and what stands on them."""

from __future__ import annotations

import numpy as np

from .canvas import Canvas, box
from .convex import area, following, half_planes
from .shapes import Building, Part


def draw_building(canvas: Canvas, building: Building, rng: np.random.Generator) -> None:
    """Draw one building: walls, roof, and roof clutter."""
    shift = canvas.lean * building.height
    wall = np.clip(np.array([0.72, 0.69, 0.64]) * rng.normal(1, 0.15) + rng.normal(0, 0.04, 3), 0.1, 0.95)
    if np.hypot(*shift) > 0.6 * canvas.resolution:
        for number, ring in enumerate(building.rings):
            _walls(canvas, ring, building.height, shift, wall, inward=number > 0)
    offset = int(rng.integers(1000))
    stain = float(rng.gamma(2.0, 0.5))
    for part in building.parts:
        _roof(canvas, part, building, shift, offset, stain, rng)
    if building.clutter:
        _clutter(canvas, building, shift, rng)


def _walls(
    canvas: Canvas, ring: np.ndarray, height: float, shift: np.ndarray, colour: np.ndarray, inward: bool
) -> None:
    turn = 1.0 if (area(ring[:-1]) > 0) != inward else -1.0
    for a, b in zip(ring[:-1], ring[1:]):
        edge = b - a
        length = float(np.hypot(*edge))
        if length < 0.2:
            continue
        outward = turn * np.array([edge[1], -edge[0]]) / length
        seen = -float(outward @ shift)
        if seen < 0.3 * canvas.resolution:
            continue
        quad = np.array([a, b, b + shift, a + shift])
        window = canvas.window(quad)
        if window is None:
            continue
        depth = canvas.depths(quad, window)
        z = np.clip(depth[0] / np.float32(seen), 0, 1) * np.float32(height) - np.float32(0.02)
        shade = np.ones_like(z)
        if height > 2.6 and seen > 2 * canvas.resolution:
            x, y = canvas.axes(window)
            along = (
                (x - np.float32(a[0])) * np.float32(edge[0] / length)
                + (y - np.float32(a[1])) * np.float32(edge[1] / length)
            ) / 2.7
            level = z / np.float32(3.0)
            shade -= 0.5 * ((np.abs(along % 1 - 0.5) < 0.22) & (np.abs(level % 1 - 0.5) < 0.25))
        canvas.paint(
            window,
            canvas.coverage(depth.min(0)),
            shade[..., None] * colour.astype(np.float32),
            canvas.facing((*outward, 0.0)),
            z,
        )


def roof_height(part: Part, depth: np.ndarray) -> np.ndarray:
    """Height (h, w) of a part's roof from the depths inside its edges (n, h, w)."""
    if not part.eaves:
        return np.full(depth.shape[1:], part.base, np.float32)
    return np.float32(part.base) + np.float32(part.slope) * np.maximum(depth[list(part.eaves)].min(0), 0)


def _roof(canvas: Canvas, part: Part, building: Building, shift: np.ndarray, offset: int, stain: float, rng) -> None:
    polygon = part.polygon + shift
    window = canvas.window(polygon)
    if window is None:
        return
    depth = canvas.depths(polygon, window)
    z = roof_height(part, depth)
    shade = _covering(canvas, building.covering, window, offset, stain)
    if part.eaves:
        planes = depth[list(part.eaves)]
        nearest = planes.argmin(0)
        lights = []
        for edge in part.eaves:
            a, b = polygon[edge], polygon[(edge + 1) % len(polygon)]
            inward = np.array([-(b - a)[1], (b - a)[0]]) / max(np.hypot(*(b - a)), 1e-9)
            inward *= np.sign(inward @ (polygon.mean(0) - a)) or 1.0
            lights.append(canvas.facing((-part.slope * inward[0], -part.slope * inward[1], 1.0)))
        lit = np.array(lights, np.float32)[nearest]
        axis = (polygon[(part.eaves[0] + 1) % len(polygon)] - polygon[part.eaves[0]]).astype(np.float32)
        shade *= _courses(
            canvas, building.covering, window, axis / max(np.hypot(*axis), 1e-6), planes.min(0), offset, stain
        )
        if len(part.eaves) > 1:
            two = np.sort(planes, 0)[:2]
            shade *= 1 + np.float32(0.12 if offset % 3 else -0.12) * (np.abs(two[1] - two[0]) < 0.3)
        shade *= 1 - np.float32(0.25 * (offset % 2)) * (planes.min(0) < 0.25)  # gutter
    else:
        lit = np.ones_like(z)
        if offset % 4:  # parapet
            free = [edge for edge in range(len(polygon)) if edge not in part.seams]
            rim = depth[free].min(0, initial=np.float32(9)) < 0.45
            shade = np.where(rim, np.float32(1.12 + 0.1 * (offset % 3)), shade)
            z = z + np.float32(0.5) * rim
    inside = depth.copy()
    for edge in part.seams:  # full cover up to a shared wall: no ground shines through
        inside[edge] += np.float32(0.5 * canvas.resolution)
    colour = np.clip(shade, 0.2, 2.0)[..., None] * _weathered(canvas, building, window, offset)
    canvas.paint(window, canvas.coverage(inside.min(0)), colour, lit, z)


def _weathered(canvas: Canvas, building: Building, window, offset: int) -> np.ndarray:
    """The roof's colour, with patches of rust on some tin and of moss or soot on some others."""
    if offset % 3:
        return building.colour
    stain = {"tin": (0.50, 0.34, 0.26), "clay": (0.30, 0.30, 0.22), "concrete": (0.24, 0.24, 0.23)}.get(
        building.covering
    )
    if stain is None:
        return building.colour
    share = np.clip(canvas.bank.cut(2, *window, offset + 4) * np.float32(0.35) + np.float32(0.1), 0, 0.7)[..., None]
    return building.colour + share * (np.array(stain, np.float32) - building.colour)


def _covering(canvas: Canvas, covering: str, window, offset: int, stain: float) -> np.ndarray:
    fine, middle, coarse = {
        "clay": (0.04, 0.06, 0.04),
        "slate": (0.03, 0.04, 0.03),
        "shingle": (0.04, 0.04, 0.03),
        "tin": (0.015, 0.03, 0.05),
        "rust": (0.04, 0.08, 0.12),
        "concrete": (0.02, 0.05, 0.09),
        "gravel": (0.05, 0.04, 0.05),
        "membrane": (0.01, 0.02, 0.04),
        "tarp": (0.02, 0.05, 0.05),
        "thatch": (0.07, 0.08, 0.05),
    }[covering]
    rows, columns = window
    cut = canvas.bank.cut
    shade = 1 + np.float32(fine) * cut(0, rows, columns, offset)
    shade += np.float32(middle) * cut(1, rows, columns, offset + 1)
    shade += np.float32(coarse * stain) * cut(2, rows, columns, offset + 2)
    shade += np.float32(coarse * stain) * cut(3, rows, columns, offset + 3)
    return shade


def _courses(canvas: Canvas, covering: str, window, axis: np.ndarray, rise, offset: int, stain: float) -> np.ndarray:
    if covering in ("tin", "rust"):  # sheets run down the slope
        x, y = canvas.axes(window)
        along = x * axis[0] + y * axis[1]
        ribs = np.sin(along * np.float32(2 * np.pi / max(0.9, 2.6 * canvas.resolution)))
        sheet = np.sin(np.floor(along / np.float32(2.4)) * np.float32(78.233) + np.float32(offset)) * np.float32(437.58)
        return 1 + np.float32(0.05) * ribs + np.float32(0.05 * stain) * (sheet % 1 - np.float32(0.5))
    if covering in ("clay", "slate", "shingle"):  # rows lie along the eaves
        return 1 + np.float32(0.04) * np.sin(rise * np.float32(2 * np.pi / max(0.8, 2.6 * canvas.resolution)))
    return np.ones_like(rise)


def _clutter(canvas: Canvas, building: Building, shift: np.ndarray, rng) -> None:
    part = building.parts[0]
    edge = following(part.polygon) - part.polygon
    length = np.hypot(edge[:, 0], edge[:, 1])
    axis = edge[length.argmax()] / length.max()
    surface = abs(area(part.polygon))
    if part.eaves:
        count = int(rng.poisson(0.5 + surface / 150))
        kinds = (
            ("chimney", "window", "window", "panels")
            if building.covering in ("clay", "slate", "shingle")
            else ("sheet", "panels", "sheet")
        )
    else:
        count = int(rng.poisson(min(0.7 + surface / 70, 18)))
        kinds = ("unit", "unit", "tank", "hatch", "panels", "skylight")
    for _ in range(count):
        weights = rng.dirichlet(np.ones(len(part.polygon)))
        point = part.polygon.mean(0) * 0.35 + (weights @ part.polygon) * 0.65
        _thing(canvas, part, point, axis, kinds[rng.integers(len(kinds))], shift, rng)


def _thing(canvas: Canvas, part: Part, point: np.ndarray, axis: np.ndarray, kind: str, shift: np.ndarray, rng) -> None:
    size, rise, colour = {
        "chimney": ((0.9, 0.7), 1.2, (0.45, 0.33, 0.29)),
        "window": ((1.1, 0.9), 0.06, (0.22, 0.25, 0.30)),
        "panels": ((rng.integers(2, 6) * 1.7, rng.integers(1, 4) * 1.05), 0.12, (0.13, 0.15, 0.22)),
        "unit": ((rng.uniform(0.8, 3), rng.uniform(0.8, 2)), rng.uniform(0.6, 1.6), (0.72, 0.72, 0.70)),
        "tank": ((1.3, 1.3), 1.5, (0.12, 0.12, 0.13) if rng.random() < 0.5 else (0.3, 0.45, 0.65)),
        "hatch": ((rng.uniform(2, 4), rng.uniform(2, 3.5)), 2.4, (0.62, 0.60, 0.57)),
        "skylight": ((rng.uniform(1, 4), 1.2), 0.3, (0.75, 0.8, 0.84)),
        "sheet": ((rng.uniform(1, 4), rng.uniform(0.8, 2.5)), 0.06, tuple(rng.uniform(0.3, 0.8, 3) * [1, 0.95, 0.9])),
    }[kind]
    outline = box(point, axis, *size)
    normals_depth = _inside(part, outline)
    if normals_depth < 0.15:
        return
    height = part.base + part.slope * max(_eave_depth(part, point), 0.0) + rise
    lit = 1.0 if rise > 0.2 else 0.9
    canvas.polygon(outline + shift, np.array(colour) * rng.uniform(0.85, 1.15), lit, np.float32(height))


def _inside(part: Part, points: np.ndarray) -> float:
    normals, offsets = half_planes(part.polygon)
    return float((points @ normals.T + offsets).min())


def _eave_depth(part: Part, point: np.ndarray) -> float:
    if not part.eaves:
        return 0.0
    normals, offsets = half_planes(part.polygon)
    return float((normals @ point + offsets)[list(part.eaves)].min())
