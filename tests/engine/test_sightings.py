"""What the network saw is kept, and spares looking again."""

from __future__ import annotations

import numpy as np
import pytest

from realign.engine import sightings as sightings_module
from realign.engine.grid import Grid
from realign.engine.sightings import Sightings


def seen_at(grid):
    """Two pictures of the place, 0 to 1, that every block sees alike."""
    x = np.round(grid.left / grid.resolution) + np.arange(grid.width)
    y = np.round(grid.top / grid.resolution) - np.arange(grid.height)
    return np.stack([(x + 3 * y[:, None]) % 7 / 7, (2 * x - y[:, None]) % 11 / 11]).astype(np.float32)


def valid_at(grid):
    return np.broadcast_to(
        np.round(grid.left / grid.resolution) + np.arange(grid.width) >= 700, (grid.height, grid.width)
    )


def looked(sightings, *grids):
    for grid in grids:
        sightings.keep(grid, seen_at(grid), valid_at(grid))


@pytest.mark.parametrize("corner", [(0, 0), (-300, 5), (1500, -1500)])
def test_what_was_seen_is_there(corner):
    resolution, edge = 0.6, 16
    left, top = np.array(corner) * resolution
    sightings = Sightings(1, edge)
    looked(sightings, Grid(left, top, resolution, 1100, 640), Grid(left + 900 * resolution, top, resolution, 400, 300))
    asked = Grid(left + 10 * resolution, top - 8 * resolution, resolution, 1300, 400)
    seen, valid, known = sightings.read(asked)
    assert seen.shape == (2, 400, 1300) and seen.dtype == np.float32
    expected = np.zeros_like(known)
    expected[8:, 6:1074] = True  # rows 16 to 624, columns 16 to 1084 of the first block
    expected[8:276, 906:1274] = True
    np.testing.assert_array_equal(known, expected)
    np.testing.assert_array_equal(valid, known & valid_at(asked))
    np.testing.assert_allclose(seen, seen_at(asked) * valid, atol=0.5 / 255 + 1e-6)


def test_the_oldest_is_forgotten(monkeypatch):
    monkeypatch.setattr(sightings_module, "_ROOM", 3)
    sightings = Sightings(0, 0)
    grids = [Grid(512.0 * number, 512.0, 1.0, 512, 512) for number in range(5)]
    looked(sightings, *grids)
    assert [bool(sightings.read(grid)[2].all()) for grid in grids] == [False, False, True, True, True]
    assert not sightings.read(grids[0])[2].any()
