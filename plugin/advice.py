"""What can be said about a layer and imagery before anything is computed: defaults, and sentences for the user."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..engine.card import ModelCard
from ..engine.errors import RealignError
from ..engine.geometry import Geometries
from ..engine.model import default_model_path, read_card
from ..engine.resolution import metres_per_unit

translate = QCoreApplication.translate

_SAMPLE = 300  # features looked at to find out whether they touch
_SEPARATE = 0.6  # groups per feature from which buildings count as separate


@dataclass
class Advice:
    """What the layers suggest.

    Attributes:
        method: ``vertex``, ``rigid`` or ``shift``; "" if nothing can be said.
        reason: why this method, one sentence; "" without a method.
        notes: sentences that are good to know.
        warnings: sentences about what will not work, or not well.
    """

    method: str = ""
    reason: str = ""
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def advise(layer: QgsVectorLayer | None, raster: QgsRasterLayer | None, model: str = "") -> Advice:
    """Look at what the user has chosen, quickly; nothing is downloaded, and few features are read.

    Args:
        layer: to align, None if there is none yet.
        raster: the imagery, None if there is none yet.
        model: path of the model chosen, "" for the one that ships.
    """
    advice = Advice()
    if layer is not None and layer.isValid():
        advice.method, advice.reason = _method(layer)
    if raster is None or not raster.isValid():
        return advice
    if layer is not None and layer.isValid():
        _compare(layer, raster, advice)
    if not advice.warnings:
        _resolution(layer, raster, model, advice)
    return advice


def overlap(layer: QgsVectorLayer, raster: QgsRasterLayer) -> QgsRectangle | None:
    """What layer and raster share, in the raster's CRS; empty if nothing; None if that cannot be found out."""
    if not (layer.crs().isValid() and raster.crs().isValid()):
        return None
    extent = layer.extent()
    if extent.isNull() or not extent.isFinite():
        return None
    transform = QgsCoordinateTransform(layer.crs(), raster.crs(), QgsProject.instance())
    try:
        return _common(transform.transformBoundingBox(extent), raster.extent())
    except QgsCsException:
        return None


def ground_pixel(raster: QgsRasterLayer, x: float, y: float) -> float:
    """Metres on the ground that a pixel of a raster measures at a place; NaN where it has no pixels of its own."""
    provider = raster.dataProvider()
    wkt = raster.crs().toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
    try:
        across, down = metres_per_unit(wkt, x, y)
    except RealignError:
        return math.nan
    levels = provider.nativeResolutions()
    if levels:
        return min(levels) * math.sqrt(across * down)
    if provider.xSize() <= 0 or provider.ySize() <= 0:
        return math.nan
    extent = raster.extent()
    return math.sqrt(extent.width() / provider.xSize() * across * extent.height() / provider.ySize() * down)


def _method(layer: QgsVectorLayer) -> tuple[str, str]:
    kind = layer.geometryType()
    if kind == QgsWkbTypes.GeometryType.PointGeometry:
        return "shift", translate("RealignAdvice", "Points have no shape that could bend, so each is only shifted.")
    if kind == QgsWkbTypes.GeometryType.LineGeometry:
        return "vertex", translate("RealignAdvice", "Lines follow the imagery best when each vertex moves.")
    if kind != QgsWkbTypes.GeometryType.PolygonGeometry:
        return "", ""
    request = QgsFeatureRequest().setNoAttributes().setLimit(_SAMPLE)
    blobs = [f.geometry().asWkb().data() for f in islice(layer.getFeatures(request), _SAMPLE) if f.hasGeometry()]
    try:
        groups = set(Geometries.from_wkb(blobs).groups.tolist()) if blobs else set()
    except RealignError:  # the run says what is wrong with them
        return "vertex", ""
    if len(groups) >= _SEPARATE * len(blobs) and blobs:
        return "rigid", translate(
            "RealignAdvice", "Most of the polygons stand alone, so they can keep their shapes and right angles."
        )
    return "vertex", translate(
        "RealignAdvice", "Many of the polygons share walls, so each vertex moves and the walls stay shared."
    )


