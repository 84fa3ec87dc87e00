"""A model is trained further on one's own imagery and layer, and says honestly what came of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from realign.engine.align import AlignOptions, align
from realign.engine.basemap import GdalBasemap
from realign.engine.errors import InputError, ModelError, OutputError
from realign.engine.model import load_model
from realign.engine.vectors import open_layer
from realign.training import finetune as module
from realign.training import finetune_card
from realign.training.export import align_card, export
from realign.training.finetune import FineTuneOptions, finetune
from realign.training.finetune_card import KEPT_OUT, measured_quality, verdict
from realign.training.networks.matching import MatchingNetwork
from realign.training.restore import network_from_onnx

QUICK = FineTuneOptions(steps=2, scenes=0, batch=2, size=64, learning_rate=1e-2)


@pytest.fixture(scope="module", autouse=True)
def one_level():
    """Half of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finetune_card, "LEVELS", (3.0,))
        yield


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    torch.manual_seed(1)
    network = MatchingNetwork((8, 8, 8), (8, 8), radius=2)
    for weight in network.parameters():  # equal ones would be exported once
        torch.nn.init.normal_(weight, 0, 0.2)
    path = tmp_path_factory.mktemp("base") / "base.onnx"
    card = align_card(
        network.eval(), "{}", training_data=["Scenes."], licence="GPL", scales=(0, 1), quality={"mean": 1}
    )
    export(network, card, path)
    return path


@pytest.fixture(scope="module")
def tuned(base, own_area, tmp_path_factory):
    image, layer = own_area(off=(1.0, 0.5))
    out, said = tmp_path_factory.mktemp("tuned") / "my town.onnx", []
    quality = finetune(str(image), str(layer), out, base, replace(QUICK, rounds=2), said.append)
    return image, layer, out, quality, said


def test_writes_a_model_that_knows_where_it_comes_from(tuned, base):
    _, _, out, quality, said = tuned
    card = load_model(out, "cpu").card
    assert (
        card.name == "my town" and card.licence == "GPL" and "Fine-tuned from 'align-buildings' 1" in card.description
    )
    assert card.training_data[0] == "Scenes." and len(card.training_data) == 2
    assert "Fine-tuned on roofs.geojson (layer roofs, aligned by the model itself in 2 rounds)" in card.training_data[1]
    assert "over image.tif: " in card.training_data[1] and str(out.parent) not in card.to_json()
    assert card.quality == quality and quality["of 'align-buildings' before fine-tuning"] == {"mean": 1}
    measured = quality[KEPT_OUT]
    assert measured["features"] > 3 and "favours that model" in measured["reference"]
    errors = measured["error_in_metres"]["fields up to 3 m"]
    assert {"no alignment", "before", "after"} == set(errors)
    assert all(found["mean"] > 0 for found in errors.values())
    assert [line for line in said if line.startswith("Round")] == [
        f"Round {number}: {what}" for number in (1, 2) for what in ("aligning the layer", "training")
    ]
    assert any(line.startswith("fields up to 3 m: mean error") for line in said)


def test_has_learnt_something(tuned, base):
    before, after = (network_from_onnx(path).state_dict() for path in (base, tuned[2]))
    assert before.keys() == after.keys()
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert any(name.startswith("image_unet") for name in changed) and "head.bias" in changed


def test_aligns_as_any_other_model(tuned):
    image, layer, out, *_ = tuned
    with GdalBasemap(str(image)) as basemap, open_layer(str(layer)) as opened:
        alignment = align(opened.geometries(), opened.crs, basemap, load_model(out, "cpu"), AlignOptions())
    assert alignment.model_name == "my town" and np.isfinite(alignment.coordinates).all()


def test_without_training_nothing_changes(base, own_area, tmp_path, monkeypatch):
    """The layer taken as right, and no step done: the same answers, and equal figures before and after."""
    image, layer = own_area()
    monkeypatch.setattr(module, "_trained", lambda network, *_: network)
    quality = finetune(str(image), str(layer), tmp_path / "m.onnx", base, replace(QUICK, rounds=0), lambda _: None)
    found = quality[KEPT_OUT]["error_in_metres"]["fields up to 3 m"]
    assert found["before"] == pytest.approx(found["after"], abs=2e-3)
    assert quality[KEPT_OUT]["reference"] == "the layer as it was given"


