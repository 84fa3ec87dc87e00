"""What lies where, as a style of its own: each class in one flat colour. Drawn as tiles, it is the truth for networks
that find buildings and roads on maps of any style."""

from __future__ import annotations

import numpy as np

from .drawing import FROM_ZOOM, LEVELS, ROADS
from .spec import Fill, Look, MapStyle, Stroke, Width, rgb

# far apart, so that the smoothed edge between two is never nearer to a third that matters
COLORS = {
    "nothing": "#000000",
    "buildings": "#ff0000",
    "roads": "#00ff00",
    "paths": "#00ffff",
    "water": "#0000ff",
    "rail": "#ff00ff",
    "wood": "#ffff00",
    "green": "#ffffff",
}
NUMBER = {name: number for number, name in enumerate(COLORS)}
PALETTE = np.array([rgb(color) for color in COLORS.values()], np.float32)
PATH, RAIL, STREAM = Width(0.8, 1.8), Width(1.2, 3.5), Width(0.8, 3.5)


def class_style() -> MapStyle:
    """The style ``classes``, without names, paper or texture."""
    road, path, rail, water = (COLORS[name] for name in ("roads", "paths", "rail", "water"))
    roads = {
        name: Look((Stroke(road, ROADS[name], level=level),), FROM_ZOOM.get(name, 0)) for name, level in LEVELS.items()
    }
    green = Look((Fill(COLORS["green"]),))
    return MapStyle(
        name="classes",
        title="Classes",
        background=COLORS["nothing"],
        layers={
            "landuse": {"grass": green, "farm": green, "wood": Look((Fill(COLORS["wood"]),))},
            "water": {"all": Look((Fill(water),))},
            "waterways": {"all": Look((Stroke(water, STREAM),))},
            "buildings": {"all": Look((Fill(COLORS["buildings"]),))},
            "rail": {"main": Look((Stroke(rail, RAIL),))},
            "roads": {**roads, "path": Look((Stroke(path, PATH),), FROM_ZOOM["path"])},
        },
        order=("landuse", "water", "waterways", "rail", "roads", "buildings"),
    )


def numbers_of(pixels: np.ndarray) -> np.ndarray:
    """Pictures in the style ``classes`` (uint8, ... x 3) as places in ``COLORS`` (int64, ...): the nearest."""
    return nearest(pixels, PALETTE)


def nearest(pixels: np.ndarray, palette: np.ndarray) -> np.ndarray:
    """Which colour (float32, N x 3) is the nearest to each pixel (uint8, ... x 3), as int64, ...; the first of two."""
    # squared distance less what is the same for all
    distance = (palette**2).sum(1) - 2 * pixels.astype(np.float32) @ palette.T
    return distance.argmin(-1)
