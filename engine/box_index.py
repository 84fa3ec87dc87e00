"""Finding the boxes near a place without looking at all of them."""

from __future__ import annotations

import numpy as np

from .ranges import ranges

_FARTHEST = 2**30  # cells from the origin, so that the product of two such numbers is one
_MOST_CELLS = 256  # a box over more cells is kept apart and looked at every time


class BoxIndex:
    """Boxes sorted into square cells.

    Args:
        boxes: float (M, 4), xmin, ymin, xmax, ymax; those with NaN are never found.
        side: of a cell, about that of the places asked for.
    """

    def __init__(self, boxes: np.ndarray, side: float) -> None:
        self._boxes, self._side = boxes, side
        known = np.flatnonzero(~np.isnan(boxes).any(1))
        self._origin = boxes[known, :2].min(0) if len(known) else np.zeros(2)
        low, high = self._cells(boxes[known, :2]), self._cells(boxes[known, 2:])
        across, down = (high - low + 1).T
        large = across * down > _MOST_CELLS
        self._large = known[large]
        known, low, across, down = known[~large], low[~large], across[~large], down[~large]
        self._columns = int(high[~large, 0].max()) + 1 if len(known) else 1
        # each box by rows of cells, each row by cells
        first = ranges(low[:, 1], down) * self._columns + np.repeat(low[:, 0], down)
        length = np.repeat(across, down)
        cells, owner = ranges(first, length), np.repeat(np.repeat(known, down), length)
        order = np.argsort(cells, kind="stable")
        self._sorted, self._owner = cells[order], owner[order]

    def touching(self, box: tuple[float, float, float, float]) -> np.ndarray:
        """int64, ascending: the boxes that have a point in common with ``box``."""
        (left, low), (right, high) = self._cells(np.array([box[:2], box[2:]]))
        left, right = max(left, 0), min(right, self._columns - 1)
        rows = np.arange(max(low, 0), min(high, self._sorted[-1] // self._columns if len(self._sorted) else -1) + 1)
        found = [self._large]
        if left <= right and len(rows):
            start = np.searchsorted(self._sorted, rows * self._columns + left)
            stop = np.searchsorted(self._sorted, rows * self._columns + right, side="right")
            found.append(np.unique(self._owner[ranges(start, stop - start)]))
        near = np.sort(np.concatenate(found))
        boxes = self._boxes[near]
        return near[((boxes[:, 2:] >= box[:2]) & (boxes[:, :2] <= box[2:])).all(1)]

    def _cells(self, places: np.ndarray) -> np.ndarray:
        # places beyond all reason fall into the last cells, which is slow for them but right
        return np.clip(np.floor((places - self._origin) / self._side), -_FARTHEST, _FARTHEST).astype(np.int64)
