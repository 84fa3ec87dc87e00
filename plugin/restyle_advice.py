"""What can be said about a raster before it is drawn anew, and which part of it the map window shows."""

from __future__ import annotations

import math

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..engine.card import ModelCard
from ..engine.errors import InputError
from ..engine.resolution import metres_per_unit
from .advice import Advice, ground_pixel

translate = QCoreApplication.translate

SIDE = 1000  # pixels of a preview: what a CPU restyles within seconds


def is_service(layer: QgsRasterLayer) -> bool:
    """Whether a layer has no pixels of its own, but is drawn at whatever resolution is asked for."""
    provider = layer.dataProvider()
    return bool(provider.nativeResolutions()) or provider.xSize() <= 0 or provider.ySize() <= 0


def advise(layer: QgsRasterLayer | None, card: ModelCard | None, resolution: float) -> Advice:
    """Look at what the user has chosen; nothing is read.

    Args:
        layer: the map, None if there is none yet.
        card: of the model that would run.
        resolution: metres per pixel for web services; NaN for the model's.
    """
    advice = Advice()
    if layer is None or not layer.isValid() or card is None:
        return advice
    if is_service(layer):
        pixel = card.resolution if math.isnan(resolution) else resolution
        advice.notes.append(
            translate(
                "RealignAdvice",
                "“{}” is a web service: choose the extent, and how finely it is read ({:.2g} m per pixel).",
            ).format(layer.name(), pixel)
        )
    else:
        middle = layer.extent().center()
        pixel = ground_pixel(layer, middle.x(), middle.y()) if layer.crs().isValid() else math.nan
    finest, coarsest = card.resolution_range
    if math.isnan(pixel):
        advice.notes.append(
            translate("RealignAdvice", "Where “{}” lies is not known; it is drawn in its own pixels.").format(
                layer.name()
            )
        )
    elif not finest <= pixel <= coarsest:
        advice.warnings.append(
            translate(
                "RealignAdvice",
                "“{}” has {:.2g} m per pixel, but the model was trained on {:g} to {:g} m; look closely at the result.",
            ).format(layer.name(), pixel, finest, coarsest)
        )
    else:
        advice.notes.append(
            translate("RealignAdvice", "“{}” has {:.2g} m per pixel, which suits the model.").format(
                layer.name(), pixel
            )
        )
    return advice


def canvas_resolution(extent: QgsRectangle, crs: QgsCoordinateReferenceSystem, width: int) -> float:
    """Metres on the ground per pixel of a map window that shows an extent in ``width`` pixels; NaN if not known."""
    middle = extent.center()
    try:
        across, _ = metres_per_unit(_wkt(crs), middle.x(), middle.y())
    except InputError:
        return math.nan
    return extent.width() / max(width, 1) * across


def visible_part(
    layer: QgsRasterLayer, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem, resolution: float, scale: float
) -> QgsRectangle:
    """The part of a map that a map window shows, in the map's CRS; of a large one its middle, ``SIDE`` pixels wide.

    Args:
        layer: the map.
        extent, crs: of the window.
        resolution: metres per pixel at which a web service is read.
        scale: factor by which a file is enlarged before it is drawn.

    Raises:
        InputError: the window does not show the map.
    """
    box = shown_part(layer, extent, crs)
    middle = box.center()
    if is_service(layer):
        pixels = [resolution / metres for metres in metres_per_unit(_wkt(layer.crs()), middle.x(), middle.y())]
    else:
        pixels = [layer.rasterUnitsPerPixelX() / scale, layer.rasterUnitsPerPixelY() / scale]
    width, height = min(box.width(), SIDE * pixels[0]), min(box.height(), SIDE * pixels[1])
    return QgsRectangle.fromCenterAndSize(middle, width, height)


def shown_part(layer: QgsRasterLayer, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
    """The part of a layer that a map window shows, in the layer's CRS.

    Args:
        layer: on the map.
        extent, crs: of the window.

    Raises:
        InputError: the window does not show the layer.
    """
    box = extent
    if crs.isValid() and layer.crs().isValid():
        try:
            box = QgsCoordinateTransform(crs, layer.crs(), QgsProject.instance()).transformBoundingBox(extent)
        except QgsCsException:
            box = QgsRectangle()
    if not box.intersects(layer.extent()):
        raise InputError(
            translate("RealignDialog", "The map window does not show “{}”; move to it.").format(layer.name())
        )
    return box.intersect(layer.extent())


def _wkt(crs: QgsCoordinateReferenceSystem) -> str:
    return crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
