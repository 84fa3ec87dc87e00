"""Dense optical flow of OpenCV from the edges of one raster to those of another; both begin with one shift."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import shift as shifted

from ...engine.field import sample
from ..baselines import best_shift
from .flow import between, opened_deep_flow, opened_dis
from .rasters import RasterMethod, directions_of, strengths_of


def raster_dis(longest: float) -> RasterMethod:
    """Return the method that follows Dense Inverse Search from the best shift of at most so many pixels."""
    return _following(opened_dis(), longest)


def raster_deep_flow(longest: float) -> RasterMethod:
    """Return the method that follows DeepFlow from the best shift of at most so many pixels."""
    return _following(opened_deep_flow(), longest)


def _following(flow, longest: float) -> RasterMethod:
    margin = int(np.ceil(longest)) + 1

    def method(sheet, sheet_valid, reference, reference_valid, _) -> np.ndarray:
        target, moving = directions_of(reference, reference_valid), directions_of(sheet, sheet_valid)
        first = np.rint(best_shift(np.pad(target, margin), np.pad(moving, margin), longest))
        nearer = shifted(strengths_of(sheet, sheet_valid), first[::-1], order=0)
        rest = between(flow, nearer, strengths_of(reference, reference_valid))
        height, width = sheet_valid.shape
        x, y = np.meshgrid(np.arange(width) + 0.5 + first[0], np.arange(height) + 0.5 + first[1])
        return first[:, None, None] + sample(rest, np.stack([x.ravel(), y.ravel()], 1)).T.reshape(2, height, width)

    return method
