"""Web map tiles: squares of 256 px in EPSG:3857, numbered from the north-west corner of the world."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from .errors import InputError

SIDE = 256  # px
HALF_WORLD = 20037508.342789244  # m, from the middle to an edge of the map


@dataclass(frozen=True)
class TileBlock:
    """A rectangle of tiles of one zoom.

    Attributes:
        left: number of the first column.
        top: number of the first row.
        columns: how many columns.
        rows: how many rows.
    """

    zoom: int
    left: int
    top: int
    columns: int
    rows: int

    @property
    def pixel(self) -> float:
        """Side of a pixel in metres of the projection."""
        return 2 * HALF_WORLD / (SIDE << self.zoom)

    @property
    def count(self) -> int:
        """How many tiles."""
        return self.columns * self.rows

    def bounds(self, margin: int = 0) -> tuple[float, float, float, float]:
        """West, south, east, north in metres of EPSG:3857.

        Args:
            margin: pixels added on every side.
        """
        west = self.left * SIDE - margin
        north = self.top * SIDE - margin
        east = (self.left + self.columns) * SIDE + margin
        south = (self.top + self.rows) * SIDE + margin
        return (
            west * self.pixel - HALF_WORLD,
            HALF_WORLD - south * self.pixel,
            east * self.pixel - HALF_WORLD,
            HALF_WORLD - north * self.pixel,
        )

    def tiles(self) -> Iterator[tuple[int, int]]:
        """Column and row of every tile."""
        for row in range(self.top, self.top + self.rows):
            for column in range(self.left, self.left + self.columns):
                yield column, row

    def blocks(self, side: int) -> list[TileBlock]:
        """Parts of at most ``side`` × ``side`` tiles; their borders are the same whatever the rectangle is."""
        parts = []
        for top, rows in _spans(self.top, self.rows, side):
            for left, columns in _spans(self.left, self.columns, side):
                parts.append(TileBlock(self.zoom, left, top, columns, rows))
        return parts


def tiles_over(west: float, south: float, east: float, north: float, zoom: int) -> TileBlock:
    """All tiles that share ground with a rectangle of EPSG:3857.

    Raises:
        InputError: the rectangle is empty, not finite, or off the map.
    """
    if not all(map(math.isfinite, (west, south, east, north))) or east <= west or north <= south:
        raise InputError("The extent is empty; choose one with a width and a height.")
    if east <= -HALF_WORLD or west >= HALF_WORLD or north <= -HALF_WORLD or south >= HALF_WORLD:
        raise InputError("The extent lies off the web map (EPSG:3857, 85° south to 85° north); choose another one.")
    world, side = 1 << zoom, 2 * HALF_WORLD / (1 << zoom)

    def limited(number: float) -> int:
        return min(max(int(number), 0), world - 1)

    slack = 1e-9  # an extent that ends on a border does not reach into the next tile
    left = limited(math.floor((west + HALF_WORLD) / side + slack))
    right = limited(math.ceil((east + HALF_WORLD) / side - slack) - 1)
    top = limited(math.floor((HALF_WORLD - north) / side + slack))
    bottom = limited(math.ceil((HALF_WORLD - south) / side - slack) - 1)
    return TileBlock(zoom, left, top, right - left + 1, bottom - top + 1)


def _spans(start: int, count: int, side: int) -> Iterator[tuple[int, int]]:
    place = start
    while place < start + count:
        end = min((place // side + 1) * side, start + count)
        yield place, end - place
        place = end
