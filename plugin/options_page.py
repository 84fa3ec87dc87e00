"""Realign's page in Settings → Options."""

from __future__ import annotations

import logging

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from ..engine.errors import RealignError
from .help_pages import ICONS

translate = QCoreApplication.translate
NAME = "realignOptions"  # by which QGIS finds the page
_log = logging.getLogger(__name__)


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page when QGIS's options are opened."""

    def __init__(self) -> None:
        super().__init__("Realign", QIcon(str(ICONS / "realign.svg")))
        if hasattr(self, "setKey"):  # QGIS 3.32 and later
            self.setKey(NAME)

    def createWidget(self, parent: QWidget | None = None) -> OptionsPage:
        return OptionsPage(parent)


class OptionsPage(QgsOptionsPageWidget):
    """The page: a tab for what makes runs faster, and one for the models.

    Attributes:
        tabs: the tabs; a tab whose panel cannot be made holds the reason.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(NAME)
        self.tabs = QTabWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        self._panels = []
        self._add(translate("RealignOptions", "Acc&eleration"), _acceleration)
        self._add(translate("RealignOptions", "Mode&ls"), _models)

    def apply(self) -> None:
        """Called by QGIS when the user accepts the options."""
        for panel in self._panels:
            panel.apply()

    def _add(self, title: str, make) -> None:
        try:
            panel = make()
        except (ImportError, RealignError) as error:  # one tab must not take the other with it, nor QGIS's options
            _log.warning("A tab of Realign's options cannot be made: %s", error)
            reason = QLabel(str(error))
            reason.setWordWrap(True)
            reason.setMargin(12)
            self.tabs.addTab(reason, title)
            return
        self._panels.append(panel)
        self.tabs.addTab(panel, title)


def _acceleration() -> QWidget:
    from .acceleration_panel import AccelerationPanel

    return AccelerationPanel()


def _models() -> QWidget:
    from .models_panel import ModelsPanel

    return ModelsPanel()
