"""Loading and unloading the plugin in a window."""

from __future__ import annotations

import subprocess
import sys

import pytest
from qgis.core import QgsApplication, QgsProject, QgsSettings
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QDockWidget, QMenu, QToolBar, QWidget

SCRIPT = """
from qgis.core import QgsApplication
app = QgsApplication([], False)
app.initQgis()
from realign.plugin.realign_plugin import RealignPlugin
registry = QgsApplication.processingRegistry()
for _ in range(2):
    plugin = RealignPlugin(None)
    plugin.initGui()
    plugin.initProcessing()
    algorithm = registry.createAlgorithmById("realign:alignvectors")
    assert algorithm is not None
    assert algorithm.createCustomParametersWidget(None) is None  # Processing's windows cannot be imported here
    plugin.unload()
    assert registry.providerById("realign") is None
    plugin.unload()
print("unloaded twice")
app.exitQgis()
"""


def traces(desk) -> tuple:
    """What the plugin could have left in the window."""
    return (
        [action.text() for action in desk.vector_menu.actions()],
        [action.text() for action in desk.help_menu.actions()],
        sorted(each.windowTitle() for each in desk.window.findChildren(QToolBar)),
        sorted(each.windowTitle() for each in desk.window.findChildren(QDockWidget)),
        sorted(each.objectName() for each in desk.window.findChildren(QWidget) if "ealign" in each.objectName()),
        len(desk.factories),
        QgsApplication.processingRegistry().providerById("realign") is not None,
    )


@pytest.fixture
def bare(desk, qgis_processing, settle):
    """The window without the plugin that the other tests share, which comes back; yields the plugin's class."""
    from realign.plugin.realign_plugin import RealignPlugin

    if desk.plugin is not None:
        desk.plugin.unload()
        settle()
    yield RealignPlugin
    if desk.plugin is not None:
        desk.plugin.initGui()


def test_unloading_leaves_nothing_behind(bare, desk, settle):
    before = traces(desk)
    for _ in range(2):
        plugin = bare(desk)
        plugin.initGui()
        assert traces(desk) != before
        assert len(desk.factories) == 1
        desk.window.findChildren(QToolBar)[-1].actions()[1].trigger()  # the review panel
        assert any(
            each.isVisible() for each in desk.window.findChildren(QDockWidget) if each.objectName() == "RealignReview"
        )
        desk.window.findChildren(QToolBar)[-1].actions()[0].trigger()  # the algorithm's window
        settle()
        plugin.unload()
        settle()
        assert traces(desk) == before


def test_help_opens_a_page_that_exists(bare, desk, monkeypatch, settle):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda url: opened.append(url.toLocalFile())))
    plugin = bare(desk)
    plugin.initGui()
    desk.help_menu.actions()[0].trigger()
    plugin.unload()
    settle()
    assert opened
    assert opened[0].endswith("index.html")


def test_a_translation_is_loaded_and_removed(bare, desk, settle, monkeypatch):
    languages = []
    from realign.plugin import realign_plugin

    monkeypatch.setattr(realign_plugin.QTranslator, "load", lambda self, path: languages.append(path) or False)
    QgsSettings().setValue("locale/overrideFlag", True)
    QgsSettings().setValue("locale/userLocale", "pt_BR")
    plugin = bare(desk)
    plugin.initGui()
    plugin.unload()
    settle()
    QgsSettings().remove("locale")
    assert [path.rsplit("/", 1)[1] for path in languages] == ["realign_pt_BR.qm", "realign_pt.qm"]


def test_without_a_window_it_loads_and_unloads_twice():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=120, check=False)
    assert "unloaded twice" in done.stdout, done.stderr


def test_windows_speak_german_and_fit(bare, desk, buildings, imagery, settle, screenshot):
    QgsSettings().setValue("locale/overrideFlag", True)
    QgsSettings().setValue("locale/userLocale", "de_DE")
    QgsProject.instance().addMapLayers([buildings.clone(), imagery.clone()])
    plugin = bare(desk)
    plugin.initGui()
    settle()  # Qt tells all windows that the language is another one
    try:
        (menu,) = [each for each in desk.vector_menu.findChildren(QMenu) if each.title().replace("&", "") == "Realign"]
        assert menu.actions()[-1].text().replace("&", "") == "Hilfe"
        plugin._desktop.open_align_dialog()
        dialog = plugin._desktop._dialogs[-1]
        dialog.resize(900, 700)
        dialog._advise()
        screenshot(dialog, "align-dialog-german")
        plugin._desktop.show_review()
        screenshot(plugin._desktop._dock, "review-dock-german")
    finally:
        plugin.unload()
        QgsSettings().remove("locale")
        QgsProject.instance().clear()
        settle()
