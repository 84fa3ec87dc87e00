"""Work that a window has done for it in the background, one piece at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..engine.errors import RealignError


class Background(QObject):
    """Runs functions in QGIS's task manager, and tells the window when they are done, unless it is gone by then.

    Signals:
        busy: a piece of work has begun or ended.
    """

    busy = pyqtSignal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._task: _Task | None = None

    @property
    def running(self) -> bool:
        """Whether something is being done."""
        return self._task is not None

    def start(
        self,
        title: str,
        work: Callable[[Callable[[], bool]], Any],
        on_done: Callable[[Any], None],
        on_failed: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        """Do something; nothing happens if something else is being done.

        Args:
            title: for the list of tasks.
            work: called with a function that says whether the user has cancelled, in another thread; touches no widget.
            on_done: given what it returns, in the window's thread.
            on_failed: given the sentence of a ``RealignError``.
        """
        if self.running:
            return
        self._task = _Task(
            title, work, lambda task: None if sip.isdeleted(self) else self._end(on_done, on_failed, task)
        )
        QgsApplication.taskManager().addTask(self._task)
        self.busy.emit()

    def _end(self, on_done: Callable[[Any], None], on_failed: Callable[[str], None], task: _Task) -> None:
        self._task = None
        if task.sentence is not None:
            on_failed(task.sentence)
        else:
            on_done(task.result)
        self.busy.emit()


class _Task(QgsTask):
    """A function as a task.

    Attributes:
        result: what it returned.
        sentence: why it failed; None if it did not.
    """

    def __init__(self, title: str, work, on_end) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel)
        self._work, self._on_end = work, on_end
        self.result, self.sentence = None, None

    def run(self) -> bool:
        try:
            self.result = self._work(self.isCanceled)
        except RealignError as error:
            self.sentence = str(error)
        return self.sentence is None

    def finished(self, succeeded: bool) -> None:
        self._on_end(self)
