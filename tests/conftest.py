"""What holds for the tests of all rooms."""

from __future__ import annotations

import os

import numpy as np
import pytest
from hypothesis import settings

# The same examples in every run of CI: a change is judged by what it changes, not by chance. New examples are
# sought in all other runs.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

RESTYLE_STYLES = {
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


@pytest.fixture(scope="session")
def restyle_models(tmp_path_factory):
    """``restyle_models(features="maps", **card)``: path of a small model for the task restyle, with made-up weights.

    It looks at half the resolution, so that it matters where pooling begins, and sees 8 pixels around.
    """
    folder, made = tmp_path_factory.mktemp("restyle"), {}

    def make(features="maps", **changes):
        key = repr((features, sorted(changes.items())))
        if key not in made:
            made[key] = folder / f"{features}-{len(made)}.onnx"
            _write_restyle_model(made[key], features, changes)
        return made[key]

    return make


def _write_restyle_model(path, features, changes) -> None:
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    from realign.engine.card import METADATA_KEY, ModelCard

    random, kinds, size = np.random.default_rng(5), ["hatch", "wash"], 4
    weights = {
        "pooled": random.normal(size=(12, 5, 5, 5)) * 0.25,
        "told": random.normal(size=(12, size, 1, 1)),
        "seen": random.normal(size=(size, 3, 3, 3)) * 0.5,
    }
    nodes = [
        helper.make_node("Concat", ["image", "textures"], ["both"], axis=1),
        helper.make_node("AveragePool", ["both"], ["half"], kernel_shape=[2, 2], strides=[2, 2]),
        helper.make_node("Conv", ["half", "pooled"], ["sharp"], pads=[2, 2, 2, 2]),
        helper.make_node("Conv", ["style", "told"], ["tint"]),
        helper.make_node("Add", ["sharp", "tint"], ["tinted"]),
        helper.make_node("DepthToSpace", ["tinted"], ["whole"], blocksize=2, mode="CRD"),
        helper.make_node("Sigmoid", ["whole"], ["restyled"]),
        helper.make_node("Conv", ["reference", "seen"], ["features"], pads=[1, 1, 1, 1]),
        helper.make_node("GlobalAveragePool", ["features"], ["code"]),
    ]

    def value(name, *shape):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    graph = helper.make_graph(
        nodes,
        "tiny",
        [
            value("image", 1, 3, "height", "width"),
            value("style", 1, size, 1, 1),
            value("textures", 1, len(kinds), "height", "width"),
            value("reference", 1, 3, "h", "w"),
        ],
        [value("restyled", 1, 3, "height", "width"), value("code", 1, size, 1, 1)],
        [numpy_helper.from_array(array.astype(np.float32), name) for name, array in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    channels, numbers = ["red", "green", "blue"], [f"s{number}" for number in range(size)]
    styles = RESTYLE_STYLES if features == "maps" else {"modern": RESTYLE_STYLES["modern"]}
    fields = {
        "name": f"made up for {features}",
        "version": "1",
        "task": "restyle",
        "description": "Weights by chance",
        "features": features,
        "inputs": {"image": channels, "style": numbers, "textures": kinds, "reference": channels},
        "outputs": {"restyled": channels, "code": numbers},
        "resolution": 1.6,
        "resolution_range": (0.6, 4.0),
        "tile_size": 128,
        "tiles_overlap": 8,
        "multiple": 8,
        "styles": styles,
    }
    helper.set_model_props(model, {METADATA_KEY: ModelCard(**{**fields, **changes}).to_json()})
    onnx.save(model, str(path))
