"""Made-up towns drawn in map styles without QGIS: for tests and for a first look, where there are no tiles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...engine.textures import planes
from ..styles.classes import class_style
from ..styles.randomise import random_style
from ..styles.shipped import shipped
from ..styles.spec import Fill, MapStyle, Pattern, Stroke, rgb
from .sampling import CLEAN
from .tiles import CLASSES, Block, Blocks

RANDOM_SEEDS = (0, 2)
_ZOOM = 0.7  # of the way from zoom 13 to 18: how wide strokes are
_ROADS = ("primary", "secondary", "street", "street", "service", "path")


@dataclass(frozen=True)
class Shape:
    """One thing of a town: a line, or an area, as points in pixels."""

    layer: str
    kind: str
    points: list[tuple[float, float]]
    is_area: bool


def made_blocks(count: int, seed: int = 0, side: int = 256) -> Blocks:
    """Some towns in the classes, the shipped styles and two random ones.

    Args:
        count: of blocks.
        side: of a block in pixels.
    """
    styles = [class_style(), *(style.renamed(CLEAN + style.name, style.title) for style in shipped())]
    styles += [random_style(number) for number in RANDOM_SEEDS]
    blocks = []
    for number in range(count):
        random = np.random.default_rng([seed, number])
        left, top = (int(each) for each in random.integers(0, 1 << 20, 2))
        shapes = _town(random, side)
        pixels = np.stack([drawn(style, shapes, left, top, side) for style in styles])
        blocks.append(Block(16, left, top, pixels))
    return Blocks((CLASSES, *(style.name for style in styles[1:])), tuple(blocks))


def _town(random: np.random.Generator, side: int) -> list[Shape]:
    """A wood, a lake, roads across, houses in rows."""

    def blob(radius: float) -> list[tuple[float, float]]:
        x, y = random.uniform(0, side, 2)
        angles = np.linspace(0, 2 * np.pi, 14, endpoint=False)
        away = radius * random.uniform(0.7, 1.3, len(angles))
        return list(zip(x + away * np.cos(angles), y + away * np.sin(angles)))

    def across() -> list[tuple[float, float]]:
        ends = random.uniform(0, side, 2)
        places = np.linspace(-20, side + 20, 5)
        line = list(zip(places, np.linspace(*ends, 5) + random.uniform(-8, 8, 5)))
        return line if random.random() < 0.5 else [(y, x) for x, y in line]

    shapes = [Shape("landuse", kind, blob(side / 5), True) for kind in ("wood", "grass", "farm")]
    shapes += [Shape("water", "all", blob(side / 7), True), Shape("waterways", "all", across(), False)]
    shapes += [Shape("rail", "main", across(), False)]
    shapes += [Shape("roads", kind, across(), False) for kind in _ROADS]
    for _ in range(side * side // 2500):
        x, y, width, height = *random.uniform(0, side, 2), *random.uniform(6, 18, 2)
        shapes.append(house(x, y, width, height))
    return shapes


def house(x: float, y: float, width: float, height: float) -> Shape:
    """A building whose top left corner is there."""
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    return Shape("buildings", "all", corners, True)


def drawn(style: MapStyle, shapes: list[Shape], left: int, top: int, side: int) -> np.ndarray:
    """A town in a style, uint8 (side, side, 3).

    Args:
        shapes: of the town, in pixels.
        left, top: place of the first pixel on the map of the whole world, in pixels: the phase of textures.
        side: in pixels.
    """
    canvas = np.empty((side, side, 3), np.float32)
    canvas[:] = rgb(style.background)
    for layer in style.order:
        looks = style.layers[layer].items()
        parts = [(part, kind) for kind, look in looks for part in look.parts]
        for part, kind in sorted(parts, key=lambda each: getattr(each[0], "level", 0)):
            same = [shape for shape in shapes if (shape.layer, shape.kind) == (layer, kind)]
            cover = _cover(part, same, left, top, side)[..., None]
            canvas += cover * (np.array(rgb(part.color), np.float32) - canvas)
    return np.rint(canvas).astype(np.uint8)


def _cover(part: Stroke | Fill | Pattern, shapes: list[Shape], left: int, top: int, side: int) -> np.ndarray:
    """How much of each pixel a part of the look of some shapes takes, 0…1."""
    from PIL import Image, ImageDraw  # matplotlib brings it

    mask = Image.new("L", (2 * side, 2 * side))  # twice as fine, for smooth edges
    pen = ImageDraw.Draw(mask)
    for shape in shapes:
        points = [(2 * x, 2 * y) for x, y in shape.points]
        if isinstance(part, Stroke):
            width = part.width.at_13 ** (1 - _ZOOM) * part.width.at_18**_ZOOM
            pen.line(points + points[:1] if shape.is_area else points, 255, max(round(2 * width), 1), "curve")
        elif shape.is_area:
            pen.polygon(points, 255)
    cover = np.asarray(mask.resize((side, side), Image.BOX), np.float32) / 255
    return cover * planes([part.kind], left, top, side, side)[0] if isinstance(part, Pattern) else cover
