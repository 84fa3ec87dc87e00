"""A try on a small area: the algorithm runs in the background, and its results lie in a group of temporary layers."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from ..engine.resolution import metres_per_unit
from .preview_layers import PreviewLayers

translate = QCoreApplication.translate


@dataclass
class Job:
    """What a running preview needs to stay alive until it has ended, even if nobody waits for it any more.

    Attributes:
        inputs: temporary layers that it reads.
        source: id of the user's layer that they come from, which is hidden while the preview is shown; "" for none.
        task: that runs the algorithm.
    """

    algorithm: QgsProcessingAlgorithm
    inputs: list[QgsMapLayer]
    context: QgsProcessingContext
    feedback: _Feedback
    source: str
    task: QgsProcessingAlgRunnerTask | None = None


class Preview(QObject):
    """Runs previews, one at a time; a new one takes the place of the one before.

    Signals:
        progressed: per cent.
        succeeded: with what ``show`` returned.
        failed: with a sentence for the user; "" if she cancelled.
    """

    progressed = pyqtSignal(float)
    succeeded = pyqtSignal(object)
    failed = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layers = PreviewLayers()
        self._job: Job | None = None

    @property
    def running(self) -> bool:
        """Whether a preview is being computed."""
        return self._job is not None

    def run(
        self,
        algorithm: QgsProcessingAlgorithm,
        parameters: dict,
        inputs: list[QgsMapLayer] | None = None,
        source: str = "",
    ) -> None:
        """Run an algorithm in the background; returns at once.

        Args:
            algorithm: a fresh instance.
            parameters: all of them.
            inputs, source: see ``Job``.
        """
        self.abandon()
        job = Job(algorithm, inputs or [], QgsProcessingContext(), _Feedback(), source)
        job.context.setProject(QgsProject.instance())
        job.context.setFeedback(job.feedback)
        possible, message = algorithm.checkParameterValues(parameters, job.context)
        if not possible:
            self.failed.emit(message)
            return
        self._job = job
        job.feedback.progressChanged.connect(self.progressed)
        job.task = QgsProcessingAlgRunnerTask(algorithm, parameters, job.context, job.feedback)
        job.task.executed.connect(lambda succeeded, results: self._on_executed(job, succeeded, results))
        QgsApplication.taskManager().addTask(job.task)

    def show(self, job: Job, results: dict) -> object:
        """Put the results into the project; return what there is to say of them. For subclasses."""
        raise NotImplementedError

    def cancel(self) -> None:
        """Stop the preview that is being computed; ``failed`` follows."""
        if self._job is not None:
            self._job.feedback.cancel()

    def abandon(self) -> None:
        """Stop the preview that is being computed, and hear nothing of it any more."""
        self.cancel()
        self._job = None

    def _on_executed(self, job: Job, succeeded: bool, results: dict) -> None:
        if job is not self._job:
            return
        self._job = None
        if not succeeded or not results:
            self.failed.emit("" if job.feedback.isCanceled() else job.feedback.first_error())
            return
        self.succeeded.emit(self.show(job, results))


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


def preview_area(extent: QgsRectangle, crs: QgsCoordinateReferenceSystem, side: float) -> QgsRectangle:
    """The visible extent, or a square in its middle if it is larger.

    Args:
        extent: in ``crs``.
        side: of the square, metres.

    Raises:
        InputError: the place is none of the CRS.
    """
    middle = extent.center()
    wkt = crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
    across, down = metres_per_unit(wkt, middle.x(), middle.y())
    width, height = min(extent.width(), side / across), min(extent.height(), side / down)
    return QgsRectangle.fromCenterAndSize(middle, width, height)


def covers(raster: QgsRasterLayer, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> bool:
    """Whether a raster reaches into an extent; true where that cannot be found out."""
    try:
        box = QgsCoordinateTransform(crs, raster.crs(), QgsProject.instance()).transformBoundingBox(extent)
    except QgsCsException:
        return True
    return box.intersects(raster.extent())
