"""The network of one scale of the chain: segment the image, then match it with the vectors."""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, pixel_unshuffle

from .correlation import pooled_correlation
from .layers import ConvBlock, UNet

GROUP = 4  # channels that one cost volume sums: the 2×2 pixels of fill, those of outline, or learned ones


class Matching(NamedTuple):
    """What the network says.

    Attributes:
        displacement: B x 2 x H/4 x W/4, x then y, in pixels of the input, to add to the vectors.
        precision: B x 3 x H/4 x W/4, (a, b, c) of L = [[eᵃ, 0], [b, eᶜ]], where L Lᵀ is the inverse
            covariance of the displacement's error, in 1/pixel².
        segmentation: B x 8 x H/2 x W/2, logits of fill (4) and outline (4) of all true features, one
            for each of the 2×2 input pixels, rows first.
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

    Widths at the fine levels decide the time: the engine's convolutions work through 16 channels at once, so 24 cost
    as much as 32.

    Segmentation and correlation work at half the resolution; the cost volumes are averaged over 2×2 of
    those pixels before anything is read from them. A displacement field is smooth, so a quarter of the
    resolution holds it, and the reading costs a quarter.

    Args:
        widths: channels of the image U-Net, finest (half resolution) first.
        matching_widths: channels of the matching U-Net, finest (a quarter of the resolution) first.
        vector_width: channels of the encoder of the vectors.
        learned: volumes of learned features, beside those of fill and outline.
        radius: largest shift, in pixels of half resolution.

    Shapes:
        image: B x 3 x H x W, standardised; vectors: B x 3 x H x W in 0..1 (fill, outline, vertex);
        H and W multiples of ``multiple``.
    """

    def __init__(
        self,
        widths: tuple[int, ...] = (16, 48, 64, 96),
        matching_widths: tuple[int, ...] = (48, 80, 80),
        vector_width: int = 16,
        learned: int = 1,
        radius: int = 3,
    ) -> None:
        super().__init__()
        self.radius = radius
        self.multiple = 2 ** max(len(widths), len(matching_widths) + 1)
        self.image_unet = UNet(12, widths)
        self.image_features = nn.Conv2d(widths[0], GROUP * learned, 1)
        self.segmentation = nn.Conv2d(widths[0], 2 * GROUP, 1)
        self.vector_encoder = nn.Sequential(ConvBlock(12, vector_width), ConvBlock(vector_width, vector_width))
        self.vector_features = nn.Conv2d(vector_width, GROUP * learned, 1)
        volumes = (2 + learned) * (2 * radius + 1) ** 2
        self.gather = ConvBlock(volumes + vector_width, matching_widths[0], kernel=1)
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
        volumes = pooled_correlation(
            torch.cat([drawn[:, : 2 * GROUP], self.vector_features(encoded) / 2], 1),
            torch.cat([torch.tanh(segmentation / 2), self.image_features(features) / 2], 1),
            self.radius,
            GROUP,
        ).to(encoded.dtype, memory_format=torch.channels_last)
        # a vertex alone sees a wall, its surroundings see the town: the same volumes averaged over
        # 40 pixels stand beside the sharp ones (the projection comes first: fewer channels to average)
        wide = avg_pool2d(self.gather_wide(avg_pool2d(volumes, 2)), 5, 1, 2, count_include_pad=False)
        gathered = self.gather(torch.cat([volumes, avg_pool2d(encoded, 2)], 1))
        result = self.head(self.matching_unet(gathered, (self.normalise_wide(wide),)))
        return Matching(result[:, :2], result[:, 2:], segmentation)
