"""Time that several threads share."""

from __future__ import annotations

import threading
import time

import pytest

from realign.engine.stopwatch import Stopwatch


def test_what_overlaps_counts_once():
    watch, together = Stopwatch(), threading.Barrier(2)

    def work():
        with watch.running():
            together.wait(10)
            time.sleep(0.05)
            together.wait(10)

    started = time.perf_counter()
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 0.05 <= watch.seconds <= time.perf_counter() - started


def test_stretches_add_up_and_errors_pass():
    watch = Stopwatch()

    def work(error=None):
        with watch.running():
            time.sleep(0.02)
            if error:
                raise error

    work()
    time.sleep(0.02)
    with pytest.raises(KeyError):
        work(KeyError())
    assert watch.seconds >= 0.04
    before = watch.seconds
    time.sleep(0.01)
    assert watch.seconds == before
