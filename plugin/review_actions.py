"""The buttons of the review panel, each with a key."""

from __future__ import annotations

from functools import partial

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

try:
    from qgis.PyQt.QtGui import QShortcut  # Qt 6
except ImportError:
    from qgis.PyQt.QtWidgets import QShortcut

translate = QCoreApplication.translate

_ARROWS = (  # icon of Qt, key, pixels to the right and up
    (Qt.ArrowType.LeftArrow, "Left", -1, 0),
    (Qt.ArrowType.UpArrow, "Up", 0, 1),
    (Qt.ArrowType.DownArrow, "Down", 0, -1),
    (Qt.ArrowType.RightArrow, "Right", 1, 0),
)


class ReviewActions(QWidget):
    """Buttons and keys. The keys work while the panel has the focus, so that they are free on the map.

    Args:
        panel: in which the keys work.

    Signals:
        accepted, reverted, fixing, undone, saved: what the user wants.
        stepped: 1 for the next feature, -1 for the previous one.
        nudged: pixels to the right, pixels up, whether in large steps.
    """

    accepted = pyqtSignal()
    reverted = pyqtSignal()
    fixing = pyqtSignal()
    undone = pyqtSignal()
    saved = pyqtSignal()
    stepped = pyqtSignal(int)
    nudged = pyqtSignal(int, int, bool)

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._panel = panel
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)
        self.previous = self._button(translate("RealignReview", "Previous"), "P", "mActionArrowLeft.svg")
        self.next = self._button(translate("RealignReview", "Next"), "N", "mActionArrowRight.svg")
        self.accept = self._button(translate("RealignReview", "Accept"), "A", "mIconSuccess.svg")
        self.revert = self._button(translate("RealignReview", "Revert"), "R", "mActionUndo.svg")
        self.fix = self._button(translate("RealignReview", "Fix by hand"), "F", "mActionVertexTool.svg")
        self.undo = self._button(translate("RealignReview", "Undo"), "U", "mActionUndo.svg")
        self.save = self._button(translate("RealignReview", "Save edits"), "S", "mActionSaveEdits.svg")
        rows = ((self.previous, self.next), (self.accept, self.revert), (self.fix, None), (self.undo, self.save))
        for row, pair in enumerate(rows):
            for column, button in enumerate(pair):
                if button is not None:
                    layout.addWidget(button, row, column)
        self._arrows = QWidget(self)
        line = QHBoxLayout(self._arrows)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(QLabel(translate("RealignReview", "Nudge"), self._arrows))
        for arrow, key, right, up in _ARROWS:
            line.addWidget(self._arrow(arrow, key, right, up))
        line.addStretch(1)
        layout.addWidget(self._arrows, 2, 1)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        for button, signal in (
            (self.accept, self.accepted),
            (self.revert, self.reverted),
            (self.fix, self.fixing),
            (self.undo, self.undone),
            (self.save, self.saved),
        ):
            button.clicked.connect(signal)

    def enable(self, editable: bool, revertible: bool, listed: bool, dirty: bool) -> None:
        """Say what is possible now: with the feature, with its former place, with the list, with the edits so far."""
        for button in (self.previous, self.next):
            button.setEnabled(listed)
        for button in (self.accept, self.fix, self._arrows):
            button.setEnabled(editable)
        self.revert.setEnabled(editable and revertible)
        for button in (self.undo, self.save):
            button.setEnabled(dirty)

    def explain_revert(self, why: str) -> None:
        """Say why a feature cannot be put back; "" if it can."""
        self.revert.setToolTip(
            why or translate("RealignReview", "Put the feature back to where it was ({})").format("R")
        )

    def _button(self, text: str, key: str, icon: str) -> QPushButton:
        button = QPushButton(QgsApplication.getThemeIcon("/" + icon), text, self)
        button.setToolTip(f"{text} ({key})")
        self._shortcut(key, button.click)
        return button

    def _arrow(self, arrow: Qt.ArrowType, key: str, right: int, up: int) -> QToolButton:
        button = QToolButton(self._arrows)
        button.setArrowType(arrow)
        button.setAutoRepeat(True)
        text = translate("RealignReview", "Move the feature by one pixel of the map ({}); by ten with Shift")
        button.setToolTip(text.format(f"Ctrl+{key}"))
        button.setAccessibleName(button.toolTip())
        slow, fast = partial(self._nudge, right, up, False), partial(self._nudge, right, up, True)
        button.clicked.connect(lambda *_: slow())
        self._shortcut(f"Ctrl+{key}", slow)
        self._shortcut(f"Ctrl+Shift+{key}", fast)
        return button

    def _nudge(self, right: int, up: int, fast: bool) -> None:
        if self._arrows.isEnabled():
            self.nudged.emit(right, up, fast)

    def _shortcut(self, key: str, call) -> None:
        shortcut = QShortcut(QKeySequence(key), self._panel)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(call)
