"""Vectors that are off are corrected between trainings, and what is unsure is hidden."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import torch

from realign.engine.align import AlignOptions
from realign.engine.errors import InputError
from realign.training import rounds as module
from realign.training.packing import Sheet
from realign.training.recipes.align_chain import PRESETS
from realign.training.rounds import (
    Correction,
    RoundsOptions,
    correct,
    corrected,
    load_corrections,
    save_corrections,
    train_in_rounds,
)
from realign.training.sheet_basemap import CRS, align_sheet, sheet_basemap, to_pixels
from realign.training.sheet_measures import displaced, distances, measure

SMOKE = replace(PRESETS["smoke"], steps=2, warmup=1, validate_every=2, mosaics=1, mosaic_size=60.0)


def test_a_sheet_is_a_basemap(sheets):
    sheet = replace(sheets[1], mask=sheets[1].mask.copy())
    sheet.mask[:20] = False
    height, width = sheet.mask.shape
    with sheet_basemap(sheet) as basemap:
        assert basemap.crs == CRS and basemap.extent == pytest.approx((0, 0, width * 0.2, height * 0.2))
        image, mask = basemap.read(basemap.extent, width, height)
    np.testing.assert_array_equal(mask, sheet.mask)
    np.testing.assert_array_equal(image[mask], sheet.image[mask])


@pytest.mark.parametrize("number", [0, 1])
def test_vectors_move_as_the_model_says(sheets, number, shifting):
    """Right stays right and down stays down, in pixels of the sheet, whatever its resolution."""
    sheet = sheets[number]
    alignment = align_sheet(sheet, sheet.geometries, shifting(2.0, -1.0), AlignOptions(method="shift"))
    moved = (to_pixels(alignment.coordinates, sheet) - sheet.geometries.coordinates) * sheet.resolution
    np.testing.assert_allclose(moved, np.broadcast_to([0.6, -0.3], moved.shape), atol=1e-3)


def test_generated_scenes_are_left_alone(sheets, shifting):
    scene = replace(sheets[0], name="scene/1")
    given = [sheets[0], scene]
    moved = correct(given, shifting(2.0, 0.0), RoundsOptions())
    assert not np.isnan(moved[0].confidence).any() and np.isnan(moved[1].confidence).all()
    assert np.array_equal(moved[1].coordinates, scene.geometries.coordinates)
    assert distances(corrected(given, moved), given).mean() > 0.2


def test_ground_of_the_least_sure_is_hidden(sheets):
    sheet = sheets[0]
    count = sheet.geometries.feature_count
    confidence = np.linspace(0, 1, count)
    changed = corrected([sheet], [Correction(sheet.geometries.coordinates + 1.0, confidence)], hidden=2.5 / count)[0]
    np.testing.assert_array_equal(changed.geometries.coordinates, sheet.geometries.coordinates + 1.0)
    for number, (left, top, right, bottom) in enumerate(changed.geometries.boxes.clip(0).astype(int)):
        assert changed.mask[top : bottom + 1, left : right + 1].any() == (number >= 3), number
    assert sheet.mask.all() and corrected([sheet], [Correction(sheet.geometries.coordinates, confidence)])[0].mask.all()


def test_corrections_are_kept(sheets, tmp_path, shifting):
    made = correct(sheets[:2], shifting(1.0, 1.0), RoundsOptions())
    save_corrections(tmp_path / "v.npz", sheets[:2], made)
    for one, other in zip(made, load_corrections(tmp_path / "v.npz", sheets[:2]), strict=True):
        assert np.array_equal(one.coordinates, other.coordinates)
        assert np.array_equal(one.confidence, other.confidence, equal_nan=True)
    with pytest.raises(InputError, match=r"v\.npz holds vectors of other data; give another folder, or begin without"):
        load_corrections(tmp_path / "v.npz", sheets[1:3])
    assert [path.name for path in tmp_path.iterdir()] == ["v.npz"]


def weights(path):
    return torch.load(path, map_location="cpu", weights_only=False)["state_dict"]["network.head.weight"]


def test_rounds_follow_each_other_and_go_on_after_a_kill(sheets, tmp_path, monkeypatch, shifting):
    said, options = [], RoundsOptions(1, hidden=0.0)
    seen = []
    true_train = module.train
    monkeypatch.setattr(module, "train", lambda *given: seen.append(given) or true_train(*given))
    monkeypatch.setattr(module, "model_of", lambda folder: shifting(2.0, 0.0))
    checkpoint = train_in_rounds(SMOKE, sheets[:2], sheets[:1], tmp_path, options, say=said.append)
    assert said == ["Round 0: training", "Round 1: correcting the vectors", "Round 1: training"]
    assert torch.equal(weights(checkpoint), weights(tmp_path / "round-1" / "last.ckpt"))
    assert not torch.equal(weights(checkpoint), weights(tmp_path / "round-0" / "last.ckpt"))
    assert seen[0][1] is not seen[1][1]
    assert distances(seen[0][1], sheets[:2]).max() == 0
    assert 0.2 < distances(seen[1][1], sheets[:2]).mean() < 0.7
    assert json.loads((tmp_path / "config.json").read_text())["rounds"]["rounds"] == 1
    assert json.loads((tmp_path / "round-1" / "round.json").read_text())["mean_move_in_metres"] > 0.2

    # killed while the second round trained: its vectors are there, its end is not told
    (tmp_path / "round-1" / "round.json").unlink()
    (tmp_path / "round-1" / "last.ckpt").unlink()
    said.clear()
    again = train_in_rounds(SMOKE, sheets[:2], sheets[:1], tmp_path, options, resume=True, say=said.append)
    assert said == ["Round 1: training"]
    assert torch.equal(weights(again), weights(tmp_path / "round-1" / "last.ckpt"))
    said.clear()
    train_in_rounds(SMOKE, sheets[:2], sheets[:1], tmp_path, options, resume=True, say=said.append)
    assert said == []
    with pytest.raises(InputError, match="holds vectors of other data"):
        train_in_rounds(SMOKE, sheets[1:3], sheets[:1], tmp_path, options, resume=True, say=said.append)


def test_going_on_from_the_last_weights(sheets, tmp_path, monkeypatch, shifting):
    given = []
    monkeypatch.setattr(module, "train", lambda *arguments: given.append(arguments))
    monkeypatch.setattr(module, "model_of", lambda folder: shifting(0.0, 0.0))
    monkeypatch.setattr(module, "load_network", lambda path: f"weights of {path.parent.name}")
    monkeypatch.setattr(module.shutil, "copyfile", lambda *_: None)
    for number in range(3):
        (tmp_path / f"round-{number}").mkdir()
        (tmp_path / f"round-{number}" / "config.json").write_text("{}")
    train_in_rounds(
        SMOKE, sheets[:1], sheets[:1], tmp_path, RoundsOptions(2, warm=True), say=lambda _: None, network="first"
    )
    assert [arguments[5] for arguments in given] == ["first", "weights of round-0", "weights of round-1"]


@pytest.mark.parametrize(("wrong", "message"), [({"rounds": -1}, "-1 rounds"), ({"hidden": 1.0}, "share of hidden")])
def test_impossible_options(wrong, message):
    with pytest.raises(InputError, match=message):
        RoundsOptions(**wrong)


def test_one_network_for_all_scales(sheets, tmp_path):
    config = replace(SMOKE, variant="double-unet-per-scale")
    with pytest.raises(InputError, match="Rounds need one network for all scales"):
        train_in_rounds(config, sheets, sheets, tmp_path, RoundsOptions(1))


def test_measures_what_is_left(sheets, shifting):
    """A model that finds nothing leaves the field; the right answer leaves nothing, and its answers do not scatter."""
    kept: list[Sheet] = sheets[:1]
    start = distances([replace(kept[0], geometries=displaced(kept[0], 3.0, seed)) for seed in (0,)], kept)
    idle = measure(kept, shifting(0.0, 0.0), (3.0,), seeds=1)["3"]
    assert idle["mean"] == pytest.approx(start.mean(), rel=1e-3) and idle["worse"] == 0 and "spread" not in idle
    assert measure(kept, None, (3.0,), seeds=1)["3"]["mean"] == pytest.approx(idle["mean"], rel=1e-3)
    two = measure(kept, shifting(0.0, 0.0), (3.0, 1.0), seeds=2)
    assert two["3"]["spread"] > 0.3 and two["1"]["mean"] < two["3"]["mean"] < 3
