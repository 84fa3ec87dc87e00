"""Dense optical flow of OpenCV from the drawn outlines to the edges of the imagery.

Both start from one global shift: a flow follows what looks alike nearby, and between outlines and a
photograph that is soon the neighbouring edge.
"""

from __future__ import annotations

import time

import numpy as np

from ...engine.geometry import Geometries
from ..methods import Aligned, Method
from ..places import Place
from .pair import Pair

PATCH, STRIDE = 16, 4  # pixels; OpenCV's 8 px hold too little of an outline to tell it from others


def dis(max_displacement: float) -> Method:
    """Return the method that follows Dense Inverse Search (Kroeger et al., ECCV 2016)."""
    return _following(opened_dis(), max_displacement)


def deep_flow(max_displacement: float) -> Method:
    """Return the method that follows DeepFlow (Weinzaepfel et al., ICCV 2013), as OpenCV has it: without matches."""
    return _following(opened_deep_flow(), max_displacement)


def opened_dis():
    """Dense Inverse Search as OpenCV has it, with patches that hold enough of an outline."""
    import cv2

    flow = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    flow.setFinestScale(1)
    flow.setPatchSize(PATCH)
    flow.setPatchStride(STRIDE)
    return flow


def opened_deep_flow():
    """DeepFlow as OpenCV has it."""
    import cv2

    return cv2.optflow.createOptFlow_DeepFlow()


def between(flow, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Where each pixel of the first picture (H, W), none negative, lies in the second, float32 (2, H, W), pixels."""
    pictures = (picture / max(picture.max(), 1e-9) for picture in (start, end))
    return np.moveaxis(flow.calc(*(np.rint(255 * picture).astype(np.uint8) for picture in pictures), None), 2, 0)


def _following(flow, max_displacement: float) -> Method:
    def method(place: Place, displaced: Geometries) -> Aligned:
        started = time.perf_counter()
        pair = Pair.of(place, displaced, max_displacement).shifted(max_displacement)
        moved = pair.follow(between(flow, pair.vector_edges, pair.image_edges), max_displacement)
        return Aligned(moved, seconds=time.perf_counter() - started)

    return method
