"""What cannot be aligned is refused in one clear sentence, and cancelling leaves nothing behind."""

from __future__ import annotations

import shutil

import numpy as np
import processing
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)

from realign.engine.model import default_model_path

ALGORITHM = "realign:alignvectors"


def refusal(**parameters) -> str:
    """The sentence with which a run is refused."""
    given = {"MAX_DISPLACEMENT": 5, "OUTPUT": "TEMPORARY_OUTPUT", **parameters}
    with pytest.raises(QgsProcessingException) as raised:
        processing.run(ALGORITHM, given)
    text = str(raised.value).replace("Unable to execute algorithm\n", "")
    assert text.count(". ") == 0 and text.rstrip().endswith("."), text  # one sentence
    return text


def raster(path, values: np.ndarray, resolution: float = 0.3, nodata: float | None = None, crs: str = "EPSG:32633"):
    bands, height, width = values.shape
    kind = gdal.GDT_Byte if values.dtype == np.uint8 else gdal.GDT_Float32
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), width, height, bands, kind)
    dataset.SetGeoTransform((500_000.0, resolution, 0, 5_330_000.0, 0, -resolution))
    reference = gdal.osr.SpatialReference()
    reference.SetFromUserInput(crs)
    dataset.SetProjection(reference.ExportToWkt())
    if nodata is not None:
        for band in range(bands):
            dataset.GetRasterBand(band + 1).SetNoDataValue(nodata)
    dataset.WriteArray(values)
    return str(path)


def test_layers_that_do_not_overlap(buildings, tmp_path):
    far = raster(tmp_path / "far.tif", np.full((3, 50, 50), 99, np.uint8), crs="EPSG:32618")
    assert "do not overlap" in refusal(INPUT=buildings, BASEMAP=far)


def test_empty_layer(town, provider):
    layer = QgsVectorLayer("Polygon?crs=EPSG:32633", "nothing", "memory")
    assert "'nothing' has no features" in refusal(INPUT=layer, BASEMAP=str(town.imagery))


def test_layer_without_crs(town, buildings):
    buildings.setCrs(type(buildings.crs())())
    assert "'buildings' has no CRS" in refusal(INPUT=buildings, BASEMAP=str(town.imagery))


def test_imagery_without_crs(buildings, naked):
    assert "'naked' has no CRS" in refusal(INPUT=buildings, BASEMAP=str(naked))


def test_nodata_only(buildings, tmp_path):
    path = raster(tmp_path / "blank.tif", np.zeros((3, 500, 500), np.uint8), nodata=0)
    assert "'blank'" in refusal(INPUT=buildings, BASEMAP=path)


def test_one_value_only(buildings, tmp_path):
    path = raster(tmp_path / "flat.tif", np.full((1, 500, 500), 7, np.float32))
    assert "'flat'" in refusal(INPUT=buildings, BASEMAP=path)


def test_far_too_coarse(buildings, tmp_path):
    values = np.random.default_rng(1).integers(0, 255, (3, 50, 50)).astype(np.uint8)
    path = raster(tmp_path / "coarse.tif", values, resolution=30)
    assert "'coarse' has 30 m per pixel, coarser" in refusal(INPUT=buildings, BASEMAP=path)


def test_grey_imagery_is_enough(town, buildings, tmp_path):
    path = str(tmp_path / "grey.tif")
    gdal.Translate(path, str(town.imagery), bandList=[2])
    parameters = {"INPUT": buildings, "BASEMAP": path, "MAX_DISPLACEMENT": 5, "OUTPUT": "TEMPORARY_OUTPUT"}
    assert processing.run(ALGORITHM, parameters)["OUTPUT"].featureCount() == buildings.featureCount()


