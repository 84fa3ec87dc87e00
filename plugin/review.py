"""Going through what an alignment was unsure of: the list, and the edits; no widgets."""

from __future__ import annotations

import math
from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsVectorDataProvider,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..engine.errors import InputError, OutputError
from ..engine.geometry import Geometries
from ..engine.shifting import mean_move, shifted

translate = QCoreApplication.translate

UNSURE = ("doubtful", "absent", "invalid", "outside")  # statuses that a person should look at whatever the confidence
ACCEPTED, REVERTED, FIXED = "accepted", "reverted", "fixed"
REVIEWED = (ACCEPTED, REVERTED, FIXED)
_STATUS, _CONFIDENCE, _EAST, _NORTH = "ra_status", "ra_conf", "ra_dx", "ra_dy"


@dataclass(frozen=True)
class Entry:
    """One feature of the list.

    Attributes:
        feature_id: in the layer.
        status: from ``ra_status``.
        confidence: from ``ra_conf``; NaN where the model was not asked.
        east, north: metres that it was moved.
    """

    feature_id: int
    status: str
    confidence: float
    east: float
    north: float

    @property
    def length(self) -> float:
        """Metres that it was moved."""
        return math.hypot(self.east, self.north)

    @property
    def reviewed(self) -> bool:
        """Whether a person has decided already."""
        return self.status in REVIEWED


def problem_with(layer: QgsVectorLayer | None) -> str:
    """Why a layer cannot be reviewed at all; "" if it can."""
    if layer is None or not layer.isValid():
        return translate("RealignReview", "Choose a layer that “Align vectors to imagery” has made.")
    missing = [name for name in (_STATUS, _CONFIDENCE) if layer.fields().lookupField(name) < 0]
    if missing:
        text = translate("RealignReview", "“{}” has no field {}: it was not made by “Align vectors to imagery”.")
        return text.format(layer.name(), " / ".join(missing))
    return ""


def obstacle_to_editing(layer: QgsVectorLayer) -> str:
    """Why a layer cannot be edited; "" if it can."""
    provider = layer.dataProvider()
    capability = QgsVectorDataProvider.Capability
    needed = capability.ChangeAttributeValues, capability.ChangeGeometries
    if not layer.readOnly() and all(provider.capabilities() & each for each in needed):
        return ""
    text = translate(
        "RealignReview",
        "“{}” can only be looked at: its source or the project does not allow edits. Export it to a GeoPackage and "
        "review that.",
    )
    return text.format(layer.name())


