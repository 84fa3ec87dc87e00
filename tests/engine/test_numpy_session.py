"""Whole models in numpy: the same answers as ONNX Runtime, only what is asked for, and clear refusals."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from realign.engine import numpy_session
from realign.engine.errors import ModelError
from realign.engine.model import default_model_path, load_model, read_card
from realign.engine.numpy_session import NumpySession
from realign.engine.session import open_session

SHIPPED = sorted(Path(default_model_path("align")).parent.glob("align-*.onnx"))
RNG = np.random.default_rng(8)


def weights(*shape):
    return numpy_helper.from_array(RNG.normal(size=shape).astype(np.float32), "w" + "x".join(map(str, shape)))


def node(operator, inputs, output, **attributes):
    return helper.make_node(operator, inputs.split(), [output], **attributes)


@pytest.fixture
def save(tmp_path):
    """Write a graph with the input x and some outputs."""

    def write(nodes, outputs, initializers=(), opset=17, inputs=("x",)):
        graph = helper.make_graph(
            nodes,
            "made up",
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["b", "c", "h", "w"]) for name in inputs],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
            initializers,
        )
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
        onnx.save(made, str(tmp_path / "made-up.onnx"))
        return tmp_path / "made-up.onnx"

    return write


def differences(path, inputs) -> list[float]:
    """Largest difference of each output from ONNX Runtime's, relative to its largest value."""
    ours, theirs = NumpySession(path), open_session(path, "cpu")
    pairs = zip(ours.run(ours.output_names, inputs), theirs.run(theirs.output_names, inputs), strict=True)
    found = []
    for one, other in pairs:
        assert one.shape == other.shape and one.dtype == other.dtype and one.flags.c_contiguous
        found.append(np.abs(one - other).max() / max(np.abs(other).max(), 1e-6))
    return found


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_models_that_ship(path):
    card, ours, theirs = read_card(path), NumpySession(path), open_session(path, "cpu")
    assert ours.metadata == theirs.metadata and ours.output_names == theirs.output_names
    assert ours.input_shapes == theirs.input_shapes
    unit = card.multiple
    for batch, height, width in ((1, unit, unit), (2, 2 * unit, 5 * unit), (1, 8 * unit, 2 * unit)):
        shape = (batch, 3, height, width)
        image, vectors = RNG.normal(size=shape), RNG.uniform(size=shape) > 0.7
        inputs = {"image": image.astype(np.float32), "vectors": vectors.astype(np.float32)}
        assert max(differences(path, inputs)) < 1e-4


def test_merged_steps(save):
    """Each way in which steps are merged, and the same steps where something else needs what is between them."""
    nodes = [
        node("Conv", "x w4x3x3x3", "a", pads=[1, 1, 1, 1]),
        node("Relu", "a", "b"),  # goes into the convolution
        node("Conv", "b w4x4x3x3", "c", pads=[1, 1, 1, 1]),
        node("Relu", "c", "d"),  # does not: c is used again
        node("Add", "c d", "e"),
        node("Concat", "b e d", "f", axis=1),
        node("Conv", "f w5x12x1x1", "g"),
        node("Concat", "b e", "h", axis=1),
        node("Conv", "h w2x8x3x3", "i", pads=[1, 1, 1, 1], strides=[2, 2]),
        node("Relu", "i", "j"),
        node("Concat", "e b", "k", axis=1),
        node("Conv", "k w4x2x1x1", "l", group=4),
        node("Mul", "b e", "m"),
        node("Conv", "m w4x4x3x3", "n", pads=[1, 1, 1, 1]),
        node("Relu", "n", "o"),
        node("Mul", "d e", "p"),
        node("Conv", "p w2x4x2x2", "q", strides=[2, 2]),
        node("Mul", "d m", "r"),
        node("ReduceSum", "r one", "s", keepdims=0),
        node("Mul", "e e", "t"),
        node("ReduceSum", "t one", "u"),
        node("Mul", "b mean", "v"),  # shapes that only fit
        node("Conv", "v w4x4x3x3", "z"),
        node("Mul", "d mean", "v2"),
        node("ReduceSum", "v2 one", "z2"),
    ]
    shapes = [(4, 3, 3, 3), (4, 4, 3, 3), (5, 12, 1, 1), (2, 8, 3, 3), (4, 2, 1, 1), (2, 4, 2, 2)]
    constants = [weights(*shape) for shape in shapes]
    constants.append(numpy_helper.from_array(np.array([1], np.int64), "one"))
    constants.append(numpy_helper.from_array(RNG.normal(size=(1, 4, 1, 1)).astype(np.float32), "mean"))
    path = save(nodes, ["e", "g", "j", "l", "m", "o", "q", "s", "u", "z", "z2"], constants)
    assert max(differences(path, {"x": RNG.normal(size=(2, 3, 10, 14)).astype(np.float32)})) < 1e-5
    left = [step.node.operator for step in NumpySession(path)._steps]
    assert left.count("Relu") == 1 and left.count("Concat") == 0 and left.count("Mul") == 1


