"""The window of *Align vectors to imagery*: opened, typed into, clicked, looked at."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QComboBox, QToolBar

_spec = importlib.util.spec_from_file_location("looking", Path(__file__).with_name("looking.py"))
_looking = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_looking)
button, group, sentences = _looking.button, _looking.group, _looking.sentences


@pytest.fixture
def dialog(project, desk, wait_until):
    """Opened as a user opens it, by the toolbar."""
    buttons = [each for each in desk.window.findChildren(QToolBar) if each.windowTitle() == "Realign"]
    buttons[0].actions()[0].trigger()
    from realign.plugin.align_dialog import AlignDialog

    (dialog,) = [
        each for each in QgsApplication.topLevelWidgets() if isinstance(each, AlignDialog) and each.isVisible()
    ]
    dialog.resize(900, 700)
    wait_until(lambda: sentences(dialog))
    yield dialog
    dialog.close()
    dialog.deleteLater()


def test_it_begins_with_the_layers_at_hand(dialog, project, screenshot):
    buildings, imagery = project
    parameters = dialog.createProcessingParameters()
    assert parameters["INPUT"] == buildings.id() or parameters["INPUT"].source.staticValue() == buildings.id()
    assert parameters["BASEMAP"] == imagery.id()
    assert parameters["METHOD"] == 0  # terraces share walls
    said = " ".join(sentences(dialog))
    assert "0.15 m per pixel" in said
    assert "share walls" in said
    screenshot(dialog, "align-dialog")


def test_preview_shows_temporary_layers_that_go_with_the_window(dialog, desk, project, wait_until, screenshot):
    before = project[0].renderer().symbol().color().name()
    QTest.mouseClick(button(dialog, "Preview"), Qt.MouseButton.LeftButton)
    wait_until(lambda: dialog._preview.running or group())
    assert button(dialog, "Cancel preview").isVisible()
    wait_until(lambda: not dialog._preview.running)
    assert [node.name() for node in group().children()] == ["Arrows", "Aligned", "Original"]
    assert any("features moved" in each for each in sentences(dialog)), sentences(dialog)
    node = QgsProject.instance().layerTreeRoot().findLayer(project[0].id())
    assert not node.itemVisibilityChecked()  # it would cover the imagery
    screenshot(dialog, "align-dialog-after-preview")
    screenshot(desk.window, "preview-on-the-map")
    original = QgsProject.instance().mapLayer(group().children()[2].layerId())
    assert original.renderer().symbol().symbolLayer(0).strokeColor().name() == "#d7301f"
    assert project[0].renderer().symbol().color().name() == before  # the user's own layer keeps its look
    QTest.mouseClick(button(dialog, "Preview"), Qt.MouseButton.LeftButton)
    wait_until(lambda: not dialog._preview.running)
    assert len(QgsProject.instance().mapLayers()) == 5  # the second took the place of the first
    dialog.close()
    assert group() is None
    assert len(QgsProject.instance().mapLayers()) == 2
    assert node.itemVisibilityChecked()


def test_a_kept_preview_stays(dialog, wait_until):
    QTest.mouseClick(button(dialog, "Preview"), Qt.MouseButton.LeftButton)
    wait_until(lambda: group() is not None)
    QTest.mouseClick(button(dialog, "Keep these layers"), Qt.MouseButton.LeftButton)
    dialog.close()
    assert len(group().children()) == 3


def test_a_cancelled_preview_leaves_nothing(dialog, wait_until):
    QTest.mouseClick(button(dialog, "Preview"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(dialog, "Cancel preview"), Qt.MouseButton.LeftButton)
    wait_until(lambda: not dialog._preview.running)
    assert group() is None
    assert "The preview was cancelled." in sentences(dialog)


def test_the_map_beside_the_layer_is_said_at_once(dialog, desk, project):
    extent = project[1].extent()
    extent.setXMinimum(extent.xMinimum() + 10_000)
    extent.setXMaximum(extent.xMaximum() + 10_000)
    desk.canvas.setExtent(extent)
    QTest.mouseClick(button(dialog, "Preview"), Qt.MouseButton.LeftButton)
    assert "The imagery does not cover what the map shows; move the map." in sentences(dialog)


def test_layers_that_do_not_overlap_are_said_at_once(dialog, project, wait_until, screenshot):
    project[0].setCrs(QgsCoordinateReferenceSystem("EPSG:32634"))
    dialog._advise()
    wait_until(lambda: any("do not overlap" in each for each in sentences(dialog)))
    screenshot(dialog, "align-dialog-no-overlap")


def test_coarse_imagery_is_said_at_once(dialog, project, tmp_path, wait_until):
    from osgeo import gdal

    coarse = tmp_path / "coarse.tif"
    gdal.Warp(str(coarse), project[1].source(), xRes=10, yRes=10)
    layer = QgsRasterLayer(str(coarse), "satellite")
    QgsProject.instance().addMapLayer(layer)
    dialog.setParameters({"BASEMAP": layer.id()})
    wait_until(lambda: any("too coarse" in each for each in sentences(dialog)))


def test_a_run_is_reviewed_where_it_came_from(dialog, project, wait_until, screenshot):
    dialog.setParameters({"METHOD": 2})
    QTest.mouseClick(dialog.runButton(), Qt.MouseButton.LeftButton)
    wait_until(lambda: len(QgsProject.instance().mapLayers()) == 3)
    (aligned,) = [
        each for each in QgsProject.instance().mapLayers().values() if each.id() not in {p.id() for p in project}
    ]
    assert aligned.customProperty("realign/original") == project[0].id()
    assert aligned.customProperty("realign/method") == "shift"
    assert aligned.renderer().type() == "categorizedSymbol"
    screenshot(dialog, "align-dialog-log")


def test_history_and_scripts_are_not_overruled(dialog, wait_until):
    dialog.setParameters({"METHOD": 2, "MAX_DISPLACEMENT": 7.5})
    dialog._advise()
    parameters = dialog.createProcessingParameters()
    assert (parameters["METHOD"], parameters["MAX_DISPLACEMENT"]) == (2, 7.5)
    command = dialog.algorithm().asPythonCommand(parameters, dialog.mainWidget().processing_context)
    assert command.startswith('processing.run("realign:alignvectors", {')
    assert "'METHOD':2" in command


def test_a_method_chosen_by_hand_stays(dialog, project):
    combo = next(each for each in dialog.findChildren(QComboBox) if each.itemText(1).startswith("Rigid"))
    combo.setCurrentIndex(1)
    dialog._advise()
    assert dialog.createProcessingParameters()["METHOD"] == 1


@pytest.mark.parametrize("name", ["realign:alignvectors", "realign:restylemap"])
def test_the_standard_windows_work_beside_it(provider, project, desk, settle, name):
    """Batch and the model designer make windows of their own for the algorithm."""
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog
    from processing.modeler.ModelerParametersDialog import ModelerParametersDialog
    from qgis.core import QgsProcessingModelAlgorithm

    algorithm = QgsApplication.processingRegistry().createAlgorithmById(name)
    batch = BatchAlgorithmDialog(algorithm, parent=desk.window)
    batch.show()
    settle()
    batch.close()
    model = QgsProcessingModelAlgorithm("test", "test")
    designer = ModelerParametersDialog(QgsApplication.processingRegistry().createAlgorithmById(name), model)
    designer.show()
    settle()
    designer.close()
    designer.deleteLater()


def test_single_features_that_are_selected_are_what_is_aligned(project, desk, wait_until, settle):
    project[0].selectByIds([1, 2, 3])
    desk.setActiveLayer(project[0])
    desk.plugin._desktop.open_align_dialog()
    dialog = desk.plugin._desktop._dialogs[-1]
    assert dialog.createProcessingParameters()["INPUT"].selectedFeaturesOnly
    QTest.mouseClick(button(dialog, "Preview"), Qt.MouseButton.LeftButton)
    wait_until(lambda: group() is not None or not dialog._preview.running)
    assert group() is not None, sentences(dialog)
    assert QgsProject.instance().mapLayer(group().children()[1].layerId()).featureCount() == 3
    dialog.close()
    dialog.deleteLater()
    settle()


def test_web_tiles_are_previewed(project, desk, server, wait_until, settle):
    tiles = server.xyz()
    QgsProject.instance().addMapLayer(tiles)
    desk.setActiveLayer(project[0])
    desk.plugin._desktop.open_align_dialog()
    dialog = desk.plugin._desktop._dialogs[-1]
    dialog.setParameters({"BASEMAP": tiles.id()})
    QTest.mouseClick(button(dialog, "Preview"), Qt.MouseButton.LeftButton)
    wait_until(lambda: group() is not None or not dialog._preview.running)
    assert group() is not None, sentences(dialog)
    assert server.requests
    dialog.close()
    dialog.deleteLater()
    settle()
