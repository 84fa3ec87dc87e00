"""Each operator in numpy answers as ONNX Runtime does."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from realign.engine.numpy_operators import OPERATORS
from realign.engine.numpy_session import NumpySession

RNG = np.random.default_rng(5)


def image(*shape):
    return RNG.normal(size=shape or (2, 6, 9, 13)).astype(np.float32)


def whole(*values):
    return np.array(values, np.int64)


def conv(outputs, channels, kernel, bias=True, **attributes):
    weights = image(outputs, channels, *kernel)
    return "Conv", [image(), weights, *([image(outputs)] if bias else [])], attributes


def resize(mode, *scales, sizes=None, **attributes):
    empty = np.zeros(0, np.float32)
    given = [np.array((1, 1, *scales), np.float32)] if scales else [empty, whole(2, 6, *sizes)]
    return "Resize", [image(), empty, *given], {"mode": mode, **attributes}


NEAREST = {"coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
# operator, inputs (the first is fed, the others stand in the file), attributes
CASES = {
    "conv 3x3": conv(8, 6, (3, 3), pads=[1, 1, 1, 1]),
    "conv without bias": conv(8, 6, (3, 3), bias=False, pads=[1, 1, 1, 1]),
    "conv 1x1": conv(5, 6, (1, 1)),
    "conv 1x1 in groups": conv(4, 3, (1, 1), group=2),
    "conv 1x1 with a stride": conv(5, 6, (1, 1), strides=[2, 2]),
    "conv 1x1 with pads": conv(5, 6, (1, 1), pads=[1, 0, 0, 2]),
    "conv in groups": (
        "Conv",
        [image(2, 4, 7, 8), image(4, 2, 3, 3), image(4)],
        {"group": 2, "pads": [1, 1, 1, 1]},
    ),
    "conv by channel": conv(6, 1, (3, 3), group=6, pads=[1, 1, 1, 1]),
    "conv with a stride": conv(8, 6, (3, 3), strides=[2, 2], pads=[1, 1, 1, 1]),
    "conv with uneven strides": conv(8, 6, (4, 2), strides=[3, 2], pads=[2, 0, 1, 1]),
    "conv dilated": conv(8, 6, (3, 3), dilations=[2, 3], pads=[2, 3, 2, 3]),
    "conv dilated with a stride": conv(8, 6, (3, 2), dilations=[2, 3], strides=[2, 2], pads=[1, 1, 1, 1]),
    "conv of pads alone": conv(3, 6, (1, 1), pads=[40, 240, 90, 2], strides=[2, 1]),
    "conv of few pixels": conv(3, 6, (5, 7), pads=[4, 6, 4, 6]),
    "conv same": conv(3, 6, (3, 4), strides=[2, 1], auto_pad="SAME_UPPER"),
    "conv same lower": conv(3, 6, (2, 4), auto_pad="SAME_LOWER"),
    "conv valid": conv(3, 6, (3, 3), auto_pad="VALID"),
    "max pool": ("MaxPool", [image()], {"kernel_shape": [2, 2], "strides": [2, 2]}),
    "max pool padded": ("MaxPool", [image()], {"kernel_shape": [3, 3], "strides": [2, 1], "pads": [1, 1, 1, 1]}),
    "max pool of all": ("MaxPool", [image()], {"kernel_shape": [2, 3], "strides": [2, 2], "ceil_mode": 1}),
    "max pool dilated": ("MaxPool", [image()], {"kernel_shape": [3, 2], "dilations": [2, 3]}),
    "mean pool": ("AveragePool", [image()], {"kernel_shape": [2, 2], "strides": [2, 2]}),
    "mean pool padded": ("AveragePool", [image()], {"kernel_shape": [7, 7], "pads": [3, 3, 3, 3]}),
    "mean pool with pads": (
        "AveragePool",
        [image()],
        {"kernel_shape": [5, 3], "pads": [2, 1, 2, 1], "count_include_pad": 1},
    ),
    "mean pool same": ("AveragePool", [image()], {"kernel_shape": [3, 3], "strides": [2, 2], "auto_pad": "SAME_UPPER"}),
    "mean of all": ("GlobalAveragePool", [image()], {}),
    "nearest": resize("nearest", 2, 2, **NEAREST),
    "nearest, whole factors": resize("nearest", 3, 2, **NEAREST),
    "nearest, smaller": resize("nearest", 0.5, 0.4, **NEAREST),
    "nearest, up": resize("nearest", 1.5, 2, coordinate_transformation_mode="half_pixel"),
    "nearest, prefers up": resize("nearest", 1.5, 2, nearest_mode="round_prefer_ceil"),
    "nearest, ceiling": resize("nearest", 1.7, 1, coordinate_transformation_mode="align_corners", nearest_mode="ceil"),
    "nearest, by size": resize("nearest", sizes=(18, 26), **NEAREST),
    "linear": resize("linear", 2, 2, coordinate_transformation_mode="half_pixel"),
    "linear, corners": resize("linear", 2, 3, coordinate_transformation_mode="align_corners"),
    "linear, pytorch": resize("linear", sizes=(20, 31), coordinate_transformation_mode="pytorch_half_pixel"),
    "linear, smaller": resize("linear", 0.5, 0.5, coordinate_transformation_mode="asymmetric"),
    "blocks of pixels": ("DepthToSpace", [image(2, 8, 3, 5)], {"blocksize": 2, "mode": "CRD"}),
    "blocks of channels": ("DepthToSpace", [image(2, 18, 3, 5)], {"blocksize": 3}),
    "into channels": ("SpaceToDepth", [image(2, 3, 8, 6)], {"blocksize": 2}),
    "relu": ("Relu", [image()], {}),
    "leaky relu": ("LeakyRelu", [image()], {"alpha": 0.2}),
    "sigmoid": ("Sigmoid", [image() * 60], {}),
    "sine": ("Sin", [image()], {}),
    "cosine": ("Cos", [image()], {}),
    "tanh": ("Tanh", [image()], {}),
    "exp": ("Exp", [image()], {}),
    "abs": ("Abs", [image()], {}),
    "floor": ("Floor", [image()], {}),
    "ceil": ("Ceil", [image()], {}),
    "neg": ("Neg", [image()], {}),
    "log": ("Log", [np.abs(image())], {}),
    "sqrt": ("Sqrt", [np.abs(image())], {}),
    "identity": ("Identity", [image()], {}),
    "add": ("Add", [image(), image(6, 1, 1)], {}),
    "sub": ("Sub", [image(), image(2, 1, 9, 13)], {}),
    "mul": ("Mul", [image(), image()], {}),
    "div": ("Div", [image(), image() + 9], {}),
    "div of whole numbers": ("Div", [whole(7, -7, 9), whole(2, 2, -4)], {}),
    "remainder": ("Mod", [whole(7, -7, 9), whole(3, 3, -4)], {}),
    "remainder of fractions": ("Mod", [image() * 5, image()], {"fmod": 1}),
    "pow": ("Pow", [np.abs(image()), np.array(1.5, np.float32)], {}),
    "max": ("Max", [image(), image(), image()], {}),
    "min": ("Min", [image(), image()], {}),
    "greater": ("Greater", [image(), image()], {}),
    "less": ("Less", [image(), image()], {}),
    "equal": ("Equal", [whole(1, 2, 3), whole(1, 0, 3)], {}),
    "where": ("Where", [image() > 0, image(), image()], {}),
    "clip": ("Clip", [image(), np.array(-0.5, np.float32), np.array(0.7, np.float32)], {}),
    "softmax": ("Softmax", [image() * 50], {"axis": 1}),
    "matmul": ("MatMul", [image(2, 3, 4, 5), image(5, 6)], {}),
    "dense": ("Gemm", [image(3, 5), image(4, 5), image(4)], {"transB": 1, "alpha": 0.5, "beta": 2.0}),
    "dense without bias": ("Gemm", [image(5, 3), image(5, 4)], {"transA": 1}),
    "batch normalisation": (
        "BatchNormalization",
        [image(), image(6), image(6), image(6), np.abs(image(6))],
        {"epsilon": 0.01},
    ),
    "instance normalisation": ("InstanceNormalization", [image(), image(6), image(6)], {}),
    "sum": ("ReduceSum", [image(), whole(1)], {"keepdims": 0}),
    "sum of all": ("ReduceSum", [image()], {}),
    "sum of none": ("ReduceSum", [image()], {"noop_with_empty_axes": 1}),
    "mean": ("ReduceMean", [image()], {"axes": [1, -1]}),
    "largest": ("ReduceMax", [image()], {"axes": [2], "keepdims": 0}),
    "smallest": ("ReduceMin", [image()], {"axes": [3]}),
    "cast": ("Cast", [image() * 5], {"to": TensorProto.INT32}),
    "shape": ("Shape", [image()], {}),
    "part of the shape": ("Shape", [image()], {"start": -2}),
    "a constant of a shape": ("ConstantOfShape", [whole(2, 3)], {"value": helper.make_tensor("", 7, [1], [4])}),
    "zeros": ("ConstantOfShape", [whole(2, 3)], {}),
    "range": ("Range", [whole(3).reshape(()), whole(12).reshape(()), whole(4).reshape(())], {}),
    "reshape": ("Reshape", [image(), whole(0, 3, -1)], {}),
    "flatten": ("Flatten", [image()], {"axis": 2}),
    "squeeze": ("Squeeze", [image(1, 3, 1, 4), whole(-2)], {}),
    "squeeze all": ("Squeeze", [image(1, 3, 1, 4)], {}),
    "unsqueeze": ("Unsqueeze", [image(3, 4), whole(0, -1)], {}),
    "transpose": ("Transpose", [image()], {"perm": [0, 2, 3, 1]}),
    "transpose backwards": ("Transpose", [image()], {}),
    "concat": ("Concat", [image(), image(2, 1, 9, 13), image()], {"axis": 1}),
    "expand": ("Expand", [image(3, 1), whole(2, 1, 4)], {}),
    "tile": ("Tile", [image(2, 3), whole(2, 2)], {}),
    "slice": ("Slice", [image(), whole(2, -4), whole(99, -1), whole(2, 3)], {}),
    "slice with steps": ("Slice", [image(), whole(-1, 1), whole(-99, 9), whole(2, -1), whole(-2, 3)], {}),
    "slice of the first axes": ("Slice", [image(), whole(1, 2), whole(2, 5)], {}),
    "gather": ("Gather", [image(), whole(-1, 0, 3)], {"axis": 2}),
    "gather one": ("Gather", [whole(4, 5, 6), whole(1).reshape(())], {}),
    "pad": ("Pad", [image(), whole(0, 0, 3, 3, 0, 0, 2, 1), np.array(1.5, np.float32)], {}),
    "pad and cut": ("Pad", [image(), whole(0, 0, -3, 3, 0, 0, 2, -1)], {}),
    "pad reflected": ("Pad", [image(), whole(0, 0, 2, 1, 0, 0, 2, 1)], {"mode": "reflect"}),
    "pad with the edge": ("Pad", [image(), whole(0, 0, 2, 1, 0, 0, 2, 1)], {"mode": "edge"}),
}


def write(path, operator, inputs, attributes, outputs=("y",)):
    first, *others = (np.asarray(item) for item in inputs)
    kind = helper.np_dtype_to_tensor_dtype(first.dtype)
    names = ["x", *(f"c{index}" for index in range(len(others)))]
    graph = helper.make_graph(
        [helper.make_node(operator, names, list(outputs), **attributes)],
        "one",
        [helper.make_tensor_value_info("x", kind, first.shape)],
        [onnx.ValueInfoProto(name=name) for name in outputs],
        [numpy_helper.from_array(item, name) for item, name in zip(others, names[1:], strict=True)],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(path))
    return path, {"x": first}, list(outputs)


def agree(path, inputs, outputs):
    expected = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]).run(outputs, inputs)
    found = NumpySession(path).run(outputs, inputs)
    for one, other in zip(expected, found, strict=True):
        assert one.shape == other.shape and one.dtype == other.dtype
        np.testing.assert_allclose(other, one, rtol=1e-5, atol=1e-5 * max(np.abs(one).max(initial=0), 1))


@pytest.mark.parametrize("name", CASES)
def test_as_onnx_runtime(tmp_path, name):
    agree(*write(tmp_path / "one.onnx", *CASES[name]))


def test_split(tmp_path):
    agree(*write(tmp_path / "one.onnx", "Split", [image(), whole(1, 4, 1)], {"axis": 1}, ("a", "b", "c")))


def test_every_operator_is_tested():
    assert set(OPERATORS) - {case[0] for case in CASES.values()} == {"Constant", "Split"}


@pytest.mark.parametrize("shape", [(1, 3, 200, 640), (2, 48, 90, 300), (1, 3, 5, 3000), (1, 2, 3000, 5)])
@pytest.mark.parametrize("stride", [1, 2])
def test_convolutions_of_many_tiles(tmp_path, shape, stride):
    """Larger than one tile, in either direction."""
    given = [image(*shape), image(4, shape[1], 3, 3), image(4)]
    agree(*write(tmp_path / "one.onnx", "Conv", given, {"pads": [1, 1, 1, 1], "strides": [stride, stride]}))
