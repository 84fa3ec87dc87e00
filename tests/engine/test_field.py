"""The algebra of displacement fields."""

import numpy as np
import pytest

from realign.engine import field as fields


def smooth(seed, width=40, height=30, size=2.0):
    x, y = fields.centres(width, height).T
    rng = np.random.default_rng(seed)
    a, b, c, d = rng.uniform(0.05, 0.12, 4)
    p, q = rng.uniform(0, 6, 2)
    return size * np.stack([np.sin(a * x + b * y + p), np.cos(c * x - d * y + q)]).reshape(2, height, width)


def test_sampling_at_centres_returns_the_values():
    field = np.random.default_rng(0).normal(size=(2, 5, 7))
    for order in ("bilinear", "cubic"):
        assert np.allclose(fields.sample(field, fields.centres(7, 5), order), field.reshape(2, -1).T)


def test_sampling_is_x_then_y():
    field = np.zeros((2, 3, 4))
    field[0, 1, 3] = 1.0  # row 1, column 3
    assert fields.sample(field, np.array([[3.5, 1.5], [1.5, 2.5]]))[:, 0].tolist() == [1.0, 0.0]


def test_bilinear_is_exact_on_planes_and_keeps_the_edge_value_outside():
    x, y = fields.centres(6, 5).T
    plane = (2 * x - 3 * y + 1).reshape(1, 5, 6)
    point = np.array([[2.2, 3.1], [4.0, 1.0]])
    assert np.allclose(fields.sample(plane, point)[:, 0], 2 * point[:, 0] - 3 * point[:, 1] + 1)
    outside = fields.sample(plane, np.array([[-10.0, 2.5], [99.0, 99.0]]))[:, 0]
    assert np.allclose(outside, [plane[0, 2, 0], plane[0, 4, 5]])


def test_cubic_beats_bilinear_on_a_smooth_field():
    field = smooth(1)
    points = fields.centres(36, 26) + 2.3
    x, y = points.T
    rng = np.random.default_rng(1)
    a, b, _, _ = rng.uniform(0.05, 0.12, 4)
    p, _ = rng.uniform(0, 6, 2)
    truth = 2 * np.sin(a * x + b * y + p)
    error = {order: np.abs(fields.sample(field, points, order)[:, 0] - truth).mean() for order in ("bilinear", "cubic")}
    assert error["cubic"] < error["bilinear"] / 3


def test_composition_of_constants_adds_them_and_order_matters_otherwise():
    one, two = np.ones((2, 8, 9)), np.full((2, 8, 9), 2.0)
    assert np.allclose(fields.compose(one, two), 3.0)
    a, b = smooth(2), smooth(3)
    assert np.abs(fields.compose(a, b) - fields.compose(b, a)).max() > 0.05


def test_composition_moves_by_inner_first():
    outer = np.zeros((2, 1, 10))
    outer[0, 0, 5] = 4.0
    inner = np.zeros((2, 1, 10))
    inner[0, 0, 2] = 3.0  # from column 2 to column 5, where outer holds 4
    assert fields.compose(outer, inner)[0, 0, 2] == pytest.approx(7.0)


def test_inverse_undoes_the_field():
    field = smooth(4)
    both = fields.compose(field, fields.invert(field))
    assert np.abs(both[:, 4:-4, 4:-4]).max() < 0.01


def test_resampling_converts_lengths():
    field = np.stack([np.full((10, 20), 3.0), np.full((10, 20), -2.0)])
    finer = fields.resample(field, 40, 20)
    assert finer.shape == (2, 20, 40)
    assert np.allclose(finer[0], 6.0) and np.allclose(finer[1], -4.0)
    there_and_back = fields.resample(fields.resample(smooth(5), 80, 60), 40, 30)
    assert np.abs(there_and_back - smooth(5)).max() < 0.05


def test_an_unknown_order_is_refused():
    with pytest.raises(ValueError, match="bilinear"):
        fields.sample(np.zeros((1, 2, 2)), np.zeros((1, 2)), "nearest")
