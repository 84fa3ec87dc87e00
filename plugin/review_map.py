"""The feature under review on the map: shown large, highlighted, and where it was before."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsHighlight, QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ..engine.errors import RealignError
from ..engine.resolution import metres_per_unit
from .review import wkt

_AROUND = 3.0  # how much larger than the feature the map is
_LEAST = 40.0  # metres that the map shows around a point or a hut
_NOW, _BEFORE = QColor(255, 255, 0), QColor(215, 48, 31)  # on imagery, not on a window: the theme has no say


class ReviewMap:
    """Draws on a canvas; ``clear`` takes it away.

    Args:
        canvas: QGIS's map.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._highlight: QgsHighlight | None = None
        self._before: QgsRubberBand | None = None

    def show(self, layer: QgsVectorLayer, geometry: QgsGeometry, before: QgsGeometry | None, zoom: bool = True) -> None:
        """Highlight a geometry of a layer.

        Args:
            layer: whose CRS the geometries have.
            geometry: where the feature is.
            before: where it was, if that is known.
            zoom: whether to move the map there.
        """
        self.clear()
        if geometry.isNull():
            return
        self._highlight = QgsHighlight(self._canvas, geometry, layer)
        self._highlight.setColor(_NOW)
        self._highlight.setFillColor(QColor(255, 255, 0, 0))  # the roof must stay visible
        self._highlight.setWidth(3)
        self._highlight.show()
        if before is not None and not before.equals(geometry):
            outline = before
            if QgsWkbTypes.geometryType(before.wkbType()) == QgsWkbTypes.GeometryType.PolygonGeometry:
                outline = before.convertToType(QgsWkbTypes.GeometryType.LineGeometry, True)
            kind = QgsWkbTypes.geometryType(outline.wkbType())
            self._before = QgsRubberBand(self._canvas, kind)
            self._before.setToGeometry(outline, layer)
            self._before.setColor(_BEFORE)
            self._before.setWidth(2)
            self._before.setLineStyle(Qt.PenStyle.DashLine)
            self._before.show()
        if zoom:
            self._zoom(layer, geometry, before)

    def clear(self) -> None:
        """Draw nothing any more."""
        for item in (self._highlight, self._before):
            if item is not None and item.scene() is not None:
                item.scene().removeItem(item)
        self._highlight = self._before = None

    def pixel(self, layer: QgsVectorLayer, right: float, up: float) -> tuple[float, float]:
        """A step of some screen pixels, in units of the layer's CRS."""
        settings = self._canvas.mapSettings()
        side = settings.mapUnitsPerPixel()
        middle = settings.visibleExtent().center()
        other = QgsPointXY(middle.x() + right * side, middle.y() + up * side)
        one, other = (settings.mapToLayerCoordinates(layer, each) for each in (middle, other))
        return other.x() - one.x(), other.y() - one.y()

    def _zoom(self, layer: QgsVectorLayer, geometry: QgsGeometry, before: QgsGeometry | None) -> None:
        box = geometry.boundingBox()
        if before is not None:
            box.combineExtentWith(before.boundingBox())
        middle = box.center()
        try:
            across, down = metres_per_unit(wkt(layer), middle.x(), middle.y())
        except RealignError:
            across = down = 1.0
        box.scale(_AROUND)
        box.grow(max(_LEAST / max(across, down) - max(box.width(), box.height()), 0.0) / 2)
        crs = self._canvas.mapSettings().destinationCrs()
        try:
            box = QgsCoordinateTransform(layer.crs(), crs, QgsProject.instance()).transformBoundingBox(box)
        except QgsCsException:
            return
        self._canvas.setExtent(box)
        self._canvas.refresh()
