"""Drawing: areas against shapely, whatever the direction, place or number of the rings."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
import shapely.affinity
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from realign.engine.geometry import Geometries
from realign.engine.rasterize import LINE_WIDTH, OUTLINE_WIDTH, VERTEX_SIZE, Drawing, coverage, squares, strokes

WIDTH, HEIGHT = 24, 20
FILL, OUTLINE, VERTEX = range(3)


def drawn(*shapes, position=None, width=WIDTH, height=HEIGHT, features=None, y_down=True):
    """The three channels of shapely geometries given in pixels."""
    geometries = Geometries.from_wkb([shapely.to_wkb(shape) for shape in shapes])
    position = geometries.coordinates if position is None else position(geometries.coordinates)
    return Drawing.of(geometries).draw(position, width, height, features, y_down)


def areas(shape, width=WIDTH, height=HEIGHT):
    """Share of each pixel that a shape covers, exactly."""
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    return shapely.area(shapely.intersection(shapely.box(x, y, x + 1, y + 1), shape))


def turned(shape, degrees):
    return shapely.affinity.rotate(shape, degrees)


def star(points=7):
    angle = np.arange(2 * points) * np.pi / points
    radius = np.where(np.arange(2 * points) % 2, 3.3, 8.7)
    return Polygon(np.stack([11.3 + radius * np.cos(angle), 9.6 + radius * np.sin(angle)], 1))


@pytest.mark.parametrize(
    "shape",
    [
        box(3, 4, 11, 15),
        box(2, 2, 3, 3),
        box(3.25, 4.5, 11.75, 15.25),
        Polygon([(2.2, 3.1), (20.4, 6.7), (9.9, 18.3)]),
        star(),
        Polygon([(2, 2), (20, 2), (20, 8), (9, 8), (9, 17), (2, 17)]),
    ],
)
def test_areas_are_exact_to_an_eighth(shape):
    found = drawn(shape)[FILL]
    assert found.dtype == np.float32 and found.shape == (HEIGHT, WIDTH)
    np.testing.assert_allclose(found, areas(shape), atol=1 / 8)
    assert found.sum() == pytest.approx(shape.area, rel=0.02)


def test_areas_along_x_are_exact():
    """Quarter rows and any columns: no sampling error is left."""
    shape = box(3.137, 4.25, 11.891, 15.75)
    np.testing.assert_allclose(drawn(shape)[FILL], areas(shape), atol=1e-5)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(-8, 32), st.floats(-8, 28)), min_size=3, max_size=3), st.booleans())
def test_any_triangle_in_any_direction(corners, backwards):
    shape = Polygon(corners[::-1] if backwards else corners)
    # Four samples a pixel: each of two flat edges that cross one pixel may be off by an eighth
    difference = drawn(shape)[FILL] - areas(Polygon(corners))
    assert np.abs(difference).max() <= 1 / 4 + 1e-6
    assert np.abs(difference).mean() < 0.02


def test_holes_stay_open_in_any_direction():
    shell, hole = [(2, 2), (20, 2), (20, 17), (2, 17)], [(6.5, 5.5), (14.5, 5.5), (14.5, 12.5), (6.5, 12.5)]
    expected = areas(Polygon(shell, [hole]))
    for one in (shell, shell[::-1]):
        for other in (hole, hole[::-1]):
            np.testing.assert_allclose(drawn(Polygon(one, [other]))[FILL], expected, atol=1e-5)


def test_island_in_a_hole_and_parts():
    parts = MultiPolygon(
        [
            Polygon(box(1, 1, 19, 18).exterior.coords, [box(4, 4, 16, 15).exterior.coords]),
            Polygon(box(8, 8, 12, 11).exterior.coords[::-1]),
        ]
    )
    np.testing.assert_allclose(drawn(parts)[FILL], areas(parts), atol=1e-5)


def test_overlaps_count_once():
    one, other = box(3, 3, 12, 12), turned(box(6, 6, 18, 16), 20)
    np.testing.assert_allclose(drawn(one, other)[FILL], areas(one.union(other)), atol=1 / 8)


def test_the_same_polygon_twice():
    """A shared wall is no bolder than another."""
    once, twice = drawn(star()), drawn(star(), star())
    np.testing.assert_allclose(twice, once, atol=1e-6)


def test_a_building_in_the_courtyard_of_another_fills_it():
    courtyard = Polygon(box(2, 2, 20, 18).exterior.coords, [box(6, 6, 14, 14).exterior.coords])
    np.testing.assert_allclose(drawn(courtyard, box(6, 6, 14, 14))[FILL], areas(box(2, 2, 20, 18)), atol=1e-5)


def test_neighbours_leave_no_seam():
    wall = [(11.37, -1), (9.81, 21)]
    left, right = Polygon([(2, -1), *wall, (2, 21)]), Polygon([(20, -1), *wall, (20, 21)])
    np.testing.assert_allclose(drawn(left, right)[FILL], areas(left.union(right)), atol=1e-5)


@pytest.mark.parametrize("channel", [FILL, OUTLINE, VERTEX])
def test_maps_point_north(channel):
    """A layer whose y axis points up, drawn on pixels whose y axis points down, is the same picture."""
    ring = [(2.3, 3.1), (20.4, 6.7), (14, 10), (9.9, 18.3)]
    shape = Polygon(ring, [[(9, 8), (11, 8), (10, 11)]])
    flipped = Polygon([(x, 1000 - y) for x, y in ring], [[(9, 992), (11, 992), (10, 989)]])
    found = drawn(flipped, position=lambda xy: np.stack([xy[:, 0], 1000 - xy[:, 1]], 1), y_down=False)
    np.testing.assert_allclose(found[channel], drawn(shape)[channel], atol=1e-6)


@pytest.mark.parametrize(
    "shape",
    [
        box(-50, -40, 80, 60),
        box(-9, 3, 8, 12),
        box(15, 3, 99, 12),
        box(4, -9, 18, 7),
        box(4, 11, 18, 99),
        Polygon([(-30, 10), (12, -25), (55, 10), (12, 45)], [box(8.5, 7.5, 15.5, 12).exterior.coords]),
    ],
)
def test_beyond_the_edges_of_the_picture(shape):
    np.testing.assert_allclose(drawn(shape)[FILL], areas(shape), atol=1 / 8)


@pytest.mark.parametrize("place", [(-60, 5), (60, 5), (5, -60), (5, 60)])
def test_wholly_outside_draws_nothing(place):
    assert not drawn(shapely.affinity.translate(box(0, 0, 9, 9), *place)).any()


def test_far_from_the_origin():
    """Coordinates of a UTM zone: directions of rings are found without loss."""
    place = np.array([682_345.25, 5_332_123.5])
    far = shapely.affinity.translate(star(), *place)
    np.testing.assert_allclose(drawn(far, position=lambda xy: xy - place)[FILL], drawn(star())[FILL], atol=1e-4)


def test_outline_is_a_band_along_the_rings():
    shape = Polygon(box(4, 4, 20, 16).exterior.coords, [box(9, 8, 14, 12).exterior.coords])
    found = drawn(shape)[OUTLINE]
    expected = areas(shape.boundary.buffer(OUTLINE_WIDTH / 2, cap_style=2, join_style=2))
    np.testing.assert_allclose(found, expected, atol=0.5)  # corners are cut to quarter squares
    straight = np.s_[3:6, 7:17]
    np.testing.assert_allclose(found[straight], expected[straight], atol=1e-5)
    assert found[straight].mean() > 0.5


def test_vertices_are_squares():
    shape = box(5.5, 4.5, 18.5, 15.5)
    corners = shapely.union_all([box(x - 1.5, y - 1.5, x + 1.5, y + 1.5) for x in (5.5, 18.5) for y in (4.5, 15.5)])
    np.testing.assert_allclose(drawn(shape)[VERTEX], areas(corners), atol=1e-5)
    assert VERTEX_SIZE == 3


def test_lines_are_four_pixels_wide():
    assert LINE_WIDTH == 4
    line = LineString([(-5, 9.5), (30, 9.5)])
    found = drawn(line)
    np.testing.assert_allclose(found[FILL], areas(box(0, 7.5, 24, 11.5)), atol=1e-5)
    assert not found[OUTLINE].any()


@pytest.mark.parametrize("degrees", [0, 30, 45, 90, 137])
def test_slanting_lines(degrees):
    line = turned(LineString([(2, 9.7), (22, 9.7)]), degrees)
    near = areas(line.buffer(LINE_WIDTH / 2, cap_style=2))
    found = drawn(line)[FILL]
    ends = areas(shapely.union_all([Point(end).buffer(3) for end in line.coords])) > 0
    np.testing.assert_allclose(found[~ends], near[~ends], atol=1 / 8)


def test_a_bent_line_has_no_gap():
    line = LineString([(4, 4), (12, 10), (20, 4)])
    found = drawn(line)[FILL]
    np.testing.assert_allclose(found[7:11, 9:15], areas(line.buffer(2, join_style=2))[7:11, 9:15], atol=1 / 8)
    assert found[14:].max() == 0  # and no spike


def test_points_and_lines_and_areas_together():
    found = drawn(Point(4.5, 4.5), LineString([(10, 9.5), (20, 9.5)]), box(2, 14, 8, 18))
    np.testing.assert_allclose(found[VERTEX][3:6, 3:6], 1, atol=1e-5)
    assert not found[FILL][:7].any() and not found[OUTLINE][:12].any()
    assert found[FILL][9, 15] == 1 and found[FILL][16, 5] == 1


def test_segments_of_no_length():
    for shape in (LineString([(9.5, 9.5), (9.5, 9.5)]), Polygon([(9, 9)] * 4), Polygon([(2, 9), (20, 9), (2, 9)])):
        found = drawn(shape)
        assert np.isfinite(found).all() and found.max() <= 1
        assert found[VERTEX].max() == 1
    ring = [(3, 3), (12, 3), (12, 3), (12, 12), (3, 12), (3, 12)]
    np.testing.assert_allclose(drawn(Polygon(ring))[FILL], areas(box(3, 3, 12, 12)), atol=1e-5)


def test_nothing_to_draw():
    nothing = Geometries.from_wkb([None, shapely.to_wkb(Polygon())])
    assert not Drawing.of(nothing).draw(nothing.coordinates, 5, 4).any()
    assert strokes(np.zeros((0, 2)), np.zeros((0, 2)), 2, 5, 4).shape == (4, 5)
    assert squares(np.zeros((0, 2)), 3, 5, 4).shape == (4, 5)


def test_features_that_are_left_out():
    first, second = box(2, 2, 8, 8), Polygon(box(10, 3, 20, 12).exterior.coords, [box(12, 5, 15, 9).exterior.coords])
    lines = LineString([(2, 16), (20, 16)])
    found = drawn(first, second, lines, features=np.array([False, True, False]))
    np.testing.assert_array_equal(found, drawn(second))


def test_leaving_out_what_does_not_touch_changes_nothing():
    near, far = star(), shapely.affinity.translate(star(), 500, 300)
    np.testing.assert_array_equal(drawn(near, far, features=np.array([True, False])), drawn(near, far))


def test_a_ring_that_is_not_closed_does_not_disturb_other_rows():
    ring = np.array([[4.0, 4.0], [12.0, 4.0], [12.0, 12.0]])  # damaged: back to the first corner is missing
    start, end = ring[:-1], ring[1:]
    other = np.array([[2.0, 14.0], [8.0, 14.0], [8.0, 18.0], [2.0, 18.0], [2.0, 14.0]])
    start, end = np.concatenate([start, other[:-1]]), np.concatenate([end, other[1:]])
    found = coverage(start, end, np.full(len(start), -1.0), WIDTH, HEIGHT)
    np.testing.assert_allclose(found[13:], areas(box(2, 14, 8, 18))[13:], atol=1e-6)


def test_a_part_of_a_layer():
    """Some shapes, with positions of theirs only, are drawn as in the whole layer."""
    courtyard = Polygon(box(2, 2, 9, 9).exterior.coords, [box(4, 4, 7, 7).exterior.coords])
    shapes = [
        Point(4.5, 15.5),
        courtyard,
        LineString([(12, 14), (20, 16), (22, 11)]),
        MultiPolygon([star(), courtyard]),
    ]
    geometries = Geometries.from_wkb([None] + [shapely.to_wkb(shape) for shape in shapes])
    drawing = Drawing.of(geometries)
    np.testing.assert_array_equal(drawing.shape_feature, [1, 2, 2, 3, 4, 4, 4])
    np.testing.assert_allclose(
        drawing.boxes_at(geometries.coordinates)[[0, 2, 3]], [(4.5, 15.5) * 2, (4, 4, 7, 7), (12, 11, 22, 16)]
    )
    for chosen, features in (([1, 2, 3], [2, 3]), ([0], [1]), ([4, 5, 6], [4]), ([], [])):
        part, coordinates = drawing.part(np.array(chosen, np.int64))
        kept = np.isin(np.arange(5), features)
        expected = drawing.draw(geometries.coordinates, WIDTH, HEIGHT, kept)
        np.testing.assert_array_equal(part.draw(geometries.coordinates[coordinates], WIDTH, HEIGHT), expected)
        assert set(geometries.feature_of_coordinate[coordinates]) == set(features)
        again, within = part.part(np.arange(len(chosen)))
        np.testing.assert_array_equal(within, np.arange(len(coordinates)))
        np.testing.assert_array_equal(again.segments, part.segments)


def test_boxes_of_a_feature_that_is_nowhere():
    """One ring of a feature cannot be placed: none of its rings is."""
    geometries = Geometries.from_wkb(
        [shapely.to_wkb(shape) for shape in (MultiPolygon([star(), box(0, 0, 1, 1)]), star())]
    )
    position = geometries.coordinates.copy()
    position[-20] = np.nan
    boxes = Drawing.of(geometries).boxes_at(position)
    assert np.isnan(boxes[:2]).all() and not np.isnan(boxes[2]).any()


def test_positions_may_have_changed():
    """Directions of rings come from the layer, positions from the caller, here turned by half a turn."""
    shape = Polygon([(2.3, 3.1), (20.4, 6.7), (9.9, 18.3)])
    found = drawn(shape, position=lambda xy: np.array([WIDTH, HEIGHT]) - xy)
    np.testing.assert_allclose(found, drawn(shape)[:, ::-1, ::-1], atol=1e-5)


def test_positions_that_are_no_numbers_do_not_disturb_others():
    """What cannot be transformed into the frame is left out by the caller, by features."""
    geometries = Geometries.from_wkb([shapely.to_wkb(box(2, 2, 8, 8)), shapely.to_wkb(box(10, 3, 20, 12))])
    position = geometries.coordinates.copy()
    position[5:] = np.nan
    found = Drawing.of(geometries).draw(position, WIDTH, HEIGHT, np.array([True, False]))
    np.testing.assert_array_equal(found, drawn(box(2, 2, 8, 8)))
