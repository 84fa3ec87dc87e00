"""QGIS's own Georeferencer opens the control points that a registration has written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import numpy as np
import pytest
from tiny_scan import MERCATOR, UTM, placed, scan

from realign.engine.control_points import ControlPoints
from realign.engine.frame import Frame
from realign.engine.points_file import write_points

# What the application does when it is up: open the scan, and write down what the table of points shows.
SCRIPT = """
import json, os, sys
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QTableView
from qgis.utils import iface

FOLDER = os.environ["REALIGN_TEST_FOLDER"]

def shown():
    iface.mainWindow().findChild(QAction, "mActionShowGeoreferencer").trigger()
    window = next(each for each in QApplication.topLevelWidgets() if "Georeferencer" in each.metaObject().className())
    QTimer.singleShot(200, choose)  # the dialog for the file blocks
    window.findChild(QAction, "mActionOpenRaster").trigger()
    QTimer.singleShot(1500, lambda: look(window))

def choose():
    dialog = next((each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog)), None)
    if dialog is None or not dialog.isVisible():
        QTimer.singleShot(200, choose)
        return
    dialog.findChild(QLineEdit, "fileNameEdit").setText(os.path.join(FOLDER, "scan.tif"))
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Open).click()

def look(window):
    table = window.findChild(QTableView).model()
    rows = [
        [str(table.index(row, column).data(Qt.ItemDataRole.DisplayRole)) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]
    window.grab().save(os.path.join(FOLDER, "window.png"))
    with open(os.path.join(FOLDER, "rows.json"), "w") as file:
        json.dump(rows, file)
    os._exit(0)

try:
    from qgis.PyQt.QtGui import QAction
except ImportError:
    from qgis.PyQt.QtWidgets import QAction
QTimer.singleShot(500, shown)
"""


@pytest.mark.parametrize("georeferenced", [False, True])
@pytest.mark.skipif(not (shutil.which("qgis") and shutil.which("xvfb-run")), reason="takes QGIS and Xvfb")
def test_the_georeferencer_opens_them(tmp_path, georeferenced):
    path = scan(tmp_path, (4e5, 2, 0, 5.5e6, 0, -2) if georeferenced else None)
    sheet = placed(path) if georeferenced else placed(path, extent=(4e5, 5.5e6 - 360, 4e5 + 480, 5.5e6), crs=UTM)
    frame = Frame.choose(sheet.crs, MERCATOR, sheet.box)
    pixels = np.array([(10.0, 20), (200.5, 30), (110, 170.25), (60, 90), (222, 160)])
    before = frame.from_layer(sheet.to_map(pixels))
    points = ControlPoints(pixels, before, before + np.array([30.0, -12]), np.full(5, 0.9), np.zeros((5, 2)))
    write_points(path + ".points", points, sheet, frame, MERCATOR)
    (tmp_path / "script.py").write_text(SCRIPT, "utf-8")
    options = ["--nologo", "--noversioncheck", "--noplugins", "--profiles-path", str(tmp_path / "profile")]
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "REALIGN_TEST_FOLDER": str(tmp_path)}
    subprocess.run(
        ["xvfb-run", "-a", "qgis", *options, "--code", str(tmp_path / "script.py")],
        env=environment, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    rows = json.loads((tmp_path / "rows.json").read_text("utf-8"))
    assert len(rows) == 5
    # on / off, number, place on the picture, place on the ground
    shown = np.array([[float(value.replace(",", "")) for value in row[2:6]] for row in rows])
    source = sheet.to_map(pixels) if georeferenced else pixels * (1, -1)
    np.testing.assert_allclose(shown[:, :2], source, atol=0.01)
    np.testing.assert_allclose(shown[:, 2:], frame.to_basemap(points.after), atol=0.01)
