"""The list of models in the settings: one line for each, with the gist of its card."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qgis.PyQt.QtCore import QCoreApplication, QLocale, Qt
from qgis.PyQt.QtWidgets import QAbstractItemView, QStyle, QTreeWidget, QTreeWidgetItem, QWidget

from ..engine.card_page import gist_of_quality
from ..engine.model_library import Entry

translate = QCoreApplication.translate
_PATH = Qt.ItemDataRole.UserRole


class ModelList(QTreeWidget):
    """Shows models; the one under the cursor is the one that buttons are about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRootIsDecorated(False)
        self.setAlternatingRowColors(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHeaderLabels(
            [
                translate("RealignModels", "Name"),
                translate("RealignModels", "Version"),
                translate("RealignModels", "For"),
                translate("RealignModels", "Resolution"),
                translate("RealignModels", "Median error"),
                translate("RealignModels", "Licence"),
                translate("RealignModels", "Size"),
                translate("RealignModels", "From"),
            ]
        )
        header = self.headerItem()
        header.setToolTip(3, translate("RealignModels", "Metres on the ground per pixel that the model works at"))
        header.setToolTip(
            4,
            translate(
                "RealignModels",
                "Median distance from the truth before and after the alignment, on imagery that the model never saw",
            ),
        )

    @property
    def path(self) -> str:
        """Of the model under the cursor, "" without any."""
        item = self.currentItem()
        return item.data(0, _PATH) if item else ""

    def fill(self, entries: Mapping[str, Entry], is_default: Callable[[Entry], bool], current: str) -> None:
        """Show models.

        Args:
            entries: by path.
            is_default: says which run where none is named.
            current: path of the one that gets the cursor, or else the first.
        """
        self.clear()
        for path, entry in entries.items():
            item = self._item(entry, is_default(entry))
            item.setData(0, _PATH, path)
            self.addTopLevelItem(item)
            if path == current:
                self.setCurrentItem(item)
        if self.currentItem() is None and self.topLevelItemCount():
            self.setCurrentItem(self.topLevelItem(0))
        for column in range(self.columnCount()):
            self.resizeColumnToContents(column)

    def _item(self, entry: Entry, is_default: bool) -> QTreeWidgetItem:
        card = entry.card
        size = QLocale().formattedDataSize(entry.size, 1)
        source = translate("RealignModels", "shipped")
        if not entry.shipped:
            source = translate("RealignModels", "added: {}").format(entry.path.name)
        if card is None:
            item = QTreeWidgetItem([entry.path.name, "", "", "", "", "", size, source])
            item.setIcon(0, self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning))
            item.setToolTip(0, entry.trouble)
            return item
        name, quality = card.name, gist_of_quality(card)
        if is_default:
            name = translate("RealignModels", "{} (default)").format(name)
        item = QTreeWidgetItem(
            [
                name,
                card.version,
                f"{card.task}: {card.features}",
                f"{card.resolution:g} m",
                quality or "–",
                card.licence or "–",
                size,
                source,
            ]
        )
        font = item.font(0)
        font.setBold(is_default)
        item.setFont(0, font)
        item.setToolTip(0, str(entry.path))
        return item
