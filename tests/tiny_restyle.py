"""Writes a small model for the task restyle, with made-up weights; the package `onnx` is not needed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from realign.engine.card import METADATA_KEY, ModelCard
from realign.engine.protobuf import packed

SIZE, KINDS = 4, ["hatch", "wash"]
STYLES = {
    "modern": {"title": "Modern", "code": [0.5, -0.5, 1.0, 0.0]},
    "toner": {"title": "Toner", "code": [-2.0, 2.0, 0.0, 1.0]},
    "watercolor": {
        "title": "Watercolor",
        "code": [2.0, 0.0, -1.0, 1.0],
        "wobble": [[1.5, 22.0]],
        "wash": 0.2,
        "grain": 0.4,
    },
}


def write_model(path: Path, features: str, **changes) -> None:
    """Write it.

    It looks at half the resolution, so that it matters where pooling begins, and sees 8 pixels around.

    Args:
        path: of the file.
        features: ``maps``, or ``scans``, which knows one style alone.
        changes: of the card.
    """
    random = np.random.default_rng(5)
    weights = {
        "pooled": random.normal(size=(12, 5, 5, 5)) * 0.25,
        "told": random.normal(size=(12, SIZE, 1, 1)),
        "seen": random.normal(size=(SIZE, 3, 3, 3)) * 0.5,
    }
    nodes = [
        _node("Concat", ["image", "textures"], "both", axis=1),
        _node("AveragePool", ["both"], "half", kernel_shape=[2, 2], strides=[2, 2]),
        _node("Conv", ["half", "pooled"], "sharp", pads=[2, 2, 2, 2]),
        _node("Conv", ["style", "told"], "tint"),
        _node("Add", ["sharp", "tint"], "tinted"),
        _node("DepthToSpace", ["tinted"], "whole", blocksize=2, mode="CRD"),
        _node("Sigmoid", ["whole"], "restyled"),
        _node("Conv", ["reference", "seen"], "features", pads=[1, 1, 1, 1]),
        _node("GlobalAveragePool", ["features"], "code"),
    ]
    graph = b"".join(
        [
            *(packed(1, node) for node in nodes),
            packed(2, b"tiny"),
            *(packed(5, _tensor(name, array)) for name, array in weights.items()),
            packed(11, _value("image", 1, 3, "height", "width")),
            packed(11, _value("style", 1, SIZE, 1, 1)),
            packed(11, _value("textures", 1, len(KINDS), "height", "width")),
            packed(11, _value("reference", 1, 3, "h", "w")),
            packed(12, _value("restyled", 1, 3, "height", "width")),
            packed(12, _value("code", 1, SIZE, 1, 1)),
        ]
    )
    card = packed(1, METADATA_KEY.encode()) + packed(2, _card(features, changes).to_json().encode())
    path.write_bytes(_number(1, 8) + packed(7, graph) + packed(8, packed(1, b"") + _number(2, 17)) + packed(14, card))


def _card(features: str, changes: dict) -> ModelCard:
    channels, numbers = ["red", "green", "blue"], [f"s{number}" for number in range(SIZE)]
    fields = {
        "name": f"made up for {features}",
        "version": "1",
        "task": "restyle",
        "description": "Weights by chance",
        "features": features,
        "inputs": {"image": channels, "style": numbers, "textures": KINDS, "reference": channels},
        "outputs": {"restyled": channels, "code": numbers},
        "resolution": 1.6,
        "resolution_range": (0.6, 4.0),
        "tile_size": 128,
        "tiles_overlap": 8,
        "multiple": 8,
        "styles": STYLES if features == "maps" else {"modern": STYLES["modern"]},
    }
    return ModelCard(**{**fields, **changes})


def _number(field: int, value: int) -> bytes:
    """A whole number from 0 to 127 as a field."""
    key = field << 3
    return bytes([key, value]) if key < 128 else bytes([key & 127 | 128, key >> 7, value])


def _node(operator: str, inputs: list[str], output: str, **attributes) -> bytes:
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


def _tensor(name: str, array: np.ndarray) -> bytes:
    dims = b"".join(_number(1, side) for side in array.shape)
    return dims + _number(2, 1) + packed(8, name.encode()) + packed(9, array.astype("<f4").tobytes())


def _value(name: str, *shape: int | str) -> bytes:
    dims = [_number(1, side) if isinstance(side, int) else packed(2, side.encode()) for side in shape]
    tensor = _number(1, 1) + packed(2, b"".join(packed(1, dim) for dim in dims))
    return packed(1, name.encode()) + packed(2, packed(1, tensor))
