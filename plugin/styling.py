"""Styles for the layers that an algorithm hands to the map."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import ClassVar

from qgis.core import (
    QgsContrastEnhancement,
    QgsFillSymbol,
    QgsHillshadeRenderer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsMultiBandColorRenderer,
    QgsProcessingContext,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
    QgsRasterMinMaxOrigin,
    QgsSingleBandGrayRenderer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
    QgsWkbTypes,
)

STYLES = Path(__file__).resolve().parents[1] / "resources" / "styles"


class Styler(QgsProcessingLayerPostProcessorInterface):
    """Gives a result its style once QGIS has loaded it.

    Args:
        style: path of a ``.qml`` file.
    """

    # They must outlive the algorithm, and QGIS does not keep them; but it deletes some with the dialog that ran the
    # algorithm, so each serves one layer only
    _kept: ClassVar[deque[Styler]] = deque(maxlen=1000)

    def __init__(self, style: Path | None) -> None:
        super().__init__()
        self._style = style

    def postProcessLayer(self, layer, context, feedback) -> None:
        """Called by QGIS in the main thread."""
        if isinstance(layer, QgsVectorLayer):
            _, done = layer.loadNamedStyle(str(self._style))
            if not done:
                feedback.pushWarning(f"The style '{self._style.name}' cannot be loaded; QGIS chooses one.")
            layer.triggerRepaint()

    @classmethod
    def attach(cls, destination: str, style: Path | None, context: QgsProcessingContext) -> None:
        """Style the result ``destination`` if QGIS is going to load it."""
        if context.willLoadLayerOnCompletion(destination):
            styler = cls(style)
            cls._kept.append(styler)
            context.layerToLoadOnCompletionDetails(destination).setPostProcessor(styler)


class PlainColours(Styler):
    """Shows a raster's red, green and blue as they are, whatever stretching the user has set for new layers."""

    def postProcessLayer(self, layer, context, feedback) -> None:
        """Called by QGIS in the main thread."""
        if isinstance(layer, QgsRasterLayer):
            show_plain_colours(layer)


class GreyRamp(Styler):
    """Shows a raster's only band from black, where it is lowest, to white."""

    def postProcessLayer(self, layer, context, feedback) -> None:
        """Called by QGIS in the main thread."""
        if isinstance(layer, QgsRasterLayer):
            show_grey(layer)


class Hillshade(Styler):
    """Shows heights as hills in the light."""

    def postProcessLayer(self, layer, context, feedback) -> None:
        """Called by QGIS in the main thread."""
        if isinstance(layer, QgsRasterLayer):
            layer.setRenderer(QgsHillshadeRenderer(layer.dataProvider(), 1, 315, 45))
            layer.triggerRepaint()


def show_grey(layer: QgsRasterLayer) -> None:
    """Draw a single band in grey, from its 2nd to its 98th percentile."""
    renderer = QgsSingleBandGrayRenderer(layer.dataProvider(), 1)
    layer.setRenderer(renderer)
    limits = QgsRasterMinMaxOrigin.Limits.CumulativeCut
    layer.setContrastEnhancement(QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum, limits)
    layer.triggerRepaint()


def show_plain_colours(layer: QgsRasterLayer) -> None:
    """Draw bands 1, 2 and 3 as red, green and blue without any stretching, and a fourth as opacity."""
    renderer = QgsMultiBandColorRenderer(layer.dataProvider(), 1, 2, 3)
    if layer.bandCount() > 3:
        renderer.setAlphaBand(4)
    layer.setRenderer(renderer)
    layer.triggerRepaint()


def aligned_style(geometry_type) -> Path:
    """The style for aligned features of a geometry type: green where moved, amber where doubtful, violet
    where absent, red where left."""
    kind = QgsWkbTypes.geometryDisplayString(QgsWkbTypes.geometryType(geometry_type)).lower()
    return STYLES / f"aligned_{kind}.qml"


def style_original(layer: QgsVectorLayer) -> None:
    """Draw a layer as what there was: thin red dashes, nothing filled. For copies only, never for a user's layer."""
    red = "#d7301f"
    kind = QgsWkbTypes.geometryType(layer.wkbType())
    if kind == QgsWkbTypes.GeometryType.PolygonGeometry:
        look = {"style": "no", "outline_color": red, "outline_style": "dash", "outline_width": "0.4"}
        symbol = QgsFillSymbol.createSimple(look)
    elif kind == QgsWkbTypes.GeometryType.LineGeometry:
        symbol = QgsLineSymbol.createSimple({"line_color": red, "line_style": "dash", "line_width": "0.4"})
    else:
        look = {"name": "circle", "color": "0,0,0,0", "outline_color": red, "outline_width": "0.4", "size": "2.4"}
        symbol = QgsMarkerSymbol.createSimple(look)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    layer.triggerRepaint()
