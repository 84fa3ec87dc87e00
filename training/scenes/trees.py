"""Trees: crowns with their own light and height, stamped from a bank made once per scene."""

from __future__ import annotations

import numpy as np

from . import convex
from .canvas import Canvas
from .plan import Plan
from .style import choose

LEAVES = {
    "broadleaf": ((70, 92, 48), (86, 108, 58), (60, 78, 46), (98, 116, 66), (110, 112, 62), (54, 70, 44)),
    "autumn": ((150, 110, 56), (132, 92, 52), (120, 104, 60), (150, 84, 56), (96, 100, 58)),
    "conifer": ((46, 62, 44), (54, 70, 50), (40, 54, 42)),
    "palm": ((92, 116, 60), (108, 128, 70), (80, 100, 56)),
    "bare": ((120, 108, 96), (134, 122, 110), (104, 94, 86)),
}
HEIGHT = {"broadleaf": (1.1, 1.9), "conifer": (2.2, 3.6), "palm": (1.6, 2.8), "bare": (1.2, 2.0)}  # by radius
SPRITES = 5  # shapes of each kind and size


class TreeBank:
    """Sprites of crowns: opacity, height (0..1) and light, by kind and radius in pixels."""

    def __init__(self, rng: np.random.Generator, sun: np.ndarray):
        self._rng = rng
        self._sun = sun
        self._sprites: dict[tuple[str, int], list] = {}

    def sprite(self, kind: str, radius: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """One crown (2r + 3 pixels square): opacity, height, light."""
        key = (kind, radius)
        if key not in self._sprites:
            self._sprites[key] = [self._make(kind, radius) for _ in range(SPRITES)]
        return self._sprites[key][self._rng.integers(SPRITES)]

    def _make(self, kind: str, radius: int):
        rng = self._rng
        y, x = np.mgrid[-radius - 1 : radius + 2, -radius - 1 : radius + 2].astype(np.float32)
        angle = np.arctan2(y, x)
        r = np.hypot(x, y) / radius
        if kind == "palm":
            fronds = int(rng.integers(8, 13))
            reach = 0.55 + 0.45 * np.abs(np.cos(angle * fronds / 2 + rng.uniform(0, 6)))
        else:
            reach = np.full_like(r, 0.86)
            for wave in range(2, 8):
                reach += np.float32(rng.normal(0, 0.28 / wave)) * np.cos(wave * angle + np.float32(rng.uniform(0, 6.3)))
        bumps = _bumps(rng, r.shape, max(radius / 4, 1.0))
        fine = rng.standard_normal(r.shape).astype(np.float32)
        inside = np.clip((reach - r) * radius * 0.6 + 0.5 + 0.35 * fine * (kind != "conifer"), 0, 1)
        if kind == "bare":
            inside *= np.clip(0.3 + 0.2 * bumps + 0.45 * fine, 0, 0.85)  # twigs with ground between
        dome = (
            np.sqrt(np.clip(1 - (r / np.maximum(reach, 0.2)) ** 2, 0, 1)) if kind != "conifer" else np.clip(1 - r, 0, 1)
        )
        height = dome * (1 + 0.18 * bumps)
        slope_y, slope_x = np.gradient(height * radius * 0.7)
        light = (self._sun[2] - slope_x * self._sun[0] - slope_y * self._sun[1]) / np.sqrt(1 + slope_x**2 + slope_y**2)
        light = np.clip(light / max(self._sun[2], 0.35), 0.1, 1.5) * (1 + 0.16 * fine)
        return (
            inside.astype(np.float32),
            np.clip(0.45 + 0.55 * height, 0, 1).astype(np.float32),
            light.astype(np.float32),
        )


def _bumps(rng, shape, cell: float) -> np.ndarray:
    small = rng.standard_normal((int(shape[0] / cell) + 2, int(shape[1] / cell) + 2)).astype(np.float32)
    rows = (np.arange(shape[0]) / cell).astype(int)
    columns = (np.arange(shape[1]) / cell).astype(int)
    fine = small[rows][:, columns]
    return (fine + np.roll(fine, int(cell / 2), 0) + np.roll(fine, int(cell / 2), 1)) / 1.7


def draw_trees(canvas: Canvas, plan: Plan, season: str) -> None:
    """Plant the groves, trees along streets and trees that hide corners of roofs, then draw them from the far end."""
    rng = plan.rng
    bank = TreeBank(rng, canvas.sun)
    places = [*_grove_places(plan, canvas, plan.groves), *_corner_places(plan), *_street_places(plan), *plan.singles]
    grown = [*_grove_places(plan, canvas, plan.woods)]
    if not places and not grown:
        return
    larger = np.repeat([1.0, 1.5], [len(places), len(grown)])  # in woods crowns close
    order = rng.permutation(len(larger))
    places, larger = np.array(places + grown)[order], larger[order]
    colours = {
        kind: np.array(LEAVES["autumn" if season == "autumn" and kind == "broadleaf" else kind], np.float32) / 255
        for kind in HEIGHT
    }
    tint = rng.normal(1, 0.06, 3).astype(np.float32)
    for place, factor in zip(places, larger):
        on_road = canvas.at(canvas.road, place)
        if on_road is None or (on_road and rng.random() < 0.85):
            continue
        if (canvas.at(canvas.z, place) or 0) > 2 and rng.random() < 0.85:
            continue
        kind = choose(rng, plan.style.tree_kinds)
        if season == "winter" and kind == "broadleaf":
            kind = "bare"
        metres = float(np.clip(rng.gamma(5.0, 0.55), 0.7, 6.5)) * (0.8 if kind == "conifer" else 1.0) * factor
        if rng.random() < 0.3:  # a bush
            metres = rng.uniform(0.4, 1.3)
        tone = colours[kind][rng.integers(len(colours[kind]))] * tint * np.float32(rng.normal(1, 0.1))
        _stamp(canvas, bank, kind, place, metres, metres * rng.uniform(*HEIGHT[kind]) + 1, tone)


def _stamp(
    canvas: Canvas, bank: TreeBank, kind: str, place: np.ndarray, radius: float, height: float, tone: np.ndarray
) -> None:
    pixels = max(round(radius / canvas.resolution), 1)
    if pixels > 12:
        pixels = pixels // 3 * 3  # few sizes, so that sprites are used again
    opacity, dome, light = bank.sprite(kind, pixels)
    centre = (place + canvas.lean * height * 0.7) / canvas.resolution
    left, top = round(centre[0]) - pixels - 1, round(centre[1]) - pixels - 1
    size = opacity.shape[0]
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + size, canvas.width), min(top + size, canvas.height)
    if x0 >= x1 or y0 >= y1:
        return
    cut = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
    tones = tone * (np.float32(0.85) + np.float32(0.15) * light[cut])[..., None]
    canvas.paint((slice(y0, y1), slice(x0, x1)), opacity[cut], tones, light[cut], dome[cut] * np.float32(height))


