"""The engine's score of shifts (``engine/matching.py``) in PyTorch, so that contents can be learnt by it."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, conv2d, pad

from ...engine.matching import CELL, HAT

_LITTLE = 1e-4 * (CELL * sum(HAT)) ** 2  # of energy, below which nothing is to be matched


def scores(one: Tensor, other: Tensor, reach: int) -> Tensor:
    """How well content lies on other content, for every shift of every node, as ``engine.matching.scores``.

    Args:
        one: B x K x h x w, sides multiples of ``CELL``.
        other: B x K x (h + 2 reach) x (w + 2 reach).
        reach: pixels, the longest shift across and down.

    Returns:
        B x R x C x L x L, L = 2 reach + 1, shift down, then to the right, 0 in the middle.
    """
    one, other = one.float(), other.float()
    size = 2 * reach + 1
    both = _products(one, other, size)
    energy = avg_pool2d((one * one).sum(1, keepdim=True), CELL) * CELL**2
    lengths = avg_pool2d((other * other).sum(1, keepdim=True), CELL, 1) * CELL**2
    cells = energy.shape[2:]
    others = lengths[:, 0].unfold(1, size, CELL).unfold(2, size, CELL)
    others = others[:, : cells[0], : cells[1]].flatten(3).movedim(-1, 1)
    score, others = _hat(both.flatten(3).movedim(-1, 1)), _hat(others)
    length = (_hat(energy) * others + _LITTLE**2).sqrt()
    return (score / length).movedim(1, -1).unflatten(-1, (size, size))


def _products(one: Tensor, other: Tensor, size: int) -> Tensor:
    """Inner products of every cell with what lies under it after every shift, B x cells x cells x size x size.

    Whole rows of cells are multiplied, of which a band is taken: one large product is faster than many small ones.
    """
    batch, channels, height, width = one.shape
    rows = height // CELL
    left = one.unflatten(2, (rows, CELL)).permute(0, 2, 4, 1, 3).reshape(batch * rows, width, channels * CELL)
    found = []
    for down in range(size):
        part = other[:, :, down : down + height].unflatten(2, (rows, CELL)).permute(0, 2, 1, 3, 4)
        product = left @ part.reshape(batch * rows, channels * CELL, -1)
        # row x from column x on: as if rows were one pixel longer
        skewed = pad(product.flatten(1), (0, width)).unflatten(1, (width, -1))
        found.append(skewed[:, :, :size].unflatten(1, (-1, CELL)).sum(2).unflatten(0, (batch, rows)))
    return torch.stack(found, 3)


def _hat(cells: Tensor) -> Tensor:
    """Sums over the window of every node: B x N x cells x cells to B x N x R x C."""
    weights = torch.tensor(HAT, dtype=cells.dtype, device=cells.device)
    flat = cells.flatten(0, 1)[:, None]
    flat = conv2d(conv2d(flat, weights.view(1, 1, -1, 1)), weights.view(1, 1, 1, -1))
    return flat[:, 0].unflatten(0, cells.shape[:2])
