"""What roads are learnt from: generated scenes of two sizes, and real chips by their split."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from realign.training import road_sheets
from realign.training.packing import pack_scenes, save_pack
from realign.training.road_sheets import FIRST_SEED, HELD_OUT_SEED, gather_road_sheets, road_scenes
from realign.training.splits import ROADS_TEST, ROADS_TRAIN, ROADS_VALIDATION


@pytest.fixture
def quick(monkeypatch):
    """Scenes of 30 m instead; what was asked for is kept."""
    asked = []

    def make(seeds, size=300.0, resolution=0.3, workers=1, kind="buildings"):
        asked.append((list(seeds), size, resolution, kind))
        (sheet,) = pack_scenes([3], 30.0, 1.0, kind="roads")
        return [replace(sheet, name=f"scene/{seed}") for seed in seeds]

    monkeypatch.setattr(road_sheets, "pack_scenes", make)
    return asked


def test_splits_share_no_chip():
    names = [*ROADS_TRAIN, *ROADS_VALIDATION, *ROADS_TEST]
    assert len(set(names)) == len(names) == 5
    assert all(name.count("/") == 1 for name in names)


def test_an_eighth_of_the_scenes_is_large(quick):
    assert len(road_scenes(24, 200.0)) == 24
    (near, *rest), (far, *coarse) = quick
    assert (len(near), rest) == (21, [200.0, 0.3, "roads"]) and (len(far), coarse) == (3, [800.0, 0.9, "roads"])
    assert not set(near) & set(far) and min(near) == FIRST_SEED and max(far) < HELD_OUT_SEED


def test_scenes_are_kept_and_split(quick, tmp_path):
    training, validation = gather_road_sheets(16, 100.0, None, tmp_path / "run", lambda _: None)
    assert len(training) == 14 and len(validation) == 2
    assert not {sheet.name for sheet in training} & {sheet.name for sheet in validation}
    calls = len(quick)
    again, _ = gather_road_sheets(16, 100.0, None, tmp_path / "run", lambda _: None)
    assert len(quick) == calls
    np.testing.assert_array_equal(again[0].image, training[0].image)


def test_real_chips_go_where_they_belong(quick, tmp_path):
    (sheet,) = pack_scenes([3], 30.0, 1.0, kind="roads")
    names = (*ROADS_TRAIN, *ROADS_VALIDATION, *ROADS_TEST)
    save_pack([replace(sheet, name=name) for name in names], tmp_path / "roads.npz")
    training, validation = gather_road_sheets(8, 100.0, tmp_path, tmp_path / "run", lambda _: None)
    assert [s.name for s in training if not s.name.startswith("scene")] == list(ROADS_TRAIN)
    assert [s.name for s in validation if not s.name.startswith("scene")] == list(ROADS_VALIDATION)
