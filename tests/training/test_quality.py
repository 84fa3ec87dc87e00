"""What was measured stands in the card."""

from __future__ import annotations

import shutil

from typer.testing import CliRunner

from realign.engine.model import default_model_path, read_card
from realign.training.cli import app
from realign.training.quality import of_roads, of_vertices, write_quality


def summary(mean: float) -> dict:
    return {"mean": mean, "median": mean / 2, "p90": mean * 2, "count": 7}


def test_vertices_by_level_and_place(tmp_path):
    places = {
        "here": {"no alignment": summary(3), "align-chain": summary(0.4567)},
        "there": {"align-chain": summary(1)},
    }
    report = {"means": {"6": {"no alignment": summary(3), "align-chain": summary(0.7)}}, "places": {"6": places}}
    path = tmp_path / "model.onnx"
    shutil.copy(default_model_path("align"), path)
    before = read_card(path)
    write_quality(path, of_vertices(report))
    quality = read_card(path).quality
    assert quality["places"] == ["here", "there"]
    assert quality["error_in_metres"]["fields up to 6 m"]["align-chain"] == {"mean": 0.7, "median": 0.35, "p90": 1.4}
    assert quality["error_in_metres_by_place"]["fields up to 6 m"]["here"]["mean"] == 0.457
    assert read_card(path).min_confidence == before.min_confidence


def test_roads_are_averaged_over_kinds_of_images():
    groups = {"scenes": {"before": summary(2), "after": summary(0.5)}, "a": {"before": summary(4), "after": summary(1)}}
    quality = of_roads({"results": {"10": groups}})
    measured = quality["error_in_metres"]["fields up to 10 m"]
    assert measured["no alignment"]["mean"] == 3 and measured["align-chain"]["mean"] == 0.75
    assert quality["error_in_metres_by_place"]["fields up to 10 m"]["scenes"]["p90"] == 1


def test_the_command_writes_it(tmp_path):
    path = tmp_path / "model.onnx"
    shutil.copy(default_model_path("align", "roads"), path)
    words = ["evaluate-roads", "--model", path, "--scenes", 1, "--size", 60, "--levels", 6, "--seeds", 1, "--into-card"]
    result = CliRunner().invoke(app, [str(word) for word in [*words, "--out", tmp_path]])
    assert result.exit_code == 0, result.output
    assert read_card(path).quality["places"] == ["generated scenes"]
