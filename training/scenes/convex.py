"""Convex polygons in the plane: the bricks of blocks, parcels and roofs.

Polygons are float64 (n, 2) without a repeated end; x to the right, y down, metres.
"""

from __future__ import annotations

import numpy as np


def half_planes(polygon: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Inward unit normals (n, 2) and offsets (n,): ``normals @ p + offsets`` is the distance inside each edge."""
    edge = np.roll(polygon, -1, 0) - polygon
    length = np.maximum(np.hypot(edge[:, 0], edge[:, 1]), 1e-9)
    normal = np.stack([-edge[:, 1], edge[:, 0]], 1) / length[:, None]
    if area(polygon) < 0:
        normal = -normal
    return normal, -(normal * polygon).sum(1)


def area(polygon: np.ndarray) -> float:
    """Signed area, positive for x-to-y turning."""
    x, y = polygon[:, 0], polygon[:, 1]
    return 0.5 * float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


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


def inset(polygon: np.ndarray, distances: np.ndarray | float) -> np.ndarray | None:
    """Move every edge inwards by its distance (metres); None when nothing is left."""
    normals, offsets = half_planes(polygon)
    distances = np.broadcast_to(np.asarray(distances, float), (len(polygon),))
    result = polygon
    for normal, offset, distance in zip(normals, offsets, distances):
        value = result @ normal + offset - distance
        if (value >= 0).all():
            continue
        kept = []
        for i in range(len(result)):
            j = (i + 1) % len(result)
            if value[i] >= 0:
                kept.append(result[i])
            if (value[i] >= 0) != (value[j] >= 0):
                kept.append(result[i] + (result[j] - result[i]) * (value[i] / (value[i] - value[j])))
        if len(kept) < 3:
            return None
        result = np.array(kept)
    return merge_close(result)


def merge_close(polygon: np.ndarray, tolerance: float = 0.05) -> np.ndarray | None:
    """Drop vertices that lie on their successor."""
    step = np.roll(polygon, -1, 0) - polygon
    kept = polygon[np.hypot(step[:, 0], step[:, 1]) > tolerance]
    return kept if len(kept) >= 3 else None


def contains(polygon: np.ndarray, points: np.ndarray, margin: float = 0.0) -> np.ndarray:
    """bool (N,): points at least ``margin`` inside."""
    normals, offsets = half_planes(polygon)
    return (points @ normals.T + offsets >= margin).all(1)


def long_axis(polygon: np.ndarray) -> np.ndarray:
    """Unit direction of the longest edge."""
    edge = np.roll(polygon, -1, 0) - polygon
    length = np.hypot(edge[:, 0], edge[:, 1])
    return edge[length.argmax()] / length.max()


def extents(polygon: np.ndarray, axis: np.ndarray) -> tuple[float, float, float, float]:
    """Least and greatest coordinate along ``axis``, then across it."""
    along = polygon @ axis
    across = polygon @ np.array([-axis[1], axis[0]])
    return along.min(), along.max(), across.min(), across.max()
