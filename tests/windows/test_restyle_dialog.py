"""The window of *Restyle map*: opened, clicked, looked at."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from realign.plugin import settings

_spec = importlib.util.spec_from_file_location("looking", Path(__file__).with_name("looking.py"))
_looking = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_looking)
button, group, sentences = _looking.button, _looking.group, _looking.sentences


@pytest.fixture(autouse=True)
def models(_fresh_profile, provider, restyle_models):
    """Small models in the place of those that ship."""
    for kind in ("maps", "scans"):
        settings.set_default_model(str(restyle_models(kind)), kind, "restyle")


@pytest.fixture
def open_dialog(desk, wait_until):
    """``open_dialog()``: as a user opens it, by the menu."""
    opened = []

    def open_it():
        from realign.plugin.restyle_dialog import RestyleDialog

        (action,) = [each for each in desk.window.actions() + _actions(desk.raster_menu) if "tyle" in each.text()]
        action.trigger()
        (dialog,) = [
            each for each in QgsApplication.topLevelWidgets() if isinstance(each, RestyleDialog) and each.isVisible()
        ]
        opened.append(dialog)
        dialog.resize(900, 760)
        wait_until(lambda: sentences(dialog))
        return dialog

    yield open_it
    for dialog in opened:
        dialog.close()
        dialog.deleteLater()


@pytest.fixture
def dialog(project, open_dialog):
    """With the town's imagery as the map."""
    return open_dialog()


def _actions(menu):
    return [action for each in menu.actions() for action in (each.menu().actions() if each.menu() else [each])]


def styles(dialog) -> list[str]:
    return [dialog.gallery.item(row).text() for row in range(dialog.gallery.count())]


def test_it_begins_with_the_raster_at_hand_and_pictures_of_styles(dialog, project, screenshot):
    parameters = dialog.createProcessingParameters()
    assert parameters["INPUT"] == project[1].id() and parameters["STYLE"] == "modern"
    assert styles(dialog) == ["Modern", "Toner", "Watercolor"]
    assert dialog.gallery.style_id == "modern"
    assert all(not dialog.gallery.item(row).icon().isNull() for row in range(3))
    assert "0.15 m per pixel, but the model was trained on 0.6 to 4 m" in " ".join(sentences(dialog))
    screenshot(dialog, "restyle-dialog")


