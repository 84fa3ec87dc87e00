"""Judges on disk: trained once for the same pictures, so that all runs are judged by the same ones."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import torch
from torch import nn

from ...engine.errors import InputError
from .harness.classifiers import ImageClassifier
from .image_sets import ImageSet

Judge = TypeVar("Judge", bound=nn.Module)
JUDGES = "judges"  # beside the runs, as their table of results is


def kept(
    folder: str | Path | None,
    name: str,
    sets: Sequence[ImageSet],
    settings: tuple,
    make: Callable[[], Judge],
    kind: type[Judge] = ImageClassifier,
) -> Judge:
    """A judge as it is stored, or trained now and stored for the next run.

    Args:
        folder: of ``<name>-<checksum>.pt``; None trains and keeps nothing.
        name: what the judge tells.
        sets: training pictures; the checksum is of these and of the settings.
        settings: of the training, such as its steps.
        make: trains it.
        kind: its class, which keeps in ``arguments`` what it was made with.

    Raises:
        InputError: the stored file is no such judge.
    """
    if folder is None:
        return make()
    path = Path(folder) / f"{name}-{checksum(sets, settings)}.pt"
    if path.exists():
        return _load(path, kind)
    network = make().cpu().eval()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")  # another run may store the same one at this moment
    torch.save({"arguments": network.arguments, "weights": network.state_dict()}, unfinished)
    unfinished.replace(path)
    return network


def checksum(sets: Sequence[ImageSet], settings: tuple) -> str:
    """Sixteen hexadecimal digits that change with any picture, label or setting."""
    digest = hashlib.sha256(repr(settings).encode())
    for part in sets:
        digest.update(f"{part.name} {part.channels} {tuple(part.images.shape)}".encode())
        digest.update(part.images.contiguous().numpy())
        digest.update(part.labels.contiguous().numpy())
    return digest.hexdigest()[:16]


def _load(path: Path, kind: type[Judge]) -> Judge:
    try:
        stored = torch.load(path, map_location="cpu", weights_only=True)
        network = kind(**stored["arguments"])
        network.load_state_dict(stored["weights"])
    except Exception as error:  # torch.load fails in many ways
        raise InputError(f"{path} holds no judge; remove it, and the next run trains a new one.") from error
    return network.eval()
