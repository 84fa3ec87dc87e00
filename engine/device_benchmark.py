"""How fast each device runs a model, and whether they agree."""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from .card import ModelCard
from .devices import available_devices
from .errors import Cancelled, RealignError
from .model import Model, load_model, read_card
from .noise import noise

REPEATS = 3
_ENOUGH = 10.0  # seconds after which a device is not asked once more
_REFERENCES = ("cpu", "numpy")  # what the others are compared with: the first of these that runs
_LOOK = 0.02  # seconds between two looks at the memory
_STATM = Path("/proc/self/statm")


@dataclass(frozen=True)
class Timing:
    """What was measured on one device.

    Attributes:
        device: as it was asked for.
        ran_on: what really ran; "" if nothing did.
        backend: name and version of what ran it.
        milliseconds: per megapixel, the median of a few runs; NaN if it could not run.
        difference: largest difference from the reference, in pixels of displacement (or whatever the first
            output holds); NaN without a reference, 0 for the reference itself.
        memory: bytes by which the process grew, on top of what it had kept from before; NaN where that is not
            known, as on graphics cards.
        trouble: why it could not run, a sentence; "" if it could.
    """

    device: str
    ran_on: str = ""
    backend: str = ""
    milliseconds: float = math.nan
    difference: float = math.nan
    memory: float = math.nan
    trouble: str = ""


def benchmark(
    path: str | os.PathLike,
    devices: Sequence[str] = (),
    progress: Callable[[float, str], None] = lambda share, text: None,
    is_cancelled: Callable[[], bool] = lambda: False,
    side: int | None = None,
) -> list[Timing]:
    """Run a model on devices, on blocks such as an alignment asks about.

    Args:
        path: of the model.
        devices: by name; all that are available here if empty.
        progress: called as ``progress(share, text)``, share from 0 to 1.
        is_cancelled: asked before each run.
        side: of the blocks, pixels; as the card says, halo included, if None.

    Raises:
        ModelError: the file is no model.
        Cancelled: ``is_cancelled`` said so.
    """
    card = read_card(path)
    wanted = list(dict.fromkeys(devices)) or available_devices()
    side = side or card.tile_size + 2 * card.tiles_overlap
    inputs = noise(card, max(side // card.multiple, 1) * card.multiple)
    progress(0.0, "Computing what the devices should answer")
    reference = _reference(path, card, inputs)
    timings = []
    for number, device in enumerate(wanted):
        progress((number + 0.5) / (len(wanted) + 0.5), f"Timing {device}")
        try:
            timings.append(_timed(path, card, device, inputs, reference, is_cancelled))
        except Cancelled:
            raise
        except RealignError as error:
            timings.append(Timing(device, trouble=str(error)))
    progress(1.0, "Done")
    return timings


def rows(timings: Sequence[Timing]) -> list[tuple[str, ...]]:
    """The measurements as text, with ``HEAD`` above; a sentence takes the place of numbers where there are none."""
    return [
        (
            timing.device,
            timing.ran_on or "–",
            timing.backend or "–",
            _number(timing.milliseconds, "{:.0f}"),
            _number(timing.difference, "{:.2g}"),
            _number(timing.memory / 1e6, "{:.0f}"),
        )
        for timing in timings
    ]


HEAD = ("Device", "Ran on", "With", "ms per megapixel", "Difference (pixels)", "Memory (MB)")


def _timed(path, card: ModelCard, device: str, inputs: dict, reference, is_cancelled) -> Timing:
    with _memory() as memory:
        model = load_model(path, device, card.task)
        answer = _run(model, inputs, is_cancelled)  # the first run of a shape prepares for the next ones
        shape = next(iter(inputs.values())).shape
        pixels = shape[2] * shape[3] * model.runners
        times, spent = [], 0.0
        with ThreadPoolExecutor(model.runners) as threads:
            while len(times) < REPEATS and (not times or spent < _ENOUGH):
                started = time.perf_counter()
                for done in [threads.submit(_run, model, inputs, is_cancelled) for _ in range(model.runners)]:
                    done.result()
                times.append(time.perf_counter() - started)
                spent += times[-1]
    return Timing(
        device,
        model.ran_on,
        model.backend,
        median(times) / pixels * 1e9,
        math.nan if reference is None else float(np.abs(answer - reference).max()),
        # of what a graphics card holds the process knows nothing
        memory[0] if model.device in _REFERENCES else math.nan,
    )


def _run(model: Model, inputs: dict[str, np.ndarray], is_cancelled: Callable[[], bool]) -> np.ndarray:
    if is_cancelled():
        raise Cancelled("The benchmark was cancelled.")
    return model.run(**inputs)[next(iter(model.card.outputs))]


def _reference(path, card: ModelCard, inputs: dict[str, np.ndarray]) -> np.ndarray | None:
    """What the first of the devices that can be trusted answers; None if none runs."""
    for device in _REFERENCES:
        try:
            return _run(load_model(path, device, card.task), inputs, lambda: False)
        except RealignError:  # the next one; where none is left, nothing is compared
            continue
    return None


@contextmanager
def _memory() -> Iterator[list[float]]:
    """Watch how much the process grows, where the system tells it; the only item holds the bytes, or NaN."""
    grown = [math.nan]
    if not _STATM.exists():
        yield grown
        return
    before, stop = _resident(), threading.Event()

    def watch() -> None:
        while not stop.wait(_LOOK):
            grown[0] = max(_resident() - before, 0 if math.isnan(grown[0]) else grown[0])

    watcher = threading.Thread(target=watch, name="realign-memory", daemon=True)
    watcher.start()
    try:
        yield grown
    finally:
        stop.set()
        watcher.join()


def _resident() -> float:
    return int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _number(value: float, form: str) -> str:
    return "–" if math.isnan(value) else form.format(value)
