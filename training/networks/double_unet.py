"""The paper's network for one scale: two pyramids whose activities meet at every level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate, max_pool2d

from .layers import ConvBlock


class Field(NamedTuple):
    """A displacement field and nothing else.

    Attributes:
        displacement: B x 2 x h x w, x then y, in pixels of the input, to add to the vectors.
    """

    displacement: Tensor


class DoubleUNet(nn.Module):
    """Double U-Net of Zampieri et al. (2018), section 3.5 and figure 3.

    Image and vectors each pass a pyramid of their own; at every level the two activities are
    concatenated, and what comes of that feeds the way up at the same level. The answer has the
    resolution of the input.

    The numbers of channels stand in the paper's supplement, which was not at hand; these are small
    enough to train on a processor. Beyond the paper: batch normalisation, and nearest-neighbour
    upsampling, where the paper names none.

    Args:
        image_widths: channels of the image's pyramid, finest first; each level halves the resolution.
        vector_widths: of the vectors' pyramid.
        widths: of the way up.
        channels: of the vectors' input that are used. The paper draws filled shapes, and in one of its
            systems the corners beside them: (0, 2) of (fill, outline, vertex).

    Shapes:
        image: B x 3 x H x W, standardised; vectors: B x 3 x H x W in 0..1; H and W multiples of
            ``multiple``.
        displacement: B x 2 x H x W.
    """

    def __init__(
        self,
        image_widths: Sequence[int] = (12, 24, 32, 48),
        vector_widths: Sequence[int] = (8, 12, 16, 24),
        widths: Sequence[int] = (16, 32, 48, 64),
        channels: Sequence[int] = (0, 2),
    ) -> None:
        super().__init__()
        self.channels = tuple(channels)
        self.multiple = 2 ** (len(widths) - 1)
        self.image_pyramid = _pyramid(3, image_widths)
        self.vector_pyramid = _pyramid(len(self.channels), vector_widths)
        self.meet = nn.ModuleList(
            ConvBlock(one + other, width) for one, other, width in zip(image_widths, vector_widths, widths, strict=True)
        )
        self.up = nn.ModuleList(
            nn.Sequential(ConvBlock(fine + coarse, fine), ConvBlock(fine, fine))
            for fine, coarse in zip(widths[:-1], widths[1:], strict=True)
        )
        self.head = nn.Conv2d(widths[0], 2, 1)
        self.apply(xavier)

    def forward(self, image: Tensor, vectors: Tensor) -> Field:
        """Predict the displacement."""
        x, y, levels = image, chosen(vectors, self.channels), []
        for depth, (one, other, meet) in enumerate(
            zip(self.image_pyramid, self.vector_pyramid, self.meet, strict=True)
        ):
            if depth:
                x, y = max_pool2d(x, 2), max_pool2d(y, 2)
            x, y = one(x), other(y)
            levels.append(meet(torch.cat([x, y], 1)))
        result = levels.pop()
        for fine, block in zip(reversed(levels), reversed(self.up), strict=True):
            result = block(torch.cat([fine, interpolate(result, scale_factor=2.0, mode="nearest")], 1))
        return Field(self.head(result))


def chosen(vectors: Tensor, channels: Sequence[int]) -> Tensor:
    """The channels of B x C x H x W that a network looks at."""
    if tuple(channels) == tuple(range(vectors.shape[1])):
        return vectors
    return torch.cat([vectors[:, channel : channel + 1] for channel in channels], 1)


def xavier(module: nn.Module) -> None:
    """Set a convolution's weights by Glorot's rule, as the paper does."""
    if isinstance(module, nn.Conv2d):
        nn.init.xavier_uniform_(module.weight)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def _pyramid(inputs: int, widths: Sequence[int]) -> nn.ModuleList:
    entering = (inputs, *widths[:-1])
    return nn.ModuleList(
        nn.Sequential(ConvBlock(n, width), ConvBlock(width, width)) for n, width in zip(entering, widths, strict=True)
    )
