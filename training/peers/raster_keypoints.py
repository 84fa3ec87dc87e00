"""Key points of two rasters, matched, and one similarity that most matches agree on (RANSAC)."""

from __future__ import annotations

import numpy as np

from .rasters import RasterMethod, grey_of, moved_by
from .sift import agreed, ranked_matches

TOLERANCE = 4.0  # pixels from the similarity up to which a match agrees with it: sheets are distorted besides
MOST = 5000  # key points of a picture


def raster_sift(longest: float) -> RasterMethod:
    """Return the method that matches SIFT's key points at most so many pixels away."""
    import cv2

    return _matching(cv2.SIFT_create(MOST, contrastThreshold=0.02), cv2.NORM_L2, longest)


def raster_orb(longest: float) -> RasterMethod:
    """Return the method that matches ORB's key points (Rublee et al., ICCV 2011) at most so many pixels away."""
    import cv2

    return _matching(cv2.ORB_create(MOST, fastThreshold=10), cv2.NORM_HAMMING, longest)


def _matching(detector, norm: int, longest: float) -> RasterMethod:
    import cv2

    matcher = cv2.BFMatcher(norm)

    def seen(picture: np.ndarray, valid: np.ndarray):
        return detector.detectAndCompute(np.rint(grey_of(picture, valid)).astype(np.uint8), valid.astype(np.uint8))

    def method(sheet, sheet_valid, reference, reference_valid, _) -> np.ndarray:
        found = [seen(sheet, sheet_valid), seen(reference, reference_valid)]
        shape, affine = sheet_valid.shape, None
        if all(len(points) > 1 for points, _ in found):
            places = [cv2.KeyPoint_convert(points).astype(float) + 0.5 for points, _ in found]
            affine = agreed(*ranked_matches(matcher, places, [words for _, words in found], longest), TOLERANCE)
        return np.zeros((2, *shape)) if affine is None else moved_by(affine, shape)

    return method
