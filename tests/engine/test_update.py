"""Moving a layer's vertices."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import ogr

from realign.engine.errors import InputError
from realign.engine.geometry import Geometries
from realign.engine.update import update

METHODS = ("vertex", "rigid", "shift")


def layer(*texts):
    return Geometries.from_wkb(
        [bytes(ogr.CreateGeometryFromWkt(text).ExportToIsoWkb()) if text else None for text in texts]
    )


def box(left, bottom, width=10, height=8):
    right, top = left + width, bottom + height
    corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
    return "POLYGON ((" + ",".join(f"{x} {y}" for x, y in corners) + "))"


def run(geometries, displacement, method="vertex", threshold=0.3, **given):
    count = len(geometries.coordinates)
    values = {
        "positions": geometries.coordinates,
        "precision": np.tile(np.eye(2), (count, 1, 1)),
        "confidence": np.full(count, 0.8),
        "inside": np.ones(count, bool),
        **given,
    }
    displacement = np.broadcast_to(np.asarray(displacement, float), (count, 2))
    return update(
        geometries,
        values["positions"],
        displacement,
        values["precision"],
        values["confidence"],
        values["inside"],
        method,
        threshold,
        values.get("to_layer"),
    )


@st.composite
def towns(draw):
    """Rows of houses with shared walls, a house alone, a house with a court, roads that meet, a point, nothing."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    texts = [box(12.5 * column, 0, 12.5) for column in range(draw(st.integers(1, 4)))]
    texts += [
        box(100, 100 + 20 * index, rng.uniform(3, 12), rng.uniform(3, 12)) for index in range(draw(st.integers(1, 3)))
    ]
    texts.append("POLYGON ((200 0,230 0,230 30,200 30,200 0),(205 5,205 25,225 25,225 5,205 5))")
    texts.append("MULTIPOLYGON (((300 0,310 0,310 10,300 10,300 0)),((320 0,330 0,330 10,320 10,320 0)))")
    texts += ["LINESTRING (0 50,40 50,80 60)", "LINESTRING (80 60,90 90)", "POINT (50 70)", None]
    geometries = layer(*texts)
    count = len(geometries.coordinates)
    amplitude = draw(st.sampled_from([0.1, 1.0, 4.0, 10.0]))
    root = rng.normal(size=(count, 2, 2))
    return geometries, {
        "displacement": rng.normal(0, amplitude, (count, 2)),
        "precision": root @ root.transpose(0, 2, 1) + 1e-3 * np.eye(2),
        "confidence": rng.uniform(0, 1, count),
        "inside": rng.uniform(size=count) < draw(st.sampled_from([0.0, 0.5, 0.9, 1.0])),
        "threshold": draw(st.sampled_from([0.0, 0.3, 0.5, 0.6, 1.0])),
    }


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=120, deadline=None)
@given(town=towns())
def test_whatever_comes(method, town):
    """Shared stays shared, valid stays valid, rings stay closed, kept features are kept bit for bit."""
    geometries, given_ = town
    result = run(geometries, method=method, **given_)
    _, node = geometries.shared
    assert np.isfinite(result.positions).all()
    for column in result.positions.T:
        lowest, highest = np.full(node.max() + 1, np.inf), np.full(node.max() + 1, -np.inf)
        np.minimum.at(lowest, node, column)
        np.maximum.at(highest, node, column)
        assert (lowest == highest).all()
    for blob in geometries.to_wkb(result.positions):
        assert blob is None or ogr.CreateGeometryFromWkb(blob).IsValid()
    still = (result.positions == geometries.coordinates).all(axis=1)
    for feature, status in enumerate(result.status):
        own = geometries.feature_of_coordinate == feature
        if status != "aligned":
            assert still[own].all()
        assert result.moved[feature] == (~still[own]).any()
        if status == "doubtful" and method != "vertex":
            group = geometries.groups == geometries.groups[feature]
            assert {result.status[other] for other in np.flatnonzero(group)} == {"doubtful"}
    assert result.status[-1] == "empty" and np.isnan(result.confidence[-1])


@settings(max_examples=120, deadline=None)
@given(town=towns())
def test_rigid_keeps_every_distance_in_a_group(town):
    geometries, given_ = town
    result = run(geometries, method="rigid", **given_)
    for group in np.unique(geometries.groups):
        own = geometries.groups[geometries.feature_of_coordinate] == group
        before, after = geometries.coordinates[own], result.positions[own]
        distances = [np.linalg.norm(xy[:, None] - xy[None], axis=2) for xy in (before, after)]
        assert np.abs(distances[0] - distances[1]).max(initial=0) < 1e-9


