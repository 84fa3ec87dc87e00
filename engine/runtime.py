"""Dealing with ONNX Runtime: its options, its memory, and its errors in our words."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from .errors import DeviceError, ModelError
from .out_of_memory import is_out_of_memory

CORES = os.cpu_count() or 1
# Two runs on half the cores each are a seventh faster than one on all of them: some operators use one core only.
RUNNERS = min(2, CORES)


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


def session_options(runtime):
    """How sessions are to be run, whatever the device."""
    options = runtime.SessionOptions()
    options.intra_op_num_threads = max(1, CORES // RUNNERS)
    # threads that spin between two runs would starve QGIS' own
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4  # what goes wrong is raised, and told in our words
    return options


def explained(error: Exception, device: str, path: Path) -> ModelError | DeviceError:
    """What the runtime raised on a device, in our words."""
    if device == "cpu" and is_out_of_memory(error):
        return DeviceError(too_little(device, path))
    if device == "cpu":  # the CPU is always there: it is the file
        return ModelError(f"{path.name} is no ONNX model or is damaged; choose another file or install it again.")
    return DeviceError(f"The device '{device}' cannot run {path.name} ({first_line(error)}); choose 'auto' or 'cpu'.")


def too_little(place: str, path: Path) -> str:
    """The sentence for want of memory."""
    return f"The device '{place}' has not enough memory to run {path.name}; close other programs that use it."


def first_line(error: Exception) -> str:
    """The gist of what the runtime raised."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
