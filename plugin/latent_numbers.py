"""The numbers of a code, or of a place, to read and to type."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ..engine.plane_view import ticks

_MOST = 3  # numbers
_STEPS = 100  # of the arrows, across a range
_APART = 20_000  # numbers that can be told apart, across a range


class LatentNumbers(QWidget):
    """Boxes beside one another, each with its name.

    Signals:
        edited: the user has changed one of them.
    """

    edited = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = [QLabel(self) for _ in range(_MOST)]
        self._all = [QDoubleSpinBox(self) for _ in range(_MOST)]  # all at once, so that Tab finds them in their order
        self.boxes: list[QDoubleSpinBox] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for label, box in zip(self._labels, self._all):
            label.setBuddy(box)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setKeyboardTracking(False)
            box.valueChanged.connect(lambda *_: self.edited.emit())
            layout.addWidget(label)
            layout.addWidget(box, 1)

    @property
    def values(self) -> list[float]:
        """The numbers."""
        return [box.value() for box in self.boxes]

    def set_up(self, names: Sequence[str], ranges: Sequence[tuple[float, float]], apart: int = _APART) -> None:
        """Offer other numbers, all 0 or as near as they can be.

        Args:
            names: of each.
            ranges: lowest and highest of each.
            apart: how many can be told apart across a range.
        """
        decimals = max(ticks(low, high, apart)[1] for low, high in ranges)
        self.boxes = self._all[: len(names)]
        for label, box in zip(self._labels[len(names) :], self._all[len(names) :]):
            label.hide()
            box.hide()
        for label, box, name, (low, high) in zip(self._labels, self.boxes, names, ranges):
            box.blockSignals(True)
            box.setDecimals(decimals)
            box.setRange(low, high)
            box.setSingleStep(max((high - low) / _STEPS, 10.0**-decimals))
            box.setValue(0.0)
            box.setAccessibleName(name)
            box.blockSignals(False)
            label.setText(name)
            label.show()
            box.show()

    def show_values(self, values: Sequence[float]) -> None:
        """Show numbers, without a signal."""
        for box, value in zip(self.boxes, values):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
