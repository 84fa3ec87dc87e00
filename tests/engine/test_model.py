"""Models: every file that is not one is refused in one sentence."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from realign.engine.errors import DeviceError, ModelError
from realign.engine.model import default_model_path, load_model, read_card


def one_sentence(error) -> bool:
    text = str(error.value)
    return text.endswith(".") and "\n" not in text and len(re.findall(r"\.(\s|$)", text)) == 1


@pytest.fixture
def good(write_onnx, make_card):
    return write_onnx(card=make_card().to_json())


def test_loads_and_runs(good):
    model = load_model(good, "cpu")
    assert model.card.name == "made up" and model.device == "cpu" and model.warnings == []
    assert model.seconds == 0  # the first run, which only tries the device, does not count
    image, vectors = np.random.default_rng(0).normal(size=(2, 1, 3, 32, 48)).astype(np.float32)
    found = model.run(image=image, vectors=vectors)
    assert set(found) == {"displacement", "precision"}
    np.testing.assert_allclose(found["displacement"], image + vectors, rtol=1e-6)
    assert model.seconds > 0


def test_only_what_is_asked_for(good):
    model = load_model(good, "cpu")
    image = np.ones((1, 3, 16, 16), np.float32)
    found = model.at(3).run(outputs=("precision",), image=image, vectors=2 * image)
    assert list(found) == ["precision"]
    np.testing.assert_array_equal(found["precision"], 3 * image)


def test_the_model_that_ships():
    model = load_model(default_model_path("align"))
    assert model.card.task == "align" and model.device in ("cpu", "cuda", "directml", "coreml")
    found = model.run(image=np.zeros((1, 3, 32, 64), np.float32), vectors=np.zeros((1, 3, 32, 64), np.float32))
    assert found["displacement"].shape == (1, 2, 8, 16) and found["precision"].shape == (1, 3, 8, 16)


def test_each_kind_of_layer_has_a_model():
    assert [read_card(default_model_path("align", name)).features for name in ("buildings", "roads")] == [
        "buildings",
        "roads",
    ]


def test_the_segmentation_alone_needs_no_vectors():
    model = load_model(default_model_path("align"), "cpu")
    image = np.random.default_rng(1).normal(size=(1, 3, 64, 96)).astype(np.float32)
    everything = model.run(image=image, vectors=np.ones_like(image))
    alone = model.run(outputs=("segmentation",), image=image)
    assert list(alone) == ["segmentation"]
    np.testing.assert_allclose(alone["segmentation"], everything["segmentation"], atol=1e-5)


def test_no_model_ships_for_a_task():
    with pytest.raises(ModelError, match="No model for the task 'cook' is installed; choose a model file") as error:
        default_model_path("cook")
    assert one_sentence(error)


def test_missing_file(tmp_path):
    with pytest.raises(ModelError, match=r"none\.onnx does not exist; choose an existing \.onnx file") as error:
        load_model(tmp_path / "none.onnx")
    assert str(error.value).endswith(".")
    with pytest.raises(ModelError, match="does not exist"):
        load_model(tmp_path)  # a folder


@pytest.mark.parametrize("content", [b"", b"<html>404</html>", b"PK\x03\x04" + bytes(500), bytes(4000)])
def test_other_files(tmp_path, content):
    path = tmp_path / "roads.onnx"
    path.write_bytes(content)
    for load in (load_model, read_card):
        with pytest.raises(ModelError, match=r"^roads\.onnx is no(t| ONNX model or is damaged)|without a Realign card"):
            load(path)


def test_cut_short(tmp_path):
    """As after a broken download, at many places."""
    whole = Path(default_model_path("align")).read_bytes()
    path = tmp_path / "cut.onnx"
    for share in (0.01, 0.5, 0.9, 0.999):
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(
            ModelError, match=r"^cut\.onnx is no ONNX model or is damaged; choose another file"
        ) as error:
            load_model(path)
        assert "Traceback" not in str(error.value) and "\n" not in str(error.value)


def test_without_a_card(write_onnx):
    path = write_onnx()
    for load in (load_model, read_card):
        with pytest.raises(ModelError, match="is an ONNX model without a Realign card; choose a model exported by"):
            load(path)


@pytest.mark.parametrize("text", ["{", "[]", '{"task": "align"}'])
def test_damaged_card(write_onnx, text):
    with pytest.raises(ModelError, match=r"^The card of model model\.onnx is damaged"):
        load_model(write_onnx(card=text))


def test_unknown_task(write_onnx, make_card):
    with pytest.raises(ModelError, match="task 'cook', which this version of Realign does not know"):
        load_model(write_onnx(card=make_card(task="cook").to_json()))


def test_another_task(write_onnx, make_card):
    path = write_onnx(card=make_card(task="restyle").to_json())
    with pytest.raises(ModelError, match="for the task 'restyle', but a model for 'align' is needed; choose another"):
        load_model(path)
    assert load_model(path, task="restyle").card.task == "restyle"
    assert read_card(path).task == "restyle"


def test_wrong_channels(write_onnx, make_card):
    path = write_onnx(card=make_card().to_json(), channels=4)
    with pytest.raises(ModelError, match=r"does not fit its card \(input 'image'\); export the model again"):
        load_model(path)


def test_missing_output(write_onnx, make_card):
    path = write_onnx(card=make_card().to_json(), outputs=("displacement",))
    with pytest.raises(ModelError, match=r"does not fit its card \(output 'precision'\)"):
        load_model(path)


def test_an_input_that_the_card_does_not_know(write_onnx, make_card):
    path = write_onnx(card=make_card(inputs={"image": ["red", "green", "blue"]}).to_json())
    with pytest.raises(ModelError, match=r"does not fit its card \(input 'vectors'\)"):
        load_model(path)


def test_values_that_are_no_numbers(write_onnx, make_card):
    path = write_onnx(card=make_card().to_json(), operators=("Log",))
    model = load_model(path)
    image = np.full((1, 3, 16, 16), -1, np.float32)
    with pytest.raises(ModelError, match="'made up' gave values that are no numbers in 'displacement'; its file is"):
        model.run(image=image, vectors=np.zeros_like(image))


def test_devices_are_handed_on(good):
    with pytest.raises(DeviceError, match="'toaster' is unknown; choose one of auto, cuda"):
        load_model(good, "toaster")
