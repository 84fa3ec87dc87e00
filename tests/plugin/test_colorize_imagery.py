"""Colorize grayscale imagery through processing.run: files with and without a place, tiles, places in any CRS."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsReferencedPointXY,
    QgsSettings,
)
from qgis.PyQt import sip

from realign.plugin import settings

ALGORITHM = "realign:colorizeimagery"
CORNER = "500000,500060,5329940,5330000 [EPSG:32633]"  # of the town: 400 × 400 pixels


class Feedback(QgsProcessingFeedback):
    """Keeps what is said; cancels at the first text that holds ``stop``."""

    def __init__(self, stop: str = ""):
        super().__init__(False)
        self.warnings, self.infos, self.texts, self._stop = [], [], [], stop

    def pushWarning(self, warning):  # noqa: N802
        self.warnings.append(warning)

    def pushInfo(self, info):  # noqa: N802
        self.infos.append(info)

    def setProgressText(self, text):  # noqa: N802
        self.texts.append(text)
        if self._stop and self._stop in text:
            self.cancel()


@pytest.fixture(autouse=True)
def model(provider, colorize_models):
    """A small model in the place of the one that ships."""
    settings.set_default_model(str(colorize_models()), "aerial", "colorize")
    yield
    QgsSettings().remove("realign")


@pytest.fixture(scope="module")
def grey(town, tmp_path_factory) -> Path:
    """The corner of the town as an old photograph shows it: one band of grey."""
    path = tmp_path_factory.mktemp("grey") / "grey.tif"
    window = gdal.Translate("", str(town.imagery), format="MEM", srcWin=[0, 0, 400, 400])
    made = gdal.GetDriverByName("GTiff").Create(str(path), 400, 400, 1)
    made.WriteArray(window.ReadAsArray().mean(0).astype(np.uint8))
    made.SetGeoTransform(window.GetGeoTransform())
    made.SetProjection(window.GetProjection())
    return path


@pytest.fixture
def photo(grey, provider):
    """It as a layer."""
    layer = QgsRasterLayer(str(grey), "photo", "gdal")
    yield layer
    sip.delete(layer)


@pytest.fixture
def run(tmp_path):
    """Run it; the result as a dataset (None if there is none) and the feedback."""

    def run(stop="", **parameters):
        feedback = Feedback(stop)
        given = {"DEVICE": "cpu", "OUTPUT": str(tmp_path / "out.tif"), **parameters}
        results = processing.run(ALGORITHM, given, feedback=feedback)
        return gdal.Open(results["OUTPUT"]) if "OUTPUT" in results else None, feedback

    return run


def sums(dataset) -> np.ndarray:
    """max + min of each pixel's colours: twice the lightness."""
    bands = np.atleast_3d(dataset.ReadAsArray().T).T[:3].astype(int)
    return bands.max(0) + bands.min(0)


def place(dataset) -> list[float]:
    return [float(number) for number in dataset.GetMetadataItem("REALIGN_PLACE").split()]


def test_what_it_says_about_itself(provider):
    found = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    assert (found.displayName(), found.group()) == ("Colorize grayscale imagery", "Imagery")
    assert Path(found.svgIconPath()).is_file() and len(found.tags()) > 10
    assert Path(found.helpUrl().removeprefix("file://")).is_file()
    names = [parameter.name() for parameter in found.parameterDefinitions()]
    assert names == ["INPUT", "PLACE", "SATURATION", "EXTENT", "RESOLUTION", "MODEL", "DEVICE", "OUTPUT"]
    assert all(len(parameter.help()) > 20 for parameter in found.parameterDefinitions())
    assert found.flags() & found.Flag.FlagCanCancel and found.flags() & found.Flag.FlagSupportsBatch


def test_a_file_as_of_its_own_place(run, photo, grey):
    made, feedback = run(INPUT=photo)
    source = gdal.Open(str(grey))
    assert made.GetGeoTransform() == source.GetGeoTransform()
    assert made.GetSpatialRef().IsSame(source.GetSpatialRef())
    assert made.GetMetadata("IMAGE_STRUCTURE")["LAYOUT"] == "COG" and made.RasterCount == 3
    np.testing.assert_array_equal(sums(made), sums(source))
    assert np.ptp(made.ReadAsArray(), 0).mean() > 10
    assert {"Model: made up colours", "Device: cpu", "Colours of: 48.12° N, 15.00° E"} <= set(feedback.infos)
    assert feedback.warnings == []
    assert settings.last_run()["model"] == "made up colours 1"


def test_it_is_what_the_command_writes(run, photo, grey, colorize_models, tmp_path):
    from realign.engine.cli import main

    made, _ = run(INPUT=photo, PLACE="2.17,41.39 [EPSG:4326]", SATURATION=0.7, EXTENT="500000,500030,5329970,5330000")
    out = str(tmp_path / "engine.tif")
    box = ("500000", "5329970", "500030", "5330000")
    words = ["colorize", "--input", str(grey), "--output", out, "--model", str(colorize_models()), "--device", "cpu"]
    assert main([*words, "--place", "41.39", "2.17", "--saturation", "0.7", "--extent", *box, "--quiet"]) == 0
    np.testing.assert_array_equal(made.ReadAsArray(), gdal.Open(out).ReadAsArray())


