"""How much points may say that do not fit the others."""

from __future__ import annotations

import numpy as np

_MEDIAN_LENGTH = 1.1774  # of a vector of two normal numbers of deviation 1


def huber_weights(miss: np.ndarray, limit: float, least: float = 1e-6) -> np.ndarray:
    """What points weigh, (N,) of 0..1, by Huber's rule.

    Args:
        miss: float (N,), how far off they lie, metres.
        limit: standard deviations, as most points have it, from which on they weigh less.
        least: metres that a standard deviation is at least.
    """
    deviation = max(float(np.median(miss)) / _MEDIAN_LENGTH, least)
    return np.minimum(1, limit * deviation / np.maximum(miss, 1e-12))
