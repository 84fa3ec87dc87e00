"""Numbers and bounds of web map tiles."""

from __future__ import annotations

import math

import pytest

from realign.engine.errors import InputError
from realign.engine.tiles import HALF_WORLD, TileBlock, tiles_over


def test_the_world_is_one_tile():
    assert TileBlock(0, 0, 0, 1, 1).bounds() == (-HALF_WORLD, -HALF_WORLD, HALF_WORLD, HALF_WORLD)
    assert tiles_over(-HALF_WORLD, -HALF_WORLD, HALF_WORLD, HALF_WORLD, 2) == TileBlock(2, 0, 0, 4, 4)
    assert tiles_over(-1e9, -1e9, 1e9, 1e9, 3).count == 64


def test_bounds_lead_back():
    block = TileBlock(17, 70_000, 45_000, 5, 3)
    assert tiles_over(*block.bounds(), 17) == block
    assert tiles_over(*block.bounds(margin=1), 17) == TileBlock(17, 69_999, 44_999, 7, 5)
    assert block.pixel == pytest.approx(156543.03392804097 / 2**17)


def test_a_known_place():
    """Zoom 16, 48.41° N, 15.6° E, by the textbook's formula."""
    x = math.radians(15.6) * HALF_WORLD / math.pi
    y = math.asinh(math.tan(math.radians(48.41))) * HALF_WORLD / math.pi
    block = tiles_over(x, y, x + 1, y + 1, 16)
    column = int((15.6 + 180) / 360 * 2**16)
    row = int((1 - math.asinh(math.tan(math.radians(48.41))) / math.pi) / 2 * 2**16)
    assert (block.left, block.top, block.count) == (column, row, 1)


def test_blocks_cover_all_and_start_alike():
    area = TileBlock(16, 5, 6, 9, 3)
    blocks = area.blocks(4)
    tiles = [tile for block in blocks for tile in block.tiles()]
    assert sorted(tiles) == sorted(area.tiles()) and len(set(tiles)) == area.count
    assert all(block.left % 4 == 0 or block.left == 5 for block in blocks)
    assert all(block.columns <= 4 and block.rows <= 4 for block in blocks)


@pytest.mark.parametrize(
    ("box", "message"),
    [
        ((0, 0, 0, 1), "is empty"),
        ((0, 0, float("nan"), 1), "is empty"),
        ((3e7, 0, 4e7, 1), "lies off the web map"),
    ],
)
def test_refusals(box, message):
    with pytest.raises(InputError, match=message):
        tiles_over(*box, 10)
