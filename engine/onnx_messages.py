"""The messages of ONNX files, as far as running a network needs them.

An ONNX file is a protocol buffer: messages nested in one another, made of numbered fields. Numbers are
those of the ONNX project's ``onnx.proto``; fields that the tables do not name are passed over.
"""

from __future__ import annotations

import numpy as np

from .protobuf import fields, varints

# number: (name, kind, whether it may be repeated); kind is a table for a nested message
_TENSOR = {
    1: ("dims", "int", True),
    2: ("type", "int", False),
    4: ("floats", "float", True),
    5: ("ints32", "int", True),
    7: ("ints64", "int", True),
    8: ("name", "text", False),
    9: ("raw", "bytes", False),
    10: ("doubles", "double", True),
    14: ("location", "int", False),
}
_ATTRIBUTE = {
    1: ("name", "text", False),
    2: ("f", "float", False),
    3: ("i", "int", False),
    4: ("s", "bytes", False),
    5: ("t", _TENSOR, False),
    7: ("floats", "float", True),
    8: ("ints", "int", True),
    9: ("strings", "bytes", True),
    20: ("type", "int", False),
}
_NODE = {
    1: ("inputs", "text", True),
    2: ("outputs", "text", True),
    3: ("name", "text", False),
    4: ("operator", "text", False),
    5: ("attributes", _ATTRIBUTE, True),
    7: ("domain", "text", False),
}
_DIMENSION = {1: ("value", "int", False), 2: ("name", "text", False)}
_SHAPE = {1: ("dimensions", _DIMENSION, True)}
_TENSOR_TYPE = {1: ("type", "int", False), 2: ("shape", _SHAPE, False)}
_TYPE = {1: ("tensor", _TENSOR_TYPE, False)}
_VALUE = {1: ("name", "text", False), 2: ("type", _TYPE, False)}
_GRAPH = {
    1: ("nodes", _NODE, True),
    5: ("initializers", _TENSOR, True),
    11: ("inputs", _VALUE, True),
    12: ("outputs", _VALUE, True),
}
_ENTRY = {1: ("key", "text", False), 2: ("value", "text", False)}
_OPERATOR_SET = {1: ("domain", "text", False), 2: ("version", "int", False)}
METADATA = {7: ("graph", "bytes", False), 14: ("metadata", _ENTRY, True)}
MODEL = {**METADATA, 7: ("graph", _GRAPH, False), 8: ("operator_sets", _OPERATOR_SET, True)}


def decode(data: memoryview, table: dict) -> dict:
    """Read a message.

    Args:
        data: its bytes.
        table: ``METADATA`` or ``MODEL``.

    Returns:
        what it holds by name: numbers, texts, bytes, messages as dictionaries, and lists of these. Fields that
        are not there have no entry.

    Raises:
        ValueError: the bytes are no such message.
    """
    found: dict = {}
    for part in fields(data):
        if part.number not in table:
            continue
        name, kind, repeated = table[part.number]
        items = _values(part.value, kind)
        if repeated:
            found.setdefault(name, []).extend(items)
        elif not items:
            raise ValueError("an empty number")
        elif isinstance(kind, dict) and name in found:
            raise ValueError("one message twice")
        else:
            found[name] = items[-1]
    return found


def _values(value: int | memoryview, kind: str | dict) -> list:
    if kind == "int":
        packed = [value] if isinstance(value, int) else varints(value)
        return [(item + 2**63) % 2**64 - 2**63 for item in packed]  # negative ones are stored as 64 bits
    if isinstance(value, int):
        raise ValueError("a number in place of bytes")
    if isinstance(kind, dict):
        return [decode(value, kind)]
    if kind == "text":
        return [str(value, "utf-8")]
    if kind == "bytes":
        return [value]
    return np.frombuffer(value, "<f4" if kind == "float" else "<f8").tolist()