def test_constants_are_computed_once(save, monkeypatch):
    nodes = [
        node("Constant", "", "two", value_float=2.0),
        node("Constant", "", "three", value=numpy_helper.from_array(np.array(3, np.float32))),
        node("Mul", "two three", "six"),
        node("Add", "x six", "y"),
    ]
    session = NumpySession(save(nodes, ["y"]))
    assert len(session._steps) == 1
    assert session.run(["y"], {"x": np.ones((1, 1, 1, 1), np.float32)})[0].item() == 7


@pytest.fixture
def two_ends(save):
    nodes = [node("Neg", "x", "a"), node("Exp", "a", "short"), node("Abs", "a", "b"), node("Mul", "b z", "long")]
    return save(nodes, ["short", "long"], inputs=("x", "z"))


def test_only_the_path_to_what_is_asked(two_ends, monkeypatch):
    called, call = [], numpy_session.call

    def watched(step, values):
        called.append((step.node.operator, {name for name, value in values.items() if value is not None}))
        return call(step, values)

    monkeypatch.setattr(numpy_session, "call", watched)
    session = NumpySession(two_ends)
    x = np.ones((1, 1, 2, 2), np.float32)
    session.run(["short"], {"x": x})  # without z, which it does not need
    assert [operator for operator, _ in called] == ["Neg", "Exp"]
    called.clear()
    first, second = session.run(["long", "short"], {"x": x, "z": x})
    assert [operator for operator, _ in called] == ["Neg", "Exp", "Abs", "Mul"]
    assert first[0, 0, 0, 0] == 1 and second[0, 0, 0, 0] == np.exp(np.float32(-1))
    # what nothing needs any more is gone
    assert called[2][1] == {"a", "z", "short"} and called[3][1] == {"b", "z", "short"}


def test_inputs_that_do_not_fit(two_ends):
    session = NumpySession(two_ends)
    x = np.ones((1, 1, 2, 2), np.float32)
    with pytest.raises(ModelError, match=r"made-up\.onnx has no input or output 'z'; choose a model that fits"):
        session.run(["long"], {"x": x})
    with pytest.raises(ModelError, match=r"cannot be run by numpy \(operator 'Mul': .*shapes.*\); install"):
        session.run(["long"], {"x": x, "z": np.ones((1, 1, 3, 3), np.float32)})


def test_the_time_is_counted(two_ends):
    session = NumpySession(two_ends)
    session.warm_up({"x": (1, 1, 4, 4), "z": (1, 1, 4, 4)})
    assert session.seconds == 0 and session.warnings == []
    session.run(["short"], {"x": np.ones((1, 1, 2, 2), np.float32)})
    assert session.seconds > 0


