"""The preview of *Align vectors to imagery*: the features that the map shows, as they are and as they would be."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsProcessingAlgorithm,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..engine.errors import InputError
from .preview import Job, Preview
from .styling import STYLES, aligned_style, style_original

translate = QCoreApplication.translate

SIDE = 400.0  # metres: what a CPU aligns within seconds
MOST = 5000  # features, for layers of trees or addresses


@dataclass(frozen=True)
class Summary:
    """What a preview found.

    Attributes:
        features: that were looked at.
        moved: of them.
        median: of the moves, metres; NaN without any.
        unsure: features that kept their place because the model was not sure or did not see them.
    """

    features: int
    moved: int
    median: float
    unsure: int


class AlignPreview(Preview):
    """Aligns what the map shows; ``succeeded`` comes with a ``Summary``."""

    def start(
        self, algorithm: QgsProcessingAlgorithm, parameters: dict, area: QgsVectorLayer, source: str = ""
    ) -> None:
        """Align the features of ``area``; returns at once.

        Args:
            algorithm: a fresh instance.
            parameters: of the run the user has in mind; input and outputs are replaced.
            area: the features, as ``features_within`` returned them.
            source: id of the layer that they come from, which is hidden while the preview is shown.
        """
        wanted = {
            **parameters,
            "INPUT": area,
            "EXTENT": None,
            "OUTPUT": "TEMPORARY_OUTPUT",
            "ARROWS": "TEMPORARY_OUTPUT",
            "DISPLACEMENT": None,
            "REPORT": None,
        }
        self.run(algorithm, wanted, [area], source)

    def show(self, job: Job, results: dict) -> Summary:
        """Three layers: arrows, what the run makes, and what there was, in red, in the place of the user's own layer,
        which may cover the imagery."""
        (original,) = job.inputs
        aligned = job.context.takeResultLayer(results["OUTPUT"])
        arrows = job.context.takeResultLayer(results["ARROWS"]) if results.get("ARROWS") else None
        original.setName(translate("RealignPreview", "Original"))
        aligned.setName(translate("RealignPreview", "Aligned"))
        style_original(original)
        aligned.loadNamedStyle(str(aligned_style(aligned.wkbType())))
        layers = [aligned, original]
        if arrows is not None and arrows.featureCount():
            arrows.setName(translate("RealignPreview", "Arrows"))
            arrows.loadNamedStyle(str(STYLES / "arrows.qml"))
            layers.insert(0, arrows)
        self.layers.show(layers, job.source)
        return _summary(aligned)


def features_within(
    layer: QgsVectorLayer, only_selected: bool, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem
) -> QgsVectorLayer:
    """The features that touch an extent, as a temporary layer of their own.

    Args:
        layer: where they come from; it is only read.
        only_selected: leave out what is not selected.
        extent: in ``crs``.

    Raises:
        InputError: there are none, or the extent lies outside what the layer's CRS can represent.
    """
    transform = QgsCoordinateTransform(crs, layer.crs(), QgsProject.instance())
    try:
        rectangle = transform.transformBoundingBox(extent)
    except QgsCsException as error:
        raise InputError(
            translate(
                "RealignPreview",
                "The map shows a place that the layer's coordinate reference system cannot represent; move the map.",
            )
        ) from error
    request = QgsFeatureRequest().setFilterRect(rectangle).setFlags(QgsFeatureRequest.Flag.ExactIntersect)
    if only_selected:
        request.setFilterFids(layer.selectedFeatureIds())
    area = layer.materialize(request.setLimit(MOST))
    if area is None or area.featureCount() == 0:
        raise InputError(
            translate(
                "RealignPreview", "The map shows no features of “{}”; zoom to some of them, then try again."
            ).format(layer.name())
        )
    return area


def _summary(aligned: QgsVectorLayer) -> Summary:
    features = moved = unsure = 0
    lengths = []
    for feature in aligned.getFeatures(QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)):
        features += 1
        moves = [feature[name] for name in ("ra_dx", "ra_dy")]
        length = math.hypot(*moves) if all(isinstance(move, float) for move in moves) else 0.0
        if length > 0:
            moved += 1
            lengths.append(length)
        elif feature["ra_status"] in ("doubtful", "absent", "invalid"):
            unsure += 1
    return Summary(features, moved, statistics.median(lengths) if lengths else math.nan, unsure)
