"""Windows that are really shown: a small QGIS around a map, and pictures of what is on the screen.

Run under Xvfb: ``QT_QPA_PLATFORM=xcb xvfb-run -a pytest -o qgis_gui_enabled=true tests/windows``; without a display
everything works offscreen, too. The pictures lie in ``build/screenshots`` and are there to be looked at.
"""

# ruff: noqa: N802, N815 — iface is spelled as QGIS spells it

from __future__ import annotations

import gc
import importlib.util
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import qgis.utils
from qgis.core import QgsLayerTreeModel, QgsProject, QgsSettings
from qgis.gui import QgsBrowserGuiModel, QgsLayerTreeMapCanvasBridge, QgsLayerTreeView, QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QMainWindow, QMenu, QToolBar, QVBoxLayout, QWidget

try:
    from qgis.PyQt.QtGui import QAction
except ImportError:
    from qgis.PyQt.QtWidgets import QAction

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "build" / "screenshots"

# The town is made in one place; a conftest.py cannot be imported by name
_spec = importlib.util.spec_from_file_location("town_of_the_plugin_tests", ROOT / "tests" / "plugin" / "conftest.py")
_shared = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = _shared  # dataclasses look themselves up there
_spec.loader.exec_module(_shared)
town, buildings, imagery, server = _shared.town, _shared.buildings, _shared.imagery, _shared.server


class Desk(QObject):
    """Stands in for QGIS's own window: what ``iface`` is to a plugin, with real widgets behind it."""

    currentLayerChanged = pyqtSignal("QgsMapLayer*")

    def __init__(self) -> None:
        super().__init__()
        self.window = QMainWindow()
        self.window.setWindowTitle("QGIS")
        self.window.resize(1280, 800)
        self.canvas = QgsMapCanvas()
        self.canvas.setCanvasColor(Qt.GlobalColor.white)
        self.bar = QgsMessageBar()
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.canvas)
        self.window.setCentralWidget(middle)
        menus = (self.window.menuBar().addMenu(name) for name in ("Vect&or", "&Raster", "&Plugins"))
        self.vector_menu, self.raster_menu, self.plugin_menu = menus
        self.help_menu = QMenu("Plugins", self.window)
        self.factories: list = []
        self.opened_options: list[str] = []
        root = QgsProject.instance().layerTreeRoot()
        self.tree = QgsLayerTreeView()
        self.tree.setModel(QgsLayerTreeModel(root, self.tree))
        self.tree.setHeaderHidden(True)
        self.tree.currentLayerChanged.connect(self.currentLayerChanged)
        layers = QDockWidget("Layers")
        layers.setWidget(self.tree)
        self.window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, layers)
        self.bridge = QgsLayerTreeMapCanvasBridge(root, self.canvas)
        self.bridge.setAutoSetupOnFirstLayer(False)
        self.plugin = None  # the one that the tests share
        self._browser = QgsBrowserGuiModel()
        self._actions: dict[str, QAction] = {}

    def mainWindow(self):
        return self.window

    def mapCanvas(self):
        return self.canvas

    def messageBar(self):
        return self.bar

    def browserModel(self):
        return self._browser

    def layerTreeView(self):
        return self.tree

    def activeLayer(self):
        return self.tree.currentLayer()

    def setActiveLayer(self, layer):
        self.tree.setCurrentLayer(layer)
        return True

    def vectorMenu(self):
        return self.vector_menu

    def pluginMenu(self):
        return self.plugin_menu

    def pluginHelpMenu(self):
        return self.help_menu

    def addPluginToVectorMenu(self, name, action):
        _add(self.vector_menu, name, action)

    def removePluginVectorMenu(self, name, action):
        _remove(self.vector_menu, name, action)

    def addPluginToRasterMenu(self, name, action):
        _add(self.raster_menu, name, action)

    def removePluginRasterMenu(self, name, action):
        _remove(self.raster_menu, name, action)

    def addToolBar(self, name):
        bar = QToolBar(name)
        self.window.addToolBar(bar)
        return bar

    def addDockWidget(self, area, dock):
        self.window.addDockWidget(area, dock)

    def removeDockWidget(self, dock):
        self.window.removeDockWidget(dock)

    def registerOptionsWidgetFactory(self, factory):
        self.factories.append(factory)

    def unregisterOptionsWidgetFactory(self, factory):
        self.factories.remove(factory)

    def showOptionsDialog(self, parent=None, page=""):
        self.opened_options.append(page)

    def _action(self, name):
        return self._actions.setdefault(name, QAction(name, self.window))

    def actionVertexToolActiveLayer(self):
        return self._action("vertex tool")

    def actionVertexTool(self):
        return self._action("vertex tool")

    def actionMoveFeature(self):
        return self._action("move feature")


