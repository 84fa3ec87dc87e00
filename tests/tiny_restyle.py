"""Writes a small model for the task restyle, with made-up weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tiny_onnx import node, write_onnx

from realign.engine.card import ModelCard

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


def write_model(path: Path, features: str = "maps", **changes) -> None:
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
        node("Concat", ["image", "textures"], "both", axis=1),
        node("AveragePool", ["both"], "half", kernel_shape=[2, 2], strides=[2, 2]),
        node("Conv", ["half", "pooled"], "sharp", pads=[2, 2, 2, 2]),
        node("Conv", ["style", "told"], "tint"),
        node("Add", ["sharp", "tint"], "tinted"),
        node("DepthToSpace", ["tinted"], "whole", blocksize=2, mode="CRD"),
        node("Sigmoid", ["whole"], "restyled"),
        node("Conv", ["reference", "seen"], "features", pads=[1, 1, 1, 1]),
        node("GlobalAveragePool", ["features"], "code"),
    ]
    write_onnx(
        path,
        nodes,
        weights,
        inputs={
            "image": (1, 3, "height", "width"),
            "style": (1, SIZE, 1, 1),
            "textures": (1, len(KINDS), "height", "width"),
            "reference": (1, 3, "h", "w"),
        },
        outputs={"restyled": (1, 3, "height", "width"), "code": (1, SIZE, 1, 1)},
        card=_card(features, changes),
    )


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
