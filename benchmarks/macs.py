"""Multiply-adds of an ONNX graph."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path

import onnx
import onnxruntime
from onnx.shape_inference import infer_shapes

from realign.engine.subgraph import subgraph

OUTPUTS = ("displacement", "precision")  # what the chain asks for


def macs_per_pixel(path: str | Path, outputs: tuple[str, ...] = OUTPUTS, side: int = 832) -> float:
    """Multiply-adds per pixel of the input that lead to some outputs.

    Convolutions, matrix products and elementwise products (with which the correlation is written) count;
    sums, pooling and activations do not.

    Args:
        path: of a model file for the task ``align``.
        outputs: names.
        side: of the square input, pixels.

    Raises:
        ValueError: the shape of a product cannot be told.
    """
    graph = infer_shapes(_fixed(subgraph(Path(path).read_bytes(), outputs), side)).graph
    shapes = {item.name: list(item.dims) for item in graph.initializer}
    for item in (*graph.value_info, *graph.input, *graph.output):
        shapes[item.name] = [dimension.dim_value for dimension in item.type.tensor_type.shape.dim]
    return sum(_macs(node, shapes) for node in graph.node) / side**2


def _fixed(model: bytes, side: int) -> onnx.ModelProto:
    """The same model for one size of input, without the arithmetic of shapes: ONNX Runtime folds it."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    for name, size in (("batch", 1), ("height", side), ("width", side)):
        options.add_free_dimension_override_by_name(name, size)
    with tempfile.TemporaryDirectory() as folder:
        options.optimized_model_filepath = str(Path(folder) / "fixed.onnx")
        onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        return onnx.load(options.optimized_model_filepath)


def _macs(node: onnx.NodeProto, shapes: dict[str, list[int]]) -> int:
    if node.op_type not in ("Conv", "ConvTranspose", "MatMul", "Gemm", "Mul"):
        return 0
    result = shapes.get(node.output[0], [])
    if node.op_type == "Mul" and not result:  # of numbers that shapes are computed with
        return 0
    first, second = (shapes.get(name, []) for name in node.input[:2])
    if not result or not all(result) or not all(second):
        raise ValueError(f"the shape of {node.op_type} '{node.name}' cannot be told")
    if node.op_type == "Mul":
        return math.prod(result)
    if node.op_type == "Conv":
        return math.prod(result) * math.prod(second[1:])
    if node.op_type == "ConvTranspose":
        return math.prod(first) * math.prod(second[1:])
    return math.prod(result) * first[-1]
