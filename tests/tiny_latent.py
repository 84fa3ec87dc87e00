"""Writes a small model for the task latent, with weights that are known: what a code paints can be told beforehand."""

from __future__ import annotations

import base64
from pathlib import Path

import numpy as np
from tiny_onnx import node, write_onnx

from realign.engine.card import ModelCard
from realign.engine.pictures import encode_png

SIDE, THUMB, COLUMNS = 16, 12, 8
LABELS = ("modern", "toner", "watercolor")


def write_model(path: Path, dimensions: int = 2, reads: bool = True, **changes) -> None:
    """Write it.

    The picture is of one colour, sigmoid(code) in red, green and (with three numbers) blue, with a line that stays
    dark; the mean of a picture is its average red, green (and blue) from which 0.5 is taken.

    Args:
        path: of the file.
        dimensions: of the code, 2 or 3.
        reads: whether it finds the codes of pictures, too.
        changes: of the card.
    """
    paint = np.zeros((dimensions, 3))
    paint[range(dimensions), range(dimensions)] = 1
    line = np.zeros((1, 3, SIDE, SIDE))
    line[:, :, 3] = -9
    weights = {
        "paint": paint,
        "shape": np.array([1, 3, 1, 1], np.int64),
        "line": line,
        "read": np.eye(3)[:, :dimensions],
        "half": np.full((1, dimensions), -0.5),
    }
    drawing = [
        node("MatMul", ["code", "paint"], "colours"),
        node("Reshape", ["colours", "shape"], "pixel"),
        node("Add", ["pixel", "line"], "drawn"),
        node("Sigmoid", ["drawn"], "image"),
    ]
    reading = [
        node("GlobalAveragePool", ["picture"], "average"),
        node("Flatten", ["average"], "flat", axis=1),
        node("MatMul", ["flat", "read"], "seen"),
        node("Add", ["seen", "half"], "mean"),
    ]
    inputs, outputs = {"code": (1, dimensions)}, {"image": (1, 3, SIDE, SIDE)}
    if reads:
        inputs, outputs = {**inputs, "picture": (1, 3, SIDE, SIDE)}, {**outputs, "mean": (1, dimensions)}
    card = _card(dimensions, reads, changes)
    write_onnx(path, drawing + reading * reads, weights, inputs, outputs, card)


def samples(count: int = 60, dimensions: int = 2) -> dict:
    """``ModelCard.latent`` of so many samples: clouds, each of one label, with thumbnails of its colour."""
    random = np.random.default_rng(3)
    centres = np.array([[-1.5, -0.5], [1.0, 1.2], [0.8, -1.4]])
    kinds = np.arange(count) % len(LABELS)
    codes = random.normal(0, 0.45, (count, dimensions))
    codes[:, :2] += centres[kinds]
    sheet = np.full((-(-count // COLUMNS) * THUMB, COLUMNS * THUMB, 3), 255, np.uint8)
    for number, code in enumerate(codes):
        row, column = divmod(number, COLUMNS)
        colour = np.zeros(3)
        colour[: len(code)] = code
        part = sheet[row * THUMB : (row + 1) * THUMB, column * THUMB : (column + 1) * THUMB]
        part[:] = 255 / (1 + np.exp(-2 * colour))
        part[2] = 0
    return {
        "samples": codes.round(3).tolist(),
        "labels": [LABELS[kind] for kind in kinds],
        "thumbnails": base64.b64encode(encode_png(sheet)).decode(),
        "side": THUMB,
        "columns": COLUMNS,
        "extent": [-3.0, -3.0, 3.0, 3.0],
    }


def _card(dimensions: int, reads: bool, changes: dict) -> ModelCard:
    channels, numbers = ["red", "green", "blue"], ["x", "y", "z"][:dimensions]
    fields = {
        "name": "made up",
        "version": "1",
        "task": "latent",
        "description": "Weights by hand",
        "features": "maps",
        "inputs": {"code": numbers, **({"picture": channels} if reads else {})},
        "outputs": {"image": channels, **({"mean": numbers} if reads else {})},
        "resolution": 2.0,
        "resolution_range": (1.0, 4.0),
        "tile_size": SIDE,
        "tiles_overlap": 0,
        "multiple": SIDE,
        "latent": samples(dimensions=dimensions),
    }
    return ModelCard(**{**fields, **changes})