def test_files_that_are_no_models(town, buildings, tmp_path):
    given = {"INPUT": buildings, "BASEMAP": str(town.imagery)}
    missing, text, cut = tmp_path / "missing.onnx", tmp_path / "text.onnx", tmp_path / "cut.onnx"
    text.write_text("no model")
    with open(default_model_path("align"), "rb") as file:
        cut.write_bytes(file.read()[:20_000])
    assert f"no model file '{missing}'" in refusal(MODEL=str(missing), **given)
    assert "text.onnx is no ONNX model" in refusal(MODEL=str(text), **given)
    assert "cut.onnx is no ONNX model or is damaged" in refusal(MODEL=str(cut), **given)


def test_device_that_is_not_there(town, buildings):
    said = refusal(INPUT=buildings, BASEMAP=str(town.imagery), DEVICE="directml")
    assert "cannot use 'directml'" in said and "cpu" in said


def test_displacement_beyond_the_model(town, buildings):
    said = refusal(INPUT=buildings, BASEMAP=str(town.imagery), MAX_DISPLACEMENT=150)
    assert "maximum displacement of 150 m is more than model" in said


@pytest.mark.parametrize("name", ["OUTPUT", "ARROWS", "DISPLACEMENT", "REPORT"])
def test_outputs_that_cannot_be_written(town, buildings, tmp_path, name):
    suffix = {"DISPLACEMENT": "tif", "REPORT": "html"}.get(name, "gpkg")
    path = tmp_path / "missing" / f"out.{suffix}"
    assert "does not exist" in refusal(INPUT=buildings, BASEMAP=str(town.imagery), **{name: str(path)})
    assert not list(tmp_path.iterdir())


def test_input_is_never_overwritten(town, buildings, tmp_path):
    path = tmp_path / "town.tif"
    shutil.copy(town.imagery, path)
    before = path.read_bytes()
    assert "also an input" in refusal(INPUT=buildings, BASEMAP=str(path), DISPLACEMENT=str(path))
    assert path.read_bytes() == before


def test_tiles_that_do_not_come(buildings, server):
    server.broken = True
    assert "'tiles' gave no picture" in refusal(INPUT=buildings, BASEMAP=server.xyz())


class Stopping(QgsProcessingFeedback):
    """Cancels itself when progress reaches a point."""

    def __init__(self, at: float) -> None:
        super().__init__()
        self.at = at
        self.progressChanged.connect(self.look)

    def look(self, progress: float) -> None:
        if progress >= self.at:
            self.cancel()


@pytest.mark.parametrize(("at", "suffix"), [(0.1, "gpkg"), (50, "gpkg"), (96, "gpkg"), (96, "shp"), (100, "shp")])
def test_cancelling_leaves_nothing(town, buildings, tmp_path, at, suffix):
    outputs = {
        "OUTPUT": str(tmp_path / f"out.{suffix}"),
        "ARROWS": str(tmp_path / f"arrows.{suffix}"),
        "DISPLACEMENT": str(tmp_path / "field.tif"),
        "REPORT": str(tmp_path / "report.html"),
    }
    feedback, context = Stopping(at), QgsProcessingContext()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    parameters = {"INPUT": buildings, "BASEMAP": str(town.imagery), "MAX_DISPLACEMENT": 2.5, **outputs}
    results, _ = algorithm.run(parameters, context, feedback)
    if at == 100:  # too late: everything had been put in place
        assert set(results) == set(outputs)
    else:
        assert feedback.isCanceled() and not results
        assert not list(tmp_path.iterdir())


def test_cancelling_keeps_the_earlier_result(town, buildings, tmp_path):
    path = tmp_path / "out.gpkg"
    path.write_bytes(b"earlier")
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    parameters = {"INPUT": buildings, "BASEMAP": str(town.imagery), "MAX_DISPLACEMENT": 2.5, "OUTPUT": str(path)}
    algorithm.run(parameters, QgsProcessingContext(), Stopping(96))
    assert path.read_bytes() == b"earlier" and [each.name for each in tmp_path.iterdir()] == ["out.gpkg"]
