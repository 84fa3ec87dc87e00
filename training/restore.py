"""From a model file back to a network that can go on learning.

The exporter keeps the names of weights, so no other file is needed. Batch normalisation has been folded
into the convolutions by then; a restored network does without it, or gets it anew from what it is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from ..engine.errors import ModelError
from ..engine.model import read_card
from .export import folded
from .networks.matching import GROUP, MatchingNetwork
from .networks.settling import settled

PREFIX = "network."


class SettledNorm(nn.BatchNorm2d):
    """Batch normalisation by the statistics it was restored with, in training too; scale and offset learn."""

    def train(self, mode: bool = True) -> SettledNorm:
        """Stay in inference mode."""
        return super().train(False)


def network_from_onnx(path: str | Path) -> MatchingNetwork:
    """Restore the network of a model file.

    Args:
        path: of a model that `export.export` wrote from a ``MatchingNetwork``.

    Returns:
        The network, its batch normalisation folded or settled; it answers as the file does.

    Raises:
        ModelError: the file is no model, not for the task ``align``, or of another architecture.
    """
    path = Path(path)
    card = read_card(path)
    weights = stored_weights(path)
    try:
        network = _settled(folded(MatchingNetwork(**_sizes({name: value.shape for name, value in weights.items()}))))
        load_weights(network, weights)
    except (KeyError, IndexError, ZeroDivisionError, ValueError, RuntimeError) as error:
        raise ModelError(
            f"Model '{card.name}' ({path.name}) has another architecture than the one that can be trained further; "
            "choose a model that was exported by this version of realign-train."
        ) from error
    return network.eval().requires_grad_()  # fusing makes biases that do not learn


def load_weights(network: nn.Module, weights: dict[str, Tensor]) -> None:
    """Load weights by name, every one of them.

    Raises:
        RuntimeError: names or shapes differ.
    """
    missing, unexpected = network.load_state_dict(weights, strict=False)
    missing = [name for name in missing if not name.endswith("num_batches_tracked")]  # not exported, of no use
    if missing or unexpected:
        raise RuntimeError(f"weights missing: {missing}, unknown: {unexpected}")


def unfold(network: nn.Module, weights: dict[str, Tensor], show: Callable[[], object]) -> None:
    """Load weights into which batch normalisation was folded, and take it out of them again: its statistics become
    those of what the network is shown, its scales and offsets undo them, so that inference is what it was.

    Args:
        network: with its batch normalisation.
        weights: of a model file, by their names in the network.
        show: runs the network on a batch such as it will learn from, by way of all its batch normalisation.

    Raises:
        RuntimeError: names or shapes differ.
    """
    rest, hooks = dict(weights), []
    for name, module in network.named_modules():
        layers = list(module) if isinstance(module, nn.Sequential) else []
        for number, (layer, after) in enumerate(zip(layers, layers[1:], strict=False)):
            if isinstance(layer, nn.Conv2d) and isinstance(after, nn.BatchNorm2d):
                bias = rest.pop(f"{name}.{number}.bias", None)
                if bias is None:
                    raise RuntimeError(f"weights missing: {name}.{number}.bias")
                hooks.append(after.register_forward_pre_hook(lambda norm, seen, bias=bias: _undoing(norm, *seen, bias)))
                prefix = f"{name}.{number + 1}"
                rest |= {f"{prefix}.{key}": value for key, value in after.state_dict().items()}
    load_weights(network, rest)
    with settled(network), torch.no_grad():
        show()
    for hook in hooks:
        hook.remove()


def _undoing(norm: nn.BatchNorm2d, seen: Tensor, bias: Tensor) -> None:
    """Sets batch normalisation to the statistics of what it sees, and to add nothing but a bias to it."""
    seen = seen.float()
    mean, variance = seen.mean((0, 2, 3)), seen.var((0, 2, 3))
    norm.running_mean.copy_(mean)
    norm.running_var.copy_(variance)
    norm.weight.copy_((variance + norm.eps).sqrt())
    norm.bias.copy_(mean + bias)


def trained_weights(checkpoint: str | Path) -> dict[str, Tensor]:
    """The averaged weights of a checkpoint, by their names in the network."""
    stored = torch.load(checkpoint, map_location="cpu", weights_only=False)["state_dict"]
    return {name.removeprefix(PREFIX): value for name, value in stored.items() if name.startswith(PREFIX)}


def stored_weights(path: str | Path) -> dict[str, Tensor]:
    """The initialisers of a graph that are weights, by their names in the network."""
    graph = onnx.load(str(path)).graph
    return {
        item.name.removeprefix(PREFIX): torch.from_numpy(numpy_helper.to_array(item).astype(np.float32))
        for item in graph.initializer
        if item.name.startswith(PREFIX)
    }


def _sizes(shapes: dict[str, tuple[int, ...]]) -> dict:
    """The arguments of ``MatchingNetwork``, read from the shapes of its weights."""
    learned = shapes["image_features.weight"][0] // GROUP
    volumes = shapes["gather_wide.weight"][1]
    side = round((volumes / (2 + learned)) ** 0.5)
    return {
        "widths": _widths(shapes, "image_unet"),
        "matching_widths": _widths(shapes, "matching_unet"),
        "vector_width": shapes["vector_features.weight"][1],
        "learned": learned,
        "radius": (side - 1) // 2,
    }


def _widths(shapes: dict[str, tuple[int, ...]], unet: str) -> tuple[int, ...]:
    depth = 0
    while f"{unet}.down.{depth}.0.0.weight" in shapes:
        depth += 1
    return tuple(shapes[f"{unet}.down.{level}.0.0.weight"][0] for level in range(depth))


def _settled(network: MatchingNetwork) -> MatchingNetwork:
    for module in list(network.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.BatchNorm2d):
                setattr(module, name, SettledNorm(child.num_features, eps=child.eps))
    return network
