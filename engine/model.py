"""Models: loading, checking, running."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from .card import METADATA_KEY, ModelCard
from .errors import ModelError
from .numpy_session import NumpySession
from .onnx_reader import read_metadata
from .out_of_memory import OutOfMemory
from .pieces import Cut
from .session import Session, open_session

MODELS = Path(__file__).resolve().parent.parent / "resources" / "models"
_LESS = 0.75  # share of the pixels that were too many that is still tried at a time
_DEFAULTS = {
    ("align", "buildings"): "align-buildings.onnx",
    ("align", "roads"): "align-roads.onnx",
    ("register", "maps"): "register.onnx",
    ("restyle", "maps"): "restyle-maps.onnx",
    ("restyle", "scans"): "restyle-scans.onnx",
    ("colorize", "aerial"): "colorize-aerial.onnx",
    ("stereo", "pairs"): "stereo.onnx",
    ("latent", "styles"): "latent-styles.onnx",
}


def default_model_path(task: str, features: str = "buildings") -> str:
    """Path of the model that ships for a task.

    Args:
        task: as in a card.
        features: what the layer shows, ``buildings`` or ``roads``; for the task ``restyle`` what is restyled, ``maps``
            (drawn ones) or ``scans`` (of old paper ones); for the task ``latent`` ``styles``; for
            ``colorize`` ``aerial``; for ``stereo`` ``pairs``; for ``register`` ``maps``.

    Raises:
        ModelError: no model ships for it, or the file is missing.
    """
    name = _DEFAULTS.get((task, features))
    path = MODELS / name if name else None
    if path is None or not path.exists():
        raise ModelError(f"No model for the task '{task}' is installed; choose a model file.")
    return str(path)


class Model:
    """A model that is ready to run.

    Attributes:
        card: what the model says about itself.
        device: where it really runs, as reported by the session after its first run.
        warnings: for the user, for example that a GPU was there but could not be used.
        seconds: time spent inside the network so far.
    """

    def __init__(self, card: ModelCard, session: Session | NumpySession) -> None:
        self.card = card
        self._session = session
        session.divisible = True
        self._most = math.inf  # pixels at a time; fewer once the memory was not enough

    @property
    def device(self) -> str:
        """Name of the device that really runs the model."""
        return self._session.device

    @property
    def ran_on(self) -> str:
        """The device, with its number; all of them, where another had to take over."""
        return ", then ".join(getattr(self._session, "ran", ())) or self.device

    @property
    def backend(self) -> str:
        """Name and version of what runs the network."""
        return self._session.backend

    @property
    def warnings(self) -> list[str]:
        """Sentences for the user about the choice of the device."""
        return self._session.warnings

    @property
    def seconds(self) -> float:
        """Time spent inside the network so far."""
        return self._session.seconds

    @property
    def runners(self) -> int:
        """How many runs at a time use the device best, each from a thread of its own."""
        return getattr(self._session, "runners", 1)

    def at(self, scale: int) -> Model:
        """The model to ask at a scale: itself, one network serves all of them."""
        return self

    def run(
        self, outputs: Sequence[str] | None = None, whole: bool = False, **inputs: np.ndarray
    ) -> dict[str, np.ndarray]:
        """Run the network; where the device has not enough memory, in pieces, and in the end on the CPU.

        Args:
            outputs: names of those wanted; all if None.
            whole: whether the answer is one for all pixels together, so that it cannot be had in pieces.
            inputs: float32 B x C x H x W by input name, as the card says, an image first; H and W are multiples of
                ``card.multiple``. Those of another size than the first are the same for all pieces. A code is B x C.

        Returns:
            float32 arrays by output name. How many times smaller than the inputs they are is the network's affair:
            read it from the shapes.

        Raises:
            ModelError: the result is not finite, which means that the file is damaged.
            DeviceError: the device gave up, or memory is not enough for even a small piece.
        """
        names = list(self.card.outputs if outputs is None else outputs)
        results = dict(zip(names, self._ask(names, inputs, whole)))
        for name, value in results.items():
            if not np.isfinite(value).all():
                raise ModelError(
                    f"Model '{self.card.name}' gave values that are no numbers in '{name}'; "
                    "its file is damaged, so install it again."
                )
        return results

    def _ask(self, names: list[str], inputs: dict[str, np.ndarray], whole: bool = False) -> list[np.ndarray]:
        shape = next(iter(inputs.values())).shape
        size = shape[0] * math.prod(shape[2:])
        cut = None if whole or len(shape) < 4 else Cut.of(shape, self.card.tiles_overlap, self.card.multiple)
        if cut and size > self._most:
            apart = {
                name: cut.apart(value) if value.shape[2:] == shape[2:] else (value, value)
                for name, value in inputs.items()
            }
            halves = [self._ask(names, {name: pair[side] for name, pair in apart.items()}) for side in (0, 1)]
            return [cut.join(*pair) for pair in zip(*halves)]
        try:
            return self._session.run(names, inputs)
        except OutOfMemory:
            if not cut and not self._session.resort():
                raise
        # after the clause above: the error would keep the memory of what failed
        if cut:
            self._take_less_than(size)
        else:
            self._most = math.inf  # another device
        return self._ask(names, inputs, whole)

    def _take_less_than(self, size: int) -> None:
        if self._most == math.inf:
            self.warnings.append(
                f"The memory of '{self.device}' is not enough for {size / 1e6:.2g} megapixels at a time; "
                "smaller blocks are used, which takes longer."
            )
        self._most = size * _LESS
        self._session.renew()


def load_model(path: str | os.PathLike, device: str = "auto", task: str = "align") -> Model:
    """Load a model file and check it.

    Args:
        path: of the ``.onnx`` file.
        device: ``auto``, ``cpu``, ``cuda``, ``tensorrt``, ``directml``, ``coreml`` or ``numpy``; ``cuda:1``
            names the second of several GPUs. ``numpy`` needs nothing but numpy, and is slower.
        task: that the model must be for.

    Raises:
        ModelError: the file is missing, no model, damaged, without a card or for another task.
        DeviceError: the device that was asked for cannot be used.
    """
    path = _existing(path)
    session = open_session(path, device)
    card = _card(session.metadata, path)
    check_task(card, task, path)
    expected = card.shapes(4 * card.multiple)
    for name in (*card.inputs, *session.input_shapes):
        shape = session.input_shapes.get(name, ())
        if name not in expected or len(shape) != len(expected[name]) or shape[1] != len(card.inputs[name]):
            raise ModelError(
                f"The graph of model {path.name} does not fit its card (input '{name}'); export the model again."
            )
    if missing := [name for name in card.outputs if name not in session.output_names]:
        raise ModelError(
            f"The graph of model {path.name} does not fit its card (output '{missing[0]}'); export the model again."
        )
    session.warm_up(expected)
    return Model(card, session)


def check_task(card: ModelCard, task: str, path: str | os.PathLike) -> None:
    """Refuse a model for another task.

    Raises:
        ModelError: it is.
    """
    if card.task != task:
        raise ModelError(
            f"Model {Path(path).name} is for the task '{card.task}', but a model for '{task}' is needed; "
            "choose another."
        )


def read_card(path: str | os.PathLike) -> ModelCard:
    """Read the card of a model for any task; the network is not opened, and nothing is needed to run it.

    Args:
        path: of the ``.onnx`` file.

    Raises:
        ModelError: the file is missing, no model, damaged or without a card.
    """
    return _card(read_metadata(_existing(path)), Path(path))


def _existing(path: str | os.PathLike) -> Path:
    path = Path(path)
    if not path.is_file():
        raise ModelError(f"The model file {path} does not exist; choose an existing .onnx file.")
    return path


def _card(metadata: dict[str, str], path: Path) -> ModelCard:
    text = metadata.get(METADATA_KEY)
    if text is None:
        raise ModelError(
            f"{path.name} is an ONNX model without a Realign card; choose a model exported by realign-train."
        )
    return ModelCard.from_json(text, path.name)
