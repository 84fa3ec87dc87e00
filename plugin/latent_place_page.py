"""The page of the latent explorer for models that are tied to places: their plane is the map itself."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsMapLayerProxyModel,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import QCoreApplication, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ..engine.colorize_spot import Spot, about_spot, noted, taken
from ..engine.errors import RealignError
from ..engine.model import Model
from ..engine.place_colours import PlaceColours
from .background import Background
from .latent_layer import add_layer, write_picture
from .latent_numbers import LatentNumbers
from .latent_picture import LatentPicture
from .latent_piece import LatentPiece
from .latent_place_tool import PlaceMarks, PlaceTool
from .newest import Newest

translate = QCoreApplication.translate

_APART = 2_000_000  # latitudes and longitudes that can be told apart: some ten metres each
_DEGREES = QgsCoordinateReferenceSystem("EPSG:4326")


class LatentPlacePage(QWidget):
    """A click on the map gives a place, and the imagery that the map showed takes its colours at once.

    The piece of imagery stays the same while the map is moved, so that places far away can be tried.

    Args:
        iface: the QGIS interface.
        newest: colours.

    Signals:
        said: a sentence for the user; "" takes it away.
    """

    said = pyqtSignal(str)

    def __init__(self, iface, newest: Newest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._iface, self._canvas, self._newest = iface, iface.mapCanvas(), newest
        self._reading, self._writing = Background(self), Background(self)
        self._model: Model | None = None
        self._colours: PlaceColours | None = None
        self._again = False  # whether something else is to be read after what is being read
        self._is_given = False  # whether somebody chose the place; else it is the imagery's own
        self._shown: Spot | None = None  # whose colours the picture has
        self._tool, self._marks = PlaceTool(self._canvas), PlaceMarks(self._canvas)
        self.layer_box, self.known, self.numbers = QgsMapLayerComboBox(self), QComboBox(self), LatentNumbers(self)
        self.choose = QPushButton(
            QgsApplication.getThemeIcon("/mActionAddMarker.svg"),
            translate("RealignLatent", "Choose &Place on Map"),
            self,
        )
        self.take = QPushButton(
            QgsApplication.getThemeIcon("/mActionRefresh.svg"), translate("RealignLatent", "&Take Visible Part"), self
        )
        self.picture = LatentPicture(self)
        self._lay_out()
        self.layer_box.layerChanged.connect(lambda *_: self.take_piece())
        self.known.activated.connect(lambda *_: self._on_known())
        self.numbers.edited.connect(self._on_edited)
        self.choose.toggled.connect(self._on_choose)
        self.take.clicked.connect(lambda *_: self.take_piece())
        self.picture.wanted.connect(self._on_wanted)
        self._tool.placed.connect(self._on_placed)
        self._canvas.destinationCrsChanged.connect(self._on_crs_changed)
        self._tool.deactivated.connect(lambda: self.choose.setChecked(False))

    def show_model(self, model: Model) -> None:
        """Explore another model, with what the map shows."""
        self._model = model
        self.known.clear()
        for latitude, longitude, name in model.card.places:
            self.known.addItem(name, (latitude, longitude))
        self.known.setCurrentIndex(-1)
        for widget in (self.known, self._form.labelForField(self.known)):
            widget.setVisible(bool(model.card.places))
        active = self._iface.activeLayer()
        if isinstance(active, QgsRasterLayer) and active is not self.layer_box.currentLayer():
            self.layer_box.setLayer(active)  # takes a piece of it
        else:
            self.take_piece()

    def take_piece(self) -> None:
        """Read what the map shows of the layer; its own place gives the colours at first."""
        if self._model is None or not self.isVisible():
            return
        if self._reading.running:
            self._again = True
            return
        layer = self.layer_box.currentLayer()
        if layer is None:
            self._colours, self._is_given = None, False
            self.picture.show_pixels(None)
            self._marks.clear()
            self.said.emit(translate("RealignLatent", "Add grey imagery to the map to colour it."))
            return
        try:
            piece = LatentPiece(
                layer,
                self._canvas.extent(),
                self._canvas.mapSettings().destinationCrs(),
                self._model.card.resolution,
            )
        except RealignError as error:
            self.said.emit(str(error))
            return
        self.said.emit(translate("RealignLatent", "Reading imagery…"))
        self.take.setEnabled(False)
        self._reading.start(
            translate("RealignLatent", "Reading imagery"),
            piece.read,
            lambda colours: self._on_read(piece, colours),
            self._on_failed,
        )

    def release(self) -> None:
        """Leave nothing on the map."""
        self._marks.clear()
        self._canvas.unsetMapTool(self._tool)
        self.choose.setChecked(False)

    def _lay_out(self) -> None:
        self.layer_box.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self.layer_box.setAccessibleName(translate("RealignLatent", "Imagery"))
        self.known.setAccessibleName(translate("RealignLatent", "Known place"))
        self.choose.setCheckable(True)
        self.choose.setToolTip(
            translate("RealignLatent", "Click or drag on the map: the imagery takes the colours of that place")
        )
        self.take.setToolTip(translate("RealignLatent", "Colour what the map shows now"))
        degrees = (translate("RealignLatent", "Latitude"), translate("RealignLatent", "Longitude"))
        self.numbers.set_up(degrees, ((-90.0, 90.0), (-180.0, 180.0)), _APART)
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.addRow(translate("RealignLatent", "&Imagery"), self.layer_box)
        self._form.addRow(translate("RealignLatent", "&Known place"), self.known)
        self._hint = QLabel(translate("RealignLatent", "The map is the plane: each place has its own colours."), self)
        self._hint.setWordWrap(True)
        buttons = QGridLayout()
        buttons.addWidget(self.choose, 0, 0)
        buttons.addWidget(self.take, 0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._hint)
        layout.addLayout(self._form)
        layout.addLayout(buttons)
        layout.addWidget(self.numbers)
        layout.addWidget(self.picture, 1)

    def _on_read(self, piece: LatentPiece, colours: PlaceColours) -> None:
        self._colours = colours
        self.take.setEnabled(True)
        self.said.emit("")
        if not self.isVisible():  # closed meanwhile
            return
        if self._again:
            QTimer.singleShot(0, self.take_piece)  # when this reading has ended
        self._again = False
        self._marks.show_piece(piece.box, piece.crs)
        if not self._is_given:
            self._go_to(piece.box.center(), piece.crs)
        self._colour()

    def _on_failed(self, sentence: str) -> None:
        self.take.setEnabled(True)
        self.said.emit(sentence)

    def _on_choose(self, on: bool) -> None:
        if on:
            self._canvas.setMapTool(self._tool)
        elif self._canvas.mapTool() is self._tool:
            self._canvas.unsetMapTool(self._tool)

    def _on_placed(self, point: QgsPointXY) -> None:
        self.known.setCurrentIndex(-1)
        self._is_given = True
        self._go_to(point, self._canvas.mapSettings().destinationCrs())
        self._colour()

    def _on_edited(self) -> None:
        self.known.setCurrentIndex(-1)
        self._is_given = True
        self._colour()

    def _on_known(self) -> None:
        self._is_given = True
        self.numbers.show_values(self.known.currentData())
        self._colour()

    def _go_to(self, point: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> None:
        """Put the numbers to a point of a CRS."""
        try:
            there = QgsCoordinateTransform(crs, _DEGREES, QgsProject.instance()).transform(point)
        except QgsCsException:
            self.said.emit(translate("RealignLatent", "This point of the map is no place on Earth."))
            return
        self.numbers.show_values([there.y(), there.x()])

    def _colour(self) -> None:
        """Give the imagery the colours of the place in the boxes."""
        spot, model, colours = Spot(*self.numbers.values), self._model, self._colours
        self._mark(spot)
        if model is None or colours is None:
            return
        self.said.emit(" ".join(about_spot(spot, model.card, self._is_given)))
        source = taken(spot, model.card, self._is_given)
        self._newest.ask(
            lambda: colours.coloured(model, source), lambda pixels: self._on_coloured(model, source, pixels)
        )

    def _on_coloured(self, model: Model, source: Spot | None, pixels: np.ndarray) -> None:
        if model is self._model:
            self._shown = source
            self.picture.show_pixels(pixels)

    def _on_crs_changed(self) -> None:
        if self.isVisible() and self._colours is not None:
            self._mark(Spot(*self.numbers.values))

    def _mark(self, spot: Spot) -> None:
        crs = self._canvas.mapSettings().destinationCrs()
        transform = QgsCoordinateTransform(_DEGREES, crs, QgsProject.instance())
        with suppress(QgsCsException):  # this map may not reach there
            self._marks.show_place(transform.transform(QgsPointXY(spot.longitude, spot.latitude)))

    def _on_wanted(self, path: str) -> None:
        card, source, pixels, colours = self._model.card, self._shown, self.picture.pixels, self._colours
        notes = {"REALIGN_MODEL": f"{card.name} {card.version}", "REALIGN_PLACE": noted(source)}
        title = translate("RealignLatent", "Colours of {}").format(
            source or translate("RealignLatent", "no certain place")
        )
        place = colours.place._replace(metadata=notes)
        self._writing.start(
            translate("RealignLatent", "Writing a picture"),
            lambda is_cancelled: write_picture(path, pixels, place),
            lambda written: add_layer(written, title),
            self.said.emit,
        )
