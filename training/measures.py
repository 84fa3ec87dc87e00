"""How good an alignment is, from the residuals of its vertices.

Zampieri et al. report the share of key points that end within t pixels of the truth. Here every
vertex is a key point, a pixel is 0.3 m on the ground, and metres are reported beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..engine.evaluation_measures import shares_within, steady_lengths

PIXEL = 0.3  # metres, the unit of the papers
WITHIN_PIXELS = tuple(range(1, 11))
WITHIN_METRES = (0.5, 1.0, 2.0)
CURVE_PIXELS = tuple(step / 4 for step in range(65))  # 0 to 16 px, fine enough for a smooth curve
_WORSE = 1e-3  # metres; writing to a file and reading again moves less than this
_MUCH_WORSE = 0.5  # metres; what a cartographer would notice


@dataclass(frozen=True)
class Residuals:
    """What is left to do for the vertices of one image in one run, before and after aligning.

    Attributes:
        before, after: (N, 2), position minus truth in metres.
        feature: int (N,), the feature to which each vertex belongs.
    """

    before: np.ndarray
    after: np.ndarray
    feature: np.ndarray


def summarise(runs: Sequence[Residuals]) -> dict:
    """Summarise the runs of one place; every vertex of every run counts the same.

    Returns:
        ``vertices`` and ``features`` (over all runs), ``mean``, ``median``, ``p90`` (metres),
        ``steady`` (mean in metres, each run's median residual removed, because truth itself is
        often off by a constant), ``within_pixels`` and ``within_metres`` (shares, 0..1, in the order
        of the constants above), ``curve`` (shares at `CURVE_PIXELS`), ``worse`` (share of features
        that end further off than they began) and ``much_worse`` (by more than half a metre).
    """
    length = np.concatenate([np.hypot(*run.after.T) for run in runs])
    steady = np.concatenate([steady_lengths(run.after) for run in runs if len(run.after)])
    further = np.concatenate([_feature_means(run, run.after) - _feature_means(run, run.before) for run in runs])
    return {
        "vertices": len(length),
        "features": len(further),
        "mean": float(length.mean()),
        "median": float(np.median(length)),
        "p90": float(np.percentile(length, 90)),
        "steady": float(steady.mean()),
        "within_pixels": list(shares_within(length, np.array(WITHIN_PIXELS) * PIXEL)),
        "within_metres": list(shares_within(length, WITHIN_METRES)),
        "curve": list(shares_within(length, np.array(CURVE_PIXELS) * PIXEL)),
        "worse": float((further > _WORSE).mean()),
        "much_worse": float((further > _MUCH_WORSE).mean()),
    }


def average(summaries: Sequence[dict]) -> dict:
    """Average summaries of places, each place counting the same; counts are added up."""
    result = {}
    for key, first in summaries[0].items():
        values = [summary[key] for summary in summaries]
        if isinstance(first, int):
            result[key] = sum(values)
        else:
            result[key] = np.mean(values, axis=0).tolist()
    return result


def _feature_means(run: Residuals, residual: np.ndarray) -> np.ndarray:
    """Mean length of the residuals of each feature that has vertices, by rising feature number."""
    _, index = np.unique(run.feature, return_inverse=True)
    return np.bincount(index, np.hypot(*residual.T)) / np.bincount(index)
