"""The latent explorer: opened from the menu, driven by mouse and keys, looked at."""

from __future__ import annotations

import time

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QColor, QMouseEvent, QPalette, QWheelEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QFileDialog

try:
    from qgis.PyQt.QtGui import QAction
except ImportError:
    from qgis.PyQt.QtWidgets import QAction


@pytest.fixture
def explorer(desk, provider, wait_until):
    """``explorer(path)``: the panel with a model."""
    action = desk.window.findChild(QAction, "realign_latentexplorer")

    def open_it(path):
        from realign.plugin.latent_explorer import LatentExplorer

        action.trigger()
        dock = desk.window.findChild(LatentExplorer)
        dock.setMinimumWidth(330)
        dock.models.take_file(str(path))
        wait_until(lambda: dock.page.isVisible() or dock.place_page.isVisible())
        return dock

    yield open_it
    if action.isChecked():
        action.trigger()


@pytest.fixture
def dock(explorer, latent_models, wait_until):
    """With a model of two numbers whose picture is shown."""
    dock = explorer(latent_models())
    dock.page.show_model(dock.page._model)  # a test before may have left the cursor elsewhere
    shown(dock, wait_until)
    return dock


def sigmoid(code):
    return np.rint(255 / (1 + np.exp(-np.array([*code, 0.0][:3])))).astype(int).tolist()


def shown(dock, wait_until):
    """Wait until the picture is that of the cursor, and return its colour."""
    picture = dock.page.picture

    def there():
        return picture.pixels is not None and not dock._newest.busy

    wait_until(there)
    return picture.pixels[0, 0].tolist()


def pixel(plane, x, y) -> QPoint:
    return plane.where(x, y).toPoint()


def test_it_begins_in_the_middle_and_shows_its_picture(dock, screenshot, desk):
    assert dock.models.box.currentText() == "made up"
    assert dock.page.plane.point == (0, 0)
    assert dock.page.picture.pixels[0, 0].tolist() == sigmoid([0, 0])
    assert "watercolor" in dock.page.legend.text()
    assert not dock.message.isVisible()
    desk.window.resize(1280, 800)
    screenshot(desk.window, "latent-explorer")
    screenshot(dock, "latent-explorer-dock")


def test_a_drag_is_followed_and_its_end_is_what_stays(dock, wait_until, monkeypatch):
    plane, view, seen = dock.page.plane, dock.page.picture.view, []
    show = view.show_image
    monkeypatch.setattr(view, "show_image", lambda image: (seen.append(image), show(image)))
    QTest.mousePress(plane, Qt.MouseButton.LeftButton, pos=pixel(plane, -2, -2))
    for step in range(1, 41):
        drag(plane, pixel(plane, -2 + step / 10, -2 + step / 10))
    QTest.mouseRelease(plane, Qt.MouseButton.LeftButton, pos=pixel(plane, 2, 2))
    colour = shown(dock, wait_until)
    assert plane.point == pytest.approx((2, 2), abs=0.02)
    assert colour == sigmoid(plane.point)
    assert dock.page.numbers.values == pytest.approx(plane.point, abs=1e-3)
    assert 2 <= len(seen) <= 42  # it was followed, and nothing was drawn twice


def test_a_slow_model_keeps_nobody_waiting(dock, wait_until, monkeypatch):
    model, asked = dock.page._model, []
    decode = model.decode

    def slowly(code):
        asked.append(tuple(code[:2]))
        time.sleep(0.2)
        return decode(code)

    monkeypatch.setattr(model, "decode", slowly)
    plane = dock.page.plane
    began = time.monotonic()
    for _ in range(20):
        QTest.keyClick(plane, Qt.Key.Key_Right)
    assert time.monotonic() - began < 2  # twenty answers would take four seconds
    assert shown(dock, wait_until) == sigmoid(plane.point)
    assert len(asked) < 12 and asked[-1] == plane.point and asked == sorted(asked)


