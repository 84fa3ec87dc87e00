"""The tab Models as a user meets it: the list, adding, refusing, removing, checking, defaults; and the whole page."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QMessageBox, QVBoxLayout

from realign.engine.model import default_model_path
from realign.plugin import settings
from realign.plugin.models_panel import ModelsPanel
from realign.plugin.options_page import OptionsFactory

FAST = Path(default_model_path("align")).with_name("align-buildings-fast.onnx")
SHIPPED = len(list(FAST.parent.glob("*.onnx")))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The user's models."""
    monkeypatch.setattr("realign.plugin.models.models_folder", lambda: tmp_path / "profile")
    return tmp_path / "profile"


@pytest.fixture
def mine(tmp_path):
    """A model that does not ship: a field more is one that readers pass over."""
    path = tmp_path / "village.onnx"
    path.write_bytes(FAST.read_bytes() + b"\xa2\x06\x00")
    return path


@pytest.fixture
def panel(desk, folder):
    panel = ModelsPanel()
    panel.resize(820, 640)
    panel.show()
    yield panel
    panel.close()
    panel.deleteLater()


def rows(panel):
    return [panel.list.topLevelItem(number).text(0) for number in range(panel.list.topLevelItemCount())]


def said(panel):
    return [item.text() for item in panel.messages.items()]


def select(panel, name):
    item = panel.list.findItems(name, Qt.MatchFlag.MatchStartsWith, 0)[0]
    panel.list.setCurrentItem(item)


def test_models_that_ship_and_their_cards(panel, screenshot):
    assert rows(panel)[:4] == [
        "align-buildings-fast", "align-buildings (default)", "align-roads-fast", "align-roads (default)",
    ]  # fmt: skip
    select(panel, "align-buildings (")
    text = panel.details.toPlainText()
    assert "Ground resolution" in text and "Training data" in text and "Measured quality" in text
    assert not panel.remove_button.isEnabled() and not panel.default_button.isEnabled()
    assert panel.check_button.isEnabled()
    screenshot(panel, "models")
    others = [path.stem for path in sorted(FAST.parent.glob("*.onnx")) if not path.stem.startswith("align-")]
    assert rows(panel)[4:] == [f"{name} (default)" for name in others]
    for kind, words in (("restyle-", "Styles"), ("colorize-", "Places")):
        for name in (each for each in others if each.startswith(kind)):
            select(panel, f"{name} (")
            assert words in panel.details.toPlainText() and "Reach" not in panel.details.toPlainText()
        screenshot(panel, f"models-{kind[:-1]}")


def test_files_are_added_and_refused(panel, folder, mine, tmp_path, wait_until, screenshot, monkeypatch):
    text = tmp_path / "notes.onnx"
    text.write_text("no model")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(text), str(mine), str(FAST)], ""))
    button = next(each for each in panel._adding if "Files" in each.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isEnabled()  # one thing at a time
    wait_until(lambda: len(rows(panel)) == SHIPPED + 1)
    assert (folder / "village.onnx").is_file() and button.isEnabled()
    assert panel.list.path == str(folder / "village.onnx") and panel.remove_button.isEnabled()
    messages = said(panel)
    assert any("notes.onnx" in message for message in messages)
    assert any("is in the list already" in message for message in messages)
    assert any("Added: village.onnx" in message for message in messages)
    screenshot(panel, "models-added")


def test_defaults_are_kept_when_the_page_is_accepted(panel, folder, mine, wait_until, screenshot):
    panel.add([mine])
    wait_until(lambda: len(rows(panel)) == SHIPPED + 1)
    QTest.mouseClick(panel.default_button, Qt.MouseButton.LeftButton)
    assert rows(panel).count("align-buildings-fast (default)") == 1 and "align-buildings" in rows(panel)
    assert settings.default_model("buildings") == ""
    panel.apply()
    assert settings.default_model("buildings") == str(folder / "village.onnx")
    screenshot(panel, "models-default")
    panel.list.setCurrentItem(panel.list.findItems("align-buildings", Qt.MatchFlag.MatchExactly, 0)[0])
    panel.make_default()
    panel.apply()
    assert settings.default_model("buildings") == ""  # what ships follows updates
    assert settings.default_model("roads") == ""


def test_a_default_that_is_gone(desk, folder):
    settings.set_default_model(str(folder / "gone.onnx"), "buildings")
    panel = ModelsPanel()
    assert "align-buildings (default)" in rows(panel)  # that is what runs
    assert len(said(panel)) == 1 and said(panel)[0].startswith("The model gone.onnx is gone from ")
    panel.apply()
    assert settings.default_model("buildings") == str(folder / "gone.onnx")  # it may come back
    panel.deleteLater()


def test_removing_asks_first(panel, folder, mine, wait_until, monkeypatch):
    panel.add([mine])
    wait_until(lambda: len(rows(panel)) == SHIPPED + 1)
    panel.make_default()
    panel.apply()
    answers, asked = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes], []

    def question(parent, title, text, *_):
        asked.append(text)
        return answers.pop(0)

    monkeypatch.setattr(QMessageBox, "question", question)
    QTest.mouseClick(panel.remove_button, Qt.MouseButton.LeftButton)
    assert len(rows(panel)) == SHIPPED + 1 and "village.onnx" in asked[0]
    QTest.mouseClick(panel.remove_button, Qt.MouseButton.LeftButton)
    assert len(rows(panel)) == SHIPPED and not list(folder.glob("*.onnx"))
    assert settings.default_model("buildings") == "" and "align-buildings (default)" in rows(panel)


