"""The comparison's command: which methods it takes, and what it writes."""

import importlib.util
import json
from pathlib import Path

import pytest

PATH = Path(__file__).resolve().parent.parent / "benchmarks" / "alignment.py"


@pytest.fixture
def bench():
    specification = importlib.util.spec_from_file_location("bench_alignment", PATH)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_one_run_writes_tables_curves_and_its_command(bench, tmp_path, capsys):
    words = f"--places --towns 1 --town-size 60 --levels 6 --methods none shift --out {tmp_path}".split()
    assert bench.main(words) == 0
    report = json.loads((tmp_path / "alignment.json").read_text())
    means = report["means"]["generated"]["6"]
    assert set(means) == {"none", "shift"}
    assert means["shift"]["mean"] < means["none"]["mean"]
    assert report["command"] == f"make bench-alignment 'OPTIONS={' '.join(words)}'"
    assert report["command"] in (tmp_path / "alignment.md").read_text()
    assert (tmp_path / "alignment-readme.md").read_text() in capsys.readouterr().out
    for name in ("alignment.png", "alignment-readme.png"):
        assert (tmp_path / name).read_bytes().startswith(b"\x89PNG")


def test_all_rows_but_optional_ones_unless_named(bench, tmp_path):
    missing = f"--fast {tmp_path / 'none.onnx'} --variants {tmp_path}"
    keys = [row.key for row in bench.contenders(bench.parse(missing.split()))]
    simple = ["none", "shift", "phase", "sift", "dis", "deepflow", "elastix-untuned", "elastix", "elastix-directed"]
    assert keys == [*simple, "ours-best", "ours-numpy"]
    named = bench.contenders(bench.parse([*missing.split(), "--methods", "elastix-grey", "none"]))
    assert [row.key for row in named] == ["none", "elastix-grey"]
    with pytest.raises(SystemExit, match="no method sifd; there are none, shift"):
        bench.contenders(bench.parse(["--methods", "sifd"]))


def test_an_error_is_one_sentence(bench, tmp_path, capsys):
    assert bench.main(["--data", str(tmp_path), "--out", str(tmp_path), "--methods", "none"]) == 1
    assert "holds no readable catalogue.json" in capsys.readouterr().err
