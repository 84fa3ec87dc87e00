"""Ground control points of a registered sheet: places of its picture, and where they truly lie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class ControlPoints:
    """Points, in the order of their rows and columns on the sheet.

    Attributes:
        pixels: float64 (N, 2), on the sheet's picture: x to the right, y down, (0, 0) its outer top left corner.
        before: float64 (N, 2), where they lie in the frame as the sheet is placed so far, metres.
        after: float64 (N, 2), where they truly lie in the frame, as measured.
        confidence: float64 (N,), 0 to 1.
        residual: float64 (N, 2), metres of the frame: where the warp that is applied puts them, minus ``after``.
    """

    pixels: np.ndarray
    before: np.ndarray
    after: np.ndarray
    confidence: np.ndarray
    residual: np.ndarray
