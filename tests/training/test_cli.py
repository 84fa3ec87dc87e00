"""``realign-train`` from training to report, in one folder."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from realign.engine.errors import InputError
from realign.engine.model import load_model, read_card
from realign.training import cli
from realign.training.export import load_network
from realign.training.fitting import progress
from realign.training.places import SPLITS
from realign.training.recipes import align_chain

run = CliRunner().invoke


@pytest.fixture
def quick(monkeypatch):
    """The smoke preset as it is, with a smaller mosaic."""
    smaller = replace(align_chain.PRESETS["smoke"], mosaic_size=60.0)
    monkeypatch.setitem(align_chain.PRESETS, "smoke", smaller)
    monkeypatch.setattr("os.cpu_count", lambda: 1)


def succeed(*words):
    result = run(cli.app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.output


def test_from_training_to_report(quick, aerial, tmp_path):
    folder, model = tmp_path / "run", tmp_path / "new.onnx"
    assert "Checkpoint" in succeed("align-chain", "--preset", "smoke", "--out", folder)
    for name in ("last.ckpt", "config.json", "metrics.csv", "curves.png", "samples.png"):
        assert (folder / name).exists(), name
    assert json.loads((folder / "config.json").read_text())["steps"] == 4

    succeed("align-chain", "--preset", "smoke", "--out", folder, "--resume", "--steps", 6)
    assert progress(folder / "last.ckpt")[0] == 6

    other = tmp_path / "other"
    succeed("align-chain", "--preset", "smoke", "--out", other, "--steps", 1, "--begin-with", folder, "--seed", 5)
    first, second = (load_network(part / "last.ckpt").image_unet.down[0][0][0].weight for part in (folder, other))
    assert 0 < (first - second).abs().max() < 0.01  # one small step away
    wrong = ["align-chain", "--preset", "smoke", "--out", str(other), "--begin-with", str(folder), "--variant", "bins"]
    with pytest.raises(InputError, match="cannot become the one that is to be trained: it is of variant"):
        run(cli.app, wrong, catch_exceptions=False)

    card = tmp_path / "card.json"
    card.write_text(json.dumps({"licence": "CC-BY-4.0", "training_data": ["scenes"]}))
    assert "differs from PyTorch by" in succeed(
        "export", "align-chain", "--run", folder, "--output", model, "--card", card
    )
    loaded = load_model(model, "cpu")
    assert loaded.card.licence == "CC-BY-4.0" and loaded.card.training_data == ["scenes"]
    succeed("export", "align-chain", "--run", folder, "--output", tmp_path / "f.onnx", "--fast", "--features", "roads")
    fast = read_card(tmp_path / "f.onnx")
    assert (fast.name, fast.features, fast.scales) == ("align-roads-fast", "roads", (1, 4))
    assert "centre lines" in fast.description

    table = tmp_path / "table"
    succeed(
        *("evaluate", "align-chain", "--data", aerial, "--model", model, "--places", "toy"),
        *("--levels", "3", "--seeds", "1", "--out", table),
    )
    assert "align-chain" in (table / "evaluation.md").read_text()

    assert "report.md" in succeed("report", "--run", folder).replace("\n", "")
    text = (folder / "report.md").read_text()
    assert "After step " in text and '"steps": 6' in text and "![samples](samples.png)" in text


def test_variants_are_passed_on(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "realign.training.recipes.all_variants.train_variants",
        lambda *words, **numbers: asked.append((words, numbers)) or [],
    )
    succeed("variants", "--out", tmp_path, "--minutes", "4", "--only", "direct", "--only", "double-unet-per-scale")
    ((folder, data, preset, names, _), numbers) = asked[0]
    assert (folder, data, preset, names) == (tmp_path, None, "quick", ["direct", "double-unet-per-scale"])
    assert numbers == {"minutes": 4.0, "steps": None, "scenes": None, "threads": None, "seed": None}


def test_packs_the_catalogue(aerial, tmp_path, monkeypatch):
    entry = json.loads((aerial / "catalogue.json").read_text())[0]
    entries = [{**entry, "split": split} for split in ("train", "validation")]
    (aerial / "catalogue.json").write_text(json.dumps(entries))
    said = []
    monkeypatch.setattr(
        "realign.training.packing.pack", lambda root, split, path: said.append((split, path.name)) or []
    )
    succeed("pack", "--data", aerial, "--out", tmp_path)
    assert said[:2] == [("train", "train.npz"), ("validation", "validation.npz")]
    assert said[2] == ((*SPLITS["roads_train"], *SPLITS["roads_validation"]), "roads.npz") and len(said) == 3


def test_errors_are_one_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["realign-train", "report", "--run", str(tmp_path)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 1
    text = capsys.readouterr().err
    assert (
        "holds no training run; give the folder that realign-train wrote." in " ".join(text.split())
        and "Traceback" not in text
    )


def test_help_names_the_commands():
    output = succeed("--help")
    for name in ("align-chain", "pack", "export", "evaluate", "report"):
        assert name in output
