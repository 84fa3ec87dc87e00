from __future__ import annotations

import json
import shlex

import numpy as np
import pytest
from osgeo import ogr
from typer.testing import CliRunner

from realign.engine.align import AlignOptions
from realign.engine.errors import InputError
from realign.engine.vectors import open_layer
from realign.training import evaluation
from realign.training.cli import app
from realign.training.evaluation import NONE, OURS, SHIFT, counted, displace, evaluate, run_evaluation
from realign.training.methods import Aligned, shifted, through_engine, through_qgis_process, unaligned, write_geopackage
from realign.training.places import load_places, transformed


@pytest.fixture
def place(aerial):
    return load_places(aerial, "toy")[0]


def oracle(place, displaced):
    """Knows the truth, but is 0.3 m off to the east."""
    return Aligned(place.geometries.coordinates + np.array([0.3 / place.resolution, 0]), {"aligned": 5}, 0.1)


def test_displaced_vectors_stay_within_the_level_and_repeat(place):
    moved = (displace(place, 6, 1).coordinates - place.geometries.coordinates) * place.resolution
    assert 2 < np.hypot(*moved.T).max() <= 6
    np.testing.assert_array_equal(displace(place, 6, 1).coordinates, displace(place, 6, 1).coordinates)
    assert np.abs(displace(place, 6, 2).coordinates - displace(place, 6, 1).coordinates).max() > 0.1


def test_vertices_off_the_image_and_repeated_ones_do_not_count(place):
    kept = counted(place)
    assert kept.sum() == 5 * 4  # five roofs of four corners; the fifth position of a ring is the first again
    place.mask[:, :60] = False
    coordinates = place.geometries.coordinates[counted(place)]
    assert len(coordinates) == 3 * 4 + 2  # of two roofs at the left only one reaches beyond, with two corners
    assert (coordinates[:, 0] >= 60).all()


def test_methods_are_compared_on_the_same_fields(place):
    said = []
    results = evaluate([place], {NONE: unaligned, OURS: oracle}, [3, 6], [0, 1], said.append)
    for level in ("3", "6"):
        before, after = results["places"][level]["toy"][NONE], results["places"][level]["toy"][OURS]
        assert after["mean"] == pytest.approx(0.3)
        assert after["steady"] == pytest.approx(0, abs=1e-9)
        assert after["vertices"] == 2 * 20
        assert after["statuses"] == {"aligned": 10}
        assert after["seconds_per_megapixel"] == pytest.approx(0.1 / (0.036 * 0.25**2 / 0.3**2))
        assert before["mean"] > 0.8
        assert before["worse"] == 0
        assert results["means"][level][OURS]["mean"] == pytest.approx(0.3)
    assert results["means"]["6"][NONE]["mean"] > results["means"]["3"][NONE]["mean"]
    assert said[0].startswith("toy, fields up to 3 m: no alignment ")


def test_one_shift_takes_out_what_is_common(place):
    moved = transformed(place.geometries, (9, 1, 0, -14, 0, 1))
    found = shifted(10.0)(place, moved).coordinates
    np.testing.assert_allclose(found, place.geometries.coordinates, atol=0.5)


class StubModel:
    """As much of a model as the report wants."""

    device = "cpu"

    class card:  # noqa: N801
        name, version = "stub", "1"


@pytest.fixture
def stubbed(monkeypatch):
    """The evaluation without a network: the chain gives back the truth."""
    monkeypatch.setattr(evaluation, "load_model", lambda *_: StubModel())
    monkeypatch.setattr(evaluation, "through_engine", lambda *_: oracle)


def test_files_and_the_command_that_makes_them(aerial, tmp_path, stubbed):
    said = []
    out = tmp_path / "out"
    report = run_evaluation("my model.onnx", aerial, ["toy"], (3, 10), 2, out, say=said.append)
    assert json.loads((out / "evaluation.json").read_text()) == report
    command = said[-1].removeprefix("Made by: ")
    assert command.startswith("realign-train evaluate align-chain --data ")
    assert "--model 'my model.onnx' --places toy --levels 3 --levels 10 --seeds 2 --through engine" in command
    assert "--max-displacement 10 --method vertex" in command
    assert "--min-confidence" not in command  # the model's own
    text = (out / "evaluation.md").read_text()
    assert command in text
    assert "| 10 m | align-chain | 0.30 | 0.30 | 0.30 | 0.00 | 100 % | 100 % | 100 % | 0 % |" in text
    assert "| 3 m | align-chain | 100 % |" in text  # all within 1 px
    assert text.count("| toy | 40 |") == 2
    assert (out / "evaluation.png").read_bytes().startswith(b"\x89PNG")
    assert set(report["means"]["3"]) == {NONE, SHIFT, OURS}


