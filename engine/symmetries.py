"""The eight ways to look at a picture: turned by quarters, and mirrored."""

from __future__ import annotations

import numpy as np

SYMMETRIES = tuple((turns, mirrored) for mirrored in (False, True) for turns in range(4))


def view(raster: np.ndarray, turns: int, mirrored: bool) -> np.ndarray:
    """The raster (..., H, W) mirrored left to right, then turned counter-clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(raster[..., ::-1] if mirrored else raster, turns, (-2, -1)))


def unview(raster: np.ndarray, turns: int, mirrored: bool) -> np.ndarray:
    """Undo ``view``."""
    raster = np.rot90(raster, -turns, (-2, -1))
    return raster[..., ::-1] if mirrored else raster


def view_matrix(turns: int, mirrored: bool) -> np.ndarray:
    """2 × 2: what ``view`` does to a vector in pixels, x right and y down."""
    quarter = np.array([[0.0, 1.0], [-1.0, 0.0]])  # counter-clockwise on the screen: right becomes up
    return np.linalg.matrix_power(quarter, turns) @ np.diag([-1.0 if mirrored else 1.0, 1.0])
