"""Vertices are drawn towards the smooth field of their surroundings as far as evidence allows."""

import numpy as np
import pytest

from realign.engine.steadying import SPREAD, STRAYING, steadied

SURE = 1e4  # 1/m²


def lattice(side=60.0, step=4.0):
    """Positions in a square around a far origin, as UTM coordinates have it."""
    steps = np.arange(0, side, step)
    origin = np.array([500000.0, 5200000.0])
    return origin + np.stack(np.meshgrid(steps, steps), -1).reshape(-1, 2)


def same(position, value=1.0):
    return np.tile(np.eye(2) * value, (len(position), 1, 1))


def affine(position):
    middle = position.mean(0)
    return np.array([2.0, -1.0]) + (position - middle) @ np.array([[0.01, 0.004], [-0.006, 0.008]])


def test_a_smooth_field_is_left_as_it_is():
    position = lattice()
    field = affine(position)
    result = steadied(position, field, same(position, SURE), np.ones(len(position), bool))
    assert np.abs(result - field).max() < 1e-3


def test_noise_goes_and_the_field_stays():
    position, rng = lattice(), np.random.default_rng(0)
    field = affine(position)
    noise = rng.normal(0, 0.5, field.shape)
    result = steadied(position, field + noise, same(position, 4.0), np.ones(len(position), bool))
    assert np.hypot(*(result - field).T).mean() < 0.5 * np.hypot(*noise.T).mean()


def test_what_is_not_known_follows_its_surroundings():
    position = lattice()
    found = affine(position)
    lost = len(position) // 2
    truth = found[lost].copy()
    found[lost] += [6.0, -5.0]
    precision = same(position, 100.0)
    precision[lost] = 1e-4 * np.eye(2)
    result = steadied(position, found, precision, np.ones(len(position), bool))
    assert np.allclose(result[lost], truth, atol=0.05)


def test_across_a_wall_a_vertex_follows_itself_and_along_it_its_surroundings():
    position = lattice()
    found, precision = np.zeros_like(position), same(position, 100.0)
    found[40] = [0.5, 0.5]
    precision[40] = np.diag([SURE, 1e-6])  # x is known, y is not
    moved = steadied(position, found, precision, np.ones(len(position), bool))[40]
    assert moved[0] == pytest.approx(0.5, abs=0.02) and abs(moved[1]) < 0.02


def test_one_that_is_sure_and_alone_in_its_opinion_hardly_pulls_the_others():
    position = lattice()
    found = np.zeros_like(position)
    found[100] = [8.0, 0.0]
    result = steadied(position, found, same(position, 1.0), np.ones(len(position), bool))
    assert np.delete(np.abs(result), 100, 0).max() < 0.02


def test_half_way_between_the_surroundings_and_itself_by_hand():
    position = lattice(200.0, 2.0)
    found = np.zeros_like(position)
    one = np.flatnonzero((position == [500100.0, 5200100.0]).all(1))[0]
    found[one, 0] = 0.02  # no outlier, and one among thousands moves the surroundings by nothing
    result = steadied(position, found, same(position, 1 / STRAYING**2), np.ones(len(position), bool))
    assert result[one, 0] == pytest.approx(0.01, rel=0.02)


def test_far_places_do_not_matter():
    near, far = lattice(), lattice() + 20 * SPREAD
    found = np.concatenate([np.zeros_like(near), np.full(far.shape, 3.0)])
    position = np.concatenate([near, far])
    result = steadied(position, found, same(position), np.ones(len(position), bool))
    assert np.allclose(result[: len(near)], 0, atol=1e-4) and np.allclose(result[len(near) :], 3, atol=1e-4)


def test_unseen_and_unknown_places_are_left_alone():
    position, found = lattice(), np.random.default_rng(0).normal(size=(225, 2))
    seen = np.ones(225, bool)
    seen[3] = False
    position[7] = np.nan
    result = steadied(position, found, same(position), seen)
    assert np.array_equal(result[[3, 7]], found[[3, 7]]) and not np.allclose(result[0], found[0])


def test_nothing_known_at_all_is_no_error():
    position = lattice()
    assert not steadied(position, np.zeros_like(position), 0 * same(position), np.ones(len(position), bool)).any()
    assert not steadied(position, np.zeros_like(position), same(position), np.zeros(len(position), bool)).any()


def test_equal_places_move_equally():
    position, rng = lattice(), np.random.default_rng(1)
    position[10] = position[11]
    found = rng.normal(size=position.shape)
    found[10] = found[11]
    result = steadied(position, found, same(position), np.ones(len(position), bool))
    assert np.array_equal(result[10], result[11])
