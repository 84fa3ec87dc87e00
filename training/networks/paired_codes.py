"""Networks that split maps into a content that keeps its place and a global style: content in few values, drawn by
layers that the style modulates, and an enemy that looks for the style wherever it may hide in a content code."""

from __future__ import annotations

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .disentangling import Gaussian
from .layers import UNet

CELL = 4  # pixels of a picture on a side of one place of a content code
CLASS_CELL = 2  # of a code that says what lies where
_LOGVAR = -4.0  # of styles to begin with: noise must not hide them
_PERIOD = 32  # of textures, in half pixels: they repeat after 64 px


class Rounded(NamedTuple):
    """A content code whose numbers take few values, so that no small difference between styles can hide in it.

    Attributes:
        bounded: before rounding, B x D x h x w; -1 to 1, or shares of a cell that classes fill, 0 to 1.
        mean: rounded; gradients pass as if it were not (finite scalar quantisation, Mentzer et al. 2024).
        logits: of all classes, the first of which has no share, B x (D + 1) x h x w; None if there are no classes.
    """

    bounded: Tensor
    mean: Tensor
    logits: Tensor | None = None

    def sample(self) -> Tensor:
        """The code itself: it has no spread."""
        return self.mean

    def divergence(self) -> Tensor:
        """Nothing for each picture: the number of values alone bounds what the code holds."""
        return self.bounded.new_zeros(len(self.bounded))


def rounded(values: Tensor, levels: int) -> Rounded:
    """Any numbers to one of ``levels`` from -1 to 1."""
    bounded = values.tanh()
    return Rounded(bounded, _stepped(bounded, (levels - 1) / 2))


class ContentEncoder(nn.Module):
    """Pictures, B x C x H x W, to their content, B x D x H/4 x W/4.

    Each picture is normalised first (instance normalisation), so that a pale style is seen as well as black and white.

    Args:
        channels: of the pictures.
        content: D.
        levels: values that each number may take.
        widths: of a U-Net at a quarter of the resolution.
    """

    def __init__(self, channels: int, content: int, levels: int = 5, widths: tuple[int, ...] = (48, 64)) -> None:
        super().__init__()
        self.levels = levels
        self.body = UNet(channels * CELL**2, widths)
        # normalised, so that every number takes all of its values and none dies at zero
        self.head = nn.Sequential(nn.Conv2d(widths[0], content, 1, bias=False), nn.BatchNorm2d(content, affine=False))

    def forward(self, pictures: Tensor) -> Rounded:
        return rounded(self.head(self.body(F.pixel_unshuffle(F.instance_norm(pictures), CELL))), self.levels)


class ClassEncoder(nn.Module):
    """Pictures, B x C x H x W, to what lies in each of their cells, B x (classes - 1) x H/2 x W/2.

    Args:
        channels: of the pictures.
        classes: to tell apart; the first is all that is not sought.
        levels: values that a share may take.
        widths: of a U-Net at half the resolution.
    """

    def __init__(self, channels: int, classes: int, levels: int = 5, widths: tuple[int, ...] = (32, 48, 64)) -> None:
        super().__init__()
        self.levels = levels
        self.body = UNet(channels * CLASS_CELL**2, widths)
        self.head = nn.Conv2d(widths[0], classes, 1)

    def forward(self, pictures: Tensor) -> Rounded:
        logits = self.head(self.body(F.pixel_unshuffle(F.instance_norm(pictures), CLASS_CELL)))
        bounded = logits.softmax(1)[:, 1:]
        return Rounded(bounded, _stepped(bounded, self.levels - 1), logits)


class StyleEncoder(nn.Module):
    """Pictures, B x C x H x W, to their style, B x S, from means over all places. Only what goes in is normalised:
    further on, a style would be told by the other pictures of a batch.

    Args:
        channels: of the pictures.
        style: S.
        width: of the layers.
    """

    def __init__(self, channels: int, style: int, width: int = 48) -> None:
        super().__init__()
        last = nn.Linear(width, 2 * style)
        nn.init.constant_(last.bias[style:], _LOGVAR)
        self.body = nn.Sequential(
            *(nn.BatchNorm2d(channels, affine=False), nn.PixelUnshuffle(CELL)),
            *(nn.Conv2d(channels * CELL**2, width, 3, padding=1), nn.ReLU()),
            *(nn.MaxPool2d(2), nn.Conv2d(width, width, 3, padding=1), nn.ReLU()),
            *(nn.AdaptiveAvgPool2d(1), nn.Flatten(), last),
        )

    def forward(self, pictures: Tensor) -> Gaussian:
        mean, logvar = self.body(pictures).chunk(2, 1)
        return Gaussian(mean, logvar.clamp(-10, 10))


