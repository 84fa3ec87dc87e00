"""The preview of what an algorithm makes of a raster: of the part that the map window shows."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
)

from .preview import Job, Preview
from .styling import show_plain_colours


@dataclass(frozen=True)
class Summary:
    """What a preview has drawn: its size in pixels."""

    width: int
    height: int


class RasterPreview(Preview):
    """Runs an algorithm on a part of a raster; ``succeeded`` comes with a ``Summary``.

    Args:
        title: of the layer that is shown.
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def start(
        self, algorithm: QgsProcessingAlgorithm, parameters: dict, layer: QgsRasterLayer, part: QgsRectangle
    ) -> None:
        """Run it on a part; returns at once.

        Args:
            algorithm: a fresh instance.
            parameters: of the run the user has in mind; extent and output are replaced.
            layer: the raster.
            part: of it, in its CRS.
        """
        extent = QgsReferencedRectangle(part, layer.crs()) if layer.crs().isValid() else part
        self.run(algorithm, {**parameters, "EXTENT": extent, "OUTPUT": "TEMPORARY_OUTPUT"})

    def show(self, job: Job, results: dict) -> Summary:
        """One layer, above all others."""
        layer = QgsRasterLayer(results["OUTPUT"], self._title, "gdal")
        show_plain_colours(layer)
        self.layers.show([layer])
        return Summary(layer.width(), layer.height())
