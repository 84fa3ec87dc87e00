"""Displacement fields and their algebra.

A field is float (2, H, W): for each pixel the vector, x then y, in pixels, to ADD to a position so
that it lands on the image. Pixel (row i, column j) holds the value at pixel coordinate
(j + 0.5, i + 0.5). Beyond its edges a field goes on with the value of the nearest edge pixel.
"""

from __future__ import annotations

import numpy as np


def sample(field: np.ndarray, position: np.ndarray, order: str = "bilinear") -> np.ndarray:
    """Values of a raster between its pixels.

    Args:
        field: float (C, H, W), any number of channels.
        position: float (N, 2), pixel coordinates, x then y.
        order: ``bilinear``, or ``cubic`` (Catmull-Rom: exact at pixel centres, smooth between).

    Returns:
        float (N, C).

    Raises:
        ValueError: for another order.
    """
    if order == "bilinear":
        reach, weigh = (0, 1), _linear_weights
    elif order == "cubic":
        reach, weigh = (-1, 0, 1, 2), _cubic_weights
    else:
        raise ValueError(f"order is '{order}', but must be 'bilinear' or 'cubic'")
    _, height, width = field.shape
    # clipping the position, not only the index, keeps the edge value instead of extrapolating
    x = np.clip(position[:, 0] - 0.5, 0, width - 1)
    y = np.clip(position[:, 1] - 0.5, 0, height - 1)
    column, row = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    along_x, along_y = weigh(x - column), weigh(y - row)
    columns = [np.clip(column + step, 0, width - 1) for step in reach]
    result = np.zeros((field.shape[0], len(position)), np.result_type(field, np.float32))
    for step_y, weight_y in zip(reach, along_y):
        rows = np.clip(row + step_y, 0, height - 1)
        line = sum(weight_x * field[:, rows, at] for weight_x, at in zip(along_x, columns))
        result += weight_y * line
    return result.T


def compose(outer: np.ndarray, inner: np.ndarray) -> np.ndarray:
    """The field that moves by ``inner`` first and by ``outer`` from there on.

    (Id + result) = (Id + outer) ∘ (Id + inner): the step φ ← φ ∘ (Id + f) of Zampieri et al. (2018),
    section 4, written for displacements.

    Args:
        outer, inner: float (2, H, W), of one size.

    Returns:
        float (2, H, W).
    """
    _, height, width = inner.shape
    moved = centres(width, height) + inner.reshape(2, -1).T
    return inner + sample(outer, moved).T.reshape(2, height, width)


def invert(field: np.ndarray, iterations: int = 30) -> np.ndarray:
    """The field that undoes ``field``: (Id + field) ∘ (Id + result) = Id, by fixed-point iteration.

    Converges where ``field`` changes by less than one pixel per pixel, that is, does not fold.

    Args:
        field: float (2, H, W).
        iterations: the error shrinks each time by the field's steepest change.

    Returns:
        float (2, H, W).
    """
    _, height, width = field.shape
    start = centres(width, height)
    inverse = np.zeros((height * width, 2), np.result_type(field, np.float32))
    for _ in range(iterations):
        inverse = -sample(field, start + inverse)
    return inverse.T.reshape(2, height, width)


def resample(field: np.ndarray, width: int, height: int, order: str = "bilinear") -> np.ndarray:
    """The same field on a grid of another pixel size; lengths are converted to the new pixels.

    Args:
        field: float (2, H, W).
        width, height: of the result; it covers the same ground.
        order: as in ``sample``.

    Returns:
        float (2, height, width).
    """
    factor = np.array([width / field.shape[2], height / field.shape[1]])
    values = sample(field, centres(width, height) / factor, order) * factor
    return values.T.reshape(2, height, width)


def centres(width: int, height: int) -> np.ndarray:
    """float64 (height * width, 2): pixel coordinates of all pixel centres, row by row."""
    y, x = np.mgrid[0:height, 0:width] + 0.5
    return np.stack([x.ravel(), y.ravel()], 1)


def inside(position: np.ndarray, width: int, height: int) -> np.ndarray:
    """Which pixel coordinates (N, 2), x right and y down, lie on a raster or its edge, bool (N,); NaN do not."""
    with np.errstate(invalid="ignore"):
        return ((position >= 0) & (position <= (width, height))).all(1)


def _linear_weights(t: np.ndarray) -> tuple[np.ndarray, ...]:
    return 1 - t, t


def _cubic_weights(t: np.ndarray) -> tuple[np.ndarray, ...]:
    return (
        ((2 - t) * t - 1) * t / 2,
        ((3 * t - 5) * t * t + 2) / 2,
        ((4 - 3 * t) * t + 1) * t / 2,
        (t - 1) * t * t / 2,
    )
