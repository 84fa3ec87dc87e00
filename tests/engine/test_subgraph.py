"""Cutting a graph down to some of its outputs."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from realign.engine.protobuf import fields, packed
from realign.engine.subgraph import subgraph


def value(name):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n"])


@pytest.fixture
def model():
    """sum = image + vectors + 1; twice = 2 image; both = sum · twice."""
    weights = [numpy_helper.from_array(np.array([number], np.float32), name) for name, number in (("a", 1), ("b", 2))]
    nodes = [
        helper.make_node("Mul", ["image", "b"], ["twice"]),
        helper.make_node("Add", ["image", "vectors"], ["partial"]),
        helper.make_node("Add", ["partial", "a"], ["sum"]),
        helper.make_node("Mul", ["sum", "twice"], ["both"]),
    ]
    graph = helper.make_graph(
        nodes, "g", [value("image"), value("vectors")], [value(name) for name in ("sum", "twice", "both")], weights
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    helper.set_model_props(model, {"realign": "the card"})
    return model


@pytest.mark.parametrize(
    ("outputs", "inputs", "nodes", "weights"),
    [
        (("twice",), ["image"], ["Mul"], ["b"]),
        (("sum",), ["image", "vectors"], ["Add", "Add"], ["a"]),
        (("both", "twice"), ["image", "vectors"], ["Mul", "Add", "Add", "Mul"], ["a", "b"]),
    ],
)
def test_keeps_what_is_needed(model, outputs, inputs, nodes, weights):
    content = subgraph(model.SerializeToString(), outputs)
    part = onnx.load_from_string(content)
    onnx.checker.check_model(part)
    assert [item.name for item in part.graph.input] == inputs
    assert [item.op_type for item in part.graph.node] == nodes
    assert [item.name for item in part.graph.initializer] == weights
    assert {item.name for item in part.graph.output} == set(outputs)
    assert part.opset_import == model.opset_import and part.metadata_props == model.metadata_props
    given = {"image": np.array([1.0, 4.0], np.float32), "vectors": np.array([2.0, 3.0], np.float32)}
    expected = {"sum": [4.0, 8.0], "twice": [2.0, 8.0], "both": [8.0, 64.0]}
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    for name, found in zip(outputs, session.run(list(outputs), {name: given[name] for name in inputs})):
        np.testing.assert_array_equal(found, expected[name])


def test_a_graph_with_branches_is_left_whole():
    branch = helper.make_graph([helper.make_node("Identity", ["image"], ["there"])], "b", [], [value("there")])
    nodes = [helper.make_node("If", ["flag"], ["one"], then_branch=branch, else_branch=branch)]
    nodes.append(helper.make_node("Neg", ["image"], ["other"]))
    flag = helper.make_tensor_value_info("flag", TensorProto.BOOL, [])
    graph = helper.make_graph(nodes, "g", [value("image"), flag], [value("one"), value("other")])
    content = helper.make_model(graph).SerializeToString()
    assert subgraph(content, ["one"]) == content


def test_refusals(model):
    content = model.SerializeToString()
    with pytest.raises(ValueError, match="it has no output depth"):
        subgraph(content, ["sum", "depth"])
    for damaged in (content[:-20], b"", b"\x0b", b"\xff" * 40):
        with pytest.raises(ValueError, match=r"ends after|no graph|is of kind 3|does not end"):
            subgraph(damaged, ["sum"])


def test_what_is_packed_can_be_read():
    content = packed(7, b"x" * 300) + packed(300, b"")
    assert [(field.number, bytes(field.value)) for field in fields(content)] == [(7, b"x" * 300), (300, b"")]
    assert b"".join(field.whole for field in fields(content)) == content
