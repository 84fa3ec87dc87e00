"""On a QGIS without ONNX Runtime everything runs, only slower."""

from __future__ import annotations

import re
import sys

import numpy as np
import processing
from qgis.core import QgsProcessingFeedback


class Listening(QgsProcessingFeedback):
    """Keeps what is said, in its order."""

    def __init__(self):
        super().__init__()
        self.said = []

    def pushInfo(self, text):  # noqa: N802
        self.said.append(text)

    def pushWarning(self, text):  # noqa: N802
        self.said.append(text)

    def setProgressText(self, text):  # noqa: N802
        self.said.append(text)


def aligned(buildings, town):
    feedback = Listening()
    given = {"INPUT": buildings, "BASEMAP": str(town.imagery), "MAX_DISPLACEMENT": 5, "OUTPUT": "TEMPORARY_OUTPUT"}
    layer = processing.run("realign:alignvectors", given, feedback=feedback)["OUTPUT"]
    vertices = [
        [(point.x(), point.y()) for point in feature.geometry().vertices()]
        for feature in layer.getFeatures()
        if not feature.geometry().isNull()
    ]
    return np.concatenate(vertices), [feature["ra_status"] for feature in layer.getFeatures()], feedback.said


def megapixels(text):
    return float(re.search(r"([\d.]+) megapixels", text)[1])


def test_numpy_gives_the_same_result_and_says_that_it_is_slower(buildings, town, monkeypatch):
    expected, statuses, said = aligned(buildings, town)
    assert "Device: numpy" not in said and not [text for text in said if "onnxruntime" in text]
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    found, others, said = aligned(buildings, town)
    assert statuses == others and statuses.count("aligned") > 3
    np.testing.assert_allclose(found, expected, atol=0.02)
    assert "Device: numpy" in said
    warnings = [index for index, text in enumerate(said) if "so numpy runs the network, which takes about" in text]
    assert len(warnings) == 1 and warnings[0] < said.index("Reading the layer")
    told = "The network runs with numpy, the slowest of the devices: about "
    ahead = [text for text in said if text.startswith(told)]
    assert len(ahead) == 1 and said.index(ahead[0]) < said.index(next(text for text in said if "Aligning" in text))
    expected, needed = (megapixels(text) for text in (ahead[0], next(text for text in said if "megapixels in" in text)))
    assert 0.7 * needed < expected < 1.5 * needed
