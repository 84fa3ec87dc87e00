"""From disparities of a rectified aerial pair to heights."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .errors import InputError
from .restyle_sheet import Sheet, metres_per_pixel


@dataclass(frozen=True)
class Heights:
    """How disparities become heights: datum + disparity · resolution / ratio.

    Attributes:
        ratio: distance of the two cameras over their height above the ground; negative where high things have low
            disparities, because left and right are the other way round.
        resolution: metres per pixel on the ground; as the left picture says if None.
        datum: metres, height of what has disparity 0.
    """

    ratio: float
    resolution: float | None = None
    datum: float = 0.0

    def __post_init__(self) -> None:
        """Refuse impossible values.

        Raises:
            InputError: naming the value.
        """
        if not (math.isfinite(self.ratio) and self.ratio):
            raise InputError(f"The base-to-height ratio is {self.ratio:g}; give a number other than 0, such as 0.6.")
        if self.resolution is not None and not 0 < self.resolution < math.inf:
            raise InputError(f"The resolution is {self.resolution:g} metres per pixel; give a number above 0.")
        if not math.isfinite(self.datum):
            raise InputError(f"The datum is {self.datum:g} metres; give a number.")

    def per_pixel(self, sheet: Sheet) -> float:
        """Metres of height per pixel of disparity.

        Raises:
            InputError: nothing says how large a pixel is on the ground.
        """
        metres = metres_per_pixel(sheet) if self.resolution is None else self.resolution
        if math.isnan(metres):
            raise InputError(
                f"The {sheet.kind} {sheet.name} does not say how large its pixels are on the ground; give the "
                "resolution in metres per pixel, so that disparities become heights."
            )
        return metres / self.ratio

    def of(self, disparity: np.ndarray, per_pixel: float) -> np.ndarray:
        """Heights in metres, float32, of disparities in pixels."""
        return np.float32(self.datum) + np.float32(per_pixel) * disparity
