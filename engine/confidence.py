"""How far off a displacement may be, and how sure it is to be near the truth.

The network's own precision says how well walls fix a vertex; it does not know how coarse the imagery
is, nor that a vertex had to be drawn towards its surroundings. So a few signs are weighed against each
other, each a logarithm: log error = c₀ + Σ cᵢ sᵢ. The coefficients are fitted to measured errors
(`training.calibration`) and kept in the model's card; errors scatter about that by a log-logistic law.
"""

from __future__ import annotations

import math

import numpy as np

from .card import ModelCard
from .geometry import Geometries
from .validity import has_area

TOLERANCE = 1.0  # metres: confidence is the probability that the error is smaller
SIGNS = ("network", "strayed", "coarse")
CONSTANT, SCATTER = "constant", "scatter"  # c₀, and the deviation of the logarithm of the error
LEAST = 0.05  # metres, added before logarithms are taken
_TYPICAL = 0.1  # metres by which vertices are drawn towards their surroundings: no sign of anything
_SHARPEST = 0.3  # metres per pixel, below which finer imagery shows nothing more
_MEAN_OF_GAUSSIAN = math.sqrt(math.pi / 2)  # mean length of a deviate in the plane, in deviations per axis


def signs_of(
    geometries: Geometries, found: np.ndarray, raw: np.ndarray, precision: np.ndarray, resolution: float
) -> dict[str, np.ndarray]:
    """What speaks for and against each displacement.

    Args:
        geometries: N coordinates; those of one polygon are judged together.
        found: float (N, 2), metres, as it is to be applied.
        raw: float (N, 2), metres, as the chain left it.
        precision: float (N, 2, 2), inverse covariance by the network, 1/metre².
        resolution: of the imagery, metres per pixel.

    Returns:
        by the names of ``SIGNS``, float64 (N,).
    """
    strayed = np.log((np.hypot(*(found - raw).T) + LEAST) / _TYPICAL)
    signs = {"network": network_sign(precision), "strayed": strayed}
    owner = geometries.feature_of_coordinate
    count = np.maximum(np.bincount(owner, minlength=geometries.feature_count), 1)
    solid = has_area(geometries)[owner]
    for name, sign in signs.items():
        signs[name] = np.where(solid, (np.bincount(owner, sign, len(count)) / count)[owner], sign)
    return {**signs, "coarse": np.full(len(found), coarse_sign(resolution))}


def network_sign(precision: np.ndarray) -> np.ndarray:
    """Logarithm of the deviation per axis, metres, that the network claims; float64 (N,)."""
    a, b, c = precision[:, 0, 0] + 1e-6, precision[:, 0, 1], precision[:, 1, 1] + 1e-6
    return 0.5 * np.log((a + c) / (2 * np.maximum(a * c - b * b, 1e-12)))


def coarse_sign(resolution: float) -> float:
    """Logarithm of how much coarser the imagery is than the finest that is of use."""
    return math.log(max(resolution / _SHARPEST, 1.0))


class Confidence:
    """Turns signs into expected errors and probabilities.

    Args:
        card: of the model; one without an error model takes the network at its word.
        resolution: of the imagery, metres per pixel.
    """

    def __init__(self, card: ModelCard, resolution: float) -> None:
        self.model, self.resolution = card.error_model, resolution

    def error(self, signs: dict[str, np.ndarray]) -> np.ndarray:
        """Expected distance from the truth, metres, float64 (N,)."""
        if not self.model:
            return np.exp(signs["network"]) * _MEAN_OF_GAUSSIAN
        return self._median(signs) * math.exp(self.model[SCATTER] ** 2 / 2)

    def probability(self, signs: dict[str, np.ndarray]) -> np.ndarray:
        """Probability that the error is below ``TOLERANCE``, float64 (N,).

        Without an error model it is taken for Gaussian, with the mean variance of both axes.
        """
        if not self.model:
            return 1 - np.exp(-0.5 * TOLERANCE**2 * np.exp(-2 * signs["network"]))
        steepness = math.pi / (math.sqrt(3) * self.model[SCATTER])
        return 1 / (1 + (self._median(signs) / TOLERANCE) ** steepness)

    def of_place(self, precision: np.ndarray) -> np.ndarray:
        """The same probability for places of which only the network's precision (N, 2, 2) is known."""
        coarse = np.full(len(precision), coarse_sign(self.resolution))
        return self.probability({"network": network_sign(precision), "strayed": 0 * coarse, "coarse": coarse})

    def _median(self, signs: dict[str, np.ndarray]) -> np.ndarray:
        total = self.model[CONSTANT] + sum(self.model.get(name, 0.0) * sign for name, sign in signs.items())
        return np.exp(np.clip(total, -5, 5))
