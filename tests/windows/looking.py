"""What windows with a preview show."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QLabel, QPushButton


def sentences(dialog) -> list[str]:
    """What the window says under the parameters, as far as it is visible."""
    return [each.text() for each in dialog._hints.findChildren(QLabel) if each.isVisible() and each.text()]


def button(dialog, text: str) -> QPushButton:
    """The button with a text; its mnemonic does not count."""
    return next(each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == text)


def group():
    """The group of the preview in the layer tree, None if there is none."""
    return QgsProject.instance().layerTreeRoot().findGroup("Realign preview")
