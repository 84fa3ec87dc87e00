"""Convex polygons in the plane: the bricks of blocks, parcels and roofs.

Polygons are float64 (n, 2) without a repeated end; x to the right, y down, metres.
"""

from __future__ import annotations

import numpy as np


def following(points: np.ndarray) -> np.ndarray:
    """Each vertex's successor round the ring (faster than np.roll, and called very often)."""
    return np.concatenate([points[1:], points[:1]])


def half_planes(polygon: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Inward unit normals (n, 2) and offsets (n,): ``normals @ p + offsets`` is the distance inside each edge."""
    edge = following(polygon) - polygon
    length = np.maximum(np.hypot(edge[:, 0], edge[:, 1]), 1e-9)
    normal = edge[:, ::-1] * np.array([-1.0, 1.0]) / length[:, None]
    if area(polygon) < 0:
        normal = -normal
    return normal, -(normal * polygon).sum(1)


def area(polygon: np.ndarray) -> float:
    """Signed area, positive for x-to-y turning."""
    after = following(polygon)
    return 0.5 * float((polygon[:, 0] * after[:, 1] - after[:, 0] * polygon[:, 1]).sum())


def split(polygon: np.ndarray, tags: list, point: np.ndarray, direction: np.ndarray, tag) -> list[tuple]:
    """Cut by a line; returns [(polygon, tags)] of the pieces, with ``tag`` on the new edges.

    ``tags[i]`` belongs to the edge from vertex i to vertex i + 1.
    """
    side = direction[0] * (polygon[:, 1] - point[1]) - direction[1] * (polygon[:, 0] - point[0])
    pieces = []
    for sign in (1.0, -1.0):
        vertices, labels = [], []
        count = len(polygon)
        for i in range(count):
            j = (i + 1) % count
            here, there = sign * side[i], sign * side[j]
            if here >= 0:
                vertices.append(polygon[i])
                labels.append(tags[i])
            if (here >= 0) != (there >= 0):
                vertices.append(polygon[i] + (polygon[j] - polygon[i]) * (here / (here - there)))
                labels.append(tag if here >= 0 else tags[i])
        if len(vertices) >= 3:
            pieces.append((np.array(vertices), labels))
    return pieces


def clip(polygon: np.ndarray, normals: np.ndarray, offsets: np.ndarray) -> np.ndarray | None:
    """The part of a polygon where ``normals @ p + offsets`` is nowhere negative; None when nothing is left."""
    for normal, offset in zip(normals, offsets):
        value = polygon @ normal + offset
        value[np.abs(value) < 1e-9] = 0.0  # on the line: keep the vertex bit for bit
        if (value >= 0).all():
            continue
        kept = []
        for i in range(len(polygon)):
            j = (i + 1) % len(polygon)
            if value[i] >= 0:
                kept.append(polygon[i])
            if (value[i] >= 0) != (value[j] >= 0):
                kept.append(polygon[i] + (polygon[j] - polygon[i]) * (value[i] / (value[i] - value[j])))
        if len(kept) < 3:
            return None
        polygon = np.array(kept)
    return merge_close(polygon)


def inset(polygon: np.ndarray, distances: np.ndarray | float) -> np.ndarray | None:
    """Move every edge inwards by its distance (metres); None when nothing is left."""
    normals, offsets = half_planes(polygon)
    return clip(polygon, normals, offsets - distances)


def merge_close(polygon: np.ndarray, tolerance: float = 0.05) -> np.ndarray | None:
    """Drop vertices that lie on their successor."""
    step = following(polygon) - polygon
    kept = polygon[np.hypot(step[:, 0], step[:, 1]) > tolerance]
    return kept if len(kept) >= 3 else None


def contains(polygon: np.ndarray, points: np.ndarray, margin: float = 0.0) -> np.ndarray:
    """bool (N,): points at least ``margin`` inside."""
    normals, offsets = half_planes(polygon)
    return (points @ normals.T + offsets >= margin).all(1)


def apart(first: np.ndarray, second: np.ndarray, gap: float = 0.0) -> bool:
    """Whether an edge of one of two convex polygons keeps the other at least ``gap`` outside."""
    for one, other in ((first, second), (second, first)):
        normals, offsets = half_planes(one)
        if ((other @ normals.T + offsets).max(0) <= -gap).any():
            return True
    return False


def is_convex(polygon: np.ndarray) -> bool:
    """Whether a ring turns one way only."""
    edge = following(polygon) - polygon
    after = following(edge)
    turn = edge[:, 0] * after[:, 1] - edge[:, 1] * after[:, 0]
    return bool((turn > 0).all() or (turn < 0).all())


def long_axis(polygon: np.ndarray) -> np.ndarray:
    """Unit direction of the longest edge."""
    edge = following(polygon) - polygon
    length = np.hypot(edge[:, 0], edge[:, 1])
    return edge[length.argmax()] / length.max()


def extents(polygon: np.ndarray, axis: np.ndarray) -> tuple[float, float, float, float]:
    """Least and greatest coordinate along ``axis``, then across it."""
    along = polygon @ axis
    across = polygon @ np.array([-axis[1], axis[0]])
    return along.min(), along.max(), across.min(), across.max()
