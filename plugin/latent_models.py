"""The choice of a model to explore: those at hand for the tasks that can be, and files."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from ..engine.card import ModelCard
from ..engine.errors import DeviceError
from ..engine.latent import LatentModel
from ..engine.model import MODELS, Model, load_model, read_card
from . import settings
from .models import card_of
from .places import added_models

translate = QCoreApplication.translate

TASKS = ("latent", "colorize")
_FOLDER = "realign/model_folder"  # where the user looked for models last
_TIP = Qt.ItemDataRole.ToolTipRole


def open_model(path: str, device: str) -> LatentModel | Model:
    """Open a model that can be explored; where the device of the settings cannot be used, the best that works runs.

    Raises:
        RealignError: it is no such model, or cannot be run.
    """
    try:
        if read_card(path).task == "colorize":
            return load_model(path, device, "colorize")
        return LatentModel.load(path, device)
    except DeviceError:
        if device == "auto":
            raise
    return open_model(path, "auto")


class LatentModels(QWidget):
    """A box with models, and a button for a file.

    Signals:
        chosen: path of the model that is wanted now; "" where there is none.
    """

    chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: list[str] = []  # chosen since QGIS started
        self.box = QComboBox(self)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.setMinimumContentsLength(12)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setAccessibleName(translate("RealignLatent", "Model"))
        self.button = QToolButton(self)
        self.button.setText("…")
        self.button.setToolTip(translate("RealignLatent", "Choose a model file"))
        self.button.setAccessibleName(self.button.toolTip())
        label = QLabel(translate("RealignLatent", "&Model"), self)
        label.setBuddy(self.box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self.box, self.button):
            layout.addWidget(widget)
        self.box.currentIndexChanged.connect(lambda *_: self._on_chosen())
        self.button.clicked.connect(lambda *_: self._ask_for_file())

    @property
    def path(self) -> str:
        """Of the model that is chosen, "" for none."""
        return self.box.currentData() or ""

    def fill(self) -> None:
        """Look for models anew; the one that is chosen, or was last, stays so if it is still there."""
        before = self.path
        wanted = before or settings.explored_model()
        self.box.blockSignals(True)
        self.box.clear()
        for path, card in self._at_hand():
            self.box.addItem(card.name, path)
            self.box.setItemData(self.box.count() - 1, f"{card.description}\n{path}", _TIP)
        self.box.setCurrentIndex(max(self.box.findData(wanted), 0 if self.box.count() else -1))
        self.box.blockSignals(False)
        if self.path != before or not self.path:
            self._on_chosen()

    def take_file(self, path: str) -> None:
        """Offer a file, too, and choose it."""
        path = os.path.abspath(path)
        if self.box.findData(path) < 0:
            self._files.append(path)
            self.box.blockSignals(True)
            card = card_of(path)
            self.box.addItem(card.name if card is not None else Path(path).name, path)
            self.box.setCurrentIndex(-1)
            self.box.blockSignals(False)
        self.box.setCurrentIndex(self.box.findData(path))

    def _at_hand(self) -> list[tuple[str, ModelCard]]:
        """Paths and cards of models that can be explored: those with a plane first, of each those that ship."""
        paths = dict.fromkeys([*map(str, sorted(MODELS.glob("*.onnx"))), *map(str, added_models()), *self._files])
        cards = [(path, card_of(path)) for path in paths]
        known = [(path, card) for path, card in cards if card is not None and card.task in TASKS]
        return sorted(known, key=lambda pair: TASKS.index(pair[1].task))

    def _on_chosen(self) -> None:
        if self.path:
            settings.set_explored_model(self.path)
        self.chosen.emit(self.path)

    def _ask_for_file(self) -> None:
        title, kinds = translate("RealignLatent", "Model to Explore"), translate("RealignLatent", "Models (*.onnx)")
        path, _ = QFileDialog.getOpenFileName(self, title, QgsSettings().value(_FOLDER, ""), kinds)
        if path:
            QgsSettings().setValue(_FOLDER, str(Path(path).parent))
            self.take_file(path)
