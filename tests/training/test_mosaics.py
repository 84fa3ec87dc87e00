"""Mosaics: outlines lie on the edges of the pasted images."""

from __future__ import annotations

import numpy as np
import pytest

from realign.engine.rasterize import Drawing
from realign.training.mosaics import build_mosaic


@pytest.fixture(scope="module")
def mosaic(sheets):
    return build_mosaic(sheets, np.ones(len(sheets)), 200.0, 0.6, seed=3)


def test_size_and_validity(mosaic):
    assert mosaic.image.shape == (333, 333, 3) and mosaic.mask.shape == (333, 333)
    assert mosaic.resolution == 0.6 and mosaic.kind == "buildings" and mosaic.name == "mosaic/3"
    assert (mosaic.image[~mosaic.mask] == 0).all()
    assert mosaic.mask.mean() > 0.3


def test_outlines_lie_on_the_image(mosaic):
    """Roofs are bright, ground is dark; seams cut some roofs, which then have no outline."""
    fill = Drawing.of(mosaic.geometries).draw(mosaic.geometries.coordinates, 333, 333)[0]
    bright = mosaic.image.mean(2)
    assert mosaic.geometries.feature_count >= 3
    assert bright[(fill == 1) & mosaic.mask].min() > 150
    outside, inside = _shrunk(fill == 0), _shrunk(fill == 1)
    ring = ~outside & ~inside
    assert bright[inside].mean() - bright[ring & (fill == 0)].mean() > 80
    # half a pixel of shift would show: grey values on the edge follow the coverage
    edge = (fill > 0.2) & (fill < 0.8)
    assert np.corrcoef(fill[edge], bright[edge])[0, 1] > 0.7


def _shrunk(mask):
    for axis in (0, 1):
        mask = mask & np.roll(mask, 1, axis) & np.roll(mask, -1, axis)
    return mask


def test_buildings_keep_their_size(mosaic, sheets):
    def areas(sheet):
        fill = np.array([len(blob) for blob in sheet.geometries.blobs if blob])
        boxes = sheet.geometries.boxes
        assert len(fill) == len(boxes)
        xy, part = sheet.geometries.coordinates * sheet.resolution, sheet.geometries.part_of_coordinate
        start = np.flatnonzero(part[:-1] == part[1:])
        cross = xy[start, 0] * xy[start + 1, 1] - xy[start + 1, 0] * xy[start, 1]
        return np.abs(np.bincount(part[start], cross)) / 2

    known = np.concatenate([areas(sheet) for sheet in sheets])
    found = areas(mosaic)
    # resolutions are jittered by 15 % either way
    assert found.min() > known.min() / 1.15**2 * 0.99 and found.max() < known.max() * 1.15**2 * 1.01


def test_the_same_seed_pastes_the_same(sheets):
    one, other, third = (build_mosaic(sheets, np.ones(len(sheets)), 60.0, 0.6, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.image, other.image)
    np.testing.assert_array_equal(one.geometries.coordinates, other.geometries.coordinates)
    assert not np.array_equal(one.image, third.image)
