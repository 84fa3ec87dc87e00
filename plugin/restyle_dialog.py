"""The window of *Restyle map*: QGIS's own, with a picture of each style, advice on the map, and a preview."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from .raster_dialog import RasterDialog
from .raster_preview import RasterPreview
from .restyle_advice import advise
from .restyle_styles import KINDS, TASK, style_titles
from .style_gallery import StyleGallery

translate = QCoreApplication.translate


class RestyleDialog(RasterDialog):
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
        super().__init__(algorithm, RasterPreview(translate("RealignPreview", "Restyled")), tip, parent)
        self.gallery = StyleGallery(self)
        self.gallery.chosen.connect(lambda name: self._set("STYLE", name))
        self.place(self.gallery, above=True)
        self.mainWidget().wrappers["STYLE"].widgetValueHasChanged.connect(lambda *_: self._show_style())
        self.begin()

    def _advise(self) -> None:
        card = self._card()
        self.gallery.fill(style_titles(card) if card else {})
        self._show_style()
        self.gallery.setEnabled(self._raster("REFERENCE") is None)
        self._hints.show_advice(advise(self._raster("INPUT"), card, self._resolution()))

    def _show_style(self) -> None:
        self.gallery.choose(str(self._value("STYLE") or ""))

    def _model_for(self) -> tuple[str, str]:
        kind = self._value("KIND")
        return KINDS[kind if isinstance(kind, int) else 0], TASK

    def _scale(self) -> float:
        return float(self._value("SCALE") or 1)
