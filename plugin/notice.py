"""A line that says how something went, with the icon that QGIS uses for that."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStyle, QWidget

_ICONS = {"info": "/mIconInfo.svg", "success": "/mIconSuccess.svg", "warning": "/mIconWarning.svg"}


class Notice(QWidget):
    """Text that wraps and can be selected and copied; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._text = QLabel(), QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        flags = Qt.TextInteractionFlag
        self._text.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        self.hide()

    def say(self, text: str, kind: str = "info") -> None:
        """Show a text.

        Args:
            text: "" hides the line.
            kind: ``info``, ``success`` or ``warning``.
        """
        side = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
        self._icon.setPixmap(QgsApplication.getThemeIcon(_ICONS[kind]).pixmap(side, side))
        self._text.setText(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """What it says."""
        return self._text.text()
