"""Vertices do not move apart from their surroundings without a reason."""

from __future__ import annotations

import numpy as np

# Chosen together on places kept out of training (the validation split), fields of 3, 6 and 10 m.
SPREAD = 10.0  # metres: the surroundings are weighted by a Gaussian of this deviation
STRAYING = 0.4  # metres by which a vertex is expected to stray from its surroundings
_OUTLIER = 1.0  # metres: a vertex this far from its surroundings counts half
_SLOPE = 0.018  # metres per metre, the expected slope of the field
_RINGS = 2  # of cells around a cell, each as wide as SPREAD
_FLOOR = 1e-6  # 1/m²: keeps the fit defined where the model knows nothing
_PAIRS = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))  # of (1, x, y): the six different products


def steadied(position: np.ndarray, displacement: np.ndarray, precision: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Draw each vertex towards the smooth field of its surroundings, the more the less is known about it.

    The smooth field m is a plane, fitted around every place to all vertices near it by their precisions
    (a wall tells about one direction only, a corner about both). The best estimate for a vertex with
    displacement d and precision P that strays from m by σ is then (P + I/σ²)⁻¹ (P d + m/σ²): across a
    wall the vertex follows its own evidence, along it its surroundings. Vertices that disagree with
    their surroundings count less in a second fit.

    Args:
        position: float (N, 2), metres.
        displacement: float (N, 2), metres.
        precision: float (N, 2, 2), inverse covariance of each, 1/metre².
        seen: bool (N,), those that count; others are left as they are.

    Returns:
        float (N, 2), metres.
    """
    chosen = seen & np.isfinite(position).all(1)
    if not chosen.any():
        return displacement
    here, own, weight = position[chosen], displacement[chosen], precision[chosen]
    surroundings = _Surroundings(here)
    stray = own - surroundings.field(own, weight)
    weight = weight / (1 + (stray**2).sum(1) / _OUTLIER**2)[:, None, None]
    smooth = surroundings.field(own, weight)
    pull = np.eye(2) / STRAYING**2
    evidence = np.einsum("nij,nj->ni", weight, own) + smooth / STRAYING**2
    result = displacement.copy()
    result[chosen] = np.linalg.solve(weight + pull, evidence[..., None])[..., 0]
    return result


class _Surroundings:
    """The cells in which positions lie, each with its neighbours; time and memory grow with their number only."""

    def __init__(self, position: np.ndarray) -> None:
        cell = np.floor(position / SPREAD)
        self.arm = np.concatenate([np.ones((len(position), 1)), position - (cell + 0.5) * SPREAD], 1)  # (1, x, y)
        column, row = (cell - cell.min(0)).astype(np.int64).T + _RINGS
        width = int(column.max()) + _RINGS + 1
        self.cells, self.owner = np.unique(row * width + column, return_inverse=True)
        self.neighbours = []
        for down in range(-_RINGS, _RINGS + 1):
            for right in range(-_RINGS, _RINGS + 1):
                wanted = self.cells + down * width + right
                at = np.minimum(np.searchsorted(self.cells, wanted), len(self.cells) - 1)
                found = np.flatnonzero(self.cells[at] == wanted)
                self.neighbours.append((right, down, found, at[found]))

    def field(self, displacement: np.ndarray, precision: np.ndarray) -> np.ndarray:
        """Smooth field (N, 2) at the positions: per cell the plane d(x) = t + G x that fits its surroundings best.

        The normal equations are kept as moments of (1, x, y) about each cell's middle, which move to a
        neighbour's middle by a fixed matrix.
        """
        count = len(self.cells)
        pulled = np.einsum("nij,nj->ni", precision, displacement) + _FLOOR * displacement
        known = [precision[:, 0, 0] + _FLOOR, precision[:, 0, 1], precision[:, 1, 1] + _FLOOR]
        arms = self.arm.T
        moments = np.stack([self._sum(p * arms[a] * arms[b]) for p in known for a, b in _PAIRS], 1).reshape(-1, 3, 6)
        pulls = np.stack([self._sum(v * arm) for v in pulled.T for arm in arms], 1).reshape(-1, 2, 3)
        near_moments, near_pulls = np.zeros_like(moments), np.zeros_like(pulls)
        for right, down, here, there in self.neighbours:
            share = np.exp(-0.5 * (right**2 + down**2))
            shift = np.eye(3)  # the neighbour's (1, x, y), told from this cell's middle
            shift[1:, 0] = right * SPREAD, down * SPREAD
            near_moments[here] += moments[there] @ (share * _of_pairs(shift)).T
            near_pulls[here] += pulls[there] @ (share * shift).T
        square = near_moments[:, [[0, 1], [1, 2]]][..., [[0, 1, 2], [1, 3, 4], [2, 4, 5]]]  # (cells, 2, 2, 3, 3)
        normal = square.transpose(0, 1, 3, 2, 4).reshape(count, 6, 6)
        flat = np.array([_FLOOR, 1 / _SLOPE**2, 1 / _SLOPE**2] * 2)
        plane = np.linalg.solve(normal + np.diag(flat), near_pulls.reshape(count, 6, 1)).reshape(count, 2, 3)
        return np.einsum("nia,na->ni", plane[self.owner], self.arm)

    def _sum(self, values: np.ndarray) -> np.ndarray:
        return np.bincount(self.owner, values, len(self.cells))


def _of_pairs(shift: np.ndarray) -> np.ndarray:
    """The matrix (6, 6) that turns products of pairs when ``shift`` (3, 3) turns (1, x, y)."""
    whole = np.zeros((6, 6))
    for row, (a, b) in enumerate(_PAIRS):
        for c in range(3):
            for d in range(3):
                whole[row, _PAIRS.index((min(c, d), max(c, d)))] += shift[a, c] * shift[b, d]
    return whole
