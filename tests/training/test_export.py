"""Exported models answer as PyTorch does, and say who they are."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
import torch

from realign.engine.model import load_model, read_card
from realign.training import export as module
from realign.training.export import PARITY, Exported, align_card, export, read_configuration
from realign.training.networks.matching import MatchingNetwork
from realign.training.objectives import Matched


def trained_looking(**changes):
    """A small network whose batch statistics and head are not those it was born with."""
    torch.manual_seed(3)
    network = MatchingNetwork(**{"widths": (8, 8, 8), "matching_widths": (8, 8), "learned": 1, "radius": 2, **changes})
    torch.nn.init.normal_(network.head.weight, 0, 0.3)
    with torch.no_grad():
        for part in network.modules():
            if isinstance(part, torch.nn.BatchNorm2d):
                part.running_mean.uniform_(-0.3, 0.3)
                part.running_var.uniform_(0.5, 2)
                part.weight.uniform_(0.5, 1.5)
                part.bias.uniform_(-0.2, 0.2)
    return network.eval()


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    network = trained_looking()
    path = tmp_path_factory.mktemp("models") / "new" / "m.onnx"
    card = align_card(network, '{"steps": 4}', name="Größe", quality={"mean": 1.5})
    difference = export(network, card, path)
    return network, card, path, difference


def test_answers_as_pytorch(exported):
    network, _, path, difference = exported
    assert difference < PARITY
    model = load_model(path, "cpu")
    rng = np.random.default_rng(0)
    for batch, height, width in ((1, 64, 64), (2, 40, 96), (1, 8, 8), (3, 128, 16)):
        image = rng.normal(size=(batch, 3, height, width)).astype(np.float32)
        vectors = rng.uniform(size=image.shape).astype(np.float32)
        with torch.no_grad():
            expected = network(torch.from_numpy(image), torch.from_numpy(vectors))
        found = model.run(image=image, vectors=vectors)
        np.testing.assert_allclose(found["displacement"], expected.displacement, atol=1e-4, rtol=1e-3)
        np.testing.assert_allclose(found["precision"], expected.precision, atol=1e-4, rtol=1e-3)
        probability = torch.sigmoid(torch.nn.functional.pixel_shuffle(expected.segmentation, 2))
        np.testing.assert_allclose(found["segmentation"], probability, atol=1e-4)
        assert found["segmentation"].shape == (batch, 2, height, width)
        assert np.abs(found["displacement"]).mean() > 0.02


def test_folding_leaves_the_network_as_it_is(exported):
    network = exported[0]
    before = {name: value.clone() for name, value in network.state_dict().items()}
    Exported(network, Matched())
    assert all(torch.equal(before[name], value) for name, value in network.state_dict().items())


def test_carries_its_card(exported):
    _, card, path, _ = exported
    assert read_card(path) == card
    assert card.name == "Größe" and card.multiple == 8 and card.task == "align"
    assert len(card.configuration) == 64
    assert align_card(exported[0], '{"steps": 5}').configuration != card.configuration


def test_an_operator_set_that_old_runtimes_know(exported):
    graph = onnx.load(str(exported[2]))
    assert [item.version for item in graph.opset_import if item.domain == ""] == [module.OPSET]
    assert (
        not {node.op_type for node in graph.graph.node} & {"BatchNormalization"}
        or sum(node.op_type == "BatchNormalization" for node in graph.graph.node) <= 1
    )  # the one after an average


def test_a_file_that_differs_is_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "check_parity", lambda *_: 0.5)
    network = trained_looking()
    with pytest.raises(ValueError, match=r"differs from PyTorch by 0\.5, more than 0\.0001"):
        export(network, align_card(network, "{}"), tmp_path / "m.onnx")
    assert not list(tmp_path.iterdir())


def test_parity_notices_a_difference(exported):
    """Against a network of other weights."""
    _, card, path, _ = exported
    other = trained_looking()
    with torch.no_grad():
        other.head.bias += 0.1
    assert module.check_parity(Exported(other, Matched()).eval(), path, card) > 0.01


def test_configuration_in_canonical_form(tmp_path):
    (tmp_path / "config.json").write_text('{"b": 1,\n "a": 2}')
    assert read_configuration(tmp_path) == '{"a": 2, "b": 1}'


def test_both_backends_are_checked(exported, monkeypatch):
    """A network that only numpy gets wrong does not pass."""
    _, card, path, _ = exported
    opened, load = [], module.load_model

    def watched(path, device, task):
        model = load(path, device, task)
        opened.append(model.device)
        if model.device == "numpy":
            run = model.run
            model.run = lambda **inputs: {name: value + 0.1 for name, value in run(**inputs).items()}
        return model

    monkeypatch.setattr(module, "load_model", watched)
    assert (
        module.check_parity(module.Exported(exported[0], module.SYSTEMS["matching"].objective).eval(), path, card)
        > 0.01
    )
    assert opened == ["cpu", "numpy"]
