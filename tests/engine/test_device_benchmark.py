"""Timing the devices: each is asked, those that fail are told, and answers that differ are seen."""

from __future__ import annotations

import itertools
import json
import math
import time
import types

import numpy as np
import pytest

from realign.engine import cli, device_benchmark
from realign.engine.device_benchmark import HEAD, benchmark, rows
from realign.engine.devices import available_devices, choice, parse
from realign.engine.errors import Cancelled, DeviceError, ModelError
from realign.engine.model import Model, load_model


@pytest.fixture
def path(write_onnx, make_card):
    return write_onnx(card=make_card(multiple=16).to_json(), operators=("Sigmoid",))


def test_each_device_is_timed_and_compared(path):
    timings = benchmark(path, ["numpy", "cpu", "numpy"], side=100)
    assert [timing.device for timing in timings] == ["numpy", "cpu"]
    for timing in timings:
        assert timing.ran_on == timing.device and timing.trouble == "" and timing.milliseconds > 0
        assert 0 <= timing.difference < 1e-5
    assert timings[1].difference == 0 and timings[1].backend.startswith("ONNX Runtime 1.")
    assert timings[0].backend == f"numpy {np.__version__}"


@pytest.mark.parametrize("device", ["cpu", "numpy"])
def test_milliseconds_are_those_of_all_runs_that_go_on_at_a_time(path, monkeypatch, device):
    """With a clock on which every look takes a second."""
    clock = types.SimpleNamespace(perf_counter=itertools.count().__next__)
    monkeypatch.setattr(device_benchmark, "time", clock)
    runners = load_model(path, device).runners
    assert benchmark(path, [device], side=64)[0].milliseconds == pytest.approx(1e9 / (64 * 64 * runners))


def test_all_that_are_available(path):
    assert [timing.device for timing in benchmark(path, side=64)] == available_devices() == ["cpu", "numpy"]


def test_a_device_that_cannot_be_used_stops_no_other(path):
    timings = benchmark(path, ["tensorrt", "cpu"], side=64)
    assert "cannot use 'tensorrt'" in timings[0].trouble and math.isnan(timings[0].milliseconds)
    assert timings[1].trouble == ""
    table = rows(timings)
    assert len(table[0]) == len(HEAD) and table[0][:3] == ("tensorrt", "–", "–") and table[1][1] == "cpu"


def test_answers_that_differ_are_seen(path, monkeypatch):
    run = Model.run

    def wrong(self, outputs=None, **inputs):
        found = run(self, outputs, **inputs)
        if self.device == "numpy":
            found["displacement"][0, 0, 3, 3] += 0.25
        return found

    monkeypatch.setattr(Model, "run", wrong)
    numpy, cpu = benchmark(path, ["numpy", "cpu"], side=64)
    assert numpy.difference == pytest.approx(0.25, abs=1e-5) and cpu.difference == 0


def test_blocks_are_those_of_an_alignment(path, monkeypatch):
    seen, run = set(), Model.run

    def look(self, outputs=None, **inputs):
        seen.add(inputs["image"].shape)
        return run(self, outputs, **inputs)

    monkeypatch.setattr(Model, "run", look)
    assert benchmark(path, ["cpu"])[0].trouble == ""
    assert seen == {(1, 3, 160, 160)}  # tile 128 and a halo of 16 around


@pytest.mark.skipif(not device_benchmark._STATM.exists(), reason="the system does not tell")
def test_memory(monkeypatch, path):
    held, run = [], Model.run

    def hungry(self, outputs=None, **inputs):
        held.append(np.ones(10_000_000))
        time.sleep(0.1)
        found = run(self, outputs, **inputs)
        held.clear()
        return found

    monkeypatch.setattr(Model, "run", hungry)
    assert benchmark(path, ["numpy"], side=64)[0].memory > 50e6


def test_cancelling(path):
    asked = []

    def is_cancelled():
        asked.append(True)
        return len(asked) > 2

    with pytest.raises(Cancelled):
        benchmark(path, ["cpu", "numpy"], is_cancelled=is_cancelled, side=64)


def test_progress_goes_forward(path):
    shares = []
    benchmark(path, ["cpu", "numpy"], lambda share, text: shares.append((share, text)), side=64)
    assert [share for share, _ in shares] == sorted(share for share, _ in shares) and shares[-1][0] == 1.0
    assert "Timing numpy" in [text for _, text in shares]


def test_no_model(tmp_path):
    with pytest.raises(ModelError):
        benchmark(tmp_path / "none.onnx")


def test_command(path, capsys):
    assert cli.main(["benchmark", str(path), "--device", "cpu", "--device", "coreml", "--quiet"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("  ")[0] == "Device" and lines[1].startswith("cpu ") and lines[2].startswith("coreml ")
    assert "cannot use 'coreml'" in lines[3]
    assert cli.main(["benchmark", str(path), "--device", "cpu", "--json", "--quiet"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["device"] == found["ran_on"] == "cpu" and found["milliseconds"] > 0


def test_command_without_any_device(path, capsys):
    assert cli.main(["benchmark", str(path), "--device", "coreml", "--quiet"]) == 1
    said = capsys.readouterr()
    assert said.out == "" and "cannot use 'coreml'" in said.err


def test_numbers_of_devices():
    assert parse("CUDA:1") == ("cuda", "1") and parse("cpu") == ("cpu", "")
    with pytest.raises(DeviceError, match=r"There is only one device 'cpu'; leave out the number 1\.$"):
        parse("cpu:1")
    present = ["TensorrtExecutionProvider", "CUDAExecutionProvider", "CPUExecutionProvider"]
    _, providers = choice("tensorrt", "1", present)
    assert [name for name, _ in providers] == present[:2]  # what TensorRT leaves out stays on the card
    assert [options["device_id"] for _, options in providers] == ["1", "1"]
    assert choice("cpu", "1", present) == ("cpu", [("CPUExecutionProvider", {})])
    assert choice("coreml", "", ["CoreMLExecutionProvider"]) == ("coreml", [("CoreMLExecutionProvider", {})])


def test_a_restyle_model_is_timed_and_checked(restyle_models):
    from realign.engine.model_library import ModelLibrary

    timings = benchmark(restyle_models(), ["cpu", "numpy"], side=64)
    assert [timing.trouble for timing in timings] == ["", ""] and timings[1].difference < 1e-4
    path = restyle_models()
    library = ModelLibrary(path.parent)
    assert "can be loaded and runs on cpu" in library.check(library.entry(path), "cpu")