def test_checking(panel, folder, mine, wait_until, screenshot):
    panel.add([mine])
    wait_until(lambda: len(rows(panel)) == SHIPPED + 1)
    panel.messages.clearWidgets()
    QTest.mouseClick(panel.check_button, Qt.MouseButton.LeftButton)
    wait_until(lambda: said(panel))
    assert "village.onnx is what its checksum says, can be loaded and runs on cpu" in said(panel)[0]
    (folder / "village.onnx").write_bytes(b"changed")
    panel.messages.clearWidgets()
    QTest.mouseClick(panel.check_button, Qt.MouseButton.LeftButton)
    wait_until(lambda: said(panel))
    assert "has changed since it was added" in said(panel)[0]
    panel.reload()
    assert "village.onnx" in rows(panel)  # by its file's name: its card cannot be read any more
    assert "no ONNX model" in panel.details.toPlainText()
    assert not panel.default_button.isEnabled() and panel.remove_button.isEnabled()
    screenshot(panel, "models-damaged")


def test_a_window_that_is_closed_meanwhile(desk, folder, mine, wait_until):
    panel = ModelsPanel()
    panel.add([mine])
    sip.delete(panel)
    wait_until(lambda: (folder / "village.onnx").is_file() and not QgsApplication.taskManager().activeTasks())


def test_by_keyboard(panel):
    assert panel.list.focusPolicy() & Qt.FocusPolicy.TabFocus
    letters = [each.text()[each.text().index("&") + 1].lower() for each in panel.findChildren(type(panel.check_button))]
    assert len(set(letters)) == len(letters) == 5
    panel.activateWindow()
    panel.list.setFocus()
    first = panel.list.path
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.list.path != first


def test_the_page_in_the_options(desk, folder, mine, screenshot):
    factory = OptionsFactory()
    assert factory.title() == "Realign" and not factory.icon().isNull()
    dialog = QDialog()
    dialog.setWindowTitle("Options — Realign")
    page = factory.createWidget(dialog)
    assert page.objectName() == "realignOptions"
    layout = QVBoxLayout(dialog)
    layout.addWidget(page)
    layout.addWidget(QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel))
    dialog.resize(920, 700)
    assert [page.tabs.tabText(number).replace("&", "") for number in range(page.tabs.count())] == [
        "Acceleration",
        "Models",
    ]
    screenshot(dialog, "options-acceleration")
    page.tabs.setCurrentIndex(1)
    screenshot(dialog, "options-models")
    page.apply()
    dialog.deleteLater()


def test_a_tab_that_cannot_be_made_does_not_take_the_other(desk, folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "realign.plugin.acceleration_panel", None)
    page = OptionsFactory().createWidget()
    assert page.tabs.count() == 2 and isinstance(page.tabs.widget(1), ModelsPanel)
    page.apply()
    page.deleteLater()