def test_an_operator_that_is_not_known(save):
    path = save([node("Einsum", "x", "y", equation="abcd->ab")], ["y"])
    with pytest.raises(ModelError, match="needs the operator 'Einsum', which Realign does not know without ONNX Run"):
        NumpySession(path)
    path = save([helper.make_node("Conv", ["x"], ["y"], domain="com.example")], ["y"])
    with pytest.raises(ModelError, match=r"the operator 'com\.example\.Conv', .*; install the Python package onnx"):
        NumpySession(path)
    path = save([helper.make_node("Bad\nname", ["x"], ["y"])], ["y"])
    with pytest.raises(ModelError, match=r"^Model made-up\.onnx needs the operator 'Bad\?name', which"):
        NumpySession(path)


def test_another_version_of_the_operators(save):
    path = save([node("Relu", "x", "y")], ["y"], opset=9)
    with pytest.raises(ModelError, match="needs version 9 of ONNX's operators, which Realign does not know without"):
        NumpySession(path)


@pytest.mark.parametrize(
    ("operator", "inputs", "attributes", "said"),
    [
        ("Conv", "x w2x3x3", {}, "only two-dimensional convolutions are known"),
        ("Resize", "x  scales", {"mode": "cubic"}, "resizing in the mode 'cubic' is not known"),
        ("Cast", "x", {"to": 16}, "numbers of ONNX's type 16 are not known"),
    ],
)
def test_what_an_operator_does_not_do_here(save, operator, inputs, attributes, said):
    """Told when the model is loaded, not in the middle of a run."""
    constants = [weights(2, 3, 3), numpy_helper.from_array(np.array([1, 1, 2, 2], np.float32), "scales")]
    nodes = [helper.make_node(operator, inputs.split(" "), ["y"], **attributes)]
    path = save(nodes, ["y"], constants)
    with pytest.raises(ModelError, match=rf"cannot be run by numpy \(operator '{operator}': {said}\); install the"):
        NumpySession(path).warm_up({"x": (1, 3, 8, 8)})


@pytest.mark.parametrize(
    ("nodes", "outputs"),
    [
        ([node("Relu", "nothing", "y")], ["y"]),
        ([node("Relu", "x", "y")], ["other"]),
        ([node("Relu", "x", "y"), node("Abs", "x", "y")], ["y"]),
        ([node("Relu", "z", "y"), node("Abs", "x", "z")], ["y"]),
        ([helper.make_node("Relu", ["x"], [])], ["x"]),
    ],
)
def test_graphs_that_do_not_hang_together(save, nodes, outputs):
    with pytest.raises(ModelError, match=r"^made-up\.onnx is no ONNX model or is damaged \(.+\); choose another file"):
        NumpySession(save(nodes, outputs))


def test_no_memory(save, monkeypatch):
    path = save([node("Tile", "x many", "y")], ["y"], [numpy_helper.from_array(np.full(4, 99999), "many")])
    with pytest.raises(ModelError, match=r"operator 'Tile': an impossible shape"):
        NumpySession(path).run(["y"], {"x": np.ones((1, 1, 1, 1), np.float32)})


def test_large_constants(save):
    """Weights may stand in a node; a shape in a damaged file must not fill the memory."""
    large = numpy_helper.from_array(np.zeros((1, 1, 1025, 1025), np.float32))
    path = save([node("Constant", "", "c", value=large), node("Neg", "c", "d"), node("Add", "x d", "y")], ["y"])
    assert NumpySession(path).run(["y"], {"x": np.ones((1, 1, 1, 1), np.float32)})[0].shape == (1, 1, 1025, 1025)
    shape = numpy_helper.from_array(np.array([1025, 1025], np.int64), "shape")
    path = save([node("ConstantOfShape", "shape", "c"), node("Add", "x c", "y")], ["y"], [shape])
    with pytest.raises(ModelError, match=r"damaged \(the operator 'ConstantOfShape' makes a constant out of all prop"):
        NumpySession(path)


def test_cards_and_models_without_onnx_runtime(monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    path = default_model_path("align")
    assert read_card(path).task == "align"
    model = load_model(path)
    assert model.device == "numpy" and "times as long" in model.warnings[0]
    size = 4 * model.card.multiple
    zeros = np.zeros((1, 3, size, size), np.float32)
    assert np.isfinite(model.run(image=zeros, vectors=zeros)["displacement"]).all()
