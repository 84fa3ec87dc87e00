"""The recipe stage-vae from data to model file: who is trained how long, the table, resuming, export."""

from __future__ import annotations

import base64
import io
import json
import shutil
from dataclasses import replace

import numpy as np
import onnx
import pytest
import torch
from PIL import Image
from typer.testing import CliRunner

from realign.engine.errors import InputError
from realign.engine.latent import LatentModel
from realign.engine.model import load_model, read_card
from realign.training.cli import app
from realign.training.fitting import CHECKPOINT
from realign.training.recipes import stage_vae
from realign.training.recipes.stage_vae import PRESETS, configured, load_stage, train
from realign.training.stages.data import made_pictures
from realign.training.stages.export import SAMPLES, export_stage, spread_samples
from realign.training.stages.plan import VARIANTS
from realign.training.stages.report import load_table

CLI = ["stage-vae", "--preset", "smoke", "--only", "2-g", "--threads", "1"]


@pytest.fixture(scope="module")
def pictures():
    return made_pictures(PRESETS["smoke"].made, PRESETS["smoke"].seed)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Folder of a run on made-up towns by the command."""
    folder = tmp_path_factory.mktemp("runs") / "stage-vae"
    result = CliRunner().invoke(app, [*CLI, "--out", str(folder)])
    assert result.exit_code == 0, result.output
    assert "Report: " in result.output
    return folder


def test_the_table_has_all_rows_with_errors(run):
    table = load_table(run)
    assert list(table) == ["Base - 16", "PCA (P)", "PCA (S)", "tSNE (P)", "tSNE (S)", "2-stage (G)"]
    for row in table.values():
        assert set(row) == {"frechet", "ssim", "mmd"}
        assert all(np.isfinite(each.value) and each.error > 0 for each in row.values())
    text = (run / "report.md").read_text(encoding="utf-8")
    for label in table:
        assert f"| {label} | " in text
    assert "± " in text and "FID" not in text  # no Inception, so nothing may be called so
    for name in ("rows", "scatter", "curves"):
        assert f"({name}.png)" in text and (run / f"{name}.png").exists()


def test_a_run_says_what_it_was_trained_on(run):
    assert json.loads((run / "config.json").read_text())["kind"] == "made"
    assert load_stage(run / "greedy-2" / CHECKPOINT).hparams.codes == (16, 2)


def test_greedy_leaves_the_base_as_it_is(run):
    base, stage = (load_stage(run / name / CHECKPOINT).network.state_dict() for name in ("base", "greedy-2"))
    assert all(torch.equal(stage[name], value) for name, value in base.items() if "logvar" not in name)


def test_resuming_trains_only_what_is_missing(run, pictures):
    config = replace(configured("smoke", variants=("2-g",)), threads=1)
    stored = {name: (run / name / CHECKPOINT).read_bytes() for name in ("base", "greedy-2")}
    (run / "greedy-2" / CHECKPOINT).unlink()
    train(config, pictures, run, resume=True)
    assert (run / "base" / CHECKPOINT).read_bytes() == stored["base"]
    assert (run / "greedy-2" / CHECKPOINT).exists()


def test_export_agrees_and_brings_its_samples(run, pictures, tmp_path):
    path = tmp_path / "latent.onnx"
    assert export_stage(run, "2-g", path, pictures) < 1e-4
    card = read_card(path)
    assert card.task == "latent" and card.features == "made" and card.tile_size == 64
    assert card.quality["ssim"] == pytest.approx(load_table(run)["2-stage (G)"]["ssim"].value, abs=1e-4)
    graph = onnx.load(str(path)).graph
    assert not any(node.op_type == "BatchNormalization" for node in graph.node)
    samples = spread_samples(pictures.splits.train)
    assert len(card.latent["samples"]) == len(card.latent["labels"]) == len(samples) <= SAMPLES
    sheet = Image.open(io.BytesIO(base64.b64decode(card.latent["thumbnails"])))
    side, columns = card.latent["side"], card.latent["columns"]
    assert sheet.size == (columns * side, -(-len(samples) // columns) * side)
    xmin, ymin, xmax, ymax = card.latent["extent"]
    assert all(xmin < x < xmax and ymin < y < ymax for x, y in card.latent["samples"])
    model = load_model(path, "cpu", "latent")
    given = samples.pictures(slice(5, 6)).numpy()
    found = model.run(["mean"], picture=given)["mean"]
    np.testing.assert_allclose(found[0], card.latent["samples"][5], atol=1e-3)
    assert model.run(["image"], code=found)["image"].shape == (1, 3, 64, 64)


def test_a_network_that_knows_one_place_only_draws(run, pictures, tmp_path):
    copied, path = shutil.copytree(run, tmp_path / "run"), tmp_path / "latent.onnx"
    config = json.loads((run / "config.json").read_text(encoding="utf-8"))
    (copied / "config.json").write_text(json.dumps({**config, "kind": "styles"}))
    assert export_stage(copied, "2-g", path, replace(pictures, kind="styles")) < 1e-4
    card = read_card(path)
    assert list(card.inputs) == ["code"] and list(card.outputs) == ["image"]
    assert not LatentModel.load(path, "numpy").reads


def test_faces_are_not_exported(run, pictures, tmp_path):
    (tmp_path / "config.json").write_text(json.dumps({"kind": "faces", "codes": [16, 8, 4, 2]}))
    with pytest.raises(InputError, match=r"for research only and is not exported; train on maps or imagery\."):
        export_stage(tmp_path, "2-g", tmp_path / "latent.onnx", pictures)


def test_export_needs_the_run_and_its_data(run, pictures, tmp_path):
    with pytest.raises(InputError, match=r"holds no training of 4-stage \(NG\); train it"):
        export_stage(run, "4-ng", tmp_path / "latent.onnx", pictures)
    with pytest.raises(InputError, match=r"was trained on 'made', and the samples would be 'maps'; give its data\."):
        export_stage(run, "2-g", tmp_path / "latent.onnx", replace(pictures, kind="maps"))


@pytest.fixture
def asked(monkeypatch):
    """What ``train`` asks of each stage, nothing being trained: configurations by the folder's name."""
    found = {}

    def pretend(make, config, data, folder, resume):
        found[folder.name] = config
        return folder / CHECKPOINT

    monkeypatch.setattr(stage_vae, "train_translation", pretend)
    monkeypatch.setattr(stage_vae, "progress", lambda checkpoint: (70, 1.0))
    return found


