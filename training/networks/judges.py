"""Discriminators of images given something else: a second image, a class, or nothing but two questions."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from .split_codes import WIDTHS, sides_of

_SLOPE = 0.2


class PairJudge(nn.Module):
    """Whether two images are of one class and both real, as a logit (B).

    Args:
        size, channels: of an image.
        widths: of the layers.
    """

    def __init__(self, size: int, channels: int, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        self.layers, count = _layers(size, 2 * channels, widths)
        self.decide = nn.Linear(count, 1)

    def forward(self, first: Tensor, second: Tensor) -> Tensor:
        return self.decide(self.layers(torch.cat([first, second], 1)))[:, 0]


class ClassJudge(nn.Module):
    """Whether an image is a real one of a given class, as a logit (B): Mathieu et al. (NIPS 2016).

    Args:
        size, channels: of an image.
        classes: how many there are.
        widths: of the layers.
    """

    def __init__(self, size: int, channels: int, classes: int, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        self.layers, count = _layers(size, channels, widths)
        self.decide, self.of_class = nn.Linear(count, 1), nn.Embedding(classes, count)

    def forward(self, images: Tensor, labels: Tensor) -> Tensor:
        seen = self.layers(images)
        return self.decide(seen)[:, 0] + (seen * self.of_class(labels)).mean(1)


class TwofoldJudge(nn.Module):
    """Logits of an image's class, one more for "not real", and of its pose: DR-GAN (Tran et al., CVPR 2017).

    Args:
        size, channels: of an image.
        classes, poses: how many there are.
        widths: of the layers.
    """

    def __init__(self, size: int, channels: int, classes: int, poses: int, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        self.layers, count = _layers(size, channels, widths)
        self.of_class, self.of_pose = nn.Linear(count, classes + 1), nn.Linear(count, poses)

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor]:
        seen = self.layers(images)
        return self.of_class(seen), self.of_pose(seen)


def _layers(size: int, channels: int, widths: tuple[int, ...]) -> tuple[nn.Sequential, int]:
    """Convolutions that halve, and how many features they end in."""
    layers: list[nn.Module] = []
    for source, target in zip((channels, *widths), widths, strict=False):
        layers += [nn.Conv2d(source, target, 5, 2, 1), nn.LeakyReLU(_SLOPE)]
    return nn.Sequential(*layers, nn.Flatten()), widths[-1] * sides_of(size, len(widths))[-1] ** 2
