"""The model and the device that the settings hold: used, and replaced with a warning where they cannot be."""

from __future__ import annotations

import shutil
from pathlib import Path

import processing
import pytest
from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsSettings

from realign.engine.model import default_model_path, read_card
from realign.plugin import settings
from realign.plugin.models import library, model_for


class Listening(QgsProcessingFeedback):
    def __init__(self):
        super().__init__()
        self.infos, self.warnings = [], []

    def pushInfo(self, text):  # noqa: N802
        self.infos.append(text)

    def pushWarning(self, text):  # noqa: N802
        self.warnings.append(text)


@pytest.fixture(autouse=True)
def fresh(qgis_app, tmp_path, monkeypatch):
    """Nothing from an earlier test; models of one's own in a folder of the test."""
    monkeypatch.setattr("realign.plugin.models.models_folder", lambda: tmp_path / "models")
    QgsSettings().remove("realign")
    yield
    QgsSettings().remove("realign")


def run(buildings, town, **more):
    feedback = Listening()
    given = {"INPUT": buildings, "BASEMAP": str(town.imagery), "MAX_DISPLACEMENT": 2.5, "OUTPUT": "TEMPORARY_OUTPUT"}
    processing.run("realign:alignvectors", {**given, **more}, feedback=feedback)
    return feedback


@pytest.fixture
def own(tmp_path):
    """A model of the user's own, the default for buildings."""
    source = tmp_path / "mine.onnx"
    shutil.copy(Path(default_model_path("align")).with_name("align-buildings-fast.onnx"), source)
    # the same bytes would be refused: one field more is one that older readers pass over
    source.write_bytes(source.read_bytes() + b"\xa2\x06\x00")
    entry = library().add([source]).added[0]
    settings.set_default_model(str(entry.path), "buildings")
    return entry.path


def test_settings_are_what_was_stored():
    assert settings.device() == "auto" and settings.default_model("buildings") == "" and settings.last_run() == {}
    assert settings.package_index() == "https://pypi.org" and settings.wheel_folder() == ""
    settings.set_device("cuda:1")
    settings.set_default_model("/a.onnx", "buildings")
    settings.set_default_model("/b.onnx", "maps", "restyle")
    settings.set_package_index("https://mirror.example/simple/")
    settings.set_wheel_folder("/wheels")
    settings.set_last_run({"device": "cpu", "warnings": ["Zürich"]})
    assert settings.device() == "cuda:1"
    assert settings.default_model("buildings") == "/a.onnx" and settings.default_model("maps", "restyle") == "/b.onnx"
    assert settings.default_model("roads") == settings.default_model("maps") == ""
    assert settings.package_index() == "https://mirror.example/simple" and settings.wheel_folder() == "/wheels"
    assert settings.last_run() == {"device": "cpu", "warnings": ["Zürich"]}
    settings.set_package_index("")
    assert settings.package_index() == "https://pypi.org"


@pytest.mark.parametrize("stored", ["", "gpu", "cuda:x", "cpu:1", 7, ["a", "b"]])
def test_settings_that_make_no_sense(stored):
    QgsSettings().setValue("realign/device", stored)
    QgsSettings().setValue("realign/last_run", "[1")
    assert settings.device() == "auto" and settings.last_run() == {}


def test_the_parameter_goes_before_the_setting():
    settings.set_device("cuda:1")
    assert settings.chosen_device("auto") == "cuda:1"
    assert settings.chosen_device("cuda") == "cuda:1"  # the settings say which of several
    assert settings.chosen_device("cpu") == "cpu"
    settings.set_device("")
    assert settings.chosen_device("auto") == "auto" and settings.chosen_device("cuda") == "cuda"


def test_the_device_of_the_settings_runs_and_is_remembered(provider, buildings, town):
    settings.set_device("numpy")
    feedback = run(buildings, town)
    assert "Device: numpy" in feedback.infos
    last = settings.last_run()
    card = read_card(default_model_path("align"))
    assert last["device"] == "numpy" and last["backend"].startswith("numpy ")
    assert last["model"] == f"{card.name} {card.version}" and last["when"][4] == "-" and last["warnings"] == []
    assert "Device: cpu" in run(buildings, town, DEVICE="cpu").infos
    assert settings.last_run()["device"] == "cpu" and settings.last_run()["backend"].startswith("ONNX Runtime 1.")


def test_a_device_of_the_settings_that_cannot_be_used(provider, buildings, town):
    settings.set_device("directml")
    feedback = run(buildings, town)
    assert "Device: cpu" in feedback.infos
    assert feedback.warnings[0].startswith("The installed ONNX Runtime cannot use 'directml' (it offers cpu)")
    assert feedback.warnings[0].endswith(
        "; 'directml' is the device in Settings → Options → Realign, and the best that works runs in its place."
    )
    assert settings.last_run()["warnings"] == feedback.warnings
    with pytest.raises(QgsProcessingException, match="cannot use 'directml'"):
        run(buildings, town, DEVICE="directml")


def test_the_default_model(provider, buildings, town, own):
    feedback = run(buildings, town)
    assert "Model: align-buildings-fast" in feedback.infos and feedback.warnings == []
    assert model_for("roads") == (default_model_path("align", "roads"), [])
    shipped = default_model_path("align")
    assert "Model: align-buildings" in run(buildings, town, MODEL=shipped).infos


@pytest.mark.parametrize("how", ["gone", "changed", "damaged"])
def test_a_default_model_that_cannot_be_used(provider, buildings, town, own, how):
    """The shipped one runs in its place, and a sentence says so; a model asked for by name is refused."""
    if how == "gone":
        own.unlink()
    else:
        own.write_bytes(own.read_bytes()[:100_000])
        if how == "damaged":  # so that only opening it finds out
            (own.parent / "SHA256SUMS").unlink()
    feedback = run(buildings, town)
    assert "Model: align-buildings" in feedback.infos
    assert len(feedback.warnings) == 1
    assert feedback.warnings[0].endswith("; it was the default for buildings, and the shipped model runs in its place.")
    assert "mine.onnx" in feedback.warnings[0]
    if how != "changed":
        with pytest.raises(QgsProcessingException, match=r"mine\.onnx"):
            run(buildings, town, MODEL=str(own))


def test_one_that_only_fails_when_opened(provider, buildings, town, own, monkeypatch):
    from realign.engine.errors import ModelError
    from realign.plugin import model_choice

    load = model_choice.load_model

    def fail(path, device, task):
        if path == str(own):
            raise ModelError("mine.onnx is no ONNX model or is damaged; choose another file or install it again.")
        return load(path, device, task)

    monkeypatch.setattr(model_choice, "load_model", fail)
    feedback = run(buildings, town)
    assert "Model: align-buildings" in feedback.infos and "in its place." in feedback.warnings[0]
    with pytest.raises(QgsProcessingException, match=r"mine\.onnx is no ONNX model"):
        run(buildings, town, MODEL=str(own))