def _grove_places(plan: Plan, canvas: Canvas, groves: list[tuple[np.ndarray, float]]):
    rng = plan.rng
    extent = np.array([canvas.width, canvas.height]) * canvas.resolution
    for polygon, density in groves:
        low, high = np.maximum(polygon.min(0), -5), np.minimum(polygon.max(0), extent + 5)
        if (high <= low).any():
            continue
        count = rng.poisson(min(float(np.prod(high - low)) / 1e4 * density, 4000))
        points = low + rng.random((count, 2)) * (high - low)
        clump = rng.random(count) < 0.5  # crowns that touch
        if count > 3:
            points[clump] = points[rng.integers(count, size=int(clump.sum()))] + rng.normal(
                0, 3.0, (int(clump.sum()), 2)
            )
        yield from points[convex.contains(polygon, points, 0.0)]


def _corner_places(plan: Plan):
    rng = plan.rng
    share = min(plan.style.trees / 500, 0.3)
    for building in plan.buildings:
        if rng.random() < share:
            ring = building.rings[0]
            corner = ring[rng.integers(len(ring) - 1)]
            away = corner - ring[:-1].mean(0)
            yield corner + away / max(np.hypot(*away), 1e-9) * rng.uniform(0.3, 2.5)


def _street_places(plan: Plan):
    rng = plan.rng
    for number in {road.street for road in plan.network.roads}:
        if rng.random() > min(plan.style.trees / 120, 0.6):
            continue
        pavements = [side for side in plan.looks[number].pavements if side]
        # in the verge between kerb and pavement, or beyond
        away = 0.5 + rng.uniform(0, 1.5) + (rng.choice([0.0, pavements[0][1]]) if pavements else 0.5)
        for road in plan.network.roads:
            if road.street == number:
                along = np.diff(road.line, axis=0)
                across = np.stack([-along[:, 1], along[:, 0]], 1) / np.maximum(np.hypot(*along.T), 1e-9)[:, None]
                side = rng.choice([-1, 1], len(along))[:, None]
                yield from (road.line[:-1] + across * side * (road.half + away))[rng.random(len(along)) < 0.4]
