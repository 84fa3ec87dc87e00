"""The recipe learns, and goes on where it was stopped."""

from __future__ import annotations

import csv
from dataclasses import replace

import numpy as np
import pytest
import torch

from realign.engine.errors import InputError
from realign.engine.geometry import Geometries
from realign.training.alignment_module import AlignmentModule
from realign.training.networks.matching import MatchingNetwork
from realign.training.overrides import with_overrides
from realign.training.packing import save_pack
from realign.training.patches import FixedPatches, build_sampler, training_loader
from realign.training.recipes.align_chain import PRESETS, gather_sheets, train
from realign.training.sampling import PatchSampler, PreparedSheet, SamplingOptions

SMOKE = replace(PRESETS["smoke"], mosaics=1, mosaic_size=60.0)


def learn(sheets, steps, sign):
    """Error over error of no displacement after some steps on bright roofs, at one scale."""
    torch.manual_seed(0)
    options = SamplingOptions(size=64, scale_probabilities=(1.0,), beyond=0.0, magnitude=3.0, sigma=(20.0, 100.0))
    sampler = PatchSampler([PreparedSheet(sheets[2])], [], options)
    module = AlignmentModule({"widths": (12, 16, 24), "matching_widths": (24, 24), "learned": 1}, 4e-3, steps, 5)
    module.log_dict = lambda *_, **__: None
    chosen = module.configure_optimizers()
    optimizer, schedule = chosen["optimizer"], chosen["lr_scheduler"]["scheduler"]
    for batch, _ in zip(training_loader(sampler, 8, 0, 1), range(steps)):
        batch["displacement"] *= sign
        loss = module.training_step(batch, 0)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(module.parameters(), 5.0)
        optimizer.step()
        schedule.step()
    module.eval()
    with torch.no_grad():
        module.validation_step(torch.utils.data.default_collate(list(FixedPatches(sampler, 24))), 0)
    return (module.errors[0].compute() / module.starts[0].compute()).item()


def test_learns_within_a_hundred_steps(sheets):
    assert learn(sheets, 80, 1.0) < 0.85


def test_learns_nothing_from_a_wrong_sign(sheets):
    """So the test above would notice one."""
    assert learn(sheets, 25, -1.0) > 0.97


def test_presets_are_whole():
    assert set(PRESETS) == {"smoke", "quick", "cpu", "gpu"}
    for config in PRESETS.values():
        assert sum(config.sampling.scale_probabilities) == pytest.approx(1)
        multiple = MatchingNetwork(**config.network).multiple
        assert config.sampling.size % multiple == 0
        assert config.warmup < config.steps and config.validate_every <= config.steps
    assert with_overrides(PRESETS["cpu"], steps=7, seed=None).steps == 7
    assert with_overrides(PRESETS["cpu"], steps=7, seed=None).seed == PRESETS["cpu"].seed


def steps_of(folder):
    with open(folder / "metrics.csv", newline="", encoding="utf-8") as file:
        return [int(row["step"]) for row in csv.DictReader(file)]


def test_goes_on_where_it_was_stopped(sheets, tmp_path):
    checkpoint = train(SMOKE, sheets, sheets[:1], tmp_path)
    first = torch.load(checkpoint, map_location="cpu", weights_only=False)
    assert first["global_step"] == 4
    assert max(steps_of(tmp_path)) == 3
    longer = replace(SMOKE, steps=8)
    train(longer, sheets, sheets[:1], tmp_path, resume=True)
    second = torch.load(checkpoint, map_location="cpu", weights_only=False)
    assert second["global_step"] == 8
    assert any(not torch.equal(second["state_dict"][name], value) for name, value in first["state_dict"].items())
    # the curve goes on, too, and keeps what was before
    assert steps_of(tmp_path) == sorted(steps_of(tmp_path))
    assert min(steps_of(tmp_path)) < 4 <= 7 <= max(steps_of(tmp_path))
    train(SMOKE, sheets, sheets[:1], tmp_path)
    assert torch.load(checkpoint, map_location="cpu", weights_only=False)["global_step"] == 4
    assert max(steps_of(tmp_path)) == 3


def test_killed_between_two_checkpoints(sheets, tmp_path):
    """Steps that are done again are told once."""
    train(SMOKE, sheets, sheets[:1], tmp_path)
    with open(tmp_path / "metrics.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    late = ["9" if name == "step" else "0.5" for name in rows[0]]
    with open(tmp_path / "metrics.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([*rows, late])
    train(replace(SMOKE, steps=6), sheets, sheets[:1], tmp_path, resume=True)
    assert 9 not in steps_of(tmp_path) and min(steps_of(tmp_path)) < 4


def test_resuming_without_a_checkpoint_begins(sheets, tmp_path):
    checkpoint = train(replace(SMOKE, steps=2, warmup=1), sheets, sheets[:1], tmp_path, resume=True)
    assert torch.load(checkpoint, map_location="cpu", weights_only=False)["global_step"] == 2


def test_scenes_are_kept_for_the_next_run(tmp_path, sheets):
    config, said = replace(SMOKE, scenes=3, scene_size=40.0), []
    save_pack(sheets, tmp_path / "scenes-3-40.npz")
    training, validation = gather_sheets(config, None, tmp_path, said.append)
    assert (len(training), len(validation)) == (2, 1)
    assert said == ["0 real images, 2 scenes"]


def test_too_few_scenes_without_real_data(tmp_path, sheets):
    save_pack(sheets[:1], tmp_path / "scenes-1-120.npz")
    with pytest.raises(InputError, match=r"needs at least two scenes or real data; raise --scenes or give --data\.$"):
        gather_sheets(replace(SMOKE, scenes=1), None, tmp_path, print)


def test_folder_without_data(tmp_path):
    with pytest.raises(InputError, match=r"holds neither catalogue\.json nor train\.npz; give the folder"):
        gather_sheets(SMOKE, tmp_path, tmp_path / "out", print)


def test_images_without_buildings(sheets):
    empty = replace(sheets[0], geometries=Geometries.from_wkb([]))
    with pytest.raises(InputError, match=r"^None of the images shows a building; give other data"):
        build_sampler([empty], SamplingOptions(size=16))


def test_a_mosaic_without_a_building_is_left_out(sheets):
    sampler = build_sampler(sheets[:1], SamplingOptions(size=16), mosaics=2, mosaic_size=6.0)
    for _ in range(5):
        sampler.draw(np.random.default_rng(0), scale=3)
