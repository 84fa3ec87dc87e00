"""Pages of help and icons that come with the plugin."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QCoreApplication, QUrl
from qgis.PyQt.QtGui import QDesktopServices

_RESOURCES = Path(__file__).resolve().parents[1] / "resources"
HELP, ICONS = _RESOURCES / "help", _RESOURCES / "icons"


def help_url(page: str = "index") -> str:
    """The address of a page, in the language that the plugin speaks if the page is there in it.

    Args:
        page: its file name without ``.html``.
    """
    # the folder of the help pages in this language
    language = QCoreApplication.translate("RealignHelp", "en")
    translated = HELP / language / f"{page}.html"
    return QUrl.fromLocalFile(str(translated if translated.exists() else HELP / f"{page}.html")).toString()


def open_help(page: str = "index") -> None:
    """Show a page in the user's browser."""
    QDesktopServices.openUrl(QUrl(help_url(page)))
