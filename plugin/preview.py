"""A try on a small area: the algorithm runs in the background, and its results lie in a group of temporary layers."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from ..engine.errors import InputError
from ..engine.resolution import metres_per_unit
from .preview_layers import PreviewLayers

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


@dataclass
class _Job:
    """What a running preview needs to stay alive until it has ended, even if nobody waits for it any more."""

    algorithm: QgsProcessingAlgorithm
    area: QgsVectorLayer
    context: QgsProcessingContext
    feedback: _Feedback
    source: str
    task: QgsProcessingAlgRunnerTask | None = None


class Preview(QObject):
    """Runs previews, one at a time; a new one takes the place of the one before.

    Signals:
        progressed: per cent.
        succeeded: with a ``Summary``.
        failed: with a sentence for the user; "" if she cancelled.
    """

    progressed = pyqtSignal(float)
    succeeded = pyqtSignal(object)
    failed = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layers = PreviewLayers()
        self._job: _Job | None = None

    @property
    def running(self) -> bool:
        """Whether a preview is being computed."""
        return self._job is not None

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
        self.abandon()
        wanted = {
            **parameters,
            "INPUT": area,
            "EXTENT": None,
            "OUTPUT": "TEMPORARY_OUTPUT",
            "ARROWS": "TEMPORARY_OUTPUT",
            "DISPLACEMENT": None,
            "REPORT": None,
        }
        job = _Job(algorithm, area, QgsProcessingContext(), _Feedback(), source)
        job.context.setProject(QgsProject.instance())
        job.context.setFeedback(job.feedback)
        possible, message = algorithm.checkParameterValues(wanted, job.context)
        if not possible:
            self.failed.emit(message)
            return
        self._job = job
        job.feedback.progressChanged.connect(self.progressed)
        job.task = QgsProcessingAlgRunnerTask(algorithm, wanted, job.context, job.feedback)
        job.task.executed.connect(lambda succeeded, results: self._on_executed(job, succeeded, results))
        QgsApplication.taskManager().addTask(job.task)

    def cancel(self) -> None:
        """Stop the preview that is being computed; ``failed`` follows."""
        if self._job is not None:
            self._job.feedback.cancel()

    def abandon(self) -> None:
        """Stop the preview that is being computed, and hear nothing of it any more."""
        self.cancel()
        self._job = None

    def _on_executed(self, job: _Job, succeeded: bool, results: dict) -> None:
        if job is not self._job:
            return
        self._job = None
        if not succeeded or not results:
            self.failed.emit("" if job.feedback.isCanceled() else job.feedback.first_error())
            return
        aligned = job.context.takeResultLayer(results["OUTPUT"])
        arrows = job.context.takeResultLayer(results["ARROWS"]) if results.get("ARROWS") else None
        self.layers.show(job.area, aligned, arrows, job.source)
        self.succeeded.emit(_summary(aligned))


class _Feedback(QgsProcessingFeedback):
    """Keeps the first error for the user."""

    def __init__(self) -> None:
        super().__init__(False)  # not to QGIS's log
        self._errors: list[str] = []

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N803 — QGIS names it
        self._errors.append(error)

    def first_error(self) -> str:
        """What went wrong."""
        return (
            self._errors[0]
            if self._errors
            else translate("RealignPreview", "The preview failed, and nothing says why; run the algorithm.")
        )


def preview_area(extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
    """The visible extent, or a square of ``SIDE`` metres in its middle if it is larger.

    Raises:
        InputError: the place is none of the CRS.
    """
    middle = extent.center()
    wkt = crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
    across, down = metres_per_unit(wkt, middle.x(), middle.y())
    width, height = min(extent.width(), SIDE / across), min(extent.height(), SIDE / down)
    return QgsRectangle.fromCenterAndSize(middle, width, height)


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


def covers(raster: QgsRasterLayer, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> bool:
    """Whether a raster reaches into an extent; true where that cannot be found out."""
    try:
        box = QgsCoordinateTransform(crs, raster.crs(), QgsProject.instance()).transformBoundingBox(extent)
    except QgsCsException:
        return True
    return box.intersects(raster.extent())


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
