"""Textures that repeat without a seam, as shares of ink: hatching, stipple, trees, washes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

SIDE = 64  # px; divides the side of a map tile, so that textures go on from tile to tile


@cache
def alpha(kind: str) -> np.ndarray:
    """One texture.

    Args:
        kind: ``hatch``, ``cross``, ``fine``, ``level``, ``stipple``, ``dots``, ``trees``, ``tufts`` or ``wash``.

    Returns:
        (side, side), how much of the texture's colour each pixel has, 0…1; it cannot be written to.

    Raises:
        KeyError: there is no such kind.
    """
    share = np.clip(KINDS[kind](), 0, 1)
    share.setflags(write=False)  # everybody gets the same array
    return share


def planes(kinds: Sequence[str], left: int, top: int, width: int, height: int) -> np.ndarray:
    """Textures over a block of a map, on which they begin at its upper left corner.

    Args:
        kinds: as for ``alpha``.
        left: place of the block on the whole map, in pixels.
        top: as ``left``.

    Returns:
        float32 (kinds, height, width), 0…1.

    Raises:
        KeyError: there is no such kind.
    """
    result = np.empty((len(kinds), height, width), np.float32)
    for plane, kind in zip(result, kinds):
        texture = alpha(kind)
        rows, columns = (np.arange(start, start + count) for start, count in ((top, height), (left, width)))
        plane[:] = texture[(rows % texture.shape[0])[:, None], columns % texture.shape[1]]
    return result


def _lines(count: int, width: float, slope: int = 1) -> np.ndarray:
    """Parallel strokes; ``count`` of them cross an edge of the picture."""
    y, x = np.mgrid[:SIDE, :SIDE] + 0.5
    across = (x + slope * y) * count / SIDE
    distance = np.abs(across - np.rint(across)) * SIDE / count / np.hypot(1, slope)
    return np.clip(width / 2 + 0.5 - distance, 0, 1)


def _level(count: int, width: float) -> np.ndarray:
    y = np.arange(SIDE)[:, None] + 0.5
    distance = np.abs(y * count / SIDE - np.rint(y * count / SIDE)) * SIDE / count
    return np.repeat(np.clip(width / 2 + 0.5 - distance, 0, 1), SIDE, axis=1)


def _scattered(count: int, seed: int) -> list[tuple[float, float]]:
    """Places far from one another, on a surface that repeats: the best of many candidates, one after another."""
    generator = np.random.default_rng(seed)
    places = [generator.uniform(0, SIDE, 2)]
    while len(places) < count:
        candidates = generator.uniform(0, SIDE, (30, 2))
        apart = np.abs(candidates[:, None] - np.array(places)[None])
        apart = np.minimum(apart, SIDE - apart)
        places.append(candidates[np.argmax(np.hypot(*apart.transpose(2, 0, 1)).min(1))])
    return [tuple(place) for place in places]


def _offsets(place: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    """Of all pixels from a place, the shorter way round."""
    y, x = np.mgrid[:SIDE, :SIDE] + 0.5
    return tuple((each - at + SIDE / 2) % SIDE - SIDE / 2 for each, at in zip((x, y), place))


def _dots(count: int, radius: float, seed: int) -> np.ndarray:
    covers = [np.clip(radius + 0.5 - np.hypot(*_offsets(place)), 0, 1) for place in _scattered(count, seed)]
    return np.max(covers, axis=0)


def _screen() -> np.ndarray:
    """Dots in rows, as printers have them."""
    rows = [(8.0 * column + 4 * (row % 2), 4.0 * row + 2) for row in range(16) for column in range(8)]
    return np.max([np.clip(1.2 - np.hypot(*_offsets(place)), 0, 1) for place in rows], axis=0)


def _trees() -> np.ndarray:
    """Crowns as engravers drew them: a ring, open to the upper left, shaded to the lower right."""
    alpha = np.zeros((SIDE, SIDE))
    for number, place in enumerate(_scattered(18, 4)):
        x, y = _offsets(place)
        radius = 3.0 + 0.9 * (number % 3)
        angle = np.arctan2(y, x)
        lobes = radius + 0.5 * np.sin(5 * angle + number)
        away = np.hypot(x, y) - lobes
        shade = 0.5 + 0.5 * np.cos(angle - np.pi / 4)  # 1 to the lower right
        ring = np.clip(0.9 - np.abs(away), 0, 1) * (0.35 + 0.65 * shade)
        hatching = np.clip(-away, 0, 1) * (shade > 0.75) * (np.hypot(x, y) > 1.2) * 0.7
        alpha = np.maximum(alpha * (away > 0.6), np.maximum(ring, hatching))
    return alpha


def _tufts() -> np.ndarray:
    """Grass: three short blades together."""
    alpha = np.zeros((SIDE, SIDE))
    for place in _scattered(14, 9):
        x, y = _offsets(place)
        for lean in (-0.7, 0.0, 0.7):
            blade = np.clip(0.85 - np.abs(x - lean * (2.0 - y)), 0, 1) * ((y > -2.2 + abs(lean)) & (y < 1.8))
            alpha = np.maximum(alpha, blade * 0.8)
    return alpha


def _wash(side: int = 128) -> np.ndarray:
    """Pigment that has pooled: noise of many sizes, smooth and without a seam."""
    random = np.random.default_rng(11)
    fx, fy = np.fft.fftfreq(side)[:, None] * side, np.fft.fftfreq(side)[None] * side
    distance = np.hypot(fx, fy)
    weight = np.where(distance > 0, 1 / np.maximum(distance, 1) ** 1.35, 0)
    noise = np.fft.ifft2(np.fft.fft2(random.normal(size=(side, side))) * weight).real
    noise = (noise - noise.min()) / np.ptp(noise)
    return np.rint(noise * 24) / 24 * 0.55  # few values: a small file


KINDS = {
    "hatch": lambda: _lines(16, 0.9),
    "cross": lambda: np.maximum(_lines(16, 0.8), _lines(16, 0.8, -1)),
    "fine": lambda: _lines(16, 1.3, -1),
    "level": lambda: _level(16, 0.8),
    "stipple": lambda: _dots(90, 0.45, 2),
    "dots": _screen,
    "trees": _trees,
    "tufts": _tufts,
    "wash": _wash,
}
