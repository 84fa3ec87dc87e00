"""Calibration, reliability and absences, with a model that sees what is painted."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import shapely
from typer.testing import CliRunner

from realign.engine.card import ModelCard
from realign.engine.confidence import SIGNS, Confidence
from realign.engine.errors import InputError
from realign.engine.geometry import Geometries
from realign.training import absences_measure, calibration, reliability
from realign.training.absences import choose_threshold, recognised, with_absent
from realign.training.calibration import calibrate, displaced_with_absent, fit_error_model
from realign.training.cli import app
from realign.training.observations import Observation, distances_to_lines, mean_distances, observe
from realign.training.reliability import run_reliability, summarise


class Witness:
    """Sees bright roofs, and nothing to move after the search."""

    device, warnings, seconds = "fake", (), 0.0

    def __init__(self):
        self.card = ModelCard(
            name="witness",
            version="1",
            task="align",
            description="",
            features="buildings",
            inputs={"image": ["red", "green", "blue"], "vectors": ["fill", "outline", "vertex"]},
            outputs={"displacement": ["x", "y"], "precision": ["a", "b", "c"], "segmentation": ["fill", "outline"]},
            resolution=0.3,
            resolution_range=(0.01, 1.5),
            scales=(0, 4),
            max_displacement=20.0,
            reach=4.0,
            standardization="run",
            tile_size=128,
            tiles_overlap=16,
            multiple=16,
            variance_factor=1.0,
            min_confidence=0.0,
        )

    def at(self, scale):
        return self

    def run(self, outputs=None, image=None, vectors=None):
        batch, _, height, width = image.shape
        fill = (image.mean(1) > 0).astype(np.float32)
        near = [np.roll(fill, step, axis) for axis in (1, 2) for step in (-1, 0, 1)]
        edge = (np.max(near, 0) > np.min(near, 0)).astype(np.float32)
        answers = {
            "displacement": np.zeros((batch, 2, height // 2, width // 2), np.float32),
            "precision": np.ones((batch, 3, height // 2, width // 2), np.float32),
            "segmentation": 0.02 + 0.9 * np.stack([fill, edge], 1),
        }
        return {name: answers[name] for name in outputs}


@pytest.fixture
def witness(monkeypatch, sheets):
    """The model in place of one from a file, two sheets in place of all places; what is written as a card."""
    model, written = Witness(), []
    for module in (calibration, reliability, absences_measure):
        monkeypatch.setattr(module, "load_model", lambda *arguments: model)
        monkeypatch.setattr(module, "gather", lambda *arguments: sheets[:2])
    monkeypatch.setattr(calibration, "write_card", lambda path, card: written.append(card))
    return model, written


def test_absent_features_lie_on_free_ground(sheets):
    sheet = sheets[2]
    layer, extra = with_absent(sheet, np.random.default_rng(0), 0.3)
    shapes = shapely.from_wkb(layer.blobs)
    assert 0 < extra.sum() <= round(0.3 * (~extra).sum()) and not extra[: len(sheet.geometries.blobs)].any()
    for number in np.flatnonzero(extra):
        others = np.delete(shapes, number)
        assert shapely.distance(shapes[number], others).min() * sheet.resolution >= 1.4
    assert list(layer.blobs[: (~extra).sum()]) == list(sheet.geometries.blobs)


def test_the_threshold_keeps_its_precision():
    presence = np.array([0.1, 0.2, 0.3, 0.35, 0.4, 0.5, 0.7, 0.9, np.nan])
    extra = np.array([True, True, False, True, True, False, False, True, True])
    threshold = choose_threshold(presence, extra, 0.8)
    assert 0.4 < threshold < 0.5  # four of five
    found = recognised(presence, extra, threshold)
    assert found["precision"] == pytest.approx(0.8) and found["recall"] == pytest.approx(4 / 6)
    assert found["false alarms"] == pytest.approx(1 / 3)
    assert choose_threshold(presence, np.zeros(9, bool), 0.8) == 0
    assert choose_threshold(np.full(3, np.nan), np.ones(3, bool)) == 0


def test_the_error_model_is_found_again(make_observation):
    truth = {"constant": -1.2, "network": 0.6, "strayed": 0.3, "coarse": 0.8}
    found = fit_error_model([make_observation(f"place {n}", truth, 0.4, 3000, n) for n in range(3)])
    for name, value in truth.items():
        assert found[name] == pytest.approx(value, abs=0.06)
    assert found["scatter"] == pytest.approx(0.4, abs=0.03)


@pytest.fixture
def make_observation():
    def make(name, truth, scatter, count, seed):
        rng = np.random.default_rng(seed)
        signs = {sign: rng.normal(0, 1, count) for sign in SIGNS}
        log = truth["constant"] + sum(truth[sign] * signs[sign] for sign in SIGNS) + rng.normal(0, scatter, count)
        after, extra = np.exp(log) - 0.05, np.arange(count) < 100
        after[extra] = 50.0  # of features that are not there nothing is to be learnt
        return Observation(name, signs, np.full(count, 5.0), after, np.ones(1), np.full(count, 0.5), extra)

    return make


def test_observation_of_a_sheet(sheets):
    start, truth, extra = displaced_with_absent(sheets[2], 6.0, 0)
    seen = observe(sheets[2], start, truth, Witness(), 10.0, extra)
    assert len(seen.after) == len(extra) and set(seen.signs) == set(SIGNS)
    assert seen.before[~extra].mean() > 1.5 and seen.after[~extra].mean() < 0.5 * seen.before[~extra].mean()
    assert np.median(seen.presence[extra]) < np.median(seen.presence[~extra])


def test_calibration_fills_the_card(witness):
    _, written = witness
    said = []
    calibrate("some.onnx", None, levels=(3.0, 6.0), say=said.append)
    (card,) = written
    assert card.error_model["scatter"] > 0 and set(card.error_model) == {"constant", "scatter", *SIGNS}
    assert 0 <= card.min_confidence < 1 and card.variance_factor > 0 and 0 <= card.min_presence <= 1
    plain = {name: np.zeros(1) for name in SIGNS}
    assert 0 < Confidence(card, 0.3).error(plain)[0] < 20
    assert "minimum presence" in said[-1]


def test_nothing_to_calibrate_by(witness, monkeypatch):
    monkeypatch.setattr(calibration, "gather", lambda *arguments: [])
    with pytest.raises(InputError, match="hold no vertices"):
        calibrate("some.onnx", None)


def test_reliability_is_written(witness, tmp_path):
    report = run_reliability("some.onnx", None, levels=(6.0,), seeds=1, out_dir=tmp_path, say=lambda text: None)
    assert report == json.loads((tmp_path / "reliability.json").read_text(encoding="utf-8"))
    assert {"all", "6 m"} < set(report["groups"])
    assert report["groups"]["all"]["features"] > 10
    text = (tmp_path / "reliability.md").read_text(encoding="utf-8")
    assert report["command"] in text and (tmp_path / "reliability.png").stat().st_size > 5000


def test_summary_of_known_errors():
    rng = np.random.default_rng(1)
    expected = rng.uniform(0.1, 2, 1000)
    after = expected * rng.uniform(0.9, 1.1, 1000)
    row = {"expected": expected, "confidence": 1 / (1 + expected), "after": after, "absent": np.zeros(1000, bool)}
    found = summarise([{**row, "before": np.where(np.arange(1000) < 30, after - 0.2, after + 1)}])
    assert found["pearson"] > 0.95 and found["spearman"] > 0.95
    assert found["worse"] == pytest.approx(0.03) and found["much_worse"] == 0
    assert 0.15 < found["drop_fifth"] <= found["perfect_fifth"]
    assert (np.diff(found["coverage"]) > 0).all() and found["coverage"][-1] == pytest.approx(after.mean())
    for predicted, measured in found["curve"]:
        assert measured == pytest.approx(predicted, rel=0.05)


def test_absences_are_measured(witness, tmp_path):
    model, _ = witness
    model.card = replace(model.card, min_presence=0.5)
    report = absences_measure.run_absences("some.onnx", None, out_dir=tmp_path, say=lambda text: None)
    row = report["places"]["all"]
    assert row["absent"] > 0 and row["recall"] > 0.5 and row["precision"] > 0.5
    assert row["error"] < 1.5 and report["command"] in (tmp_path / "absences.md").read_text(encoding="utf-8")


def test_along_a_line_a_vertex_may_lie_anywhere(sheets):
    lines = [shapely.LineString([(0, 0), (10, 0), (10, 10)]), shapely.LineString([(0, 5), (5, 5)])]
    layer = Geometries.from_wkb([shapely.to_wkb(line) for line in lines])
    found = layer.coordinates + np.array([[3, 0], [0, 0], [0, -2], [0, 1], [-1, 1]])
    np.testing.assert_allclose(distances_to_lines(found, layer.coordinates, layer), [0, 0, 0, 1, 1])
    sheet = replace(sheets[0], kind="roads")
    np.testing.assert_allclose(mean_distances(sheet, layer, found, layer.coordinates), [0, 1])


def test_commands_explain_themselves():
    for command in ("calibrate", "reliability", "absences"):
        answer = CliRunner().invoke(app, [command, "--help"])
        assert answer.exit_code == 0 and "--scenes" in answer.output
    assert CliRunner().invoke(app, ["reliability", "stereo"]).exit_code != 0
