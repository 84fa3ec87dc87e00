"""Reading ONNX files without any package for it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .errors import ModelError
from .onnx_messages import METADATA, MODEL, decode

# types of tensors: how they are stored, and in which field when not as raw bytes
_TYPES = {
    1: ("<f4", "floats"),
    2: ("u1", "ints32"),
    3: ("i1", "ints32"),
    6: ("<i4", "ints32"),
    7: ("<i8", "ints64"),
    9: ("?", "ints32"),
    10: ("<f2", "ints32"),
    11: ("<f8", "doubles"),
}
_KINDS = {1: ("f", 0.0), 2: ("i", 0), 3: ("s", b""), 4: ("t", None), 6: ("floats", []), 7: ("ints", [])}
_KINDS[8] = ("strings", [])


class _UnknownError(ValueError):
    """Something that ONNX allows and this reader does not; says what."""


@dataclass(frozen=True)
class Node:
    """One step of a graph.

    Attributes:
        operator: its name, with the domain in front where that is not ONNX's own.
        name: of the node, for messages.
        inputs, outputs: names of values; an empty name stands for an optional one that is left out.
        attributes: numbers, texts, lists of them, or arrays, by name; None for what was not understood.
    """

    operator: str
    name: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    attributes: dict


@dataclass(frozen=True)
class OnnxGraph:
    """What a model file holds.

    Attributes:
        metadata: texts by key.
        opset: version of ONNX's own operators.
        nodes: in an order in which they can be run.
        constants: arrays by name; half precision is widened to single.
        inputs: shape by input name; free dimensions are names or None.
        outputs: names.
    """

    metadata: dict[str, str]
    opset: int
    nodes: list[Node]
    constants: dict[str, np.ndarray]
    inputs: dict[str, list]
    outputs: list[str]


def read_metadata(path: Path) -> dict[str, str]:
    """Texts by key that a model file carries beside its graph.

    Raises:
        ModelError: the file cannot be read, is no ONNX model, or is damaged.
    """
    return _read(path, METADATA, _metadata)


def read_graph(path: Path) -> OnnxGraph:
    """Read a model file.

    Raises:
        ModelError: the file cannot be read, is no ONNX model, is damaged, or holds numbers of a type
            that numpy does not have.
    """
    return _read(path, MODEL, _graph)


def _read(path: Path, table: dict, build):
    try:
        return build(decode(memoryview(path.read_bytes()), table))
    except OSError as error:
        raise ModelError(f"{path} cannot be read ({error.strerror}); choose another file.") from error
    except _UnknownError as error:
        raise ModelError(
            f"Model {path.name} {error}, which only ONNX Runtime can read; "
            "install the Python package onnxruntime or choose another model."
        ) from error
    except (ValueError, OverflowError) as error:
        raise ModelError(
            f"{path.name} is no ONNX model or is damaged; choose another file or install it again."
        ) from error


def _metadata(stored: dict) -> dict[str, str]:
    if "graph" not in stored:
        raise ValueError("no graph")
    return {entry.get("key", ""): entry.get("value", "") for entry in stored.get("metadata", [])}


def _graph(stored: dict) -> OnnxGraph:
    metadata = _metadata(stored)
    graph = stored["graph"]
    versions = [item.get("version", 0) for item in stored.get("operator_sets", []) if not item.get("domain")]
    constants = {item.get("name", ""): _array(item) for item in graph.get("initializers", [])}
    inputs = {item.get("name", ""): _shape(item) for item in graph.get("inputs", [])}
    return OnnxGraph(
        metadata=metadata,
        opset=max(versions, default=1),
        nodes=[_node(item) for item in graph.get("nodes", [])],
        constants=constants,
        inputs={name: shape for name, shape in inputs.items() if name not in constants},
        outputs=[item.get("name", "") for item in graph.get("outputs", [])],
    )


def _node(stored: dict) -> Node:
    domain = stored.get("domain", "")
    operator = stored.get("operator", "")
    attributes = {}
    for item in stored.get("attributes", []):
        field, absent = _KINDS.get(item.get("type", 0), ("", None))
        value = item.get(field, absent)
        if field == "t" and value is not None:
            value = _array(value)
        elif field == "s":
            value = str(value, "utf-8", "replace")
        elif field == "strings":
            value = [str(text, "utf-8", "replace") for text in value]
        attributes[item.get("name", "")] = value
    return Node(
        operator=operator if domain in ("", "ai.onnx") else f"{domain}.{operator}",
        name=stored.get("name", ""),
        inputs=tuple(stored.get("inputs", [])),
        outputs=tuple(stored.get("outputs", [])),
        attributes=attributes,
    )


def _shape(stored: dict) -> list:
    shape = stored.get("type", {}).get("tensor", {}).get("shape", {})
    return [item.get("value", item.get("name")) for item in shape.get("dimensions", [])]


def _array(stored: dict) -> np.ndarray:
    if stored.get("location"):
        raise _UnknownError("keeps its weights in a second file")
    number = stored.get("type", 0)
    if number not in _TYPES:
        raise _UnknownError(f"holds numbers of ONNX's type {number}")
    code, field = _TYPES[number]
    shape = stored.get("dims", [])
    if min(shape, default=0) < 0:
        raise ValueError("a negative length")
    if "raw" in stored:
        flat = np.frombuffer(stored["raw"], code)
    elif number == 10:  # the bits of half precision, each in a whole number
        flat = np.array(stored.get(field, []), np.uint16).view(np.float16)
    else:
        flat = np.array(stored.get(field, []), code)
    if flat.size != math.prod(shape):
        raise ValueError("more or fewer numbers than the shape says")
    if number == 10:
        flat = flat.astype(np.float32)
    return flat.reshape(shape)
