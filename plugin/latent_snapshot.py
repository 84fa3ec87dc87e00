"""What the map shows, as one small square picture."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from qgis.core import QgsMapRendererParallelJob, QgsMapSettings, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QSize, Qt

from .images import to_array


def middle_square(canvas: QgsMapCanvas) -> QgsRectangle:
    """The square in the middle of what a canvas shows, in its CRS."""
    extent = canvas.extent()
    side = min(extent.width(), extent.height())
    return QgsRectangle.fromCenterAndSize(extent.center(), side, side)


class Snapshot(QObject):
    """Draws the middle square of a map as it is on the screen, in the background, and makes it small.

    Args:
        canvas: the map.
    """

    def __init__(self, canvas: QgsMapCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._job: QgsMapRendererParallelJob | None = None

    def take(self, side: int, then: Callable[[np.ndarray], None]) -> None:
        """Draw; a picture that is under way is given up.

        Args:
            side: of the small picture, pixels.
            then: called with it, uint8 (side, side, 3).
        """
        self.release()
        settings = QgsMapSettings(self._canvas.mapSettings())
        settings.setExtent(middle_square(self._canvas))
        settings.setRotation(0)
        pixels = max(min(self._canvas.width(), self._canvas.height()), side)
        settings.setOutputSize(QSize(pixels, pixels))
        job = QgsMapRendererParallelJob(settings)
        job.finished.connect(lambda: self._on_finished(job, side, then))
        self._job = job
        job.start()

    def release(self) -> None:
        """Give up what is under way."""
        if self._job is not None:
            job, self._job = self._job, None
            job.cancelWithoutBlocking()

    def _on_finished(self, job: QgsMapRendererParallelJob, side: int, then: Callable[[np.ndarray], None]) -> None:
        if job is not self._job:
            return
        self._job = None
        image = job.renderedImage().scaled(
            side, side, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        then(to_array(image))