def test_the_time_decides_the_base_and_the_base_all_others(asked, pictures, tmp_path):
    train(configured("cpu", minutes=26.0), pictures, tmp_path)
    assert asked["base"].steps == 0 and 1 < asked["base"].minutes < 26 / 12
    others = {name: config for name, config in asked.items() if name != "base"}
    assert len(others) == 11 and all(config.minutes is None for config in others.values())
    steps = {name: config.steps for name, config in others.items()}
    assert steps.pop("direct-32-8-2") == 4 * 70 and set(steps.values()) == {70}


def test_steps_decide_where_they_are_given(asked, pictures, tmp_path):
    train(configured("cpu", steps=70, variants=("4-d",)), pictures, tmp_path)
    assert {name: (config.steps, config.minutes) for name, config in asked.items()} == {
        "base": (70, None),
        "direct-32-8-2": (280, None),
    }


def test_the_base_may_be_trained_further(asked, pictures, tmp_path):
    train(configured("cpu", steps=70, base_steps=500, variants=("2-g", "4-d")), pictures, tmp_path)
    assert {name: config.steps for name, config in asked.items()} == {
        "base": 500,
        "greedy-2": 70,
        "direct-32-8-2": 500 + 3 * 70,  # as many as the base and three stages together
    }
    with pytest.raises(InputError, match="need those of a stage"):
        configured("cpu", minutes=10, base_steps=500)


def test_presets_and_variants():
    assert set(PRESETS) == {"smoke", "cpu", "gpu"} and PRESETS["cpu"].variants == tuple(VARIANTS)
    with pytest.raises(InputError, match="There is no variant '5-g'; give some of 2-ng"):
        configured("smoke", variants=("5-g",))
