"""Files are read as the package onnx wrote them; damaged ones are refused in one sentence."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper

from realign.engine.errors import ModelError
from realign.engine.model import default_model_path
from realign.engine.numpy_session import NumpySession
from realign.engine.onnx_reader import read_graph, read_metadata

VALUES = [[-3, 0, 5], [7, 100, -1]]
INTEGERS = ("INT8", "INT32", "INT64")
FLOATS = ("FLOAT", "FLOAT16", "DOUBLE")


def model(nodes=None, initializers=(), **metadata) -> onnx.ModelProto:
    nodes = nodes if nodes is not None else [helper.make_node("Identity", ["x"], ["y"], "copy")]
    graph = helper.make_graph(
        nodes,
        "small",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", 3, None, 4])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        initializers,
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    helper.set_model_props(made, metadata)
    return made


@pytest.fixture
def save(tmp_path):
    def write(content: bytes | onnx.ModelProto, name="small.onnx"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.SerializeToString())
        return path

    return write


def test_names_shapes_and_metadata(save):
    path = save(model(title="Größe", empty=""))
    graph = read_graph(path)
    assert graph.metadata == read_metadata(path) == {"title": "Größe", "empty": ""}
    assert graph.inputs == {"x": ["batch", 3, None, 4]} and graph.outputs == ["y"] and graph.opset == 17
    node = graph.nodes[0]
    assert (node.operator, node.name, node.inputs, node.outputs) == ("Identity", "copy", ("x",), ("y",))


@pytest.mark.parametrize("raw", [True, False])
@pytest.mark.parametrize("kind", INTEGERS + FLOATS + ("UINT8", "BOOL"))
def test_arrays(save, kind, raw):
    number = getattr(TensorProto, kind)
    dtype = helper.tensor_dtype_to_np_dtype(number)
    values = np.array(VALUES) / (1 if kind in INTEGERS else 8)
    values = np.abs(values).astype(dtype) if kind in ("UINT8", "BOOL") else values.astype(dtype)
    tensor = (
        numpy_helper.from_array(values, "c")
        if raw
        else helper.make_tensor("c", number, values.shape, values.ravel().tolist())
    )
    assert tensor.HasField("raw_data") == raw
    found = read_graph(save(model(initializers=[tensor]))).constants["c"]
    assert found.dtype == (np.float32 if kind == "FLOAT16" else dtype)
    np.testing.assert_array_equal(found, values)


def test_attributes(save):
    attributes = {
        "whole": -5,
        "none": 0,
        "number": 0.25,
        "text": "auf",
        "wholes": [3, -4],
        "numbers": [0.5, -1.5],
        "texts": ["a", "ß"],
        "array": numpy_helper.from_array(np.array([1.5, 2.5], np.float32)),
    }
    found = read_graph(save(model([helper.make_node("Any", ["x"], ["y"], **attributes)]))).nodes[0].attributes
    assert found.pop("array").tolist() == [1.5, 2.5]
    del attributes["array"]
    assert found == attributes


def test_an_input_with_a_value_is_none(save):
    made = model(initializers=[numpy_helper.from_array(np.ones((1, 3, 2, 4), np.float32), "x")])
    assert read_graph(save(made)).inputs == {}


def one_sentence(error, path) -> bool:
    text = str(error)
    return text.endswith(".") and "\n" not in text and ". " not in text and path.name in text


def test_weights_in_another_file(save):
    tensor = numpy_helper.from_array(np.ones(3, np.float32), "c")
    tensor.data_location = TensorProto.EXTERNAL
    with pytest.raises(
        ModelError, match=r"small\.onnx keeps its weights in a second file, which only ONNX Runtime"
    ) as e:
        read_graph(save(model(initializers=[tensor])))
    assert one_sentence(e.value, save(b""))


def test_numbers_of_another_type(save):
    tensor = helper.make_tensor("c", TensorProto.BFLOAT16, [2], [1.0, 2.0])
    with pytest.raises(ModelError, match=r"small\.onnx holds numbers of ONNX's type 16, which only ONNX Runtime can"):
        read_graph(save(model(initializers=[tensor])))


def test_more_numbers_than_the_shape_says(save):
    tensor = numpy_helper.from_array(np.ones(3, np.float32), "c")
    tensor.dims[0] = 2
    with pytest.raises(ModelError, match=r"^small\.onnx is no ONNX model or is damaged; choose another file"):
        read_graph(save(model(initializers=[tensor])))


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A small model with the operators whose shapes a damaged file can blow up."""
    rng = np.random.default_rng(0)
    weights = numpy_helper.from_array(rng.normal(size=(4, 3, 3, 3)).astype(np.float32), "weights")
    constants = {
        "pads": [0, 0, 1, 1, 0, 0, 1, 1],
        "starts": [1],
        "ends": [-1],
        "axes": [3],
        "shape": [1, 4, 2, 2],
    }
    nodes = [
        helper.make_node("Pad", ["x", "pads"], ["padded"]),
        helper.make_node("Conv", ["padded", "weights"], ["a"], pads=[1, 1, 1, 1], strides=[2, 1]),
        helper.make_node("Relu", ["a"], ["b"]),
        helper.make_node("MaxPool", ["b"], ["c"], kernel_shape=[2, 2], pads=[1, 0, 0, 0]),
        helper.make_node("Resize", ["c", "", "scales"], ["d"], mode="nearest"),
        helper.make_node("Slice", ["d", "starts", "ends", "axes"], ["e"]),
        helper.make_node("ConstantOfShape", ["shape"], ["zeros"]),
        helper.make_node("ReduceMean", ["zeros"], ["mean"], axes=[2, 3]),
        helper.make_node("Add", ["e", "mean"], ["y"]),
    ]
    initializers = [weights, numpy_helper.from_array(np.array([1, 1, 2, 2], np.float32), "scales")]
    initializers += [numpy_helper.from_array(np.array(value, np.int64), name) for name, value in constants.items()]
    return model(nodes, initializers, realign="{}").SerializeToString()


def opens_or_says_why(path) -> bool:
    """Whether it runs; if not, in one sentence."""
    ran = False
    for use in (read_metadata, run):
        try:
            use(path)
            ran = True
        except ModelError as error:
            assert one_sentence(error, path), error
            ran = False
    return ran


def run(path):
    session = NumpySession(path)
    session.run(session.output_names, {name: np.ones((1, 3, 6, 4), np.float32) for name in session.input_shapes})


EXAMPLES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@EXAMPLES
@given(content=st.binary(max_size=300))
def test_any_bytes(save, content):
    assert not opens_or_says_why(save(content))


@EXAMPLES
@given(share=st.floats(0, 1, exclude_max=True))
def test_cut_short(save, whole, share):
    opens_or_says_why(save(whole[: int(len(whole) * share)]))
    assert opens_or_says_why(save(whole))


@settings(EXAMPLES, max_examples=300)
@given(places=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4))
def test_other_bytes_here_and_there(save, whole, places):
    content = bytearray(whole)
    for place, byte in places:
        content[int(place * len(content))] = byte
    opens_or_says_why(save(bytes(content)))


def test_the_model_that_ships_cut_short(save):
    with open(default_model_path("align"), "rb") as file:
        content = file.read()
    for share in (0.02, 0.5, 0.999):
        with pytest.raises(ModelError, match=r"^small\.onnx is no ONNX model or is damaged; choose another file"):
            read_metadata(save(content[: int(len(content) * share)]))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ModelError, match=r"none\.onnx cannot be read \(No such file or directory\); choose another"):
        read_graph(tmp_path / "none.onnx")
