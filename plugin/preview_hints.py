"""The strip under the parameters of a window with a preview: advice, and how the preview goes."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from .advice import Advice

translate = QCoreApplication.translate

_ICON = 16  # pixels of an icon beside a sentence


class PreviewHints(QWidget):
    """Sentences with an icon before each, and one row for the preview.

    Signals:
        cancelled: the user wants the running preview to stop.
        kept: she wants the preview's layers to stay.
    """

    cancelled = pyqtSignal()
    kept = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QGridLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setColumnStretch(1, 1)
        self._sentences = QGridLayout()
        self._sentences.setColumnStretch(1, 1)
        layout.addLayout(self._sentences, 0, 0, 1, 2)
        self._icon, self._text = QLabel(self), _sentence_label(self)
        self._progress = QProgressBar(self)
        self._progress.setRange(0, 100)
        self._progress.setAccessibleName(translate("RealignDialog", "Progress of the preview"))
        self._cancel = QPushButton(translate("RealignDialog", "&Cancel preview"), self)
        self._keep = QPushButton(translate("RealignDialog", "&Keep these layers"), self)
        self._keep.setToolTip(translate("RealignDialog", "Otherwise they go when this window is closed."))
        for button in (self._cancel, self._keep):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self._progress, 1)
        row.addWidget(self._cancel)
        row.addWidget(self._keep)
        layout.addLayout(row, 1, 0, 1, 2)
        self._cancel.clicked.connect(self.cancelled)
        self._keep.clicked.connect(self._on_keep)
        self.clear_result()

    def show_advice(self, advice: Advice) -> None:
        """Say what the layers suggest; what was said before goes."""
        while self._sentences.count():
            widget = self._sentences.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        for icon, texts in (("mIconWarning.svg", advice.warnings), ("mActionPropertiesWidget.svg", advice.notes)):
            for text in texts:
                row = self._sentences.rowCount()
                picture, label = QLabel(self), _sentence_label(self)
                picture.setPixmap(_pixmap(icon))
                label.setText(text)
                self._sentences.addWidget(picture, row, 0, Qt.AlignmentFlag.AlignTop)
                self._sentences.addWidget(label, row, 1)

    def show_running(self) -> None:
        """A preview has begun."""
        self.clear_result()
        self._progress.setValue(0)
        self._progress.setFormat(translate("RealignDialog", "Preview: %p %"))
        self._progress.show()
        self._cancel.show()

    def show_progress(self, percent: float) -> None:
        """Tell how far the preview is."""
        self._progress.setValue(int(percent))

    def show_result(self, text: str) -> None:
        """Tell what the preview found."""
        self.clear_result()
        self._say("mIconSuccess.svg", text)
        self._keep.show()

    def show_problem(self, text: str) -> None:
        """Tell why there is no preview."""
        self.clear_result()
        self._say("mIconWarning.svg", text)

    def clear_result(self) -> None:
        """Show nothing of a preview."""
        for widget in (self._icon, self._text, self._progress, self._cancel, self._keep):
            widget.hide()

    def _say(self, icon: str, text: str) -> None:
        self._icon.setPixmap(_pixmap(icon))
        self._text.setText(text)
        self._icon.show()
        self._text.show()

    def _on_keep(self) -> None:
        self._keep.hide()
        self._say(
            "mIconSuccess.svg",
            translate("RealignDialog", "The layers of the preview are yours; they are temporary until you save them."),
        )
        self.kept.emit()


def _sentence_label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)  # names of layers are no HTML
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _pixmap(name: str):
    return QgsApplication.getThemeIcon("/" + name).pixmap(_ICON, _ICON)
