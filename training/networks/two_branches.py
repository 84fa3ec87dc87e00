"""The paper's first try (section 3.4): one network for the whole range, without a chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn

from .double_unet import Field, chosen, xavier
from .layers import ConvBlock


class Bins(NamedTuple):
    """A displacement in whole pixels, along each axis by itself.

    Attributes:
        logits: B x 2 x 2 reach x h x w: axis (x, y), then bin.
        reach: the first bin is [−reach, −reach + 1) pixels.
    """

    logits: Tensor
    reach: int


class TwoBranches(nn.Module):
    """Two convolutional networks, one for each input, whose outputs are concatenated and convolved further.

    The paper gives no sizes. Both branches pool twice, and the common layers are dilated, so that an
    answer is drawn from about 55 pixels on every side: a network that cannot see 20 pixels far would
    fail for want of sight, which is not what the paper shows. The answer has a quarter of the resolution.

    Args:
        image_widths: channels of the image's three levels.
        vector_widths: of the vectors' three levels.
        width: of the common layers.
        dilations: of the common layers.
        channels: of the vectors' input that are used.
        outputs: channels of the answer; 2 is a displacement.

    Shapes:
        image: B x 3 x H x W, standardised; vectors: B x 3 x H x W in 0..1; H and W multiples of
            ``multiple``.
        returns: B x outputs x H/4 x W/4.
    """

    multiple = 4

    def __init__(
        self,
        image_widths: Sequence[int] = (16, 32, 64),
        vector_widths: Sequence[int] = (12, 24, 32),
        width: int = 96,
        dilations: Sequence[int] = (1, 2, 4, 2, 1),
        channels: Sequence[int] = (0, 2),
        outputs: int = 2,
    ) -> None:
        super().__init__()
        self.channels = tuple(channels)
        self.image_branch = _branch(3, image_widths)
        self.vector_branch = _branch(len(self.channels), vector_widths)
        entering = (image_widths[-1] + vector_widths[-1], *(width,) * (len(dilations) - 1))
        self.common = nn.Sequential(
            *(_Dilated(n, width, dilation) for n, dilation in zip(entering, dilations, strict=True))
        )
        self.head = nn.Conv2d(width, outputs, 1)
        self.apply(xavier)

    def raw(self, image: Tensor, vectors: Tensor) -> Tensor:
        """The answer before anything is made of it."""
        branches = [self.image_branch(image), self.vector_branch(chosen(vectors, self.channels))]
        return self.head(self.common(torch.cat(branches, 1)))

    def forward(self, image: Tensor, vectors: Tensor) -> Field:
        """Predict the displacement, in pixels of the input."""
        return Field(self.raw(image, vectors))


class BinClassifier(TwoBranches):
    """The same network, answering with probabilities of whole pixels instead of a displacement.

    Along each axis there is one bin [a, a + 1) for each integer −range ≤ a < range.

    Args:
        reach: range, pixels.
        sizes: as for ``TwoBranches``.
    """

    def __init__(self, reach: int = 20, **sizes) -> None:
        super().__init__(outputs=4 * reach, **sizes)
        self.reach = reach

    def forward(self, image: Tensor, vectors: Tensor) -> Bins:
        """Predict the bins."""
        return Bins(self.raw(image, vectors).unflatten(1, (2, 2 * self.reach)), self.reach)


class _Dilated(ConvBlock):
    def __init__(self, inputs: int, outputs: int, dilation: int) -> None:
        super().__init__(inputs, outputs)
        self[0] = nn.Conv2d(inputs, outputs, 3, padding=dilation, dilation=dilation, bias=False)


def _branch(inputs: int, widths: Sequence[int]) -> nn.Sequential:
    layers: list[nn.Module] = []
    for depth, (entering, width) in enumerate(zip((inputs, *widths[:-1]), widths, strict=True)):
        if depth:
            layers.append(nn.MaxPool2d(2))
        layers += [ConvBlock(entering, width), ConvBlock(width, width)]
    return nn.Sequential(*layers)
