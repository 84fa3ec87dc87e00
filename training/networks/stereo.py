"""The network of one scale of the stereo chain: what the disparity so far lacks."""

import torch
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, pixel_shuffle, pixel_unshuffle

from .correlation import correlate
from .layers import ConvBlock, UNet

_WINDOW = 15  # px across which pictures are brought to one brightness and contrast
_FLAT = 0.02  # contrast below which there is more noise than picture


class StereoNetwork(nn.Module):
    """Residual disparity from a left picture and a right one that is warped by the disparity so far.

    One encoder sees both pictures at half the resolution, no pixel thrown away; its features are correlated along the
    rows; a U-Net reads the volumes beside the features of both sides, between which it sees what is hidden.

    Args:
        features: channels of the encoder, a multiple of ``groups``.
        groups: cost volumes, each over its share of the features.
        widths: channels of the U-Net, finest (half resolution) first.
        radius: largest shift, in pixels of half resolution.

    Shapes:
        left, right: B x 3 x H x W, 0 to 1; H and W multiples of ``multiple``.
        returns: B x 1 x H x W, pixels to add to the disparity.
    """

    def __init__(
        self,
        features: int = 24,
        groups: int = 2,
        widths: tuple[int, ...] = (32, 48, 48),
        radius: int = 4,
    ) -> None:
        super().__init__()
        self.group, self.radius = features // groups, radius
        self.multiple = 2 ** len(widths)
        self.reach = 2.0 * radius
        self.encoder = nn.Sequential(
            ConvBlock(12, features), ConvBlock(features, features), nn.Conv2d(features, features, 3, padding=1)
        )
        self.unet = UNet(groups * (2 * radius + 1) + 2 * features, widths)
        self.head = nn.Conv2d(widths[0], 4, 3, padding=1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        """Predict the residual."""
        one, other = (self.encoder(pixel_unshuffle(levelled(picture), 2)) for picture in (left, right))
        pairs = zip(one.split(self.group, 1), other.split(self.group, 1), strict=True)
        volumes = torch.cat([correlate(*pair, (0, self.radius)) for pair in pairs], 1) / self.group
        found = self.unet(torch.cat([volumes.to(one.dtype), one, other], 1))
        return pixel_shuffle(self.head(found), 2)


def levelled(picture: Tensor) -> Tensor:
    """A picture less its surroundings' brightness, over their contrast: exposures and haze no longer matter."""
    grey = picture.mean(1, keepdim=True)
    mean = _around(grey)
    contrast = _around((grey - mean).abs())  # no difference of squares, which single precision would spoil
    return (picture - mean) / (contrast + _FLAT)


def _around(x: Tensor) -> Tensor:
    """Mean over the window, first along rows, then along columns, which is the same and much cheaper."""
    side, edge = _WINDOW, _WINDOW // 2
    along = avg_pool2d(x, (1, side), 1, (0, edge), count_include_pad=False)
    return avg_pool2d(along, (side, 1), 1, (edge, 0), count_include_pad=False)
