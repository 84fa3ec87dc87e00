"""Pages of help and icons that come with the plugin."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices

_RESOURCES = Path(__file__).resolve().parents[1] / "resources"
HELP, ICONS = _RESOURCES / "help", _RESOURCES / "icons"


def help_url(page: str = "index") -> str:
    """The address of a page.

    Args:
        page: its file name without ``.html``.
    """
    return QUrl.fromLocalFile(str(HELP / f"{page}.html")).toString()


def open_help(page: str = "index") -> None:
    """Show a page in the user's browser."""
    QDesktopServices.openUrl(QUrl(help_url(page)))
