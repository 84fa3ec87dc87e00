"""Streets and blocks: a plane cut again and again, then bent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import convex


@dataclass(frozen=True)
class Street:
    """A street before it is bent.

    Attributes:
        line: float64 (n, 2), metres: the centre line.
        width: from block to block, pavements included.
        level: how often the plane was cut before (0 = main).
        divided: whether it has two carriageways.
        added: whether it runs through a block, which left no room for it.
        bulb: radius of the turning place at its last point, 0 for none.
    """

    line: np.ndarray
    width: float
    level: int
    divided: bool = False
    added: bool = False
    bulb: float = 0.0


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


def blocks_and_streets(rng, size, block, street_width, divided: float = 0.0) -> tuple[list[np.ndarray], list[Street]]:
    """Cut the surroundings of a (width, height) area into blocks with streets between; not yet bent.

    Args:
        rng: the source of chance.
        size: of the image, metres.
        block: length and width of blocks, metres.
        street_width: of side streets, metres.
        divided: how likely the first street has two carriageways.

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
    stack = [(root, [0.0] * 4, 0, None)]
    while stack:
        polygon, widths, level, crossing = stack.pop()
        axis = convex.long_axis(polygon)
        low, high, near, far = convex.extents(polygon, axis)
        if far - near > high - low:
            axis = np.array([-axis[1], axis[0]])
            low, high, near, far = convex.extents(polygon, axis)
        too_long = high - low > block[0] * rng.uniform(0.9, 1.5)
        too_wide = far - near > block[1] * rng.uniform(0.9, 1.5)
        if level > 12 or not (too_long or too_wide or level == 0) or _outside(polygon, size):
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
        two = level == 0 and rng.random() < divided
        width = rng.uniform(17, 30) if two else street_width * (1.6 if level < 2 else rng.uniform(0.85, 1.15))
        if crossing is not None:  # go on straight across the street that was cut last
            point, direction, width = crossing
        pieces = convex.split(polygon, widths, point, direction, width)
        ends = _crossing(polygon, point, direction)
        if ends is not None:
            streets.append(Street(ends, width, level, two))
        across = None
        if crossing is None and len(pieces) == 2 and rng.random() < 0.45:
            middle = point + direction * rng.uniform(-0.25, 0.25) * np.ptp(polygon @ direction)
            turned = np.array([-direction[1], direction[0]]) + direction * rng.normal(0, 0.05)
            across = middle, turned / np.hypot(*turned), street_width * (1.6 if level < 1 else rng.uniform(0.85, 1.15))
        stack += [(piece, tags, level + 1, across) for piece, tags in pieces]
    return blocks, streets


def dead_ends(rng, streets: list[Street], size, count: int, width: float) -> list[Street]:
    """Further streets that leave others at about a right angle and end in a block, or on the next street.

    Args:
        streets: of `blocks_and_streets`.
        size: of the image in metres; they begin near it.
        count: how many are tried.
        width: of a side street.
    """
    found: list[Street] = []
    for _ in range(count):
        street = streets[rng.integers(len(streets))]
        way = street.line[1] - street.line[0]
        begin = street.line[0] + way * rng.uniform(0.05, 0.95)
        if (begin < -30).any() or (begin > np.array(size) + 30).any():
            continue
        along = way / np.hypot(*way)
        side = np.array([-along[1], along[0]]) * rng.choice([-1, 1]) + along * rng.normal(0, 0.25)
        side /= np.hypot(*side)
        length = rng.uniform(28, 110)
        others = [other.line for other in (*streets, *found) if other is not street]
        free = min((_meeting(begin, side, line) for line in others), default=np.inf)
        nearest = min((np.hypot(*(line - begin).T).min() for line in others), default=np.inf)
        through = free < length + 15 and rng.random() < 0.5
        length = free if through else min(length, free - 22)
        if length < 22 or nearest < 18:
            continue
        end = begin + side * length
        line = np.stack([begin, end])
        if not through and rng.random() < 0.5:  # it curves
            t = np.linspace(0, 1, 7)[:, None]
            line = begin + side * (length * t) + along * (rng.choice([-1, 1]) * rng.uniform(0.1, 0.5) * length * t**2)
            if any(np.hypot(*(other[:, None] - line[None]).reshape(-1, 2).T).min() < 12 for other in others):
                continue
        bulb = 0.0 if through or rng.random() < 0.45 else rng.uniform(6.5, 11)
        found.append(Street(line, width * rng.uniform(0.75, 1.0), 9, added=True, bulb=bulb))
    return found


def _meeting(begin: np.ndarray, direction: np.ndarray, line: np.ndarray) -> float:
    """How far along a ray the polyline is met first; inf where it is not."""
    start, way = line[:-1], np.diff(line, axis=0)
    cross = direction[0] * way[:, 1] - direction[1] * way[:, 0]
    away = start - begin
    with np.errstate(divide="ignore", invalid="ignore"):
        far = (away[:, 0] * way[:, 1] - away[:, 1] * way[:, 0]) / cross
        share = (away[:, 0] * direction[1] - away[:, 1] * direction[0]) / cross
    hit = (far > 1) & (share > -0.02) & (share < 1.02)
    return float(far[hit].min()) if hit.any() else np.inf


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
