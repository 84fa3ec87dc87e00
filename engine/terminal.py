"""What a command shows in a terminal while it runs, and how it is stopped."""

from __future__ import annotations

import signal
import sys
import time
from types import FrameType, TracebackType
from typing import TextIO

_BAR = 30
_REDRAW = 0.1  # seconds


class TerminalProgress:
    """A bar with the time left on a terminal; elsewhere, in a log, a line at every tenth.

    Call it as ``progress(share, text)`` with a share from 0 to 1.
    """

    def __init__(self, stream: TextIO | None = None, quiet: bool = False) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._quiet = quiet
        self._bar = self._stream.isatty()
        self._started = self._drawn = time.monotonic()
        self._tenth = 0
        self._open = False

    def __call__(self, share: float, text: str) -> None:
        """Show how far the run is."""
        if self._quiet:
            return
        share, now = min(max(share, 0.0), 1.0), time.monotonic()
        elapsed = now - self._started
        left = time_left(share, elapsed)
        left = f", {left} left" if left else ""
        if self._bar:
            if self._open and share < 1 and now - self._drawn < _REDRAW:
                return
            done = int(_BAR * share)
            line = f"[{'#' * done}{'.' * (_BAR - done)}] {100 * share:3.0f} % {text}{left}"
            self._stream.write(f"\r{line[:110]}\x1b[K")
            self._open, self._drawn = True, now
        elif int(10 * share) > self._tenth:
            self._tenth = int(10 * share)
            self._stream.write(f"{100 * share:3.0f} % {text}{left}\n")
        self._stream.flush()

    def close(self) -> None:
        """End the bar's line, so that what follows begins on a new one."""
        if self._open:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._open = False


class Interruption:
    """Turns the first Ctrl-C (or SIGTERM) into a polite request; a second one stops at once.

    As a context manager. ``asked`` is what algorithms take as ``is_cancelled``.

    Attributes:
        signal: number of the signal that came, 0 before.
    """

    def __init__(self) -> None:
        self.signal = 0
        self._before: dict[int, object] = {}

    def asked(self) -> bool:
        """Whether the user wants to stop."""
        return self.signal != 0

    def __enter__(self) -> Interruption:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._take)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _take(self, number: int, frame: FrameType | None) -> None:
        if self.signal:
            raise KeyboardInterrupt
        self.signal = number


def time_left(share: float, elapsed: float) -> str:
    """How long it will take from here, "" where that cannot be told: the first blocks tell nothing about the rest.

    Args:
        share: that is done, 0 to 1.
        elapsed: seconds that it took.
    """
    return duration(elapsed * (1 - share) / share) if 0.03 < share < 1 and elapsed > 2 else ""


def duration(seconds: float) -> str:
    """Seconds as '12 s', '3:05 min' or '2:10 h'."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60}:{whole % 60:02d} min"
    return f"{whole // 3600}:{whole % 3600 // 60:02d} h"
