"""Scenes: an image of a made-up place, and where its roofs truly are."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..lines import clipped, densified
from .camera import Sensor, expose
from .canvas import Canvas
from .carriageways import lay_roads
from .country import COUNTRY
from .districts import FILLERS
from .ground import draw_ground, draw_things
from .layout import Bend
from .light import lit_image, shadow, sun_vector
from .noise import NoiseBank
from .pavements import pavement_strips
from .plan import Plan
from .roofs import draw_building
from .shapes import Building
from .style import STYLES, SceneStyle, choose
from .trees import draw_trees

EMPTY = ("park", "field", "woods")  # districts without buildings; a scene needs some


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
        roads: centre lines as they are in the image, float64 (n, 2), in pixels, cut at the image's edge. Lines that
            meet share the position bit for bit, at an end of one of them at least.
        road_widths: of the carriageways, metres, per line.
        pavements: closed rings (n, 2), in pixels: pavements beside the carriageways; they may reach over the edge.
    """

    image: np.ndarray
    resolution: float
    polygons: list[list[np.ndarray]]
    footprints: list[list[np.ndarray]]
    heights: list[float]
    sun: np.ndarray
    lean: np.ndarray
    style: str = field(default="")
    roads: list[np.ndarray] = field(default_factory=list)
    road_widths: list[float] = field(default_factory=list)
    pavements: list[np.ndarray] = field(default_factory=list)


@dataclass(frozen=True)
class Relief:
    """A made-up place as light and heights, of which pictures from other sides can be made.

    Attributes:
        light: float32 (H, W, 3), about 0 to 1: what falls into the camera.
        heights: float32 (H, W), metres above the ground, of what is seen.
        built: bool (H, W), where that is a building.
        resolution: metres per pixel.
    """

    light: np.ndarray
    heights: np.ndarray
    built: np.ndarray
    resolution: float


def generate_scene(
    seed: int,
    size: float | tuple[float, float] = 300.0,
    resolution: float = 0.3,
    style: SceneStyle | None = None,
    kind: str = "buildings",
) -> Scene:
    """Make the scene of this seed; the same arguments give the same bits.

    Args:
        seed: any integer from 0.
        size: metres, one side or (width, height).
        resolution: metres per pixel.
        style: how it looks; drawn from all styles by the seed if None.
        kind: what the scene is to show: "buildings", or "roads", which adds styles of the country.
    """
    rng = np.random.default_rng(seed)
    style = style or SceneStyle.random(rng, {**STYLES, **COUNTRY} if kind == "roads" else STYLES)
    plan, canvas, _ = _seen(rng, size, resolution, style)
    lean = canvas.lean
    image = expose(_lit(rng, canvas), Sensor.random(rng), rng)
    known = [building for building in plan.buildings if building.labelled]
    shifts = [lean * building.height for building in known]
    return Scene(
        image,
        resolution,
        [[(ring + shift) / resolution for ring in building.rings] for building, shift in zip(known, shifts)],
        [[ring / resolution for ring in building.rings] for building in known],
        [building.height for building in known],
        canvas.sun,
        lean,
        style.name,
        *_roads(plan, rng, resolution, (canvas.width, canvas.height)),
    )


def generate_relief(seed: int, size: float | tuple[float, float], resolution: float = 0.3, lean: float = 0.0) -> Relief:
    """Make the place of this seed, in any style, as light and heights; the same arguments give the same bits.

    Args:
        seed, size, resolution: as for ``generate_scene``.
        lean: metres by which things lean downwards in the image, per metre of height; sideways they do not.
    """
    rng = np.random.default_rng(seed)
    style = SceneStyle.random(rng, STYLES)
    _, canvas, built = _seen(rng, size, resolution, style, np.array([0.0, lean]))
    return Relief(_lit(rng, canvas), canvas.z, built, resolution)


def _seen(
    rng: np.random.Generator,
    size: float | tuple[float, float],
    resolution: float,
    style: SceneStyle,
    lean: np.ndarray | None = None,
) -> tuple[Plan, Canvas, np.ndarray]:
    """Plan and canvas of a place, and where buildings are seen; things lean as the style has it if ``lean`` is None."""
    size = (float(size), float(size)) if np.isscalar(size) else (float(size[0]), float(size[1]))
    width, height = (max(round(side / resolution), 1) for side in size)
    sun, usual, season = _sky(rng, style)
    lean = usual if lean is None else lean
    plan = _plan(rng, size, style)
    plan.buildings = [building for building in plan.buildings if _within(building, lean, size)]
    canvas = Canvas(width, height, resolution, sun, lean, NoiseBank(rng))
    draw_ground(canvas, plan)
    for building in plan.buildings:
        draw_building(canvas, building, rng)
    roofs = canvas.z.copy()
    draw_things(canvas, plan)
    draw_trees(canvas, plan, season)
    return plan, canvas, (roofs > 0) & (canvas.z == roofs)


def _lit(rng: np.random.Generator, canvas: Canvas) -> np.ndarray:
    """The light that falls into the camera, float32 (H, W, 3)."""
    ambient = rng.uniform(0.22, 0.55)
    sky = np.array([0.92, 0.98, 1.08]) ** rng.uniform(0.3, 1.5)
    return lit_image(canvas, shadow(canvas), ambient, sky, np.array([1.03, 1.0, 0.96]))


def _roads(plan: Plan, rng: np.random.Generator, resolution: float, pixels: tuple[int, int]):
    """Centre lines in pixels, their widths, and pavements."""
    lines, widths = [], []
    for line, wide in zip(*plan.network.centre_lines(rng, float(rng.choice([0.05, 0.15, 0.3])))):
        if plan.visible(line):
            pieces = clipped(line / resolution, (0, 0), pixels)
            lines += pieces
            widths += [wide] * len(pieces)
    return lines, widths, [ring / resolution for ring in pavement_strips(plan) if plan.visible(ring)]


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
    blocks = lay_roads(plan)
    kinds: list[tuple[np.ndarray, str]] = []
    for block in blocks:
        if not plan.visible(plan.bend(block)):
            continue
        centre = block.mean(0)
        near = [kind for other, kind in kinds if np.hypot(*(other - centre)) < 160]
        kind = near[rng.integers(len(near))] if near and rng.random() < 0.45 else choose(rng, style.districts)
        empty = sum(other in EMPTY for _, other in kinds)
        if kind in EMPTY and empty > style.empty * len(kinds):
            kind = choose(rng, {name: weight for name, weight in style.districts.items() if name not in EMPTY})
        kinds.append((centre, kind))
        FILLERS[kind](plan, block)
    clear = plan.network.clear_of
    plan.buildings = [building for building in plan.buildings if clear(densified(building.rings[0], 2.0), 0.5)]
    plan.boxes = [thing for thing in plan.boxes if clear(densified(thing.polygon, 2.0), 0.0)]
    plan.hedges = [(a, b) for a, b in plan.hedges if clear(densified(np.stack([a, b]), 2.0), 0.5)]
    return plan


def _within(building: Building, lean: np.ndarray, size: tuple[float, float]) -> bool:
    """Whether the roof lies wholly inside the image; others are not built, so that nothing is cut."""
    points = building.rings[0] + lean * building.height
    return bool((points >= 1.0).all() and (points <= np.array(size) - 1.0).all())
