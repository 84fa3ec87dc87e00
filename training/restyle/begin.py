"""What a training of ``restyle`` may begin with: another run, or a model file."""

from __future__ import annotations

from pathlib import Path

from torch import Tensor

from ...engine.errors import InputError, ModelError
from ...engine.model import read_card
from ..fitting import checkpoint_of
from ..restore import stored_weights, unfold
from .module import RestyleModule, scaled
from .sampling import NAMES


def load(folder: str | Path) -> RestyleModule:
    """The module of a run, on the CPU.

    Raises:
        InputError: the folder holds no run.
    """
    return RestyleModule.load_from_checkpoint(checkpoint_of(folder), map_location="cpu", weights_only=False)


def take(module: RestyleModule, folder: str | Path) -> None:
    """Give a module the weights of a run.

    Raises:
        InputError: the folder holds no run, or one of another architecture.
    """
    try:
        module.load_state_dict(load(folder).state_dict())
    except RuntimeError as error:
        raise InputError(
            f"{folder} is a training of another architecture than the one that is to have its weights; give one of the "
            "same version of realign-train and with the same sizes."
        ) from error


def begin(module: RestyleModule, path: str | Path, batch: dict[str, Tensor]) -> None:
    """Give a module the weights of a run's folder or of a model file.

    Codes of styles that a file's card does not name stay as they are.

    Args:
        module: of the same sizes.
        path: folder or ``.onnx`` file.
        batch: of the training, whose statistics batch normalisation takes; see ``restore.unfold``.

    Raises:
        InputError: the folder holds no run, or one of another architecture.
        ModelError: the file is no model for restyling, or of another architecture.
    """
    path = Path(path)
    if path.suffix != ".onnx":
        take(module, path)
        return
    card = read_card(path)
    if card.task != "restyle":
        raise ModelError(f"Model '{card.name}' ({path.name}) does not restyle maps; begin with one that does.")
    try:
        unfold(module.network, stored_weights(path), lambda: module.network.read(scaled(batch["image"])))
    except RuntimeError as error:
        raise ModelError(
            f"Model '{card.name}' ({path.name}) has another architecture than the one that is to be trained; "
            "begin with one that was exported by this version of realign-train."
        ) from error
    for number, name in enumerate(NAMES):
        if name in card.styles:
            code = module.codes.weight.new_tensor(card.styles[name]["code"])
            module.codes.weight.data[number] = code