@settings(max_examples=40, deadline=None)
@given(town=towns(), method=st.sampled_from(METHODS))
def test_nothing_moves_below_the_threshold(town, method):
    geometries, given_ = town
    result = run(geometries, method=method, **{**given_, "confidence": given_["confidence"] * 0.5, "threshold": 0.51})
    assert np.array_equal(result.positions, geometries.coordinates) and not result.moved.any()
    assert set(result.status) <= {"doubtful", "outside", "empty"}


@pytest.mark.parametrize("method", METHODS)
def test_a_common_shift_is_a_common_shift(method):
    geometries = layer(box(0, 0), box(10, 0), "LINESTRING (0 50,40 50)", "POINT (5 60)")
    result = run(geometries, [2.0, -3.0], method)
    np.testing.assert_allclose(result.positions, np.add(geometries.coordinates, (2, -3)), atol=1e-9)
    assert result.status == ["aligned"] * 4 and result.moved.all()
    np.testing.assert_allclose(result.confidence, 0.8)


def test_each_vertex_goes_its_own_way():
    geometries = layer(box(0, 0))
    displacement = np.array([[0, 0], [1, 0], [0, 1], [0.5, 0.5], [0, 0]])
    result = run(geometries, displacement)
    np.testing.assert_allclose(result.positions, geometries.coordinates + displacement, atol=1e-12)


def test_shared_vertices_take_the_mean_by_precision():
    geometries = layer("LINESTRING (0 0,10 0)", "LINESTRING (10 0,20 5)")
    displacement = np.array([[0, 0], [4, 0], [0, 4], [0, 0]])
    precision = np.tile(np.eye(2), (4, 1, 1))
    precision[1] *= 3
    result = run(geometries, displacement, precision=precision)
    np.testing.assert_allclose(result.positions[1], [13, 1], atol=1e-6)
    assert np.array_equal(result.positions[1], result.positions[2])


def test_right_angles_stay_right_when_rigid():
    geometries = layer("POLYGON ((0 0,10 0,10 6,5 6,5 12,0 12,0 0))")
    displacement = np.random.default_rng(0).normal(1, 0.5, (7, 2))
    xy = run(geometries, displacement, "rigid").positions
    for one, two, three in zip(xy[:-2], xy[1:-1], xy[2:]):
        assert abs(np.dot(two - one, three - two)) < 1e-9
    assert not np.array_equal(xy[0], geometries.coordinates[0])


def test_unseen_vertices_follow_their_feature_then_their_group():
    geometries = layer(box(0, 0), box(10, 0), box(20, 0), box(100, 0))
    inside = np.zeros(20, bool)
    inside[[0, 1, 4]] = True
    result = run(geometries, [[3.0, 1.0]], inside=inside)
    np.testing.assert_allclose(result.positions[:15], np.add(geometries.coordinates[:15], (3, 1)), atol=1e-9)
    assert result.status == ["aligned", "aligned", "aligned", "outside"]
    assert result.confidence[0] == pytest.approx(0.8) and np.isnan(result.confidence[1:]).all()


def test_roads_beyond_the_imagery_stay_and_their_junction_with_them():
    geometries = layer("LINESTRING (0 0,10 0,20 0)", "LINESTRING (20 0,30 0,40 0)")
    inside = np.array([True, True, False, False, False, False])
    result = run(geometries, [0.0, 2.0], inside=inside)
    np.testing.assert_allclose(result.positions[:, 1], [2, 2, 0, 0, 0, 0], atol=1e-9)
    assert result.status == ["aligned", "outside"]


def test_one_doubtful_road_does_not_hold_the_network():
    geometries = layer("LINESTRING (0 0,10 0,20 0)", "LINESTRING (20 0,30 0,40 0)", "LINESTRING (10 0,10 9)")
    confidence = np.array([0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.9, 0.9])
    result = run(geometries, [0.0, 2.0], confidence=confidence)
    assert result.status == ["aligned", "doubtful", "aligned"]
    np.testing.assert_allclose(result.positions[:, 1], [2, 2, 0, 0, 0, 0, 2, 11], atol=1e-9)


def test_houses_in_a_row_stand_or_fall_together():
    geometries = layer(box(0, 0), box(10, 0), box(100, 0))
    confidence = np.repeat([0.9, 0.1, 0.1], 5)
    assert run(geometries, [1, 1], threshold=0.4, confidence=confidence).status == ["aligned", "aligned", "doubtful"]
    assert run(geometries, [1, 1], threshold=0.6, confidence=confidence).status == ["doubtful"] * 3


