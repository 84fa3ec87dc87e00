from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from realign.engine.errors import BasemapError, InputError
from realign.training import places
from realign.training.places import load_places, transformed

DATA = Path(os.environ.get("REALIGN_DATA", Path(places.__file__).resolve().parents[2] / "shared" / "data" / "aerial"))


def test_geometries_are_in_pixels_of_the_image(aerial):
    (place,) = load_places(aerial, "toy")
    assert (place.name, place.chip, place.kind, place.licence) == ("toy", "chip_000", "buildings", "yes")
    assert place.resolution == 0.25
    assert place.image.shape == (180, 200, 3)
    assert place.image.dtype == np.uint8
    np.testing.assert_allclose(place.geometries.coordinates[:5], [(20, 30), (56, 30), (56, 50), (20, 50), (20, 30)])
    # the second roof is bright, the first one dark: outlines and pixels use the same axes
    assert place.image[24:64, 90:114].mean() > 180
    assert place.image[30:50, 20:56].mean() < 70


def test_mask_tells_where_the_image_holds_data(aerial):
    (place,) = load_places(aerial, ["toy"])
    assert place.mask[:, :188].all()
    assert not place.mask[:, 188:].any()


def test_back_in_map_coordinates(aerial):
    (place,) = load_places(aerial, "toy")
    mapped = transformed(place.geometries, place.geotransform).coordinates
    np.testing.assert_allclose(mapped[0], (500005.0, 4999992.5))
    assert "32631" in place.crs


def test_unknown_place_is_named(aerial):
    with pytest.raises(InputError, match=r"no place atlantis; it has toy"):
        load_places(aerial, ["atlantis"])


def test_folder_without_catalogue(tmp_path):
    with pytest.raises(InputError, match=r"holds no readable catalogue\.json"):
        load_places(tmp_path, "train")


def test_damaged_image_is_named(aerial):
    (aerial / "toy" / "chip_000.tif").write_bytes(b"no image")
    with pytest.raises(BasemapError, match=r"chip_000\.tif cannot be read as an image"):
        load_places(aerial, "toy")


def test_splits_do_not_overlap():
    names = [name for split in places.SPLITS.values() for name in split]
    assert len(names) == len(set(names))
    assert {"kampala_ug", "whu_newyork", "whu_ottawa"} == set(places.TEST)
    assert "nairobi_ke_misaligned" not in names


@pytest.mark.data
@pytest.mark.skipif(not DATA.exists(), reason="the real data are not beside the checkout")
def test_what_is_trained_on_may_ship():
    for place in load_places(DATA, "train"):
        assert place.licence in ("yes", "good faith"), place.name
        height, width = place.mask.shape
        middle = np.nanmedian(place.geometries.boxes, axis=0)
        assert 0 < middle[0] < width, place.name
        assert 0 < middle[1] < height, place.name
