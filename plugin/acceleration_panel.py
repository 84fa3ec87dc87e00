"""The tab *Acceleration* of the settings: what runs the networks, and how to have it run faster."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QDateTime, QLocale, Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ..engine.numpy_session import SLOWER
from . import settings
from .backend_list import BackendList
from .backends import expected_device, present
from .diagnosis import diagnosis
from .install_box import InstallBox
from .log import listen
from .notice import Notice
from .trial_task import TrialTask

_NUMBERED = ("cuda", "tensorrt", "directml")  # of which a computer may have several


class AccelerationPanel(QWidget):
    """Shows what runs the networks; installs, removes and verifies backends; chooses the device."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        listen()
        self._task: TrialTask | None = None
        self.now, self.last, self.notice = self._text(), self._text(), Notice()
        self.device, self.number = QComboBox(), QSpinBox()
        for name, text in self._devices().items():
            self.device.addItem(text, name)
        self.number.setRange(0, 15)
        self.number.setToolTip(self.tr("Which of several graphics cards; the first one is number 0."))
        self.trial, self.copy = QPushButton(self.tr("&Try it")), QPushButton(self.tr("&Copy diagnosis"))
        self.trial.setToolTip(self.tr("Run a shipped model now, and see which device really runs it."))
        self.copy.setToolTip(
            self.tr("Versions, devices, settings and messages for a bug report, without names, folders and passwords.")
        )
        self.installed, self.install = BackendList(), InstallBox()
        self._lay_out()
        self._choose(settings.device())
        self.device.currentIndexChanged.connect(self._refresh)
        self.number.valueChanged.connect(self._refresh)
        self.trial.clicked.connect(self._try)
        self.copy.clicked.connect(self._copy)
        self.install.installed.connect(self.installed.refresh)
        self.install.installed.connect(self._refresh)
        self.installed.changed.connect(self._refresh)
        self._refresh()

    def apply(self) -> None:
        """Store what was chosen; called by QGIS when the user presses OK."""
        settings.set_device(self.chosen())
        self.install.apply()

    def chosen(self) -> str:
        """The device that is chosen, such as ``cuda:1``."""
        name, number = self.device.currentData(), self.number.value()
        return f"{name}:{number}" if name in _NUMBERED and number else name

    def _lay_out(self) -> None:
        box = QGroupBox(self.tr("What runs the networks"))
        form = QFormLayout(box)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        label, self._of = QLabel(self.tr("&Device")), QLabel(self.tr("nu&mber"))
        label.setBuddy(self.device)
        self._of.setBuddy(self.number)
        row = QHBoxLayout()
        for widget in (self.device, self._of, self.number, self.trial):
            row.addWidget(widget)
        row.addStretch(1)
        form.addRow(label, row)
        for text, value in ((self.tr("Would run now"), self.now), (self.tr("Ran last"), self.last)):
            label = QLabel(text)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            form.addRow(label, value)
        form.addRow(self.notice)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.copy)
        layout = QVBoxLayout(self)
        for part in (box, self.installed, self.install):
            layout.addWidget(part)
        layout.addLayout(foot)
        layout.addStretch(1)

    def _text(self) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        return label

    def _devices(self) -> dict[str, str]:
        return {
            "auto": self.tr("Automatic"),
            "cpu": self.tr("Processor (CPU)"),
            "cuda": self.tr("NVIDIA graphics card (CUDA)"),
            "tensorrt": self.tr("NVIDIA graphics card (TensorRT)"),
            "directml": self.tr("Graphics card on Windows (DirectML)"),
            "coreml": self.tr("Apple (CoreML)"),
            "numpy": self.tr("numpy, without ONNX Runtime"),
        }

    def _choose(self, device: str) -> None:
        name, _, number = device.partition(":")
        self.device.setCurrentIndex(max(0, self.device.findData(name)))
        self.number.setValue(int(number or 0))

    def _refresh(self) -> None:
        numbered = self.device.currentData() in _NUMBERED
        self._of.setVisible(numbered)
        self.number.setVisible(numbered)
        self.now.setText(self._expected())
        self.last.setText(self._ran())

    def _expected(self) -> str:
        """What would run, as far as that can be said without loading it."""
        found, device = present(), self.chosen()
        if device == "numpy" or (found is None and device == "auto"):
            text = self.tr(
                "numpy {version}, which comes with QGIS; it takes about {times} times as long as ONNX Runtime."
            )
            return text.format(version=np.__version__, times=SLOWER)
        if found is None:
            text = self.tr("Nothing: the device {} needs ONNX Runtime; install it below, or choose Automatic.")
            return text.format(device)
        name = f"{found.package} {found.version}"
        where = self.tr("from this profile") if found.installed_here else self.tr("from QGIS's Python")
        if device != "auto":
            text = self.tr("{name} ({where}) on the device {device}, if it can; no other is tried.")
            return text.format(name=name, where=where, device=device)
        device = expected_device(found)
        if device == "cpu":
            return self.tr("{name} ({where}) on the processor.").format(name=name, where=where)
        text = self.tr("{name} ({where}) on the device {device}, or on the processor if that does not work.")
        return text.format(name=name, where=where, device=device)

    def _ran(self) -> str:
        run = settings.last_run()
        if not run.get("device"):
            return self.tr("Nothing yet.")
        when = QDateTime.fromString(str(run.get("when", "")), Qt.DateFormat.ISODate)
        lines = [
            self.tr("{backend} on {device}, with the model {model}, {when}").format(
                backend=run.get("backend", ""),
                device=run["device"],
                model=run.get("model", ""),
                when=QLocale().toString(when, QLocale.FormatType.ShortFormat),
            )
        ]
        warnings = run.get("warnings")
        return "\n".join([*lines, *(warnings if isinstance(warnings, list) else [])])

    def _try(self) -> None:
        self._task = TrialTask(self.chosen())
        self._task.taskCompleted.connect(self._tried)
        self._task.taskTerminated.connect(self._tried)
        self.trial.setEnabled(False)
        self.notice.say(self.tr("Running a shipped model…"))
        QgsApplication.taskManager().addTask(self._task)

    def _tried(self) -> None:
        task, self._task = self._task, None
        self.trial.setEnabled(True)
        if task.error is not None:
            self.notice.say(str(task.error), "warning")
        else:
            text = self.tr("It runs with {backend} on the device {device}.")
            if task.device == "numpy":
                text = self.tr("It runs with numpy.")
            text = text.format(backend=task.backend, device=task.device)
            self.notice.say("\n".join([text, *task.warnings]), "warning" if task.warnings else "success")
        self.installed.refresh()
        self._refresh()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(diagnosis())
        self.notice.say(self.tr("The diagnosis is in the clipboard; paste it into the bug report."), "success")
