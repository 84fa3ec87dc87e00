"""Models of warp, fitted to control points: similarity, affine, polynomial and thin-plate spline."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .errors import InputError
from .huber import huber_weights
from .numeric_inverse import invert
from .registration import Warp
from .thin_plate import ThinPlate

FEWEST = {"similarity": 2, "affine": 3, "polynomial": 6, "tps": 3}  # points that determine each
CLOSE = 1e-3  # metres to which an inverse is found
_TERMS = {"affine": 3, "polynomial": 6}
_HUBER = 1.345  # standard deviations from which on a point pulls no harder than this
_ITERATIONS, _SETTLED = 50, 1e-4
_FLAT = 1e-3  # of the length of a cloud of points, a width below which it is a line
_WORST = 1e7  # condition of a system beyond which points do not determine it


@dataclass(frozen=True)
class PolynomialWarp:
    """A polynomial of first or second order in both coordinates; see ``Warp``.

    Attributes:
        centre: float64 (2,), what is taken off positions first.
        spread: by which they are divided then.
        coefficients: float64 (3 or 6, 2), metres, of 1, x, y, x², xy, y².
    """

    centre: np.ndarray
    spread: float
    coefficients: np.ndarray

    def __call__(self, xy: np.ndarray) -> np.ndarray:
        """Where positions (N, 2) truly lie, (N, 2)."""
        return _terms((xy - self.centre) / self.spread, len(self.coefficients)) @ self.coefficients

    def inverse(self, xy: np.ndarray) -> np.ndarray:
        """Which positions (N, 2) truly lie at positions (N, 2); NaN where a bent one never comes."""
        back = np.linalg.inv(self.coefficients[1:3])
        start = (xy - self.coefficients[0]) @ back * self.spread + self.centre
        if len(self.coefficients) == 3:
            return start
        return invert(self, xy, start, self.spread * 1e-3, CLOSE)


def fit_warp(
    kind: str, before: np.ndarray, after: np.ndarray, weight: np.ndarray | None = None, name: str = "the sheet"
) -> Warp:
    """Fit a model of warp, robustly: what fits badly counts for less, by Huber's weights.

    Args:
        kind: ``similarity``, ``affine``, ``polynomial`` (of second order) or ``tps``, which goes through the points
            that it can believe.
        before: float (N, 2), positions of the sheet, metres of the frame.
        after: float (N, 2), where they truly lie.
        weight: float (N,), above 0 up to 1: their confidence; 1 each if None.
        name: of the sheet, for messages.

    Raises:
        InputError: there are too few points, or they lie so that they determine nothing, as on one line.
        ValueError: for another kind.
    """
    if kind not in FEWEST:
        raise ValueError(f"kind is '{kind}', but must be one of {', '.join(FEWEST)}")
    before, after = np.asarray(before, np.float64), np.asarray(after, np.float64)
    weight = np.ones(len(before)) if weight is None else np.clip(np.asarray(weight, np.float64), 1e-3, 1)
    places = len(np.unique(before, axis=0))
    if places < FEWEST[kind]:
        raise InputError(
            f"The warp '{kind}' takes at least {FEWEST[kind]} control points, and {name} has {places} that can be "
            "trusted; choose a simpler warp or a lower confidence."
        )
    centre = np.average(before, axis=0, weights=weight)
    spread = float(np.sqrt(np.average(((before - centre) ** 2).sum(1), weights=weight)))
    position = (before - centre) / spread
    if kind == "similarity":
        return PolynomialWarp(centre, spread, _similarity(position, after, weight))
    widths = np.linalg.svd(position - position.mean(0), compute_uv=False)
    terms = _terms(position, _TERMS.get(kind, 3))
    if widths[1] < _FLAT * widths[0] or np.linalg.cond(terms) > _WORST:
        raise InputError(
            f"The {len(before)} control points of {name} lie on one line or curve, which does not determine the warp "
            f"'{kind}'; choose the warp 'similarity'."
        )
    if kind == "tps":
        return ThinPlate.through(before, after, weight, CLOSE)
    return PolynomialWarp(centre, spread, _robust(terms, after, weight))


def _similarity(position: np.ndarray, after: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Coefficients (3, 2) of rotation, scale and shift."""
    (x, y), one, zero = position.T, np.ones(len(position)), np.zeros(len(position))
    terms = np.concatenate([np.stack([one, zero, x, -y], 1), np.stack([zero, one, y, x], 1)])
    shift_x, shift_y, cosine, sine = _robust(terms, after.T.reshape(-1, 1), np.tile(weight, 2), 2)[:, 0]
    return np.array([(shift_x, shift_y), (cosine, sine), (-sine, cosine)])


def _robust(terms: np.ndarray, after: np.ndarray, weight: np.ndarray, axes: int = 1) -> np.ndarray:
    """Coefficients (T, C) so that ``terms`` (N, T) times them is nearly ``after`` (N, C).

    By iteratively reweighted least squares; ``axes``: into how many blocks, one behind another, the rows of a point
    are divided, which share its weight.
    """
    huber = np.ones(len(weight))
    result = np.zeros((terms.shape[1], after.shape[1]))
    for _ in range(_ITERATIONS):
        root = np.sqrt(weight * huber)[:, None]
        before, result = result, np.linalg.lstsq(terms * root, after * root, rcond=None)[0]
        miss = np.linalg.norm((terms @ result - after).reshape(axes, -1, after.shape[1]), axis=(0, 2))
        huber = np.tile(huber_weights(miss, _HUBER), axes)
        if np.abs(result - before).max() < _SETTLED:
            break
    return result


def _terms(position: np.ndarray, count: int) -> np.ndarray:
    x, y = position.T
    return np.stack([np.ones(len(x)), x, y, x * x, x * y, y * y][:count], 1)
