"""Made-up landscapes whose colours depend on where they lie, and whose grey does not: nothing but the place tells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...engine.paper import noise
from .climates import KINDS, colors_of

_WOOD, _MEADOW, _CROP, _SOIL, _ROOF, _OTHER_ROOF, _WATER, _STREET = range(len(KINDS))
_LIGHTNESS = np.array([0.25, 0.42, 0.5, 0.47, 0.48, 0.55, 0.2, 0.52], np.float32)  # before each thing's own tone
_FIELDS = (_WOOD, _MEADOW, _CROP, _SOIL)
_SHADOW = 4  # px


@dataclass(frozen=True)
class Landscape:
    """A piece of made-up ground.

    Attributes:
        lightness: float32 (H, W), 0 to 1, the same wherever it lies.
        plane: float32 (H, W, 2), hue and saturation in the plane of the HLS bi-cone.
    """

    lightness: np.ndarray
    plane: np.ndarray


def landscape(seed: int, latitude: float, longitude: float, side: int = 128) -> Landscape:
    """Fields, woods, water, streets and roofs.

    Args:
        seed: decides what lies where, how light it is, and the season; all but the colours.
        latitude, longitude: in degrees; decide the colours.
        side: in pixels, of half a metre or so.
    """
    random = np.random.default_rng([seed, 6])
    kinds, lightness = _fields(random, side)
    if random.random() < 0.25:
        wet = noise(0, 0, side, side, side / 3, int(random.integers(1 << 16))) > 0.35
        kinds[wet], lightness[wet] = _WATER, _LIGHTNESS[_WATER] + random.uniform(-0.06, 0.08)
    if random.random() < 0.6:
        _lay_street(random, kinds, lightness)
    for _ in range(int(random.integers(0, side * side // 900) * (random.random() < 0.6))):
        _build(random, kinds, lightness)
    grain = 0.05 * noise(0, 0, side, side, 1.5, int(random.integers(1 << 16)))
    lightness = np.clip(lightness + grain, 0.02, 0.98).astype(np.float32)
    season, strength = random.random(), random.uniform(0.75, 1.1)
    colors = strength * colors_of(latitude, longitude)
    colors[_CROP] += 0.7 * season * (colors[_MEADOW] - colors[_CROP])  # not yet ripe
    colors[_MEADOW] += 0.4 * (1 - season) * (colors[_CROP] - colors[_MEADOW])  # dry
    return Landscape(lightness, colors[kinds] * (1 - np.abs(2 * lightness - 1))[..., None])


def somewhere(random: np.random.Generator) -> tuple[float, float]:
    """Latitude and longitude of a place where people live, all areas alike."""
    low, high = np.sin(np.radians([-45, 65]))
    return float(np.degrees(np.arcsin(random.uniform(low, high)))), float(random.uniform(-180, 180))


def _fields(random: np.random.Generator, side: int) -> tuple[np.ndarray, np.ndarray]:
    """Which kind grows where, and how light it is: each kind has its texture, each field its tone."""
    y, x = np.mgrid[:side, :side].astype(np.float32)
    count = max(2, round((side / random.uniform(35, 90)) ** 2))
    sites = random.uniform(0, side, (count, 2))
    bend = 6 * noise(0, 0, side, side, 20, int(random.integers(1 << 16)))
    field = np.hypot(y[..., None] + bend[..., None] - sites[:, 0], x[..., None] - sites[:, 1]).argmin(-1)
    of_field = random.choice(_FIELDS, count, p=(0.3, 0.3, 0.25, 0.15))
    tone = random.uniform(-0.1, 0.12, count)
    angle, gap = random.uniform(0, np.pi, count)[field], random.uniform(3, 9, count)[field]
    furrows = np.sin(2 * np.pi * (x * np.cos(angle) + y * np.sin(angle)) / gap).astype(np.float32)
    crowns, patches = (noise(0, 0, side, side, cell, int(random.integers(1 << 16))) for cell in (3.0, 14.0))
    textures = np.stack([0.28 * crowns, 0.07 * patches, 0.04 * furrows, 0.02 * furrows + 0.06 * patches])
    kinds = of_field[field]
    return kinds, _LIGHTNESS[kinds] + tone[field] + np.take_along_axis(textures, kinds[None], 0)[0]


def _lay_street(random: np.random.Generator, kinds: np.ndarray, lightness: np.ndarray) -> None:
    y, x = np.mgrid[: len(kinds), : len(kinds)]
    angle, width = random.uniform(0, np.pi), random.uniform(3, 8)
    away = x * np.cos(angle) + y * np.sin(angle) - random.uniform(0.2, 0.8) * len(kinds)
    street = np.abs(away) < width
    kinds[street], lightness[street] = _STREET, _LIGHTNESS[_STREET] + random.uniform(-0.15, 0.15)


def _build(random: np.random.Generator, kinds: np.ndarray, lightness: np.ndarray) -> None:
    """A roof with a light and a dark half, and its shadow; never on water."""
    y, x = np.mgrid[: len(kinds), : len(kinds)]
    middle, angle = random.uniform(0, len(kinds), 2), random.choice([0.3, 0.3 + np.pi / 2])
    along = (x - middle[0]) * np.cos(angle) + (y - middle[1]) * np.sin(angle)
    across = (y - middle[1]) * np.cos(angle) - (x - middle[0]) * np.sin(angle)
    half = random.uniform(6, 16, 2)
    roof = (np.abs(along) < half[0]) & (np.abs(across) < half[1])
    if not roof.any() or (kinds[roof] == _WATER).any():
        return
    kind = random.choice([_ROOF, _OTHER_ROOF])
    shadow = np.roll(roof, (_SHADOW, _SHADOW), (0, 1)) & ~roof
    lightness[shadow] *= 0.5
    ridge = np.where(across > 0, 0.06, -0.06) + random.uniform(-0.15, 0.15)
    kinds[roof], lightness[roof] = kind, _LIGHTNESS[kind] + ridge[roof]
