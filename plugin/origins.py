"""Where features were before they were aligned."""

from __future__ import annotations

import math

from qgis.core import QgsFeature, QgsFeatureRequest, QgsGeometry, QgsProject, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QCoreApplication

from ..engine.attributes import RESULT_FIELDS
from ..engine.errors import RealignError
from .review import Entry, moved_by_metres

translate = QCoreApplication.translate

ORIGINAL, METHOD = "realign/original", "realign/method"  # custom properties that a run leaves with its result
_RESULTS = {name for name, *_ in RESULT_FIELDS}
_TOLERANCE = 0.05  # metres between where a feature should have been and where one is; formats round


class Origins:
    """Finds the former geometry of single features.

    With the original layer, a feature is the one that has the same attributes and as many vertices, and lies where the
    aligned one lay before the move that its attributes tell; neither ids nor the order need to agree. Without it,
    only what was surely moved by one shift can be moved back.

    Args:
        aligned: the layer under review.
        original: the layer that it was made from; None if it is not at hand.
    """

    def __init__(self, aligned: QgsVectorLayer, original: QgsVectorLayer | None) -> None:
        self._aligned, self._original = aligned, original
        self._found: dict[int, QgsGeometry] = {}

    def problem(self) -> str:
        """Why the original layer cannot be the origin of the aligned one; "" if it can, or if there is none."""
        original = self._original
        if original is None:
            return ""
        if original.id() == self._aligned.id():
            return translate(
                "RealignReview", "The original layer is the reviewed one; choose the layer it was made from."
            )
        if original.crs() != self._aligned.crs() or _kind(original) != _kind(self._aligned):
            text = translate("RealignReview", "“{}” has another coordinate reference system or other geometries.")
            return text.format(original.name())
        return ""

    def of(self, feature: QgsFeature, entry: Entry) -> QgsGeometry | None:
        """What the feature was; None if that cannot be known.

        Args:
            feature: of the aligned layer.
            entry: the same feature's.
        """
        if feature.id() not in self._found:
            geometry = self._look_up(feature, entry)
            if geometry is None:
                return None
            self._found[feature.id()] = geometry  # it stays findable when the feature is moved by hand
        return self._found[feature.id()]

    def _look_up(self, feature: QgsFeature, entry: Entry) -> QgsGeometry | None:
        if not feature.hasGeometry() or math.isnan(entry.length):
            return None
        try:
            back = moved_by_metres(self._aligned, feature.geometry(), -entry.east, -entry.north)
        except RealignError:
            return None
        if self._original is not None and not self.problem():
            return self._twin(feature, back)
        one_shift = _is_point(self._aligned) or self._aligned.customProperty(METHOD) == "shift"
        return back if one_shift else None

    def _twin(self, feature: QgsFeature, back: QgsGeometry) -> QgsGeometry | None:
        """The feature of the original layer that lies where ``back`` does."""
        box = back.boundingBox()
        margin = max(box.width(), box.height(), self._units(feature, 10.0))  # vertices may have moved apart
        request = QgsFeatureRequest().setFilterRect(box.buffered(margin))
        count, middle = back.constGet().nCoordinates(), _mean(back)
        names = [name for name in feature.fields().names() if name.lower() not in _RESULTS and name.lower() != "fid"]
        best, nearest = None, self._units(feature, _TOLERANCE)
        for other in self._original.getFeatures(request):
            if not other.hasGeometry() or other.geometry().constGet().nCoordinates() != count:
                continue
            known = [name for name in names if other.fields().lookupField(name) >= 0]
            if any(not _same(feature[name], other[name]) for name in known):
                continue
            distance = math.dist(_mean(other.geometry()), middle)
            if distance <= nearest:
                best, nearest = QgsGeometry(other.geometry()), distance
        return best

    def _units(self, feature: QgsFeature, metres: float) -> float:
        """A length in units of the layer's CRS, roughly."""
        step = moved_by_metres(self._aligned, feature.geometry(), metres, 0.0)
        return math.dist(_mean(feature.geometry()), _mean(step))


def find_original(aligned: QgsVectorLayer) -> QgsVectorLayer | None:
    """The layer of the project that an aligned layer was made from, if that can be told.

    What the run noted comes first; else the only layer with the same fields, geometries and number of features.
    """
    layers = QgsProject.instance().mapLayers()
    noted = layers.get(aligned.customProperty(ORIGINAL) or "")
    if noted is not None:
        return noted
    fields = _plain_fields(aligned)
    alike = [
        each
        for each in layers.values()
        if isinstance(each, QgsVectorLayer)
        and each.id() != aligned.id()
        and each.isSpatial()
        and _kind(each) == _kind(aligned)
        and each.crs() == aligned.crs()
        and each.featureCount() == aligned.featureCount()
        and _plain_fields(each) == fields
    ]
    return alike[0] if len(alike) == 1 else None


def _plain_fields(layer: QgsVectorLayer) -> set[str]:
    return {name.lower() for name in layer.fields().names()} - _RESULTS - {"fid"}


def _kind(layer: QgsVectorLayer):
    return QgsWkbTypes.geometryType(layer.wkbType())


def _is_point(layer: QgsVectorLayer) -> bool:
    points = _kind(layer) == QgsWkbTypes.GeometryType.PointGeometry
    return points and not QgsWkbTypes.isMultiType(layer.wkbType())


def _mean(geometry: QgsGeometry) -> tuple[float, float]:
    vertices = [(vertex.x(), vertex.y()) for vertex in geometry.vertices()]
    return sum(x for x, _ in vertices) / len(vertices), sum(y for _, y in vertices) / len(vertices)


def _same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9)  # formats with decimal text round
    return one == other
