"""Choosing a place on the map: the tool, and what it leaves there to be seen."""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY, QgsRectangle, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapTool, QgsRubberBand, QgsVertexMarker
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

_COLOUR = QColor(226, 0, 96)  # seen on grey imagery and on white maps; the theme has no say


class PlaceTool(QgsMapTool):
    """Click or drag.

    Signals:
        placed: the point under the pointer, in the map's CRS.
    """

    placed = pyqtSignal(QgsPointXY)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def canvasPressEvent(self, event) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.placed.emit(self.toMapCoordinates(event.pos()))

    def canvasMoveEvent(self, event) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.placed.emit(self.toMapCoordinates(event.pos()))


class PlaceMarks:
    """A cross at the place, and the outline of the piece that is coloured; ``clear`` takes them away.

    Args:
        canvas: the map.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._cross: QgsVertexMarker | None = None
        self._outline: QgsRubberBand | None = None

    def show_place(self, point: QgsPointXY) -> None:
        """Mark a point, in the map's CRS."""
        if self._cross is None:
            self._cross = QgsVertexMarker(self._canvas)
            self._cross.setIconType(QgsVertexMarker.IconType.ICON_CROSS)
            self._cross.setColor(_COLOUR)
            self._cross.setIconSize(16)
            self._cross.setPenWidth(3)
        self._cross.setCenter(point)

    def show_piece(self, box: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> None:
        """Outline a rectangle of a CRS."""
        if self._outline is None:
            self._outline = QgsRubberBand(self._canvas, QgsWkbTypes.GeometryType.LineGeometry)
            self._outline.setColor(_COLOUR)
            self._outline.setWidth(2)
            self._outline.setLineStyle(Qt.PenStyle.DashLine)
        outline = QgsGeometry.fromRect(box).convertToType(QgsWkbTypes.GeometryType.LineGeometry, False)
        self._outline.setToGeometry(outline, crs)

    def clear(self) -> None:
        """Leave nothing on the map."""
        for item in (self._cross, self._outline):
            if item is not None and item.scene() is not None:
                item.scene().removeItem(item)
        self._cross = self._outline = None
