"""Model information and Benchmark devices through processing.run."""

from __future__ import annotations

import json
from pathlib import Path

import processing
import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback, QgsSettings

from realign.engine import device_benchmark
from realign.engine.model import default_model_path, read_card

INFO, BENCHMARK = "realign:modelinfo", "realign:benchmarkdevice"


class Listening(QgsProcessingFeedback):
    def __init__(self):
        super().__init__()
        self.infos, self.warnings, self.shares = [], [], []
        self.progressChanged.connect(self.shares.append)

    def pushInfo(self, text):  # noqa: N802
        self.infos.append(text)

    def pushWarning(self, text):  # noqa: N802
        self.warnings.append(text)


@pytest.fixture(autouse=True)
def fresh(provider, monkeypatch):
    """Small blocks, and no settings from an earlier test."""
    noise = device_benchmark.noise
    monkeypatch.setattr(device_benchmark, "noise", lambda card, side: noise(card, 4 * card.multiple))
    QgsSettings().remove("realign")
    yield
    QgsSettings().remove("realign")


def refusal(algorithm, **parameters):
    with pytest.raises(QgsProcessingException) as raised:
        processing.run(algorithm, parameters)
    text = str(raised.value).replace("Unable to execute algorithm\n", "")
    assert text.rstrip().endswith(".") and text.count(". ") == 0, text
    return text


@pytest.mark.parametrize(
    ("algorithm", "names"), [(INFO, ["MODEL", "OUTPUT"]), (BENCHMARK, ["MODEL", "DEVICE", "OUTPUT"])]
)
def test_what_they_say_about_themselves(algorithm, names):
    found = QgsApplication.processingRegistry().createAlgorithmById(algorithm)
    assert [definition.name() for definition in found.parameterDefinitions()] == names
    assert all(len(definition.help()) > 20 for definition in found.parameterDefinitions())
    assert found.groupId() == "models" and found.group() and len(found.tags()) > 5
    assert not found.icon().isNull() and Path(found.svgIconPath()).exists()
    assert found.shortDescription() and len(found.shortHelpString()) > 200
    assert found.flags() & found.Flag.FlagCanCancel and found.flags() & found.Flag.FlagSupportsBatch


def test_the_card_of_the_default(tmp_path):
    path = tmp_path / "card.html"
    results = processing.run(INFO, {"OUTPUT": str(path)})
    card = read_card(default_model_path("align"))
    assert (results["NAME"], results["VERSION"]) == (card.name, card.version)
    assert (results["TASK"], results["FEATURES"], results["LICENCE"]) == ("align", "buildings", card.licence)
    assert results["RESOLUTION"] == card.resolution and results["MAX_DISPLACEMENT"] == card.max_displacement
    assert json.loads(results["CARD"])["scales"] == list(card.scales)
    assert results["OUTPUT"] == str(path) and card.description in path.read_text(encoding="utf-8")
    assert [each.name for each in tmp_path.iterdir()] == ["card.html"]


def test_another_card_and_no_page():
    results = processing.run(INFO, {"MODEL": default_model_path("align", "roads")})
    assert results["FEATURES"] == "roads" and "OUTPUT" not in results
    temporary = processing.run(INFO, {"OUTPUT": "TEMPORARY_OUTPUT"})["OUTPUT"]
    assert "<html" in Path(temporary).read_text(encoding="utf-8")


@pytest.mark.parametrize("algorithm", [INFO, BENCHMARK])
def test_refusals(algorithm, tmp_path):
    text = tmp_path / "text.onnx"
    text.write_text("no model")
    assert "text.onnx is no ONNX model" in refusal(algorithm, MODEL=str(text))
    assert "does not exist" in refusal(algorithm, MODEL=str(tmp_path / "none.onnx"))
    assert "does not exist" in refusal(algorithm, OUTPUT=str(tmp_path / "none" / "page.html"))


@pytest.mark.parametrize("algorithm", [INFO, BENCHMARK])
def test_what_cannot_be_used_is_told_before_the_run(algorithm, tmp_path):
    found, context = QgsApplication.processingRegistry().createAlgorithmById(algorithm), QgsProcessingContext()
    for given in ({"MODEL": str(tmp_path / "none.onnx")}, {"OUTPUT": str(tmp_path / "none" / "page.html")}):
        possible, message = found.checkParameterValues(given, context)
        assert not possible and "does not exist" in message
    assert found.checkParameterValues({"OUTPUT": "TEMPORARY_OUTPUT"}, context)[0]


def test_all_devices_are_measured(tmp_path):
    feedback, path = Listening(), tmp_path / "page.html"
    results = processing.run(BENCHMARK, {"OUTPUT": str(path)}, feedback=feedback)
    assert results["MS_CPU"] > 0 and results["MS_NUMPY"] > 0 and "MS_CUDA" not in results
    assert results["FASTEST"] == min(("cpu", "numpy"), key=lambda name: results[f"MS_{name.upper()}"])
    assert 0 <= results["DIFFERENCE"] < 1e-3
    assert any(line.startswith("cpu ") and "ONNX Runtime" in line for line in feedback.infos)
    page = path.read_text(encoding="utf-8")
    assert "numpy" in page and "ms per megapixel" in page
    assert feedback.shares == sorted(feedback.shares) and feedback.shares[-1] == 100


def test_devices_that_cannot_be_used(tmp_path):
    feedback, path = Listening(), tmp_path / "page.html"
    results = processing.run(BENCHMARK, {"DEVICE": ["cuda", "numpy"], "OUTPUT": str(path)}, feedback=feedback)
    assert "MS_NUMPY" in results and results["FASTEST"] == "numpy"
    assert len(feedback.warnings) == 1 and "cannot use 'cuda'" in feedback.warnings[0]
    assert "cannot use &#x27;cuda&#x27;" in path.read_text(encoding="utf-8")
    assert "cannot use 'cuda'" in refusal(BENCHMARK, DEVICE=["cuda"])


def test_cancelling(tmp_path):
    feedback = QgsProcessingFeedback()
    feedback.progressChanged.connect(lambda share: feedback.cancel() if share > 0 else None)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(BENCHMARK)
    given = {"OUTPUT": str(tmp_path / "page.html")}
    results, done = algorithm.run(given, QgsProcessingContext(), feedback)
    assert done and results == {} and not list(tmp_path.iterdir())  # cancelled is not failed
