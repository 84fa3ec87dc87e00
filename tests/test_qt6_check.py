"""The search for what QGIS 4 lacks: it finds each kind of it, and leaves alone what is right."""

from __future__ import annotations

import importlib
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def tool():
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        return importlib.import_module("qt6_check")
    finally:
        sys.path.pop(0)


@pytest.fixture(scope="module")
def api(tool):
    return tool.Api(tool.STUBS)


@pytest.fixture(scope="module")
def found(tool, api):
    """Findings in a snippet."""
    return lambda code: tool.check({"snippet.py": textwrap.dedent(code)}, api)


WRONG = {
    "from PyQt5.QtCore import Qt": "take it from qgis.PyQt",
    "import PyQt6.QtCore": "take it from qgis.PyQt",
    "import sip": "take it from qgis.PyQt",
    "from qgis.PyQt.QtWidgets import QAction": "QtWidgets has no QAction",
    "from qgis.PyQt.QtCore import QRegExp": "has no QRegExp",
    "from qgis.PyQt.QtWidgets import QDesktopWidget": "has no QDesktopWidget",
    "from qgis.PyQt.QtWebKit import QWebPage": "QtWebKit has no QWebPage",
    "from qgis.core import QgsMapCanvas": "qgis.core has no QgsMapCanvas",
    "from qgis.PyQt.QtCore import Qt\nx = Qt.UserRole": "has no UserRole",
    "from qgis.PyQt.QtCore import Qt\nx = Qt.ItemDataRole.UsersRole": "has no UsersRole",
    "from qgis.PyQt import QtCore\nx = QtCore.Qt.AlignLeft": "has no AlignLeft",
    "from qgis.PyQt.QtWidgets import QDialog\nx = QDialog.Accepted": "has no Accepted",
    "from qgis.PyQt.QtWidgets import QMessageBox\nx = QMessageBox.Yes": "has no Yes",
    "from qgis.PyQt.QtCore import QVariant\nx = QVariant.Type.Int": "has no Type",
    "from qgis.core import QgsProcessing\nx = QgsProcessing.TypeRaster": "name, too: core.Qgis.ProcessingSourceType",
    "from qgis.core import QgsWkbTypes\nx = QgsWkbTypes.PointGeometry": "the enum's name, too: core.Qgis.GeometryType",
    "from qgis.core import QgsWkbTypes\nx = QgsWkbTypes.Point25D": "the enum's name, too",
    "from qgis.core import QgsTask\nx = QgsTask.CanCancel": "has no CanCancel",
    "from qgis.core import Qgis\nx = Qgis.MessageLevel.Fatal": "has no Fatal",
    "from qgis.core import QgsProject\nQgsProject.instanz()": "has no instanz",
    "from qgis.PyQt.QtCore import Qt\nx = int(Qt.ItemDataRole.UserRole)": "enums are no numbers",
    "def f(dialog):\n    dialog.exec_()": "write exec",
    "def f(layout):\n    layout.setMarginsTo(3)": "no class of Qt 6 or QGIS has setMarginsTo",
    """
    from qgis.PyQt.QtWidgets import QVBoxLayout
    def f():
        box = QVBoxLayout()
        box.setMargin(3)
    """: "box.setMargin: qgis.PyQt.QtWidgets.QVBoxLayout has no setMargin",
    """
    from qgis.PyQt.QtWidgets import QDialog
    class D(QDialog):
        def f(self):
            self.setMargin(3)
    """: "neither D nor",
    """
    from qgis.PyQt.QtWidgets import QDialog
    class D(QDialog): pass
    class E(D):
        def f(self):
            self.desktop()
    """: "neither E nor",
    """
    from qgis.PyQt.QtWidgets import QLabel
    class A:
        def __init__(self):
            self.label = QLabel("a")
        def f(self):
            return self.label.AlignLeft
    """: "has no AlignLeft",
    """
    from qgis.core import Qgis
    if Qgis.QGIS_VERSION_INT >= 33800:
        from qgis.PyQt.QtCore import QRegExp
    """: "QRegExp",
    """
    try:
        from qgis.PyQt.QtGui import QRegExp
    except ImportError:
        from qgis.PyQt.QtCore import QRegExp
    """: "QtGui has no QRegExp",
}


@pytest.mark.parametrize("code", WRONG)
def test_finds(found, code):
    findings = found(code)
    assert len(findings) == 1, findings
    assert WRONG[code] in findings[0]


RIGHT = [
    "from qgis.PyQt.QtCore import Qt\nx = Qt.ItemDataRole.UserRole.value",
    "from qgis.core import QgsProcessing\nx = QgsProcessing.SourceType.TypeVectorPolygon",
    "from qgis.core import QgsProcessingParameterNumber\nx = QgsProcessingParameterNumber.Type.Double",
    "from qgis.core import QgsWkbTypes\nx = QgsWkbTypes.GeometryType.PointGeometry, QgsWkbTypes.Type.LineString",
    "from qgis.core import QgsProcessingException, NULL, Qgis\nx = Qgis.QGIS_VERSION_INT",
    "from qgis.PyQt import sip\nx = sip.isdeleted",
    "from qgis.PyQt.QtWidgets import QDialog\ndef f():\n    QDialog().exec()",
    "import logging\nx = logging.getLogger()",
    "class A:\n    def fetchAll(self): pass\ndef f(a): a.fetchAll()",
    """
    try:
        from qgis.PyQt.QtGui import QAction
    except ImportError:
        from qgis.PyQt.QtWidgets import QAction
    x = QAction.Priority.HighPriority
    """,
    """
    try:
        from qgis.PyQt.QtWidgets import QAction
    except ImportError:
        from qgis.PyQt.QtGui import QAction
    """,
    """
    from qgis.core import Qgis
    if Qgis.QGIS_VERSION_INT >= 33800:
        from qgis.PyQt.QtCore import QMetaType
    else:
        from qgis.PyQt.QtCore import QVariant
        x = QVariant.Type.Int
    """,
    """
    from qgis.PyQt.QtCore import pyqtSignal
    from qgis.PyQt.QtWidgets import QWidget
    class Panel(QWidget):
        changed = pyqtSignal()
        def __init__(self):
            super().__init__()
            self.setWindowTitle(self.tr("a"))
            self.changed.emit()
            self.myThing = 3
        def f(self):
            return self.myThing, self.objectName(), self.__class__
    """,
]


@pytest.mark.parametrize("code", RIGHT)
def test_leaves_alone(found, code):
    assert found(code) == []


def test_without_stubs_it_says_how_to_get_them(tool, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(sys, "argv", ["qt6_check.py"])
    monkeypatch.setattr(tool, "STUBS", tmp_path)
    assert tool.main() == 1
    assert "`make setup` installs them" in capsys.readouterr().err
