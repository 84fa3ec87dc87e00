"""Realign's messages in QGIS's log, and the last of them for a bug report."""

from __future__ import annotations

from collections import deque
from datetime import datetime

from qgis.core import Qgis, QgsApplication, QgsMessageLog

TAG = "Realign"
_KEPT = 200
_lines: deque[str] = deque(maxlen=_KEPT)
_listening = False


def log(text: str, level: Qgis.MessageLevel = Qgis.MessageLevel.Info) -> None:
    """Write to QGIS's log, under the name of the plugin."""
    QgsMessageLog.logMessage(text, TAG, level, False)


def warn(text: str) -> None:
    """Write a warning to QGIS's log."""
    log(text, Qgis.MessageLevel.Warning)


def listen() -> None:
    """Keep what is logged under the name of the plugin from now on; once is enough."""
    global _listening
    if not _listening:
        QgsApplication.messageLog().messageReceived.connect(_keep)
        _listening = True


def tail(count: int = 50) -> list[str]:
    """The last messages, each on a line with its time, the oldest first."""
    return list(_lines)[-count:]


def _keep(text: str, tag: str, level: Qgis.MessageLevel) -> None:
    if tag == TAG:
        names = {Qgis.MessageLevel.Warning: "warning: ", Qgis.MessageLevel.Critical: "error: "}
        _lines.append(f"{datetime.now():%H:%M:%S} {names.get(level, '')}{' '.join(text.split())}")
