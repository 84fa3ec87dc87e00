"""A layer's geometries as flat arrays: who owns, shares and borders what."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import ogr
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from realign.engine.geometry import Geometries
from realign.engine.wkb import POINT


def layer(*wkts):
    return Geometries.from_wkb(
        [None if wkt is None else ogr.CreateGeometryFromWkt(wkt).ExportToIsoWkb() for wkt in wkts]
    )


def square(x, y, side=1):
    return f"POLYGON (({x} {y},{x + side} {y},{x + side} {y + side},{x} {y + side},{x} {y}))"


def test_offsets_and_owners():
    geometries = layer(
        "MULTIPOINT ((1 1),(2 2))", None, "POLYGON ((0 0,9 0,9 9,0 0),(2 1,3 1,3 2,2 1))", "POLYGON EMPTY"
    )
    assert geometries.feature_count == 4
    assert list(geometries.part_offsets) == [0, 1, 2, 6, 10]
    assert list(geometries.feature_offsets) == [0, 2, 2, 4, 4]
    assert list(geometries.part_of_coordinate) == [0, 1] + [2] * 4 + [3] * 4
    assert list(geometries.feature_of_coordinate) == [0, 0] + [2] * 8
    assert list(geometries.part_kind == POINT) == [True, True, False, False]


def test_segments_stay_within_parts():
    geometries = layer("LINESTRING (0 0,1 0,2 0)", "POINT (5 5)", "MULTILINESTRING ((0 1,1 1),(2 1,3 1))")
    assert geometries.segments.tolist() == [[0, 1], [1, 2], [4, 5], [6, 7]]


def test_boxes():
    geometries = layer(None, "LINESTRING (3 1,1 5)", "POINT EMPTY", "POINT (-2 7)", None)
    np.testing.assert_array_equal(
        geometries.boxes, [[np.nan] * 4, [1, 1, 3, 5], [np.nan] * 4, [-2, 7, -2, 7], [np.nan] * 4]
    )


def test_empty_geometries_keep_their_bytes():
    blobs = [
        None,
        *(bytes(ogr.CreateGeometryFromWkt(wkt).ExportToIsoWkb()) for wkt in ("POINT EMPTY", "POLYGON Z EMPTY")),
    ]
    geometries = Geometries.from_wkb(blobs)
    assert geometries.coordinates.shape == (0, 2)
    assert geometries.to_wkb(geometries.coordinates) == blobs
    assert Geometries.from_wkb([b""]).blobs == (None,)


def test_layer_without_features():
    geometries = layer()
    assert geometries.feature_count == 0
    assert geometries.boxes.shape == (0, 4)
    assert geometries.segments.shape == (0, 2)
    assert len(geometries.groups) == 0
    assert geometries.to_wkb(geometries.coordinates) == []


def test_only_the_features_asked_for_are_rewritten():
    geometries = layer("POINT (1 1)", "POINT Z (2 2 9)")
    moved = geometries.to_wkb(geometries.coordinates + 5, np.array([False, True]))
    assert moved[0] is geometries.blobs[0]
    assert ogr.CreateGeometryFromWkb(moved[1]).ExportToIsoWkt() == "POINT Z (7 7 9)"


def test_shared_positions_are_one():
    geometries = layer(square(0, 0), square(1, 0))
    unique, index = geometries.shared
    assert len(unique) == 6
    np.testing.assert_array_equal(unique[index], geometries.coordinates)


def test_nearly_equal_positions_are_not_shared():
    geometries = layer("POINT (0.1 0)", f"POINT ({np.nextafter(0.1, 1)!r} 0)")
    assert len(geometries.shared[0]) == 2
    assert list(geometries.groups) == [0, 1]


def test_groups_join_through_others():
    geometries = layer(square(5, 5), square(0, 0), square(9, 9), None, square(1, 1), square(6, 6))
    assert list(geometries.groups) == [0, 1, 2, 3, 1, 0]


def test_a_long_row_of_houses_is_one_group():
    order = np.random.default_rng(1).permutation(3000)
    assert set(layer(*(square(int(x), 0) for x in order)).groups) == {0}


@given(st.lists(st.lists(st.integers(0, 12), min_size=2, max_size=4), max_size=12))
@settings(max_examples=100, deadline=None)
def test_groups_are_connected_components(features):
    geometries = layer(*("LINESTRING (" + ",".join(f"{x} 0" for x in line) + ")" for line in features))
    rows = [feature for feature, line in enumerate(features) for _ in line]
    columns = [len(features) + x for line in features for x in line]
    size = len(features) + 13
    _, label = connected_components(coo_matrix((np.ones(len(rows)), (rows, columns)), (size, size)), directed=False)
    label = label[: len(features)]
    np.testing.assert_array_equal(geometries.groups[:, None] == geometries.groups[None], label[:, None] == label[None])
    assert all(geometries.groups[group] == group for group in geometries.groups)  # named after the first member


@pytest.mark.parametrize("wkt", ["POINT (1 2)", "LINESTRING (1 2,3 4)"])
def test_input_bytes_are_not_changed(wkt):
    blob = bytearray(ogr.CreateGeometryFromWkt(wkt).ExportToIsoWkb())
    before = bytes(blob)
    geometries = Geometries.from_wkb([blob])
    geometries.to_wkb(geometries.coordinates + 1)
    assert bytes(blob) == before == geometries.blobs[0]
