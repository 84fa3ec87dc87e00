"""Models of warp, fitted to control points."""

import tracemalloc

import numpy as np
import pytest

from realign.engine.errors import InputError
from realign.engine.warps import FEWEST, fit_warp

ORIGIN = np.array([430_000.0, 5_480_000.0])  # far from 0, as frames are


def cloud(count=40, seed=1, size=3000.0):
    return ORIGIN + np.random.default_rng(seed).uniform(0, size, (count, 2))


def lattice(seed=1):
    """9 x 9 points, each up to 100 m off its node."""
    x, y = np.meshgrid(np.linspace(0, 3000, 9), np.linspace(0, 3000, 9))
    return ORIGIN + np.stack([x.ravel(), y.ravel()], 1) + np.random.default_rng(seed).uniform(-100, 100, (81, 2))


def turned(xy, degrees=7.0, scale=1.03, shear=0.0):
    angle = np.radians(degrees)
    matrix = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle) * (1 + shear)]])
    return (xy - ORIGIN) @ matrix.T + ORIGIN + (120.0, -45.0)


def bent(xy):
    x, y = ((xy - ORIGIN) / 3000).T
    return turned(xy, shear=0.02) + np.stack([30 * x * y + 12 * x**2, 25 * y**2 - 9 * x * y], 1)


def wavy(xy):
    x, y = ((xy - ORIGIN) / 3000).T
    return bent(xy) + 15 * np.stack([np.sin(3 * x + 2 * y), np.sin(4 * y)], 1)


TRUTH = {"similarity": turned, "affine": lambda xy: turned(xy, shear=0.05), "polynomial": bent}


@pytest.mark.parametrize("kind", TRUTH)
def test_what_is_of_its_kind_is_found_exactly(kind):
    before, elsewhere = cloud(), cloud(200, seed=2)
    warp = fit_warp(kind, before, TRUTH[kind](before))
    np.testing.assert_allclose(warp(elsewhere), TRUTH[kind](elsewhere), atol=1e-4)
    np.testing.assert_allclose(warp.inverse(warp(elsewhere)), elsewhere, atol=5e-3)


@pytest.mark.parametrize("kind", TRUTH)
def test_the_fewest_points_determine_it(kind):
    before = cloud(FEWEST[kind], seed=5)
    np.testing.assert_allclose(fit_warp(kind, before, TRUTH[kind](before))(before), TRUTH[kind](before), atol=1e-3)


@pytest.mark.parametrize("kind", TRUTH)
def test_points_that_do_not_fit_hardly_matter(kind):
    before = cloud(60)
    noise = np.random.default_rng(3).normal(0, 0.5, before.shape)
    after = TRUTH[kind](before) + noise
    after[::6] += np.random.default_rng(4).normal(0, 150, (10, 2))
    elsewhere = cloud(200, seed=2)
    off = np.linalg.norm(fit_warp(kind, before, after)(elsewhere) - TRUTH[kind](elsewhere), axis=1)
    assert np.median(off) < 0.8 and off.max() < 3


def test_a_similarity_keeps_angles_and_an_affine_warp_parallels():
    before = cloud()
    square = ORIGIN + np.array([(0, 0), (1000, 0), (1000, 1000), (0, 1000.0)])
    one, two, three, four = fit_warp("similarity", before, wavy(before))(square)
    assert np.dot(two - one, four - one) == pytest.approx(0, abs=1e-3)
    assert np.hypot(*(two - one)) == pytest.approx(np.hypot(*(four - one)))
    one, two, three, four = fit_warp("affine", before, wavy(before))(square)
    np.testing.assert_allclose(two - one, three - four, atol=1e-6)


def test_weights_are_minded():
    before = cloud(40)
    after = turned(before)
    after[:20] += (3.0, 0)  # two opinions, equally many
    weight = np.where(np.arange(40) < 20, 0.01, 1.0)
    miss = fit_warp("affine", before, after, weight)(before) - turned(before)
    assert np.abs(miss).max() < 0.3


