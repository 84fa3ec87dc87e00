"""QGIS's window of an algorithm with advice on what is chosen, and a preview of what the map shows."""

from __future__ import annotations

from typing import ClassVar

from processing.gui.AlgorithmDialog import AlgorithmDialog
from processing.gui.AlgorithmDialogBase import AlgorithmDialogBase
from qgis.core import QgsCoordinateReferenceSystem, QgsMapLayer, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import QCoreApplication, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QDialogButtonBox, QPushButton, QWidget
from qgis.utils import iface

from ..engine.errors import RealignError
from .help_pages import ICONS
from .preview import Preview
from .preview_hints import PreviewHints

translate = QCoreApplication.translate

_DELAY = 150  # ms after a change before the layers are looked at


class PreviewDialog(AlgorithmDialog):
    """Adds a strip with advice and a button *Preview*; batch, history and *Copy as* are inherited.

    Subclasses set ``WATCHED``, give advice and start the preview; when all of theirs is in place they call ``begin``.

    Args:
        algorithm: the algorithm; becomes the dialog's.
        preview: runs it on a small area.
        tip: what the button does.
        parent: the widget above.

    Attributes:
        WATCHED: names of the parameters after a change of which ``advise`` is called.
    """

    WATCHED: ClassVar[tuple[str, ...]] = ()

    def __init__(self, algorithm, preview: Preview, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(algorithm, False, parent)
        self._hints = PreviewHints(self)
        self.place(self._hints)
        self._preview = preview
        preview.setParent(self)
        self._button = QPushButton(QIcon(str(ICONS / "preview.svg")), translate("RealignDialog", "Pre&view"), self)
        self._button.setToolTip(tip)
        self._button.setAutoDefault(False)
        self._button.setEnabled(iface is not None)  # without a map there is nothing to show
        self.buttonBox().addButton(self._button, QDialogButtonBox.ButtonRole.ResetRole)
        self._button.clicked.connect(self._on_preview)
        self._hints.cancelled.connect(preview.cancel)
        self._hints.kept.connect(preview.layers.keep)
        preview.progressed.connect(self._hints.show_progress)
        preview.succeeded.connect(self._on_succeeded)
        preview.failed.connect(self._on_failed)
        self.rejected.connect(self._on_closed)  # `finished` is something else in a dialog of Processing
        self._timer = QTimer(self)  # layers are looked at once, after all changes
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY)
        self._timer.timeout.connect(self._advise)
        for name in self.WATCHED:
            self.mainWidget().wrappers[name].widgetValueHasChanged.connect(lambda *_: self._timer.start())

    def begin(self) -> None:
        """Look at the layers at hand, and give advice on them."""
        if iface is not None:
            self._preset(*layers_at_hand())
        self._timer.start()

    def place(self, widget: QWidget, above: bool = False) -> None:
        """Put a widget under the parameters, or above them: always in sight, not at the end of what can be scrolled."""
        page = self.tabWidget().widget(0)
        layout = page.layout() if page is not None else None
        if layout is not None:
            layout.insertWidget(0 if above else -1, widget)
        else:
            self.mainWidget().addExtraWidget(widget)

    def finish(self, successful, result, context, feedback, in_place=False) -> None:
        """Called when the run has ended: the real thing takes the place of the preview."""
        super().finish(successful, result, context, feedback, in_place)
        if successful and result.get("OUTPUT"):
            self._preview.layers.remove()
            self._hints.clear_result()

    def _preset(self, selected: list[QgsMapLayer], visible: list[QgsMapLayer]) -> None:
        """Start with the layers that the user has before her: those selected in the tree, or else the visible ones."""
        raise NotImplementedError

    def _advise(self) -> None:
        """Look at the layers that are chosen now."""
        raise NotImplementedError

    def _start_preview(self, parameters: dict, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> str:
        """Start the preview of what the map shows.

        Returns:
            why there is none; "" where it has begun.

        Raises:
            RealignError: with a sentence for the user.
        """
        raise NotImplementedError

    def _sentence(self, summary: object) -> str:
        """What the preview found."""
        raise NotImplementedError

    def _value(self, name: str):
        return self.mainWidget().wrappers[name].parameterValue()

    def _set(self, name: str, value: object) -> None:
        self.mainWidget().wrappers[name].setParameterValue(value, self.mainWidget().processing_context)

    def _raster(self, name: str):
        """The raster layer that a parameter names; None where it is missing."""
        context = self.mainWidget().processing_context
        context.setProject(QgsProject.instance())
        value = self._value(name)
        return None if value in (None, "") else self.algorithm().parameterAsRasterLayer({name: value}, name, context)

    def _on_preview(self) -> None:
        try:
            parameters = self.createProcessingParameters()
            canvas = iface.mapCanvas()
            problem = self._start_preview(parameters, canvas.extent(), canvas.mapSettings().destinationCrs())
        except (AlgorithmDialogBase.InvalidParameterValue, AlgorithmDialogBase.InvalidOutputExtension) as error:
            name = error.parameter.description() if hasattr(error, "parameter") else str(error)
            problem = translate("RealignDialog", "This value is missing or wrong: {}").format(name)
        except RealignError as error:
            problem = str(error)
        if problem:
            self._hints.show_problem(problem)
        elif self._preview.running:  # it has not failed at once
            self._button.setEnabled(False)
            self._hints.show_running()

    def _on_succeeded(self, summary: object) -> None:
        self._button.setEnabled(True)
        self._hints.show_result(self._sentence(summary))
        iface.mapCanvas().refresh()

    def _on_failed(self, message: str) -> None:
        self._button.setEnabled(True)
        self._hints.show_problem(message or translate("RealignDialog", "The preview was cancelled."))

    def _on_closed(self, *_) -> None:
        self._preview.abandon()
        self._preview.layers.remove()
        self._button.setEnabled(True)
        self._hints.clear_result()


def layers_at_hand() -> tuple[list[QgsMapLayer], list[QgsMapLayer]]:
    """Layers that are selected in the tree, the active one last, and those that are visible, the topmost first."""
    tree = iface.layerTreeView()
    selected = tree.selectedLayers() if tree is not None else []
    visible = [layer for layer in QgsProject.instance().layerTreeRoot().checkedLayers() if layer.isValid()]
    return [each for each in [*selected, iface.activeLayer()] if each is not None], visible
