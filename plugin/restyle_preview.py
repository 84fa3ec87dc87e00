"""The preview of *Restyle map*: what the map window shows of a map, in its new style."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
)
from qgis.PyQt.QtCore import QCoreApplication

from .preview import Job, Preview
from .styling import show_plain_colours

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Summary:
    """What a preview has drawn: its size in pixels."""

    width: int
    height: int


class RestylePreview(Preview):
    """Restyles a part of a map; ``succeeded`` comes with a ``Summary``."""

    def start(
        self, algorithm: QgsProcessingAlgorithm, parameters: dict, layer: QgsRasterLayer, part: QgsRectangle
    ) -> None:
        """Restyle a part; returns at once.

        Args:
            algorithm: a fresh instance.
            parameters: of the run the user has in mind; extent and output are replaced.
            layer: the map.
            part: of it, in its CRS.
        """
        extent = QgsReferencedRectangle(part, layer.crs()) if layer.crs().isValid() else part
        self.run(algorithm, {**parameters, "EXTENT": extent, "OUTPUT": "TEMPORARY_OUTPUT"})

    def show(self, job: Job, results: dict) -> Summary:
        """One layer, above all others."""
        layer = QgsRasterLayer(results["OUTPUT"], translate("RealignPreview", "Restyled"), "gdal")
        show_plain_colours(layer)
        self.layers.show([layer])
        return Summary(layer.width(), layer.height())
