"""Moves of single features by hand: metres on the ground, in any CRS."""

from __future__ import annotations

import struct

import pytest
import shapely

from realign.engine.crs import epsg
from realign.engine.errors import InputError
from realign.engine.geometry import Geometries
from realign.engine.shifting import mean_move, shifted

PLACES = {32633: (501_000.0, 5_330_000.0), 3857: (1_669_800.0, 6_124_000.0), 4326: (15.01, 48.11)}


def square(crs: int, size: float) -> Geometries:
    x, y = PLACES[crs]
    return Geometries.from_wkb([shapely.box(x, y, x + size, y + size).wkb])


@pytest.mark.parametrize("crs", [32633, 3857, 4326])
def test_a_shift_is_what_was_asked_for_in_metres(crs):
    wkt = epsg(crs).ExportToWkt()
    before = square(crs, 1e-4 if crs == 4326 else 10.0)
    after = Geometries.from_wkb(shifted(before, wkt, 3.0, -4.0))
    assert mean_move(before, after, wkt) == pytest.approx((3.0, -4.0), abs=1e-4)
    back = Geometries.from_wkb(shifted(after, wkt, -3.0, 4.0))
    assert mean_move(before, back, wkt) == pytest.approx((0.0, 0.0), abs=1e-4)


def test_a_point_can_be_shifted():
    wkt = epsg(32633).ExportToWkt()
    point = Geometries.from_wkb([shapely.Point(PLACES[32633]).wkb])
    (blob,) = shifted(point, wkt, 2.0, 0.0)
    assert shapely.from_wkb(blob).x == pytest.approx(PLACES[32633][0] + 2.0, abs=0.01)


def test_heights_stay():
    x, y = PLACES[32633]
    blob = struct.pack("<BIddd", 1, 1001, x, y, 77.5)  # Point Z
    (moved,) = shifted(Geometries.from_wkb([blob]), epsg(32633).ExportToWkt(), 1.0, 1.0)
    assert struct.unpack("<BIddd", moved)[4] == 77.5


def test_states_with_other_vertices_are_not_compared():
    wkt = epsg(32633).ExportToWkt()
    x, y = PLACES[32633]
    line = Geometries.from_wkb([shapely.LineString([(x, y), (x + 5, y)]).wkb])
    assert mean_move(square(32633, 5.0), line, wkt) is None


def test_nothing_cannot_be_moved():
    with pytest.raises(InputError, match="no geometry"):
        shifted(Geometries.from_wkb([None]), epsg(32633).ExportToWkt(), 1.0, 1.0)
