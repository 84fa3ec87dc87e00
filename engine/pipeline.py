"""Three kinds of work on a sequence at the same time, with answers in its order.

The caller's thread reads, because what serves imagery may belong to it (QGIS's providers do). Helpers
draw. One thread or two run the network. numpy, GDAL and ONNX Runtime all let go of Python's lock while
they work.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Seen = TypeVar("Seen")
Ready = TypeVar("Ready")
Answer = TypeVar("Answer")

HELPERS = max(1, min(3, (os.cpu_count() or 1) // 2))
AHEAD: int | None = None  # items that are begun before the answer to the first is taken; None: as many as keep all busy


def pipelined(
    items: Iterable[Item],
    read: Callable[[Item], Seen | None],
    prepare: Callable[[Item, Seen], Ready],
    run: Callable[[Ready], Answer],
    ahead: int | None = None,
    runners: int = 1,
) -> Iterator[tuple[Item, Answer | None]]:
    """Yield each item with ``run(prepare(item, read(item)))``, or with None where ``read`` gives None.

    What any of the three raises is raised here, when it is the item's turn; nothing runs any more when
    this ends, however it ends.

    Args:
        items: taken in the caller's thread, like the answers.
        read: called in the caller's thread, in order.
        prepare: called in several threads.
        run: called in as many threads as there are runners, and begun in order.
        ahead: how many items may be begun before an answer is waited for; with 0 all is done one after the other
            in the caller's thread. ``AHEAD`` if None.
        runners: how many items are run at the same time.
    """
    ahead = AHEAD if ahead is None else ahead
    ahead = HELPERS + runners if ahead is None else ahead
    if not ahead:
        for item in items:
            seen = read(item)
            yield item, None if seen is None else run(prepare(item, seen))
        return
    waiting: deque[tuple[Item, Future | None]] = deque()
    with ThreadPoolExecutor(HELPERS, "realign-draw") as helpers, ThreadPoolExecutor(runners, "realign-run") as runner:
        try:
            for item in items:
                seen = read(item)
                future = None
                if seen is not None:
                    ready = helpers.submit(prepare, item, seen)
                    future = runner.submit(_run_when_ready, run, ready)
                waiting.append((item, future))
                if len(waiting) > ahead:
                    yield _answered(waiting)
            while waiting:
                yield _answered(waiting)
        finally:
            runner.shutdown(wait=False, cancel_futures=True)
            helpers.shutdown(wait=False, cancel_futures=True)


def _run_when_ready(run: Callable[[Ready], Answer], ready: Future) -> Answer:
    return run(ready.result())


def _answered(waiting: deque) -> tuple:
    item, future = waiting.popleft()
    return item, None if future is None else future.result()
