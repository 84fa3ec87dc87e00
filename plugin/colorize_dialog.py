"""The window of *Colorize grayscale imagery*: QGIS's own, with advice on imagery and place, and a preview."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from ..engine.colorize_spot import Spot
from ..engine.errors import RealignError
from .colorize_advice import advise
from .colorize_run import FEATURES, TASK, given_spot
from .raster_dialog import RasterDialog
from .raster_preview import RasterPreview

translate = QCoreApplication.translate


class ColorizeDialog(RasterDialog):
    """The place is clicked on the map, by the button beside it.

    Args:
        algorithm: the algorithm; becomes the dialog's.
        parent: the widget above.
    """

    WATCHED = ("INPUT", "PLACE", "RESOLUTION", "MODEL")

    def __init__(self, algorithm, parent=None) -> None:
        tip = translate(
            "RealignDialog",
            "Colorizes what the map shows, at most 1000 pixels across, into a temporary layer. Your layers stay as "
            "they are.",
        )
        super().__init__(algorithm, RasterPreview(translate("RealignPreview", "Colorized")), tip, parent)
        self.begin()

    def _model_for(self) -> tuple[str, str]:
        return FEATURES, TASK

    def _advise(self) -> None:
        self._hints.show_advice(advise(self._raster("INPUT"), self._card(), self._resolution(), self._spot()))

    def _spot(self) -> Spot | None:
        context = self.mainWidget().processing_context
        try:
            return given_spot(self.algorithm(), {"PLACE": self._value("PLACE")}, context)
        except RealignError:  # the run says it
            return None
