"""Networks whose features a Fréchet distance is taken of: Inception's, if there is a file, or one trained here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from ...engine.errors import InputError
from ..translation.harness.classifiers import ImageClassifier, predicted, train_network
from ..translation.image_sets import ImageSet
from ..translation.judge_store import kept

_TURNS = 4
_BATCH = 100


@dataclass(frozen=True)
class Features:
    """A feature network.

    Attributes:
        measure: what a Fréchet distance by it may be called.
        name: of the network, which belongs to every such distance.
        of: pictures (N x 3 x H x W, 0 to 1) to features (N x D), on the CPU.
    """

    measure: str
    name: str
    of: Callable[[Tensor], Tensor]


def trained_features(train: ImageSet, steps: int, folder: str | Path | None = None) -> Features:
    """Features of a classifier that tells what a picture is of, and how it is turned.

    The turn makes it look at fine structure even where colours would say the rest, and where all labels are alike.

    Args:
        train: real pictures, square.
        steps: of the training.
        folder: see `judge_store.kept`.
    """
    labels = int(train.labels.max()) + 1

    def make() -> ImageClassifier:
        torch.manual_seed(0)
        network = ImageClassifier(train.channels, labels * _TURNS)
        known = torch.cat([train.labels * _TURNS + turn for turn in range(_TURNS)])
        return train_network(network, lambda index: _turned(train, index), known, steps)

    network = kept(folder, "turns", [train], (steps,), make)
    things = f"{labels} kinds in {_TURNS} positions" if labels > 1 else f"{_TURNS} positions"
    name = (
        f"ImageClassifier, trained on the real training pictures for {steps} steps to tell {things}: its last hidden "
        f"layer, {ImageClassifier.FEATURES} features"
    )
    return Features("Fréchet", name, lambda pictures: predicted(network.features, pictures))


def inception_features(path: str | Path) -> Features:
    """Features of Inception-v3.

    Args:
        path: TorchScript file that takes uint8 pictures (N x 3 x H x W) and ``return_features=True``, as
            ``inception-2015-12-05.pt``, which several projects distribute, does.

    Raises:
        InputError: it is no such file.
    """
    device = "cuda" if torch.cuda.is_available() else "cpu"
    try:
        network = torch.jit.load(str(path), map_location=device).eval()
        network(torch.zeros(1, 3, 64, 64, dtype=torch.uint8, device=device), return_features=True)
    except (RuntimeError, ValueError, OSError) as error:
        raise InputError(
            f"{path} is no TorchScript file of Inception-v3 that takes uint8 pictures and return_features=True; "
            "give another, or none."
        ) from error

    @torch.no_grad()
    def features(pictures: Tensor) -> Tensor:
        given = (pictures.clamp(0, 1) * 255).round().byte()
        return torch.cat([network(part.to(device), return_features=True).cpu() for part in given.split(_BATCH)])

    return Features("FID", f"Inception-v3 of {Path(path).name}", features)


def _turned(train: ImageSet, index: Tensor) -> Tensor:
    """Pictures, each turned as often as its index has gone round the set."""
    pictures, turns = train.pictures(index % len(train)).clone(), index // len(train)
    for turn in range(1, _TURNS):
        pictures[turns == turn] = torch.rot90(pictures[turns == turn], turn, (-2, -1))
    return pictures
