"""Every peer takes most of a known displacement of one raster on another out."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest
from scipy.ndimage import affine_transform, gaussian_filter

from realign.training.peers import raster_elastix as elastix_module
from realign.training.peers.raster_elastix import raster_elastix
from realign.training.peers.raster_flow import raster_deep_flow, raster_dis
from realign.training.peers.raster_keypoints import raster_orb, raster_sift
from realign.training.peers.raster_phase import fourier_mellin, raster_phase

SIDE, ROOM = 200, 20
SHIFT = (7.0, -4.0)  # pixels, x and y, by which sheets have to be moved

PEERS = {
    "phase": (raster_phase, None),
    "mellin": (fourier_mellin, None),
    "sift": (raster_sift, "cv2"),
    "orb": (raster_orb, "cv2"),
    "dis": (raster_dis, "cv2"),
    "deep_flow": (raster_deep_flow, "cv2"),
    "elastix_grey": (raster_elastix, "SimpleITK"),
    "elastix_edges": (lambda longest: raster_elastix(longest, "edges"), "SimpleITK"),
}


@pytest.fixture(scope="module")
def town():
    """Blocks of many sizes and shades in no order, uint8 (SIDE, SIDE, 3)."""
    random = np.random.default_rng(4)
    grey = np.full((SIDE, SIDE), 225.0)
    for _ in range(70):
        (x, y), (width, height) = random.integers(0, SIDE - 10, 2), random.integers(5, 28, 2)
        grey[y : y + height, x : x + width] = random.integers(30, 200)
    grey = gaussian_filter(grey, 0.7) + random.normal(0, 2, grey.shape)
    return np.repeat(grey.clip(0, 255).astype(np.uint8)[..., None], 3, 2)


@pytest.fixture(params=PEERS)
def peer(request, monkeypatch):
    make, package = PEERS[request.param]
    if package and importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} is not installed; make bench-registration installs it")
    if package == "SimpleITK":  # quick enough for a test
        stages = [("TranslationTransform", 60, 3), ("SimilarityTransform", 40, 2), ("BSplineTransform", 20, 1)]
        monkeypatch.setattr(elastix_module, "STAGES", stages)
        monkeypatch.setattr(elastix_module, "SAMPLES", 1500)
        importlib.import_module(package).ProcessObject.SetGlobalDefaultNumberOfThreads(1)
    return make(20.0)


def inner():
    valid = np.zeros((SIDE, SIDE), bool)
    valid[ROOM:-ROOM, ROOM:-ROOM] = True
    return valid


def test_a_shift_is_found(town, peer):
    sheet = np.roll(town, (-int(SHIFT[1]), -int(SHIFT[0])), (0, 1))
    found = peer(sheet, inner(), town, np.ones((SIDE, SIDE), bool), 1.0)
    assert found.shape == (2, SIDE, SIDE)
    left = np.hypot(*(found - np.reshape(SHIFT, (2, 1, 1))))[inner()]
    assert np.median(left) < 1.0


@pytest.mark.parametrize("peer", ["mellin", "sift", "orb"], indirect=True)
@pytest.mark.parametrize(("degrees", "scale"), [(12, 1.15), (-15, 0.9)])
def test_a_turned_and_enlarged_sheet_is_found(town, peer, degrees, scale):
    angle, middle = np.deg2rad(degrees), SIDE / 2
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    swapped = turn[::-1, ::-1]  # rows before columns
    start = middle - 0.5 - swapped @ (middle - 0.5 + np.zeros(2)) + (SHIFT[1], SHIFT[0])
    sheet = np.stack(
        [affine_transform(band, swapped, start, order=1, mode="nearest") for band in town.T.swapaxes(1, 2)], 2
    )
    found = peer(sheet, inner(), town, np.ones((SIDE, SIDE), bool), 1.0)
    x, y = np.meshgrid(np.arange(SIDE) + 0.5, np.arange(SIDE) + 0.5)
    truth = np.einsum("ij,jhw->ihw", turn - np.eye(2), np.stack([x, y]) - middle) + np.reshape(SHIFT, (2, 1, 1))
    assert np.median(np.hypot(*(found - truth))[inner()]) < 3.0


def test_where_nothing_is_drawn_nothing_is_found(peer):
    blank = np.full((SIDE, SIDE, 3), 200, np.uint8)
    found = peer(blank, inner(), blank, np.ones((SIDE, SIDE), bool), 1.0)
    assert np.isfinite(found).all()
    assert np.abs(found).max() < 1.0
