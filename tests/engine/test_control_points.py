"""Control points are taken where a registration is certain, all over what is trusted."""

import numpy as np
import pytest
from tiny_scan import UTM, placed, scan

from realign.engine.control_points import choose_points
from realign.engine.frame import Frame
from realign.engine.grid import Grid
from realign.engine.node_field import NodeField
from realign.engine.warps import fit_warp


@pytest.fixture
def sheet(tmp_path):
    return placed(scan(tmp_path, (4e5, 2, 0, 5.5e6, 0, -2)))


def measured(sheet, confidence, step=8.0, seed=2):
    """A registration whose nodes are ``step`` metres apart, a margin around the sheet included."""
    frame = Frame.choose(UTM, UTM, sheet.box)
    grid = Grid.around(frame.box, step, margin=3)
    field = NodeField.still(grid)
    x, y = field.nodes().T
    field.displacement[:] = np.stack([5 + 0.01 * (x - 4e5), -3 + 0.02 * (y - 5.5e6)]).reshape(field.displacement.shape)
    pixels = sheet.to_pixels(field.nodes())
    noise = np.random.default_rng(seed).uniform(0, 0.2, len(pixels))
    field.confidence[:] = np.clip(confidence(*pixels.T) - noise, 0, 1).reshape(field.confidence.shape)
    return field, frame


def test_they_are_spread_over_the_sheet(sheet):
    field, frame = measured(sheet, lambda x, y: 0.9 + 0 * x)
    points = choose_points(field, sheet, frame, 0.5, count=48)
    assert 40 <= len(points) <= 48
    columns, rows = np.floor(points.pixels / (60, 60)).astype(int).T
    assert len(set(zip(columns, rows))) == 12  # some in every square of 60 pixels
    apart = np.hypot(*(points.pixels[:, None] - points.pixels[None]).transpose(2, 0, 1)) + 1e9 * np.eye(len(points))
    assert apart.min() > 12
    assert ((points.pixels > 0) & (points.pixels < (240, 180))).all()
    np.testing.assert_allclose(points.pixels, sheet.to_pixels(points.before), atol=1e-6)
    np.testing.assert_allclose(points.after - points.before, field.at(points.before), atol=1e-9)
    assert np.median(points.confidence) > np.median(field.confidence) + 0.05


def test_they_are_ordered_by_rows(sheet):
    field, frame = measured(sheet, lambda x, y: 0.9 + 0 * x)
    y = choose_points(field, sheet, frame, 0.5, count=12).pixels[:, 1]
    assert (np.diff(np.floor(y / 60)) >= 0).all()


def test_there_are_none_where_nothing_is_trusted(sheet):
    field, frame = measured(sheet, lambda x, y: np.where(x < 80, 0.95, 0.3))
    points = choose_points(field, sheet, frame, 0.5, count=30)
    assert 20 <= len(points) <= 30  # as many on less ground
    assert (points.pixels[:, 0] < 80).all() and (points.confidence >= 0.5).all()
    assert np.ptp(points.pixels[:, 1]) > 140
    assert len(choose_points(field, sheet, frame, 0.99)) == 0
    nothing = NodeField.still(field.grid)
    assert len(choose_points(nothing, sheet, frame, 0.0)) == 0


def test_residuals_are_those_of_the_warp(sheet):
    field, frame = measured(sheet, lambda x, y: 0.9 + 0 * x)
    points = choose_points(field, sheet, frame, 0.5)
    assert np.abs(points.left_by(fit_warp("affine", points.before, points.after)).residual).max() < 1e-3
    left = points.left_by(fit_warp("similarity", points.before, points.after))
    warp = fit_warp("similarity", points.before, points.after)
    np.testing.assert_allclose(left.residual, warp(points.before) - points.after)
    assert np.abs(left.residual).max() > 0.5
    nothing = choose_points(field, sheet, frame, 0.99)
    assert nothing.left_by(warp).residual.shape == (0, 2)
