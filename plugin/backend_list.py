"""The list of installed backends, with what can be done with them."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QGroupBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..engine.errors import RealignError
from . import backend_store as store
from .backend_store import Backend, installed, remove
from .backends import activate
from .notice import Notice
from .trial_task import TrialTask

_ROLE = Qt.ItemDataRole.UserRole
_PATHS = 3  # columns from here on hold paths
_ROWS = 8  # lines of text; few people have more than two


class BackendList(QGroupBox):
    """Lists what is installed in the profile; verifies, uses and removes it.

    Attributes:
        changed: signal that another one is used, or one is gone.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Installed in this profile"))
        self._task: TrialTask | None = None
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.title())
        self.tree.setRootIsDecorated(False)
        self.tree.setAlternatingRowColors(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setHeaderLabels(
            [self.tr("Package"), self.tr("Version"), self.tr("State"), self.tr("From"), self.tr("Folder")]
        )
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # of paths, begin and end say the most
        header = self.tree.header()
        header.setStretchLastSection(False)
        for column in range(self.tree.columnCount()):
            paths = column >= _PATHS
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if paths else QHeaderView.ResizeMode.ResizeToContents
            )
        self.tree.setFixedHeight(_ROWS * self.fontMetrics().height())
        self.use, self.verify = QPushButton(self.tr("&Use")), QPushButton(self.tr("&Verify"))
        self.remove = QPushButton(self.tr("&Remove"))
        self.use.setToolTip(self.tr("Use this one; where another one is loaded, from the next start of QGIS."))
        self.verify.setToolTip(self.tr("Compare all files with their checksums, and run a shipped model."))
        self.remove.setToolTip(self.tr("Delete it; one that is loaded goes at the next start of QGIS."))
        self.notice = Notice()
        row = QHBoxLayout()
        for button in (self.use, self.verify, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tree)
        layout.addLayout(row)
        layout.addWidget(self.notice)
        self.tree.itemSelectionChanged.connect(self._adapt)
        self.use.clicked.connect(self._use)
        self.verify.clicked.connect(self._verify)
        self.remove.clicked.connect(self._remove)
        self.refresh()

    def refresh(self) -> None:
        """Read again what is installed."""
        before = self.selected()
        self.tree.clear()
        backends = installed()
        for backend in backends:
            about = backend.about
            item = QTreeWidgetItem(
                [about.package, about.version, self._state(backend), about.source, str(backend.folder)]
            )
            for column in range(self.tree.columnCount()):
                item.setToolTip(column, item.text(column))
            item.setData(0, _ROLE, backend)
            self.tree.addTopLevelItem(item)
            if backend.active if before is None else backend.folder == before.folder:
                self.tree.setCurrentItem(item)
        if not backends:
            item = QTreeWidgetItem([self.tr("Nothing is installed here.")])
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.tree.addTopLevelItem(item)
            item.setFirstColumnSpanned(True)
        self._adapt()

    def selected(self) -> Backend | None:
        """The installation that is selected."""
        items = self.tree.selectedItems()
        return items[0].data(0, _ROLE) if items else None

    def _state(self, backend: Backend) -> str:
        if not backend.fits:
            return self.tr("for another Python")
        if backend.leaving:
            return self.tr("goes at the next start")
        if backend.active:
            return (
                self.tr("in use") if backend.loaded or store.loaded_from() is None else self.tr("from the next start")
            )
        return self.tr("loaded") if backend.loaded else self.tr("not used")

    def _adapt(self) -> None:
        backend, idle = self.selected(), self._task is None
        self.use.setEnabled(
            idle and backend is not None and backend.fits and not backend.active and not backend.leaving
        )
        self.verify.setEnabled(idle and backend is not None)
        self.remove.setEnabled(idle and backend is not None and not backend.leaving)

    def _use(self) -> None:
        self._change(store.choose)

    def _remove(self) -> None:
        self._change(remove)

    def _change(self, change) -> None:
        try:
            change(self.selected())
        except RealignError as error:
            self.notice.say(str(error), "warning")
        else:
            self.notice.say("")
        activate()
        self.refresh()
        self.changed.emit()

    def _verify(self) -> None:
        self._task = TrialTask("auto", self.selected())
        self._task.taskCompleted.connect(self._verified)
        self._task.taskTerminated.connect(self._verified)
        self.notice.say(self.tr("Verifying…"))
        self._adapt()
        QgsApplication.taskManager().addTask(self._task)

    def _verified(self) -> None:
        task, self._task = self._task, None
        self.refresh()
        if task.error is not None:
            self.notice.say(str(task.error), "warning")
        elif task.device:
            text = self.tr("All files are as they should be, and a shipped model runs on the device {}.")
            self.notice.say(
                " ".join([text.format(task.device), *task.warnings]), "warning" if task.warnings else "success"
            )
        else:
            text = self.tr("All files are as they should be. A model can be run once QGIS has been started again.")
            self.notice.say(text, "success")
        self.changed.emit()