def test_a_click_on_a_picture_chooses_the_style(dialog, press):
    place = dialog.gallery.visualItemRect(dialog.gallery.item(2)).center()
    QTest.mouseClick(dialog.gallery.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.createProcessingParameters()["STYLE"] == "watercolor"
    press(dialog.gallery, Qt.Key.Key_Left)
    assert dialog.createProcessingParameters()["STYLE"] == "toner"
    dialog.setParameters({"STYLE": "modern"})
    assert dialog.gallery.style_id == "modern"


def test_scans_have_other_styles(dialog, project, wait_until):
    dialog.setParameters({"INPUT": project[1].id(), "KIND": 1})
    wait_until(lambda: styles(dialog) == ["Modern"])
    dialog.setParameters({"INPUT": project[1].id(), "KIND": 0, "REFERENCE": project[1].id()})
    wait_until(lambda: len(styles(dialog)) == 3)
    assert not dialog.gallery.isEnabled()  # the reference is what counts


def test_preview_lies_on_top_and_goes_with_the_window(dialog, desk, project, wait_until, screenshot):
    dialog.setParameters({"INPUT": project[1].id(), "STYLE": "watercolor"})
    QTest.mouseClick(button(dialog, "Preview"), Qt.MouseButton.LeftButton)
    wait_until(lambda: dialog._preview.running or group())
    assert button(dialog, "Cancel preview").isVisible()
    wait_until(lambda: not dialog._preview.running)
    (node,) = group().children()
    assert node.name() == "Restyled", sentences(dialog)
    assert any("pixels, on top of the map" in each for each in sentences(dialog))
    layer = QgsProject.instance().mapLayer(node.layerId())
    assert layer.width() == layer.height() == 1000
    middle, whole = layer.extent().center(), project[1].extent().center()
    assert (middle.x(), middle.y()) == pytest.approx((whole.x(), whole.y()), abs=0.5)
    assert layer.renderer().redContrastEnhancement() is None
    screenshot(dialog, "restyle-dialog-after-preview")
    screenshot(desk.window, "restyle-preview-on-the-map")
    dialog.close()
    assert group() is None and len(QgsProject.instance().mapLayers()) == 2


def test_a_cancelled_preview_leaves_nothing(dialog, wait_until):
    QTest.mouseClick(button(dialog, "Preview"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(dialog, "Cancel preview"), Qt.MouseButton.LeftButton)
    wait_until(lambda: not dialog._preview.running)
    assert group() is None and "The preview was cancelled." in sentences(dialog)


def test_the_map_beside_the_layer_is_said_at_once(dialog, desk, project):
    extent = project[1].extent()
    extent.setXMinimum(extent.xMinimum() + 10_000)
    extent.setXMaximum(extent.xMaximum() + 10_000)
    desk.canvas.setExtent(extent)
    QTest.mouseClick(button(dialog, "Preview"), Qt.MouseButton.LeftButton)
    assert any("The map window does not show “imagery”" in each for each in sentences(dialog))


def test_a_run_replaces_the_preview(dialog, project, wait_until, screenshot):
    dialog.setParameters({"INPUT": project[1].id(), "STYLE": "toner", "SCALE": 0.3})
    QTest.mouseClick(button(dialog, "Preview"), Qt.MouseButton.LeftButton)
    wait_until(lambda: group() is not None)
    QTest.mouseClick(dialog.runButton(), Qt.MouseButton.LeftButton)
    wait_until(lambda: any(each.name() == "Restyled map" for each in QgsProject.instance().mapLayers().values()))
    assert group() is None
    screenshot(dialog, "restyle-dialog-log")


def test_web_tiles_begin_with_what_the_map_shows(project, desk, server, open_dialog, wait_until, screenshot):
    tiles = server.xyz()
    QgsProject.instance().addMapLayer(tiles)
    desk.setActiveLayer(tiles)
    dialog = open_dialog()
    parameters = dialog.createProcessingParameters()
    assert parameters["INPUT"] == tiles.id()
    expected = project[1].extent().width() / desk.canvas.width()
    assert 0.3 * expected < parameters["RESOLUTION"] < 3 * expected
    assert parameters["EXTENT"]
    assert any("is a web service" in each for each in sentences(dialog))
    screenshot(dialog, "restyle-dialog-tiles")
    QTest.mouseClick(button(dialog, "Preview"), Qt.MouseButton.LeftButton)
    wait_until(lambda: group() is not None or not dialog._preview.running)
    assert group() is not None, sentences(dialog)


def test_a_scan_without_a_place_is_previewed(desk, provider, open_dialog, imagery, tmp_path, wait_until):
    from osgeo import gdal
    from qgis.core import QgsCoordinateReferenceSystem

    path = str(tmp_path / "scan.png")
    gdal.Translate(path, imagery.source(), format="PNG", srcWin=[0, 0, 400, 300])
    (tmp_path / "scan.png.aux.xml").unlink(missing_ok=True)
    scan = QgsRasterLayer(path, "scan", "gdal")
    assert not scan.crs().isValid()
    QgsProject.instance().addMapLayer(scan)
    desk.canvas.setDestinationCrs(QgsCoordinateReferenceSystem())
    desk.canvas.setExtent(scan.extent())
    dialog = open_dialog()
    assert any("Where “scan” lies is not known" in each for each in sentences(dialog))
    QTest.mouseClick(button(dialog, "Preview"), Qt.MouseButton.LeftButton)
    wait_until(lambda: group() is not None or not dialog._preview.running)
    assert group() is not None, sentences(dialog)
    layer = QgsProject.instance().mapLayer(group().children()[0].layerId())
    assert (layer.width(), layer.height()) == (400, 300)
