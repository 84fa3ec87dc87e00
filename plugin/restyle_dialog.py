"""The window of *Restyle map*: QGIS's own, with a picture of each style, advice on the map, and a preview."""

from __future__ import annotations

import math
from itertools import islice

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.utils import iface

from ..engine.card import ModelCard
from ..engine.errors import RealignError
from .models import card_of, model_for
from .preview_dialog import PreviewDialog
from .restyle_advice import advise, canvas_resolution, is_service, visible_part
from .restyle_preview import RestylePreview, Summary
from .restyle_styles import KINDS, TASK, style_titles
from .style_gallery import StyleGallery

translate = QCoreApplication.translate


class RestyleDialog(PreviewDialog):
    """Styles are chosen by their pictures; a preview is at most 1000 pixels wide.

    Args:
        algorithm: the algorithm; becomes the dialog's.
        parent: the widget above.
    """

    WATCHED = ("INPUT", "KIND", "REFERENCE", "RESOLUTION", "MODEL")

    def __init__(self, algorithm, parent=None) -> None:
        tip = translate(
            "RealignDialog",
            "Restyles what the map shows, at most 1000 pixels across, into a temporary layer. Your layers stay as they "
            "are.",
        )
        super().__init__(algorithm, RestylePreview(), tip, parent)
        self.gallery = StyleGallery(self)
        self.gallery.chosen.connect(lambda name: self._set("STYLE", name))
        self.place(self.gallery, above=True)
        self.mainWidget().wrappers["STYLE"].widgetValueHasChanged.connect(lambda *_: self._show_style())
        self.begin()

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

    def _advise(self) -> None:
        card = self._card()
        self.gallery.fill(style_titles(card) if card else {})
        self._show_style()
        self.gallery.setEnabled(self._raster("REFERENCE") is None)
        self._hints.show_advice(advise(self._raster("INPUT"), card, self._resolution()))

    def _show_style(self) -> None:
        self.gallery.choose(str(self._value("STYLE") or ""))

    def _card(self) -> ModelCard | None:
        """Of the model that would run; None where there is none."""
        path, kind = str(self._value("MODEL") or ""), self._value("KIND")
        try:
            return card_of(path or model_for(KINDS[kind if isinstance(kind, int) else 0], TASK)[0])
        except RealignError:  # the run says it
            return None

    def _resolution(self) -> float:
        value = self._value("RESOLUTION")
        return math.nan if value in (None, "", NULL) else float(value)

    def _start_preview(self, parameters: dict, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> str:
        layer, card = self._raster("INPUT"), self._card()
        if layer is None:
            return translate("RealignDialog", "Choose a map first.")
        resolution = self._resolution()
        if math.isnan(resolution) and card is not None:
            resolution = card.resolution
        part = visible_part(layer, extent, crs, resolution, float(self._value("SCALE") or 1))
        self._preview.start(self.algorithm().create(), parameters, layer, part)
        return ""

    def _sentence(self, summary: Summary) -> str:
        return translate("RealignDialog", "Preview: {} × {} pixels, on top of the map.").format(
            summary.width, summary.height
        )