def _compare(layer: QgsVectorLayer, raster: QgsRasterLayer, advice: Advice) -> None:
    for each in (layer, raster):
        if not each.crs().isValid():
            advice.warnings.append(
                translate(
                    "RealignAdvice", "“{}” has no coordinate reference system; assign the right one to it first."
                ).format(each.name())
            )
    if advice.warnings:
        return
    shared = overlap(layer, raster)
    if shared is not None and shared.isEmpty() and not _touches(layer, shared):
        advice.warnings.append(
            translate(
                "RealignAdvice",
                "“{}” and “{}” do not overlap: they lie in different places. Check the coordinate reference system of "
                "both, or choose other imagery.",
            ).format(layer.name(), raster.name())
        )


def _touches(layer: QgsVectorLayer, shared: QgsRectangle) -> bool:
    """Whether an empty rectangle is a single point or a straight line of the layer, which has no area either."""
    return not shared.isNull() and (layer.extent().width() == 0 or layer.extent().height() == 0)


def _resolution(layer: QgsVectorLayer | None, raster: QgsRasterLayer, model: str, advice: Advice) -> None:
    lines = layer is not None and layer.geometryType() == QgsWkbTypes.GeometryType.LineGeometry
    card = _card(model, "roads" if lines else "buildings")
    if card is None:
        return
    shared = overlap(layer, raster) if layer is not None else None
    middle = (raster.extent() if shared is None or shared.isEmpty() else shared).center()
    pixel = ground_pixel(raster, middle.x(), middle.y())
    if math.isnan(pixel):
        return
    finest, coarsest = card.resolution_range
    tiled = bool(raster.dataProvider().nativeResolutions())
    if pixel > coarsest:
        advice.warnings.append(
            translate(
                "RealignAdvice",
                "“{}” is too coarse: {:.2g} m per pixel on the ground, but the model needs {:.2g} m or finer to see "
                "single features. Choose finer imagery.",
            ).format(raster.name(), pixel, coarsest)
        )
    elif pixel < finest and not tiled:
        advice.warnings.append(
            translate(
                "RealignAdvice", "“{}” is too fine for the model: {:.2g} m per pixel, and it needs at least {:.2g} m."
            ).format(raster.name(), pixel, finest)
        )
    elif tiled:
        advice.notes.append(
            translate("RealignAdvice", "Imagery: tiles, read at the zoom level of about {:.2g} m per pixel.").format(
                max(pixel, card.resolution)
            )
        )
    elif pixel > 2 * card.resolution:
        advice.notes.append(
            translate(
                "RealignAdvice",
                "Imagery: {:.2g} m per pixel. The model works best at {:.2g} m; expect less exact results.",
            ).format(pixel, card.resolution)
        )
    else:
        advice.notes.append(
            translate("RealignAdvice", "Imagery: {:.2g} m per pixel, which suits the model.").format(pixel)
        )


def _card(model: str, features: str) -> ModelCard | None:
    try:
        return _read_card(model or default_model_path("align", features))
    except RealignError:  # the run refuses it with its own sentence
        return None


@lru_cache(maxsize=8)
def _read_card(path: str) -> ModelCard:
    return read_card(path)


def _common(one: QgsRectangle, other: QgsRectangle) -> QgsRectangle:
    """What two rectangles share; QGIS's own ``intersect`` takes those that lie apart for null in some versions only."""
    left, right = max(one.xMinimum(), other.xMinimum()), min(one.xMaximum(), other.xMaximum())
    bottom, top = max(one.yMinimum(), other.yMinimum()), min(one.yMaximum(), other.yMaximum())
    return QgsRectangle(left, bottom, right, top) if left <= right and bottom <= top else QgsRectangle()
