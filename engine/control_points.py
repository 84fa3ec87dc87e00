"""Ground control points of a registered sheet: places of its picture, and where they truly lie."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .frame import Frame
    from .node_field import NodeField
    from .registration import Warp
    from .sheet_georeference import SheetGeoreference

_MIDDLE = 0.25  # share of its confidence that a node in the corner of a cell gives up against one in its middle
_APART = 0.5  # sides of a cell, between points at least
_GROWTH = 1.05


@dataclass(frozen=True)
class ControlPoints:
    """Points, in the order of their rows and columns on the sheet.

    Attributes:
        pixels: float64 (N, 2), on the sheet's picture: x to the right, y down, (0, 0) its outer top left corner.
        before: float64 (N, 2), where they lie in the frame as the sheet is placed so far, metres.
        after: float64 (N, 2), where they truly lie in the frame, as measured.
        confidence: float64 (N,), 0 to 1.
        residual: float64 (N, 2), metres of the frame: where the warp that is applied puts them, minus ``after``.
    """

    pixels: np.ndarray
    before: np.ndarray
    after: np.ndarray
    confidence: np.ndarray
    residual: np.ndarray

    def __len__(self) -> int:
        """How many."""
        return len(self.pixels)

    def left_by(self, warp: Warp) -> ControlPoints:
        """The same points with the residuals that a warp leaves."""
        return replace(self, residual=warp(self.before) - self.after if len(self) else np.zeros((0, 2)))


def choose_points(
    measured: NodeField, sheet: SheetGeoreference, frame: Frame, min_confidence: float, count: int = 64
) -> ControlPoints:
    """Take points from where a registration is most certain, spread over all of the sheet that can be trusted.

    That part is divided into about ``count`` square cells of the picture; the best node of each is a point.

    Args:
        measured: the displacement and how far it can be believed.
        sheet, frame: in which it was measured.
        min_confidence: of a point, 0 to 1; where nothing at all is known there is none.
        count: of points at most; there are fewer where nodes are few.

    Returns:
        Points with residuals of 0, none where nothing can be trusted; see ``ControlPoints.left_by``.
    """
    nodes = measured.nodes()
    pixels = sheet.to_pixels(frame.to_layer(nodes))
    confidence = measured.confidence.ravel().astype(np.float64)
    corner = np.array([sheet.sheet.whole.left, sheet.sheet.whole.top])
    size = np.array([sheet.width, sheet.height])
    with np.errstate(invalid="ignore"):
        inside = ((pixels > corner) & (pixels < corner + size)).all(1)
    trusted = np.flatnonzero(inside & (confidence >= max(min_confidence, 1e-6)))
    chosen = trusted
    if len(trusted):
        side = float(np.sqrt(size.prod() * len(trusted) / inside.sum() / count))
        places = pixels[trusted] - corner
        while len(np.unique(_cells(places, size, side), axis=0)) > count:
            side *= _GROWTH
        chosen = trusted[_best(places, size, side, confidence[trusted])]
    before = nodes[chosen]
    after = before + measured.displacement.reshape(2, -1).T[chosen]
    return ControlPoints(pixels[chosen], before, after, confidence[chosen], np.zeros((len(chosen), 2)))


def _counts(size: np.ndarray, side: float) -> np.ndarray:
    """Columns and rows of cells of about a side."""
    return np.maximum(np.round(size / side), 1)


def _cells(places: np.ndarray, size: np.ndarray, side: float) -> np.ndarray:
    """Column and row of the cell of each place, int64 (N, 2)."""
    return np.floor(places * (_counts(size, side) / size)).astype(np.int64)


def _best(places: np.ndarray, size: np.ndarray, side: float, confidence: np.ndarray) -> np.ndarray:
    """The best place of each cell that is not too near to one of another, by rows and columns; int64 (n,)."""
    cells = _cells(places, size, side)
    aside = np.abs(places * (_counts(size, side) / size) - cells - 0.5).max(1) * 2
    taken: dict[tuple[int, int], int] = {}
    for index in np.argsort(-confidence * (1 - _MIDDLE * aside**2), kind="stable"):
        cell = int(cells[index, 1]), int(cells[index, 0])
        if cell in taken:
            continue
        others = places[list(taken.values())]
        if not len(others) or np.hypot(*(others - places[index]).T).min() >= _APART * side:
            taken[cell] = int(index)
    return np.array([taken[cell] for cell in sorted(taken)], np.int64)
