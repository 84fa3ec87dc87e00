"""The report that a run in the window leaves: opened as a page, and looked at."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import QTextBrowser


@pytest.fixture
def report(project, desk, wait_until, tmp_path):
    """The page of a run that was started with the window's own button."""
    path = tmp_path / "report.html"
    desk.plugin._desktop.open_align_dialog()
    dialog = desk.plugin._desktop._dialogs[-1]
    dialog.setParameters({"REPORT": str(path), "ARROWS": "TEMPORARY_OUTPUT"})
    dialog.runButton().click()
    wait_until(lambda: len(QgsProject.instance().mapLayers()) == 4)
    yield path
    dialog.close()
    dialog.deleteLater()


def test_the_report_shows_the_town(report, desk, project, screenshot, wait_until):
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    picture = report.with_suffix(".png")
    if browser:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1080,3400"]
        command = [browser, *options, f"--screenshot={picture}", f"--user-data-dir={report.parent / 'chromium'}"]
        subprocess.run([*command, report.as_uri()], capture_output=True, timeout=120, check=False)
    if picture.exists():
        shutil.copy(picture, screenshot(desk.window, "report"))
        colours = QImage(str(picture))
        seen = {colours.pixel(x, y) for x in range(0, 1080, 7) for y in range(1400, 3000, 7)}
        assert len(seen) > 500  # imagery
    else:  # Qt's own view: no charts, but the text and the pictures
        view = QTextBrowser()
        view.setSource(QUrl.fromLocalFile(str(report)))
        view.resize(1000, 1200)
        screenshot(view, "report")
        assert "74 of 74 features" in view.toPlainText()
    text = report.read_text("utf-8")
    for place in ("Lowest confidence", "Median confidence", "Highest confidence", "Moved farthest"):
        assert f"<strong>{place}, before</strong>" in text
        assert f"<strong>{place}, after</strong>" in text
    assert "Device that ran it" in text


def test_the_results_are_styled_on_the_map(report, desk, project, screenshot):
    layers = {layer.name(): layer for layer in QgsProject.instance().mapLayers().values()}
    aligned = layers["Aligned"].renderer()
    colours = {each.value(): each.symbol().symbolLayer(0).strokeColor().name() for each in aligned.categories()}
    assert colours["aligned"] == "#1a9850"
    assert colours["doubtful"] == "#f59f00"
    assert {"accepted", "reverted", "fixed"} <= set(colours)
    assert layers["Arrows"].renderer().symbol().symbolLayer(0).layerType() in ("ArrowLine", "SimpleLine", "MarkerLine")
    QgsProject.instance().layerTreeRoot().findLayer(project[0].id()).setItemVisibilityChecked(False)
    screenshot(desk.window, "results-on-the-map")
