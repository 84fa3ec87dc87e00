"""Every peer takes most of a known displacement out: a mistaken sign, axis or unit cannot hide."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from realign.engine.geometry import Geometries
from realign.engine.rasterize import Drawing
from realign.training.deformations import RandomField
from realign.training.packing import _polygon
from realign.training.peers import elastix as elastix_module
from realign.training.peers.elastix import elastix
from realign.training.peers.flow import deep_flow, dis
from realign.training.peers.pair import Pair
from realign.training.peers.phase import phase_correlation
from realign.training.peers.sift import sift_ransac
from realign.training.places import Place, transformed

RESOLUTION = 0.25  # finer than the pairs' 0.3 m, so that scaling is tested, too
SIZE = 360
SHIFT = (2.4, -1.5)  # metres


@pytest.fixture(scope="module")
def place():
    """Bright and dark roofs of many sizes, turned in many ways, and some yards without outlines."""
    rng = np.random.default_rng(3)
    rings = []
    for x in range(40, SIZE - 30, 56):
        for y in range(36, SIZE - 30, 60):
            angle, sides = rng.uniform(0, np.pi), rng.uniform(16, 38, 2)
            turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
            corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]) / 2 * sides
            rings.append(corners @ turn.T + (x, y) + rng.uniform(-8, 8, 2))
    grey = np.full((SIZE, SIZE), 110.0)
    for ring in rings:
        one = Geometries.from_wkb([_polygon([ring])])
        fill = Drawing.of(one).draw(one.coordinates, SIZE, SIZE)[0]
        grey += fill * (rng.choice([70, 60, -55]) - 0.2 * (grey - 110))
    image = np.repeat((grey + rng.normal(0, 4, grey.shape)).clip(0, 255).astype(np.uint8)[..., None], 3, 2)
    geometries = Geometries.from_wkb([_polygon([ring]) for ring in rings])
    mask = np.ones((SIZE, SIZE), bool)
    return Place("made", "0", "buildings", "yes", RESOLUTION, image, mask, geometries, Path(), (0, 1, 0, 0, 0, -1), "")


def left(place, displaced, method):
    """Mean distance from the truth, before and after, in metres."""
    return [
        np.hypot(*(coordinates - place.geometries.coordinates).T).mean() * place.resolution
        for coordinates in (displaced.coordinates, method(place, displaced).coordinates)
    ]


PEERS = {
    "phase": (phase_correlation, None),
    "sift": (sift_ransac, "cv2"),
    "dis": (dis, "cv2"),
    "deep_flow": (deep_flow, "cv2"),
    "elastix": (elastix, "SimpleITK"),
    "elastix_directions": (lambda longest: elastix(longest, on="directions"), "SimpleITK"),
    "elastix_untuned": (lambda longest: elastix(longest, untuned=True), "SimpleITK"),
    "elastix_grey": (lambda longest: elastix(longest, on="grey"), "SimpleITK"),
}
QUICK = [name for name in PEERS if not name.startswith("elastix_")]  # the others are found out by a smooth field


@pytest.fixture(params=PEERS)
def peer(request, monkeypatch):
    make, package = PEERS[request.param]
    if package and importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} is not installed; make bench-alignment installs it")
    if package == "SimpleITK":  # quick enough for a test, and not in the way of others
        stages = [(transform, 50, min(resolutions, 4)) for transform, _, resolutions in elastix_module.STAGES]
        monkeypatch.setattr(elastix_module, "STAGES", stages)
        importlib.import_module(package).ProcessObject.SetGlobalDefaultNumberOfThreads(1)
    return request.param, make(4.0)


@pytest.mark.parametrize("peer", QUICK, indirect=True)
def test_a_shift_is_found(place, peer):
    moved = transformed(place.geometries, (SHIFT[0] / RESOLUTION, 1, 0, SHIFT[1] / RESOLUTION, 0, 1))
    before, after = left(place, moved, peer[1])
    assert before == pytest.approx(np.hypot(*SHIFT))
    assert after < 0.25 * before


def test_a_smooth_field_is_found(place, peer):
    field = RandomField.sample(np.random.default_rng(2), (SIZE * RESOLUTION,) * 2, 3.0, sigma=(25.0, 40.0))
    coordinates = place.geometries.coordinates
    moved = place.geometries.to_wkb(coordinates + field(coordinates * RESOLUTION) / RESOLUTION)
    before, after = left(place, Geometries.from_wkb(moved), peer[1])
    assert after < (0.9 if peer[0] in ("phase", "sift") else 0.5) * before


@pytest.mark.parametrize("peer", QUICK, indirect=True)
def test_nothing_moves_further_than_allowed(place, peer):
    moved = transformed(place.geometries, (9 / RESOLUTION, 1, 0, 0, 0, 1))
    shifts = (peer[1](place, moved).coordinates - moved.coordinates) * RESOLUTION
    assert np.hypot(*shifts.T).max() <= 4.0 + 0.3  # a shift found on whole pixels is refined by part of one


def test_no_files_are_left_behind(place, tmp_path, monkeypatch):
    pytest.importorskip("SimpleITK")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(elastix_module, "STAGES", (("TranslationTransform", 5, 1),))
    elastix(4.0)(place, place.geometries)
    assert not list(tmp_path.iterdir())


def test_imagery_without_data_moves_nothing_to_speak_of(place, peer):
    empty = Place(**{**vars(place), "mask": np.zeros_like(place.mask)})
    moved = peer[1](empty, place.geometries).coordinates
    assert np.isfinite(moved).all()
    assert np.abs(moved - place.geometries.coordinates).max() * RESOLUTION < 0.5


def test_pictures_of_a_pair_lie_over_each_other(place):
    pair = Pair.of(place, place.geometries, 6.0)
    margin = 21  # 6 m are 20 px of 0.3 m, and one more
    assert pair.mask.shape == pair.fill.shape == pair.image.shape[:2] == (300 + 2 * margin,) * 2
    assert pair.resolution == pytest.approx(0.3)
    assert not pair.mask[:margin].any() and pair.mask[margin:-margin, margin:-margin].all()
    strong = pair.image_edges > 0.6
    assert pair.vector_edges[strong].mean() > 4 * pair.vector_edges[pair.mask & ~strong].mean()
    assert not pair.image_edges[~pair.mask].any()
    np.testing.assert_allclose(pair.moved(np.zeros(2), 6.0), place.geometries.coordinates)
    east = pair.moved(np.array([10.0, 0.0]), 6.0) - place.geometries.coordinates
    np.testing.assert_allclose(east, np.tile((10 * 0.3 / RESOLUTION, 0), (len(east), 1)))
    far = pair.moved(np.array([0.0, 100.0]), 6.0) - place.geometries.coordinates
    np.testing.assert_allclose(far, np.tile((0, 6 / RESOLUTION), (len(far), 1)))
