"""The window of *Align vectors to imagery*: QGIS's own, with advice on the chosen layers and a preview."""

from __future__ import annotations

import math

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..engine.align import METHODS
from .advice import advise, overlap
from .align_preview import SIDE, AlignPreview, Summary, features_within
from .origins import METHOD, ORIGINAL
from .preview import covers, preview_area
from .preview_dialog import PreviewDialog

translate = QCoreApplication.translate


class AlignDialog(PreviewDialog):
    """Chooses a method that suits the layer, and previews at most 400 m.

    Args:
        algorithm: the algorithm; becomes the dialog's.
        parent: the widget above.
    """

    WATCHED = ("INPUT", "BASEMAP", "MODEL")

    def __init__(self, algorithm, parent=None) -> None:
        self._chosen_method = False  # by the user, or by whoever opened the window
        self._suggested = ""
        tip = translate(
            "RealignDialog",
            "Aligns what the map shows, at most 400 m across, into temporary layers. Your layers stay as they are.",
        )
        super().__init__(algorithm, AlignPreview(), tip, parent)
        self.mainWidget().wrappers["METHOD"].widgetValueHasChanged.connect(self._on_method_changed)
        self.begin()

    def setParameters(self, parameters: dict) -> None:
        """Called by QGIS's history and by scripts: what they ask for is not overruled by advice."""
        super().setParameters(parameters)
        self._chosen_method = self._chosen_method or "METHOD" in parameters

    def finish(self, successful, result, context, feedback, in_place=False) -> None:
        """Called when the run has ended: remember in the result where it came from, for the review."""
        original, method = self._layer(), self._value("METHOD")
        super().finish(successful, result, context, feedback, in_place)
        if not successful or not result.get("OUTPUT") or original is None:
            return
        for layer in QgsProject.instance().mapLayers().values():
            if result["OUTPUT"] in (layer.id(), layer.source(), layer.source().split("|")[0]):
                layer.setCustomProperty(ORIGINAL, original.id())
                layer.setCustomProperty(METHOD, METHODS[method] if isinstance(method, int) else "")

    def _preset(self, selected: list[QgsMapLayer], visible: list[QgsMapLayer]) -> None:
        vectors = [each for each in [*selected, *visible] if _is_alignable(each)]
        if not vectors:
            return
        rasters = [each for each in [*selected, *visible] if isinstance(each, QgsRasterLayer)]
        rasters.sort(key=lambda each: not _overlap(vectors[0], each))  # stable: those that lie there first
        value = vectors[0].id()
        if vectors[0].selectedFeatureCount():
            value = QgsProcessingFeatureSourceDefinition(value, True)
        self._set("INPUT", value)
        if rasters:
            self._set("BASEMAP", rasters[0].id())

    def _on_method_changed(self, *_) -> None:
        if self._value("METHOD") != self._suggested:
            self._chosen_method = True

    def _advise(self) -> None:
        advice = advise(self._layer(), self._raster("BASEMAP"), str(self._value("MODEL") or ""))
        if advice.method and not self._chosen_method:
            self._suggested = METHODS.index(advice.method)
            self._set("METHOD", self._suggested)
            advice.notes.append(translate("RealignDialog", "Method: {}").format(advice.reason))
        self._hints.show_advice(advice)

    def _layer(self) -> QgsVectorLayer | None:
        """The layer to align; None where it is a file or missing."""
        context = self.mainWidget().processing_context
        context.setProject(QgsProject.instance())
        value = self._value("INPUT")
        if isinstance(value, QgsProcessingFeatureSourceDefinition):  # the selected features of a layer
            value = value.source.valueAsString(context.expressionContext())[0]
        return (
            None if value in (None, "") else self.algorithm().parameterAsVectorLayer({"INPUT": value}, "INPUT", context)
        )

    def _start_preview(self, parameters: dict, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> str:
        layer, raster = self._layer(), self._raster("BASEMAP")
        if layer is None or raster is None:
            return translate("RealignDialog", "Choose a layer and imagery first.")
        extent = preview_area(extent, crs, SIDE)
        if not covers(raster, extent, crs):
            return translate("RealignDialog", "The imagery does not cover what the map shows; move the map.")
        only_selected = getattr(parameters.get("INPUT"), "selectedFeaturesOnly", False)
        area = features_within(layer, only_selected, extent, crs)
        self._preview.start(self.algorithm().create(), parameters, area, layer.id())
        return ""

    def _sentence(self, summary: Summary) -> str:
        return _sentence(summary)


def _is_alignable(layer) -> bool:
    return isinstance(layer, QgsVectorLayer) and layer.isValid() and layer.isSpatial()


def _overlap(layer: QgsVectorLayer, raster: QgsRasterLayer) -> bool:
    shared = overlap(layer, raster)
    return shared is None or not shared.isEmpty()


def _sentence(summary: Summary) -> str:
    if not summary.moved:
        return translate("RealignDialog", "Preview: none of {} features moved.").format(summary.features)
    text = translate("RealignDialog", "Preview: {} of {} features moved, by {:.1f} m in the median.").format(
        summary.moved, summary.features, summary.median if math.isfinite(summary.median) else 0.0
    )
    if summary.unsure:
        text += " " + translate("RealignDialog", "{} kept their place: not sure enough, or not seen.").format(
            summary.unsure
        )
    return text
