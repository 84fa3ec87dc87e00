"""The network that tells what of a picture is geography, whatever the style it is drawn in."""

import torch
from torch import Tensor, nn
from torch.nn.functional import pixel_unshuffle

from .layers import UNet
from .stereo import levelled

CLASSES = ("buildings", "roads", "water", "green")
_SHORT = 1e-6  # squared length below which a direction is none


class ContentNetwork(nn.Module):
    """Content of a picture: a vector a pixel of half its resolution, whose length says how much there is to match.

    It sees colours, and lightness less its surroundings' over their contrast, no pixel thrown away. One network serves
    maps, scans and imagery at every scale.

    Args:
        channels: of the content.
        widths: of the U-Net, finest (half resolution) first.

    Shapes:
        image: B x 3 x H x W, 0 to 1; H and W multiples of ``multiple``.
        returns: B x channels x H/2 x W/2, no vector longer than 1.
    """

    def __init__(self, channels: int = 12, widths: tuple[int, ...] = (20, 32, 48, 64)) -> None:
        super().__init__()
        self.channels, self.multiple = channels, 2 ** len(widths)
        self.unet = UNet(16, widths)
        self.head = nn.Conv2d(widths[0], channels + 1, 1)
        self.classes = nn.Conv2d(widths[0], len(CLASSES), 1)

    def forward(self, image: Tensor) -> Tensor:
        """Return the content alone."""
        return self._content(self._features(image))

    def with_classes(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """Content, and logits of ``CLASSES`` (B x 4 x H/2 x W/2), which are only there to be learnt from."""
        features = self._features(image)
        return self._content(features), self.classes(features).float()

    def _features(self, image: Tensor) -> Tensor:
        return self.unet(pixel_unshuffle(torch.cat([image - 0.5, levelled(image.mean(1, keepdim=True))], 1), 2))

    def _content(self, features: Tensor) -> Tensor:
        direction, length = self.head(features).float().split([self.channels, 1], 1)
        return direction / ((direction * direction).sum(1, keepdim=True) + _SHORT).sqrt() * length.sigmoid()
