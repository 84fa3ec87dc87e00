"""Disparity from rectified stereo pair through processing.run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsHillshadeRenderer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsSettings,
    QgsSingleBandGrayRenderer,
)

from realign.plugin import settings
from realign.plugin.styling import GreyRamp, Hillshade

ALGORITHM = "realign:stereodisparity"
INNER = (slice(66, 124), slice(126, 194))  # of the block in the pair
NODATA = -9999


class Feedback(QgsProcessingFeedback):
    """Keeps what is said; cancels at the first text that holds ``stop``."""

    def __init__(self, stop: str = ""):
        super().__init__(False)
        self.infos, self.texts, self._stop = [], [], stop

    def pushInfo(self, info):  # noqa: N802
        self.infos.append(info)

    def setProgressText(self, text):  # noqa: N802
        self.texts.append(text)
        if self._stop and self._stop in text:
            self.cancel()


@pytest.fixture(autouse=True)
def model(provider, stereo_models):
    """A small model in the place of the one that ships."""
    settings.set_default_model(str(stereo_models()), "pairs", "stereo")
    yield
    QgsSettings().remove("realign")


@pytest.fixture
def run(stereo_pair, tmp_path):
    """Run it on the pair; results, feedback and the truth."""

    def run(stop="", pair=None, **parameters):
        feedback, (left, right, truth) = Feedback(stop), pair or stereo_pair()
        given = {"LEFT": str(left), "RIGHT": str(right), "OUTPUT": str(tmp_path / "out.tif")}
        limits = {"MIN_DISPARITY": -32, "MAX_DISPARITY": 32, "DEVICE": "cpu"}
        return processing.run(ALGORITHM, {**given, **limits, **parameters}, feedback=feedback), feedback, truth

    return run


def read(path) -> np.ndarray:
    return gdal.Open(str(path)).ReadAsArray()


def test_what_it_says_about_itself(provider):
    found = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    assert (found.displayName(), found.group()) == ("Disparity from rectified stereo pair", "Imagery")
    assert Path(found.svgIconPath()).is_file() and len(found.tags()) > 10
    assert Path(found.helpUrl().removeprefix("file://")).name == "stereo_disparity.html"
    for parameter in found.parameterDefinitions():
        assert len(parameter.help()) > 20, parameter.name()


def test_disparity_surface_model_and_confidence(run, tmp_path):
    extra = {
        "DSM": str(tmp_path / "dsm.tif"),
        "CONFIDENCE": str(tmp_path / "c.tif"),
        "BASE_HEIGHT_RATIO": 0.5,
        "DATUM": 7,
    }
    results, feedback, truth = run(**extra)
    assert set(results) == {"OUTPUT", "DSM", "CONFIDENCE"}
    disparity, heights, confidence = (read(results[name]) for name in ("OUTPUT", "DSM", "CONFIDENCE"))
    assert np.median(np.abs(disparity - truth)[INNER]) < 0.4
    np.testing.assert_allclose(heights[INNER], 7 + disparity[INNER], rtol=2e-3)
    assert confidence[INNER].mean() > 0.7
    assert gdal.Open(results["OUTPUT"]).GetGeoTransform()[0] == 500000
    assert {"Model: made up windows", "Device: cpu"} <= set(feedback.infos)
    assert any(info.startswith("Disparities from") for info in feedback.infos)
    assert settings.last_run()["model"] == "made up windows 1"


def test_the_engine_gives_the_same(run, stereo_pair, stereo_models, tmp_path):
    from realign.engine.cli import main

    results, _, _ = run(EXTENT="500040,500100,5329930,5329990 [EPSG:32633]")
    left, right, _ = stereo_pair()
    out = str(tmp_path / "engine.tif")
    words = [
        "--left",
        left,
        "--right",
        right,
        "--output",
        out,
        "--model",
        stereo_models(),
        "--device",
        "cpu",
        "--quiet",
    ]
    words += ["--min-disparity", -32, "--max-disparity", 32, "--extent", 500040, 5329930, 500100, 5329990]
    assert main(["stereo", *map(str, words)]) == 0
    assert read(out).shape == (120, 120)
    np.testing.assert_array_equal(read(results["OUTPUT"]), read(out))


def test_pictures_without_a_place(run, stereo_pair, tmp_path):
    pair = stereo_pair(place=False)
    results, _, _ = run(pair=pair, DSM=str(tmp_path / "dsm.tif"), BASE_HEIGHT_RATIO=-0.5, RESOLUTION=0.25)
    assert np.median(read(results["DSM"])[INNER]) == pytest.approx(-5.5, abs=0.3)
    with pytest.raises(QgsProcessingException, match="give the resolution in metres per pixel"):
        run(pair=pair, DSM=str(tmp_path / "other.tif"), BASE_HEIGHT_RATIO=0.5)


def test_temporary_results_are_there(run):
    results, _, _ = run(OUTPUT="TEMPORARY_OUTPUT", CONFIDENCE="TEMPORARY_OUTPUT")
    assert len(results) == 2 and all(Path(path).is_file() for path in results.values())


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"DSM": "TEMPORARY_OUTPUT"}, "needs the base-to-height ratio"),
        ({"MIN_DISPARITY": 40}, "not below the largest"),
        ({"LEFT": "nowhere.tif"}, "Could not load source layer for LEFT"),
        ({"RIGHT": "nowhere.tif"}, "Could not load source layer for RIGHT"),
        ({"BASE_HEIGHT_RATIO": 0}, "other than 0"),
        ({"OUTPUT": "/nowhere/out.tif"}, "does not exist; create it first"),
    ],
)
def test_what_is_refused(run, parameters, words):
    with pytest.raises(QgsProcessingException, match=words):
        run(**parameters)


def test_pictures_that_are_no_pair(run, stereo_pair, tmp_path):
    pair, small = stereo_pair(), str(tmp_path / "small.tif")
    gdal.Translate(small, str(pair[1]), srcWin=[0, 0, 300, 192])
    with pytest.raises(QgsProcessingException, match="differ in size, 320 × 192 and 300 × 192"):
        run(RIGHT=small)
    web = QgsRasterLayer("type=xyz&url=http://127.0.0.1:1/{z}/{x}/{y}.png&zmax=3&zmin=0", "web", "wms")
    with pytest.raises(QgsProcessingException, match="'web' is no file"):
        run(RIGHT=web)


def test_cancelled_leaves_nothing(run, tmp_path):
    results, feedback, _ = run(stop="Matching")
    assert results == {} and not (tmp_path / "out.tif").exists()
    assert any("Cancelled" in info for info in feedback.infos)


@pytest.mark.parametrize(
    ("styler", "renderer"), [(GreyRamp, QgsSingleBandGrayRenderer), (Hillshade, QgsHillshadeRenderer)]
)
def test_results_are_styled(run, styler, renderer):
    results, _, _ = run()
    layer = QgsRasterLayer(results["OUTPUT"], "made", "gdal")
    styler(None).postProcessLayer(layer, QgsProcessingContext(), QgsProcessingFeedback())
    assert isinstance(layer.renderer(), renderer)
    if styler is GreyRamp:
        limits = layer.renderer().contrastEnhancement()
        assert limits.minimumValue() < limits.maximumValue() <= 32
    QgsProject.instance().removeAllMapLayers()


def test_batch(provider, stereo_pair, tmp_path):
    left, right, _ = stereo_pair()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    for number in range(2):
        given = {"LEFT": str(left), "RIGHT": str(right), "MIN_DISPARITY": 0, "MAX_DISPARITY": 16, "DEVICE": "numpy"}
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        given["OUTPUT"] = str(tmp_path / f"{number}.tif")
        results, done = algorithm.create().run(given, context, feedback)
        assert done and (read(results["OUTPUT"]) != NODATA).mean() > 0.9
