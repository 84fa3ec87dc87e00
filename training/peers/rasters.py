"""What methods share that lay one raster on another."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ...engine.field import centres
from .pair import edges_of

# (sheet, where it is valid, reference, where that is valid, metres per pixel) -> float (2, H, W), pixels, x right and
# y down, to ADD to positions of the sheet; nothing but zeros says that the method has found nothing.
RasterMethod = Callable[[np.ndarray, np.ndarray, np.ndarray, np.ndarray, float], np.ndarray]


def grey_of(picture: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """A picture uint8 (H, W, 3) without its colours, float32 (H, W), 0 to 255; its mean where it shows nothing."""
    grey = picture.mean(2, dtype=np.float32)
    return np.where(valid, grey, grey[valid].mean() if valid.any() else 0).astype(np.float32)


def directions_of(picture: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """complex (H, W): the edges of a picture (see `pair.Pair.image_directions`), less what is common to all of it."""
    edges = edges_of(grey_of(picture, valid), valid)
    drawn = edges != 0
    return np.where(drawn, edges - edges[drawn].mean(), 0) if drawn.any() else edges


def strengths_of(picture: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """float32 (H, W) in 0..1: how strong its edges are."""
    return np.abs(edges_of(grey_of(picture, valid), valid)).astype(np.float32)


def shifted_by(shift: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """The displacement (2, H, W) of one shift (2,)."""
    return np.broadcast_to(shift[:, None, None], (2, *shape)).astype(float)


def moved_by(affine: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """The displacement (2, H, W) of an affine map (2, 3) of pixel coordinates."""
    start = centres(shape[1], shape[0])
    return (start @ affine[:, :2].T + affine[:, 2] - start).T.reshape(2, *shape)
