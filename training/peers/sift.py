"""Key points of imagery and drawn vectors (SIFT), matched, and one similarity that most matches agree on (RANSAC)."""

from __future__ import annotations

import time

import numpy as np

from ...engine.geometry import Geometries
from ..methods import Aligned, Method
from ..places import Place
from .pair import Pair

RATIO = 0.8  # Lowe's test: how much better the best match must be than the next
TOLERANCE = 1.5  # metres from the similarity up to which a match agrees with it
LEAST = 8  # matches that must agree; two are enough to make up a similarity
CHUNK = 1000  # key points that are matched at a time; only memory depends on it


def sift_ransac(max_displacement: float) -> Method:
    """Return the method that moves a whole image's vectors by one similarity; without agreement nothing moves.

    Key points are sought in the strengths of edges, the one thing that both pictures show, and matched
    with those within ``max_displacement`` metres: on validation places that made the mean error a third.
    """
    import cv2

    sift, matcher = cv2.SIFT_create(contrastThreshold=0.02), cv2.BFMatcher(cv2.NORM_L2)

    def method(place: Place, displaced: Geometries) -> Aligned:
        started = time.perf_counter()
        pair = Pair.of(place, displaced, max_displacement)
        seen = [sift.detectAndCompute(np.rint(255 * edges).astype(np.uint8), None) for edges in _pictures(pair)]
        shifts = np.zeros(2)
        if all(len(points) > 1 for points, _ in seen):
            places = [cv2.KeyPoint_convert(points).astype(float) + 0.5 for points, _ in seen]
            start, end = ranked_matches(
                matcher, places, [words for _, words in seen], max_displacement / pair.resolution
            )
            affine = agreed(start, end, TOLERANCE / pair.resolution)
            if affine is not None:
                position = pair.vectors.coordinates
                shifts = position @ affine[:, :2].T + affine[:, 2] - position
        return Aligned(pair.moved(shifts, max_displacement), seconds=time.perf_counter() - started)

    return method


def agreed(start: np.ndarray, end: np.ndarray, tolerance: float) -> np.ndarray | None:
    """The similarity (2, 3) from positions (M, 2) to (M, 2) that most agree on within pixels, or None."""
    import cv2

    if len(start) < LEAST:
        return None
    affine, agree = cv2.estimateAffinePartial2D(start, end, ransacReprojThreshold=tolerance, maxIters=5000)
    return affine if affine is not None and agree.sum() >= LEAST else None


def _pictures(pair: Pair) -> tuple[np.ndarray, np.ndarray]:
    return pair.vector_edges, pair.image_edges


def ranked_matches(matcher, places, words, longest: float) -> tuple[np.ndarray, np.ndarray]:
    """Positions (M, 2) in the vectors and (M, 2) in the imagery: best matches within reach that pass Lowe's test."""
    (start, end), kept = places, []
    for first in range(0, len(start), CHUNK):
        part = slice(first, first + CHUNK)
        near = np.hypot(*(start[part, None] - end).transpose(2, 0, 1)) <= longest
        found = matcher.knnMatch(words[0][part], words[1], k=2, mask=near.astype(np.uint8))
        ranked = (pair for pair in found if len(pair) == 2)
        kept += [(first + a.queryIdx, a.trainIdx) for a, b in ranked if a.distance < RATIO * b.distance]
    chosen = np.array(kept, int).reshape(-1, 2)
    return start[chosen[:, 0]], end[chosen[:, 1]]
