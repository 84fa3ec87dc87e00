"""A picture with what can be done with it: copied, or added to the map."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QRect, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QImage, QPainter, QPalette
from qgis.PyQt.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .images import to_image

translate = QCoreApplication.translate


class LatentPicture(QWidget):
    """Shows a picture as large as there is room for, above its buttons.

    Signals:
        wanted: on the map, as this file; "" for a temporary one.
    """

    wanted = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pixels: np.ndarray | None = None
        self.view = _View(self)
        self.copy_button = self._button(
            translate("RealignLatent", "&Copy Picture"), "mActionEditCopy.svg", self.copy_picture
        )
        self.add_button = self._button(
            translate("RealignLatent", "&Add to Map"), "mActionAddRasterLayer.svg", lambda: self.wanted.emit("")
        )
        self.add_button.setToolTip(translate("RealignLatent", "Add the picture to the map as a temporary layer"))
        menu = QMenu(self.add_button)
        self.save_action = menu.addAction(translate("RealignLatent", "&Save and Add to Map…"))
        self.save_action.triggered.connect(lambda *_: self._ask_for_file())
        self.add_button.setMenu(menu)
        self.add_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addWidget(self.add_button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view, 1)
        layout.addLayout(row)
        self.show_pixels(None)

    def show_pixels(self, pixels: np.ndarray | None) -> None:
        """Show uint8 (H, W, 3) or (H, W, 4); None for nothing."""
        self.pixels = pixels
        self.view.show_image(None if pixels is None else to_image(pixels))
        for button in (self.copy_button, self.add_button):
            button.setEnabled(pixels is not None)

    def copy_picture(self) -> None:
        """Put the picture onto the clipboard."""
        if self.pixels is not None:
            QApplication.clipboard().setImage(to_image(self.pixels))

    def _ask_for_file(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, translate("RealignLatent", "Save Picture"), "", translate("RealignLatent", "GeoTIFF (*.tif *.tiff)")
        )
        if path:
            self.wanted.emit(path if path.lower().endswith((".tif", ".tiff")) else f"{path}.tif")

    def _button(self, text: str, icon: str, call) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setIcon(QgsApplication.getThemeIcon("/" + icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda *_: call())
        return button


class _View(QWidget):
    """Draws a picture in its proportions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 96)
        self.setAccessibleName(translate("RealignLatent", "Picture"))

    def show_image(self, image: QImage | None) -> None:
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(192, 192)

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        if self._image is not None:
            size = self._image.size().scaled(self.size() - QSize(2, 2), Qt.AspectRatioMode.KeepAspectRatio)
            box = QRect(0, 0, size.width(), size.height())
            box.moveCenter(self.rect().center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, self._image)
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
        painter.end()
