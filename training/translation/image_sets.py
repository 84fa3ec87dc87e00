"""Sets of pictures that share contents: what digits and maps have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.utils.data import IterableDataset

from ...engine.errors import InputError


@dataclass(frozen=True)
class ImageSet:
    """Pictures of one style.

    Attributes:
        name: of the style.
        images: uint8, N x 1 x H x W or N x 3 x H x W.
        labels: int64, N: what a picture shows; pictures of several styles with one label go together.
        channels: of the pictures that come out; grey ones are repeated.
    """

    name: str
    images: Tensor
    labels: Tensor
    channels: int

    def __len__(self) -> int:
        return len(self.images)

    def pictures(self, index: Tensor | slice = slice(None)) -> Tensor:
        """Pictures as float32, B x channels x H x W, 0 to 1."""
        chosen = self.images[index].float() / 255
        return chosen.expand(-1, self.channels, -1, -1)

    def take(self, index: Tensor | slice) -> ImageSet:
        """The set with these pictures only."""
        return replace(self, images=self.images[index], labels=self.labels[index])


@dataclass(frozen=True)
class Splits:
    """One style's pictures for training, for validation while training, and for the final measurements."""

    train: ImageSet
    validation: ImageSet
    test: ImageSet

    @property
    def name(self) -> str:
        """Of the style."""
        return self.train.name


class SharedContents:
    """Draws pictures of one content in every style: triplets, if there are three styles.

    Args:
        sets: one for each style, of one size and with one number of channels.
        truth: of each label what lies where, N x H x W, if that is to be learnt.

    Raises:
        InputError: no content is shown in all styles.
    """

    def __init__(self, sets: Sequence[ImageSet], truth: Tensor | None = None) -> None:
        self.sets, self.truth = tuple(sets), truth
        shared = set.intersection(*(set(part.labels.tolist()) for part in sets))
        if not shared:
            names = ", ".join(part.name for part in sets)
            raise InputError(f"No content is shown in all of {names}; give sets whose labels overlap.")
        self.contents = torch.tensor(sorted(shared))
        # pictures sorted by label, and where each label begins: one draw for a whole batch
        self._order = [part.labels.argsort(stable=True) for part in sets]
        sorted_labels = [part.labels[order] for part, order in zip(self.sets, self._order, strict=True)]
        self._start = [torch.searchsorted(labels, self.contents) for labels in sorted_labels]
        self._end = [torch.searchsorted(labels, self.contents, right=True) for labels in sorted_labels]

    def draw(self, count: int, generator: torch.Generator) -> dict[str, Tensor]:
        """Some contents, each in all styles.

        Returns:
            images: float32, count x styles x C x H x W, 0 to 1; labels: int64, count; truth: if there is one, of these.
        """
        content = torch.randint(len(self.contents), (count,), generator=generator)
        pictures = []
        for part, order, start, end in zip(self.sets, self._order, self._start, self._end, strict=True):
            width = (end - start)[content]
            place = (torch.rand(count, generator=generator) * width).long().minimum(width - 1)
            pictures.append(part.pictures(order[start[content] + place]))
        labels = self.contents[content]
        known = {} if self.truth is None else {"truth": self.truth[labels]}
        return {"images": torch.stack(pictures, 1), "labels": labels, **known}


class Batches(IterableDataset):
    """Endless batches of ``SharedContents``; give it to a ``DataLoader`` with ``batch_size=None``.

    Args:
        source: to draw from.
        count: contents in a batch.
        seed: a worker changes it, so that no two draw the same.
    """

    def __init__(self, source: SharedContents, count: int, seed: int) -> None:
        self.source, self.count, self.seed, self.passes = source, count, seed, 0

    def __iter__(self) -> Iterator[dict[str, Tensor]]:
        generator = generator_of_pass(self.seed, self.passes)
        self.passes += 1
        while True:
            yield self.source.draw(self.count, generator)


def generator_of_pass(seed: int, passes: int) -> torch.Generator:
    """For one pass over endless batches: Lightning begins a new one after every validation, with other pictures."""
    worker = torch.utils.data.get_worker_info()
    return torch.Generator().manual_seed(seed + 7919 * (worker.id if worker else 0) + 611953 * passes)
