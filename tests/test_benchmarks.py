"""The benchmarks' own arithmetic; they themselves are run by hand."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"


@pytest.fixture
def benchmark(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module


@pytest.fixture
def small_model(tmp_path):
    """A strided convolution, a product, and an output that the chain does not ask for."""

    def value(name, *shape):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    def weights(name, *shape):
        return numpy_helper.from_array(np.ones(shape, np.float32), name)

    whole = ("batch", 3, "height", "width")
    nodes = [
        helper.make_node("Conv", ["image", "w"], ["half"], kernel_shape=[2, 2], strides=[2, 2]),
        helper.make_node("Mul", ["half", "half"], ["square"]),
        helper.make_node("Conv", ["square", "v"], ["displacement"], kernel_shape=[1, 1]),
        helper.make_node("Relu", ["square"], ["precision"]),
        helper.make_node("Conv", ["vectors", "u"], ["segmentation"], kernel_shape=[1, 1]),
    ]
    outputs = [value(name, "batch", None, "h", "w") for name in ("displacement", "precision", "segmentation")]
    tensors = [weights("w", 8, 3, 2, 2), weights("v", 2, 8, 1, 1), weights("u", 50, 3, 1, 1)]
    graph = helper.make_graph(nodes, "small", [value("image", *whole), value("vectors", *whole)], outputs, tensors)
    path = tmp_path / "small.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(path))
    return path


def test_multiply_adds(benchmark, small_model):
    macs = benchmark("macs").macs_per_pixel
    # at a quarter of the pixels: 8 channels from 3 × 2 × 2, their squares, 2 channels from 8
    assert macs(small_model) == (8 * 12 + 8 + 2 * 8) / 4
    assert macs(small_model, ("segmentation",), 64) == 150


def test_the_network_alone_needs_no_gdal():
    """As on a GPU machine: only numpy and onnxruntime."""
    code = """
import json, sys
sys.modules.update(osgeo=None, onnx=None, shapely=None, torch=None)
sys.path.insert(0, sys.argv[1])
import align
row = align.network(str(align.MODELS[0]), "cpu", 64, 0.01)
print(align.network_table([row]).count("align-buildings"), json.dumps(row))
"""
    done = subprocess.run([sys.executable, "-c", code, str(BENCHMARKS)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    count, row = done.stdout.split(maxsplit=1)
    row = json.loads(row)
    assert count == "1" and row["kilomacs_per_pixel"] is None
    assert row["seconds_per_megapixel"] > 0 and row["peak_gflops"] > 0


def test_what_comes_out_of_several_runs(benchmark):
    align = benchmark("align")
    run = dict.fromkeys(align.SAME, 1)
    run |= {"case": "town", "model": "best", "megapixels": 4.0, "network_megapixels": 10.0, "error": (3.0, 0.5)}
    runs = [
        {**run, "seconds": seconds, "stages": {"network": 2.0, "reading": 0.5}, "peak_mib": 300, "peak_gflops": 100.0}
        for seconds in (5.0, 4.0, 9.0)
    ]
    row = align.summarise(runs, 30.0)
    assert row["seconds"] == 5.0 and row["seconds_per_megapixel"] == 1.25
    # 60,000 operations for each of ten million pixels, 0.6e12 in two seconds, of 0.1e12 a second
    assert row["share_of_peak"] == pytest.approx(3.0)
    assert "300%" in align.table([row]) and "share_of_peak" not in align.summarise(runs, None)
