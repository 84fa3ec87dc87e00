"""Running ONNX graphs on the device that is really there: with ONNX Runtime, or with numpy where it is missing."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from .errors import DeviceError, ModelError
from .numpy_session import SLOWER, NumpySession
from .stopwatch import Stopwatch
from .subgraph import subgraph

# in the order in which ``auto`` tries them
_PROVIDERS = {
    "cuda": "CUDAExecutionProvider",
    "directml": "DmlExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
    "cpu": "CPUExecutionProvider",
}
# asked for by name only: it compiles for minutes at the first run
_EXPLICIT = {"tensorrt": "TensorrtExecutionProvider"}
# Blocks come in many shapes, and the default measures all algorithms anew for each of them.
_SETTINGS = {"cuda": {"cudnn_conv_algo_search": "HEURISTIC"}}
_BOUND = ("cuda",)  # devices that inputs are copied to before the run, and outputs from afterwards
_CORES = os.cpu_count() or 1
# Two runs on half the cores each are a seventh faster than one on all of them: some operators use one core only.
_RUNNERS = min(2, _CORES)
_WORTH_CUTTING = 0.8  # share of the file (its weights) that a part may have to be worth a session of its own
DEVICES = ("auto", *_PROVIDERS, *_EXPLICIT, "numpy")
_INSTALL = "install it with 'python3 -m pip install --no-deps onnxruntime'"


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
    """

    def __init__(self, runtime, path: Path, choices: list[tuple[str, list]], fallback: bool) -> None:
        self._runtime, self._path, self._choices, self._fallback = runtime, path, choices, fallback
        self.warnings: list[str] = []
        self._watch = Stopwatch()
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
            DeviceError: the device that was asked for gave up.
        """
        with self._watch.running():
            while True:
                try:
                    part = self._leading_to(outputs)
                    needed = {name: inputs[name] for name in part.inputs if name in inputs}
                    if self.device in _BOUND:
                        return run_bound(self._runtime, part.session, outputs, needed, self.device, self._index)
                    return part.session.run(outputs, needed, part.options)
                except Exception as error:  # the runtime's own errors share no base class
                    if not self._choices:
                        raise _explain(error, self.device, self._path) from error
                    self.warnings.append(f"{self.device} failed ({_first_line(error)}); the next device takes over.")
                    self._open_next()

    @property
    def runners(self) -> int:
        """How many runs at a time use the device best, each from a thread of its own."""
        return _RUNNERS if self.device == "cpu" else 1

    @property
    def seconds(self) -> float:
        """Time spent in ``run`` so far; runs at the same time count once."""
        return self._watch.seconds

    def warm_up(self, shapes: dict[str, tuple[int, ...]]) -> None:
        """Run once on zeros: a listed device may fail only now, and then the next one is taken."""
        self.run(self.output_names, {name: np.zeros(shape, np.float32) for name, shape in shapes.items()})
        self._watch = Stopwatch()

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
        if len(less) >= _WORTH_CUTTING * len(content):
            return self._whole
        session = self._runtime.InferenceSession(less, _options(self._runtime), providers=self._providers)
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
                session = self._runtime.InferenceSession(str(self._path), _options(self._runtime), providers=providers)
            except Exception as error:
                if device == "cpu" or not self._fallback:
                    raise _explain(error, device, self._path) from error
                self.warnings.append(f"{device} is listed but failed ({_first_line(error)}).")
                continue
            if session.get_providers()[0] == wanted:
                self._whole, self.device, self._providers, self._parts = _Part.of(session), device, providers, {}
                self._all, self._cutting = {item.name for item in session.get_outputs()}, threading.Lock()
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
    name, _, index = device.lower().partition(":")
    if name not in DEVICES or (index and not index.isdigit()):
        raise DeviceError(f"The device '{device}' is unknown; choose one of {', '.join(DEVICES)}.")
    if name == "numpy":
        return NumpySession(path)
    try:
        import onnxruntime
    except (ImportError, OSError) as error:
        absent = isinstance(error, ModuleNotFoundError)
        trouble = "is not installed in the Python of QGIS" if absent else f"cannot be loaded ({_first_line(error)})"
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
    if name == "auto":
        wanted = [key for key, provider in _PROVIDERS.items() if provider in present]
    else:
        provider = {**_PROVIDERS, **_EXPLICIT}[name]
        if provider not in present:
            usable = ", ".join(key for key, value in _PROVIDERS.items() if value in present)
            raise DeviceError(
                f"The installed ONNX Runtime cannot use '{name}' (it offers {usable}); choose one of those or 'auto'."
            )
        wanted = [name]
    providers = {**_PROVIDERS, **_EXPLICIT}
    number = {"device_id": index} if index else {}
    choices = [
        (key, [(providers[key], {**_SETTINGS.get(key, {}), **(number if key != "cpu" else {})})]) for key in wanted
    ]
    return Session(onnxruntime, path, choices, fallback=name == "auto")


def run_bound(
    runtime, session, outputs: list[str], inputs: dict[str, np.ndarray], memory: str, index: int
) -> list[np.ndarray]:
    """Run a session with its inputs and outputs bound to a device's own memory.

    Args:
        runtime: the package onnxruntime.
        session: of it.
        outputs: names.
        inputs: by name.
        memory: of which kind, as the runtime calls it: ``cuda`` or ``cpu``.
        index: which of several devices.
    """
    binding = session.io_binding()
    held = [runtime.OrtValue.ortvalue_from_numpy(value, memory, index) for value in inputs.values()]
    for name, value in zip(inputs, held):
        binding.bind_ortvalue_input(name, value)
    for name in outputs:
        binding.bind_output(name, memory, index)
    session.run_with_iobinding(binding)
    return binding.copy_outputs_to_cpu()


def _options(runtime):
    options = runtime.SessionOptions()
    options.intra_op_num_threads = max(1, _CORES // _RUNNERS)
    # threads that spin between two runs would starve QGIS' own
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4  # what goes wrong is raised, and told in our words
    return options


def _explain(error: Exception, device: str, path: Path) -> ModelError | DeviceError:
    if device == "cpu":  # the CPU is always there: it is the file
        return ModelError(f"{path.name} is no ONNX model or is damaged; choose another file or install it again.")
    return DeviceError(f"The device '{device}' cannot run {path.name} ({_first_line(error)}); choose 'auto' or 'cpu'.")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
