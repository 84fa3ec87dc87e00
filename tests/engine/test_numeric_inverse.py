"""The inverse of maps that have none in closed form."""

import numpy as np

from realign.engine.numeric_inverse import invert


def bent(xy):
    x, y = xy.T
    return np.stack([x + 3 * np.sin(y / 20), y * 1.1 + x * x / 900], 1)


def test_it_leads_back():
    places = np.random.default_rng(1).uniform(-100, 100, (500, 2))
    aim = bent(places)
    np.testing.assert_allclose(invert(bent, aim, aim, 0.1, 1e-6), places, atol=1e-5)


def test_what_is_not_finite_or_never_reached_has_none():
    aim = np.array([(1.0, 2.0), (np.nan, 0.0), (np.inf, 1.0)])
    found = invert(bent, aim, np.zeros((3, 2)), 0.1, 1e-6)
    assert np.isfinite(found[0]).all() and np.isnan(found[1:]).all()
    squared = invert(lambda xy: xy**2, np.array([[4.0, -1.0]]), np.ones((1, 2)), 0.01, 1e-6)
    assert np.isnan(squared).all()
    flat = invert(np.zeros_like, np.ones((1, 2)), np.ones((1, 2)), 0.01, 1e-6)
    assert np.isnan(flat).all()


def test_of_nothing_nothing_is_asked():
    assert invert(bent, np.zeros((0, 2)), np.zeros((0, 2)), 0.1, 1e-6).shape == (0, 2)
