"""The inverse of a smooth map of the plane that has none in closed form."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

_ITERATIONS = 20
_LONGEST = 64  # differences: a step longer than so many of them is cut, because the map bends meanwhile


def invert(
    function: Callable[[np.ndarray], np.ndarray],
    aim: np.ndarray,
    start: np.ndarray,
    difference: float,
    tolerance: float,
) -> np.ndarray:
    """Find where a map takes its values, by Newton's method.

    Args:
        function: from positions (N, 2) to positions (N, 2).
        aim: float (N, 2), values of ``function``.
        start: float (N, 2), near what is wanted.
        difference: by which positions are moved to see how ``function`` changes, small against its bends.
        tolerance: of the positions that are found.

    Returns:
        float64 (N, 2); NaN where the map does not reach, or has been left by the search.
    """
    found, aim = np.array(start, np.float64), np.asarray(aim, np.float64)
    active = np.flatnonzero(np.isfinite(found).all(1) & np.isfinite(aim).all(1))
    result = np.full(found.shape, np.nan)
    aside = difference * np.eye(2)
    for _ in range(_ITERATIONS):
        if not len(active):
            break
        here = found[active]
        value = function(here)
        along_x = (function(here + aside[0]) - value) / difference
        along_y = (function(here + aside[1]) - value) / difference
        determinant = along_x[:, 0] * along_y[:, 1] - along_x[:, 1] * along_y[:, 0]
        miss = aim[active] - value
        with np.errstate(divide="ignore", invalid="ignore"):
            step = np.stack(
                [
                    (miss[:, 0] * along_y[:, 1] - miss[:, 1] * along_y[:, 0]) / determinant,
                    (miss[:, 1] * along_x[:, 0] - miss[:, 0] * along_x[:, 1]) / determinant,
                ],
                1,
            )
            length = np.hypot(step[:, 0], step[:, 1])
            step *= np.minimum(1, _LONGEST * difference / np.maximum(length, 1e-300))[:, None]
        found[active] += step
        done = length < tolerance
        result[active[done]] = found[active[done]]
        active = active[~done & np.isfinite(length)]
    return result
