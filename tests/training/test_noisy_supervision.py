"""The experiment: what is trained on what, what is measured where, and that it goes on after a kill."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from realign.engine.errors import InputError
from realign.training import cli, rounds
from realign.training import noisy_supervision as module
from realign.training.noisy_supervision import NoisyOptions, run_experiment
from realign.training.packing import save_pack
from realign.training.sheet_measures import distances

OPTIONS = NoisyOptions(steps=2, scenes=2, held_out=1, scene_size=50.0, rounds=1, levels=(3.0,), seeds=1, warm=True)


@pytest.fixture
def town(tmp_path, sheets, shifting, monkeypatch):
    """Sheets instead of scenes, trainings that are only noted, and a network that always finds the same."""
    named = [replace(sheet, name=f"scene/{number}") for number, sheet in enumerate([sheets[0], sheets[0], sheets[1]])]
    save_pack(named, tmp_path / "scenes-2-1-50.npz")
    trained = []

    def train(config, training, validation, folder, resume=False, network=None):
        trained.append((folder.relative_to(tmp_path).as_posix(), training, network))
        for name in ("last.ckpt", "metrics.csv", "config.json"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("{}")

    monkeypatch.setattr(module, "train", train)
    monkeypatch.setattr(rounds, "train", train)
    monkeypatch.setattr(rounds, "load_network", lambda path: path.parent.name)
    for place in (module, rounds):
        monkeypatch.setattr(place, "model_of", lambda folder: shifting(0.5, 0.0))
    return tmp_path, named, trained


def test_trains_on_the_truth_and_in_rounds(town):
    folder, named, trained = town
    report = run_experiment(None, folder, OPTIONS, say=lambda _: None)
    where = [each[0] for each in trained]
    assert where == ["truth", "rounds/round-0", "rounds/round-1", "rounds-warm/round-1"]
    truth, noisy, after = (each[1] for each in trained[:3])
    assert distances(truth, named[:2]).max() == 0
    for one, right in zip(noisy, named[:2], strict=True):
        assert distances([one], [right]).mean() == pytest.approx(3.0, rel=0.05)  # a margin for those off the image
    # each image its own field, though both show the same
    assert distances(noisy[:1], noisy[1:]).mean() > 0.3
    assert distances(after, noisy).mean() == pytest.approx(0.15, abs=0.05)
    assert [each[2] for each in trained] == [None, None, None, "round-0"]

    rows = {row["title"]: row for row in report["rows"]}
    assert list(rows)[:4] == ["no alignment", "the truth", "noisy vectors (round 0)", "vectors after round 1"]
    assert len(rows) == 5 and rows["no alignment"]["off"] is None and rows["the truth"]["off"] == 0
    assert rows["noisy vectors (round 0)"]["off"] == pytest.approx(distances(noisy, named[:2]).mean())
    assert rows["noisy vectors (round 0)"]["brings_to"] == pytest.approx(rows["vectors after round 1"]["off"], rel=0.05)
    assert rows["the truth"]["held_out"]["scenes"]["3"]["mean"] > 0
    assert json.loads((folder / "noisy.json").read_text())["rows"] == report["rows"]
    table = (folder / "noisy.md").read_text()
    assert "| trained on | its vectors off by | scenes, 3 m | brings training vectors to |" in table
    assert table.count("\n| ") == 6 and "--warm" in table and "--scene-size 50" in table


def test_goes_on_after_a_kill(town):
    folder, _, trained = town
    quick = replace(OPTIONS, warm=False)
    run_experiment(None, folder, quick, say=lambda _: None)
    (folder / "rounds" / "round-1" / "round.json").unlink()
    trained.clear()
    run_experiment(None, folder, quick, resume=True, say=lambda _: None)
    assert [each[0] for each in trained] == ["rounds/round-1"]


def test_real_places_join_the_scenes(town, aerial, monkeypatch):
    folder, _, trained = town
    monkeypatch.setattr(module, "PLACES", ("toy",))
    monkeypatch.setattr(module, "HELD_OUT_PLACES", ("toy",))
    report = run_experiment(aerial, folder, replace(OPTIONS, rounds=0, warm=False), say=lambda _: None)
    assert [sheet.name for sheet in trained[0][1]] == ["town/0", "town/1", "toy/chip_000"]
    assert set(report["rows"][0]["held_out"]) == {"scenes", "places"}


def test_each_training_begins_with_another_run_s_weights(town, aerial, shifting, monkeypatch):
    folder, _, trained = town
    monkeypatch.setattr(module, "PLACES", ("toy",))
    monkeypatch.setattr(module, "HELD_OUT_PLACES", ("toy",))
    monkeypatch.setattr(module, "load_sized", lambda path, config: f"weights of {path.parent.name}")
    monkeypatch.setattr(module, "export_run", lambda run, path: None)
    monkeypatch.setattr(module, "load_model", lambda path: shifting(0.5, 0.0))
    begun = replace(OPTIONS, scenes=0, held_out=0, warm=False, begin_with=folder / "elsewhere")
    report = run_experiment(aerial, folder, begun, say=lambda _: None)
    assert [each[2] for each in trained] == ["weights of elsewhere"] * 3
    row = next(row for row in report["rows"] if row["title"] == "what each begins with")
    assert row["off"] is None and row["brings_to"] is not None and set(row["held_out"]) == {"places"}
    assert f"--begin-with {folder / 'elsewhere'}" in report["command"]


def test_nothing_to_measure_on(town):
    folder = town[0]
    with pytest.raises(
        InputError, match=r"^There is nothing to train on or to measure on; raise the numbers of scenes"
    ):
        run_experiment(None, folder, replace(OPTIONS, scenes=0, held_out=0), say=lambda _: None)


def test_the_command_says_itself_again(tmp_path, monkeypatch):
    given = []
    monkeypatch.setattr(module, "run_experiment", lambda *arguments: given.append(arguments))
    options = replace(OPTIONS, levels=(3.0, 10.0), minutes=1.5, noise=2.0, begin_with=tmp_path)
    words = module._command(None, tmp_path, options).split()
    assert words[0] == "realign-train"
    result = CliRunner().invoke(cli.app, words[1:])
    assert result.exit_code == 0, result.output
    assert given[0][:4] == (None, tmp_path, options, False)
