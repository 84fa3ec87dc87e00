"""The window of *Align vectors to imagery*: QGIS's own, with advice on the chosen layers and a preview."""

from __future__ import annotations

import math

from processing.gui.AlgorithmDialog import AlgorithmDialog
from processing.gui.AlgorithmDialogBase import AlgorithmDialogBase
from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QDialogButtonBox, QPushButton
from qgis.utils import iface

from ..engine.align import METHODS
from ..engine.errors import RealignError
from .advice import advise, overlap
from .align_hints import AlignHints
from .help_pages import ICONS
from .origins import METHOD, ORIGINAL
from .preview import Preview, Summary, covers, features_within, preview_area

translate = QCoreApplication.translate

_DELAY = 150  # ms after a change before the layers are looked at


class AlignDialog(AlgorithmDialog):
    """QGIS's dialog of the algorithm; batch, history and *Copy as* are inherited.

    Args:
        algorithm: the algorithm; becomes the dialog's.
        parent: the widget above.
    """

    def __init__(self, algorithm, parent=None) -> None:
        self._chosen_method = False  # by the user, or by whoever opened the window
        self._suggested = ""
        super().__init__(algorithm, False, parent)
        self._hints = AlignHints(self)
        self._place_hints()
        self._preview = Preview(self)
        self._button = QPushButton(QIcon(str(ICONS / "preview.svg")), translate("RealignDialog", "Pre&view"), self)
        self._button.setToolTip(
            translate(
                "RealignDialog",
                "Aligns what the map shows, at most 400 m across, into temporary layers. Your layers stay as they are.",
            )
        )
        self._button.setAutoDefault(False)
        self._button.setEnabled(iface is not None)  # without a map there is nothing to show
        self.buttonBox().addButton(self._button, QDialogButtonBox.ButtonRole.ResetRole)
        self._button.clicked.connect(self._on_preview)
        self._hints.cancelled.connect(self._preview.cancel)
        self._hints.kept.connect(self._on_keep)
        self._preview.progressed.connect(self._hints.show_progress)
        self._preview.succeeded.connect(self._on_succeeded)
        self._preview.failed.connect(self._on_failed)
        self.rejected.connect(self._on_closed)  # `finished` is something else in a dialog of Processing
        self._timer = QTimer(self)  # layers are looked at once, after all changes
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY)
        self._timer.timeout.connect(self._advise)
        wrappers = self.mainWidget().wrappers
        for name in ("INPUT", "BASEMAP", "MODEL"):
            wrappers[name].widgetValueHasChanged.connect(self._on_layers_changed)
        wrappers["METHOD"].widgetValueHasChanged.connect(self._on_method_changed)
        self._preset()
        self._timer.start()

    def setParameters(self, parameters: dict) -> None:
        """Called by QGIS's history and by scripts: what they ask for is not overruled by advice."""
        super().setParameters(parameters)
        self._chosen_method = self._chosen_method or "METHOD" in parameters

    def finish(self, successful, result, context, feedback, in_place=False) -> None:
        """Called when the run has ended: remember in the result where it came from, for the review."""
        original, method = self._layer("INPUT"), self._value("METHOD")
        super().finish(successful, result, context, feedback, in_place)
        if not successful or not result.get("OUTPUT"):
            return
        self._preview.layers.remove()  # the real thing is there
        self._hints.clear_result()
        if original is None:
            return
        for layer in QgsProject.instance().mapLayers().values():
            if result["OUTPUT"] in (layer.id(), layer.source(), layer.source().split("|")[0]):
                layer.setCustomProperty(ORIGINAL, original.id())
                layer.setCustomProperty(METHOD, METHODS[method] if isinstance(method, int) else "")

    def _place_hints(self) -> None:
        """Under the parameters, where they are always in sight, and not at the end of what can be scrolled."""
        page = self.tabWidget().widget(0)
        layout = page.layout() if page is not None else None
        if layout is not None:
            layout.addWidget(self._hints)
        else:
            self.mainWidget().addExtraWidget(self._hints)

    def _preset(self) -> None:
        """Start with the layers that the user has before her: selected in the tree, or else the topmost visible."""
        if iface is None:
            return
        tree = iface.layerTreeView()
        selected = tree.selectedLayers() if tree is not None else []
        visible = [layer for layer in QgsProject.instance().layerTreeRoot().checkedLayers() if layer.isValid()]
        vectors = [each for each in [*selected, iface.activeLayer()] if _is_alignable(each)]
        vectors += [each for each in visible if _is_alignable(each)]
        if not vectors:
            return
        rasters = [each for each in [*selected, *visible] if isinstance(each, QgsRasterLayer)]
        rasters.sort(key=lambda each: not _overlap(vectors[0], each))  # stable: those that lie there first
        wrappers, context = self.mainWidget().wrappers, self.mainWidget().processing_context
        value = vectors[0].id()
        if vectors[0].selectedFeatureCount():
            value = QgsProcessingFeatureSourceDefinition(value, True)
        wrappers["INPUT"].setParameterValue(value, context)
        if rasters:
            wrappers["BASEMAP"].setParameterValue(rasters[0].id(), context)

    def _on_layers_changed(self, *_) -> None:
        self._timer.start()

    def _on_method_changed(self, *_) -> None:
        if self._value("METHOD") != self._suggested:
            self._chosen_method = True

    def _advise(self) -> None:
        """Look at the layers that are chosen now."""
        advice = advise(self._layer("INPUT"), self._layer("BASEMAP"), str(self._value("MODEL") or ""))
        if advice.method and not self._chosen_method:
            self._suggested = METHODS.index(advice.method)
            wrapper = self.mainWidget().wrappers["METHOD"]
            wrapper.setParameterValue(self._suggested, self.mainWidget().processing_context)
            advice.notes.append(translate("RealignDialog", "Method: {}").format(advice.reason))
        self._hints.show_advice(advice)

    def _value(self, name: str):
        return self.mainWidget().wrappers[name].parameterValue()

    def _layer(self, name: str):
        """The layer that a parameter names; None where it is a file or missing."""
        context = self.mainWidget().processing_context
        context.setProject(QgsProject.instance())
        value = self._value(name)
        if isinstance(value, QgsProcessingFeatureSourceDefinition):  # the selected features of a layer
            value = value.source.valueAsString(context.expressionContext())[0]
        if value in (None, ""):
            return None
        algorithm = self.algorithm()
        evaluate = algorithm.parameterAsVectorLayer if name == "INPUT" else algorithm.parameterAsRasterLayer
        return evaluate({name: value}, name, context)

    def _on_preview(self) -> None:
        try:
            parameters = self.createProcessingParameters()
            layer, raster = self._layer("INPUT"), self._layer("BASEMAP")
            if layer is None or raster is None:
                self._hints.show_problem(translate("RealignDialog", "Choose a layer and imagery first."))
                return
            canvas = iface.mapCanvas()
            crs = canvas.mapSettings().destinationCrs()
            extent = preview_area(canvas.extent(), crs)
            if not covers(raster, extent, crs):
                self._hints.show_problem(
                    translate("RealignDialog", "The imagery does not cover what the map shows; move the map.")
                )
                return
            only_selected = getattr(parameters.get("INPUT"), "selectedFeaturesOnly", False)
            area = features_within(layer, only_selected, extent, crs)
        except (AlgorithmDialogBase.InvalidParameterValue, AlgorithmDialogBase.InvalidOutputExtension) as problem:
            name = problem.parameter.description() if hasattr(problem, "parameter") else str(problem)
            self._hints.show_problem(translate("RealignDialog", "This value is missing or wrong: {}").format(name))
            return
        except RealignError as error:
            self._hints.show_problem(str(error))
            return
        self._button.setEnabled(False)
        self._hints.show_running()
        self._preview.start(self.algorithm().create(), parameters, area, layer.id())

    def _on_succeeded(self, summary: Summary) -> None:
        self._button.setEnabled(True)
        self._hints.show_result(_sentence(summary))
        iface.mapCanvas().refresh()

    def _on_failed(self, message: str) -> None:
        self._button.setEnabled(True)
        self._hints.show_problem(message or translate("RealignDialog", "The preview was cancelled."))

    def _on_keep(self) -> None:
        self._preview.layers.keep()

    def _on_closed(self, *_) -> None:
        self._preview.abandon()
        self._preview.layers.remove()
        self._button.setEnabled(True)
        self._hints.clear_result()


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
