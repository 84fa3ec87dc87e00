"""Evaluate alignment through processing.run: numbers, lines, files, refusals."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import processing
import pytest
from evaluated_town import UTM, moved, town, write_town
from osgeo import gdal, ogr
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

from realign.engine.crs import epsg

ALGORITHM = "realign:evaluatealignment"
PARAMETERS = ["INPUT", "REFERENCE", "POINTS", "KEY", "BEFORE", "RESOLUTION", "OUTPUT", "REPORT", "TABLE"]


@pytest.fixture
def files(provider, tmp_path):
    return {
        "INPUT": write_town(tmp_path / "aligned.gpkg", moved(town(), 0.5)),
        "REFERENCE": write_town(tmp_path / "truth.gpkg", town()),
    }


def ends(layer):
    return np.array([[(p.x(), p.y()) for p in feature.geometry().asPolyline()] for feature in layer.getFeatures()])


def test_what_it_says_about_itself(provider):
    found = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    assert [definition.name() for definition in found.parameterDefinitions()] == PARAMETERS
    assert all(len(definition.help()) > 20 for definition in found.parameterDefinitions())
    assert not found.icon().isNull() and Path(found.svgIconPath()).exists()
    names = {output.name(): output.description() for output in found.outputDefinitions()}
    assert names["WITHIN_0P5_M"] == "Share within 0.5 metres" and names["WITHIN_10_PX"] == "Share within 10 pixels"
    assert found.flags() & found.Flag.FlagCanCancel and found.flags() & found.Flag.FlagSupportsBatch


def test_a_layer_moved_east(files, tmp_path):
    before = write_town(tmp_path / "before.gpkg", moved(town(), 3.0))
    outputs = {name: str(tmp_path / f"errors.{end}") for name, end in zip(PARAMETERS[-3:], ("gpkg", "html", "csv"))}
    found = processing.run(ALGORITHM, {**files, "BEFORE": before, "KEY": "name", "RESOLUTION": 0.3, **outputs})
    assert (found["FEATURES"], found["MATCHED"], found["COUNT"]) == (16, 16, 96)
    assert found["EAST"] == pytest.approx(0.5, abs=1e-3) and found["NORTH"] == pytest.approx(0, abs=1e-3)
    assert found["MEAN_BEFORE"] == pytest.approx(3.0, abs=5e-3)
    assert (found["WITHIN_0P5_M"], found["WITHIN_1_M"]) == (0.0, 1.0)
    assert (found["WITHIN_1_PX"], found["WITHIN_2_PX"]) == (0.0, 1.0)
    lines = QgsVectorLayer(outputs["OUTPUT"], "lines")
    assert [field.name() for field in lines.fields()][-4:] == ["feature", "error_m", "east_m", "north_m"]
    np.testing.assert_allclose(np.diff(ends(lines), axis=1)[:, 0], np.tile((-0.5, 0.0), (96, 1)), atol=1e-6)
    assert {feature["feature"] for feature in lines.getFeatures()} == set(range(1, 17))  # GeoPackage counts from 1
    assert all(feature["east_m"] == pytest.approx(0.5, abs=1e-3) for feature in lines.getFeatures())
    text = Path(outputs["REPORT"]).read_text(encoding="utf-8")
    assert "matched by their key" in text and "Resolution" in text
    assert Path(outputs["TABLE"]).read_text(encoding="utf-8").startswith("measure,unit,after,before")
    assert {path.suffix for path in tmp_path.iterdir()} == {".gpkg", ".html", ".csv"}


def test_layers_of_a_project_and_a_selection(files):
    project, context = QgsProject(), QgsProcessingContext()
    layers = {name: QgsVectorLayer(path, name) for name, path in files.items()}
    project.addMapLayers(list(layers.values()))
    context.setProject(project)
    layers["REFERENCE"].selectByIds([2, 5, 9])
    chosen = QgsProcessingFeatureSourceDefinition(layers["REFERENCE"].id(), True)
    given = {"INPUT": layers["INPUT"].id(), "REFERENCE": chosen, "OUTPUT": "TEMPORARY_OUTPUT"}
    found = processing.run(ALGORITHM, given, context=context)
    assert (found["MATCHED"], found["FEATURES"]) == (3, 16) and "WITHIN_1_PX" not in found
    assert {feature["feature"] for feature in found["OUTPUT"].getFeatures()} == {2, 5, 9}


def test_a_displacement_raster(provider, tmp_path):
    path, lines = str(tmp_path / "field.tif"), str(tmp_path / "lines.gpkg")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 50, 50, 3, gdal.GDT_Float32)
    dataset.SetGeoTransform((500_000, 2, 0, 5_330_100, 0, -2))
    dataset.SetProjection(epsg(UTM).ExportToWkt())
    for number, (name, value) in enumerate((("dx", -2.0), ("dy", 0.0), ("confidence", 1.0)), 1):
        dataset.GetRasterBand(number).SetDescription(name)
        dataset.GetRasterBand(number).Fill(value)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(lines)
    out = source.CreateLayer("lines", epsg(UTM), ogr.wkbLineString)
    feature = ogr.Feature(out.GetLayerDefn())
    feature.SetGeometryDirectly(ogr.CreateGeometryFromWkt("LINESTRING (500050 5330050, 500047 5330050)"))
    out.CreateFeature(feature)
    del dataset, feature, out, source
    found = processing.run(ALGORITHM, {"INPUT": path, "REFERENCE": lines, "OUTPUT": "TEMPORARY_OUTPUT"})
    assert found["EAST"] == pytest.approx(1.0, abs=1e-3) and found["MEAN_BEFORE"] == pytest.approx(3.0, abs=5e-3)
    assert found["WITHIN_1_PX"] == 1.0  # of the raster's own 2 m
    points = tmp_path / "field.tif.points"
    header = f"#CRS: {epsg(UTM).ExportToWkt()}\nmapX,mapY,sourceX,sourceY,enable,dX,dY,residual\n"
    points.write_text(f"{header}500047,5330050,500050,5330050,1,0,0,0\n", encoding="utf-8")
    same = processing.run(ALGORITHM, {"INPUT": path, "POINTS": str(points), "OUTPUT": "TEMPORARY_OUTPUT"})
    assert same["EAST"] == pytest.approx(1.0, abs=1e-3) and next(same["OUTPUT"].getFeatures())["feature"] == 1
    for given in ({}, {"POINTS": str(points), "REFERENCE": lines}):
        with pytest.raises(QgsProcessingException, match="must be one reference"):
            processing.run(ALGORITHM, {"INPUT": path, **given})
    with pytest.raises(QgsProcessingException, match="are for rasters"):
        processing.run(ALGORITHM, {"INPUT": lines, "POINTS": str(points)})
    np.testing.assert_allclose(ends(found["OUTPUT"])[0], [(500_048, 5_330_050), (500_047, 5_330_050)], atol=1e-3)


def test_refusals(files, tmp_path):
    algorithm, context = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM), QgsProcessingContext()
    for given, said in (
        ({"KEY": "osm_id"}, "has no field 'osm_id'"),
        ({"OUTPUT": files["REFERENCE"]}, "is also an input"),
        ({"REPORT": str(tmp_path / "none" / "r.html")}, "does not exist"),
    ):
        possible, message = algorithm.checkParameterValues({**files, **given}, context)
        assert not possible and said in message
        with pytest.raises(QgsProcessingException, match=said):
            processing.run(ALGORITHM, {**files, **given})


def test_cancelling(files, tmp_path):
    feedback = QgsProcessingFeedback()
    feedback.progressChanged.connect(lambda share: feedback.cancel() if share >= 40 else None)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    given = {**files, "OUTPUT": str(tmp_path / "errors.gpkg"), "REPORT": str(tmp_path / "r.html")}
    results, done = algorithm.run(given, QgsProcessingContext(), feedback)
    assert done and results == {}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["aligned.gpkg", "truth.gpkg"]
