"""Running our own models with numpy alone: nothing to install, only slower."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from .errors import ModelError
from .numpy_graph import StepError, call, path_to, prepare, unknown_operators
from .numpy_operators import NEWEST, OLDEST
from .onnx_reader import read_graph
from .out_of_memory import OutOfMemory

SLOWER = "2 to 3"  # times, against ONNX Runtime on the same two cores with other work on them; 256 and 832 pixels


class NumpySession:
    """One open graph, with the interface of ``Session``.

    Attributes:
        device: ``numpy``.
        metadata: of the file, text by key.
        input_shapes: by input name; free dimensions are names or None.
        output_names: of the graph.
        backend: name and version of what runs the network.
        seconds: time spent in ``run`` so far.
        warnings: sentences for the user about the choice of the device.
    """

    device = "numpy"
    backend = f"numpy {np.__version__}"

    def __init__(self, path: Path) -> None:
        """Open a model file.

        Raises:
            ModelError: the file is no ONNX model, damaged, or needs what only ONNX Runtime can do.
        """
        graph = read_graph(path)
        if unknown := unknown_operators(graph):
            raise ModelError(self._beyond(path, f"the operator '{unknown[0]}'"))
        if not OLDEST <= graph.opset <= NEWEST:
            raise ModelError(self._beyond(path, f"version {graph.opset} of ONNX's operators"))
        try:
            with np.errstate(all="ignore"):
                self._steps, self._constants = prepare(graph)
        except StepError as error:
            raise ModelError(self._refused(path.name, error)) from error
        except ValueError as error:
            raise ModelError(
                f"{path.name} is no ONNX model or is damaged ({_plain(error)}); "
                "choose another file or install it again."
            ) from error
        self._name, self._paths = path.name, {}
        self.metadata, self.input_shapes, self.output_names = graph.metadata, graph.inputs, graph.outputs
        self.seconds = 0.0
        self.warnings: list[str] = []

    def run(self, outputs: list[str], inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        """Return the named outputs; what they do not need is not computed.

        Raises:
            ModelError: the graph cannot be run on these inputs.
            OutOfMemory: there is not enough memory for so much at a time.
        """
        started = time.perf_counter()
        key = tuple(outputs)
        if key not in self._paths:
            self._paths[key] = path_to(self._steps, key)
        values = {**self._constants, **inputs}
        try:
            with np.errstate(all="ignore"):  # values that are no numbers are told by who asked
                for step, done in self._paths[key]:
                    values.update(call(step, values))
                    for name in done:
                        values.pop(name, None)
            results = [np.asarray(values[name], order="C") for name in outputs]
        except StepError as error:
            if isinstance(error.__cause__, MemoryError):
                raise OutOfMemory(
                    f"There is not enough memory for numpy to run {self._name}; close other programs."
                ) from error
            raise ModelError(self._refused(self._name, error)) from error
        except KeyError as error:
            raise ModelError(
                f"Model {self._name} has no input or output {error}; choose a model that fits its card."
            ) from error
        self.seconds += time.perf_counter() - started
        return results

    def renew(self) -> None:
        """Nothing is kept between two runs that could be given back."""

    def resort(self) -> bool:
        """Whether another device takes over: none is left."""
        return False

    def warm_up(self, shapes: dict[str, tuple[int, ...]]) -> None:
        """Run once on zeros, so that what the operators do not take is told at the start."""
        self.run(self.output_names, {name: np.zeros(shape, np.float32) for name, shape in shapes.items()})
        self.seconds = 0.0

    @staticmethod
    def _refused(name: str, error: StepError) -> str:
        return (
            f"Model {name} cannot be run by numpy (operator '{error.operator}': {_plain(error.reason)}); "
            "install the Python package onnxruntime or choose another model."
        )

    @staticmethod
    def _beyond(path: Path, what: str) -> str:
        return (
            f"Model {path.name} needs {_plain(what)}, which Realign does not know without ONNX Runtime; "
            "install the Python package onnxruntime or choose another model."
        )


def _plain(text: object) -> str:
    """On one line, whatever bytes a damaged file holds in place of names."""
    return "".join(character if character.isprintable() else "?" for character in str(text))[:200]
