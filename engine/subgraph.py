"""The part of an ONNX graph that leads to some of its outputs.

ONNX Runtime computes every node whatever outputs are fetched (its run option to the contrary works in
builds for training only, see its issue 16013), so the graph itself is cut. In plain Python, because the
package `onnx` is not there in QGIS.
"""

from __future__ import annotations

from collections.abc import Sequence

from .protobuf import fields, packed

# numbers of fields in onnx.proto
_GRAPH = 7  # of ModelProto
_NODE, _INITIALIZER, _INPUT, _OUTPUT = 1, 5, 11, 12  # of GraphProto
_NODE_INPUT, _NODE_OUTPUT, _NODE_ATTRIBUTE = 1, 2, 5  # of NodeProto
_ATTRIBUTE_GRAPHS = (6, 11)  # of AttributeProto
_TENSOR_NAME, _VALUE_NAME = 8, 1


def subgraph(model: bytes, outputs: Sequence[str]) -> bytes:
    """Cut a model down to some outputs.

    Args:
        model: an ONNX file. One whose nodes hold graphs of their own (loops, branches) is returned as it is.
        outputs: names of those to keep.

    Returns:
        an ONNX file with those outputs, in the graph's own order, and the inputs and weights that they need.

    Raises:
        ValueError: the bytes are no ONNX file, or an output is not there.
    """
    parts = list(fields(model))
    graphs = [part.value for part in parts if part.number == _GRAPH]
    if len(graphs) != 1:
        raise ValueError("there is no graph in it")
    graph = list(fields(graphs[0]))
    needed, kept = set(outputs), set()
    if missing := needed - {_text(part.value, _VALUE_NAME) for part in graph if part.number == _OUTPUT}:
        raise ValueError(f"it has no output {', '.join(sorted(missing))}")
    for index in range(len(graph) - 1, -1, -1):  # nodes are stored in the order of computation
        if graph[index].number != _NODE:
            continue
        node = list(fields(graph[index].value))
        if any(part.number == _NODE_ATTRIBUTE and _holds_graph(part.value) for part in node):
            return bytes(model)
        if needed & {str(part.value, "utf-8") for part in node if part.number == _NODE_OUTPUT}:
            kept.add(index)
            needed |= {str(part.value, "utf-8") for part in node if part.number == _NODE_INPUT}
    wanted = {
        _NODE: lambda index, value: index in kept,
        _INITIALIZER: lambda index, value: _text(value, _TENSOR_NAME) in needed,
        _INPUT: lambda index, value: _text(value, _VALUE_NAME) in needed,
        _OUTPUT: lambda index, value: _text(value, _VALUE_NAME) in outputs,
    }
    left = [
        part.whole
        for index, part in enumerate(graph)
        if part.number not in wanted or wanted[part.number](index, part.value)
    ]
    cut = packed(_GRAPH, b"".join(left))
    return b"".join(cut if part.number == _GRAPH else part.whole for part in parts)


def input_names(model: bytes) -> list[str]:
    """Names of the inputs that a model takes, weights that are listed among them in old files left out.

    Raises:
        ValueError: the bytes are no ONNX file.
    """
    graph = [part for whole in fields(model) if whole.number == _GRAPH for part in fields(whole.value)]
    weights = {_text(part.value, _TENSOR_NAME) for part in graph if part.number == _INITIALIZER}
    names = [_text(part.value, _VALUE_NAME) for part in graph if part.number == _INPUT]
    return [name for name in names if name not in weights]


def _text(message, number: int) -> str:
    return next((str(part.value, "utf-8") for part in fields(message) if part.number == number), "")


def _holds_graph(attribute) -> bool:
    return any(part.number in _ATTRIBUTE_GRAPHS for part in fields(attribute))
