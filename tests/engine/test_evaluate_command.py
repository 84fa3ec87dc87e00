"""``realign evaluate``: files in; a table, JSON, a report and lines out."""

import csv
import json

import numpy as np
import pytest
from evaluated_town import moved, town, write_town
from osgeo import ogr

from realign.engine.cli import main


@pytest.fixture
def files(tmp_path):
    given = {
        "--input": write_town(tmp_path / "aligned.gpkg", moved(town(), 0.5)),
        "--reference": write_town(tmp_path / "truth.gpkg", town()),
        "--before": write_town(tmp_path / "before.gpkg", moved(town(), 3.0)),
    }
    return [text for pair in given.items() for text in pair]


def test_all_outputs(files, tmp_path, capsys):
    report, table, lines = (tmp_path / name for name in ("report.html", "table.csv", "errors.gpkg"))
    wanted = ["--report", str(report), "--table", str(table), "--errors", str(lines), "--resolution", "0.3"]
    assert main(["evaluate", *files, *wanted, "--key", "name"]) == 0
    printed = capsys.readouterr().out
    assert [line.split() for line in printed.splitlines() if line.startswith("mean error  ")] == [
        ["mean", "error", "m", "0.50", "3.00"]
    ]
    with open(table, newline="", encoding="utf-8") as file:
        rows = {row["measure"]: row for row in csv.DictReader(file)}
    assert float(rows["mean error to the east"]["after"]) == pytest.approx(0.5, abs=1e-3)
    assert (rows["within 1 px"]["after"], rows["within 2 px"]["after"], rows["within 2 m"]["before"]) == (
        "0",
        "100",
        "0",
    )
    text = report.read_text(encoding="utf-8")
    assert "<strong>0.50 m</strong> from the truth" in text and "Before, it was 3.00 m" in text
    assert text.count("<svg") == 4 and "matched by their key" in text

    source = ogr.Open(str(lines))
    features = list(source.GetLayer(0))
    assert len(features) == 16 * 6
    for feature in features:
        ends = np.array(feature.GetGeometryRef().GetPoints())[:, :2]
        np.testing.assert_allclose(ends[1] - ends[0], (-0.5, 0.0), atol=1e-6)  # back to the truth
        assert feature["error_m"] == pytest.approx(0.5, abs=1e-3) and feature["east_m"] == pytest.approx(0.5, abs=1e-3)


def test_json(files, capsys):
    assert main(["evaluate", *files[:4], "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["how"], found["matched"], found["count"]) == ("order", 16, 96) and "before" not in found
    assert found["east"] == pytest.approx(0.5, abs=1e-3) and found["within_metres"][1] == 1.0


def test_refusals_write_nothing(files, tmp_path, capsys):
    report = tmp_path / "report.html"
    assert main(["evaluate", *files, "--report", str(report), "--key", "none"]) == 1
    assert "has no field 'none'" in capsys.readouterr().err and not report.exists()
    assert main(["evaluate", *files, "--table", files[1]]) == 1
    assert "is also an input" in capsys.readouterr().err
    assert main(["evaluate", *files, "--table", str(report), "--report", str(report)]) == 1
    assert "Two outputs have the same path" in capsys.readouterr().err