@pytest.mark.parametrize(
    "given",
    [
        "2.17,41.39 [EPSG:4326]",
        "241563.6,5069944.8 [EPSG:3857]",
        QgsReferencedPointXY(QgsPointXY(241563.6, 5069944.8), QgsCoordinateReferenceSystem("EPSG:3857")),
        "2.17,41.39",
        QgsGeometry.fromPointXY(QgsPointXY(2.17, 41.39)),
    ],
)
def test_a_place_in_any_crs(run, photo, given):
    made, _ = run(INPUT=photo, PLACE=given)
    assert place(made) == pytest.approx([41.39, 2.17], abs=1e-3)


def test_a_place_in_the_projects_crs(run, photo):
    """As points are that QGIS's map window gives."""
    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    try:
        made, _ = run(INPUT=photo, PLACE="241563.6,5069944.8")
        assert place(made) == pytest.approx([41.39, 2.17], abs=1e-3)
    finally:
        project.setCrs(QgsCoordinateReferenceSystem())


def test_another_place_has_other_colours(run, photo, tmp_path):
    south, _ = run(INPUT=photo, PLACE="0,0 [EPSG:4326]", OUTPUT=str(tmp_path / "south.tif"))
    north, feedback = run(INPUT=photo, PLACE="0,80 [EPSG:4326]")
    assert (north.ReadAsArray().astype(int) - south.ReadAsArray())[0].mean() < -10
    np.testing.assert_array_equal(sums(north), sums(south))
    assert any("80.00° N, 0.00° E lies 3571 km from Munich" in each for each in feedback.warnings)


def test_far_from_what_the_model_knows(run, photo, colorize_models, tmp_path):
    model = str(colorize_models(places=[(41.39, 2.17, "Barcelona")]))
    made, feedback = run(INPUT=photo, MODEL=model)
    assert made.GetMetadataItem("REALIGN_PLACE") == "not told"
    assert "Colours of: no certain place" in feedback.infos
    assert any("lies at 48.12° N, 15.00° E, 1257 km from Barcelona" in each for each in feedback.warnings)
    given, _ = run(INPUT=photo, MODEL=model, PLACE="15.00,48.12 [EPSG:4326]", OUTPUT=str(tmp_path / "given.tif"))
    assert np.abs(given.ReadAsArray().astype(int) - made.ReadAsArray()).mean() > 5


def test_a_picture_without_a_place(run, grey, tmp_path):
    path = tmp_path / "scan.png"
    gdal.Translate(str(path), str(grey), format="PNG", noData="none", srcWin=[0, 0, 200, 100])
    for side in tmp_path.glob("scan.png.aux.xml"):
        side.unlink()
    scan = QgsRasterLayer(str(path), "scan", "gdal")
    assert not scan.crs().isValid()
    found = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    possible, words = found.checkParameterValues({"INPUT": scan, "OUTPUT": "x.tif"}, QgsProcessingContext())
    assert not possible and "The imagery 'scan' does not say where it lies" in words
    made, feedback = run(INPUT=scan, PLACE="11.6,48.1 [EPSG:4326]", RESOLUTION=0.5)
    assert (made.RasterXSize, made.RasterYSize, made.GetProjection()) == (200, 100, "")
    assert feedback.warnings == []
    sip.delete(scan)


def test_web_tiles(run, server):
    """Their place is that of the extent: tiles cover the Earth."""
    tiles = server.xyz()
    left, step, _, top, _, down = server._dataset.GetGeoTransform()
    box = (left + 100 * step, left + 300 * step, top + 300 * down, top + 100 * down)
    made, feedback = run(INPUT=tiles, EXTENT=",".join(map(str, box)) + " [EPSG:3857]", RESOLUTION=0.25)
    assert place(made) == pytest.approx([48.123, 15.001], abs=0.01)
    assert made.GetSpatialRef().GetAuthorityCode(None) == "3857"
    assert any("The imagery 'tiles' is in colour" in each for each in feedback.warnings)
    sip.delete(tiles)


def test_cancelling_leaves_nothing(run, photo, tmp_path):
    before = sorted(tmp_path.iterdir())
    made, feedback = run("Colorizing: block", INPUT=photo)
    assert made is None and "Cancelled; nothing was written." in feedback.infos
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"OUTPUT": "out.png"}, "give it the extension .tif"),
        ({"MODEL": "nowhere.onnx"}, "There is no model file 'nowhere.onnx'"),
        ({"SATURATION": 3}, "SATURATION"),
        ({"EXTENT": "0,1,0,1 [EPSG:32633]"}, "The extent lies beside the imagery 'photo'"),
        ({"PLACE": "15,480 [EPSG:4326]"}, "is not on Earth; give a latitude"),
    ],
)
def test_what_is_wrong_is_said(run, photo, tmp_path, changes, words):
    if "OUTPUT" in changes:
        changes = {"OUTPUT": str(tmp_path / changes["OUTPUT"])}
    with pytest.raises(QgsProcessingException, match=words):
        run(INPUT=photo, **changes)


def test_without_the_model_that_ships(run, photo, tmp_path, monkeypatch):
    QgsSettings().remove("realign")
    monkeypatch.setattr("realign.engine.model.MODELS", tmp_path)
    with pytest.raises(QgsProcessingException, match="No model for the task 'colorize' is installed; choose a model"):
        run(INPUT=photo)


def test_a_model_for_something_else(run, photo, restyle_models):
    with pytest.raises(QgsProcessingException, match="is for the task 'restyle', but a model for 'colorize' is needed"):
        run(INPUT=photo, MODEL=str(restyle_models()))
