"""A row of pictures, one of each style, to choose from."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.PyQt.QtCore import QCoreApplication, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QPixmap
from qgis.PyQt.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from .help_pages import ICONS
from .restyle_styles import picture_of

translate = QCoreApplication.translate

_PICTURE = QSize(90, 60)  # six fit beside one another
_STYLE = Qt.ItemDataRole.UserRole


class StyleGallery(QListWidget):
    """Styles with their pictures; one is chosen.

    Signals:
        chosen: id of the style that the user has chosen now.
    """

    chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("RealignDialog", "Styles"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWrapping(False)
        self.setWordWrap(True)
        self.setIconSize(_PICTURE)
        self.setGridSize(QSize(_PICTURE.width() + 6, _PICTURE.height() + 2 * self.fontMetrics().height() + 8))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(self.gridSize().height() + bar // 2 + 4)  # a bar covers no more than a second line
        self.currentItemChanged.connect(self._on_current_changed)

    def fill(self, titles: Mapping[str, str]) -> None:
        """Show styles, by id, with their titles; what was chosen stays so if it is among them."""
        before = self.style_id
        self.blockSignals(True)
        self.clear()
        for name, title in titles.items():
            item = QListWidgetItem(_icon(name), title)
            item.setData(_STYLE, name)
            item.setToolTip(name)
            self.addItem(item)
        self.blockSignals(False)
        self.choose(before)

    @property
    def style_id(self) -> str:
        """The style that is chosen, "" for none."""
        item = self.currentItem()
        return item.data(_STYLE) if item else ""

    def choose(self, name: str) -> None:
        """Mark a style as the one that is chosen, without a signal; none if it is not there."""
        self.blockSignals(True)
        rows = [row for row in range(self.count()) if self.item(row).data(_STYLE) == name]
        self.setCurrentRow(rows[0] if rows else -1)
        self.blockSignals(False)

    def _on_current_changed(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_STYLE))


def _icon(style: str) -> QIcon:
    """A style's picture, in its own colours where it is chosen, too."""
    picture = picture_of(style)
    if not picture.exists():
        return QIcon(str(ICONS / "restylemap.svg"))
    icon, pixels = QIcon(), QPixmap(str(picture))
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        icon.addPixmap(pixels, mode)
    return icon