class Review:
    """The unsure features of one layer, and what can be done with each.

    Every action is one command of the layer's own undo stack.

    Args:
        layer: with the fields of an alignment.
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        self.layer = layer

    def entries(self, threshold: float) -> list[Entry]:
        """Features to look at, the least certain first; those never asked about come last.

        Args:
            threshold: confidence below which aligned features are listed, too.
        """
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        names = [name for name in (_STATUS, _CONFIDENCE, _EAST, _NORTH) if self.layer.fields().lookupField(name) >= 0]
        request.setSubsetOfAttributes(names, self.layer.fields())
        found = [self._entry(feature) for feature in self.layer.getFeatures(request)]
        listed = [
            each for each in found if each.status in (*UNSURE, *REVIEWED) or each.confidence < threshold
        ]  # NaN is below nothing
        return sorted(listed, key=lambda each: (math.isnan(each.confidence), each.confidence, each.feature_id))

    def entry(self, feature_id: int) -> Entry | None:
        """The feature as it is now; None if it is gone."""
        feature = self.feature(feature_id)
        return self._entry(feature) if feature is not None else None

    def feature(self, feature_id: int) -> QgsFeature | None:
        """The feature itself; None if it is gone."""
        feature = self.layer.getFeature(feature_id)
        return feature if feature.isValid() else None

    def accept(self, feature_id: int) -> None:
        """Say that the feature lies well.

        Raises:
            InputError: the layer cannot be edited.
            OutputError: the edit failed.
        """
        self._edit(translate("RealignReview", "Accept the alignment"), feature_id, {_STATUS: ACCEPTED})

    def revert(self, feature_id: int, geometry: QgsGeometry) -> None:
        """Put the feature back to where it was.

        Args:
            feature_id: in the layer.
            geometry: what it was, as ``Origins.of`` returned it.

        Raises:
            InputError: the layer cannot be edited.
            OutputError: the edit failed.
        """
        values = {_STATUS: REVERTED, _EAST: 0.0, _NORTH: 0.0}
        self._edit(translate("RealignReview", "Revert the alignment"), feature_id, values, geometry)

    def nudge(self, feature_id: int, x: float, y: float) -> None:
        """Move the feature a little.

        Args:
            feature_id: in the layer.
            x, y: in units of the layer's CRS.

        Raises:
            InputError: the layer cannot be edited.
            OutputError: the edit failed.
        """
        feature = self.feature(feature_id)
        geometry = QgsGeometry(feature.geometry())
        geometry.translate(x, y)
        values = {_STATUS: FIXED, **self._moves(feature, geometry)}
        self._edit(translate("RealignReview", "Move the feature"), feature_id, values, geometry)

    def mark_fixed(self, feature_id: int, before: QgsGeometry) -> None:
        """Note within the edit command that is going on that a feature was changed by hand.

        Args:
            feature_id: in the layer, its geometry changed already.
            before: what its geometry was.
        """
        feature = self.feature(feature_id)
        feature_before = QgsFeature(feature)
        feature_before.setGeometry(before)
        values = {_STATUS: FIXED, **self._moves(feature_before, feature.geometry())}
        for name, value in values.items():
            self.layer.changeAttributeValue(feature_id, self.layer.fields().lookupField(name), value)

    def start(self) -> None:
        """Make the layer editable.

        Raises:
            InputError: it cannot be edited.
        """
        obstacle = obstacle_to_editing(self.layer)
        if obstacle:
            raise InputError(obstacle)
        if not self.layer.isEditable() and not self.layer.startEditing():
            raise InputError(translate("RealignReview", "“{}” cannot be edited now.").format(self.layer.name()))

    def _moves(self, feature: QgsFeature, geometry: QgsGeometry) -> dict[str, float]:
        """The whole move of a feature after it is given a geometry; {} where that cannot be told."""
        entry = self._entry(feature)
        step = None
        if feature.hasGeometry() and self.layer.fields().lookupField(_EAST) >= 0:
            step = mean_move(_flat(feature.geometry()), _flat(geometry), wkt(self.layer))
        if step is None or math.isnan(entry.east):
            return {}
        return {_EAST: entry.east + step[0], _NORTH: entry.north + step[1]}

    def _edit(self, text: str, feature_id: int, values: dict, geometry: QgsGeometry | None = None) -> None:
        self.start()
        layer = self.layer
        layer.beginEditCommand(text)
        done = geometry is None or layer.changeGeometry(feature_id, geometry)
        for name, value in values.items():
            index = layer.fields().lookupField(name)
            if index >= 0:
                done = done and layer.changeAttributeValue(feature_id, index, value)
        if not done:
            layer.destroyEditCommand()
            raise OutputError(
                translate("RealignReview", "The feature cannot be changed; “{}” refused it.").format(layer.name())
            )
        layer.endEditCommand()
        layer.triggerRepaint()

    def _entry(self, feature: QgsFeature) -> Entry:
        def number(name: str) -> float:
            value = feature[name] if feature.fields().lookupField(name) >= 0 else None
            return float(value) if isinstance(value, (int, float)) else math.nan  # NULL is neither

        status = feature[_STATUS]
        return Entry(
            feature.id(),
            status if isinstance(status, str) else "",
            *(number(name) for name in (_CONFIDENCE, _EAST, _NORTH)),
        )


def wkt(layer: QgsVectorLayer) -> str:
    """The layer's CRS as the engine takes it."""
    return layer.crs().toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)


def moved_by_metres(layer: QgsVectorLayer, geometry: QgsGeometry, east: float, north: float) -> QgsGeometry:
    """A geometry of the layer, moved by true metres.

    Raises:
        InputError: the geometry is empty, or the CRS is not usable.
    """
    (blob,) = shifted(_flat(geometry), wkt(layer), east, north)
    moved = QgsGeometry()
    moved.fromWkb(blob)
    return moved


def _flat(geometry: QgsGeometry) -> Geometries:
    return Geometries.from_wkb([geometry.asWkb().data()])