def _add(above: QMenu, name: str, action: QAction) -> None:
    menus = [each for each in above.findChildren(QMenu) if each.title() == name]
    (menus[0] if menus else above.addMenu(name)).addAction(action)


def _remove(above: QMenu, name: str, action: QAction) -> None:
    for menu in [each for each in above.findChildren(QMenu) if each.title() == name]:
        menu.removeAction(action)
        if not menu.actions():
            above.removeAction(menu.menuAction())
            menu.deleteLater()


@pytest.fixture(scope="session")
def desk(qgis_app) -> Iterator[Desk]:
    """The stand-in for QGIS's window, shown; ``qgis.utils.iface`` is it from here on."""
    stub = qgis.utils.iface
    desk = Desk()
    for module in list(sys.modules.values()):  # Processing's windows take it by name
        if vars(module).get("iface") is stub:
            module.iface = desk
    desk.window.show()
    _settle()
    yield desk
    qgis.utils.iface = stub
    desk.canvas.setLayers([])
    desk.window.close()
    desk.window.deleteLater()
    _settle()


@pytest.fixture(scope="session")
def provider(desk, qgis_processing):
    """The provider, registered by the plugin itself as QGIS does."""
    from realign.plugin.realign_plugin import RealignPlugin

    desk.plugin = RealignPlugin(desk)
    desk.plugin.initGui()
    yield desk.plugin.provider
    desk.plugin.unload()
    for name in ("last_exc", "last_value", "last_traceback"):  # layers of a failed test live on in its traceback
        if hasattr(sys, name):
            delattr(sys, name)
    gc.collect()


@pytest.fixture
def project(desk, provider, buildings, imagery) -> Iterator[tuple]:
    """Buildings that lie off, above imagery, on the map; yields both layers of the project."""
    layers = buildings.clone(), imagery.clone()
    QgsProject.instance().addMapLayers(layers)
    desk.canvas.setDestinationCrs(layers[1].crs())
    desk.canvas.setExtent(layers[1].extent())
    _settle()
    yield layers
    QgsProject.instance().clear()
    _settle()


@pytest.fixture(autouse=True)
def _fresh_profile(qgis_app) -> Iterator[None]:
    """No setting of Realign from an earlier test or run."""
    QgsSettings().remove("realign")
    yield
    QgsProject.instance().clear()
    QgsSettings().remove("realign")


@pytest.fixture(autouse=True)
def _nothing_goes_wrong_in_a_slot(monkeypatch) -> Iterator[None]:
    """Errors in slots: PyQt would end the process at the first; here they fail the test."""
    errors = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: errors.append("".join(traceback.format_exception(*error))))
    yield
    assert not errors, "\n".join(errors)


def _settle(seconds: float = 0.05) -> None:
    """Let Qt do what is pending, for a while."""
    end = time.monotonic() + seconds
    while True:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete: nothing that was to go stays on a picture
        if time.monotonic() >= end:
            return
        time.sleep(0.005)


@pytest.fixture
def settle() -> Callable[..., None]:
    """``settle(seconds=0.05)``: let Qt do what is pending."""
    return _settle


def focus(widget: QWidget) -> None:
    """Give a widget the focus, where no window manager would make its window the active one."""
    if hasattr(QApplication, "setActiveWindow"):
        QApplication.setActiveWindow(widget.window())
    else:
        widget.window().activateWindow()
    _settle()
    widget.setFocus()
    _settle()
    assert QApplication.focusWidget() is widget


@pytest.fixture
def press(qgis_app) -> Callable[..., None]:
    """``press(widget, key, modifier)``: a key on the widget, which gets the focus first."""

    def press(widget: QWidget, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        focus(widget)
        QTest.keyClick(widget, key, modifier)
        _settle()

    return press


@pytest.fixture
def wait_until() -> Callable[..., None]:
    """``wait_until(condition, seconds=60)``: let windows work until the condition holds; fail if it never does."""

    def wait(condition: Callable[[], bool], seconds: float = 60.0) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "what the test waits for does not happen"
            _settle(0.02)

    return wait


@pytest.fixture
def screenshot() -> Callable[..., Path]:
    """``screenshot(widget, name)``: show it, let it settle, write build/screenshots/NAME.png."""

    def take(widget: QWidget, name: str) -> Path:
        if not widget.isVisible():
            widget.show()
        for canvas in widget.findChildren(QgsMapCanvas):
            canvas.refresh()
            canvas.waitWhileRendering()
        _settle(0.3)
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        picture = widget.grab()
        assert picture.width() > 20 and picture.height() > 20
        assert picture.save(str(path))
        return path

    return take
