"""Restyle map through processing.run: files with and without a place, tiles, WMS, references."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsSettings,
)
from qgis.PyQt import sip

from realign.plugin import settings

ALGORITHM = "realign:restylemap"
CORNER = "500000,500060,5329940,5330000 [EPSG:32633]"  # of the town: 400 × 400 pixels
BOX = ("--extent", "500000", "5329940", "500060", "5330000")


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
def models(provider, restyle_models):
    """Small models in the place of those that ship."""
    for kind in ("maps", "scans"):
        settings.set_default_model(str(restyle_models(kind)), kind, "restyle")
    yield
    QgsSettings().remove("realign")


@pytest.fixture
def run(tmp_path):
    """Run it; the result as an array and the feedback."""

    def run(stop="", **parameters):
        feedback = Feedback(stop)
        given = {"STYLE": "toner", "DEVICE": "cpu", "OUTPUT": str(tmp_path / "out.tif"), **parameters}
        results = processing.run(ALGORITHM, given, feedback=feedback)
        return results, feedback

    return run


def read(path) -> gdal.Dataset:
    return gdal.Open(str(path))


def test_what_it_says_about_itself(provider):
    found = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    assert (found.displayName(), found.group()) == ("Restyle map", "Maps")
    assert Path(found.svgIconPath()).is_file() and len(found.tags()) > 10
    assert Path(found.helpUrl().removeprefix("file://")).is_file()
    for parameter in found.parameterDefinitions():
        assert len(parameter.help()) > 20, parameter.name()
    assert found.parameterDefinition("STYLE").options()[:3] == ["modern", "toner", "watercolor"]  # the default model's
    assert found.parameterDefinition("STYLE").defaultValue() == "modern"
    assert found.parameterDefinition("KIND").options() == ["drawn by a computer", "an old map, scanned"]


def test_a_file(run, town, imagery):
    results, feedback = run(INPUT=imagery)
    made, source = read(results["OUTPUT"]), read(town.imagery)
    assert made.GetGeoTransform() == source.GetGeoTransform()
    assert made.GetSpatialRef().IsSame(source.GetSpatialRef())
    assert made.GetMetadata("IMAGE_STRUCTURE")["LAYOUT"] == "COG"
    assert made.RasterCount == 3 and made.ReadAsArray().std() > 5
    assert {"Model: made up for maps", "Device: cpu", "Style: Toner"} <= set(feedback.infos)
    assert any("0.15 m per pixel, finer than" in each for each in feedback.warnings)
    assert [text.partition(":")[0] for text in feedback.texts].count("Restyling") in range(5, 11)  # one a tenth
    assert settings.last_run()["model"] == "made up for maps 1"


def test_the_engine_gives_the_same(run, town, imagery, restyle_models, tmp_path):
    from realign.engine.cli import main

    results, _ = run(INPUT=imagery, STRENGTH=0.7, STYLE="watercolor", EXTENT=CORNER)
    out = str(tmp_path / "engine.tif")
    arguments = ["--input", str(town.imagery), "--output", out, "--model", str(restyle_models()), "--device", "cpu"]
    assert main(["restyle", *arguments, "--style", "watercolor", "--strength", "0.7", *BOX, "--quiet"]) == 0
    np.testing.assert_array_equal(read(results["OUTPUT"]).ReadAsArray(), read(out).ReadAsArray())


def test_a_picture_without_a_place(run, naked, tmp_path):
    path = tmp_path / "scan.jpg"
    gdal.Translate(
        str(path), str(naked), format="JPEG", creationOptions=["QUALITY=90"], noData="none", srcWin=[0, 0, 300, 200]
    )
    for side in tmp_path.glob("scan.jpg.aux.xml"):
        side.unlink()
    layer = QgsRasterLayer(str(path), "scan", "gdal")
    assert not layer.crs().isValid()
    results, _ = run(INPUT=layer)
    made = read(results["OUTPUT"])
    assert (made.RasterXSize, made.RasterYSize, made.GetProjection()) == (300, 200, "")
    assert made.GetGeoTransform(can_return_null=True) is None
    extent = layer.extent()  # the upper left quarter, as QGIS counts
    box = f"{extent.xMinimum()},{extent.center().x()},{extent.center().y()},{extent.yMaximum()}"
    part = read(run(INPUT=layer, EXTENT=box, OUTPUT=str(tmp_path / "part.tif"))[0]["OUTPUT"]).ReadAsArray()
    assert part.shape == (3, 100, 150)
    assert np.abs(part.astype(int) - made.ReadAsArray()[:, :100, :150]).max() <= 2
    sip.delete(layer)


def test_an_extent_in_another_crs(run, imagery):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform

    there = QgsCoordinateReferenceSystem("EPSG:4326")
    quarter = imagery.extent().buffered(-imagery.extent().width() / 4)
    box = QgsCoordinateTransform(imagery.crs(), there, QgsProject.instance()).transformBoundingBox(quarter)
    text = f"{box.xMinimum()},{box.xMaximum()},{box.yMinimum()},{box.yMaximum()} [EPSG:4326]"
    made = read(run(INPUT=imagery, EXTENT=text)[0]["OUTPUT"])
    assert made.RasterXSize == pytest.approx(imagery.width() / 2, rel=0.05)


@pytest.mark.parametrize("kind", ["xyz", "wms"])
def test_web_services(run, server, kind):
    layer = getattr(server, kind)()
    box = town_box(server)
    text = ",".join(map(str, box)) + " [EPSG:3857]"
    results, _ = run(INPUT=layer, EXTENT=text, RESOLUTION=0.25, STRENGTH=0.0)
    made = read(results["OUTPUT"])
    assert made.GetSpatialRef().GetAuthorityCode(None) == "3857"
    left, step, _, top, _, down = made.GetGeoTransform()
    assert step == -down and -1e-6 < box[0] - left < step and -1e-6 < top - box[3] < step
    if kind == "xyz":
        assert step == pytest.approx(2 * 20037508.342789244 / 256 / 2**19)  # 0.2 m on the ground
    else:
        assert step * np.cos(np.radians(48.1)) == pytest.approx(0.25, rel=0.02)
    truth = gdal.Warp(
        "",
        server._dataset,
        format="MEM",
        outputBounds=[left, top + made.RasterYSize * down, left + made.RasterXSize * step, top],
        width=made.RasterXSize,
        height=made.RasterYSize,
        resampleAlg="cubic",
    ).ReadAsArray()[:3]
    assert np.abs(made.ReadAsArray()[:3].astype(int) - truth).mean() < 4
    sip.delete(layer)


def town_box(server) -> tuple[float, float, float, float]:
    """West, east, south, north of a part of the town in EPSG:3857."""
    left, step, _, top, _, down = server._dataset.GetGeoTransform()
    return left + 100 * step, left + 350 * step, top + 400 * down, top + 150 * down


def test_a_web_service_without_an_extent(run, server):
    layer = server.xyz()
    with pytest.raises(QgsProcessingException, match="choose a smaller extent or coarser pixels"):
        run(INPUT=layer)
    sip.delete(layer)


def test_neighbouring_parts_of_tiles_fit(run, server, tmp_path):
    layer = server.xyz()
    west, east, south, north = town_box(server)
    middle = west + (east - west) * 0.43
    parts = []
    for number, box in enumerate(((west, east), (west, middle), (middle, east))):
        text = f"{box[0]},{box[1]},{south},{north} [EPSG:3857]"
        out = str(tmp_path / f"{number}.tif")
        run(INPUT=layer, EXTENT=text, RESOLUTION=0.25, STYLE="watercolor", OUTPUT=out)
        parts.append(read(out).ReadAsArray()[:3].astype(int))
    whole, left, right = parts
    assert np.abs(whole[:, :, : left.shape[2]] - left).max() <= 2
    assert np.abs(whole[:, :, -right.shape[2] :] - right).max() <= 2
    assert left.shape[2] + right.shape[2] - whole.shape[2] in (0, 1)
    sip.delete(layer)


@pytest.mark.parametrize("kind", ["file", "tiles"])
def test_a_reference(run, imagery, server, kind):
    reference = imagery if kind == "file" else server.xyz()
    results, feedback = run(INPUT=imagery, REFERENCE=reference, EXTENT=CORNER)
    name = "imagery" if kind == "file" else "tiles"
    assert f"Style: as '{name}'" in feedback.infos
    assert read(results["OUTPUT"]).GetMetadataItem("REALIGN_STYLE") == f"as '{name}'"
    if kind == "tiles":
        sip.delete(reference)


def test_scans_have_a_model_of_their_own(run, imagery):
    _, feedback = run(INPUT=imagery, KIND=1, STYLE="modern", EXTENT=CORNER)
    assert "Model: made up for scans" in feedback.infos
    with pytest.raises(QgsProcessingException, match="has no style 'toner'; choose one of those that it has: modern"):
        run(INPUT=imagery, KIND=1, STYLE="toner")


def test_cancelling_leaves_nothing(run, imagery, tmp_path):
    before = sorted(tmp_path.iterdir())
    results, feedback = run("Restyling: block", INPUT=imagery)
    assert "OUTPUT" not in results and "Cancelled; nothing was written." in feedback.infos
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"OUTPUT": "out.png"}, "give it the extension .tif"),
        ({"OUTPUT": "no/out.tif"}, "does not exist; create it first"),
        ({"MODEL": "nowhere.onnx"}, "There is no model file 'nowhere.onnx'"),
        ({"STRENGTH": 2}, "STRENGTH"),
        ({"EXTENT": "0,1,0,1 [EPSG:32633]"}, "The extent lies beside the map 'imagery'"),
    ],
)
def test_what_is_wrong_is_said(run, imagery, tmp_path, changes, words):
    if "OUTPUT" in changes:
        changes = {"OUTPUT": str(tmp_path / changes["OUTPUT"])}
    with pytest.raises(QgsProcessingException, match=words):
        run(INPUT=imagery, **changes)


def test_a_model_for_something_else(run, imagery):
    from realign.engine.model import default_model_path

    with pytest.raises(QgsProcessingException, match="is for the task 'align', but a model for 'restyle' is needed"):
        run(INPUT=imagery, MODEL=default_model_path("align"))


def test_the_layer_opens_in_plain_colours(run, imagery, tmp_path):
    """Whatever stretching the user has set: black must stay black."""
    out, context, feedback = str(tmp_path / "out.tif"), QgsProcessingContext(), Feedback()
    context.setProject(QgsProject.instance())
    details = QgsProcessingContext.LayerDetails("Restyled", QgsProject.instance())
    context.addLayerToLoadOnCompletion(out, details)
    QgsSettings().setValue("/Raster/defaultContrastEnhancementAlgorithmMultiBandSingleByte", "StretchToMinimumMaximum")
    found = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    given = {"INPUT": imagery.source(), "STYLE": "toner", "EXTENT": CORNER, "DEVICE": "cpu", "OUTPUT": out}
    _, done = found.run(given, context, feedback)
    assert done
    layer = QgsProcessingUtils.mapLayerFromString(out, context)
    context.layerToLoadOnCompletionDetails(out).postProcessor().postProcessLayer(layer, context, feedback)
    renderer = layer.renderer()
    assert (renderer.redBand(), renderer.greenBand(), renderer.blueBand()) == (1, 2, 3)
    assert renderer.redContrastEnhancement() is None
    QgsSettings().remove("/Raster/defaultContrastEnhancementAlgorithmMultiBandSingleByte")
