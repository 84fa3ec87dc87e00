"""A smooth displacement through uncertain ones: between what was measured and what paper can bear."""

from __future__ import annotations

import numpy as np

_ROUNDS = 4  # of doubting what lies far from the rest
_STEPS = 120  # of conjugate gradients a round, at most
_ENOUGH = 1e-4  # of the first residual, at which they end
_HOLD = 1e-6  # of the mean weight, given to all nodes: a plane through nothing is the one that was there


def smooth(
    measured: np.ndarray, weight: np.ndarray, stiffness: float, doubtful: float, start: np.ndarray | None = None
) -> np.ndarray:
    """The displacement that fits measured ones and bends little.

    Minimises Σ w ρ(|D - m|) + stiffness · Σ (D_xx² + 2 D_xy² + D_yy²) by conjugate gradients, where ρ (Geman-McClure)
    stops growing for what lies farther than ``doubtful`` from the rest.

    Args:
        measured: float (2, H, W), at nodes.
        weight: float (H, W), at least 0, about 1 for a good measurement; where it is 0 only smoothness counts.
        stiffness: weight of bending; the longer the more rigid: the square of it has the unit of nodes to the fourth.
        doubtful: distance, in the unit of ``measured``, from which a measurement counts for little.
        start: float (2, H, W), near the result; an affine displacement through the measured ones if None.

    Returns:
        float64 (2, H, W).
    """
    measured = np.asarray(measured, np.float64)
    found = affine_through(measured, weight) if start is None else np.asarray(start, np.float64)
    for _ in range(_ROUNDS):
        distance = ((measured - found) ** 2).sum(0)
        trust = weight / (1 + distance / doubtful**2) ** 2
        found = _solve(measured, trust, stiffness, found)
    return found


def affine_through(measured: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The affine displacement (2, H, W) that most of the measured ones agree on; arguments as for ``smooth``."""
    _, height, width = measured.shape
    y, x = np.mgrid[0:height, 0:width] / max(height, width)
    terms = np.stack([np.ones_like(x), x, y], -1).reshape(-1, 3)
    trust = weight.ravel() + max(_HOLD * float(weight.mean()), 1e-12)
    values = measured.reshape(2, -1).T
    for _ in range(8):
        square = terms.T @ (terms * trust[:, None]) + 1e-9 * np.eye(3)
        fitted = terms @ np.linalg.solve(square, terms.T @ (values * trust[:, None]))
        distance = np.hypot(*(values - fitted).T)
        usual = _weighted_median(distance, weight.ravel()) + 1e-9
        trust = (weight.ravel() + 1e-12) / (1 + (distance / (2 * usual)) ** 2) ** 2
    return fitted.T.reshape(measured.shape)


def _weighted_median(values: np.ndarray, weight: np.ndarray) -> float:
    order = np.argsort(values)
    total = np.cumsum(weight[order])
    return float(values[order[min(np.searchsorted(total, total[-1] / 2), len(order) - 1)]])


def _solve(measured: np.ndarray, trust: np.ndarray, stiffness: float, found: np.ndarray) -> np.ndarray:
    """Minimise Σ trust (D - measured)² + stiffness · bending, from ``found`` on, by preconditioned gradients."""
    hold = _HOLD * max(float(trust.mean()), 1e-12)
    diagonal = 1 / (trust + hold + 20 * stiffness)  # 20: of the biharmonic operator
    rest = trust * measured + hold * found - ((trust + hold) * found + stiffness * _bending(found))
    step = diagonal * rest
    along = (rest * step).sum((1, 2))
    first, direction = along.max(), step
    if first <= 0:
        return found
    for _ in range(_STEPS):
        pushed = (trust + hold) * direction + stiffness * _bending(direction)
        length = along / np.maximum((direction * pushed).sum((1, 2)), 1e-300)
        found = found + length[:, None, None] * direction
        rest = rest - length[:, None, None] * pushed
        step = diagonal * rest
        after = (rest * step).sum((1, 2))
        if after.max() < _ENOUGH**2 * first:
            break
        direction = step + (after / np.maximum(along, 1e-300))[:, None, None] * direction
        along = after
    return found


def _bending(field: np.ndarray) -> np.ndarray:
    """Gradient of the bending energy, half of it: the operator LᵀL of second differences (2, H, W)."""
    result = np.zeros_like(field)
    if field.shape[2] > 2:
        bend = field[:, :, 2:] - 2 * field[:, :, 1:-1] + field[:, :, :-2]
        result[:, :, 2:] += bend
        result[:, :, 1:-1] -= 2 * bend
        result[:, :, :-2] += bend
    if field.shape[1] > 2:
        bend = field[:, 2:] - 2 * field[:, 1:-1] + field[:, :-2]
        result[:, 2:] += bend
        result[:, 1:-1] -= 2 * bend
        result[:, :-2] += bend
    if min(field.shape[1:]) > 1:
        twist = 2 * (field[:, 1:, 1:] - field[:, 1:, :-1] - field[:, :-1, 1:] + field[:, :-1, :-1])
        result[:, 1:, 1:] += twist
        result[:, 1:, :-1] -= twist
        result[:, :-1, 1:] -= twist
        result[:, :-1, :-1] += twist
    return result
