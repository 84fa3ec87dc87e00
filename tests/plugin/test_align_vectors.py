"""Align vectors to imagery through processing.run: files and layers, parameters, outputs, batch, models."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
    QgsProject,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QEventLoop

ALGORITHM = "realign:alignvectors"
PARAMETERS = [
    "INPUT", "BASEMAP", "MAX_DISPLACEMENT", "METHOD", "MODEL", "MIN_CONFIDENCE", "SYMMETRIES", "EXTENT", "DEVICE",
    "OUTPUT", "DISPLACEMENT", "ARROWS", "REPORT",
]  # fmt: skip
RESULTS = ["ra_dx", "ra_dy", "ra_conf", "ra_status"]


def run(layer, basemap, output="TEMPORARY_OUTPUT", feedback=None, context=None, **more):
    """Run with small displacements, which is quick; everything is kept, whatever the confidence."""
    parameters = {"INPUT": layer, "BASEMAP": basemap, "MAX_DISPLACEMENT": 5, "MIN_CONFIDENCE": 0, "OUTPUT": output}
    return processing.run(ALGORITHM, {**parameters, **more}, feedback=feedback, context=context)


def rings(layer: QgsVectorLayer) -> list[np.ndarray]:
    found = []
    for feature in layer.getFeatures():
        polygon = (
            feature.geometry().asMultiPolygon()[0]
            if feature.geometry().isMultipart()
            else (feature.geometry().asPolygon())
        )
        found.append(np.array([(point.x(), point.y()) for point in polygon[0]]))
    return found


def errors(found: list[np.ndarray], truth: list[np.ndarray]) -> np.ndarray:
    return np.hypot(*(np.concatenate(found) - np.concatenate(truth)).T)


def saved(layer: QgsVectorLayer, path: Path) -> str:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.fileEncoding = "UTF-8"
    context = QgsProject.instance().transformContext()
    assert QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), context, options)[0] == 0
    return str(path)


def test_provider_and_algorithm(provider):
    assert provider.id() == "realign" and not provider.icon().isNull()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    assert algorithm.displayName() == "Align vectors to imagery"
    assert [definition.name() for definition in algorithm.parameterDefinitions()] == PARAMETERS
    for definition in algorithm.parameterDefinitions():
        assert len(definition.help()) > 20, definition.name()
    assert {output.name() for output in algorithm.outputDefinitions()} == {"OUTPUT", "DISPLACEMENT", "ARROWS", "REPORT"}
    assert not algorithm.icon().isNull() and "buildings" in algorithm.tags() and algorithm.group()
    assert "ra_status" in algorithm.shortHelpString() and algorithm.shortDescription()
    assert algorithm.flags() & algorithm.Flag.FlagCanCancel and algorithm.flags() & algorithm.Flag.FlagSupportsBatch


def test_buildings_land_on_their_roofs(town, buildings, imagery):
    aligned = run(buildings, imagery)["OUTPUT"]
    before, after = errors(town.displaced, town.truth), errors(rings(aligned), town.truth)
    assert after.mean() < before.mean() / 2
    assert [field.name() for field in aligned.fields()][-4:] == RESULTS


def test_everything_else_is_unchanged(buildings, imagery):
    aligned = run(buildings, imagery)["OUTPUT"]
    assert aligned.featureCount() == buildings.featureCount()
    assert aligned.wkbType() == buildings.wkbType() and aligned.crs() == buildings.crs()
    for new, old in zip(aligned.getFeatures(), buildings.getFeatures()):
        assert new.attributes()[:-4] == old.attributes()
        assert new["ra_status"] == "aligned" and 0 <= new["ra_conf"] <= 1
        move = new.geometry().vertexAt(0).x() - old.geometry().vertexAt(0).x()
        assert abs(move) < 5


def test_moves_are_reported_in_metres(buildings, imagery):
    aligned = run(buildings, imagery, METHOD=2)["OUTPUT"]
    for new, old, ring in zip(aligned.getFeatures(), rings(buildings), rings(aligned)):
        # on the central meridian, where the plane's scale is 0.9996
        np.testing.assert_allclose([new["ra_dx"], new["ra_dy"]], (ring - old)[0] / 0.9996, atol=2e-3)


@pytest.mark.parametrize("method", [1, 2])
def test_methods_keep_shapes(buildings, imagery, method):
    aligned = run(buildings, imagery, METHOD=method)["OUTPUT"]
    for new, old in zip(rings(aligned), rings(buildings)):
        np.testing.assert_allclose(np.hypot(*np.diff(new, axis=0).T), np.hypot(*np.diff(old, axis=0).T), atol=2e-3)


def test_confidence_keeps_features_in_place(buildings, imagery):
    aligned = run(buildings, imagery, MIN_CONFIDENCE=1)["OUTPUT"]
    for new, old in zip(aligned.getFeatures(), buildings.getFeatures()):
        assert new["ra_status"] == "doubtful" and (new["ra_dx"], new["ra_dy"]) == (0, 0)
        assert new.geometry().asWkb() == old.geometry().asWkb()


def test_extent_keeps_others_in_place(town, buildings, imagery):
    west = imagery.extent()
    west.setXMaximum(west.center().x())
    text = f"{west.xMinimum()},{west.xMaximum()},{west.yMinimum()},{west.yMaximum()} [EPSG:32633]"
    aligned = run(buildings, imagery, EXTENT=text)["OUTPUT"]
    for feature, ring in zip(aligned.getFeatures(), town.displaced):
        beyond = ring[:, 0].min() > west.xMaximum()
        assert (feature["ra_status"] == "outside") == beyond
    assert {feature["ra_status"] for feature in aligned.getFeatures()} == {"outside", "aligned"}


def test_earlier_results_are_replaced(buildings, imagery):
    once = run(buildings, imagery, MIN_CONFIDENCE=1)["OUTPUT"]
    twice = run(once, imagery)["OUTPUT"]
    assert [field.name() for field in twice.fields()] == [field.name() for field in once.fields()]
    assert {feature["ra_status"] for feature in twice.getFeatures()} == {"aligned"}
    for new, old in zip(twice.getFeatures(), buildings.getFeatures()):
        assert new.attributes()[:-4] == old.attributes()


def test_only_selected_features(buildings, imagery):
    chosen = [feature.id() for feature in buildings.getFeatures()][1:4]
    buildings.selectByIds(chosen)
    source = QgsProcessingFeatureSourceDefinition(buildings.id(), selectedFeaturesOnly=True)
    QgsProject.instance().addMapLayer(buildings, False)
    try:
        aligned = run(source, imagery)["OUTPUT"]
    finally:
        QgsProject.instance().takeMapLayer(buildings)
    assert [feature["key"] for feature in aligned.getFeatures()] == [1, 2, 3]


def test_files_in_and_out(buildings, town, tmp_path):
    source = saved(buildings, tmp_path / "in.gpkg")
    outputs = {
        "output": str(tmp_path / "out.gpkg"),
        "DISPLACEMENT": str(tmp_path / "field.tif"),
        "ARROWS": str(tmp_path / "arrows.gpkg"),
        "REPORT": str(tmp_path / "report.html"),
    }
    results = run(source, str(town.imagery), **outputs)
    aligned = QgsVectorLayer(results["OUTPUT"])
    original = QgsVectorLayer(source)
    assert [feature.id() for feature in aligned.getFeatures()] == [feature.id() for feature in original.getFeatures()]
    for new, old in zip(aligned.getFeatures(), original.getFeatures()):
        assert new.attributes()[:-4] == old.attributes()
    arrows = QgsVectorLayer(results["ARROWS"])
    assert arrows.featureCount() == aligned.featureCount()
    for arrow, feature in zip(arrows.getFeatures(), aligned.getFeatures()):
        assert arrow["ra_fid"] == feature.id()
        assert arrow.geometry().length() == pytest.approx(np.hypot(feature["ra_dx"], feature["ra_dy"]), abs=0.01)
    field = gdal.Open(results["DISPLACEMENT"])
    assert field.RasterCount == 3 and np.isfinite(field.ReadAsArray()).all()
    assert "<html" in Path(results["REPORT"]).read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "arrows.gpkg", "field.tif", "in.gpkg", "out.gpkg", "report.html",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", [None, "System", "UTF-8"])
def test_shapefiles_say_utf8(buildings, imagery, tmp_path, encoding):
    path = tmp_path / "out.shp"
    context = QgsProcessingContext()
    if encoding:
        context.setDefaultEncoding(encoding)
    run(buildings, imagery, str(path), context=context)
    assert path.with_suffix(".cpg").read_text().strip() == "UTF-8"
    names = [feature["name"] for feature in QgsVectorLayer(str(path)).getFeatures()]
    assert names == [feature["name"] for feature in buildings.getFeatures()]
    assert path.with_suffix(".dbf").read_bytes().count("Дом пекаря".encode()) > 0


def test_encoding_that_the_user_chose_is_kept(buildings, imagery, tmp_path):
    path = tmp_path / "out.shp"
    definition = QgsProcessingOutputLayerDefinition(str(path))
    definition.createOptions = {"fileEncoding": "ISO-8859-1"}
    run(buildings, imagery, definition)
    assert path.with_suffix(".cpg").read_text().strip() == "88591"  # OGR's way to write ISO-8859-1


def test_says_what_ran(buildings, imagery):
    feedback = QgsProcessingFeedback()
    run(buildings, imagery, feedback=feedback)
    log = feedback.textLog()
    assert re.search(r"Device: \w+", log) and re.search(r"Model: \S+", log)
    assert f"{buildings.featureCount()} aligned" in log


def test_progress_never_falls(buildings, imagery):
    feedback, seen = QgsProcessingFeedback(), []
    feedback.progressChanged.connect(seen.append)
    run(buildings, imagery, feedback=feedback)
    assert seen == sorted(seen) and len(seen) > 5 and seen[-1] == 100


def test_batch(buildings, imagery, tmp_path):
    from processing.gui.AlgorithmExecutor import execute

    algorithm = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    for number in (1, 2):
        path = str(tmp_path / f"{number}.gpkg")
        parameters = {"INPUT": buildings, "BASEMAP": imagery, "MAX_DISPLACEMENT": 5, "METHOD": number, "OUTPUT": path}
        done, results = execute(algorithm.create(), parameters, QgsProcessingContext(), QgsProcessingFeedback())
        assert done and results["OUTPUT"] == path
        assert QgsVectorLayer(path).featureCount() == buildings.featureCount()


def test_task_in_another_thread(buildings, imagery, tmp_path):
    """As the toolbox runs it: prepared here, processed there."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    path = str(tmp_path / "out.gpkg")
    parameters = {"INPUT": buildings, "BASEMAP": imagery, "MAX_DISPLACEMENT": 5, "OUTPUT": path}
    task, loop, outcome = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback), QEventLoop(), []

    def finished(done, results):
        outcome.append((done, results))
        loop.quit()

    task.executed.connect(finished)
    QgsApplication.taskManager().addTask(task)
    loop.exec()
    assert outcome[0][0], feedback.textLog()
    assert QgsVectorLayer(path).featureCount() == buildings.featureCount()


