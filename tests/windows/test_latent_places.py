"""The latent explorer with a model that is tied to places: the map is its plane."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRectangle
from qgis.gui import QgsRubberBand, QgsVertexMarker
from qgis.PyQt.QtCore import QEvent, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

try:
    from qgis.PyQt.QtGui import QAction
except ImportError:
    from qgis.PyQt.QtWidgets import QAction

PLACES = [(59.9, 10.7, "Oslo"), (37.9, 23.7, "Athens"), (48.21, 16.37, "Vienna")]


@pytest.fixture
def page(desk, project, colorize_models, wait_until):
    """With the town's imagery, coloured as of where it lies."""
    from realign.plugin.latent_explorer import LatentExplorer

    desk.setActiveLayer(project[1])
    action = desk.window.findChild(QAction, "realign_latentexplorer")
    action.trigger()
    dock = desk.window.findChild(LatentExplorer)
    dock.setMinimumWidth(340)
    dock.models.take_file(str(colorize_models(places=PLACES, area=(-10.0, 35.0, 40.0, 70.0))))
    page = dock.place_page
    wait_until(lambda: page.isVisible() and page.picture.pixels is not None)
    settled(page, wait_until)
    yield page
    if action.isChecked():
        action.trigger()
    page._colours, page._is_given = None, False
    page.picture.show_pixels(None)


def settled(page, wait_until):
    """Wait until nothing is read or coloured any more, and return the picture."""
    dock = page.parent().parent().parent()
    wait_until(lambda: not page._reading.running and not dock._newest.busy)
    return page.picture.pixels


