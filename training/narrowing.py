"""A narrower network that begins with what a wider one has learnt: the weights of its most useful channels.

Structured pruning after Liu et al., "Learning efficient convolutional networks through network slimming" (2017): a
channel is worth the factor of its batch normalisation times the weights by which it is read. The narrower network
needs further training, but far less than one that begins with nothing.
"""

from __future__ import annotations

import torch
from torch import Tensor

Weights = dict[str, Tensor]
_NORM = ("weight", "bias", "running_mean", "running_var")
_WIDE = "gather_wide"  # the one convolution whose normalisation is no neighbour of it


def narrowed(weights: Weights, shapes: dict[str, torch.Size]) -> Weights:
    """Weights of a ``MatchingNetwork``, cut down to a narrower one.

    Args:
        weights: of the wider network, its batch normalisation not folded.
        shapes: of the weights of the narrower one, which has as many levels, volumes and shifts.

    Returns:
        Weights of the shapes asked for.

    Raises:
        ValueError: the networks differ in more than widths, or the wanted one is wider somewhere.
    """
    if weights.keys() != shapes.keys():
        raise ValueError("the networks do not have the same layers")
    inputs = _inputs(weights)
    kept = {
        layer: _most_useful(weights, inputs, layer, shapes[f"{_norm(layer)}.weight"][0])
        for layer in {source for sources in inputs.values() for source in sources if source}
    }
    result = dict(weights)
    for layer, sources in inputs.items():
        name = _convolution(layer)
        channels, first = [], 0
        for source, width in zip(sources, _widths(weights, layer, sources), strict=True):
            channels.append(first + (kept[source] if source else torch.arange(width)))
            first += width
        result[name] = weights[name][:, torch.cat(channels)]
        if layer in kept:
            result[name] = result[name][kept[layer]]
            for part in _NORM:
                result[f"{_norm(layer)}.{part}"] = weights[f"{_norm(layer)}.{part}"][kept[layer]]
    different = [name for name, value in result.items() if value.shape != shapes[name]]
    if different:
        raise ValueError(f"the networks differ in more than widths: {', '.join(different)}")
    return result


def _inputs(weights: Weights) -> dict[str, list[str | None]]:
    """For each convolution the layers whose channels it reads, in their order; None for channels that stay."""
    image, image_end = _unet_inputs(weights, "image_unet", [None], {})
    matching, matching_end = _unet_inputs(weights, "matching_unet", ["gather"], {1: _WIDE})
    return {
        **image,
        "image_features": [image_end],
        "segmentation": [image_end],
        "vector_encoder.0": [None],
        "vector_encoder.1": ["vector_encoder.0"],
        "vector_features": ["vector_encoder.1"],
        "gather": [None, "vector_encoder.1"],
        _WIDE: [None],
        **matching,
        "head": [matching_end],
    }


def _unet_inputs(
    weights: Weights, unet: str, entering: list[str | None], extra: dict[int, str]
) -> tuple[dict[str, list[str | None]], str]:
    """The same for a ``UNet``, and its last layer."""
    depth = 0
    inputs = {}
    while f"{unet}.down.{depth}.0.0.weight" in weights:
        above = [f"{unet}.down.{depth - 1}.1"] if depth else entering
        inputs[f"{unet}.down.{depth}.0"] = above + ([extra[depth]] if depth in extra else [])
        inputs[f"{unet}.down.{depth}.1"] = [f"{unet}.down.{depth}.0"]
        depth += 1
    end = f"{unet}.down.{depth - 1}.1"
    for level in reversed(range(depth - 1)):
        inputs[f"{unet}.up.{level}"] = [f"{unet}.down.{level}.1", end]
        end = f"{unet}.up.{level}"
    return inputs, end


def _convolution(layer: str) -> str:
    plain = layer in (_WIDE, "image_features", "segmentation", "vector_features", "head")
    return f"{layer}.weight" if plain else f"{layer}.0.weight"


def _norm(layer: str) -> str:
    return "normalise_wide.0" if layer == _WIDE else f"{layer}.1"


def _widths(weights: Weights, layer: str, sources: list[str | None]) -> list[int]:
    """How many channels come from each source; what no layer says is what is left."""
    known = [len(weights[f"{_norm(source)}.weight"]) if source else 0 for source in sources]
    rest = weights[_convolution(layer)].shape[1] - sum(known)
    return [width if source else rest for source, width in zip(sources, known, strict=True)]


def _most_useful(weights: Weights, inputs: dict[str, list[str | None]], layer: str, count: int) -> Tensor:
    """The channels of a layer that count most, in their order."""
    read = torch.zeros(len(weights[f"{_norm(layer)}.weight"]))
    if count > len(read):
        raise ValueError(f"{layer} is to have {count} channels and has {len(read)}")
    for reader, sources in inputs.items():
        first = 0
        for source, width in zip(sources, _widths(weights, reader, sources), strict=True):
            if source == layer:
                read += weights[_convolution(reader)][:, first : first + width].square().sum((0, 2, 3))
            first += width
    worth = weights[f"{_norm(layer)}.weight"].abs() * read.sqrt()
    return worth.topk(count).indices.sort().values
