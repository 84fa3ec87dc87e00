from __future__ import annotations

import numpy as np
import pytest

from realign.engine.geometry import Geometries
from realign.training.baselines import global_shift
from realign.training.places import load_places, transformed


@pytest.mark.parametrize("shift", [(7, 3), (-4.5, 11.25), (0, 0), (12, -16)])
def test_a_shift_is_found_below_a_pixel(aerial, shift):
    (place,) = load_places(aerial, "toy")
    moved = transformed(place.geometries, (shift[0], 1, 0, shift[1], 0, 1))
    found = global_shift(place.image, place.mask, moved, 24)
    np.testing.assert_allclose(found, np.negative(shift), atol=0.3)


def test_no_shift_is_longer_than_allowed(aerial):
    (place,) = load_places(aerial, "toy")
    moved = transformed(place.geometries, (15, 1, 0, -12, 0, 1))
    assert np.hypot(*global_shift(place.image, place.mask, moved, 8)) <= 8.8  # and the part of a pixel


def test_an_edge_across_the_outline_does_not_count():
    image = np.full((80, 80, 3), 90, np.uint8)
    image[:, 60:] = 200  # one upright edge, far to the right
    image[20:, :50] = 140  # one level edge, close
    image[:, 48:52] = 90
    line = "LINESTRING (10 26, 40 26)"
    found = global_shift(image, np.ones((80, 80), bool), _from_wkt(line), 20)
    assert found[1] == pytest.approx(-6, abs=0.3)


@pytest.mark.parametrize("valid", [True, False])
def test_nothing_to_see_means_no_shift(aerial, valid):
    (place,) = load_places(aerial, "toy")
    plain = np.full_like(place.image, 120)
    np.testing.assert_array_equal(global_shift(plain, np.full_like(place.mask, valid), place.geometries, 10), (0, 0))


def test_no_vectors_mean_no_shift(aerial):
    (place,) = load_places(aerial, "toy")
    np.testing.assert_array_equal(global_shift(place.image, place.mask, Geometries.from_wkb([None]), 10), (0, 0))


def _from_wkt(text):
    from osgeo import ogr

    return Geometries.from_wkb([bytes(ogr.CreateGeometryFromWkt(text).ExportToWkb())])