def send(canvas, kind, place, button, held):
    event = QMouseEvent(
        kind,
        QPointF(place),
        QPointF(canvas.viewport().mapToGlobal(place)),
        button,
        held,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(canvas.viewport(), event)


def marks(desk):
    return [each for each in desk.canvas.scene().items() if isinstance(each, (QgsVertexMarker, QgsRubberBand))]


def test_imagery_has_the_colours_of_its_own_place(page, desk, screenshot):
    assert page.numbers.values == pytest.approx([48.12, 15.0], abs=0.01)
    assert page.picture.pixels.shape == (1000, 1000, 4)
    assert page.layer_box.currentLayer().name() == "imagery"
    assert len(marks(desk)) == 2
    desk.window.resize(1280, 800)
    screenshot(desk.window, "latent-places")


def test_a_click_far_away_brings_the_colours_of_that_place(page, desk, wait_until, screenshot):
    own = page.picture.pixels
    QTest.mouseClick(page.choose, Qt.MouseButton.LeftButton)
    assert desk.canvas.mapTool() is page._tool
    desk.canvas.setExtent(QgsRectangle(-3e6, 3e6, 4e6, 8e6))
    assert page.picture.pixels is own  # the piece stays when the map is moved
    canvas, left, none = desk.canvas, Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    where = canvas.getCoordinateTransform().transform(500_000.0, 7_200_000.0).toQPointF().toPoint()  # 65° north
    send(canvas, QEvent.Type.MouseButtonPress, where, left, left)
    first = settled(page, wait_until)
    assert page.numbers.values == pytest.approx([64.9, 15.0], abs=1.0)
    assert np.abs(first.astype(int) - own).max() > 10
    where = canvas.getCoordinateTransform().transform(500_000.0, 4_000_000.0).toQPointF().toPoint()
    send(canvas, QEvent.Type.MouseMove, where, none, left)
    send(canvas, QEvent.Type.MouseButtonRelease, where, left, none)
    second = settled(page, wait_until)
    assert page.numbers.values[0] == pytest.approx(36.1, abs=1.0)
    assert np.abs(second.astype(int) - first).max() > 10
    brightness = [each[..., :3].astype(int).max(-1) + each[..., :3].min(-1) for each in (own, first, second)]
    assert (brightness[0] == brightness[1]).all() and (brightness[1] == brightness[2]).all()
    screenshot(desk.window, "latent-places-far-away")
    QTest.mouseClick(page.choose, Qt.MouseButton.LeftButton)
    assert desk.canvas.mapTool() is not page._tool


def test_far_from_all_places_its_own_is_not_told_but_a_chosen_one_is(page, colorize_models, project, wait_until):
    dock, own = page.parent().parent().parent(), page.picture.pixels
    dock.models.take_file(str(colorize_models(places=PLACES[:2])))
    wait_until(lambda: page._model.card.places == PLACES[:2] and "at most places" in dock.message.text())
    nowhere = settled(page, wait_until)
    assert np.abs(nowhere.astype(int) - own).max() > 10 and "lies at 48.1" in dock.message.text()
    page.picture.add_button.click()
    wait_until(lambda: len(QgsProject.instance().mapLayers()) == 3)
    (layer,) = [each for each in QgsProject.instance().mapLayers().values() if "Colours" in each.name()]
    assert layer.name() == "Colours of no certain place"
    assert gdal.Open(layer.source()).GetMetadataItem("REALIGN_PLACE") == "not told"
    page.numbers.boxes[0].setValue(48.0)
    given = settled(page, wait_until)
    assert np.abs(given.astype(int) - nowhere).max() > 10 and "are a guess" in dock.message.text()


def test_known_places_and_typed_ones(page, wait_until):
    own = page.picture.pixels
    assert [page.known.itemText(row) for row in range(page.known.count())] == ["Oslo", "Athens", "Vienna"]
    page.known.setFocus()
    QTest.keyClick(page.known, Qt.Key.Key_Down)
    oslo = settled(page, wait_until)
    assert page.numbers.values == pytest.approx([59.9, 10.7])
    assert np.abs(oslo.astype(int) - own).max() > 5
    page.numbers.boxes[0].setValue(-50.0)
    settled(page, wait_until)
    assert page.known.currentIndex() == -1  # this is not Oslo any more
    dock = page.parent().parent().parent()
    assert "the colours are a guess" in dock.message.text()


def test_the_picture_becomes_a_layer_where_the_piece_lies(page, project, wait_until):
    page.picture.add_button.click()
    wait_until(lambda: len(QgsProject.instance().mapLayers()) == 3)
    (layer,) = [each for each in QgsProject.instance().mapLayers().values() if "Colours" in each.name()]
    assert layer.name().startswith("Colours of 48.1") and layer.crs() == project[1].crs()
    one, other = layer.extent(), project[1].extent()
    for side in ("xMinimum", "xMaximum", "yMinimum", "yMaximum"):
        assert getattr(one, side)() == pytest.approx(getattr(other, side)(), abs=0.01)
    written = gdal.Open(layer.source())
    assert (written.ReadAsArray()[:3].transpose(1, 2, 0) == page.picture.pixels[..., :3]).all()
    assert written.GetMetadataItem("REALIGN_PLACE").startswith("48.1")


def test_the_part_that_is_coloured_follows_the_button(page, desk, project, wait_until):
    extent = project[1].extent()
    desk.canvas.setExtent(QgsRectangle.fromCenterAndSize(extent.center(), 60.0, 45.0))
    QTest.mouseClick(page.take, Qt.MouseButton.LeftButton)
    wait_until(lambda: page.picture.pixels.shape[0] < 500)
    height, width = settled(page, wait_until).shape[:2]
    shown = desk.canvas.extent().intersect(extent)
    assert (width, height) == pytest.approx((shown.width() / 0.15, shown.height() / 0.15), abs=1)


def test_a_map_beside_the_imagery_is_said(page, desk, project, wait_until):
    extent = project[1].extent()
    desk.canvas.setExtent(
        QgsRectangle(extent.xMaximum() + 1e4, extent.yMinimum(), extent.xMaximum() + 2e4, extent.yMaximum())
    )
    QTest.mouseClick(page.take, Qt.MouseButton.LeftButton)
    dock = page.parent().parent().parent()
    assert "The map window does not show “imagery”" in dock.message.text()


def test_closing_leaves_nothing_on_the_map(page, desk, settle):
    QTest.mouseClick(page.choose, Qt.MouseButton.LeftButton)
    assert marks(desk)
    desk.window.findChild(QAction, "realign_latentexplorer").trigger()
    settle()
    assert not marks(desk) and desk.canvas.mapTool() is not page._tool and not page.choose.isChecked()


def test_tiles_are_coloured_as_files_are(page, desk, project, server, wait_until, screenshot):
    layer = server.xyz()
    QgsProject.instance().addMapLayer(layer)
    page.layer_box.setLayer(layer)
    wait_until(lambda: page._colours is not None and page._colours.place.transform[1] < 1 and server.requests)
    pixels = settled(page, wait_until)
    assert pixels[..., 3].mean() > 100 and np.ptp(pixels[..., :3].astype(int), axis=-1).mean() > 5
    assert page.numbers.values == pytest.approx([48.12, 15.0], abs=0.01)
    desk.window.resize(900, 520)
    screenshot(desk.window, "latent-places-small")


def test_the_mark_stays_on_its_place_when_the_map_is_projected_anew(page, desk, settle):
    (mark,) = [each for each in marks(desk) if isinstance(each, QgsVertexMarker)]
    before = mark.center()
    crs = desk.canvas.mapSettings().destinationCrs()
    desk.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    settle()
    after = mark.center()
    assert (after.x(), after.y()) == pytest.approx((1_670_000, 6_125_000), abs=10_000) != (before.x(), before.y())
    desk.canvas.setDestinationCrs(crs)


def test_without_imagery_it_asks_for_some(page, desk, project, settle):
    QgsProject.instance().removeMapLayer(project[1].id())
    settle()
    dock = page.parent().parent().parent()
    assert "Add grey imagery" in dock.message.text()
    assert not marks(desk) and not page.picture.add_button.isEnabled()
