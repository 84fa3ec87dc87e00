"""Writes a small model for the task colorize, with made-up weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tiny_onnx import node, write_onnx

from realign.engine.card import ModelCard


def write_model(path: Path, **changes) -> None:
    """Write it.

    It looks at half the resolution, so that it matters where pooling begins, sees 8 pixels around, and its colours
    turn with the place: more cyan in the north, yellower in the east.

    Args:
        path: of the file.
        changes: of the card.
    """
    random = np.random.default_rng(5)
    turned = np.zeros((8, 2, 1, 1))
    turned[:4, 0], turned[4:, 1] = -1.5, 1.5
    pooled = random.normal(size=(8, 1, 5, 5)) * 0.25
    pooled -= pooled.mean((2, 3), keepdims=True)  # what is even has the colour of its place
    weights = {"pooled": pooled, "turned": turned}
    nodes = [
        node("AveragePool", ["lightness"], "half", kernel_shape=[2, 2], strides=[2, 2]),
        node("Conv", ["half", "pooled"], "seen", pads=[2, 2, 2, 2]),
        node("Conv", ["place", "turned"], "there"),
        node("Add", ["seen", "there"], "both"),
        node("DepthToSpace", ["both"], "whole", blocksize=2, mode="CRD"),
        node("Tanh", ["whole"], "color"),
    ]
    write_onnx(
        path,
        nodes,
        weights,
        inputs={"lightness": (1, 1, "height", "width"), "place": (1, 2, 1, 1)},
        outputs={"color": (1, 2, "height", "width")},
        card=_card(changes),
    )


def _card(changes: dict) -> ModelCard:
    fields = {
        "name": "made up colours",
        "version": "1",
        "task": "colorize",
        "description": "Weights by chance",
        "features": "aerial",
        "inputs": {"lightness": ["lightness"], "place": ["latitude", "longitude"]},
        "outputs": {"color": ["chroma cos hue", "chroma sin hue"]},
        "resolution": 1.0,
        "resolution_range": (0.1, 2.0),
        "tile_size": 128,
        "tiles_overlap": 8,
        "multiple": 8,
        "area": (-10.0, 35.0, 30.0, 60.0),
        "places": [(48.14, 11.58, "Munich"), (48.21, 16.37, "Vienna"), (41.39, 2.17, "Barcelona")],
    }
    return ModelCard(**{**fields, **changes})
