"""Belief propagation on a lattice: neighbours agree on shifts that are alike."""

from __future__ import annotations

import numpy as np

ROUNDS = 2  # of sweeps in the four directions; further ones change nothing
JUMP = 0.01  # probability that neighbours have nothing to do with each other
_AROUND = 3  # pixels around the most probable shift over which the mean is taken


def agree(score: np.ndarray, spread: float) -> tuple[np.ndarray, np.ndarray]:
    """Shifts of nodes that fit their scores and their neighbours.

    Sum-product belief propagation; shifts of neighbours differ by a normal deviate, or, rarely, by
    anything. The message along an edge is then a separable blur of a belief: two matrix products.

    Args:
        score: float (R, C, L, L), log-likelihood of each shift (down, then right) of each node; -inf
            where a shift is not allowed.
        spread: standard deviation of the difference between neighbours, pixels.

    Returns:
        float64 (R, C) twice: shift to the right and down, pixels, 0 being the middle of L.
    """
    return peaks(beliefs(score, spread))[:2]


def beliefs(score: np.ndarray, spread: float) -> np.ndarray:
    """How probable each shift of each node is by its own score and its neighbours', see ``agree``.

    Returns:
        float32 (R, C, L, L), each node's largest about 1.
    """
    _, columns, size, _ = score.shape
    rows = len(score)
    own = np.exp(score - score.max((2, 3), keepdims=True)).astype(np.float32)
    step = np.arange(size)
    blur = np.exp(-0.5 * ((step[:, None] - step) / spread) ** 2).astype(np.float32)
    blur /= blur.sum(1, keepdims=True)
    left, right, up, down = (np.ones_like(own) for _ in range(4))  # messages that arrive from there
    for _ in range(ROUNDS):
        for column in range(1, columns):
            at = np.s_[:, column - 1]
            left[:, column] = _message(own[at] * left[at] * up[at] * down[at], blur)
        for column in range(columns - 2, -1, -1):
            at = np.s_[:, column + 1]
            right[:, column] = _message(own[at] * right[at] * up[at] * down[at], blur)
        for row in range(1, rows):
            up[row] = _message(own[row - 1] * up[row - 1] * left[row - 1] * right[row - 1], blur)
        for row in range(rows - 2, -1, -1):
            down[row] = _message(own[row + 1] * down[row + 1] * left[row + 1] * right[row + 1], blur)
    belief = own
    for message in (left, right, up, down):
        belief *= message
    return belief


def _message(belief: np.ndarray, blur: np.ndarray) -> np.ndarray:
    belief = belief / np.maximum(belief.max((1, 2), keepdims=True), np.float32(1e-30))
    spread = blur @ belief @ blur.T
    spread = (1 - JUMP) * spread + JUMP * spread.mean((1, 2), keepdims=True)
    return spread / spread.max((1, 2), keepdims=True)


def peaks(belief: np.ndarray, around: int = _AROUND) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean shift around the most probable one.

    Args:
        belief: float (R, C, L, L).
        around: pixels over which the mean is taken.

    Returns:
        float64 (R, C) three times: shift to the right and down, pixels, and the share of the belief that lies there.
    """
    shape, size = belief.shape[:2], belief.shape[-1]
    belief = belief.reshape(-1, size, size)
    best = belief.reshape(len(belief), -1).argmax(1)
    row, column = np.divmod(best, size)
    padded = np.pad(belief, ((0, 0), (around, around), (around, around)))
    offset = np.arange(2 * around + 1)
    near = padded[
        np.arange(len(belief))[:, None, None], (row[:, None] + offset)[:, :, None], (column[:, None] + offset)[:, None]
    ].astype(np.float64)
    total = near.sum((1, 2))
    middle = size // 2 + around
    x = column + (near.sum(1) * offset).sum(1) / total - middle
    y = row + (near.sum(2) * offset).sum(1) / total - middle
    share = total / belief.sum((1, 2), dtype=np.float64)
    return x.reshape(shape), y.reshape(shape), share.reshape(shape)
