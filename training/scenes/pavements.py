"""Where pavements are."""

from __future__ import annotations

import numpy as np

from ..lines import to_line
from .network import Road
from .plan import Plan


def reached(line: np.ndarray, by: float = 15.0) -> np.ndarray:
    """Two corners (2, 2) of the box that a road's surroundings fill."""
    return np.stack([line.min(0) - by, line.max(0) + by])


def pavement_strips(plan: Plan) -> list[np.ndarray]:
    """Closed rings (n, 2), metres: the pavements in and near the image, without what carriageways cover."""
    seen = [road for road in plan.network.roads if plan.visible(reached(road.line))]
    rings = []
    for road in seen:
        look = plan.looks[road.street]
        direction = np.gradient(road.line, axis=0)
        direction /= np.maximum(np.hypot(*direction.T), 1e-9)[:, None]
        right = np.stack([-direction[:, 1], direction[:, 0]], 1)
        for sign, side in zip((-1, 1), look.pavements):
            if side is None:
                continue
            inner, outer = (road.line + sign * (road.half + distance) * right for distance in side)
            free = _uncovered((inner + outer) / 2, road, seen)
            edges = np.flatnonzero(np.diff(np.concatenate([[0], free.astype(int), [0]])))
            for first, last in zip(edges[::2], edges[1::2]):
                if last - first > 1:
                    there, back = outer[first:last], inner[first:last][::-1]
                    rings.append(np.concatenate([there, back, there[:1]]))
    return rings


def _uncovered(points: np.ndarray, road: Road, others: list[Road]) -> np.ndarray:
    free = np.ones(len(points), bool)
    low, high = points.min(0), points.max(0)
    for other in others:
        if (
            other is road
            or (other.line.min(0) - other.half > high).any()
            or (other.line.max(0) + other.half < low).any()
        ):
            continue
        free &= to_line(points, other.line) > other.half
    return free