def test_only_scales_that_the_model_serves(base):
    card = replace(load_model(base, "cpu").card, scales=(1, 4))
    shares = module._config(QUICK, card).sampling.scale_probabilities
    assert shares[0] == 0 and sum(shares) == pytest.approx(1) and min(shares[1:]) > 0
    assert module._config(replace(QUICK, steps=None, minutes=8.0, rounds=2), card).minutes == 4.0


def quality_of(before, after):
    level = {"before": {"mean": before, "spread": 0.5}, "after": {"mean": after, "spread": 0.4}}
    return {KEPT_OUT: {"features": 12, "reference": "the layer", "error_in_metres": {"fields up to 3 m": level}}}


def test_says_when_it_has_become_worse():
    assert "worse" in verdict(quality_of(0.5, 0.6))[-1]
    assert verdict(quality_of(0.6, 0.5)) == [
        "fields up to 3 m: mean error 0.60 m before, 0.50 m after; scatter of the answers 0.50 m before, 0.40 m after",
        "Measured on 12 features kept out of training against the layer.",
    ]


def test_measures_both_models_on_the_same_ground(monkeypatch, base):
    seen = []
    monkeypatch.setattr(
        finetune_card, "measure", lambda sheets, model, *_, **__: seen.append((sheets, model)) or {"3": {"mean": 1.0}}
    )
    model = load_model(base, "cpu")
    measured_quality(model, model, [], QUICK)
    assert [each for _, each in seen] == [None, model, model] and all(sheets == [] for sheets, _ in seen)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"minutes": 0.0}, "0 minutes of training are impossible"),
        ({"rounds": -1}, "cannot be below 0"),
        ({"max_displacement": 0.0}, "maximum displacement is 0 m"),
    ],
)
def test_impossible_options(wrong, message):
    with pytest.raises(InputError, match=message):
        FineTuneOptions(**wrong)


def test_bad_input_is_told_before_anything_is_done(base, own_area, tmp_path):
    image, layer = (str(path) for path in own_area())
    with pytest.raises(OutputError, match=r"^The folder '.*nowhere' for the output does not exist; create it first\.$"):
        finetune(image, layer, tmp_path / "nowhere" / "m.onnx", base, QUICK)
    with pytest.raises(OutputError, match="is also an input"):
        finetune(image, layer, base, base, QUICK)
    (tmp_path / "there.onnx").write_text("")
    with pytest.raises(OutputError, match="already exists; choose another name or allow overwriting"):
        finetune(image, layer, tmp_path / "there.onnx", base, QUICK)
    with pytest.raises(ModelError, match="does not exist"):
        finetune(image, layer, tmp_path / "m.onnx", tmp_path / "no.onnx", QUICK)
    with pytest.raises(InputError, match="There is no file"):
        finetune(image, str(tmp_path / "no.gpkg"), tmp_path / "m.onnx", base, QUICK)
    far = own_area(off=(0.0, 9000.0))[1]
    with pytest.raises(InputError, match="do not overlap"):
        finetune(image, str(far), tmp_path / "m.onnx", base, QUICK)
    assert not (tmp_path / "m.onnx").exists()


def test_a_model_that_is_sure_of_nothing(base, own_area, tmp_path):
    image, layer = own_area()
    sceptic = tmp_path / "sceptic.onnx"
    network = network_from_onnx(base)
    export(network, replace(load_model(base, "cpu").card, min_confidence=1.0, variance_factor=1e6), sceptic)
    with pytest.raises(InputError, match=r"sure of only 0 of 49 features of the layer 'roofs'; check that they belong"):
        finetune(str(image), str(layer), tmp_path / "m.onnx", sceptic, QUICK, lambda _: None)
    assert not (tmp_path / "m.onnx").exists()
