"""Judges of translated maps, which see true ones of the training places only: which style is it, what lies where?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..networks.layers import UNet
from .harness.classifiers import ImageClassifier, accuracy, predicted, style_classifier
from .image_sets import ImageSet
from .judge_store import kept
from .maps import CLASSES, STYLES, Maps

_BATCH = 4  # of each style
_ENOUGH = 3000  # steps; after 600, roads on true engraved maps overlap with the truth by no more than 0.62


class Segmenter(nn.Module):
    """Finds what lies where on a map of any of the styles: B x C x H x W, 0 to 1, to logits B x classes x H x W."""

    def __init__(self, channels: int, widths: tuple[int, ...] = (16, 32, 48)) -> None:
        super().__init__()
        self.arguments = {"channels": channels, "widths": widths}
        self.body = UNet(channels, widths)
        self.head = nn.Conv2d(widths[0], len(CLASSES), 1)

    def forward(self, pictures: Tensor) -> Tensor:
        return self.head(self.body(pictures))


@dataclass(frozen=True)
class MapJudges:
    """Networks in evaluation mode.

    Attributes:
        style: tells the styles, in the order of ``STYLES``.
        content: tells what lies where.
    """

    style: ImageClassifier
    content: Segmenter

    def classes(self, pictures: Tensor) -> Tensor:
        """What lies where, numbers of ``CLASSES``, uint8, B x H x W."""
        return predicted(self.content, pictures, 100).argmax(1).byte()

    def style_right(self, pictures: Tensor, name: str) -> float:
        """Share of pictures taken for that one of ``STYLES``."""
        return accuracy(self.style, pictures, torch.full((len(pictures),), STYLES.index(name)))


def map_judges(maps: Maps, steps: int, folder: str | Path | None = None) -> MapJudges:
    """The judges of all styles, trained on the maps' training places unless they are in the folder.

    Args:
        steps: of the segmentation, not more than are enough; the style classifier has a third.
        folder: see `judge_store.kept`.
    """
    steps = min(steps, _ENOUGH)
    training, third = maps.judging, max(steps // 3, 1)
    style = kept(folder, "map-style", training, (third,), lambda: style_classifier(training, third))
    truth = maps.truth["train"]
    sizes = (steps, _BATCH, CLASSES)
    content = kept(folder, "map-content", training, sizes, lambda: _segmenter(training, truth, steps), Segmenter)
    return MapJudges(style, content)


def _segmenter(training: list[ImageSet], truth: Tensor, steps: int) -> Segmenter:
    """Trained on batches of all styles, whose statistics are then good for each."""
    torch.manual_seed(0)
    network = Segmenter(training[0].channels).train()
    optimizer = torch.optim.AdamW(network.parameters(), 3e-3, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for _ in range(steps):
        indices = [torch.randint(len(part), (_BATCH,)) for part in training]
        pictures = torch.cat([part.pictures(index) for part, index in zip(training, indices, strict=True)])
        wanted = torch.cat([part.labels[index] for part, index in zip(training, indices, strict=True)])
        loss = F.cross_entropy(network(pictures), truth[wanted].long())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    return network.eval()
