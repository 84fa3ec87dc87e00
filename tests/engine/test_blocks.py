"""Blocks: every position has its say once, wherever the borders lie."""

from __future__ import annotations

import numpy as np
import pytest

from realign.engine.blocks import Block, Lattice, batches, plan
from realign.engine.grid import Grid

CORE, HALO, BLEND, MULTIPLE, RESOLUTION = 192, 64, 16, 16, 0.6
SIDE = CORE * RESOLUTION


def blocks_of(positions, **changes):
    options = {
        "lattice": Lattice(0, 0, SIDE, SIDE),
        "resolution": RESOLUTION,
        "halo": HALO,
        "blend": BLEND,
        "multiple": MULTIPLE,
        **changes,
    }
    return list(plan(np.asarray(positions, float), **options))


def town(seed=0, count=3000, corner=(-400.0, -250.0), size=(900.0, 700.0)):
    return np.random.default_rng(seed).uniform(corner, np.add(corner, size), (count, 2))


@pytest.mark.parametrize("corner", [(-400.0, -250.0), (682_345.0, 5_332_123.0), (-7_000_000.0, -3_000_000.0)])
def test_weights_are_a_partition(corner):
    positions = town(corner=corner)
    total, blocks = np.zeros(len(positions)), blocks_of(positions)
    for block in blocks:
        assert (block.weight > 0).all() and (block.weight <= 1).all()
        assert len(np.unique(block.members)) == len(block.members)
        np.add.at(total, block.members, block.weight)
    np.testing.assert_allclose(total, 1, atol=1e-5)
    assert len(blocks) > 30


def test_weight_changes_smoothly_across_a_border():
    """So the answer does, too."""
    x = np.linspace(-30, 30, 601)
    positions = np.stack([SIDE + x, np.full(len(x), SIDE / 2)], 1)
    left, right = blocks_of(positions)
    weights = np.zeros((2, len(x)))
    for row, block in zip(weights, (left, right)):
        row[block.members] = block.weight
    assert np.abs(np.diff(weights, axis=1)).max() < 0.1 / (2 * BLEND * RESOLUTION) * 1.01
    assert weights[0, 0] == weights[1, -1] == 1
    assert weights[0, 300] == pytest.approx(0.5, abs=1e-6)


def test_near_a_border_two_blocks_have_a_say():
    soft = BLEND * RESOLUTION
    for offset, expected in ((0.5 * soft, 2), (-0.5 * soft, 2), (1.5 * soft, 1), (-1.5 * soft, 1)):
        assert len(blocks_of([[SIDE + offset, SIDE / 2]])) == expected
    assert len(blocks_of([[SIDE + 1, SIDE - 1]])) == 4


def test_positions_see_their_surroundings():
    """The halo lies on every side of each member."""
    positions = town(1)
    for block in blocks_of(positions):
        pixel = block.grid.to_pixel(positions[block.members])
        assert pixel.min() >= HALO - 1e-6
        assert (pixel <= np.array([block.grid.width, block.grid.height]) - HALO + 1e-6).all()


def test_grids_stand_on_the_lattice():
    for block in blocks_of(town(2)):
        step = MULTIPLE * RESOLUTION
        for value in (block.grid.left / step, block.grid.top / step):
            assert value == pytest.approx(round(value), abs=1e-6)
        assert block.grid.width % MULTIPLE == block.grid.height % MULTIPLE == 0
        assert max(block.grid.width, block.grid.height) <= CORE + 2 * (HALO + BLEND + MULTIPLE)


def test_an_isolated_building_is_a_small_block():
    (block,) = blocks_of([[50.0, 50.0], [60.0, 50.0], [60.0, 58.0]])
    assert block.grid.width <= 10 / RESOLUTION + 2 * HALO + 2 * MULTIPLE
    assert block.grid.width < CORE


@pytest.mark.parametrize("size", [(1.0, 1.0), (900.0, 130.0), (5 * SIDE, 3.01 * SIDE)])
def test_an_even_lattice_has_no_slivers(size):
    """Cells no larger than asked for, as few as possible, and nobody outside or at its border."""
    positions = town(5, 4000, (682_345.0, 5_332_123.0), size)
    lattice = Lattice.over(positions, RESOLUTION, CORE, BLEND)
    assert max(lattice.width, lattice.height) <= SIDE * (1 + 1e-9)
    count = np.ceil((np.ptp(positions, axis=0) + 2 * (BLEND + 1) * RESOLUTION) / SIDE)
    blocks = blocks_of(positions, lattice=lattice)
    assert len(blocks) == count.prod()
    total = np.zeros(len(positions))
    for block in blocks:
        total[block.members] += block.weight
    np.testing.assert_allclose(total, 1, atol=1e-5)


def test_a_lattice_for_two_at_a_time():
    positions = town(6, 500, size=(0.9 * SIDE - 2 * (BLEND + 1) * RESOLUTION, 40.0))
    assert len(blocks_of(positions, lattice=Lattice.over(positions, RESOLUTION, CORE, BLEND))) == 1
    lattice = Lattice.over(positions, RESOLUTION, CORE, BLEND, 2)
    assert lattice.width < 0.46 * SIDE and lattice.height > 40
    assert len(blocks_of(positions, lattice=lattice)) == 2
    small = Lattice.over(positions[:1], RESOLUTION, CORE, BLEND, 2)  # not worth it
    assert len(blocks_of(positions[:1], lattice=small)) == 1


def test_empty_ground_is_skipped():
    far = np.array([[0.5, 0.5], [500.5, 800.5]]) * SIDE
    assert len(blocks_of(far)) == 2
    assert blocks_of(np.zeros((0, 2))) == []


def test_the_order_of_positions_does_not_matter():
    positions = town(3, 400)
    order = np.random.default_rng(1).permutation(len(positions))
    for one, other in zip(blocks_of(positions), blocks_of(positions[order])):
        assert one.grid == other.grid
        assert set(one.members) == set(order[other.members])


def test_batches_are_equal_in_shape_and_not_too_large():
    def block(width):
        return Block(Grid(0, 0, 1, width, 10), np.zeros(0, int), np.zeros(0))

    blocks = [block(width) for width in (10, 10, 10, 20, 10, 20, 20)]
    found = list(batches(blocks, 250))
    assert [[each.grid.width for each in batch] for batch in found] == [[10, 10], [10], [20], [10], [20], [20]]
    assert [each for batch in found for each in batch] == blocks
    assert [len(batch) for batch in batches(blocks, 400)] == [3, 1, 1, 2]
    assert [len(batch) for batch in batches(blocks, 0)] == [1] * 7
    assert list(batches([], 99)) == []
