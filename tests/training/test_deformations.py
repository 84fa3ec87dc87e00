from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realign.training.deformations import RandomField


def test_equation_3_by_hand():
    precision = np.linalg.inv([[900.0, 200.0], [200.0, 400.0]])
    field = RandomField(np.array([1.0, -2.0]), np.array([[3.0, 0.5]]), np.array([[10.0, 20.0]]), precision[None])
    point = np.array([[25.0, 12.0]])
    offset = point[0] - (10, 20)
    weight = np.exp(-0.5 * offset @ precision @ offset)
    np.testing.assert_allclose(field(point)[0], (1 + 3 * weight, -2 + 0.5 * weight))


@given(seed=st.integers(0, 10_000), magnitude=st.floats(0.5, 20), width=st.floats(20, 500), height=st.floats(20, 500))
@settings(max_examples=25, deadline=None)
def test_the_cap_holds_and_is_reached(seed, magnitude, width, height):
    rng = np.random.default_rng(seed)
    field = RandomField.sample(rng, (width, height), magnitude, origin=(1000, -50))
    points = rng.uniform(0, 1, (4000, 2)) * (width, height) + (1000, -50)
    longest = np.hypot(*field(points).T).max()
    assert longest <= magnitude
    assert longest >= 0.7 * magnitude


def test_bumps_are_anisotropic_and_their_number_follows_the_area():
    rng = np.random.default_rng(0)
    field = RandomField.sample(rng, (1000, 1000), 6)
    assert 3 * 25 <= len(field.shifts) <= 8 * 25
    deviations = np.linalg.eigvalsh(field.precisions) ** -0.5
    assert deviations.min() >= 15 - 1e-9
    assert deviations.max() <= 80 + 1e-9
    assert (deviations[:, 0] > 1.5 * deviations[:, 1]).any()
    assert np.abs(field.precisions[:, 0, 1]).max() > 0


def test_seeds_decide():
    first, again, other = (RandomField.sample(np.random.default_rng(seed), (100, 90), 3) for seed in (4, 4, 5))
    points = np.random.default_rng(1).uniform(0, 90, (50, 2))
    np.testing.assert_array_equal(first(points), again(points))
    assert np.abs(first(points) - other(points)).max() > 0.1


def test_the_grid_holds_the_field_at_pixel_centres():
    field = RandomField.sample(np.random.default_rng(2), (64, 48), 4, bumps=(1, 6), sigma=(6, 100), square=64)
    grid = field.on_grid(32, 24, step=2)
    assert grid.shape == (2, 24, 32)
    assert grid.dtype == np.float32
    np.testing.assert_allclose(grid[:, 5, 11], field(np.array([[23.0, 11.0]]))[0], atol=1e-5)


@pytest.mark.parametrize("magnitude", [3, 6, 10])
def test_back_leads_back(magnitude):
    rng = np.random.default_rng(magnitude)
    field = RandomField.sample(rng, (200, 150), magnitude)
    points = rng.uniform(0, 150, (300, 2))
    moved = points + field(points)
    np.testing.assert_allclose(moved + field.back(moved), points, atol=2e-3)


def test_magnitude_zero_moves_nothing():
    field = RandomField.sample(np.random.default_rng(0), (50, 50), 0)
    assert not field(np.random.default_rng(1).uniform(0, 50, (9, 2))).any()
