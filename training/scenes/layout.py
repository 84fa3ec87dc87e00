"""Streets and blocks: a plane cut again and again, then bent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import convex


@dataclass(frozen=True)
class Street:
    """A street's centre line, float64 (n, 2) in metres, its full width, and how often it was cut before (0 = main)."""

    line: np.ndarray
    width: float
    level: int


class Bend:
    """A smooth bending of the plane, so that straight cuts become curved streets."""

    def __init__(self, rng: np.random.Generator, strength: float):
        wavelengths = rng.uniform(110, 500, 4)
        heading = rng.uniform(0, 2 * np.pi, 4)
        self._wave = (np.stack([np.cos(heading), np.sin(heading)], 1) * (2 * np.pi / wavelengths)[:, None]).T
        turn = heading + np.pi / 2 + rng.uniform(-0.5, 0.5, 4)
        amplitude = strength / 2.5 * wavelengths / (2 * np.pi)
        self._move = np.stack([np.cos(turn), np.sin(turn)], 1) * amplitude[:, None]
        self._phase = rng.uniform(0, 2 * np.pi, 4)

    def __call__(self, points: np.ndarray) -> np.ndarray:
        """Bent positions (N, 2); rounded so that equal inputs stay equal bit for bit."""
        return np.round(points + np.sin(points @ self._wave + self._phase) @ self._move, 6)


def blocks_and_streets(rng, size, block, street_width) -> tuple[list[np.ndarray], list[Street]]:
    """Cut the surroundings of a (width, height) area into blocks with streets between; not yet bent.

    Returns:
        convex block polygons, already drawn back from the middle of their streets, and the streets.
    """
    turn = rng.uniform(0, np.pi)
    axis = np.array([np.cos(turn), np.sin(turn)])
    across = np.array([-axis[1], axis[0]])
    reach = 0.5 * float(np.hypot(*size)) + 90
    centre = np.array(size) / 2
    root = np.array(
        [
            centre + axis * a + across * b
            for a, b in ((-reach, -reach), (reach, -reach), (reach, reach), (-reach, reach))
        ]
    )
    blocks: list[np.ndarray] = []
    streets: list[Street] = []
    stack = [(root, [0.0] * 4, 0)]
    while stack:
        polygon, widths, level = stack.pop()
        axis = convex.long_axis(polygon)
        low, high, near, far = convex.extents(polygon, axis)
        if far - near > high - low:
            axis = np.array([-axis[1], axis[0]])
            low, high, near, far = convex.extents(polygon, axis)
        too_long = high - low > block[0] * rng.uniform(0.9, 1.5)
        too_wide = far - near > block[1] * rng.uniform(0.9, 1.5)
        if level > 12 or not (too_long or too_wide) or _outside(polygon, size):
            inner = convex.inset(polygon, np.array(widths) / 2)
            if inner is not None and not _outside(inner, size) and abs(convex.area(inner)) > 150:
                blocks.append(inner)
            continue
        if not too_long:
            axis = np.array([-axis[1], axis[0]])
            low, high, _, _ = convex.extents(polygon, axis)
        share = rng.uniform(0.4, 0.6)
        point = polygon.mean(0) + axis * ((low + (high - low) * share) - polygon.mean(0) @ axis)
        tilt = rng.normal(0, 0.05)
        direction = np.array([-axis[1], axis[0]]) + axis * tilt
        direction /= np.hypot(*direction)
        width = street_width * (1.6 if level < 2 else rng.uniform(0.85, 1.15))
        pieces = convex.split(polygon, widths, point, direction, width)
        ends = _crossing(polygon, point, direction)
        if ends is not None:
            streets.append(Street(ends, width, level))
        stack += [(piece, tags, level + 1) for piece, tags in pieces]
    return blocks, streets


def densified(line: np.ndarray, step: float = 8.0) -> np.ndarray:
    """A line with points at most ``step`` metres apart."""
    pieces = []
    for start, end in zip(line[:-1], line[1:]):
        count = max(int(np.ceil(np.hypot(*(end - start)) / step)), 1)
        pieces.append(start + (end - start) * (np.arange(count) / count)[:, None])
    return np.concatenate([*pieces, line[-1:]])


def _outside(polygon: np.ndarray, size, margin: float = 45.0) -> bool:
    low, high = polygon.min(0), polygon.max(0)
    return bool((high < -margin).any() or low[0] > size[0] + margin or low[1] > size[1] + margin)


def _crossing(polygon: np.ndarray, point: np.ndarray, direction: np.ndarray) -> np.ndarray | None:
    normals, offsets = convex.half_planes(polygon)
    speed = normals @ direction
    depth = normals @ point + offsets
    with np.errstate(divide="ignore"):
        t = -depth / speed
    if not (speed > 1e-9).any() or not (speed < -1e-9).any():
        return None
    enter, leave = t[speed > 1e-9].max(), t[speed < -1e-9].min()
    return np.stack([point + direction * enter, point + direction * leave])
