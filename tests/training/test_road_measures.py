"""Roads are measured by where they run; the evaluation writes what it found."""

from __future__ import annotations

import json
import shlex
from dataclasses import replace

import numpy as np
import pytest
from typer.testing import CliRunner

from realign.engine.errors import InputError
from realign.engine.geometry import Geometries
from realign.engine.model import default_model_path
from realign.training import road_measures
from realign.training.cli import app
from realign.training.lines import linestring
from realign.training.packing import Sheet
from realign.training.road_measures import SamplePoints, displaced, junction_counts, measure_roads


@pytest.fixture
def sheet():
    """Two straight roads that meet at a right angle, 200 px of 0.5 m wide."""
    lines = [np.array([[10.0, 100], [100, 100], [230, 100]]), np.array([[100.0, 100], [100, 180]])]
    image = np.zeros((200, 200, 3), np.uint8)
    return Sheet(
        "scene/0", "roads", 0.5, image, np.ones((200, 200), bool), Geometries.from_wkb([linestring(x) for x in lines])
    )


def test_points_every_five_metres_on_the_image(sheet):
    points = SamplePoints.of(sheet)
    places = points.at(sheet.geometries.coordinates)
    assert (places < 200).all()
    # 9 steps to the junction, 9 of 13 beyond it (the rest is off the image) and the vertex, 8 and both ends
    assert np.bincount(points.feature).tolist() == [19, 9]
    assert {(10.0, 100.0), (100.0, 100.0), (100.0, 180.0)} <= {tuple(place) for place in places}
    masked = replace(sheet, mask=np.pad(np.ones((200, 60), bool), ((0, 0), (0, 140))))
    assert (SamplePoints.of(masked).at(sheet.geometries.coordinates)[:, 0] < 60).all()


def test_distance_is_across_the_road_of_the_same_feature(sheet):
    points = SamplePoints.of(sheet)
    true = sheet.geometries.coordinates
    across = points.distances(sheet.geometries, true + np.array([0.0, 4.0]))
    np.testing.assert_allclose(across[points.feature == 0], 4)
    along = points.distances(sheet.geometries, true + np.array([3.0, 0.0]))
    inner = points.share > 0
    np.testing.assert_allclose(along[(points.feature == 0) & inner], 0, atol=1e-9)
    np.testing.assert_allclose(along[points.feature == 1], 3)  # though it lies on the other road's line at its end


def test_displaced_roads_stay_joined_and_within_the_level(sheet):
    for seed in range(3):
        moved = displaced(sheet, 6.0, seed)
        distance = np.hypot(*(moved.coordinates - sheet.geometries.coordinates).T) * 0.5
        assert 1 < distance.max() <= 6 * 1.3  # the road goes on beyond the rectangle that the level is meant for
        assert junction_counts(moved, moved.coordinates).tolist() == [1, 0, 0]
    np.testing.assert_array_equal(displaced(sheet, 6.0, 1).coordinates, displaced(sheet, 6.0, 1).coordinates)


def test_torn_and_glued_junctions_are_counted(sheet):
    after = sheet.geometries.coordinates.copy()
    after[3] += 0.5
    assert junction_counts(sheet.geometries, after).tolist() == [1, 1, 0]
    after = sheet.geometries.coordinates.copy()
    after[0] = after[4]
    assert junction_counts(sheet.geometries, after).tolist() == [1, 0, 1]


def test_before_and_after(sheet, monkeypatch):
    still = measure_roads([sheet], None, 6.0, seeds=2)
    assert still["before"] == still["after"] and still["left"] == 1 and still["worse"] == 0
    assert still["points"] == 2 * 28 and still["lines"] == 4 and still["junctions"] == 2
    aside = sheet.geometries.coordinates + np.array([0.4, 0.6])
    monkeypatch.setattr(road_measures, "_aligned", lambda *_: aside)
    found = measure_roads([sheet], None, 6.0, seeds=2)
    assert 0.19 < found["after"]["median"] < 0.31 and found["before"] == still["before"]
    assert found["left"] == pytest.approx(found["after"]["mean"] / found["before"]["mean"])
    aside = sheet.geometries.coordinates + np.array([300.0, 300.0])
    found = measure_roads([sheet], None, 6.0, seeds=2)
    assert found["worse"] == found["clearly_worse"] == 1


def test_nothing_to_measure(sheet):
    bare = replace(sheet, geometries=Geometries.from_wkb([]))
    with pytest.raises(InputError, match="None of the images shows a road"):
        measure_roads([bare], None, 6.0)


def test_the_command_writes_its_own_line(tmp_path):
    model = default_model_path("align")  # of buildings: what it does to roads is not asked here
    words = ["evaluate-roads", "--model", model, "--scenes", "1", "--size", "60", "--levels", "6", "--seeds", "1"]
    result = CliRunner().invoke(app, [*words, "--device", "cpu", "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    report = json.loads((tmp_path / "roads.json").read_text())
    found = report["results"]["6"]["generated scenes"]
    assert found["before"]["mean"] > 0.2 and found["torn"] == 0
    again = shlex.split(report["command"])
    assert again[0] == "realign-train" and again[again.index("--model") + 1] == model and "--data" not in again
    text = (tmp_path / "roads.md").read_text()
    assert report["command"] in text
    header, _, row = (line.split(" | ") for line in text.splitlines() if line.startswith("|"))
    assert len(header) == len(row) and row[:2] == ["| 6 m", "generated scenes"]
    assert row[header.index("median before")] == f"{found['before']['median']:.2f}"


def test_without_anything_it_says_so(tmp_path):
    result = CliRunner().invoke(
        app, ["evaluate-roads", "--model", default_model_path("align"), "--scenes", "0", "--out", str(tmp_path)]
    )
    assert "nothing to measure" in str(result.exception)