def test_model_designer(buildings, imagery, tmp_path):
    model = QgsProcessingModelAlgorithm("chain", "tests", "chain")
    for parameter in (
        QgsProcessingParameterFeatureSource("LAYER", "Layer"),
        QgsProcessingParameterRasterLayer("IMAGERY", "Imagery"),
    ):
        model.addModelParameter(parameter, QgsProcessingModelParameter(parameter.name()))
    source = QgsProcessingModelChildParameterSource
    first = QgsProcessingModelChildAlgorithm("native:multiparttosingleparts")
    first.setChildId("single")
    first.addParameterSources("INPUT", [source.fromModelParameter("LAYER")])
    model.addChildAlgorithm(first)
    child = QgsProcessingModelChildAlgorithm(ALGORITHM)
    child.setChildId("align")
    child.addParameterSources("INPUT", [source.fromChildOutput("single", "OUTPUT")])
    child.addParameterSources("BASEMAP", [source.fromModelParameter("IMAGERY")])
    child.addParameterSources("MAX_DISPLACEMENT", [source.fromStaticValue(5)])
    child.addParameterSources("METHOD", [source.fromStaticValue(2)])
    output = QgsProcessingModelOutput("Aligned", "Aligned")
    output.setChildId("align")
    output.setChildOutputName("OUTPUT")
    child.setModelOutputs({"Aligned": output})
    model.addChildAlgorithm(child)
    path = str(tmp_path / "model.gpkg")
    (name,) = [each.name() for each in model.parameterDefinitions() if each.isDestination()]  # differs between versions
    results = processing.run(model, {"LAYER": buildings, "IMAGERY": imagery, name: path})
    aligned = QgsVectorLayer(results[name])
    assert aligned.featureCount() == buildings.featureCount()
    assert [field.name() for field in aligned.fields()][-4:] == RESULTS


