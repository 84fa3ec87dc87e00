"""Time during which at least one of several threads is busy."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Adds up stretches of time; those that overlap count once.

    Attributes:
        seconds: in all, without those that are still under way.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self._lock, self._busy, self._began = threading.Lock(), 0, 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time that the block takes."""
        with self._lock:
            if not self._busy:
                self._began = time.perf_counter()
            self._busy += 1
        try:
            yield
        finally:
            with self._lock:
                self._busy -= 1
                if not self._busy:
                    self.seconds += time.perf_counter() - self._began
