"""The index of boxes against looking at all of them."""

from __future__ import annotations

import numpy as np
import pytest

from realign.engine.box_index import BoxIndex


def looked_at(boxes, box):
    with np.errstate(invalid="ignore"):
        return np.flatnonzero(((boxes[:, 2:] >= box[:2]) & (boxes[:, :2] <= box[2:])).all(1))


@pytest.mark.parametrize("side", [0.7, 20.0, 1e4])
def test_finds_what_touches(side):
    rng = np.random.default_rng(0)
    corner = rng.uniform(-300, 500, (2000, 2)) + np.array([682_000.0, 5_332_000.0])
    boxes = np.concatenate([corner, corner + rng.exponential(6, (2000, 2))], 1)
    boxes[::50, 2:] += 600  # a few are as large as the town
    boxes[7] = np.nan
    boxes[8, :2], boxes[8, 2:] = -1e300, 1e300
    index = BoxIndex(boxes, side)
    for _ in range(60):
        low = rng.uniform(-500, 700, 2) + np.array([682_000.0, 5_332_000.0])
        box = (*low, *(low + rng.exponential(40, 2)))
        np.testing.assert_array_equal(index.touching(box), looked_at(boxes, box))
    np.testing.assert_array_equal(index.touching(tuple(boxes[5])), looked_at(boxes, boxes[5]))


def test_edges_count():
    index = BoxIndex(np.array([[0.0, 0.0, 10.0, 10.0]]), 10.0)
    assert list(index.touching((10.0, 10.0, 20.0, 20.0))) == [0]
    assert list(index.touching((10.1, 0.0, 20.0, 20.0))) == []
    assert list(index.touching((-5.0, -5.0, 0.0, 0.0))) == [0]


@pytest.mark.parametrize("boxes", [np.zeros((0, 4)), np.full((3, 4), np.nan)])
def test_nothing_to_find(boxes):
    found = BoxIndex(boxes, 5.0).touching((0.0, 0.0, 9.0, 9.0))
    assert found.dtype == np.int64 and not len(found)