def drag(widget, place):
    """Move with the left button held; QTest's own moves hold none."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(widget.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def test_keys_move_zoom_and_reset(dock, press, wait_until):
    plane = dock.page.plane
    press(plane, Qt.Key.Key_Right)
    step = plane.point[0]
    assert step > 0 and plane.point[1] == 0
    press(plane, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert plane.point == pytest.approx((step, 10 * step))
    assert shown(dock, wait_until) == sigmoid(plane.point)
    before = plane._view.scale
    press(plane, Qt.Key.Key_Plus)
    assert plane._view.scale == pytest.approx(1.25 * before)
    press(plane, Qt.Key.Key_Minus)
    assert plane._view.scale == pytest.approx(before)
    press(plane, Qt.Key.Key_Plus)
    press(plane, Qt.Key.Key_Home)
    assert plane.point == (0, 0) and plane._view.enlarged == 1
    assert shown(dock, wait_until) == sigmoid([0, 0])
    assert plane.accessibleDescription() == "0; 0"


def test_the_cursor_leads_the_window_along(dock, press):
    plane = dock.page.plane
    for _ in range(20):
        press(plane, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert plane.point[0] == 6  # half as far again as the samples reach
    assert plane.rect().contains(pixel(plane, *plane.point))


def test_wheel_and_middle_button(dock, screenshot):
    plane = dock.page.plane
    place = pixel(plane, 1.0, 1.2)
    for _ in range(6):
        event = QWheelEvent(
            QPointF(place),
            QPointF(plane.mapToGlobal(place)),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(plane, event)
    assert (pixel(plane, 1.0, 1.2) - place).manhattanLength() <= 2  # it stays under the pointer
    screenshot(dock, "latent-explorer-zoomed")
    place = pixel(plane, 1.0, 1.2)
    QTest.mousePress(plane, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place)
    drag(plane, place + QPoint(15, -10))
    QTest.mouseRelease(plane, Qt.MouseButton.LeftButton, pos=place)
    assert (pixel(plane, 1.0, 1.2) - place - QPoint(15, -10)).manhattanLength() <= 1
    assert plane.point == (0, 0)  # panning moves no cursor


def test_numbers_can_be_typed_and_the_order_of_tabs_is_that_of_reading(dock, press, wait_until):
    x, y = dock.page.numbers.boxes
    x.setValue(1.5)
    assert dock.page.plane.point == (1.5, 0)
    assert shown(dock, wait_until) == sigmoid([1.5, 0])
    order, widget = [], dock.models.box
    for _ in range(200):
        order.append(widget)
        widget = widget.nextInFocusChain()
    wanted = [
        dock.models.box,
        dock.models.button,
        dock.page.plane,
        x,
        y,
        dock.page.picture.copy_button,
        dock.page.where,
    ]
    places = [order.index(each) for each in wanted]
    assert places == sorted(places)


def test_a_picture_is_copied(dock):
    QTest.mouseClick(dock.page.picture.copy_button, Qt.MouseButton.LeftButton)
    image = QApplication.clipboard().image()
    assert (image.width(), image.height()) == (16, 16)
    assert QColor(image.pixel(0, 0)).red() == dock.page.picture.pixels[0, 0, 0]


def test_a_picture_becomes_a_layer_in_the_middle_of_the_map(dock, desk, project, wait_until):
    dock.page.numbers.boxes[0].setValue(1.0)
    colour = shown(dock, wait_until)
    dock.page.picture.add_button.click()
    wait_until(lambda: len(QgsProject.instance().mapLayers()) == 3)
    (layer,) = [each for each in QgsProject.instance().mapLayers().values() if "made up" in each.name()]
    assert layer.name() == "made up (1; 0)" and layer.crs() == desk.canvas.mapSettings().destinationCrs()
    assert layer.rasterUnitsPerPixelX() == pytest.approx(2.0, rel=1e-3)
    middle, map_middle = layer.extent().center(), desk.canvas.extent().center()
    assert (middle.x(), middle.y()) == pytest.approx((map_middle.x(), map_middle.y()), abs=0.01)
    assert gdal.Open(layer.source()).ReadAsArray()[:, 0, 0].tolist() == colour


def test_a_picture_is_saved_where_the_user_says(dock, project, wait_until, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "tile"), ""))
    dock.page.picture.save_action.trigger()
    wait_until(lambda: (tmp_path / "tile.tif").exists() and len(QgsProject.instance().mapLayers()) == 3)
    assert [each.name for each in tmp_path.iterdir()] == ["tile.tif"]


def test_where_the_map_lies_on_the_plane(dock, desk, project, wait_until):
    desk.canvas.setLayers([])
    desk.canvas.setCanvasColor(QColor(51, 204, 99))
    desk.canvas.mapSettings().setBackgroundColor(QColor(51, 204, 99))
    dock.page.where.click()
    wait_until(lambda: dock.message.isVisible())
    assert dock.page.plane.point == pytest.approx((51 / 255 - 0.5, 204 / 255 - 0.5), abs=1e-3)
    assert "The middle of the map lies" in dock.message.text()
    desk.canvas.setCanvasColor(Qt.GlobalColor.white)


def test_a_model_that_only_draws_is_not_asked_where_a_piece_is(explorer, latent_models, wait_until):
    dock = explorer(latent_models(reads=False))
    shown(dock, wait_until)
    assert not dock.page.where.isVisible()
    dock.models.take_file(str(latent_models()))
    wait_until(dock.page.where.isVisible)


def test_three_numbers_have_a_box_for_the_third(explorer, latent_models, wait_until):
    dock = explorer(latent_models(3))
    shown(dock, wait_until)
    x, _, z = dock.page.numbers.boxes
    z.setValue(z.maximum())
    assert shown(dock, wait_until) == sigmoid([0, 0, z.value()])
    dock.page.plane.setFocus()
    QTest.keyClick(dock.page.plane, Qt.Key.Key_Right)
    assert z.value() == z.maximum() and x.value() > 0


def test_an_answer_for_another_model_is_not_shown(explorer, latent_models, wait_until):
    dock = explorer(latent_models())
    shown(dock, wait_until)
    decoded = dock.page._on_decoded
    model = dock.page._model
    dock.models.take_file(str(latent_models(name="second")))
    wait_until(lambda: dock.page._model is not model and dock.page._model is not None)
    shown(dock, wait_until)
    before = dock.page.picture.pixels
    decoded(model, [9, 9], np.zeros((16, 16, 3), np.uint8))
    assert dock.page.picture.pixels is before


def test_what_is_no_model_is_told(dock, align_path, wait_until):
    dock.models.take_file(align_path)
    wait_until(lambda: "a model for 'latent' is needed" in dock.message.text())
    assert not dock.page.isVisible()


@pytest.fixture
def align_path():
    from realign.engine.model import default_model_path

    return default_model_path("align")


def test_it_follows_the_theme_and_takes_any_size(dock, desk, settle, screenshot):
    light = QApplication.palette()
    dark = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, "#2b2b2b"),
        (roles.WindowText, "#e0e0e0"),
        (roles.Base, "#1e1e1e"),
        (roles.AlternateBase, "#2b2b2b"),
        (roles.Text, "#e0e0e0"),
        (roles.Button, "#3a3a3a"),
        (roles.ButtonText, "#e0e0e0"),
        (roles.Mid, "#555555"),
        (roles.Highlight, "#3d7eff"),
    ):
        dark.setColor(role, QColor(colour))
    QApplication.setPalette(dark)
    try:
        dock.setFloating(True)
        dock.resize(360, 700)
        settle()
        assert dock.page.plane.grab().toImage().pixelColor(3, 3).lightness() < 80
        screenshot(dock, "latent-explorer-dark")
        dock.resize(900, 420)
        settle()
        assert dock.page._splitter.orientation() == Qt.Orientation.Horizontal
        screenshot(dock, "latent-explorer-wide")
        dock.resize(dock.minimumSizeHint())
        settle()
        screenshot(dock, "latent-explorer-small")
    finally:
        QApplication.setPalette(light)
        dock.setFloating(False)
        settle()
    assert dock.page.plane.grab().toImage().pixelColor(3, 3).lightness() > 200


def test_closing_unchecks_the_action_and_comes_back(dock, desk, settle):
    action = desk.window.findChild(QAction, "realign_latentexplorer")
    dock.close()
    settle()
    assert not action.isChecked()
    action.trigger()
    assert dock.isVisible() and dock.page.isVisible()


def test_models_that_ship_can_be_explored(explorer, wait_until, screenshot):
    from realign.engine.model import MODELS

    shipped = sorted(MODELS.glob("latent-*.onnx"))
    if not shipped:
        pytest.skip("no latent model ships yet")
    dock = explorer(shipped[0])
    dock.setMinimumWidth(420)
    for path in shipped:
        dock.models.take_file(str(path))
        shown(dock, wait_until)
        screenshot(dock, f"latent-explorer-{path.stem}")


def test_models_of_the_profile_are_offered_and_the_last_one_is_remembered(
    explorer, latent_models, colorize_models, tmp_path, monkeypatch, align_path
):
    from realign.plugin import latent_models as choice
    from realign.plugin import settings

    added = [colorize_models(name="added colours"), latent_models(name="added plane"), align_path]
    monkeypatch.setattr(choice, "added_models", lambda: added)
    monkeypatch.setattr(choice, "MODELS", tmp_path)
    box = choice.LatentModels()
    chosen = []
    box.chosen.connect(chosen.append)
    box.fill()
    assert [box.box.itemText(row) for row in range(box.box.count())] == ["added plane", "added colours"]
    box.box.setCurrentIndex(1)
    assert chosen == [str(added[1]), str(added[0])] and settings.explored_model() == str(added[0])
    other = choice.LatentModels()
    other.fill()
    assert other.path == str(added[0])
    monkeypatch.setattr(choice, "added_models", list)
    other.chosen.connect(chosen.append)
    other.fill()
    assert other.path == "" and chosen[-1] == ""  # it is gone


def test_without_any_model_it_says_what_to_do(desk, provider, tmp_path, monkeypatch):
    from realign.plugin import latent_models as choice
    from realign.plugin.latent_explorer import LatentExplorer

    monkeypatch.setattr(choice, "added_models", list)
    monkeypatch.setattr(choice, "MODELS", tmp_path)
    dock = LatentExplorer(desk)
    dock.take_models()
    assert "choose a file above" in dock.message.text()
    dock.release()
    dock.deleteLater()
