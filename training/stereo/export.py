"""From a checkpoint of ``stereo-chain`` to one ONNX file with its card, checked against PyTorch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from ...engine.card import ModelCard
from ..export import TRIAL_SIZES, folded, read_configuration, sealed, traced
from ..networks.stereo import StereoNetwork
from ..recipes.stereo_chain import load

RGB = ["red", "green", "blue"]
_COARSEST = 4  # one scale more than is learnt: the network is the same at all
_OVERLAP = 32  # px; it looks further, but what lies there hardly matters


def stereo_card(network: StereoNetwork, configuration: str, **known) -> ModelCard:
    """Card of a stereo model.

    Args:
        network: to take the sizes from.
        configuration: text of the training configuration, of which the card keeps the checksum.
        known: fields to set, such as ``training_data`` and ``quality``.
    """
    fields = {
        "name": "stereo",
        "version": "1",
        "task": "stereo",
        "description": "Finds the disparity of rectified aerial pairs, scale by scale.",
        "features": "pairs",
        "inputs": {"left": RGB, "right": RGB},
        "outputs": {"disparity": ["residual disparity"]},
        "resolution": 0.3,
        "resolution_range": (0.05, 2.0),
        "tile_size": 1024,
        "tiles_overlap": _OVERLAP,
        "multiple": network.multiple,
        "scales": (0, _COARSEST),
        "reach": network.reach,
        "max_disparity": network.reach * 2**_COARSEST,
        "training_data": ["Rectified pairs of made-up aerial scenes, drawn by Realign itself"],
        "licence": "GPL-2.0-or-later",
        "configuration": hashlib.sha256(configuration.encode()).hexdigest(),
    }
    return ModelCard(**{**fields, **known})


def export_stereo_chain(run: str | Path, output: str | Path, **known) -> float:
    """Write the model file of a run and check it against PyTorch, in both backends and at several sizes.

    Args:
        run: folder of the run.
        output: the ``.onnx`` file.
        known: as for ``stereo_card``.

    Returns:
        The largest difference found, relative to the largest disparity.

    Raises:
        InputError: the folder holds no training.
        ValueError: the file does not answer as PyTorch does; it is removed.
    """
    network, output = folded(load(run).network), Path(output)
    card = stereo_card(network, read_configuration(run), **known)
    sides = {2: "height", 3: "width"}
    traced(network, output, card, dict.fromkeys((*card.inputs, *card.outputs), sides))

    def answer(*pictures: torch.Tensor) -> tuple[torch.Tensor]:
        return (network(*pictures),)

    return sealed(answer, output, card, _trials(card))


def _trials(card: ModelCard) -> Iterator[dict[str, np.ndarray]]:
    """Random pictures of several sizes, the right ones like the left."""
    rng = np.random.default_rng(0)
    for height, width in TRIAL_SIZES:
        left = rng.uniform(size=(1, 3, height, width)).astype(np.float32)
        yield {"left": left, "right": np.clip(np.roll(left, 2, 3) + rng.normal(0, 0.05, left.shape), 0, 1).astype("f4")}
