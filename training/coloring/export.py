"""From a checkpoint of ``geo-colorizer`` to one ONNX file with its card, checked against PyTorch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from torch import Tensor, nn

from ...engine.card import ModelCard
from ...engine.errors import InputError
from ..export import TRIAL_SIZES, folded, read_configuration, sealed, traced
from ..half_precision import round_to_half, store_in_half
from ..recipes.geo_colorizer import PLACED, TITLES, UNET, load, variant_of
from .pictures import RESOLUTION
from .sampling import scaled_place
from .splits import read_places


class Exported(nn.Module):
    """The network as the engine runs it.

    Shapes:
        lightness B x 1 x H x W, 0 to 1, place B x 2 x 1 x 1.
        returns: B x 2 x H x W.
    """

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = round_to_half(folded(network))

    def forward(self, lightness: Tensor, place: Tensor) -> tuple[Tensor]:
        """Run the network on float32."""
        return (self.network(lightness, place),)


def colorize_card(network: nn.Module, variant: str, configuration: str, places: list, **known) -> ModelCard:
    """Card of a colorizer.

    Args:
        network: to take the sizes from.
        variant: of the recipe.
        configuration: text of the training configuration, of which the card keeps the checksum.
        places: latitude, longitude and name of those that it learnt from.
        known: fields to set, such as ``training_data`` and ``quality``.
    """
    south, west = (min((place[axis] for place in places), default=0) for axis in (0, 1))
    north, east = (max((place[axis] for place in places), default=0) for axis in (0, 1))
    fields = {
        "name": "colorize-aerial" if variant == UNET else f"colorize-{variant}",
        "version": "1",
        "task": "colorize",
        "description": f"Gives grey aerial imagery the colours of a place ({TITLES[variant]}).",
        "features": "aerial",
        "inputs": {"lightness": ["lightness"], "place": ["latitude", "longitude"]},
        "outputs": {"color": ["cosine", "sine"]},
        "resolution": RESOLUTION,
        "resolution_range": (0.1, 2.0),
        "tile_size": 768,
        "tiles_overlap": network.reach,
        "multiple": network.multiple,
        "configuration": hashlib.sha256(configuration.encode()).hexdigest(),
        "area": (west, south, east, north) if places else (),
        "places": places,
    }
    return ModelCard(**{**fields, **known})


def export_colorizer(run: str | Path, output: str | Path, **known) -> float:
    """Write the model file of a run and check it against PyTorch, in both backends and at several sizes.

    Args:
        run: folder of the run.
        output: the ``.onnx`` file; weights are stored in half precision.
        known: as for ``colorize_card``.

    Returns:
        The largest difference found, relative to the largest value.

    Raises:
        InputError: the folder holds no training, or of a variant that takes no notice of a place.
        ValueError: the file does not answer as PyTorch does; it is removed.
    """
    network, variant, output = load(run).network, variant_of(run), Path(output)
    if variant not in PLACED:
        raise InputError(f"{TITLES[variant]} in {run} takes no notice of a place; export one of {', '.join(PLACED)}.")
    card = colorize_card(network, variant, read_configuration(run), read_places(run), **known)
    wrapped = Exported(network).eval()
    sides = {2: "height", 3: "width"}
    traced(wrapped, output, card, {"lightness": sides, "color": sides})
    store_in_half(output)
    return sealed(wrapped, output, card, _trials())


def _trials() -> Iterator[dict[str, np.ndarray]]:
    """Random greys of several sizes, at different places and nowhere."""
    random = np.random.default_rng(0)
    for size, place in zip(TRIAL_SIZES, ((53, -7), (-23, 170), None)):
        lightness = random.uniform(size=(1, 1, *size)).astype(np.float32)
        yield {"lightness": lightness, "place": scaled_place(place)[None]}
