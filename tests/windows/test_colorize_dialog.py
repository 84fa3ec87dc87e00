"""The window of *Colorize grayscale imagery*: opened, clicked, looked at."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QToolButton

from realign.plugin import settings

_spec = importlib.util.spec_from_file_location("looking", Path(__file__).with_name("looking.py"))
_looking = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_looking)
button, group, sentences = _looking.button, _looking.group, _looking.sentences


@pytest.fixture
def photo(desk, provider, town, colorize_models, _fresh_profile, tmp_path, settle):
    """The town as a grey photograph on the map, and a small model in the place of the one that ships."""
    settings.set_default_model(str(colorize_models()), "aerial", "colorize")
    path = tmp_path / "photo.tif"
    colours = gdal.Open(str(town.imagery))
    made = gdal.GetDriverByName("GTiff").Create(str(path), colours.RasterXSize, colours.RasterYSize, 1)
    made.WriteArray(colours.ReadAsArray()[:3].mean(0).astype(np.uint8))
    made.SetGeoTransform(colours.GetGeoTransform())
    made.SetProjection(colours.GetProjection())
    made = None
    raster = QgsProject.instance().addMapLayer(QgsRasterLayer(str(path), "photo 1945", "gdal"))
    desk.canvas.setDestinationCrs(raster.crs())
    desk.canvas.setExtent(raster.extent())
    settle()
    yield raster
    QgsProject.instance().clear()
    settle()


@pytest.fixture
def dialog(desk, photo, wait_until):
    """As a user opens it, by the menu."""
    (action,) = [
        each for menu in desk.raster_menu.actions() for each in menu.menu().actions() if "olorize" in each.text()
    ]
    action.trigger()
    dialog = desk.plugin._desktop._dialogs[-1]
    dialog.resize(820, 640)
    wait_until(lambda: sentences(dialog))
    yield dialog
    dialog.close()
    dialog.deleteLater()


def test_it_begins_with_the_raster_at_hand_and_says_whose_colours_it_gets(dialog, photo, screenshot):
    assert dialog.createProcessingParameters()["INPUT"] == photo.id()
    said = " ".join(sentences(dialog))
    assert "“photo 1945” has 0.15 m per pixel, which suits the model." in said
    assert "It gets the colours of 48.12° N, 15.00° E." in said
    screenshot(dialog, "colorize-dialog")


def test_a_click_on_the_map_is_the_place(dialog, desk, wait_until):
    panel = dialog.mainWidget().wrappers["PLACE"].wrappedWidget()
    QTest.mouseClick(panel.findChild(QToolButton), Qt.MouseButton.LeftButton)
    spot = QPoint(desk.canvas.width() // 4, desk.canvas.height() // 3)
    QTest.mouseMove(desk.canvas.viewport(), spot)
    QTest.mouseClick(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    wait_until(lambda: dialog.createProcessingParameters().get("PLACE"))
    x, y = map(float, dialog.createProcessingParameters()["PLACE"].split(" [")[0].split(","))
    clicked = desk.canvas.getCoordinateTransform().toMapCoordinates(spot)
    assert (x, y) == pytest.approx((clicked.x(), clicked.y()), abs=2)


def test_places_are_judged(dialog, photo, colorize_models, wait_until):
    dialog.setParameters({"INPUT": photo.id(), "PLACE": "18.4,-33.9 [EPSG:4326]"})
    wait_until(lambda: "The place 33.90° S, 18.40° E lies 8535 km from Barcelona" in " ".join(sentences(dialog)))
    dialog.setParameters({"INPUT": photo.id(), "PLACE": None, "MODEL": str(colorize_models(places=[(41.4, 2.2, "B")]))})
    wait_until(lambda: "seen nothing near 48.12° N, 15.00° E" in " ".join(sentences(dialog)))
    dialog.setParameters({"INPUT": photo.id(), "PLACE": "11.58,48.14 [EPSG:4326]", "MODEL": str(colorize_models())})
    wait_until(lambda: "It gets the colours of 48.14° N, 11.58° E." in " ".join(sentences(dialog)))


def test_preview_lies_on_top_in_colour_and_goes_with_the_window(dialog, desk, photo, wait_until, screenshot):
    QTest.mouseClick(button(dialog, "Preview"), Qt.MouseButton.LeftButton)
    wait_until(lambda: dialog._preview.running or group())
    wait_until(lambda: not dialog._preview.running)
    (node,) = group().children()
    assert node.name() == "Colorized", sentences(dialog)
    raster = QgsProject.instance().mapLayer(node.layerId())
    assert raster.width() == raster.height() == 1000
    made = gdal.Open(raster.source()).ReadAsArray().astype(int)
    assert np.ptp(made[:3], 0).mean() > 10
    left = round((raster.extent().xMinimum() - photo.extent().xMinimum()) / 0.15)
    top = round((photo.extent().yMaximum() - raster.extent().yMaximum()) / 0.15)
    grey = gdal.Open(photo.source()).ReadAsArray(left, top, 1000, 1000).astype(int)
    np.testing.assert_array_equal(made[:3].max(0) + made[:3].min(0), 2 * grey)
    screenshot(dialog, "colorize-dialog-after-preview")
    screenshot(desk.window, "colorize-preview-on-the-map")
    dialog.close()
    assert group() is None and list(QgsProject.instance().mapLayers()) == [photo.id()]


def test_imagery_without_a_place_needs_one(dialog, photo, wait_until, tmp_path):
    path = tmp_path / "scan.png"
    gdal.Translate(str(path), photo.source(), format="PNG", noData="none")
    for side in tmp_path.glob("scan.png.aux.xml"):
        side.unlink()
    scan = QgsProject.instance().addMapLayer(QgsRasterLayer(str(path), "scan", "gdal"))
    dialog.setParameters({"INPUT": scan.id()})
    wait_until(lambda: "Choose the place whose colours “scan” takes." in sentences(dialog))
