"""By how much the content of one picture has to be shifted to lie on that of another, node by node."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .agreement import beliefs, peaks
from .smoothing import blurred

CELL = 8  # pixels of content from node to node
HAT = (1, 2, 3, 2, 1)  # weights of the cells around a node, across and down
MARGIN = len(HAT) // 2  # cells around the outermost nodes that take part
_SPREAD = 0.5  # pixels by which neighbouring nodes' shifts differ, about
_AROUND = 2  # pixels around the most probable shift that count as it
_NEAR = 3.0  # nodes over which support is averaged
_LITTLE = 1e-4 * (CELL * sum(HAT)) ** 2  # energy of a window; what has less has nothing to be matched


class Shifts(NamedTuple):
    """What was found at nodes.

    Attributes:
        x, y: float64 (R, C), pixels of content, to the right and down.
        support: float32 (R, C), by how many deviations a node's score there is above those of its other shifts, around
            the node.
    """

    x: np.ndarray
    y: np.ndarray
    support: np.ndarray


def scores(one: np.ndarray, other: np.ndarray, reach: int) -> np.ndarray:
    """How well content lies on other content, for every shift of every node.

    S(d) = Σ w(x) a(x)·b(x + d) / sqrt(Σ w(x) |a(x)|² · Σ w(x) |b(x + d)|²), where w is a hat of ``HAT`` by cells.

    Args:
        one: float32 (K, h, w), sides multiples of ``CELL``; nodes are the middles of its cells but for ``MARGIN`` of
            them on every side.
        other: float32 (K, h + 2 reach, w + 2 reach), the same place and ``reach`` pixels more on every side.
        reach: pixels, the longest shift across and down.

    Returns:
        float32 (R, C, L, L), -1 to 1; L = 2 reach + 1, shift down, then to the right, 0 in the middle.
    """
    _, height, width = one.shape
    size = 2 * reach + 1
    energy = _windowed((one**2).sum(0))
    lengths = (other**2).sum(0)
    result = np.empty((*energy.shape, size, size), np.float32)
    others = np.empty_like(result)
    for down in range(size):
        for right in range(size):
            place = np.s_[down : down + height, right : right + width]
            result[:, :, down, right] = _windowed(np.einsum("kij,kij->ij", one, other[(slice(None), *place)]))
            others[:, :, down, right] = _windowed(lengths[place])
    both = np.sqrt(np.maximum(energy[:, :, None, None] * others, 0))
    return np.where(both > _LITTLE, result / np.maximum(both, _LITTLE), 0)


def shifts(score: np.ndarray, temperature: float, spread: float = _SPREAD) -> Shifts:
    """The shifts that fit the scores and those of the neighbours.

    Args:
        score: as of ``scores``.
        temperature: by which they are multiplied to be log-likelihoods.
        spread: pixels by which neighbours differ.
    """
    x, y, _ = peaks(beliefs(score * np.float32(temperature), spread), _AROUND)
    flat, size = score.reshape(*x.shape, -1), score.shape[-1]
    column, row = (np.clip(np.rint(each).astype(np.intp) + size // 2, 0, size - 1) for each in (x, y))
    there = np.take_along_axis(flat, (row * size + column)[..., None], -1)[..., 0]
    standing = (there - flat.mean(-1)) / (flat.std(-1) + 1e-6)
    return Shifts(x, y, blurred(standing, _NEAR))


def _windowed(values: np.ndarray) -> np.ndarray:
    """Sums (h, w) over the window of every node, (R, C)."""
    rows, columns = (side // CELL for side in values.shape)
    cells = values.reshape(rows, CELL, -1).sum(1).reshape(rows, columns, CELL).sum(2)
    inner = rows - 2 * MARGIN, columns - 2 * MARGIN
    cells = sum(weight * cells[at : at + inner[0]] for at, weight in enumerate(HAT))
    return sum(weight * cells[:, at : at + inner[1]] for at, weight in enumerate(HAT))
