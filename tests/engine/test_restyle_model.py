"""How restyle models are run: half of the graph at a time, and in pieces where the memory is small."""

from __future__ import annotations

import numpy as np
import pytest

from realign.engine.model import load_model


@pytest.fixture
def inputs():
    random = np.random.default_rng(0)
    shapes = {"image": (1, 3, 96, 160), "style": (1, 4, 1, 1), "textures": (1, 2, 96, 160)}
    return {name: random.uniform(size=shape).astype(np.float32) for name, shape in shapes.items()}


@pytest.mark.parametrize("device", ["cpu", "numpy"])
def test_each_half_needs_its_own_inputs_only(restyle_models, inputs, device):
    model = load_model(restyle_models(), device, "restyle")
    drawn = model.run(["restyled"], **inputs)["restyled"]
    assert drawn.shape == (1, 3, 96, 160) and drawn.std() > 0.05
    code = model.run(["code"], reference=inputs["image"][:, :, :50, :30])["code"]
    assert code.shape == (1, 4, 1, 1)


def test_backends_agree(restyle_models, inputs):
    models = [load_model(restyle_models(), device, "restyle") for device in ("cpu", "numpy")]
    one, two = (model.run(["restyled"], **inputs)["restyled"] for model in models)
    assert np.abs(one - two).max() < 1e-4


def test_a_small_memory_changes_nothing(restyle_models, inputs, small_card):
    """The picture is asked about in pieces, each with the whole style; a code is that of all pixels or none."""
    whole = load_model(restyle_models(), "cpu", "restyle").run(["restyled"], **inputs)["restyled"]
    small_card("CPUExecutionProvider", "bad_alloc: Failed to allocate memory for requested buffer of size 9", 96 * 100)
    model = load_model(restyle_models(), "cpu", "restyle")
    pieces = model.run(["restyled"], **inputs)["restyled"]
    assert any("smaller blocks are used" in warning for warning in model.warnings)
    np.testing.assert_allclose(pieces, whole, atol=1e-5)
