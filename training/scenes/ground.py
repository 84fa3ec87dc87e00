"""Drawing the ground: mixed soils and grass, lots, furrows, paths, and the small things that stand on it."""

from __future__ import annotations

import numpy as np

from .canvas import Canvas, box
from .noise import smooth_field
from .palette import GROUND_COLOURS, ROUGHNESS, colour
from .plan import Plan
from .roads import draw_roads
from .style import choose


def draw_ground(canvas: Canvas, plan: Plan) -> None:
    """Lay the open ground, then lots, lines and roads on it."""
    rng, style = plan.rng, plan.style
    shape = (canvas.height, canvas.width)
    first = choose(rng, style.base)
    canvas.albedo[:] = colour(rng, GROUND_COLOURS[first])
    canvas.rough[:] = ROUGHNESS[first]
    for _ in range(2):  # patches of other ground
        other = choose(rng, style.base)
        share = smooth_field(rng, shape, rng.uniform(15, 60) / canvas.resolution)
        share = np.clip((share - np.float32(rng.uniform(0, 0.9))) * np.float32(rng.uniform(1.5, 6)), 0, 1)
        canvas.paint((slice(None), slice(None)), share, colour(rng, GROUND_COLOURS[other]))
    for lot in filter(lambda lot: plan.visible(lot.polygon), plan.lots):
        canvas.polygon(lot.polygon, lot.colour, rough=ROUGHNESS[lot.ground])
        if rng.random() < 0.6 and lot.ground != "water":
            other = "gravel" if lot.ground in ("asphalt", "paved") else choose(rng, style.base)
            tone = colour(rng, GROUND_COLOURS[other])
            if other == "gravel":  # hard grounds are only a little stained
                tone = lot.colour + np.float32(0.35) * (tone - lot.colour)
            _worn(canvas, lot.polygon, tone, rng)
        if lot.furrows:
            _furrows(canvas, lot)
    for a, b, width, tone in plan.lines:
        canvas.stroke(a, b, width / 2, tone, 0.06)
    draw_roads(canvas, plan)
    _texture(canvas, plan)


def _worn(canvas: Canvas, polygon: np.ndarray, tone: np.ndarray, rng) -> None:
    """Patches of another ground within a lot."""
    window = canvas.window(polygon)
    if window is None:
        return
    inside = canvas.coverage(canvas.depths(polygon, window).min(0))
    patch = canvas.bank.cut(3, *window, int(rng.integers(1000))) + 0.4 * canvas.bank.cut(2, *window, 31)
    sharp = np.float32(rng.uniform(0.5, 2.5))
    canvas.paint(window, inside * np.clip((patch - np.float32(rng.uniform(0.2, 1.2))) * sharp, 0, 0.9), tone)


def _furrows(canvas: Canvas, lot) -> None:
    window = canvas.window(lot.polygon)
    if window is None:
        return
    inside = canvas.coverage(canvas.depths(lot.polygon, window).min(0))
    edge = (lot.polygon[1] - lot.polygon[0]).astype(np.float32)
    edge /= max(np.hypot(*edge), 1e-6)
    x, y = canvas.axes(window)
    wave = np.sin((y * edge[0] - x * edge[1]) * np.float32(2 * np.pi / max(lot.furrows, 3 * canvas.resolution)))
    canvas.albedo[window] *= (1 + np.float32(0.07) * wave * inside)[..., None]


def _texture(canvas: Canvas, plan: Plan) -> None:
    """Grain of the ground in light and in hue, by bands of rows so that memory stays small."""
    share = plan.rng.uniform((0.2, 0.3, 0.1, 0.2), (0.7, 1.0, 0.6, 0.9)).astype(np.float32)
    for top in range(0, canvas.height, 512):
        rows, columns = slice(top, min(top + 512, canvas.height)), slice(0, canvas.width)
        rough = canvas.rough[rows]
        grain = sum(share[k] * canvas.bank.cut(k, rows, columns, 3 * k) for k in range(4)) * rough
        hue = (canvas.bank.cut(3, rows, columns, 77) + canvas.bank.cut(2, rows, columns, 55)) * np.float32(0.2) * rough
        light = np.clip(1 + grain, 0.35, 1.8)
        canvas.albedo[rows, :, 0] *= light + hue
        canvas.albedo[rows, :, 1] *= light
        canvas.albedo[rows, :, 2] *= light - hue


def draw_things(canvas: Canvas, plan: Plan) -> None:
    """Small things that stand on the ground: sheds, containers, pools, fences, hedges and cars."""
    rng = plan.rng
    for thing in plan.boxes:
        canvas.polygon(thing.polygon + canvas.lean * thing.height, thing.colour, 1.0, np.float32(thing.height))
    for a, b in plan.hedges:
        _hedge(canvas, a, b, rng)
    for position, heading in plan.cars:
        _car(canvas, position, heading, rng)


CAR_COLOURS = (
    (0.9, 0.9, 0.9),
    (0.75, 0.76, 0.78),
    (0.45, 0.46, 0.48),
    (0.12, 0.12, 0.13),
    (0.55, 0.1, 0.1),
    (0.15, 0.25, 0.5),
    (0.6, 0.58, 0.5),
)


def _car(canvas: Canvas, position: np.ndarray, heading: np.ndarray, rng) -> None:
    if canvas.at(canvas.z, position) is None:
        return
    tone = np.array(CAR_COLOURS[rng.integers(len(CAR_COLOURS))]) * rng.uniform(0.85, 1.1)
    length = rng.uniform(3.8, 4.9) if rng.random() < 0.93 else rng.uniform(6, 10)
    canvas.polygon(box(position, heading, length, 1.85), tone, 1.0, np.float32(0.9))
    canvas.polygon(
        box(position - heading * 0.25, heading, length * 0.58, 1.6), (0.14, 0.16, 0.18), 1.0, np.float32(1.2)
    )
    canvas.polygon(box(position - heading * 0.3, heading, length * 0.36, 1.5), tone, 1.1, np.float32(1.45))


def _hedge(canvas: Canvas, a: np.ndarray, b: np.ndarray, rng) -> None:
    length = float(np.hypot(*(b - a)))
    if length < 2 or rng.random() < 0.3:
        return
    axis = (b - a) / length
    tone = colour(rng, ((62, 84, 46), (78, 96, 58), (56, 70, 44)), 0.1)
    for at in np.arange(0.8, length, 1.6):
        middle = a + axis * at + rng.normal(0, 0.12, 2)
        canvas.polygon(
            box(middle, axis, 1.9, rng.uniform(0.8, 1.4)),
            tone * np.float32(rng.uniform(0.8, 1.15)),
            rng.uniform(0.7, 1.1),
            np.float32(1.5),
        )
