"""Register map to basemap through processing.run."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from tiny_sheets import LEFT, SIDE, TOP, Case, pixels, town

from realign.engine.registration import WARPS
from realign.engine.sheet_pixels import METHODS

ALGORITHM = "realign:registermap"


class Feedback(QgsProcessingFeedback):
    """Keeps what is said; cancels at the first text that holds ``stop``."""

    def __init__(self, stop: str = ""):
        super().__init__(False)
        self.infos, self.warnings, self.texts, self._stop = [], [], [], stop

    def pushInfo(self, info):  # noqa: N802
        self.infos.append(info)

    def pushWarning(self, warning):  # noqa: N802
        self.warnings.append(warning)

    def setProgressText(self, text):  # noqa: N802
        self.texts.append(text)
        if self._stop and self._stop in text:
            self.cancel()


@pytest.fixture(autouse=True)
def fresh(provider):
    yield
    QgsSettings().remove("realign")


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return Case(tmp_path_factory.mktemp("sheet"))


@pytest.fixture
def run(case, tmp_path):
    """Run it on the sheet; results and feedback."""

    def run(stop="", **parameters):
        feedback = Feedback(stop)
        given = {"INPUT": case.sheet, "BASEMAP": case.basemap, "EDGES": True, "OUTPUT": str(tmp_path / "out.tif")}
        given = {name: value for name, value in {**given, **parameters}.items() if value is not None}
        return processing.run(ALGORITHM, given, feedback=feedback), feedback

    return run


def old(corner: np.ndarray, side: int) -> np.ndarray:
    """What the old map would show if it were right, uint8 (side, side, 3), from a corner of the town."""
    return town(pixels(side) + corner, modern=False).reshape(side, side, 3).astype(float)


def test_what_it_says_about_itself():
    found = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    assert (found.displayName(), found.group()) == ("Register map to basemap", "Maps")
    assert Path(found.svgIconPath()).is_file() and len(found.tags()) > 10
    assert Path(found.helpUrl().removeprefix("file://")).name == "register_map.html"
    for parameter in found.parameterDefinitions():
        assert len(parameter.help()) > 20, parameter.name()
    assert len(found.parameterDefinition("WARP").options()) == len(WARPS)
    assert found.parameterDefinition("WARP").defaultValue() == WARPS.index("dense")
    assert len(found.parameterDefinition("RESAMPLING").options()) == len(METHODS)
    assert found.parameterDefinition("RESAMPLING").defaultValue() == METHODS.index("cubic")


def test_all_results(run, case, tmp_path):
    files = {"GCPS": "g.points", "ANNOTATION": "a.json", "DISPLACEMENT": "d.tif", "REPORT": "r.html"}
    results, feedback = run(RIGIDITY=0.3, **{name: str(tmp_path / file) for name, file in files.items()})
    assert {path.name for path in tmp_path.iterdir()} == {*files.values(), "out.tif"}
    assert np.median(case.errors(results["DISPLACEMENT"])) < 1
    assert results["TRUSTED"] > 0.6 and results["RESIDUAL"] < 0.1
    assert 6 < results["MOVED"] < 10
    assert len(json.loads((tmp_path / "a.json").read_text("utf-8"))["body"]["features"]) > 20
    report = (tmp_path / "r.html").read_text("utf-8")
    assert "Registration of" in report and "Rigidity" in report
    assert "Model: edges, without a model" in feedback.infos and not feedback.warnings
    assert any("can be trusted" in info for info in feedback.infos)
    assert any("Warping the map" in text for text in feedback.texts)

    made = gdal.Open(results["OUTPUT"])  # and the map itself is where it belongs
    left, step, _, top, _, _ = made.GetGeoTransform()
    assert made.GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE") == "COG" and step == 1
    middle = made.ReadAsArray()[:3, 40:240, 40:240].transpose(1, 2, 0).astype(float)
    there = np.array([left - LEFT, TOP - top]) + 40
    before = gdal.Open(case.sheet).ReadAsArray()[:, 40:240, 40:240].transpose(1, 2, 0)
    unmoved = np.abs(before - old(np.full(2, case.corner + 40), 200)).mean()
    assert np.abs(middle - old(there, 200)).mean() < 0.4 * unmoved


@pytest.mark.parametrize("flip", [False, True])
def test_temporary_results_are_there(run, flip):
    """One asks QGIS for their names, which are others each time."""
    given = {"OUTPUT": "TEMPORARY_OUTPUT", "GCPS": "TEMPORARY_OUTPUT"} if flip else {"DISPLACEMENT": "TEMPORARY_OUTPUT"}
    results, _ = run(**given, WARP=0)
    paths = [value for value in results.values() if isinstance(value, str)]
    assert len(paths) == 2 and all(Path(path).is_file() for path in paths)


def test_onto_vector_layers(run, case, tmp_path):
    """The blocks of the sheet as a layer that lies 9 m to the east and 6 m to the north."""
    rng, layer = np.random.default_rng(2), QgsVectorLayer("Polygon?crs=EPSG:32633", "buildings", "memory")
    features, boxes = [], []
    for x in range(0, SIDE, 32):
        for y in range(0, SIDE, 32):
            left, top, width, height = x + rng.uniform(0, 6), y + rng.uniform(0, 6), *rng.uniform(10, 24, 2)
            feature = QgsFeature()
            box = QgsRectangle(LEFT + left + 9, TOP - top - height + 6, LEFT + left + width + 9, TOP - top + 6)
            feature.setGeometry(QgsGeometry.fromRect(box))
            features.append(feature)
            boxes.append((left, top, width, height))
    far = QgsFeature()  # of the same country: no plane holds both
    far.setGeometry(QgsGeometry.fromRect(QgsRectangle(3e6, 0, 3e6 + 10, 10)))
    layer.dataProvider().addFeatures([*features, far])
    sheet = tmp_path / "blocks.tif"
    picture = np.full((SIDE, SIDE), 235, np.uint8)
    for box in boxes:
        left, top, width, height = np.rint(box).astype(int)
        picture[top : top + height, left : left + width] = 90
    dataset = gdal.GetDriverByName("GTiff").CreateCopy(str(sheet), gdal.Open(case.basemap))
    for band in range(1, 4):
        dataset.GetRasterBand(band).WriteArray(picture)
    dataset = None
    results, _ = run(INPUT=str(sheet), BASEMAP=None, VECTORS=[layer], DISPLACEMENT=str(tmp_path / "d.tif"))
    field = gdal.Open(results["DISPLACEMENT"]).ReadAsArray()
    np.testing.assert_allclose(np.median(field[:2].reshape(2, -1), 1), (9, 6), atol=0.7)
    with pytest.raises(QgsProcessingException, match="Both a basemap and vector layers"):
        run(VECTORS=[layer])
    sip.delete(layer)


def test_onto_tiles_in_another_crs(run, town, server, tmp_path):
    sheet = str(tmp_path / "off.tif")
    place = gdal.Open(str(town.imagery)).GetGeoTransform()
    gdal.Translate(sheet, str(town.imagery), xRes=0.6, yRes=0.6, resampleAlg="average", bandList=[1])
    dataset = gdal.Open(sheet, gdal.GA_Update)
    dataset.SetGeoTransform((place[0] + 4, 0.6, 0, place[3] - 3, 0, -0.6))
    dataset = None
    results, _ = run(INPUT=sheet, BASEMAP=server.xyz(), WARP=0, MAX_DISPLACEMENT=8)
    made = gdal.Open(results["OUTPUT"]).GetGeoTransform()
    np.testing.assert_allclose((made[0], made[3]), (place[0], place[3]), atol=1.3)  # on whole pixels, a margin
    assert results["MOVED"] == pytest.approx(5, abs=0.5)


def test_service_that_answers_nothing(run, case, server):
    server.broken = True
    with pytest.raises(QgsProcessingException, match=r"gave no picture|do not overlap|lie"):
        run(BASEMAP=server.wms())


def test_scan_without_a_place(run, tmp_path):
    bare = Case(tmp_path, placed=False)
    with pytest.raises(QgsProcessingException, match="give the extent in which it roughly lies"):
        run(INPUT=bare.sheet)
    low, high = bare.corner, SIDE - bare.corner
    extent = f"{LEFT + low},{LEFT + high},{TOP - high},{TOP - low} [EPSG:32633]"
    results, _ = run(INPUT=bare.sheet, EXTENT=extent)
    assert 6 < results["MOVED"] < 10


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"BASEMAP": None}, "nothing to register the map onto; choose a basemap"),
        ({"INPUT": "nowhere.tif"}, "Could not load source layer for INPUT"),
        ({"BASEMAP": "nowhere.tif"}, "BASEMAP"),
        ({"RIGIDITY": 3}, "RIGIDITY"),
        ({"MODEL": "nowhere.onnx", "EDGES": False}, "There is no model file 'nowhere.onnx'"),
        ({"OUTPUT": "/nowhere/out.tif"}, "does not exist; create it first"),
        ({"DISPLACEMENT": "d.png"}, "give it the extension .tif"),
    ],
)
def test_what_is_refused(run, tmp_path, parameters, words):
    with pytest.raises(QgsProcessingException, match=words):
        run(**parameters)
    assert not list(tmp_path.iterdir())


def test_what_is_read_is_not_overwritten(run, case, tmp_path):
    with pytest.raises(QgsProcessingException, match="is also an input"):
        run(OUTPUT=case.sheet)
    with pytest.raises(QgsProcessingException, match="Two outputs have the same path"):
        run(DISPLACEMENT=str(tmp_path / "out.tif"))
    web = QgsRasterLayer("type=xyz&url=http://127.0.0.1:1/{z}/{x}/{y}.png&zmax=3&zmin=0", "web", "wms")
    with pytest.raises(QgsProcessingException, match="'web' is no file, so it is no scan"):
        run(INPUT=web)


@pytest.mark.parametrize("when", ["Looking for the place", "Warping"])
def test_cancelled_leaves_nothing(run, tmp_path, when):
    results, feedback = run(stop=when, REPORT=str(tmp_path / "r.html"))
    assert results == {} and not list(tmp_path.iterdir())
    assert any("Cancelled" in info for info in feedback.infos)


def test_edges_run_where_no_model_is_installed(run, tmp_path, monkeypatch):
    empty = tmp_path / "models"
    empty.mkdir()
    monkeypatch.setattr("realign.engine.model.MODELS", empty)
    _, feedback = run(EDGES=None, WARP=1)
    assert feedback.warnings == ["No model for this task is installed, so edges are compared."]


def test_batch(case, tmp_path):
    """A folder of sheets, each by an instance of its own, as QGIS's batch window does it."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    for number in range(2):
        sheet, output = str(tmp_path / f"sheet{number}.tif"), str(tmp_path / f"out{number}.tif")
        gdal.Translate(sheet, case.sheet, srcWin=[0, 60 * number, 220, 200])
        given = {"INPUT": sheet, "BASEMAP": case.basemap, "EDGES": True, "OUTPUT": output}
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        results, done = algorithm.create().run(given, context, QgsProcessingFeedback(False))
        assert done and results["OUTPUT"] == output and 5 < results["MOVED"] < 11
