"""From a checkpoint of ``register-chain`` to one ONNX file with its card, checked against PyTorch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import nn

from ...engine.card import ModelCard
from ..export import TRIAL_SIZES, folded, read_configuration, sealed, traced
from ..recipes.register_chain import load
from .module import ContentModule

_RESOLUTION, _COARSEST = 0.5, 4  # metres per pixel at the finest scale, and the coarsest scale
_OVERLAP = 64  # px; it looks further, but what lies there hardly matters
TRAINING_DATA = (
    "Maps of OpenStreetMap data (© OpenStreetMap contributors, ODbL 1.0) in many styles, drawn by Realign itself",
    "Aerial images of MassGIS, OpenAerialMap, HOTOSM, USGS, SpaceNet (CC BY-SA 4.0), with their maps (good faith: no "
    "licence file beside some of the pixels, whose origin is open)",
    "Made-up aerial scenes, drawn by Realign itself",
    "Residuals of control points that librarians placed on old maps (no pixels)",
)


def register_card(module: ContentModule, configuration: str, **known) -> ModelCard:
    """Card of a model that maps are registered by.

    Args:
        module: to take sizes and temperature from.
        configuration: text of the training configuration, of which the card keeps the checksum.
        known: fields to set, such as ``training_data`` and ``quality``.
    """
    network, reach = module.network, float(module.hparams.reach)
    fields = {
        "name": "register",
        "version": "1",
        "task": "register",
        "description": "Tells what of maps, scans and imagery is geography, so that any two of them can be matched.",
        "features": "maps",
        "inputs": {"image": ["red", "green", "blue"]},
        "outputs": {"content": [f"content {number}" for number in range(1, network.channels + 1)]},
        "resolution": _RESOLUTION,
        "resolution_range": (0.2, 50.0),
        "tile_size": 1024,
        "tiles_overlap": _OVERLAP,
        "multiple": network.multiple,
        "scales": (0, _COARSEST),
        "reach": reach,
        "max_displacement": 2 * reach * _RESOLUTION * 2**_COARSEST,  # a pixel of content is two of a picture
        "error_model": {"temperature": round(module.heat().item(), 3)},
        "training_data": list(TRAINING_DATA),
        "licence": "GPL-2.0-or-later",
        "configuration": hashlib.sha256(configuration.encode()).hexdigest(),
    }
    return ModelCard(**{**fields, **known})


class _Alone(nn.Module):
    """The network without its head of classes, which exports as nothing."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, image: torch.Tensor) -> tuple[torch.Tensor]:
        """Content in a tuple, as the check of the file expects it."""
        return (self.network(image),)


def export_register_chain(run: str | Path, output: str | Path, **known) -> float:
    """Write the model file of a run and check it against PyTorch, in both backends and at several sizes.

    Args:
        run: folder of the run.
        output: the ``.onnx`` file.
        known: as for ``register_card``.

    Returns:
        The largest difference found, relative to the largest value.

    Raises:
        InputError: the folder holds no training.
        ValueError: the file does not answer as PyTorch does; it is removed.
    """
    module, output = load(run), Path(output)
    network = _Alone(folded(module.network))
    card = register_card(module, read_configuration(run), **known)
    sides = {2: "height", 3: "width"}
    traced(network, output, card, {"image": sides, "content": {2: "half_height", 3: "half_width"}})
    return sealed(network, output, card, _trials())


def _trials() -> Iterator[dict[str, np.ndarray]]:
    """Random pictures of several sizes, smooth enough to look like any."""
    rng = np.random.default_rng(0)
    for height, width in TRIAL_SIZES:
        coarse = rng.uniform(size=(1, 3, height // 4, width // 4)).astype(np.float32)
        fine = rng.normal(0, 0.05, (1, 3, height, width)).astype(np.float32)
        yield {"image": np.clip(coarse.repeat(4, 2).repeat(4, 3) + fine, 0, 1)}
