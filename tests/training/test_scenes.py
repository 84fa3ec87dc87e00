"""Synthetic scenes: exact truth, one sun, same seed same bits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import ndimage

from realign.training.scenes import STYLES, generate_scene
from realign.training.scenes.canvas import Canvas
from realign.training.scenes.light import shadow, sun_vector
from realign.training.scenes.noise import NoiseBank


@pytest.fixture(scope="module")
def scenes():
    """One scene of some styles that differ most."""
    names = ("us_suburb", "old_town", "himalaya_town", "arid_town")
    return {name: generate_scene(11 + k, 110.0, 0.3, STYLES[name]) for k, name in enumerate(names)}


def test_same_seed_same_bits():
    first, second, other = (generate_scene(seed, 60.0) for seed in (3, 3, 4))
    assert np.array_equal(first.image, second.image)
    assert len(first.polygons) == len(second.polygons)
    for a, b in zip(first.polygons, second.polygons):
        assert all(np.array_equal(x, y) for x, y in zip(a, b))
    assert not np.array_equal(first.image, other.image)


@pytest.mark.parametrize("name", list(STYLES))
def test_every_style_makes_buildings_within_the_image(name):
    scene = generate_scene(5, (150.0, 120.0), 0.3, STYLES[name])
    assert scene.image.shape == (400, 500, 3) and scene.image.dtype == np.uint8
    assert scene.image.std() > 8
    assert scene.style == name
    assert len(scene.polygons) == len(scene.footprints) == len(scene.heights)
    for rings in scene.polygons:
        for ring in rings:
            assert ring.dtype == np.float64 and len(ring) >= 4
            assert np.array_equal(ring[0], ring[-1])
            assert (ring >= 0).all() and (ring <= [500, 400]).all()


def test_size_and_resolution():
    scene = generate_scene(1, (40.0, 30.0), 0.5)
    assert scene.image.shape == (60, 80, 3) and scene.resolution == 0.5


@pytest.mark.parametrize("district", ["old", "rows", "tight"])
def test_neighbours_share_walls_exactly(district):
    style = replace(STYLES["old_town"], districts={district: 1.0}, lean=0.2)
    shared = 0
    for seed in range(3):
        rings = generate_scene(seed, 120.0, 0.3, style).polygons
        positions = np.concatenate([ring[0][:-1] for ring in rings])
        unique, count = np.unique(positions, axis=0, return_counts=True)
        shared += int((count > 1).sum())
        apart = np.hypot(*(unique[:, None] - unique[None]).transpose(2, 0, 1))
        np.fill_diagonal(apart, np.inf)
        assert apart.min() > 1e-3  # none that is nearly, but not quite, shared
    assert shared > 15


def test_roofs_lean_by_their_height(scenes):
    for scene in scenes.values():
        for roof, ground, height in zip(scene.polygons, scene.footprints, scene.heights):
            assert np.allclose(roof[0] - ground[0], scene.lean * height / scene.resolution)


def _edge_strength(scene, shift):
    """Mean image gradient across the outlines, moved by ``shift`` pixels outwards."""
    grey = ndimage.gaussian_filter(scene.image.astype(float).mean(2), 0.7)
    total, count = 0.0, 0
    for rings in scene.polygons:
        ring = rings[0]
        turn = np.sign(np.sum(ring[:-1, 0] * ring[1:, 1] - ring[1:, 0] * ring[:-1, 1]))
        for a, b in zip(ring[:-1], ring[1:]):
            length = np.hypot(*(b - a))
            if length < 8:
                continue
            normal = turn * np.array([(b - a)[1], -(b - a)[0]]) / length
            points = a + (b - a) * np.linspace(0.2, 0.8, 12)[:, None] + normal * shift - 0.5
            inner, outer = (
                ndimage.map_coordinates(grey, (points + normal * step)[:, ::-1].T, order=1, mode="nearest")
                for step in (-1, 1)
            )
            total += abs(float((outer - inner).mean()))
            count += 1
    return total / count


def test_outlines_lie_on_edges_of_the_image(scenes):
    for name, scene in scenes.items():
        here = _edge_strength(scene, 0.0)
        assert here > 1.4 * _edge_strength(scene, 3.0), name
        assert here > 1.4 * _edge_strength(scene, -3.0), name


@pytest.mark.parametrize("azimuth", [0.4, 2.0, 3.6, 5.5])
def test_shadow_falls_away_from_the_sun(azimuth):
    sun = sun_vector(azimuth, np.deg2rad(45))
    canvas = Canvas(100, 100, 0.5, sun, np.zeros(2), NoiseBank(np.random.default_rng(0)))
    canvas.z[45:55, 45:55] = 6.0
    shade = shadow(canvas) * (canvas.z == 0)
    y, x = np.nonzero(shade > 0.5)
    centre = np.array([x.mean() - 49.5, y.mean() - 49.5]) * 0.5
    assert centre @ sun[:2] < -0.9 * np.hypot(*centre) * np.hypot(*sun[:2])
    reach = ((np.stack([x, y], 1) - 49.5) @ -sun[:2] / np.hypot(*sun[:2])).max() * 0.5
    assert 6.0 < reach < 6.0 + 4.5  # as long as it is high, from the far wall of the box


@pytest.mark.parametrize("name", ["us_suburb", "informal", "modern_city"])
def test_ground_is_darker_on_the_side_away_from_the_sun(name):
    style = replace(STYLES[name], lean=0.0, trees=0.0, sun_height=(35.0, 40.0))
    scene = generate_scene(23, 130.0, 0.3, style)
    towards = scene.sun[:2] / np.hypot(*scene.sun[:2])
    grey = scene.image.astype(float).mean(2)
    bright, dark = [], []
    for rings in scene.polygons:
        ring = rings[0]
        turn = np.sign(np.sum(ring[:-1, 0] * ring[1:, 1] - ring[1:, 0] * ring[:-1, 1]))
        for a, b in zip(ring[:-1], ring[1:]):
            normal = turn * np.array([(b - a)[1], -(b - a)[0]]) / max(np.hypot(*(b - a)), 1e-9)
            x, y = (a + b) / 2 + normal * 4
            if abs(normal @ towards) > 0.7 and 0 <= x < grey.shape[1] and 0 <= y < grey.shape[0]:
                (bright if normal @ towards > 0 else dark).append(grey[int(y), int(x)])
    assert len(dark) > 3
    assert np.median(dark) < 0.8 * np.median(bright)


def test_outlines_are_valid_and_hardly_overlap():
    shapely = pytest.importorskip("shapely.geometry")
    for seed, name in enumerate(("modern_city", "central_europe", "himalaya_town", "village"), 20):
        scene = generate_scene(seed, 160.0, 0.3, STYLES[name])
        shapes = [shapely.Polygon(rings[0], rings[1:]) for rings in scene.footprints]
        assert all(shape.is_valid and shape.area * 0.09 > 5 for shape in shapes)
        pairs = [(a, b) for i, a in enumerate(shapes) for b in shapes[:i] if a.intersection(b).area * 0.09 > 1]
        assert len(pairs) <= 0.02 * len(shapes) + 1


def test_some_buildings_have_courtyards():
    style = replace(STYLES["modern_city"], districts={"towers": 1.0})
    rings = [rings for seed in range(4) for rings in generate_scene(seed, 120.0, 0.5, style).polygons]
    holed = [polygon for polygon in rings if len(polygon) == 2]
    assert holed
    for shell, hole in holed:
        assert (hole.min(0) > shell.min(0)).all() and (hole.max(0) < shell.max(0)).all()
