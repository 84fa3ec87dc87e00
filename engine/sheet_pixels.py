"""A sheet's pixels on any other grid, each made once from those around its place."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .field import sample
from .restyle_place import Box
from .restyle_sheet import Sheet

METHODS = ("nearest", "bilinear", "cubic")
_STEP = 8  # pixels of the result between places that are computed; between them they are interpolated
_ROWS = 1 << 18  # pixels of the result that are made at a time
_WIDEST = 1 << 23  # pixels of the sheet that are read at a time; a result that asks for more is made in parts
_REACH = 3  # pixels of the sheet around a place that interpolation looks at, and one to spare

Positions = Callable[[np.ndarray], np.ndarray]


class SheetPixels:
    """Reads a sheet through a map of the plane.

    Args:
        sheet: the picture.
        factor: by which it is made smaller first, averaged, at most 1; for grids of coarser pixels.
    """

    def __init__(self, sheet: Sheet, factor: float = 1.0) -> None:
        whole = sheet.whole
        self._sheet = sheet if factor >= 1 else sheet.scaled(factor)
        own = self._sheet.whole
        self._per_pixel = np.array([own.width / whole.width, own.height / whole.height])

    def draw(self, positions: Positions, box: Box, method: str = "cubic") -> tuple[np.ndarray, np.ndarray]:
        """Make a rectangle of a result.

        Args:
            positions: from pixel coordinates (N, 2) of the result to those of the sheet, at its full size; what is
                not finite is not on the sheet. Smooth: it is asked at every 8th pixel only.
            box: of the result's pixels. What a pixel shows does not depend on the rectangle that it is in.
            method: one of ``METHODS``.

        Returns:
            uint8 (H, W, 3), 0 where nothing is to be seen, and uint8 (H, W): how opaque it is, 0 off the sheet.
        """
        image = np.zeros((box.height, box.width, 3), np.uint8)
        alpha = np.zeros((box.height, box.width), np.uint8)
        rows = max(_ROWS // max(box.width, 1), 1)
        for top in range(0, box.height, rows):
            part = Box(box.left, box.top + top, box.width, min(rows, box.height - top))
            at = between(positions, part)
            at *= self._per_pixel
            self._fill(at, method, image[top : top + rows], alpha[top : top + rows])
        return image, alpha

    def _fill(self, at: np.ndarray, method: str, image: np.ndarray, alpha: np.ndarray) -> None:
        """Fill ``image`` and ``alpha`` from places (H, W, 2) of the sheet as it is read."""
        whole = self._sheet.whole
        low, high = np.array([whole.left, whole.top]), np.array([whole.right, whole.bottom])
        with np.errstate(invalid="ignore"):
            there = ((at > low - 0.5) & (at < high + 0.5)).all(2)
        if not there.any():
            return
        seen = at[there]
        first = np.floor(seen.min(0)).astype(int) - _REACH
        last = np.ceil(seen.max(0)).astype(int) + _REACH
        around = Box(int(first[0]), int(first[1]), int(last[0] - first[0]), int(last[1] - first[1]))
        height, width = there.shape
        if around.width * around.height > _WIDEST and max(height, width) > 1:
            axis = 1 if width >= height else 0
            for part in (slice(at.shape[axis] // 2), slice(at.shape[axis] // 2, None)):
                part = (slice(None), part)[1 - axis :]
                self._fill(at[part], method, image[part], alpha[part])
            return
        pixels = self._read(around)
        if not pixels[3].any():
            return
        values = _interpolated(pixels, (seen - first).astype(np.float32), method)
        opacity = np.clip(values[:, 3], 0, 1)
        colours = values[:, :3] / np.maximum(values[:, 3:], 1e-3)
        opaque = np.clip(opacity * 255 + 0.5, 0, 255).astype(np.uint8)
        image[there] = np.where(opaque[:, None] > 0, np.clip(colours + 0.5, 0, 255), 0).astype(np.uint8)
        alpha[there] = opaque

    def _read(self, around: Box) -> np.ndarray:
        """Colours weighed by opacity, and opacity 0 to 1: float32 (4, H, W), 0 beyond the sheet."""
        inner = around.common(self._sheet.whole)
        image, alpha = self._sheet.read(inner)
        pixels = np.zeros((4, around.height, around.width), np.float32)
        left, top = inner.left - around.left, inner.top - around.top
        target = pixels[:, top : top + inner.height, left : left + inner.width]
        target[3] = alpha / np.float32(255)
        target[:3] = image.transpose(2, 0, 1) * target[3]
        return pixels


def between(positions: Positions, box: Box) -> np.ndarray:
    """Values of a smooth map at all pixel centres of a rectangle, computed at every 8th pixel.

    Args:
        positions: from pixel coordinates (N, 2) to values (N, C).
        box: of the pixels.

    Returns:
        float64 (H, W, C), NaN where a value nearby is not finite.
    """
    across, columns = _weights(box.left, box.width)
    down, rows = _weights(box.top, box.height)
    x, y = np.meshgrid(columns, rows)
    nodes = positions(np.stack([x.ravel(), y.ravel()], 1)).reshape(len(rows), len(columns), -1)
    known = np.isfinite(nodes).all(2)
    nodes = np.where(known[..., None], nodes, 0.0)
    result = np.stack([down @ nodes[..., band] @ across.T for band in range(nodes.shape[2])], 2)
    if not known.all():
        missing = (down != 0).astype(np.float32) @ (~known).astype(np.float32) @ (across != 0).T.astype(np.float32)
        result[missing > 0] = np.nan
    return result


def _weights(start: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """What nodes (n,) weigh at each of ``count`` pixels from ``start`` on, (count, n), and where they lie."""
    first, last = start // _STEP - 1, (start + count) // _STEP + 2
    nodes = np.arange(first, last + 1)
    place = (start + 0.5 + np.arange(count)) / _STEP - first + 0.5
    weights = sample(np.eye(len(nodes))[:, None], np.stack([place, np.full(count, 0.5)], 1), "cubic")
    return weights, nodes * float(_STEP)


def _interpolated(pixels: np.ndarray, at: np.ndarray, method: str) -> np.ndarray:
    """Values (N, C) of pixels (C, H, W) at pixel coordinates (N, 2)."""
    if method != "nearest":
        return sample(pixels, at, method)
    column, row = np.floor(at).astype(np.int64).T
    return pixels[:, row, column].T
