"""One small piece of a made-up town in thousands of map styles: pictures that differ in nothing but their style."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ...engine.smoothing import averaged
from ..restyle.made import Shape, drawn, house
from ..styles.randomise import base_of, random_style
from ..translation.maps import PIECE, STYLES

RESOLUTION = 1.7  # metres a pixel: as at zoom 16 and 45 degrees
TEST = 1_000_000  # seeds from here on are for tests
_FINER = 2  # so many times finer it is drawn, in pixels in which the coordinates below are
_PLACE = 0  # of the first pixel on the map of the whole world: where textures begin


def style_tiles(seeds: Iterable[int]) -> tuple[np.ndarray, np.ndarray]:
    """The piece in the styles that seeds give.

    Args:
        seeds: of `styles.randomise.random_style`.

    Returns:
        uint8 (N, PIECE, PIECE, 3), and for each the place in ``STYLES`` of the style that it varies, int (N,).
    """
    seeds, shapes = list(seeds), _town()
    pictures = np.empty((len(seeds), PIECE, PIECE, 3), np.uint8)
    for number, seed in enumerate(seeds):
        fine = drawn(random_style(seed), shapes, _PLACE, _PLACE, _FINER * PIECE)
        pictures[number] = averaged(fine, _FINER)
    return pictures, np.array([STYLES.index(base_of(seed).name) for seed in seeds])


def _town() -> list[Shape]:
    """A wood, a park, fields, a lake with its stream, a railway, roads of all kinds, and houses along them."""
    areas = {
        ("landuse", "wood"): [(84, -4), (132, -4), (132, 44), (118, 50), (100, 40), (90, 22)],
        ("landuse", "grass"): [(10, 92), (30, 84), (46, 92), (48, 112), (30, 120), (12, 114)],
        ("landuse", "farm"): [(-4, -4), (34, -4), (30, 22), (-4, 30)],
        ("water", "all"): [(92, 96), (106, 88), (120, 92), (132, 90), (132, 132), (104, 132), (98, 118), (88, 108)],
    }
    lines = {
        ("waterways", "all"): [[(-4, 40), (18, 44), (34, 58), (56, 62), (74, 78), (92, 102)]],
        ("rail", "main"): [[(-4, 76), (30, 72), (66, 46), (92, 12), (98, -4)]],
        ("roads", "primary"): [[(-4, 62), (24, 60), (50, 66), (84, 64), (132, 72)]],
        ("roads", "secondary"): [[(58, -4), (54, 28), (52, 64), (60, 96), (62, 132)]],
        ("roads", "street"): [
            [(0, 33), (26, 34), (54, 28)],
            [(26, 34), (24, 60)],
            [(84, 64), (82, 84), (60, 96)],
            [(53, 46), (80, 44), (104, 56), (106, 69)],
        ],
        ("roads", "service"): [[(40, 65), (40, 80), (57, 84)]],
        ("roads", "path"): [[(80, 44), (98, 26), (112, 22), (132, 8)], [(14, 108), (30, 100), (46, 102)]],
    }
    boxes = [
        *((4, 18, 10, 9), (18, 20, 8, 8), (32, 18, 14, 10), (30, 40, 10, 8), (38, 48, 9, 9), (8, 44, 10, 9)),
        *((60, 34, 10, 7), (74, 32, 9, 8), (60, 51, 12, 8), (78, 51, 10, 8), (114, 54, 10, 10), (92, 74, 14, 7)),
        *((64, 70, 12, 8), (66, 84, 9, 6), (28, 72, 8, 8), (12, 68, 10, 9), (44, 72, 7, 6), (68, 104, 12, 10)),
        *((70, 120, 10, 8), (40, 118, 14, 8)),
    ]
    shapes = [Shape(layer, kind, points, True) for (layer, kind), points in areas.items()]
    shapes += [Shape(layer, kind, points, False) for (layer, kind), all_ in lines.items() for points in all_]
    return [*shapes, *(house(*box) for box in boxes)]
