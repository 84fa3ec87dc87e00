"""A process of its own for each method: its memory is its own, and a crash takes nothing else down."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from .comparison_cases import Case
from .comparison_store import Answer
from .methods import Method


class Apart:
    """Runs one method in a fresh process, which lasts until the ``with`` block ends.

    Args:
        make: makes the method from the largest displacement that it is told, in metres; picklable.
    """

    def __init__(self, make: Callable[[float], Method]) -> None:
        self.make = make

    def __enter__(self) -> Apart:
        """Start the process."""
        # spawned, not forked: memory and threads of this process must not be inherited
        self._pool = ProcessPoolExecutor(1, get_context("spawn"), _remember, (self.make,))
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._pool.shutdown(cancel_futures=True)

    def answer(self, case: Case) -> Answer:
        """Run the method on a case.

        Raises:
            BrokenProcessPool: the process died.
            Exception: whatever the method raises.
        """
        return self._pool.submit(_answer, case).result()


_MAKE: list[Callable[[float], Method]] = []


def _remember(make: Callable[[float], Method]) -> None:
    _MAKE.append(make)
    with open(os.devnull, "w", encoding="ascii") as nowhere:
        os.dup2(nowhere.fileno(), 1)  # elastix prints among the progress, whatever it is told


@cache
def _method(told: float) -> Method:
    return _MAKE[0](told)


def _answer(case: Case) -> Answer:
    method, displaced = _method(case.told), case.displaced  # neither belongs to the method's time
    started = time.perf_counter()
    aligned = method(case.place, displaced)
    return Answer(aligned.coordinates, time.perf_counter() - started, peak_mib())


def peak_mib() -> float | None:
    """Return the most memory that this process has held, in MiB; None where the system does not tell.

    ``getrusage`` would not do: a child's figure there starts with that of its parent.
    """
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), None)
