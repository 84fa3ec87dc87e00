"""The plugin object that QGIS creates when it loads Realign."""

from __future__ import annotations

import logging
from pathlib import Path

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from .provider import RealignProvider

_TRANSLATIONS = Path(__file__).resolve().parents[1] / "resources" / "i18n"
_log = logging.getLogger(__name__)


class RealignPlugin:
    """Adds the Processing provider and, where there is a window, what belongs there; QGIS calls the methods.

    Args:
        iface: the QGIS interface, None in ``qgis_process`` and in tests.
    """

    def __init__(self, iface) -> None:
        self.iface = iface
        self.provider: RealignProvider | None = None
        self._desktop = None
        self._translator: QTranslator | None = None

    def initGui(self) -> None:
        """Called by QGIS with a window, after the plugin was switched on."""
        self.initProcessing()
        if self.iface is not None and self._desktop is None:
            from .desktop import Desktop  # here: qgis_process has no widgets

            self._desktop = Desktop(self.iface)

    def initProcessing(self) -> None:
        """Called by ``qgis_process``, which has no window, instead of initGui."""
        if self.provider is not None:
            return
        self._translator = _install_translator()
        _activate_backends()
        self.provider = RealignProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def unload(self) -> None:
        """Called by QGIS when the plugin is switched off."""
        if self._desktop is not None:
            self._desktop.remove()
            self._desktop = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)  # deletes it
            self.provider = None
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None


def _install_translator() -> QTranslator | None:
    """Load the translation for the language of QGIS; None where there is none."""
    settings = QgsSettings()
    language = QLocale.system().name()
    if settings.value("locale/overrideFlag", False, type=bool):
        language = settings.value("locale/userLocale", language, type=str)
    translator = QTranslator()
    for name in (language, language.split("_")[0]):
        if translator.load(str(_TRANSLATIONS / f"realign_{name}.qm")):
            QCoreApplication.installTranslator(translator)
            return translator
    return None


def _activate_backends() -> None:
    """Make installed backends importable, before anything looks for them."""
    try:
        from .backends import activate
    except ImportError as error:
        _log.info("No backends can be installed: %s", error)
        return
    activate()
