"""The window of an algorithm that draws a raster anew: it begins with the raster at hand, and has a preview."""

from __future__ import annotations

import math
from itertools import islice

from qgis.core import NULL, QgsCoordinateReferenceSystem, QgsMapLayer, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import QCoreApplication
from qgis.utils import iface

from ..engine.card import ModelCard
from ..engine.errors import RealignError
from .models import card_of, model_for
from .preview_dialog import PreviewDialog
from .raster_preview import Summary
from .restyle_advice import canvas_resolution, is_service, visible_part

translate = QCoreApplication.translate


class RasterDialog(PreviewDialog):
    """A preview is at most 1000 pixels wide; subclasses say which model would run, and give advice."""

    def _model_for(self) -> tuple[str, str]:
        """What the model is for that runs where none is named: features and task, as in its card."""
        raise NotImplementedError

    def _scale(self) -> float:
        """Factor by which a file is enlarged before it is drawn."""
        return 1.0

    def _preset(self, selected: list[QgsMapLayer], visible: list[QgsMapLayer]) -> None:
        for layer in islice((each for each in [*selected, *visible] if isinstance(each, QgsRasterLayer)), 1):
            self._set("INPUT", layer.id())
            if is_service(layer):  # it has no end of its own, so begin with what is on the screen
                canvas = iface.mapCanvas()
                extent, crs = canvas.extent(), canvas.mapSettings().destinationCrs()
                box = (extent.xMinimum(), extent.xMaximum(), extent.yMinimum(), extent.yMaximum())
                self._set("EXTENT", ",".join(f"{value:.6f}" for value in box) + f" [{crs.authid()}]")
                metres = canvas_resolution(extent, crs, canvas.mapSettings().outputSize().width())
                if math.isfinite(metres):
                    self._set("RESOLUTION", round(metres, 2))

    def _card(self) -> ModelCard | None:
        """Of the model that would run; None where there is none."""
        try:
            return card_of(str(self._value("MODEL") or "") or model_for(*self._model_for())[0])
        except RealignError:  # the run says it
            return None

    def _resolution(self) -> float:
        value = self._value("RESOLUTION")
        return math.nan if value in (None, "", NULL) else float(value)

    def _start_preview(self, parameters: dict, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> str:
        layer, card = self._raster("INPUT"), self._card()
        if layer is None:
            return translate("RealignDialog", "Choose a raster layer first.")
        resolution = self._resolution()
        if math.isnan(resolution) and card is not None:
            resolution = card.resolution
        part = visible_part(layer, extent, crs, resolution, self._scale())
        self._preview.start(self.algorithm().create(), parameters, layer, part)
        return ""

    def _sentence(self, summary: Summary) -> str:
        return translate("RealignDialog", "Preview: {} × {} pixels, on top of the map.").format(
            summary.width, summary.height
        )
