"""The shift, or the shift and rotation, that fits displaced vertices best: for many groups at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

LARGEST_ANGLE = np.radians(15)  # a building that seems turned further is a mistake of the field
_STEPS = 6  # Gauss-Newton converges quadratically; within 15 degrees it needs four
_FEWEST = 3  # vertices that a rotation is taken from


class RigidMotions(NamedTuple):
    """One motion per group: turn by ``angle`` about ``centre``, then shift.

    Attributes:
        angle: float64 (K,), radians, from x towards y.
        centre, shift: float64 (K, 2).
    """

    angle: np.ndarray
    centre: np.ndarray
    shift: np.ndarray

    def move(self, position: np.ndarray, label: np.ndarray) -> np.ndarray:
        """Move positions (N, 2), each with the group ``label`` (N,) that it belongs to."""
        arm = position - self.centre[label]
        return self.centre[label] + self.shift[label] + _turn(arm, self.angle[label])


def mean_shifts(displacement: np.ndarray, precision: np.ndarray, label: np.ndarray, count: int) -> np.ndarray:
    """Mean displacement of each group, weighted by the precisions.

    Args:
        displacement: float (N, 2).
        precision: float (N, 2, 2), symmetric, positive definite.
        label: int (N,), the group of each, 0 to ``count`` - 1.
        count: K.

    Returns:
        float64 (K, 2); zero for groups without members.
    """
    return _solve(_sums(precision, label, count), _sums(_times(precision, displacement), label, count))


def rigid_motions(
    position: np.ndarray, displacement: np.ndarray, precision: np.ndarray, label: np.ndarray, count: int
) -> RigidMotions:
    """Rotation and shift of each group that bring ``position`` nearest to ``position + displacement``.

    Minimises Σ (R p + t − q)ᵀ W (R p + t − q) by Gauss-Newton on the angle, the shift being solved
    exactly at every step. Groups of fewer than three vertices are only shifted, and no group is
    turned by more than ``LARGEST_ANGLE``.

    Args:
        position, displacement: float (N, 2).
        precision: float (N, 2, 2), symmetric, positive definite: the weights W.
        label: int (N,), the group of each, 0 to ``count`` - 1.
        count: K.
    """
    members = np.bincount(label, minlength=count)
    centre = _sums(position, label, count) / np.maximum(members, 1)[:, None]
    arm = position - centre[label]
    total = _sums(precision, label, count)
    turnable = members >= _FEWEST
    angle, shift = np.zeros(count), np.zeros((count, 2))
    for step in range(_STEPS + 1):
        turned = _turn(arm, angle[label])
        # The best shift for this angle, then what is left over.
        shift = _solve(total, _sums(_times(precision, arm + displacement - turned), label, count))
        if step == _STEPS or not turnable.any():
            break
        rest = arm + displacement - turned - shift[label]
        slope = np.stack([-turned[:, 1], turned[:, 0]], 1)  # of the turned arm by the angle
        weighted = _times(precision, slope)
        # The angle's own equation after the shift has been eliminated from it (Schur complement).
        cross = _sums(weighted, label, count)
        own = _sums((slope * weighted).sum(axis=1), label, count)
        curvature = own - (cross * _solve(total, cross)).sum(axis=1)
        pull = _sums((weighted * rest).sum(axis=1), label, count)
        known = turnable & (curvature > 1e-9 * own)
        angle[known] += pull[known] / curvature[known]
        angle = np.clip(angle, -LARGEST_ANGLE, LARGEST_ANGLE)
    return RigidMotions(angle, centre, shift)


def _turn(arm: np.ndarray, angle: np.ndarray) -> np.ndarray:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.stack([cosine * arm[:, 0] - sine * arm[:, 1], sine * arm[:, 0] + cosine * arm[:, 1]], 1)


def _times(matrix: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """Products (N, 2) of matrices (N, 2, 2) and vectors (N, 2)."""
    return (matrix * vector[:, None, :]).sum(axis=2)


def _sums(values: np.ndarray, label: np.ndarray, count: int) -> np.ndarray:
    """Sums of ``values`` (N, ...) over each group, (K, ...)."""
    flat = values.reshape(len(values), int(np.prod(values.shape[1:])))
    sums = np.stack([np.bincount(label, column, count) for column in flat.T], 1)
    return sums.reshape(count, *values.shape[1:])


def _solve(matrix: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """Solve symmetric 2 × 2 systems (K, 2, 2) x = (K, 2); zero where the matrix is zero."""
    a, b, c = matrix[:, 0, 0], matrix[:, 0, 1], matrix[:, 1, 1]
    determinant = a * c - b * b
    safe = np.where(determinant > 0, determinant, 1.0)
    x = (c * vector[:, 0] - b * vector[:, 1]) / safe
    y = (a * vector[:, 1] - b * vector[:, 0]) / safe
    return np.where((determinant > 0)[:, None], np.stack([x, y], 1), 0.0)
