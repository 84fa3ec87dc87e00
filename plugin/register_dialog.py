"""The window of *Register map to basemap*: QGIS's own, which begins with the layers at hand."""

from __future__ import annotations

from processing.gui.AlgorithmDialog import AlgorithmDialog
from qgis.core import QgsRasterLayer
from qgis.PyQt.QtWidgets import QWidget
from qgis.utils import iface

from .preview_dialog import layers_at_hand
from .restyle_advice import is_service


class RegisterDialog(AlgorithmDialog):
    """The first raster file at hand is the map; the next raster below, or a web service, is the basemap.

    Args:
        algorithm: the algorithm; becomes the dialog's.
        parent: the widget above.
    """

    def __init__(self, algorithm, parent: QWidget | None = None) -> None:
        super().__init__(algorithm, False, parent)
        if iface is None:  # without a window there are no layers at hand
            return
        selected, visible = layers_at_hand()
        rasters = [each for each in [*selected, *visible] if isinstance(each, QgsRasterLayer)]
        scan = next((each for each in rasters if not is_service(each)), None)
        others = [each for each in rasters if scan is None or each.id() != scan.id()]
        found = {"INPUT": scan, "BASEMAP": next(iter(others), None)}
        self.setParameters({name: layer.id() for name, layer in found.items() if layer is not None})
