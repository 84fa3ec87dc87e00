"""The page of the latent explorer for models with a plane of their own: plane, numbers, picture."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsGeometry
from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from ..engine.errors import RealignError
from ..engine.latent import LatentModel, placed
from .background import Background
from .latent_layer import add_layer, write_picture
from .latent_numbers import LatentNumbers
from .latent_picture import LatentPicture
from .latent_plane import LatentPlane
from .latent_scatter import legend
from .latent_snapshot import Snapshot, middle_square
from .newest import Newest
from .restyle_advice import canvas_resolution

translate = QCoreApplication.translate

_WIDE = 1.4  # width to height from which the picture stands beside the plane


class LatentPage(QWidget):
    """Shows the picture of the point under the cursor at once.

    Args:
        canvas: the map.
        newest: decodes.

    Signals:
        said: a sentence for the user; "" takes it away.
    """

    said = pyqtSignal(str)

    def __init__(self, canvas, newest: Newest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas, self._newest = canvas, newest
        self._work, self._snapshot = Background(self), Snapshot(canvas, self)
        self._model: LatentModel | None = None
        self._code: list[float] = []  # of the picture that is shown
        self.plane, self.numbers, self.picture = LatentPlane(self), LatentNumbers(self), LatentPicture(self)
        self.legend = QLabel(self)
        self.legend.setWordWrap(True)
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.where = QPushButton(
            QgsApplication.getThemeIcon("/mActionZoomToSelected.svg"),
            translate("RealignLatent", "&Where is This Piece?"),
            self,
        )
        self.where.setToolTip(
            translate("RealignLatent", "Find the middle of what the map shows on the plane, as the model sees it")
        )
        self._lay_out()
        self.plane.moved.connect(self._on_moved)
        self.numbers.edited.connect(self._on_edited)
        self.picture.wanted.connect(self._on_wanted)
        self.where.clicked.connect(lambda *_: self._on_where())

    def show_model(self, model: LatentModel) -> None:
        """Explore another model."""
        self._model = model
        extent, limits = (tuple(zip(*pairs[:2])) for pairs in (model.ranges, model.limits))
        self.plane.show_samples(model.samples, (*extent[0], *extent[1]), (*limits[0], *limits[1]))
        text = legend(model.samples)
        self.legend.setText(text)
        self.legend.setVisible(bool(text))
        self.where.setVisible(model.reads)
        self.numbers.set_up(("x", "y", "z")[: model.dimensions], model.limits)
        self._on_moved(*self.plane.point)

    def release(self) -> None:
        """Let go of the map."""
        self._snapshot.release()

    def resizeEvent(self, event) -> None:
        """Called by Qt: side by side where there is the room."""
        wide = self.width() > _WIDE * self.height()
        self._splitter.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        above, below = QWidget(self), QWidget(self)
        layout = QVBoxLayout(above)
        layout.addWidget(self.plane, 1)
        layout.addWidget(self.legend)
        other = QVBoxLayout(below)
        other.addWidget(self.numbers)
        other.addWidget(self.picture, 1)
        other.addWidget(self.where)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        for widget, stretch in ((above, 4), (below, 3)):
            widget.layout().setContentsMargins(0, 0, 0, 0)
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(self._splitter.count() - 1, stretch)
        self._splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)

    def _on_moved(self, x: float, y: float) -> None:
        self.said.emit("")
        self._go_to([x, y, *self.numbers.values[2:]])

    def _on_edited(self) -> None:
        self.said.emit("")
        code = self.numbers.values
        self.plane.set_point(*code[:2])
        self._go_to(code)

    def _go_to(self, code: list[float]) -> None:
        """Show a code in the boxes, and its picture as soon as it is there."""
        self.numbers.show_values(code)
        model = self._model
        self._newest.ask(lambda: model.decode(code), lambda pixels: self._on_decoded(model, code, pixels))

    def _on_decoded(self, model: LatentModel, code: list[float], pixels: np.ndarray) -> None:
        if model is self._model:
            self._code = code
            self.picture.show_pixels(pixels)

    def _on_wanted(self, path: str) -> None:
        """Put the picture where the middle of the map is."""
        settings, card, code = self._canvas.mapSettings(), self._model.card, self._code
        wkt = settings.destinationCrs().toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
        middle = self._canvas.extent().center()
        try:
            place = placed(card, code, wkt, middle.x(), middle.y())
        except RealignError as error:
            self.said.emit(str(error))
            return
        name = f"{card.name} ({'; '.join(f'{number:.3g}' for number in code)})"
        pixels = self.picture.pixels
        self._work.start(
            translate("RealignLatent", "Writing a picture"),
            lambda is_cancelled: write_picture(path, pixels, place),
            lambda written: add_layer(written, name),
            self.said.emit,
        )

    def _on_where(self) -> None:
        if self._model is not None:
            self.said.emit("")
            self._snapshot.take(self._model.side, self._encode)

    def _encode(self, piece: np.ndarray) -> None:
        model = self._model
        self._newest.ask(lambda: model.encode(piece), lambda code: self._on_found(model, code))

    def _on_found(self, model: LatentModel, code: np.ndarray) -> None:
        if model is not self._model:
            return
        self.plane.set_point(*code[:2])
        self._go_to([*self.plane.point, *code[2:].tolist()])
        crs, square = self._canvas.mapSettings().destinationCrs(), middle_square(self._canvas)
        self._canvas.flashGeometries([QgsGeometry.fromRect(square)], crs)  # so that it is clear what was looked at
        metres = canvas_resolution(square, crs, model.side)
        finest, coarsest = model.card.resolution_range
        if finest <= metres <= coarsest or metres != metres:
            self.said.emit(translate("RealignLatent", "The middle of the map lies here."))
            return
        self.said.emit(
            translate(
                "RealignLatent",
                "The middle of the map lies about here; it shows {:.2g} m per pixel of the picture, but the model was "
                "trained on {:g} to {:g} m, so zoom the map to be sure.",
            ).format(metres, finest, coarsest)
        )
