"""Installing a package: which, from where, how far it is."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsTask
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..engine.errors import Cancelled
from . import settings
from .backend_store import loaded_from
from .backends import fitting_packages, suggested
from .install_task import InstallTask
from .notice import Notice


class InstallBox(QGroupBox):
    """Lets the user install a package into the profile.

    Attributes:
        installed: signal that an installation has ended well.
    """

    installed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Install"))
        self._task: InstallTask | None = None
        self.package = QComboBox()
        for name in fitting_packages():
            text = self.tr("{} (fits this computer)") if name == suggested() else "{}"
            self.package.addItem(text.format(name), name)
        self.package.currentIndexChanged.connect(self._describe)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.libraries = QCheckBox(self.tr("&With NVIDIA's libraries CUDA and cuDNN, about 2 GB more"))
        self.libraries.setToolTip(
            self.tr(
                "Not needed where this computer has CUDA and cuDNN already, in the version that the package asks for."
            )
        )
        self.from_index, self.from_folder = (
            QRadioButton(self.tr("Package inde&x")),
            QRadioButton(self.tr("&Folder of wheels")),
        )
        self.index, self.folder = QLineEdit(), QgsFileWidget()
        self.index.setPlaceholderText(settings.PACKAGE_INDEX)
        self.index.setToolTip(
            self.tr("Address of a package index, or of a mirror of one. Proxy and passwords are those of QGIS.")
        )
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setToolTip(
            self.tr("For computers without a network: a folder with .whl files that were fetched on another one.")
        )
        self.index.setAccessibleName(self.tr("Address of the package index"))
        self.folder.lineEdit().setAccessibleName(self.tr("Folder of wheels"))
        self.install, self.cancel = QPushButton(self.tr("&Install")), QPushButton(self.tr("Ca&ncel"))
        self.bar, self.line, self.notice = QProgressBar(), QLabel(), Notice()
        self.line.setWordWrap(True)
        self._lay_out()
        self.install.clicked.connect(self._start)
        self.cancel.clicked.connect(self._cancel)
        self.from_folder.toggled.connect(self._adapt)
        self._load()
        self._describe()
        self._adapt()
        self._join()

    def apply(self) -> None:
        """Store the address of the index and the folder of wheels."""
        settings.set_package_index(self._address())
        settings.set_wheel_folder(self.folder.filePath() if self.from_folder.isChecked() else "")

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        label = QLabel(self.tr("&Package"))
        label.setBuddy(self.package)
        form.addRow(label, self.package)
        form.addRow("", self.about)
        form.addRow("", self.libraries)
        form.addRow(self.from_index, self.index)
        form.addRow(self.from_folder, self.folder)
        row = QHBoxLayout()
        for widget, stretch in ((self.install, 0), (self.cancel, 0), (self.bar, 1)):
            row.addWidget(widget, stretch)
        row.addStretch(0)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addLayout(row)
        layout.addWidget(self.line)
        layout.addWidget(self.notice)

    def _load(self) -> None:
        address = settings.package_index()
        self.index.setText("" if address == settings.PACKAGE_INDEX else address)
        self.folder.setFilePath(settings.wheel_folder())
        self.from_folder.setChecked(bool(settings.wheel_folder()))
        self.from_index.setChecked(not settings.wheel_folder())

    def _address(self) -> str:
        return self.index.text().strip().rstrip("/")

    def _describe(self) -> None:
        texts = {
            "onnxruntime": self.tr("Runs on the processor; on macOS on the graphics processor, too. About 25 MB."),
            "onnxruntime-gpu": self.tr(
                "Runs on NVIDIA graphics cards. It needs the libraries CUDA and cuDNN; without them it runs on the "
                "processor. About 250 MB."
            ),
            "onnxruntime-directml": self.tr("Runs on any graphics card that knows DirectX 12. About 30 MB."),
        }
        self.about.setText(texts[self.package.currentData()])
        self.libraries.setVisible(self.package.currentData() == "onnxruntime-gpu")

    def _adapt(self) -> None:
        """Show and enable what fits the state."""
        running = self._task is not None
        for widget in (self.package, self.libraries, self.from_index, self.from_folder):
            widget.setEnabled(not running)
        self.index.setEnabled(not running and self.from_index.isChecked())
        self.folder.setEnabled(not running and self.from_folder.isChecked())
        self.install.setVisible(not running)
        for widget in (self.cancel, self.bar, self.line):
            widget.setVisible(running)

    def _start(self) -> None:
        self.apply()
        folder = self.folder.filePath() if self.from_folder.isChecked() else ""
        if self.from_folder.isChecked() and not folder:
            self.notice.say(self.tr("Choose a folder of wheels first."), "warning")
            self.folder.lineEdit().setFocus()
            return
        package = self.package.currentData()
        libraries = package == "onnxruntime-gpu" and self.libraries.isChecked()
        task = InstallTask(package, settings.package_index(), folder, libraries)
        self._follow(task)
        QgsApplication.taskManager().addTask(task)

    def _join(self) -> None:
        """Follow an installation that goes on since this was open last."""
        states = QgsTask.TaskStatus
        for task in QgsApplication.taskManager().tasks():
            if isinstance(task, InstallTask) and task.status() in (states.Queued, states.OnHold, states.Running):
                self._follow(task)

    def _follow(self, task: InstallTask) -> None:
        self._task = task
        self.bar.setValue(0)
        self.line.clear()
        self.notice.say("")
        task.progressChanged.connect(self._progressed)
        task.told.connect(self.line.setText)
        task.taskCompleted.connect(self._ended)
        task.taskTerminated.connect(self._ended)
        self._adapt()
        self.cancel.setFocus()

    def _progressed(self, percent: float) -> None:
        self.bar.setValue(round(percent))

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _ended(self) -> None:
        task, self._task = self._task, None
        self._adapt()
        self.install.setFocus()
        if task.backend is None:
            cancelled = task.error is None or isinstance(task.error, Cancelled)
            self.notice.say(
                self.tr("Cancelled; nothing was installed.") if cancelled else str(task.error),
                "info" if cancelled else "warning",
            )
            return
        about, loaded = task.backend.about, loaded_from()
        text = self.tr("{package} {version} is installed.")
        if loaded not in (None, task.backend.folder):
            text = self.tr("{package} {version} is installed; it is used from the next start of QGIS.")
        self.notice.say(text.format(package=about.package, version=about.version), "success")
        self.installed.emit()
