"""Batches of two sets of pictures that have nothing to do with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset

from .image_sets import ImageSet, Splits, generator_of_pass

NAMES = ("first", "second")


class UnpairedBatches(IterableDataset):
    """Endless batches ``{"first": B×C×H×W, "second": B×C×H×W}``, 0 to 1; the sets may differ in size.

    Args:
        sets: first and second.
        count: pictures of each in a batch.
        seed: a worker changes it, so that no two draw the same.
    """

    def __init__(self, sets: Sequence[ImageSet], count: int, seed: int) -> None:
        self.sets, self.count, self.seed, self.passes = tuple(sets), count, seed, 0

    def __iter__(self) -> Iterator[dict[str, Tensor]]:
        generator = generator_of_pass(self.seed, self.passes)
        self.passes += 1
        while True:
            yield {
                name: part.pictures(torch.randint(len(part), (self.count,), generator=generator))
                for name, part in zip(NAMES, self.sets, strict=True)
            }


def unpaired_batches(
    sets: Sequence[Splits], batch: int, validation_batches: int, seed: int
) -> tuple[DataLoader, DataLoader]:
    """Endless training batches, and validation batches that are always the same."""
    kept = iter(UnpairedBatches([part.validation for part in sets], batch, 1))
    drawn = UnpairedBatches([part.train for part in sets], batch, seed)
    fixed = [next(kept) for _ in range(validation_batches)]
    return DataLoader(drawn, batch_size=None), DataLoader(fixed, batch_size=None)
