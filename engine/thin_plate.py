"""The thin-plate spline through control points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .huber import huber_weights
from .numeric_inverse import invert

_AT_A_TIME = 1 << 21  # distances between points and positions that are held at a time
_LIMIT = 8.0  # standard deviations, of what neighbours make of a point, from which on it is not gone through
_BENT = 0.1  # of what a plane would leave, the least deviation that is reckoned with
_ROUNDS = 8
_ROUNDING = 1e-10  # of a point's own weight, added to it so that points that nearly touch can be solved for


@dataclass(frozen=True)
class ThinPlate:
    """The smoothest map of the plane through points, affine far from them; see ``Warp``.

    Attributes:
        centre: float64 (2,), what is taken off positions first.
        spread: by which they are divided then.
        knots: float64 (N, 2), the points, so normalised.
        bends: float64 (N, 2), metres, of r² log r around each.
        plane: float64 (3, 2), metres, of 1, x, y.
        close: metres to which an inverse is found.
    """

    centre: np.ndarray
    spread: float
    knots: np.ndarray
    bends: np.ndarray
    plane: np.ndarray
    close: float

    @classmethod
    def through(cls, before: np.ndarray, after: np.ndarray, weight: np.ndarray, close: float) -> ThinPlate:
        """Bend a plate through points that do not lie on one line.

        Points of weight 1 are gone through, others approached; what their neighbours contradict strongly counts for
        little. Several at one place count as their mean.

        Args:
            before, after: float64 (N, 2), metres.
            weight: float64 (N,), above 0 up to 1.
            close: metres to which inverses are to be found.
        """
        before, after, weight = _united(before, after, weight)
        centre = before.mean(0)
        spread = float(np.sqrt(((before - centre) ** 2).sum(1).mean()))
        knots = (before - centre) / spread
        count = len(knots)
        system = np.zeros((count + 3, count + 3))
        system[:count, :count] = _bend(knots, knots)
        system[:count, count:] = np.concatenate([np.ones((count, 1)), knots], 1)
        system[count:, :count] = system[:count, count:].T
        aim = np.concatenate([after, np.zeros((3, 2))])
        # Corners of a plate that bends much cannot be foretold, so what is odd is judged by how much it bends, too.
        flat = np.linalg.lstsq(system[:count, count:], after, rcond=None)[0]
        least = max(_BENT * float(np.median(np.linalg.norm(system[:count, count:] @ flat - after, axis=1))), close)
        own = None  # how stiffly a point is held by the others
        slack = np.zeros(count)
        for _ in range(_ROUNDS):
            tried = system.copy()
            tried[np.arange(count), np.arange(count)] += slack
            inverse = np.linalg.pinv(tried) if count == 3 else np.linalg.inv(tried)
            solution = inverse @ aim
            held = np.diag(inverse)[:count]
            if count == 3:  # a plane: there are no others
                break
            if own is None:
                own = 1 / np.median(np.abs(held))
            # How far off a point lies from the plate through the others alone, for the distance that they have: those
            # at the edge, or far from all others, cannot be foretold so well.
            miss = np.linalg.norm(solution[:count] / np.sqrt(np.abs(held) / own)[:, None], axis=1)
            belief = weight * huber_weights(miss, _LIMIT, least) ** 2  # the worse, the less it pulls at all
            before_slack, slack = slack, own * (1 / belief - 1 + _ROUNDING)
            if np.abs(slack - before_slack).max() < 1e-3 * own:
                break
        return cls(centre, spread, knots, solution[:count], solution[count:], close)

    def __call__(self, xy: np.ndarray) -> np.ndarray:
        """Where positions (N, 2) truly lie, (N, 2)."""
        position = (np.asarray(xy, np.float64) - self.centre) / self.spread
        result = self.plane[0] + position @ self.plane[1:]
        rows = max(_AT_A_TIME // len(self.knots), 1)
        for first in range(0, len(position), rows):
            result[first : first + rows] += _bend(position[first : first + rows], self.knots) @ self.bends
        return result

    def inverse(self, xy: np.ndarray) -> np.ndarray:
        """Which positions (N, 2) truly lie at positions (N, 2); NaN where the plate is folded."""
        start = (xy - self.plane[0]) @ np.linalg.inv(self.plane[1:]) * self.spread + self.centre
        return invert(self, xy, start, self.spread * 1e-4, self.close)


def _bend(position: np.ndarray, knots: np.ndarray) -> np.ndarray:
    """r² log r between positions (N, 2) and knots (M, 2), (N, M)."""
    squared = sum((position[:, None, axis] - knots[None, :, axis]) ** 2 for axis in (0, 1))
    return squared * np.log(np.maximum(squared, 1e-300)) / 2


def _united(before: np.ndarray, after: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    places, place = np.unique(before, axis=0, return_inverse=True)
    place = place.ravel()
    total = np.bincount(place, weight)
    mean = np.stack([np.bincount(place, weight * after[:, axis]) / total for axis in (0, 1)], 1)
    return places, mean, np.minimum(total, 1)
