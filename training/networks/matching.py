"""The network of one scale of the chain: segment the image, then match it with the vectors."""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, pixel_unshuffle

from .correlation import correlate
from .layers import ConvBlock, UNet


class Matching(NamedTuple):
    """What the network says, at half the input's resolution (h = H/2, w = W/2).

    Attributes:
        displacement: B x 2 x h x w, x then y, in pixels of the input, to add to the vectors.
        precision: B x 3 x h x w, (a, b, c) of L = [[eᵃ, 0], [b, eᶜ]], where L Lᵀ is the inverse
            covariance of the displacement's error, in 1/pixel².
        segmentation: B x 8 x h x w, logits of fill (4) and outline (4) of all true buildings, one for
            each of the 2×2 input pixels, rows first.
    """

    displacement: Tensor
    precision: Tensor
    segmentation: Tensor


class MatchingNetwork(nn.Module):
    """Displacement from an image and misplaced vectors, at one scale.

    A U-Net segments the image without seeing the vectors; its segmentation and its learned features
    are correlated with the drawn vectors over all small shifts; a second U-Net reads the cost volumes.
    Matching the *segmentation* is what makes it learn within minutes; a network on concatenated inputs
    stays on the zero field for long (Zampieri et al., 2018, section 3.4, saw the same at large range).

    Args:
        widths: channels of the image U-Net, finest (half resolution) first.
        matching_widths: channels of the matching U-Net, finest first.
        features: learned features that are correlated.
        radius: largest shift, in pixels of half resolution.

    Shapes:
        image: B x 3 x H x W, standardised; vectors: B x 3 x H x W in 0..1 (fill, outline, vertex);
        H and W multiples of ``multiple``.
    """

    def __init__(
        self,
        widths: tuple[int, ...] = (24, 48, 72, 96),
        matching_widths: tuple[int, ...] = (48, 64, 64),
        features: int = 8,
        radius: int = 3,
    ) -> None:
        super().__init__()
        self.radius = radius
        self.multiple = 2 ** max(len(widths), len(matching_widths))
        self.image_unet = UNet(12, widths)
        self.image_features = nn.Conv2d(widths[0], features, 1)
        self.segmentation = nn.Conv2d(widths[0], 8, 1)
        self.vector_encoder = nn.Sequential(ConvBlock(12, 24), ConvBlock(24, 24))
        self.vector_features = nn.Conv2d(24, features, 1)
        volumes = 3 * (2 * radius + 1) ** 2
        self.gather = ConvBlock(volumes + 24, matching_widths[0], kernel=1)
        self.gather_wide = nn.Conv2d(volumes, matching_widths[1], 1, bias=False)
        self.normalise_wide = nn.Sequential(nn.BatchNorm2d(matching_widths[1]), nn.ReLU(inplace=True))
        extra = (matching_widths[1],) + (0,) * (len(matching_widths) - 2)
        self.matching_unet = UNet(matching_widths[0], matching_widths, extra)
        self.head = nn.Conv2d(matching_widths[0], 5, 1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def forward(self, image: Tensor, vectors: Tensor) -> Matching:
        """Predict displacement, precision and segmentation."""
        features = self.image_unet(pixel_unshuffle(image, 2))
        segmentation = self.segmentation(features)
        drawn = pixel_unshuffle(vectors, 2)
        encoded = self.vector_encoder(drawn)
        seen = torch.tanh(segmentation / 2)
        volumes = torch.cat(
            [
                self._volume(self.vector_features(encoded), self.image_features(features)) / 4,
                self._volume(drawn[:, 0:4], seen[:, 0:4]),
                self._volume(drawn[:, 4:8], seen[:, 4:8]),
            ],
            1,
        ).to(encoded.dtype, memory_format=torch.channels_last)
        # a vertex alone sees a wall, its surroundings see the town: the same volumes averaged over
        # 28 pixels stand beside the sharp ones (the projection comes first: fewer channels to average)
        wide = avg_pool2d(self.gather_wide(avg_pool2d(volumes, 2)), 7, 1, 3, count_include_pad=False)
        matched = self.matching_unet(self.gather(torch.cat([volumes, encoded], 1)), (self.normalise_wide(wide),))
        result = self.head(matched)
        return Matching(result[:, :2], result[:, 2:], segmentation)

    def _volume(self, vectors: Tensor, image: Tensor) -> Tensor:
        volume = correlate(vectors, image, self.radius)
        return volume - volume.mean(1, keepdim=True)
