"""Scenes: an image of a made-up place, and where its roofs truly are."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .camera import Sensor, expose
from .canvas import Canvas
from .districts import FILLERS
from .ground import draw_ground, draw_things
from .layout import Bend, blocks_and_streets
from .light import lit_image, shadow, sun_vector
from .noise import NoiseBank
from .plan import Plan
from .roofs import draw_building
from .shapes import Building
from .style import SceneStyle, choose
from .trees import draw_trees

EMPTY = ("park", "field")  # districts without buildings; a scene needs some


@dataclass(frozen=True)
class Scene:
    """A synthetic aerial image with exact truth.

    Attributes:
        image: uint8 (H, W, 3).
        resolution: metres per pixel.
        polygons: per building its rings (shell, then holes), each float64 (n, 2), closed, in pixels
            (x right, y down, pixel centres at .5): the roof's outline as it is seen in the image.
            Neighbours share positions bit for bit.
        footprints: the same rings on the ground, before the roof leans away.
        heights: metres, per building.
        sun: unit vector towards the sun (x right, y down, z up).
        lean: metres in the image per metre of height.
        style: its name.
    """

    image: np.ndarray
    resolution: float
    polygons: list[list[np.ndarray]]
    footprints: list[list[np.ndarray]]
    heights: list[float]
    sun: np.ndarray
    lean: np.ndarray
    style: str = field(default="")


def generate_scene(
    seed: int, size: float | tuple[float, float] = 300.0, resolution: float = 0.3, style: SceneStyle | None = None
) -> Scene:
    """Make the scene of this seed; the same arguments give the same bits.

    Args:
        seed: any integer from 0.
        size: metres, one side or (width, height).
        resolution: metres per pixel.
        style: how it looks; drawn from all styles by the seed if None.
    """
    rng = np.random.default_rng(seed)
    size = (float(size), float(size)) if np.isscalar(size) else (float(size[0]), float(size[1]))
    style = style or SceneStyle.random(rng)
    width, height = (max(round(side / resolution), 1) for side in size)
    sun, lean, season = _sky(rng, style)
    plan = _plan(rng, size, style)
    inside = [b for b in plan.buildings if _within(b, lean, size)]
    plan.buildings = inside
    canvas = Canvas(width, height, resolution, sun, lean, NoiseBank(rng))
    draw_ground(canvas, plan)
    for building in plan.buildings:
        draw_building(canvas, building, rng)
    draw_things(canvas, plan)
    draw_trees(canvas, plan, season)
    ambient = rng.uniform(0.22, 0.55)
    sky = np.array([0.92, 0.98, 1.08]) ** rng.uniform(0.3, 1.5)
    image = lit_image(canvas, shadow(canvas), ambient, sky, np.array([1.03, 1.0, 0.96]))
    image = expose(image, Sensor.random(rng), rng)
    known = [building for building in plan.buildings if building.labelled]
    shifts = [lean * building.height for building in known]
    return Scene(
        image,
        resolution,
        [[(ring + shift) / resolution for ring in building.rings] for building, shift in zip(known, shifts)],
        [[ring / resolution for ring in building.rings] for building in known],
        [building.height for building in known],
        sun,
        lean,
        style.name,
    )


def _sky(rng: np.random.Generator, style: SceneStyle) -> tuple[np.ndarray, np.ndarray, str]:
    azimuth = rng.normal(0, 0.9) + (np.pi if rng.random() < 0.7 else 0.0)
    sun = sun_vector(azimuth, np.deg2rad(rng.uniform(*style.sun_height)))
    heading = rng.uniform(0, 2 * np.pi)
    lean = (
        np.array([np.cos(heading), np.sin(heading)])
        * style.lean
        * rng.beta(1.2, 1.5)
        * rng.choice([1.0, 1.0, 1.0, 2.0])
    )
    season = choose(rng, {"summer": 6, "autumn": 1, "winter": 1.2})
    return sun, lean, season


def _plan(rng: np.random.Generator, size: tuple[float, float], style: SceneStyle) -> Plan:
    plan = Plan(rng, style, Bend(rng, style.bend), size)
    blocks, plan.streets = blocks_and_streets(rng, size, style.block, style.street)
    kinds: list[tuple[np.ndarray, str]] = []
    for block in blocks:
        if not plan.visible(plan.bend(block)):
            continue
        centre = block.mean(0)
        near = [kind for other, kind in kinds if np.hypot(*(other - centre)) < 160]
        kind = near[rng.integers(len(near))] if near and rng.random() < 0.45 else choose(rng, style.districts)
        empty = sum(other in EMPTY for _, other in kinds)
        if kind in EMPTY and empty > 0.3 * len(kinds):
            kind = choose(rng, {name: weight for name, weight in style.districts.items() if name not in EMPTY})
        kinds.append((centre, kind))
        FILLERS[kind](plan, block)
    return plan


def _within(building: Building, lean: np.ndarray, size: tuple[float, float]) -> bool:
    """Whether the roof lies wholly inside the image; others are not built, so that nothing is cut."""
    points = building.rings[0] + lean * building.height
    return bool((points >= 1.0).all() and (points <= np.array(size) - 1.0).all())