class ModulatedDecoder(nn.Module):
    """Content and a global style to pictures. The style scales and shifts each layer's features and does not
    normalise them picture by picture, so that a colour does not depend on what else there is to draw.

    Textures repeat every 64 px from a picture's corner and are learnt with everything else.

    Args:
        channels: of the pictures.
        content, style: dimensions of the codes.
        width: of the layers at a quarter of the resolution; those at half of it have half as many channels.
        textures: how many.
    """

    def __init__(self, channels: int, content: int, style: int, width: int = 64, textures: int = 8) -> None:
        super().__init__()
        fine = width // 2
        self.coarse = nn.ModuleList(_Modulated(before, width, style) for before in (content, width, width))
        self.rise = nn.Conv2d(width, 4 * fine, 3, padding=1)
        self.textures = nn.Parameter(0.5 * torch.randn(1, textures, _PERIOD, _PERIOD))
        self.fine = _Modulated(fine + textures, fine, style)
        self.last = nn.Conv2d(fine, 4 * channels, 3, padding=1)

    def forward(self, content: Tensor, style: Tensor) -> Tensor:
        """B x D x h x w and B x S to B x C x 4h x 4w, 0 to 1."""
        found = content
        for layer in self.coarse:
            found = layer(found, style)
        found = F.pixel_shuffle(self.rise(found), 2).relu()
        height, width = found.shape[2:]
        repeated = self.textures.repeat(1, 1, -(-height // _PERIOD), -(-width // _PERIOD))[..., :height, :width]
        found = self.fine(torch.cat([found, repeated.expand(len(found), -1, -1, -1)], 1), style)
        return F.pixel_shuffle(self.last(found), 2).sigmoid()


class SpatialEnemy(nn.Module):
    """Reads the style from a content code in three ways: around each place, from all places by convolutions, and
    from all numbers at once.

    Args:
        content: dimensions of the code.
        side: places on a side of it.
        styles: to tell apart.
        width: of the layers.
    """

    def __init__(self, content: int, side: int, styles: int, width: int = 48) -> None:
        super().__init__()
        self.trunk = nn.Sequential(
            *(nn.Conv2d(content, width, 3, padding=1), nn.LeakyReLU(0.1)),
            *(nn.Conv2d(width, width, 3, padding=1), nn.LeakyReLU(0.1)),
        )
        self.around = nn.Conv2d(width, styles, 1)
        self.whole = nn.Sequential(
            *(nn.Conv2d(width, width, 4, 2, 1), nn.LeakyReLU(0.1), nn.Flatten()),
            *(nn.Linear(width * (side // 2) ** 2, 128), nn.LeakyReLU(0.1), nn.Linear(128, styles)),
        )
        self.numbers = nn.Sequential(
            *(nn.Flatten(), nn.Linear(content * side**2, 256)),
            *(nn.LeakyReLU(0.1), nn.Linear(256, styles)),
        )

    def readings(self, code: Tensor) -> list[Tensor]:
        """Logarithms of the styles' probabilities, B x styles (x h x w), by each of the ways."""
        seen = self.trunk(code)
        return [each.log_softmax(1) for each in (self.around(seen), self.whole(seen), self.numbers(code))]

    def forward(self, code: Tensor) -> Tensor:
        """The same of all ways together, B x styles."""
        around, *others = self.readings(code)
        return torch.stack([around.mean((2, 3)), *others]).mean(0)


def _stepped(values: Tensor, steps: float) -> Tensor:
    """Values rounded to so many steps in 1, gradients as if they were not."""
    return values + ((values * steps).round() / steps - values).detach()


class _Modulated(nn.Module):
    """A convolution whose features a style scales and shifts, then ReLU."""

    def __init__(self, inputs: int, outputs: int, style: int) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(outputs, affine=False)
        self.style = nn.Sequential(nn.Linear(style, 48), nn.ReLU(), nn.Linear(48, 2 * outputs))

    def forward(self, features: Tensor, style: Tensor) -> Tensor:
        scale, shift = self.style(style)[:, :, None, None].chunk(2, 1)
        return (self.norm(self.convolution(features)) * (1 + scale) + shift).relu()
