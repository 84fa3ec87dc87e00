from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from realign.engine.errors import InputError
from realign.engine.geometry import Geometries
from realign.training.packing import FINEST, Sheet, load_pack, pack, pack_scenes, save_pack, sheet_of
from realign.training.places import load_places
from realign.training.scenes import generate_scene


def test_a_pack_gives_back_what_it_was_given(aerial, tmp_path):
    rng = np.random.default_rng(0)
    empty = Geometries.from_wkb([None])
    noise = rng.integers(0, 256, (7, 5, 3), dtype=np.uint8)
    scene = Sheet("scene/1", "roads", 0.3, noise, rng.random((7, 5)) > 0.5, empty)
    written = pack(aerial, "toy", tmp_path / "deep" / "train.npz", [scene])
    read = load_pack(tmp_path / "deep" / "train.npz")
    assert [sheet.name for sheet in read] == ["toy/chip_000", "scene/1"]
    for before, after in zip(written, read, strict=True):
        assert (after.name, after.kind, after.resolution) == (before.name, before.kind, before.resolution)
        np.testing.assert_array_equal(after.image, before.image)
        np.testing.assert_array_equal(after.mask, before.mask)
        np.testing.assert_array_equal(after.geometries.coordinates, before.geometries.coordinates)
        assert after.geometries.blobs == before.geometries.blobs


def test_coarse_pixels_stay(aerial):
    (place,) = load_places(aerial, "toy")
    sheet = sheet_of(place)
    assert place.resolution > FINEST
    assert sheet.image is place.image
    assert sheet.geometries is place.geometries


def test_fine_pixels_are_averaged_and_outlines_follow(aerial):
    (place,) = load_places(aerial, "toy")
    sheet = sheet_of(replace(place, resolution=0.1))
    assert sheet.mask.shape == (90, 100)
    assert sheet.resolution == pytest.approx(0.2)
    np.testing.assert_allclose(sheet.geometries.coordinates[:3], [(10, 15), (28, 15), (28, 25)])
    block = place.image[40:42, 100:102].reshape(-1, 3).mean(0)
    np.testing.assert_allclose(sheet.image[20, 50], block, atol=0.51)


def test_averaging_leaves_nodata_out(aerial):
    (place,) = load_places(aerial, "toy")
    mask = np.zeros_like(place.mask)
    mask[:, :101] = True  # cuts through an averaged pixel
    image = np.repeat(np.where(mask, np.uint8(200), np.uint8(0))[:, :, None], 3, axis=2)
    sheet = sheet_of(replace(place, resolution=0.05, image=image, mask=mask))
    assert set(np.unique(sheet.image[:, :26])) <= {0, 200}
    assert (sheet.image[sheet.mask] == 200).all()


def test_loading_needs_no_gdal(aerial, tmp_path):
    pack(aerial, "toy", tmp_path / "train.npz")
    code = (
        "import sys; sys.modules['osgeo'] = None\n"
        "from realign.training.packing import load_pack\n"
        f"print(load_pack({str(tmp_path / 'train.npz')!r})[0].geometries.feature_count)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == "5"


def test_compresses_smooth_images_better_than_plain_arrays(tmp_path):
    y, x = np.mgrid[:256, :256]
    grain = np.random.default_rng(1).integers(0, 4, (256, 256))
    grey = (60 + x / 3 + y / 4 + grain).astype(np.uint8)
    image = np.stack([grey + 20, grey, grey - 10], 2).astype(np.uint8)
    save_pack([Sheet("a", "buildings", 0.3, image, grey > 0, Geometries.from_wkb([]))], tmp_path / "pack.npz")
    np.savez_compressed(tmp_path / "plain.npz", image)
    assert (tmp_path / "pack.npz").stat().st_size < 0.7 * (tmp_path / "plain.npz").stat().st_size


@pytest.mark.parametrize("content", [b"", b"no archive at all"])
def test_a_file_that_is_no_pack(tmp_path, content):
    (tmp_path / "train.npz").write_bytes(content)
    with pytest.raises(InputError, match=r"train\.npz is no pack of training data"):
        load_pack(tmp_path / "train.npz")


def test_another_archive_is_no_pack(tmp_path):
    np.savez(tmp_path / "other.npz", something=np.zeros(3))
    with pytest.raises(InputError, match="is no pack"):
        load_pack(tmp_path / "other.npz")


def test_scenes_become_sheets(tmp_path):
    (sheet,) = pack_scenes([3], size=60, resolution=0.5)
    scene = generate_scene(3, 60, 0.5)
    assert (sheet.name, sheet.kind, sheet.resolution) == ("scene/3", "buildings", 0.5)
    np.testing.assert_array_equal(sheet.image, scene.image)
    assert sheet.mask.all()
    assert sheet.geometries.feature_count == len(scene.polygons) > 0
    np.testing.assert_array_equal(
        sheet.geometries.coordinates, np.concatenate([ring for rings in scene.polygons for ring in rings])
    )
    save_pack([sheet], tmp_path / "scenes.npz")
    np.testing.assert_array_equal(load_pack(tmp_path / "scenes.npz")[0].image, scene.image)


def test_scenes_become_sheets_of_roads(tmp_path):
    (sheet,) = pack_scenes([3], size=80, resolution=0.5, kind="roads")
    scene = generate_scene(3, 80, 0.5, kind="roads")
    assert (sheet.name, sheet.kind, set(sheet.others)) == ("scene/3", "roads", {"buildings", "pavements"})
    np.testing.assert_array_equal(sheet.geometries.coordinates, np.concatenate(scene.roads))
    save_pack([sheet, replace(sheet, widths=None, others={})], tmp_path / "roads.npz")
    first, second = load_pack(tmp_path / "roads.npz")
    assert first.widths.tolist() == scene.road_widths and second.widths is None
    assert {name: known.feature_count for name, known in first.others.items()} == {
        "buildings": len(scene.polygons),
        "pavements": len(scene.pavements),
    }
    assert second.others == {}


def test_sheets_of_buildings_know_the_roads_too():
    (sheet,) = pack_scenes([3], size=80, resolution=0.5)
    scene = generate_scene(3, 80, 0.5)
    assert sheet.widths is None
    assert sheet.others["roads"].feature_count == len(scene.roads) > 0


def test_a_real_road_has_no_known_width(aerial):
    (place,) = load_places(aerial, "toy")
    sheet = sheet_of(replace(place, kind="roads", resolution=0.1))
    assert np.isnan(sheet.widths).all() and len(sheet.widths) == sheet.geometries.feature_count
    assert sheet_of(place).widths is None


def test_chips_can_be_named(aerial):
    (place,) = load_places(aerial, "toy/chip_000")
    assert (place.name, place.chip) == ("toy", "chip_000")
    with pytest.raises(InputError, match="no place toy/chip_007"):
        load_places(aerial, ["toy/chip_007"])
