"""The review panel: opened from the menu, driven by mouse and keys, looked at."""

from __future__ import annotations

import processing
import pytest
from qgis.core import QgsProject
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMenu

try:
    from qgis.PyQt.QtGui import QAction
except ImportError:
    from qgis.PyQt.QtWidgets import QAction

LOW = {3: ("aligned", 0.12), 10: ("doubtful", 0.21), 20: ("absent", 0.05), 33: ("aligned", 0.41), 47: ("aligned", 0.33)}


@pytest.fixture
def dock(project, desk, wait_until):
    """The panel with an aligned layer of which five features are unsure."""
    results = processing.run(
        "realign:alignvectors",
        {"INPUT": project[0], "BASEMAP": project[1], "METHOD": 0, "OUTPUT": "TEMPORARY_OUTPUT"},
    )
    layer = results["OUTPUT"]
    layer.setName("Aligned")
    from realign.plugin.styling import aligned_style

    layer.loadNamedStyle(str(aligned_style(layer.wkbType())))
    status, confidence = (layer.fields().lookupField(name) for name in ("ra_status", "ra_conf"))
    changes = {number: {status: what, confidence: value} for number, (what, value) in LOW.items()}
    layer.dataProvider().changeAttributeValues(changes)
    QgsProject.instance().addMapLayer(layer)
    QgsProject.instance().layerTreeRoot().findLayer(project[0].id()).setItemVisibilityChecked(False)
    desk.setActiveLayer(layer)
    action = desk.window.findChild(QAction, "realign_review")
    action.trigger()
    from realign.plugin.review_dock import ReviewDock

    dock = desk.window.findChild(ReviewDock)
    dock.setMinimumWidth(330)
    wait_until(dock.isVisible)
    yield dock
    if not sip.isdeleted(layer):
        layer.rollBack()
    if action.isChecked():
        action.trigger()


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_menu_has_what_it_should(desk, provider):
    (menu,) = [each for each in desk.vector_menu.findChildren(QMenu) if each.title().replace("&", "") == "Realign"]
    names = [each.text().replace("&", "") for each in menu.actions()]
    assert names[:2] == ["Align Vectors to Imagery…", "Review Aligned Layer"]
    assert names[-1] == "Help"
    assert all(not each.icon().isNull() for each in menu.actions())


def test_it_lists_the_unsure_and_steps_through_them(dock, desk, project, screenshot):
    assert [dock.list.topLevelItem(row).text(1) for row in range(5)] == ["0.05", "0.12", "0.21", "0.33", "0.41"]
    assert dock.list.topLevelItemCount() == 5
    assert dock.form.original_box.currentLayer().id() == project[0].id()
    assert dock.list.current == 20
    click(dock.actions_widget.next)
    assert dock.list.current == 3
    assert desk.canvas.extent().contains(dock._review.feature(3).geometry().boundingBox())
    desk.window.resize(1280, 800)
    screenshot(desk.window, "review")
    screenshot(dock, "review-dock")


def test_keys_decide_and_undo(dock, press):
    press(dock.list, Qt.Key.Key_A)
    layer = dock._review.layer
    assert layer.getFeature(20)["ra_status"] == "accepted"
    assert dock.list.current == 3  # it went on
    assert dock.progress.text() == "1 of 5 reviewed"
    before = layer.getFeature(3).geometry()
    press(dock.list, Qt.Key.Key_R)
    assert layer.getFeature(3)["ra_status"] == "reverted"
    assert not layer.getFeature(3).geometry().equals(before)
    press(dock.list, Qt.Key.Key_U)
    assert layer.getFeature(3)["ra_status"] == "aligned"
    assert layer.getFeature(3).geometry().equals(before)
    assert dock.progress.text() == "1 of 5 reviewed"


def test_keys_nudge_by_a_pixel(dock, desk, press):
    layer, number = dock._review.layer, dock.list.current
    before = layer.getFeature(number).geometry().boundingBox()
    press(dock.list, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    after = layer.getFeature(number).geometry().boundingBox()
    assert after.xMinimum() - before.xMinimum() == pytest.approx(desk.canvas.mapUnitsPerPixel(), rel=1e-6)
    assert layer.getFeature(number)["ra_status"] == "fixed"
    assert layer.undoStack().count() == 1
    assert dock.list.current == number  # she is not done with it


def test_an_edit_with_another_tool_is_one_command_with_the_status(dock):
    layer = dock._review.layer
    number = 3
    dock.list.go_to(number)
    click(dock.actions_widget.fix)
    assert layer.isEditable()
    assert layer.selectedFeatureIds() == [number]
    layer.beginEditCommand("Moved vertex")  # as QGIS's vertex tool does
    vertex = layer.getFeature(number).geometry().vertexAt(1)
    layer.moveVertex(vertex.x() + 1, vertex.y(), number, 1)
    layer.endEditCommand()
    assert layer.getFeature(number)["ra_status"] == "fixed"
    assert layer.undoStack().count() == 1
    layer.undoStack().undo()
    assert layer.getFeature(number)["ra_status"] == "aligned"
    layer.undoStack().redo()
    assert layer.getFeature(number)["ra_status"] == "fixed"


def test_saving_keeps_the_list(dock, press):
    press(dock.list, Qt.Key.Key_A)
    click(dock.actions_widget.save)
    assert not dock._review.layer.isModified()
    assert dock.list.topLevelItemCount() == 5
    assert dock.progress.text() == "1 of 5 reviewed"


def test_a_layer_that_cannot_be_edited_says_so(dock, desk, screenshot):
    layer = dock._review.layer
    layer.setReadOnly(True)
    dock.set_layer(None)
    dock.set_layer(layer)
    assert "can only be looked at" in dock.message.text()
    assert not dock.actions_widget.accept.isEnabled()
    assert dock.actions_widget.next.isEnabled()
    screenshot(dock, "review-dock-read-only")
    layer.setReadOnly(False)


def test_a_layer_that_goes_leaves_an_empty_panel(dock, wait_until):
    QgsProject.instance().removeMapLayer(dock._review.layer.id())
    assert dock.list.topLevelItemCount() == 0
    assert dock.message.isVisible()
