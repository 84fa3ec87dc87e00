"""Distortions of sheets: as long as asked for, smooth, undone exactly, and drawn from real residuals."""

from __future__ import annotations

import numpy as np
import pytest

from realign.engine.errors import InputError
from realign.training.registration.distortions import ResidualField, draw_distortion
from realign.training.registration.residuals import load_residuals

EXTENT = (600.0, 400.0)
WHOLE = np.array([[0.0, 0.0], [1.0, 1.0]])


def places(count=31):
    x, y = np.meshgrid(*(np.linspace(0, side, count) for side in EXTENT))
    return np.stack([x.ravel(), y.ravel()], 1)


def residuals(count=30, seed=0):
    """One map whose residuals grow to the right: 1 % of the diagonal there, downwards."""
    at = np.random.default_rng(seed).uniform(0, 1, (count, 2))
    return np.concatenate([at, np.stack([np.zeros(count), at[:, 0]], 1)], 1).astype(np.float32)


@pytest.mark.parametrize("longest", [5, 20, 60])
@pytest.mark.parametrize("known", [(), (residuals(),)])
def test_as_long_as_asked_for_and_without_folds(longest, known):
    rng = np.random.default_rng(longest)
    for _ in range(4):
        distortion = draw_distortion(rng, EXTENT, longest, known)
        found = distortion(places())
        assert 0.8 * longest < np.hypot(*found.T).max() <= 1.02 * longest
        there = places() + found
        np.testing.assert_allclose(there + distortion.back(there, 40), places(), atol=1e-3)


def test_the_same_chance_draws_the_same_and_another_differs():
    first, again, other = (draw_distortion(np.random.default_rng(seed), EXTENT, 10)(places()) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).max() > 1


def test_a_similarity_alone_is_one():
    found = draw_distortion(np.random.default_rng(0), EXTENT, 20, similarity=(1.0, 1.0))(places())
    linear = np.linalg.lstsq(np.c_[places(), np.ones(len(places()))], found, rcond=None)[0]
    np.testing.assert_allclose(linear[0, 0], linear[1, 1], atol=1e-6)
    np.testing.assert_allclose(linear[0, 1], -linear[1, 0], atol=1e-6)


def test_residuals_lie_where_they_were_measured():
    field = ResidualField.of(residuals(), EXTENT, WHOLE, 0)
    left, right = field(np.array([[60.0, 200.0], [540.0, 200.0]]))
    diagonal = np.hypot(*EXTENT)
    assert abs(left[1] - 0.001 * diagonal) < 0.002 * diagonal and abs(right[1] - 0.009 * diagonal) < 0.002 * diagonal
    assert np.abs([left[0], right[0]]).max() < 1e-3 * diagonal
    # a quarter turn leads from the right to below, and from downwards to the left
    turned = ResidualField.of(residuals(), EXTENT, WHOLE, 1)(np.array([[300.0, 380.0]]))[0]
    assert turned[0] < -0.006 * diagonal and abs(turned[1]) < 1e-3 * diagonal


def test_residuals_are_kept_in_a_file(tmp_path):
    maps = (residuals(20), residuals(15, 1))
    np.savez_compressed(tmp_path / "residuals.npz", points=np.concatenate(maps), counts=[20, 15])
    found = load_residuals(tmp_path / "residuals.npz")
    assert len(found) == 2
    np.testing.assert_array_equal(found[1], maps[1])
    assert load_residuals(tmp_path / "nothing.npz") == ()
    (tmp_path / "bad.npz").write_text("no arrays")
    with pytest.raises(InputError, match="holds no residuals"):
        load_residuals(tmp_path / "bad.npz")
