"""The tab *Models* of the settings: which models there are, which one runs, and adding one's own."""

from __future__ import annotations

from html import escape
from pathlib import Path

from qgis.core import Qgis, QgsSettings
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ..engine.card_page import card_html
from ..engine.errors import RealignError
from ..engine.model import default_model_path
from ..engine.model_library import Additions, Entry
from . import settings
from .background import Background
from .model_list import ModelList
from .models import library, model_for

translate = QCoreApplication.translate
_FOLDER = "realign/model_folder"  # where the user looked for models last


class ModelsPanel(QWidget):
    """Lists models with their cards, adds, removes and checks them, and chooses the defaults.

    Files are copied and removed at once; which model is the default is kept by ``apply``.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library()
        self._entries: dict[str, Entry] = {}
        self._defaults: dict[tuple[str, str], str] = {}  # by task and features; as chosen, not kept yet
        self._work = Background(self)
        self._work.busy.connect(self._update_buttons)
        self.messages = QgsMessageBar()
        self.list = ModelList()
        self.list.currentItemChanged.connect(lambda *_: self._show_details())
        self.details = QTextBrowser()
        self.details.setOpenExternalLinks(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(translate("RealignModels", "Card of the model"))
        self._lay_out()
        self.reload()
        self._tell_defaults_that_do_not_run()

    def apply(self) -> None:
        """Keep the defaults that were chosen."""
        for (task, features), path in self._defaults.items():
            settings.set_default_model(path, features, task)
        self._defaults.clear()

    def reload(self, select: Path | None = None) -> None:
        """Read the folders anew.

        Args:
            select: the model to show; the one that is shown if None.
        """
        chosen = str(select) if select else self.list.path
        self._entries = {str(entry.path): entry for entry in self._library.entries()}
        self.list.fill(self._entries, self._is_default, chosen)
        self._show_details()

    def add(self, paths: list[Path]) -> None:
        """Copy models into the profile, in the background; what is refused is told, the rest is added."""
        if paths:
            self._work.start(
                translate("RealignModels", "Adding models"),
                lambda is_cancelled: self._library.add(paths, is_cancelled),
                self._on_added,
            )

    def remove(self) -> None:
        """Delete the model that is shown, if the user confirms."""
        entry = self._selected()
        if entry is None or entry.shipped or not self._confirmed(entry):
            return
        try:
            self._library.remove(entry)
        except RealignError as error:
            self.messages.pushWarning("", str(error))
            return
        if entry.card and self._is_default(entry):  # at once, like the file
            self._defaults.pop(_kind(entry), None)
            settings.set_default_model("", entry.card.features, entry.card.task)
        self.reload()

    def make_default(self) -> None:
        """Let the model that is shown be the one that runs where none is named."""
        entry = self._selected()
        if entry is None or entry.card is None:
            return
        self._defaults[_kind(entry)] = "" if self._ships_as_default(entry) else str(entry.path)
        self.reload()

    def check(self) -> None:
        """Compare the model that is shown with its checksum and run it, in the background."""
        entry = self._selected()
        if entry is not None:
            self._work.start(
                translate("RealignModels", "Checking {}").format(entry.path.name),
                lambda is_cancelled: self._library.check(entry, settings.device()),
                lambda found: self.messages.pushMessage("", found, Qgis.MessageLevel.Success, 0),
                self._on_failed,
            )

    def _lay_out(self) -> None:
        label = QLabel(translate("RealignModels", "&Models; those in bold run where no other is chosen:"))
        label.setBuddy(self.list)
        files = self._button(translate("RealignModels", "&Add Files…"), self._ask_for_files)
        folder = self._button(translate("RealignModels", "Add &Folder…"), self._ask_for_folder)
        self.default_button = self._button(translate("RealignModels", "Make &Default"), self.make_default)
        self.default_button.setToolTip(
            translate("RealignModels", "Let this model run for its kind of features wherever no model is named")
        )
        self.check_button = self._button(translate("RealignModels", "&Check"), self.check)
        self.check_button.setToolTip(translate("RealignModels", "Compare the model with its checksum, and run it"))
        self.remove_button = self._button(translate("RealignModels", "&Remove…"), self.remove)
        self._adding = [files, folder]
        buttons = QHBoxLayout()
        for button in (files, folder, self.default_button, self.check_button, self.remove_button):
            buttons.addWidget(button)
        buttons.addStretch()
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(self.list, 1)
        above.addLayout(buttons)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(top)
        splitter.addWidget(self.details)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        layout = QVBoxLayout(self)
        layout.addWidget(self.messages)
        layout.addWidget(label)
        layout.addWidget(splitter, 1)

    def _button(self, text: str, call) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda *_: call())
        return button

    def _show_details(self) -> None:
        entry = self._selected()
        if entry is None:
            self.details.clear()
        elif entry.card is None:
            self.details.setHtml(f"<h2>{escape(entry.path.name)}</h2><p>{escape(entry.trouble)}</p>")
        else:
            self.details.setHtml(f"<h2>{escape(entry.card.name)}</h2>{_for_qt(card_html(entry.card))}")
        self._update_buttons()

    def _update_buttons(self) -> None:
        entry, free = self._selected(), not self._work.running
        usable = free and entry is not None and entry.card is not None
        self.default_button.setEnabled(usable and not self._is_default(entry))
        self.check_button.setEnabled(free and entry is not None)
        self.remove_button.setEnabled(free and entry is not None and not entry.shipped)
        for button in self._adding:
            button.setEnabled(free)

    def _selected(self) -> Entry | None:
        return self._entries.get(self.list.path)

    def _is_default(self, entry: Entry) -> bool:
        task, features = _kind(entry)
        chosen = self._defaults.get((task, features), settings.default_model(features, task))
        if chosen not in self._entries:  # gone: the shipped one runs
            chosen = ""
        return str(entry.path) == chosen or (not chosen and self._ships_as_default(entry))

    def _tell_defaults_that_do_not_run(self) -> None:
        """Say in whose place the shipped models run."""
        for task, features in dict.fromkeys(map(_kind, self._entries.values())):
            if settings.default_model(features, task):
                for warning in model_for(features, task)[1]:
                    self._on_failed(warning)

    @staticmethod
    def _ships_as_default(entry: Entry) -> bool:
        try:
            return str(entry.path) == default_model_path(*_kind(entry))
        except RealignError:  # none ships for it
            return False

    def _confirmed(self, entry: Entry) -> bool:
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        question = translate("RealignModels", "Remove the model {}? Its file is deleted from your QGIS profile.")
        title = translate("RealignModels", "Remove Model")
        return QMessageBox.question(self, title, question.format(entry.path.name), yes | no, no) == yes

    def _ask_for_files(self) -> None:
        title, kinds = translate("RealignModels", "Add Models"), translate("RealignModels", "Models (*.onnx)")
        paths, _ = QFileDialog.getOpenFileNames(self, title, QgsSettings().value(_FOLDER, ""), kinds)
        if paths:
            QgsSettings().setValue(_FOLDER, str(Path(paths[0]).parent))
            self.add([Path(path) for path in paths])

    def _ask_for_folder(self) -> None:
        title = translate("RealignModels", "Add All Models of a Folder")
        path = QFileDialog.getExistingDirectory(self, title, QgsSettings().value(_FOLDER, ""))
        if path:
            QgsSettings().setValue(_FOLDER, path)
            self.add([Path(path)])

    def _on_added(self, additions: Additions) -> None:
        self.messages.clearWidgets()
        for sentence in additions.refused:
            self.messages.pushMessage("", sentence, Qgis.MessageLevel.Warning, 0)
        if additions.added:
            names = ", ".join(entry.path.name for entry in additions.added)
            said = translate("RealignModels", "Added: {}").format(names)
            self.messages.pushMessage("", said, Qgis.MessageLevel.Success, 0)
        self.reload(additions.added[0].path if additions.added else None)

    def _on_failed(self, sentence: str) -> None:
        self.messages.pushMessage("", sentence, Qgis.MessageLevel.Warning, 0)


def _kind(entry: Entry) -> tuple[str, str]:
    return (entry.card.task, entry.card.features) if entry.card else ("", "")


def _for_qt(html: str) -> str:
    """Tables as Qt's rich text draws them well; it knows little of styles."""
    html = html.replace("<table>", '<table cellpadding="2">').replace("<h2>", "<h3>").replace("</h2>", "</h3>")
    html = html.replace(' class="number"', ' align="right"')
    return html.replace('scope="row">', 'align="left">').replace('scope="col">', 'align="left">')
