"""Writes small ONNX files by hand; the package `onnx` is not needed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from realign.engine.card import METADATA_KEY, ModelCard
from realign.engine.protobuf import packed

_TYPES = {np.dtype(np.float32): (1, "<f4"), np.dtype(np.int64): (7, "<i8")}


def write_onnx(
    path: Path,
    nodes: list[bytes],
    weights: dict[str, np.ndarray],
    inputs: dict[str, tuple],
    outputs: dict[str, tuple],
    card: ModelCard,
) -> None:
    """Write a model.

    Args:
        path: of the file.
        nodes: as ``node`` makes them, in the order of computation.
        weights: by name; integers stay integers, all else becomes float32.
        inputs, outputs: shapes by name; a text stands for a side that is free.
        card: that the model carries.
    """
    graph = b"".join(
        [
            *(packed(1, each) for each in nodes),
            packed(2, b"tiny"),
            *(packed(5, _tensor(name, array)) for name, array in weights.items()),
            *(packed(11, _value(name, *shape)) for name, shape in inputs.items()),
            *(packed(12, _value(name, *shape)) for name, shape in outputs.items()),
        ]
    )
    stored = packed(1, METADATA_KEY.encode()) + packed(2, card.to_json().encode())
    path.write_bytes(_number(1, 8) + packed(7, graph) + packed(8, packed(1, b"") + _number(2, 17)) + packed(14, stored))


def node(operator: str, inputs: list[str], output: str, **attributes) -> bytes:
    """One step; attributes are whole numbers, lists of them, or texts."""
    parts = [packed(1, name.encode()) for name in inputs]
    parts += [packed(2, output.encode()), packed(4, operator.encode())]
    for name, value in attributes.items():
        if isinstance(value, str):
            body, kind = packed(4, value.encode()), 3
        elif isinstance(value, list):
            body, kind = b"".join(_number(8, each) for each in value), 7
        else:
            body, kind = _number(3, value), 2
        parts.append(packed(5, packed(1, name.encode()) + body + _number(20, kind)))
    return b"".join(parts)


def _number(field: int, value: int) -> bytes:
    """A whole number, not below 0, as a field."""
    return _varint(field << 3) + _varint(value)


def _varint(value: int) -> bytes:
    groups = [value & 127]
    while value := value >> 7:
        groups[-1] |= 128
        groups.append(value & 127)
    return bytes(groups)


def _tensor(name: str, array: np.ndarray) -> bytes:
    array = np.asarray(array)
    kind, stored = _TYPES.get(array.dtype, _TYPES[np.dtype(np.float32)])
    dims = b"".join(_number(1, side) for side in array.shape)
    return dims + _number(2, kind) + packed(8, name.encode()) + packed(9, array.astype(stored).tobytes())


def _value(name: str, *shape: int | str) -> bytes:
    dims = [_number(1, side) if isinstance(side, int) else packed(2, side.encode()) for side in shape]
    tensor = _number(1, 1) + packed(2, b"".join(packed(1, dim) for dim in dims))
    return packed(1, name.encode()) + packed(2, packed(1, tensor))
