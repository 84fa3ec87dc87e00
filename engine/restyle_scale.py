"""How thick a map's lines are: those of scans at high resolution are thicker than any that a network has seen."""

from __future__ import annotations

import numpy as np

from .restyle_sheet import Sheet, read_padded
from .restyle_style import spread

_SIDE = 256  # pixels along a side of the pieces that are looked at
_USUAL = 2.0  # pixels: how wide the strokes of web maps are by the same measure, and those of good scans
_THICK = 5.0  # pixels; below, nothing is said
_MOSTLY = 0.35  # share of dark pixels above which they are areas, or the table that a scan lay on
_CONTRAST = 40  # grey levels between ink and paper in a piece that shows something


def stroke_width(sheet: Sheet) -> float:
    """Width in pixels of the map's dark strokes, the median of pieces all over it; NaN where there are hardly any.

    Of a piece it is the median of all rows of dark pixels, along rows and columns: a stroke gives many that lead
    across it, and few along it.
    """
    widths = []
    for box in spread(sheet.window, _SIDE):
        image, alpha = read_padded(sheet, box)
        grey = image.astype(np.float32).mean(2)
        low, high = np.percentile(grey, (0.5, 50))
        if alpha.min() < 128 or high - low < _CONTRAST:
            continue
        dark = grey < (low + high) / 2
        lengths = np.concatenate([_runs(dark), _runs(dark.T)])
        if dark.mean() < _MOSTLY and len(lengths) > _SIDE:
            widths.append(np.median(lengths))
    return float(np.median(widths)) if widths else float("nan")


def scale_hint(sheet: Sheet) -> list[str]:
    """A sentence that proposes to make a map smaller whose lines are thick; none where they are not."""
    width = stroke_width(sheet)
    if not width >= _THICK:
        return []
    return [
        f"The lines of the map {sheet.name} are about {width:.0f} pixels wide, more than those that models were "
        f"trained on; a scale of {max(_USUAL / width, 0.1):.1g} may give a better result."
    ]


def _runs(dark: np.ndarray) -> np.ndarray:
    """Lengths of all rows of dark pixels along the last axis."""
    edges = np.diff(np.pad(dark, ((0, 0), (1, 1))).ravel().astype(np.int8))
    return np.flatnonzero(edges < 0) - np.flatnonzero(edges > 0)
