"""All figures of one trained system, so that every recipe is measured in the same way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor

from .harness.classifiers import ImageClassifier
from .harness.likeness import likeness
from .harness.probes import probe
from .image_sets import ImageSet, Splits
from .judging import judge_pairs, mean_of_pairs, subset, train_judges


class Translator(Protocol):
    """What a system must be able to do to be measured; pictures are B x C x H x W, 0 to 1."""

    def codes(self, pictures: Tensor, style: int) -> dict[str, Tensor]:
        """Codes of pictures of a style: ``content``, and ``style`` where there is one."""

    def reconstruct(self, pictures: Tensor, style: int) -> Tensor:
        """The pictures by way of their own codes."""

    def translate(self, pictures: Tensor, source: int, target: int) -> Tensor:
        """The pictures in another style."""


def measured(
    system: Translator, sets: Sequence[Splits], classes: int, steps: int, folder: str | Path | None = None
) -> tuple[dict[str, float], str, dict[tuple[str, str], dict]]:
    """Measure a system on test pictures, at most a thousand of each style.

    Args:
        sets: one for each style, in the system's order.
        classes: contents there are.
        steps: of judges and probes.
        folder: of the judges, see `judge_store.kept`.

    Returns:
        values for `results.Result`, the note that belongs to them, and the figures of each ordered pair.
    """
    judges = train_judges(sets, classes, steps, folder)
    training, tests = ([subset(getattr(part, name)) for part in sets] for name in ("train", "test"))
    with torch.no_grad():
        own = [likeness(system.reconstruct(part.pictures(), n), part.pictures()) for n, part in enumerate(tests)]
        seen, unseen = codes_of(system, training), codes_of(system, tests)
        pairs = judge_pairs(system.translate, sets, judges)
    values = {}
    for code in seen:
        for meaning, labels in (("style", numbers_of), ("class", _labels)):
            found = probe(seen[code], labels(training), unseen[code], labels(tests), steps=steps)
            values[f"{code}_probe_{meaning}"] = 100 * found.test
            if meaning == "style":
                chance = found.chance
    values |= {name: sum(part[name] for part in own) / len(own) for name in own[0]}
    note = f"{judges.note()}; most frequent style {100 * chance:.1f} %; Fréchet by {ImageClassifier.name}"
    return values | mean_of_pairs(pairs), note, pairs


def codes_of(system: Translator, parts: Sequence[ImageSet]) -> dict[str, Tensor]:
    """Codes of all pictures of all styles, one style after the other, flattened."""
    found = [system.codes(part.pictures(), number) for number, part in enumerate(parts)]
    return {name: torch.cat([codes[name].flatten(1) for codes in found]) for name in found[0]}


def numbers_of(parts: Sequence[ImageSet]) -> Tensor:
    """The number of its style for each picture, in the order of ``codes_of``."""
    return torch.cat([torch.full((len(part),), number) for number, part in enumerate(parts)])


def _labels(parts: Sequence[ImageSet]) -> Tensor:
    return torch.cat([part.labels for part in parts])