def test_a_spoilt_polygon_is_shifted_as_a_whole_and_its_neighbour_follows():
    geometries = layer(box(0, 0), box(10, 0), box(100, 0))
    displacement = np.zeros((15, 2))
    displacement[0] = [14, 14]  # beyond the opposite corner
    displacement[4] = [14, 14]
    result = run(geometries, displacement)
    assert result.status == ["aligned"] * 3
    moved = result.positions - geometries.coordinates
    assert np.ptp(moved[:5], axis=0).max() < 1e-9 and np.linalg.norm(moved[0]) > 1
    assert np.array_equal(result.positions[1], result.positions[5])
    assert not moved[[6, 7]].any()  # the neighbour's far side stays
    assert not moved[10:].any() and not result.moved[2]


def test_what_cannot_be_helped_keeps_its_place():
    """Where the layer's own coordinates would be spoilt whatever the motion."""
    geometries = layer(box(0, 0), box(10, 0), box(100, 0))

    def to_layer(xy):  # a CRS that turns the west upside down, and so ties the first house into a bow
        return np.where(xy[:, :1] < 5, xy * [1, -1] + [0, 10], xy)

    for method in METHODS:
        result = run(geometries, [0.5, 0.7], method, to_layer=to_layer)
        assert result.status == ["invalid", "invalid", "aligned"]
        assert np.array_equal(result.positions[:10], geometries.coordinates[:10])
        assert result.moved.tolist() == [False, False, True]


def test_polygons_that_came_in_invalid_may_move():
    geometries = layer("POLYGON ((0 0,10 10,10 0,0 10,0 0))")
    assert run(geometries, [1, 1]).status == ["aligned"]


def test_features_without_a_position_in_the_frame_stay():
    geometries = layer(box(0, 0), box(10, 0), "LINESTRING (50 0,60 0)", "LINESTRING (60 0,70 0)")
    positions = geometries.coordinates.copy()
    positions[5:10] = np.nan  # the second house of the row
    positions[11] = np.inf  # the first road's end; the second road has the place by itself
    for method in METHODS:
        result = run(geometries, [1, 1], method, positions=positions)
        assert result.status[:3] == ["aligned" if method == "vertex" else "outside", "outside", "outside"]
        assert not result.moved[1:3].any()
        assert np.isnan(result.positions[5:10]).all()
        shared = [1, 2]
        assert np.array_equal(result.positions[shared], geometries.coordinates[shared])


@pytest.mark.parametrize("method", METHODS)
def test_zero_precision_means_a_plain_mean(method):
    geometries = layer(box(0, 0))
    result = run(geometries, [1.0, 2.0], method, precision=np.zeros((5, 2, 2)))
    np.testing.assert_allclose(result.positions, np.add(geometries.coordinates, (1, 2)), atol=1e-6)


def test_values_of_unseen_vertices_are_never_read():
    geometries = layer(box(0, 0), box(10, 0))
    nan = np.full((10, 2), np.nan)
    nan[:5] = 1.0
    precision = np.tile(np.eye(2), (10, 1, 1))
    precision[5:] = np.nan
    confidence = np.where(np.arange(10) < 5, 0.9, np.nan)
    result = run(geometries, nan, inside=np.arange(10) < 5, precision=precision, confidence=confidence)
    np.testing.assert_allclose(result.positions, geometries.coordinates + 1, atol=1e-9)


@pytest.mark.parametrize("method", METHODS)
def test_empty_layers(method):
    for geometries in (layer(), layer(None, None)):
        result = run(geometries, np.zeros((0, 2)), method)
        assert result.status == ["empty"] * geometries.feature_count and not result.moved.any()


def test_inputs_are_left_alone():
    geometries = layer(box(0, 0))
    before = geometries.coordinates.copy()
    result = run(geometries, [1, 1])
    assert np.array_equal(geometries.coordinates, before)
    assert not np.shares_memory(result.positions, geometries.coordinates)


def test_unknown_method():
    with pytest.raises(InputError, match="method 'bend'"):
        run(layer(box(0, 0)), [0, 0], "bend")


@pytest.mark.parametrize("amplitude", [6, 25])  # metres; with 25 the whole row has to be shifted as one
def test_neighbours_spoilt_by_help_are_helped_too(amplitude):
    """Eight houses in a row under a wild field: all valid in the end, walls shared, nothing lost."""
    geometries = layer(*(box(10 * index, 0) for index in range(8)))
    rng = np.random.default_rng(4)
    for _ in range(20):
        result = run(geometries, rng.normal(0, amplitude, (40, 2)))
        shapes = [ogr.CreateGeometryFromWkb(blob) for blob in geometries.to_wkb(result.positions)]
        assert all(shape.IsValid() for shape in shapes)
        assert result.status == ["aligned"] * 8
        for one, other in pairwise(shapes):
            assert one.Intersection(other).Length() > 0 or one.Touches(other) or one.Overlaps(other)
