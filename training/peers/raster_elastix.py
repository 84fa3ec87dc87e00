"""Elastix from one raster to another: a shift, a similarity, then B-splines, by Mattes' mutual information."""

from __future__ import annotations

import numpy as np

from ...engine.field import centres, sample
from .elastix import image_of, register, stage_parameters
from .rasters import RasterMethod, grey_of, strengths_of

STAGES = (("TranslationTransform", 300, 6), ("SimilarityTransform", 300, 4), ("BSplineTransform", 300, 4))
GRID = 64.0  # pixels between control points at the end
SAMPLES = 6000  # positions at which each iteration compares the pictures
_STEP = 8  # pixels between positions at which the transform is asked


def raster_elastix(longest: float, on: str = "grey") -> RasterMethod:
    """Return the method that registers ``on`` "grey" values or on the strengths of "edges".

    Elastix knows no longest displacement; ``longest`` is what other methods are told.
    """
    import SimpleITK as sitk  # noqa: N813 (its users' name for it)

    seen = {"grey": grey_of, "edges": strengths_of}[on]

    def method(sheet, sheet_valid, reference, reference_valid, _) -> np.ndarray:
        height, width = sheet_valid.shape
        pictures = seen(sheet, sheet_valid), seen(reference, reference_valid)
        if min(np.ptp(picture) for picture in pictures) < 1e-6:  # elastix crashes where there is nothing to compare
            return np.zeros((2, height, width))
        pair = tuple(image_of(sitk, picture, 1.0) for picture in pictures)
        masks = image_of(sitk, sheet_valid, 1.0), image_of(sitk, reference_valid, 1.0)
        stages = [stage_parameters(*stage, 1, SAMPLES, GRID) for stage in STAGES]
        try:
            transform = register(sitk, [pair], masks[1], stages, masks[0])
        except RuntimeError:  # elastix gives up where too few samples fall on the reference
            return np.zeros((2, height, width))
        across, down = -(-width // _STEP), -(-height // _STEP)
        cell = np.array([width / across, height / down])
        position = centres(across, down) * cell
        moved = np.array([transform.TransformPoint(point) for point in position.tolist()]) - position
        field = moved.T.reshape(2, down, across)
        return sample(field, centres(width, height) / cell, "cubic").T.reshape(2, height, width)

    return method