def test_unknown_way_in(aerial, tmp_path):
    with pytest.raises(InputError, match="engine or qgis_process, not through 'arcgis'"):
        run_evaluation("m.onnx", aerial, "toy", out_dir=tmp_path, through="arcgis")


def test_a_place_without_vertices_on_its_image(place):
    place.mask[:] = False
    with pytest.raises(InputError, match="toy has no vertex on its image"):
        evaluate([place], {NONE: unaligned}, [3], [0])


def test_the_engine_gets_the_layer_in_its_crs(place, monkeypatch):
    """The alignment is replaced by a shift of 2 m east and 1 m north, so that axes cannot hide."""
    seen = {}

    class Result:
        seconds = 1.0

        def __init__(self, coordinates):
            self.coordinates = coordinates

        def counts(self):
            return {"aligned": 5}

    def align(geometries, crs, basemap, model, options):
        seen.update(crs=crs, basemap=basemap.pixel_size, options=options)
        return Result(geometries.coordinates + np.array([2, 1]))

    monkeypatch.setattr("realign.training.methods.align", align)
    options = AlignOptions(max_displacement=7)
    aligned = through_engine(StubModel(), options)(place, place.geometries)
    np.testing.assert_allclose(aligned.coordinates - place.geometries.coordinates, np.tile((8, -4), (25, 1)), atol=1e-6)
    assert "32631" in seen["crs"]
    assert seen["basemap"] == (0.25, 0.25)
    assert seen["options"] is options


def add_statuses(path, statuses):
    dataset = ogr.Open(str(path), update=1)
    layer = dataset.GetLayer(0)
    layer.CreateField(ogr.FieldDefn("ra_status", ogr.OFTString))
    for feature, status in zip(list(layer), statuses, strict=True):
        feature["ra_status"] = status
        layer.SetFeature(feature)


def test_through_qgis_the_written_files_are_measured(place, tmp_path, monkeypatch):
    """QGIS is replaced by a program that shifts the layer it is given, by 2 m east and 1 m north."""
    calls = []

    class Qgis:
        def __init__(self, folder):
            assert folder == tmp_path

        def run(self, algorithm, parameters):
            calls.append((algorithm, parameters))
            with open_layer(str(parameters["INPUT"])) as layer:
                geometries, crs = layer.geometries(), layer.crs
            moved = transformed(geometries, (2, 1, 0, 1, 0, 1))
            write_geopackage(moved, crs, parameters["OUTPUT"])
            add_statuses(parameters["OUTPUT"], ["aligned"] * 4 + ["doubtful"])

    monkeypatch.setattr("realign.training.methods.QgisProcess", Qgis)
    method = through_qgis_process(tmp_path, "model.onnx", AlignOptions(min_confidence=0.2, method="rigid"))
    for _ in range(2):  # files of the run before must not be in the way
        aligned = method(place, place.geometries)
    np.testing.assert_allclose(aligned.coordinates - place.geometries.coordinates, np.tile((8, -4), (25, 1)), atol=1e-6)
    assert aligned.statuses == {"aligned": 4, "doubtful": 1}
    algorithm, parameters = calls[0]
    assert algorithm == "realign:alignvectors"
    assert parameters["BASEMAP"] == place.image_path
    assert parameters["MAX_DISPLACEMENT"] == 10.0
    assert parameters["METHOD"] == 1
    assert parameters["MIN_CONFIDENCE"] == 0.2


def test_the_command_line_evaluates(aerial, tmp_path, stubbed):
    (tmp_path / "m.onnx").touch()
    words = f"evaluate align-chain --data {aerial} --model {tmp_path / 'm.onnx'} --places toy --levels 6 --seeds 1"
    result = CliRunner().invoke(app, [*words.split(), "--out", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    command = json.loads((tmp_path / "out" / "evaluation.json").read_text())["command"]
    assert command in result.output  # on one line, so that it can be copied
    again = CliRunner().invoke(app, shlex.split(command)[1:])
    assert again.exit_code == 0, again.output
    assert command in again.output
