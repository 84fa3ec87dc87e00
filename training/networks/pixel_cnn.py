"""A decoder that draws pixel after pixel: PixelVAE (Gulrajani et al., ICLR 2017) with z and s as its code."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from .split_codes import WIDTHS, SplitDecoder


class MaskedConvolution(nn.Conv2d):
    """A convolution that sees only what is drawn before a pixel: rows above, and what is left of it.

    Args:
        source, target: channels.
        kernel: side, odd.
        itself: whether it sees the pixel's own place, as layers after the first may.
    """

    def __init__(self, source: int, target: int, kernel: int, itself: bool) -> None:
        super().__init__(source, target, kernel, padding=kernel // 2)
        mask = torch.ones(kernel, kernel)
        middle = kernel // 2
        mask[middle, middle + int(itself) :] = 0
        mask[middle + 1 :] = 0
        self.register_buffer("mask", mask, persistent=False)

    def forward(self, images: Tensor) -> Tensor:
        return self._conv_forward(images, self.weight * self.mask, self.bias)


class PixelDecoder(SplitDecoder):
    """A `SplitDecoder` whose image is a draft, and few masked layers that draw the final one.

    Drawing takes a pass a pixel and has no gradient, so the cycles of training go on with the draft. Few layers keep
    the reach short: with a long one the codes would be ignored.

    Args:
        size, channels, z, s, widths: of `SplitDecoder`.
        masked: channels of the masked layers.
        layers: masked ones.
    """

    def __init__(
        self,
        size: int,
        channels: int,
        z: int,
        s: int,
        widths: tuple[int, ...] = WIDTHS,
        masked: int = 32,
        layers: int = 3,
    ) -> None:
        super().__init__(size, channels, z, s, widths, more=widths[0] - channels)
        self.size = size
        self.code = nn.ModuleList(nn.Conv2d(widths[0], masked, 1) for _ in range(layers))
        self.seen = nn.ModuleList(
            MaskedConvolution(masked if number else channels, masked, 3 if number else 7, bool(number))
            for number in range(layers)
        )
        self.pixel = nn.Conv2d(masked, channels, 1)

    def logits(self, images: Tensor, z: Tensor, s: Tensor) -> Tensor:
        """Logit of each pixel (B×C×H×W) given the pixels before it in ``images`` (0 to 1)."""
        return self._logits(images, self.features(z, s))

    @torch.no_grad()
    def sample(self, z: Tensor, s: Tensor) -> Tensor:
        """Images drawn pixel after pixel; grey values are the pixels' probabilities."""
        features = self.features(z, s)
        images = features.new_zeros(len(z), self.channels, self.size, self.size)
        reach = sum(layer.kernel_size[0] // 2 for layer in self.seen)
        for y in range(self.size):
            top = max(y - reach, 0)
            for x in range(self.size):
                left = max(x - reach, 0)
                # nothing farther away has a say
                near = (slice(None), slice(None), slice(top, y + 1), slice(left, x + reach + 1))
                images[:, :, y, x] = torch.sigmoid(self._logits(images[near], features[near])[:, :, y - top, x - left])
        return images

    def _logits(self, images: Tensor, features: Tensor) -> Tensor:
        seen = images
        for convolution, code in zip(self.seen, self.code, strict=True):
            seen = torch.relu(convolution(seen) + code(features))
        return self.pixel(seen)
