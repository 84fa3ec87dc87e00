"""The plane of a latent model: samples, and a cursor that is moved by mouse and keys."""

from __future__ import annotations

import numpy as np
from qgis.PyQt.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QSizePolicy, QStyle, QStyleOptionFocusRect, QToolTip, QWidget

from ..engine.latent import Samples
from ..engine.plane_view import PlaneView, nearest
from .latent_scatter import Scatter

translate = QCoreApplication.translate

_STEP, _FAST = 4, 40  # pixels that an arrow key moves the cursor by, and with Shift
_ZOOM = 1.25  # of a key or a notch of the wheel
_NOTCH = 120.0  # Qt's units in a notch
_REACH = 20  # pixels from the pointer within which a sample is told
_RADIUS = 7.0  # pixels, of the cursor
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class LatentPlane(QWidget):
    """Click, drag and arrow keys move the cursor; the wheel, + and - zoom; the middle button or Ctrl pans.

    Signals:
        moved: x, y of the cursor on the plane, as the user moves it.
    """

    moved = pyqtSignal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)
        self.setAccessibleName(translate("RealignLatent", "Latent plane"))
        self.setWhatsThis(
            translate(
                "RealignLatent",
                "Click or drag to choose a point. Arrow keys move it, with Shift faster; + and - or the wheel zoom, "
                "Home shows all; drag with the middle button, or with Ctrl, to move the plane.",
            )
        )
        self._samples: Samples | None = None
        self._scatter: Scatter | None = None
        self._view = PlaneView((-1.0, -1.0, 1.0, 1.0))
        self._limits = (-1.0, -1.0, 1.0, 1.0)
        self._point = np.zeros(2)
        self._panned_from: QPointF | None = None

    @property
    def point(self) -> tuple[float, float]:
        """Where the cursor is."""
        return float(self._point[0]), float(self._point[1])

    def show_samples(self, samples: Samples | None, extent: tuple[float, float, float, float], limits: tuple) -> None:
        """Show the plane of another model, the cursor in its middle.

        Args:
            samples: None for an empty plane.
            extent: xmin, ymin, xmax, ymax of what is shown at first.
            limits: the same of where the cursor can go.
        """
        self._samples, self._scatter = samples, Scatter(samples) if samples is not None else None
        self._view, self._limits = PlaneView(extent), limits
        self._view.resize(self.width(), self.height())
        self.set_point(*self._view.middle)

    def set_point(self, x: float, y: float) -> None:
        """Put the cursor somewhere and show it, without a signal."""
        self._point = np.clip([x, y], self._limits[:2], self._limits[2:])
        self._view.reveal(self._point)
        self.setAccessibleDescription("{:.3g}; {:.3g}".format(*self._point))
        self.update()

    def where(self, x: float, y: float) -> QPointF:
        """The pixel at which a point of the plane is drawn."""
        return QPointF(*self._view.to_window(np.array([[x, y]]))[0])

    def sizeHint(self) -> QSize:
        return QSize(320, 320)

    def paintEvent(self, event) -> None:
        palette = self.palette()
        painter = QPainter(self)
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        if self._scatter is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._scatter.draw(painter, self._view, palette)
            self._draw_cursor(painter, palette)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self.hasFocus():
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            option.rect = self.rect().adjusted(2, 2, -2, -2)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)
        painter.end()

    def resizeEvent(self, event) -> None:
        self._view.resize(self.width(), self.height())
        super().resizeEvent(event)

    def mousePressEvent(self, event) -> None:
        pans = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.button() == Qt.MouseButton.MiddleButton or (event.button() == Qt.MouseButton.LeftButton and pans):
            self._panned_from = QPointF(event.pos())
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._go_to_pixel(event.pos())
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event) -> None:
        if self._panned_from is not None:
            by = QPointF(event.pos()) - self._panned_from
            self._panned_from = QPointF(event.pos())
            self._view.pan(by.x(), by.y())
            self.update()
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to_pixel(event.pos())
        else:
            self._tell_sample(event)

    def mouseReleaseEvent(self, event) -> None:
        if self._panned_from is not None:
            self._panned_from = None
            self.setCursor(Qt.CursorShape.CrossCursor)
        super().mouseReleaseEvent(event)

    def wheelEvent(self, event) -> None:
        place = event.position()
        self._zoom(_ZOOM ** (event.angleDelta().y() / _NOTCH), place.x(), place.y())
        event.accept()

    def keyPressEvent(self, event) -> None:
        if self._samples is None:
            super().keyPressEvent(event)
        elif event.key() in _ARROWS:
            right, down = _ARROWS[event.key()]
            modifiers = event.modifiers()
            step = _FAST if modifiers & Qt.KeyboardModifier.ShiftModifier else _STEP
            if modifiers & Qt.KeyboardModifier.ControlModifier:
                self._view.pan(-right * _FAST, -down * _FAST)
                self.update()
            else:
                self._go_to_pixel(self.where(*self._point) + QPointF(right * step, down * step))
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            place = self.where(*self._point)
            self._zoom(1 / _ZOOM if event.key() == Qt.Key.Key_Minus else _ZOOM, place.x(), place.y())
        elif event.key() == Qt.Key.Key_Home:
            self._view.reset()
            self.set_point(*self._view.middle)
            self.moved.emit(*self.point)
        else:
            super().keyPressEvent(event)

    def _go_to_pixel(self, place) -> None:
        if self._samples is not None:
            self.set_point(*self._view.to_plane(place.x(), place.y()))
            self.moved.emit(*self.point)

    def _zoom(self, factor: float, x: float, y: float) -> None:
        self._view.zoom(factor, x, y)
        self.update()

    def _tell_sample(self, event) -> None:
        """What lies under the pointer: its label, and its place where it has one."""
        number = None
        if self._scatter is not None:
            place = event.pos()
            number = nearest(self._view.to_window(self._scatter.points), place.x(), place.y(), _REACH)
        if number is None:
            QToolTip.hideText()
            return
        text = self._samples.labels[number]
        if self._samples.places is not None:
            text += "\n{:.3f}°, {:.3f}°".format(*self._samples.places[number])
        QToolTip.showText(self.mapToGlobal(event.pos()), text, self)

    def _draw_cursor(self, painter: QPainter, palette: QPalette) -> None:
        place = self.where(*self._point)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        wide, narrow = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
        for colour, width in ((wide, 5), (narrow, 2)):  # seen on any picture
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(place, _RADIUS, _RADIUS)
            for x, y in _ARROWS.values():
                near, far = QPointF(x, y) * _RADIUS, QPointF(x, y) * 2 * _RADIUS
                painter.drawLine(place + near, place + far)
        middle = palette.color(QPalette.ColorRole.Highlight)
        painter.fillRect(QRectF(place.x() - 1.5, place.y() - 1.5, 3, 3), middle)
