"""The window onto a plane: places there and back, zooming, what has room."""

from __future__ import annotations

import numpy as np
import pytest

from realign.engine.plane_view import PlaneView, nearest, ticks, with_room


@pytest.fixture
def view():
    view = PlaneView((-2.0, -1.0, 2.0, 1.0))
    view.resize(400, 300)
    return view


def test_everything_fits_at_first_and_both_axes_have_one_scale(view):
    corners = view.to_window(np.array([[-2.0, 1.0], [2.0, -1.0]]))
    (left, top), (right, bottom) = corners
    assert 0 < left < 20 and 380 < right < 400 and top > 0 and bottom < 300
    assert (right - left) / 4 == pytest.approx((bottom - top) / 2)
    assert bottom > top  # y goes upwards


def test_there_and_back(view):
    view.zoom(3.0, 10, 20)
    point = view.to_plane(123, 45)
    assert view.to_window(point[None])[0] == pytest.approx([123, 45])


def test_zooming_keeps_what_is_under_the_pointer(view):
    before = view.to_plane(350, 40)
    view.zoom(2.5, 350, 40)
    assert view.to_plane(350, 40) == pytest.approx(before)
    view.reset()
    assert view.enlarged == 1 and view.middle == pytest.approx([0, 0])
    view.zoom(1e9, 0, 0)
    assert np.isfinite(view.extent).all() and view.enlarged <= 1000


def test_panning_moves_the_picture_with_the_pointer(view):
    before = view.to_plane(100, 100)
    view.pan(30, -20)
    assert view.to_plane(130, 80) == pytest.approx(before)


def test_a_point_beyond_the_border_is_brought_just_inside(view):
    view.reveal(np.array([30.0, 0.0]))
    x, y = view.to_window(np.array([[30.0, 0.0]]))[0]
    assert (x, y) == pytest.approx((388, 150))
    middle = view.middle.copy()
    view.reveal(np.array([30.0, 0.0]))
    assert view.middle == pytest.approx(middle)


def test_pictures_cover_no_other_and_fill_the_room():
    points = np.random.default_rng(1).uniform(0, 100, (200, 2))
    chosen = points[with_room(points, 10)]
    apart = np.abs(chosen[:, None] - chosen).max(-1) + 100 * np.eye(len(chosen))
    assert apart.min() >= 10
    others = points[~with_room(points, 10)]
    assert (np.abs(others[:, None] - chosen).max(-1).min(1) < 10).all()
    assert with_room(points, 0.001).all()


def test_the_first_are_not_preferred():
    points = np.tile(np.random.default_rng(1).uniform(0, 100, (100, 2)), (2, 1))  # each place twice
    assert 10 < with_room(points, 10)[100:].sum() < with_room(points, 10).sum() - 10


def test_the_nearest_is_found_if_it_is_near():
    points = np.array([[0.0, 0.0], [5.0, 5.0]])
    assert nearest(points, 4, 4, 3) == 1
    assert nearest(points, 20, 20, 3) is None
    assert nearest(np.zeros((0, 2)), 0, 0, 3) is None


@pytest.mark.parametrize(
    ("low", "high", "most", "expected", "decimals"),
    [
        (-3, 3, 6, [-3, -2, -1, 0, 1, 2, 3], 0),
        (0.11, 0.35, 5, [0.15, 0.2, 0.25, 0.3, 0.35], 2),
        (-120, 90, 4, [-100, 0], 0),
    ],
)
def test_ticks_are_round(low, high, most, expected, decimals):
    found, digits = ticks(low, high, most)
    assert found == pytest.approx(expected) and digits == decimals