def test_layers_to_load_are_styled_and_in_place(buildings, imagery, tmp_path):
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    paths = {name: str(tmp_path / f"{name}.gpkg") for name in ("OUTPUT", "ARROWS")}
    definitions = {
        name: QgsProcessingOutputLayerDefinition(path, QgsProject.instance()) for name, path in paths.items()
    }
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    parameters = {"INPUT": buildings, "BASEMAP": imagery, "MAX_DISPLACEMENT": 5, **definitions}
    results, done = algorithm.run(parameters, context, feedback)
    assert done and {name: results[name] for name in paths} == paths
    assert set(context.layersToLoadOnCompletion()) == set(paths.values())
    layers = {}
    for name, path in paths.items():
        details = context.layerToLoadOnCompletionDetails(path)
        layers[name] = QgsVectorLayer(path)
        details.postProcessor().postProcessLayer(layers[name], context, feedback)
    assert layers["ARROWS"].renderer().type() == "singleSymbol"
    colours = {each.value(): each.symbol().color().name() for each in layers["OUTPUT"].renderer().categories()}
    assert colours["aligned"] == "#1a9850" and colours["doubtful"] == "#f59f00" and colours["outside"] == "#d7301f"
    assert colours["absent"] == "#756bb1"


def test_layer_is_not_touched(buildings, imagery):
    before = [feature.geometry().asWkb() for feature in buildings.getFeatures()]
    source, extent = imagery.source(), QgsRectangle(imagery.extent())
    run(buildings, imagery)
    assert [feature.geometry().asWkb() for feature in buildings.getFeatures()] == before
    assert imagery.source() == source and imagery.extent() == extent and imagery.isValid()
