"""A model file becomes a network again, which learns and answers as before."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
import torch

from realign.engine.errors import ModelError
from realign.engine.model import load_model
from realign.training.alignment_module import AlignmentModule
from realign.training.export import PARITY, align_card, export
from realign.training.patches import RandomPatches
from realign.training.restore import load_weights, network_from_onnx
from realign.training.sampling import PatchSampler, PreparedSheet, SamplingOptions

SIZES = (
    {"widths": (8, 12, 10), "matching_widths": (9, 7), "learned": 1, "radius": 2},
    {"widths": (8, 8, 8, 6), "matching_widths": (8, 6, 7), "learned": 2, "radius": 3},
)


@pytest.fixture(scope="module", params=SIZES, ids=("small", "deep"))
def exported(request, tmp_path_factory, lively_network):
    network = lively_network(**request.param)
    path = tmp_path_factory.mktemp("models") / "m.onnx"
    export(network, align_card(network, "{}"), path)
    return network, path


def test_answers_as_the_network_before(exported):
    network, path = exported
    restored = network_from_onnx(path)
    image, vectors = torch.randn(1, 3, 64, 64), torch.rand(1, 3, 64, 64)
    with torch.no_grad():
        for found, expected in zip(restored(image, vectors), network(image, vectors), strict=True):
            torch.testing.assert_close(found, expected, atol=1e-4, rtol=1e-4)


def test_exported_again_nothing_has_changed(exported, tmp_path):
    _, path = exported
    card = load_model(path, "cpu").card
    assert export(network_from_onnx(path), card, tmp_path / "again.onnx") < PARITY
    again = load_model(tmp_path / "again.onnx", "cpu")
    assert again.card == card
    inputs = {
        "image": np.random.default_rng(0).normal(size=(1, 3, 96, 64)).astype(np.float32),
        "vectors": np.random.default_rng(1).uniform(size=(1, 3, 96, 64)).astype(np.float32),
    }
    before = load_model(path, "cpu").run(**inputs)
    for name, value in again.run(**inputs).items():
        np.testing.assert_allclose(value, before[name], atol=1e-6)


def test_learns_on(exported, sheets):
    """One step changes every weight, and settled statistics not at all."""
    restored = network_from_onnx(exported[1])
    module = AlignmentModule(learning_rate=1e-3, steps=10, warmup=1)
    module.network, module.log_dict = restored, lambda *_, **__: None
    module.train()
    sampler = PatchSampler([PreparedSheet(sheets[2])], [], SamplingOptions(size=64))
    patches = iter(RandomPatches(sampler, 0))
    batch = torch.utils.data.default_collate([next(patches) for _ in range(3)])
    before = {name: value.clone() for name, value in restored.state_dict().items()}
    optimizer = module.configure_optimizers()["optimizer"]
    module.training_step(batch, 0).backward()
    optimizer.step()
    for name, value in restored.state_dict().items():
        assert torch.equal(value, before[name]) == ("running" in name or "num_batches" in name), name


def test_another_architecture_is_refused(exported, tmp_path):
    graph = onnx.load(str(exported[1]))
    for item in graph.graph.initializer:
        if item.name == "network.gather_wide.weight":
            item.name = "network.something.else"
    for node in graph.graph.node:
        node.input[:] = [
            "network.something.else" if name == "network.gather_wide.weight" else name for name in node.input
        ]
    onnx.save(graph, str(tmp_path / "other.onnx"))
    with pytest.raises(ModelError, match=r"^Model 'align-buildings' \(other\.onnx\) has another architecture than"):
        network_from_onnx(tmp_path / "other.onnx")


def test_weights_must_fit_by_name(lively_network):
    network = lively_network(**SIZES[0])
    weights = network.state_dict()
    load_weights(network, {name: value for name, value in weights.items() if "num_batches" not in name})
    with pytest.raises(RuntimeError, match=r"weights missing: \['head\.bias'\], unknown: \[\]"):
        load_weights(network, {name: value for name, value in weights.items() if name != "head.bias"})
