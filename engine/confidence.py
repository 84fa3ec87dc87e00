"""From the model's precision to a probability that the user can read."""

from __future__ import annotations

import numpy as np

TOLERANCE = 1.0  # metres: confidence is the probability that the error is smaller


def confidence_of(precision: np.ndarray) -> np.ndarray:
    """Probability that the error is below ``TOLERANCE``, taking it for Gaussian with the mean variance of both axes.

    Args:
        precision: float (N, 2, 2), inverse covariance, 1/metre²; zero where nothing is known.

    Returns:
        float (N,), 0..1.
    """
    a, b, c = precision[:, 0, 0], precision[:, 0, 1], precision[:, 1, 1]
    determinant, trace = a * c - b * b, a + c
    # mean variance = trace of the inverse / 2 = trace / (2 determinant)
    with np.errstate(divide="ignore", invalid="ignore"):
        exponent = np.where(trace > 0, TOLERANCE**2 * determinant / trace, 0.0)
    return 1 - np.exp(-np.maximum(exponent, 0))
