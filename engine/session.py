"""Running ONNX graphs on the device that is really there: with ONNX Runtime, or with numpy where it is missing."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from .cuda_libraries import load_beside
from .devices import DEVICES as DEVICES
from .devices import PROVIDERS, Choice, choice, parse, usable
from .errors import DeviceError
from .numpy_session import SLOWER, NumpySession
from .out_of_memory import OutOfMemory, is_out_of_memory
from .runtime import RUNNERS, explained, first_line, run_bound, session_options, too_little
from .stopwatch import Stopwatch
from .subgraph import input_names, subgraph

_BOUND = ("cuda",)  # devices that inputs are copied to before the run, and outputs from afterwards
_WORTH_CUTTING = 0.8  # share of the file (its weights) that a part may have to be worth a session of its own
_INSTALL = "install it in Settings → Options → Realign of QGIS, or with 'python3 -m pip install --no-deps onnxruntime'"


class _Part(NamedTuple):
    """A session of the runtime, the names of its inputs, and options for its runs."""

    session: Any
    inputs: tuple[str, ...]
    options: Any

    @classmethod
    def of(cls, session, options=None) -> _Part:
        return cls(session, tuple(item.name for item in session.get_inputs()), options)


class Session:
    """One open graph.

    Attributes:
        device: name of the device that really runs it.
        metadata: of the file, text by key.
        input_shapes: by input name; free dimensions are names or None.
        output_names: of the graph.
        warnings: sentences for the user about the choice of the device.
        divisible: whether who asks can ask about less at a time. If so, a device without memory enough is told
            by ``OutOfMemory``; else the next device takes over, as for any other failure.

    Args:
        runtime: the package onnxruntime.
        path: of the file.
        choices: devices, the first that works is taken.
        fallback: whether the next one takes over, with a warning, when one fails.
        resort: the device for ``resort``; none if None.
    """

    def __init__(
        self, runtime, path: Path, choices: list[Choice], fallback: bool, resort: Choice | None = None
    ) -> None:
        self._runtime, self._path, self._choices, self._fallback = runtime, path, choices, fallback
        self._resort, self.divisible = resort, False
        self.warnings: list[str] = []
        self._watch, self._ran, self._cutting = Stopwatch(), {}, threading.Lock()
        self._open_next()
        session = self._whole.session
        self.metadata = dict(session.get_modelmeta().custom_metadata_map)
        self.input_shapes = {item.name: item.shape for item in session.get_inputs()}
        self.output_names = [item.name for item in session.get_outputs()]

    def run(self, outputs: list[str], inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        """Return the named outputs. Only what leads to them is computed, if that saves a good part.

        Args:
            outputs: names.
            inputs: by name; those that the outputs do not depend on may be left out.

        Raises:
            ModelError: the graph cannot be run on these inputs.
            OutOfMemory: the device has not enough memory for so much at a time, and ``divisible`` is set.
            DeviceError: the device that was asked for gave up.
        """
        with self._watch.running():
            while True:
                try:
                    results = self._run(outputs, inputs)
                    self._ran[self.place] = True
                    return results
                except Exception as error:  # the runtime's own errors share no base class
                    if self.divisible and is_out_of_memory(error):
                        raise OutOfMemory(too_little(self.place, self._path)) from error
                    if not self._choices:
                        raise explained(error, self.device, self._path) from error
                    self.warnings.append(f"{self.device} failed ({first_line(error)}); the next device takes over.")
                    self._open_next()

    def _run(self, outputs: list[str], inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        part = self._leading_to(outputs)
        # pieces of larger inputs do not lie in one stretch; copied here, so that want of memory for that is told, too
        needed = {name: np.ascontiguousarray(inputs[name]) for name in part.inputs if name in inputs}
        if self.device in _BOUND:
            return run_bound(self._runtime, part.session, outputs, needed, self.device, self._index)
        return part.session.run(outputs, needed, part.options)

    def renew(self) -> None:
        """Give memory back: the runtime keeps what it once took, in pieces that may not fit later."""
        with self._cutting:  # another thread that runs it keeps it for so long, and takes the new one next
            self._choices.insert(0, (self.device, self._providers))
            self._whole, self._parts = None, {}  # first, so that there is room
            try:
                self._open_next()
            except DeviceError:  # not even for the network
                if not self.resort():
                    raise

    def resort(self) -> bool:
        """Take the CPU from now on, with a warning; False where nothing else is left."""
        if self._resort is None or self.device == "cpu":
            return False
        self.warnings.append(f"The memory of '{self.place}' is not enough even for small blocks; the CPU takes over.")
        self._choices, self._resort = [self._resort], None
        self._whole, self._parts = None, {}
        self._open_next()
        return True

    @property
    def place(self) -> str:
        """The device with its number, if it is not the first of its kind."""
        return f"{self.device}:{self._index}" if self._index else self.device

    @property
    def ran(self) -> list[str]:
        """The devices that gave answers so far, in their order."""
        return list(self._ran)

    @property
    def backend(self) -> str:
        """Name and version of what runs the network."""
        return f"ONNX Runtime {getattr(self._runtime, '__version__', '')}".rstrip()

    @property
    def runners(self) -> int:
        """How many runs at a time use the device best, each from a thread of its own."""
        return RUNNERS if self.device == "cpu" else 1

    @property
    def seconds(self) -> float:
        """Time spent in ``run`` so far; runs at the same time count once."""
        return self._watch.seconds

    def warm_up(self, shapes: dict[str, tuple[int, ...]]) -> None:
        """Run once on zeros: a listed device may fail only now, and then the next one is taken."""
        self.run(self.output_names, {name: np.zeros(shape, np.float32) for name, shape in shapes.items()})
        self._watch, self._ran = Stopwatch(), {}

    def _leading_to(self, outputs: list[str]) -> _Part:
        """The graph, or the part of it that these outputs need."""
        wanted = frozenset(outputs)
        with self._cutting:
            if wanted not in self._parts:
                self._parts[wanted] = self._whole if wanted >= self._all else self._cut(outputs)
            return self._parts[wanted]

    def _cut(self, outputs: list[str]) -> _Part:
        content = self._path.read_bytes()
        less = subgraph(content, outputs)
        # what leaves an input out is worth it whatever its size: nobody has to think up a value for that
        if len(less) >= _WORTH_CUTTING * len(content) and len(input_names(less)) == len(self._whole.inputs):
            return self._whole
        session = self._runtime.InferenceSession(less, session_options(self._runtime), providers=self._providers)
        options = None
        if self.device == "cpu":
            # its memory goes back after each run: the part is for a few runs only, and the whole needs its own
            options = self._runtime.RunOptions()
            options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        return _Part.of(session, options)

    def _open_next(self) -> None:
        while self._choices:
            device, providers = self._choices.pop(0)
            wanted = providers[0][0]
            try:
                session = self._runtime.InferenceSession(
                    str(self._path), session_options(self._runtime), providers=providers
                )
            except Exception as error:
                if device == "cpu" or not self._fallback:
                    raise explained(error, device, self._path) from error
                self.warnings.append(f"{device} is listed but failed ({first_line(error)}).")
                continue
            if session.get_providers()[0] == wanted:
                self._whole, self.device, self._providers, self._parts = _Part.of(session), device, providers, {}
                self._all = {item.name for item in session.get_outputs()}
                self._index = int(providers[0][1].get("device_id", 0))
                return
            if not self._fallback:
                break
            self.warnings.append(f"{device} is listed but its libraries could not be loaded.")
        raise DeviceError(f"No device could run {self._path.name}; choose the device 'cpu' or 'auto'.")


def open_session(path: Path, device: str = "auto") -> Session | NumpySession:
    """Open a graph on a device.

    Args:
        path: of the ``.onnx`` file.
        device: see ``load_model``. ``auto`` falls back to the next device and warns, in the end to numpy
            where ONNX Runtime is missing; a device asked for by name is used or refused.

    Raises:
        ModelError: the file is no ONNX model or damaged, or numpy cannot run it.
        DeviceError: the device that was asked for cannot be used, or needs ONNX Runtime, which is missing.
    """
    name, index = parse(device)
    if name == "numpy":
        return NumpySession(path)
    try:
        import onnxruntime
    except Exception as error:  # a broken installation may raise whatever it likes
        absent = isinstance(error, ModuleNotFoundError) and error.name == "onnxruntime"
        trouble = "is not installed in the Python of QGIS" if absent else f"cannot be loaded ({first_line(error)})"
        if name != "auto":
            raise DeviceError(
                f"The device '{name}' needs the Python package onnxruntime, which {trouble}; "
                f"{_INSTALL}, or choose the device 'auto' or 'numpy'."
            ) from error
        session = NumpySession(path)
        session.warnings.append(
            f"The Python package onnxruntime {trouble}, so numpy runs the network, which takes about "
            f"{SLOWER} times as long; {_INSTALL} to be faster."
        )
        return session
    present = onnxruntime.get_available_providers()
    if name in ("auto", "cuda", "tensorrt") and PROVIDERS["cuda"] in present:
        load_beside(onnxruntime)
    if name == "auto":
        wanted = [key for key, provider in PROVIDERS.items() if provider in present]
    else:
        if name not in usable(present):
            raise DeviceError(
                f"The installed ONNX Runtime cannot use '{name}' (it offers {', '.join(usable(present))}); "
                "choose one of those or 'auto'."
            )
        wanted = [name]
    choices = [choice(key, index, present) for key in wanted]
    resort = choice("cpu", "", present) if wanted != ["cpu"] and PROVIDERS["cpu"] in present else None
    return Session(onnxruntime, path, choices, name == "auto", resort)
