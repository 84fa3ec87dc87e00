"""How good an alignment is, by the lengths of its errors.

Zampieri et al. (2018), Fig. 5, report the share of key points that end within t of the truth, and Fig. 8 the histogram
of what is left.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

WITHIN_PIXELS = (1, 2, 3, 4, 5, 10)
WITHIN_METRES = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0)

OUTPUTS = (
    "FEATURES", "MATCHED", "COUNT", "MEAN", "MEDIAN", "RMS", "P90", "LARGEST", "STEADY", "EAST", "NORTH",
)  # fmt: skip


@dataclass(frozen=True)
class Measures:
    """Of the errors of some key points; lengths in metres, shares 0 to 1.

    Attributes:
        count: of key points.
        mean, median, rms, p90, largest: of the lengths; p90 is the 90th percentile.
        steady: mean length once the median error is taken from all: truth itself is often off by a constant.
        east, north: the mean error.
        within_metres: shares within ``WITHIN_METRES``.
        resolution: metres per pixel, None where pixels mean nothing.
        within_pixels: shares within ``WITHIN_PIXELS``; empty without a resolution.
    """

    count: int
    mean: float
    median: float
    rms: float
    p90: float
    largest: float
    steady: float
    east: float
    north: float
    within_metres: tuple[float, ...]
    resolution: float | None
    within_pixels: tuple[float, ...]


def measure(errors: np.ndarray, resolution: float | None = None) -> Measures:
    """Measure errors.

    Args:
        errors: float (N, 2), metres east and north, position minus truth, N at least 1.
        resolution: metres per pixel.
    """
    length = np.hypot(*errors.T)
    return Measures(
        len(length),
        float(length.mean()),
        float(np.median(length)),
        float(np.sqrt((length**2).mean())),
        float(np.percentile(length, 90)),
        float(length.max()),
        float(steady_lengths(errors).mean()),
        *(float(value) for value in errors.mean(0)),
        shares_within(length, WITHIN_METRES),
        resolution,
        () if resolution is None else shares_within(length, np.array(WITHIN_PIXELS) * resolution),
    )


def steady_lengths(errors: np.ndarray) -> np.ndarray:
    """Lengths (N,) of errors (N, 2) from which their median is taken."""
    return np.hypot(*(errors - np.median(errors, 0)).T)


def shares_within(length: np.ndarray, thresholds) -> tuple[float, ...]:
    """The share of lengths (N,) up to each threshold, in the same unit."""
    return tuple((length[:, None] <= np.asarray(thresholds) + 1e-9).mean(0).tolist())


def output_names() -> tuple[str, ...]:
    """The names of ``evaluation_table.output_values``, those that are only there at times included."""
    within = [f"WITHIN_{t:g}_M".replace(".", "P") for t in WITHIN_METRES] + [f"WITHIN_{t}_PX" for t in WITHIN_PIXELS]
    return (*OUTPUTS, *within, "MEAN_BEFORE")
