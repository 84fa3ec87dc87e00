"""The list of features to review."""

from __future__ import annotations

import math

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPixmap
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from .review import Entry

translate = QCoreApplication.translate

_ID = Qt.ItemDataRole.UserRole
_SWATCH = 12  # pixels
# As in resources/styles/aligned_*.qml, so that list and map say the same
_COLOURS = {
    "aligned": "#1a9850",
    "doubtful": "#f59f00",
    "absent": "#756bb1",
    "accepted": "#006837",
    "fixed": "#2c7fb8",
}
_OTHER = "#d7301f"


def status_text(status: str) -> str:
    """A status in the user's language."""
    return {
        "aligned": translate("RealignReview", "aligned"),
        "doubtful": translate("RealignReview", "doubtful"),
        "absent": translate("RealignReview", "absent"),
        "outside": translate("RealignReview", "outside"),
        "invalid": translate("RealignReview", "invalid"),
        "empty": translate("RealignReview", "empty"),
        "accepted": translate("RealignReview", "accepted"),
        "reverted": translate("RealignReview", "reverted"),
        "fixed": translate("RealignReview", "fixed"),
    }.get(status, status)


class ReviewList(QTreeWidget):
    """Rows of ``Entry``; reviewed ones get a tick.

    Signals:
        chosen: the id of the feature whose row the user went to.
    """

    chosen = pyqtSignal("qint64")

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.setHeaderLabels(
            [
                translate("RealignReview", "Status"),
                translate("RealignReview", "Confidence"),
                translate("RealignReview", "Moved (m)"),
                translate("RealignReview", "ID"),
            ]
        )
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(translate("RealignReview", "Features to review"))
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)  # it would be made wide before it is stretched
        self.header().setMinimumSectionSize(self.fontMetrics().height() * 2)
        self._rows: dict[int, QTreeWidgetItem] = {}
        self._entries: dict[int, Entry] = {}
        self.currentItemChanged.connect(self._on_current)

    def fill(self, entries: list[Entry]) -> None:
        """Show other entries, and go to none of them."""
        self.blockSignals(True)
        self.clear()
        self._rows, self._entries = {}, {}
        for entry in entries:
            row = QTreeWidgetItem()
            row.setData(0, _ID, entry.feature_id)
            self._rows[entry.feature_id] = row
            self._show(entry)
        self.addTopLevelItems(list(self._rows.values()))
        self.blockSignals(False)

    def update_entry(self, entry: Entry) -> None:
        """Show what has changed about a feature; one that is not listed is passed over."""
        if entry.feature_id in self._rows:
            self._show(entry)

    @property
    def current(self) -> int | None:
        """The id of the feature whose row is the current one."""
        item = self.currentItem()
        return None if item is None else item.data(0, _ID)

    @property
    def progress(self) -> tuple[int, int]:
        """How many are reviewed, of how many."""
        return sum(entry.reviewed for entry in self._entries.values()), len(self._entries)

    def __contains__(self, feature_id: int) -> bool:
        return feature_id in self._rows

    def go_to(self, feature_id: int) -> None:
        """Go to the row of a feature."""
        if feature_id in self._rows:
            self.setCurrentItem(self._rows[feature_id])

    def step(self, by: int) -> None:
        """Go to the next row (1) or the previous one (-1); at the ends nothing happens."""
        row = self.indexOfTopLevelItem(self.currentItem()) + by if self.currentItem() is not None else 0
        if 0 <= row < self.topLevelItemCount():
            self.setCurrentItem(self.topLevelItem(row))

    def go_to_next_open(self) -> bool:
        """Go to the next row that nobody has decided on, from the top again after the last; False if none is left."""
        first = self.indexOfTopLevelItem(self.currentItem()) + 1 if self.currentItem() is not None else 0
        count = self.topLevelItemCount()
        for offset in range(count):
            item = self.topLevelItem((first + offset) % count)
            if not self._entries[item.data(0, _ID)].reviewed:
                self.setCurrentItem(item)
                return True
        return False

    def _show(self, entry: Entry) -> None:
        self._entries[entry.feature_id] = entry
        row = self._rows[entry.feature_id]
        row.setText(0, ("✓ " if entry.reviewed else "") + status_text(entry.status))
        row.setIcon(0, _swatch(_COLOURS.get(entry.status, _OTHER)))
        row.setText(1, "–" if math.isnan(entry.confidence) else f"{entry.confidence:.2f}")
        row.setText(2, "–" if math.isnan(entry.length) else f"{entry.length:.1f}")
        row.setText(3, str(entry.feature_id))
        for column in (1, 2, 3):
            row.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _on_current(self, current, _previous) -> None:
        if current is not None:
            self.chosen.emit(current.data(0, _ID))


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(_SWATCH, _SWATCH)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(1, 1, _SWATCH - 2, _SWATCH - 2)
    painter.end()
    return QIcon(picture)
