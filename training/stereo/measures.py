"""How far disparities are off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BAD = (1, 2, 3)  # px, beyond which a disparity is bad


@dataclass(frozen=True)
class Errors:
    """Errors of some pixels; what was not answered is bad, and takes no part in the means.

    Attributes:
        mean, mean_visible: end-point error, px, of all pixels with truth, and of those that both pictures show.
        bad, bad_visible: by limit in px, share of pixels that are off by more or were not answered, %.
        answered: share of pixels with truth that were, %.
        pixels, visible: how many.
    """

    mean: float
    mean_visible: float
    bad: dict[int, float]
    bad_visible: dict[int, float]
    answered: float
    pixels: int
    visible: int

    @classmethod
    def of(cls, found: np.ndarray, truth: np.ndarray, visible: np.ndarray) -> Errors:
        """Measure.

        Args:
            found: disparities, NaN where there is no answer.
            truth: of the same shape, NaN where unknown.
            visible: bool, what the other picture shows, too.
        """
        known = np.isfinite(truth)
        error = np.abs(np.where(known, found - np.where(known, truth, 0), np.nan))
        seen = known & visible
        answered = known & np.isfinite(error)
        return cls(
            _mean(error[answered]),
            _mean(error[answered & seen]),
            *({limit: _share(~(error[part] <= limit)) for limit in BAD} for part in (known, seen)),
            _share(answered[known]),
            int(known.sum()),
            int(seen.sum()),
        )

    def row(self) -> dict[str, float]:
        """The figures by name, rounded."""
        values = {"epe": self.mean, "epe_visible": self.mean_visible, "answered": self.answered}
        for limit in BAD:
            values |= {f"bad{limit}": self.bad[limit], f"bad{limit}_visible": self.bad_visible[limit]}
        return {name: round(value, 3) for name, value in values.items()}


def pooled(errors: Sequence[Errors]) -> Errors:
    """The errors of all pixels of several pairs."""
    pixels, visible = ([getattr(each, name) for each in errors] for name in ("pixels", "visible"))

    def mean(name: str, weights: Sequence[float]) -> float:
        return float(np.average([getattr(each, name) for each in errors], weights=weights))

    bad, bad_visible = (
        {limit: float(np.average([getattr(each, name)[limit] for each in errors], weights=weights)) for limit in BAD}
        for name, weights in (("bad", pixels), ("bad_visible", visible))
    )
    answered = [each.answered * each.pixels for each in errors]
    return Errors(
        mean("mean", answered),
        mean("mean_visible", visible),
        bad,
        bad_visible,
        mean("answered", pixels),
        sum(pixels),
        sum(visible),
    )


def _mean(values: np.ndarray) -> float:
    return float(values.mean()) if values.size else 0.0


def _share(values: np.ndarray) -> float:
    return 100 * _mean(values.astype(np.float32))
