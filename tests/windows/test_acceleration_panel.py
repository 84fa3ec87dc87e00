"""The tab *Acceleration* as a user sees it: nothing installed, installing, installed, broken."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QScrollArea, QVBoxLayout

from realign.plugin import backends, settings
from realign.plugin.acceleration_panel import AccelerationPanel
from realign.plugin.backend_store import installed

_spec = importlib.util.spec_from_file_location("wheel_index", Path(__file__).parents[1] / "plugin" / "wheel_index.py")
wheel_index = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(wheel_index)


def ours():
    return [name for name in sys.modules if name.partition(".")[0] == "onnxruntime"]


@pytest.fixture(autouse=True)
def _profile(tmp_path, monkeypatch, qgis_app):
    """A throw-away profile, and a Python that has no onnxruntime of its own."""
    folder = tmp_path / "profiles" / "maps"
    monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: f"{folder}/"))
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if not (Path(entry) / "onnxruntime").is_dir()])
    hidden = {name: sys.modules.pop(name) for name in ours()}
    yield
    for name in ours():
        del sys.modules[name]
    sys.modules.update(hidden)


@pytest.fixture
def index(tmp_path):
    index = wheel_index.WheelIndex(tmp_path / "index")
    wheel_index.make_wheel(index.folder, "1.20.0")
    yield index
    index.close()


@pytest.fixture
def window(desk):
    """The panel in a window of about the size of QGIS's options."""
    shown = []

    def show():
        dialog = QDialog(desk.window)
        dialog.setWindowTitle("Options — Realign")
        panel, scroll = AccelerationPanel(), QScrollArea()
        scroll.setWidget(panel)
        scroll.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        layout = QVBoxLayout(dialog)
        layout.addWidget(scroll)
        layout.addWidget(buttons)
        dialog.resize(760, 760)
        dialog.show()
        shown.append(dialog)
        return dialog, panel

    yield show
    for dialog in shown:
        dialog.close()
        dialog.deleteLater()


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_nothing_is_installed(window, screenshot, wait_until):
    dialog, panel = window()
    assert "numpy" in panel.now.text() and "2 to 3 times" in panel.now.text()
    assert panel.last.text() == "Nothing yet." and not panel.installed.remove.isEnabled()
    press(panel.trial)
    wait_until(lambda: "It runs" in panel.notice.text())
    assert "It runs with numpy." in panel.notice.text() and "is not installed" in panel.notice.text()
    screenshot(dialog, "acceleration_nothing_installed")


def test_installing_from_an_index_can_be_watched_and_cancelled(window, screenshot, wait_until, index):
    dialog, panel = window()
    box = panel.install
    box.index.setText(index.address)
    index.hold = True
    press(box.install)
    wait_until(lambda: box.bar.value() > 30)
    assert box.cancel.isVisible() and not box.install.isVisible() and not box.package.isEnabled()
    screenshot(dialog, "acceleration_installing")
    _, second = window()  # closed and opened again: it goes on, and is shown again
    assert second.install.cancel.isVisible()
    press(second.install.cancel)
    wait_until(lambda: "Cancelled" in box.notice.text() and "Cancelled" in second.install.notice.text())
    assert not installed() and box.install.isVisible()
    index.hold = False
    press(box.install)
    wait_until(lambda: "is installed" in box.notice.text())
    assert panel.installed.selected().about.version == "1.20.0" and "onnxruntime 1.20.0" in panel.now.text()
    assert settings.package_index() == index.address
    screenshot(dialog, "acceleration_installed")


def test_installing_from_a_folder_verifying_and_removing(window, screenshot, wait_until, index):
    settings.set_last_run(
        {
            "device": "cuda:1",
            "backend": "onnxruntime-gpu 1.20.0",
            "model": "align-buildings 0.1",
            "when": "2026-11-21T04:15:00",
            "warnings": ["cuda ran out of memory; smaller blocks were used."],
        }
    )
    wheel_index.make_wheel(index.folder, "1.21.0", package="onnxruntime-directml")
    dialog, panel = window()
    box = panel.install
    box.from_folder.setChecked(True)
    press(box.install)
    assert "Choose a folder" in box.notice.text()
    box.folder.setFilePath(str(index.folder))
    press(box.install)
    wait_until(lambda: "is installed" in box.notice.text())
    press(panel.installed.verify)
    wait_until(lambda: panel.installed.verify.isEnabled())
    # a made-up package has the files, and runs nothing
    assert "onnxruntime 1.20.0 cannot run a shipped model" in panel.installed.notice.text()
    assert "smaller blocks were used" in panel.last.text() and "cuda:1" in panel.last.text()
    screenshot(dialog, "acceleration_verified")
    backend = panel.installed.selected()
    for name in ours():
        del sys.modules[name]  # as if QGIS had not loaded it
    press(panel.installed.remove)
    assert not installed() and not backend.folder.exists() and "numpy" in panel.now.text()


def test_a_damaged_installation_is_told(window, screenshot, wait_until, index):
    settings.set_wheel_folder(str(index.folder))
    dialog, panel = window()
    assert panel.install.from_folder.isChecked()
    press(panel.install.install)
    wait_until(lambda: installed() and panel.installed.verify.isEnabled())
    (installed()[0].folder / "onnxruntime" / "capi" / "big.bin").unlink()
    press(panel.installed.verify)
    wait_until(lambda: "is damaged" in panel.installed.notice.text())
    screenshot(dialog, "acceleration_damaged")


def test_nvidias_libraries_are_offered_with_its_package_only(window, screenshot, wait_until, index):
    wheel_index.make_wheel(index.folder, "1.31.0", package="onnxruntime-gpu", metadata="Requires-Dist: nvidia-x\n")
    settings.set_wheel_folder(str(index.folder))
    dialog, panel = window()
    box = panel.install
    assert box.libraries.isVisible() == (box.package.currentData() == "onnxruntime-gpu")
    box.package.setCurrentIndex(box.package.findData("onnxruntime"))
    assert not box.libraries.isVisible()
    box.package.setCurrentIndex(box.package.findData("onnxruntime-gpu"))
    assert box.libraries.isVisible() and not box.libraries.isChecked()
    box.libraries.setChecked(True)
    press(box.install)
    wait_until(lambda: "There is no wheel of nvidia-x" in box.notice.text())
    screenshot(dialog, "acceleration_nvidia")


def test_the_device_is_chosen_and_stored(window):
    _, panel = window()
    panel.device.setCurrentIndex(panel.device.findData("cuda"))
    panel.number.setValue(1)
    assert panel.number.isVisible() and "the device cuda:1 needs ONNX Runtime" in panel.now.text()
    assert settings.device() == "auto"
    panel.apply()
    assert settings.device() == "cuda:1"
    _, again = window()
    assert again.chosen() == "cuda:1"
    again.device.setCurrentIndex(again.device.findData("numpy"))
    assert not again.number.isVisible() and again.chosen() == "numpy"


def test_the_diagnosis_is_copied(window):
    _, panel = window()
    press(panel.copy)
    text = QgsApplication.clipboard().text()
    assert "## Versions" in text and "- Realign " in text and "clipboard" in panel.notice.text()


def test_all_can_be_reached_with_the_keyboard(window):
    _, panel = window()
    box = panel.install
    for widget in (panel.device, panel.trial, panel.copy, panel.installed.tree, box.package, box.index, box.install):
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert set(backends.fitting_packages()) == {box.package.itemData(row) for row in range(box.package.count())}