def test_a_thin_plate_goes_through_its_points():
    before = lattice()
    warp = fit_warp("tps", before, wavy(before))
    np.testing.assert_allclose(warp(before), wavy(before), atol=1e-3)
    inner = ORIGIN + np.random.default_rng(7).uniform(400, 2600, (300, 2))
    assert np.linalg.norm(warp(inner) - wavy(inner), axis=1).max() < 1.0
    np.testing.assert_allclose(warp.inverse(warp(inner)), inner, atol=0.01)


def test_a_thin_plate_is_affine_where_its_points_are():
    before = cloud(30)
    truth = TRUTH["affine"]
    far = ORIGIN + np.array([(-9000.0, 12000), (20000, 3000)])
    np.testing.assert_allclose(fit_warp("tps", before, truth(before))(far), truth(far), atol=1e-3)
    three = before[:3]
    np.testing.assert_allclose(fit_warp("tps", three, truth(three))(far), truth(far), atol=1e-2)


def test_a_thin_plate_does_not_follow_a_point_that_its_neighbours_contradict():
    before = lattice()
    noise = np.random.default_rng(8).normal(0, 0.3, before.shape)
    after = wavy(before) + noise
    after[40] += (200.0, -90.0)
    off = np.linalg.norm(fit_warp("tps", before, after)(before) - wavy(before), axis=1)
    assert off[40] < 15 and np.delete(off, 40).max() < 6 and np.median(off) < 0.6


def test_a_thin_plate_approaches_points_of_little_confidence():
    before = cloud(60)
    after = turned(before) + np.random.default_rng(6).normal(0, 5, before.shape)
    exact = np.linalg.norm(fit_warp("tps", before, after)(before) - after, axis=1)
    smooth = np.linalg.norm(fit_warp("tps", before, after, np.full(60, 0.2))(before) - after, axis=1)
    assert np.median(exact) < 0.01 < 1 < np.median(smooth) < 10


def test_points_at_one_place_count_as_their_mean():
    before = np.concatenate([cloud(20), cloud(20)[:1]])
    after = wavy(before)
    after[-1, 1] += 0.5
    mean = (after[:1] + after[-1:]) / 2
    np.testing.assert_allclose(fit_warp("tps", before, after)(before[:1]), mean, atol=1e-3)


@pytest.mark.parametrize("kind", FEWEST)
def test_too_few_points_are_refused(kind):
    before = cloud(FEWEST[kind])
    before[-1] = before[0]
    with pytest.raises(InputError, match=f"takes at least {FEWEST[kind]} control points, and old.tif has"):
        fit_warp(kind, before, before, name="old.tif")


@pytest.mark.parametrize("kind", ["affine", "polynomial", "tps"])
def test_points_on_a_line_are_refused(kind):
    before = ORIGIN + np.linspace(0, 500, 12)[:, None] * (1.0, 0.7)
    with pytest.raises(InputError, match="on one line"):
        fit_warp(kind, before, before)
    np.testing.assert_allclose(fit_warp("similarity", before, turned(before))(before), turned(before), atol=1e-4)


def test_points_on_a_circle_do_not_determine_a_polynomial():
    angle = np.linspace(0, 6, 12)
    before = ORIGIN + 500 * np.stack([np.cos(angle), np.sin(angle)], 1)
    with pytest.raises(InputError, match="line or curve"):
        fit_warp("polynomial", before, before)


def test_dense_is_not_fitted():
    with pytest.raises(ValueError, match="kind is 'dense'"):
        fit_warp("dense", cloud(), cloud())


def test_what_a_bent_warp_never_reaches_has_no_inverse():
    before = cloud(40)
    y = (before[:, 1] - ORIGIN[1]) / 3000
    warp = fit_warp("polynomial", before, np.stack([before[:, 0], ORIGIN[1] + 3000 * y**2], 1))
    assert np.isnan(warp.inverse(ORIGIN[None] + (1000.0, -2000.0))).all()


def test_memory_is_flat():
    before = cloud(300)
    warp = fit_warp("tps", before, wavy(before))
    many = cloud(200_000, seed=9)
    tracemalloc.start()
    warp(many)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 120e6  # 480 MB for all distances at once
