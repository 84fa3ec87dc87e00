"""Grids: the lattice, and the way between map and pixels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realign.engine.grid import Grid

BOX = (500_012.3, 4_999_870.1, 500_091.7, 4_999_990.9)


def test_covers_the_box_and_its_margin():
    grid = Grid.around(BOX, 0.3, margin=8, multiple=16)
    left, bottom, right, top = grid.box
    assert left <= BOX[0] - 2.4 and bottom <= BOX[1] - 2.4 and right >= BOX[2] + 2.4 and top >= BOX[3] + 2.4
    assert left > BOX[0] - 2.4 - 4.8 and right < BOX[2] + 2.4 + 4.8  # and not by a step too many
    assert grid.width % 16 == grid.height % 16 == 0


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(st.floats(-1e6, 1e6), st.floats(-1e7, 1e7)),
    st.tuples(st.floats(0, 3000), st.floats(0, 3000)),
    st.sampled_from([0.3, 0.6, 4.8]),
)
def test_all_grids_of_a_resolution_share_one_lattice(corner, size, resolution):
    box = (*corner, corner[0] + size[0], corner[1] + size[1])
    grid = Grid.around(box, resolution, margin=64, multiple=16)
    for value in (grid.left, grid.top):
        steps = value / (16 * resolution)
        assert steps == pytest.approx(round(steps), abs=1e-6)
    assert grid.width % 16 == grid.height % 16 == 0 and grid.width >= 128 and grid.height >= 128


def test_a_point_gets_a_grid():
    grid = Grid.around((30.0, 60.0, 30.0, 60.0), 0.3)
    assert (grid.width, grid.height) == (1, 1)


def test_map_and_pixels():
    grid = Grid(100.0, 200.0, 0.5, 40, 30)
    assert grid.box == (100.0, 185.0, 120.0, 200.0)
    np.testing.assert_allclose(
        grid.to_pixel(np.array([[100.0, 200.0], [120, 185], [100.25, 199.75]])), [[0, 0], [40, 30], [0.5, 0.5]]
    )
    pixel = np.random.default_rng(0).uniform(-9, 60, (20, 2))
    np.testing.assert_allclose(grid.to_pixel(grid.to_map(pixel)), pixel)
