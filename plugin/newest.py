"""Work for a window in a thread of its own: of what is asked while it is busy, only the newest is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from qgis.PyQt.QtCore import QObject, QRunnable, QThreadPool, pyqtSignal

from ..engine.errors import RealignError


class _Wish(NamedTuple):
    """Something to do, and what to call with the result."""

    work: Callable[[], Any]
    then: Callable[[Any], None]


class Newest(QObject):
    """Does one thing after another, without a line of those that wait: a newer wish takes the place of an older.

    Results come in the order of the wishes, so that an older never follows a newer. What is begun is ended, and its
    result shown, though a newer wish waits: so a drag is followed at the pace that the computer can keep.

    Signals:
        failed: with the sentence of a ``RealignError``.
    """

    failed = pyqtSignal(str)
    _ended = pyqtSignal(object, object, object)  # the wish, its result, the sentence if it failed

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting: _Wish | None = None
        self._begun: _Wish | None = None
        self._forgotten = False
        self._ended.connect(self._on_ended)  # queued, as it comes from another thread

    @property
    def busy(self) -> bool:
        """Whether something is being done or waits."""
        return self._begun is not None

    def ask(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do something soon.

        Args:
            work: called in another thread; touches no widget.
            then: called in this thread with what it returns; not, if something newer was asked before it began.
        """
        self._waiting = _Wish(work, then)
        if self._begun is None:
            self._begin()

    def forget(self) -> None:
        """Want nothing of what was asked so far."""
        self._waiting, self._forgotten = None, self._begun is not None

    def release(self) -> None:
        """Wait until the thread is idle; nothing is told any more."""
        self.forget()
        self._pool.waitForDone()

    def _begin(self) -> None:
        self._begun, self._waiting = self._waiting, None
        if self._begun is not None:
            self._pool.start(_Run(self._begun, self._ended))

    def _on_ended(self, wish: _Wish, result: Any, sentence: str | None) -> None:
        forgotten, self._forgotten = self._forgotten, False
        self._begun = None
        self._begin()  # before the result is shown: the next can be computed meanwhile
        if forgotten:
            return
        if sentence is not None:
            self.failed.emit(sentence)
        else:
            wish.then(result)


class _Run(QRunnable):
    """One wish in the other thread."""

    def __init__(self, wish: _Wish, ended) -> None:
        super().__init__()
        self._wish, self._ended = wish, ended

    def run(self) -> None:
        result, sentence = None, None
        try:
            result = self._wish.work()
        except RealignError as error:
            sentence = str(error)
        except Exception as error:  # whatever it is, it must not end QGIS
            sentence = f"{type(error).__name__}: {error}"
        self._ended.emit(self._wish, result, sentence)
