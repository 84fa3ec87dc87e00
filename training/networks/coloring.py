"""Networks that give grey pictures the colours of a place.

All give colours as vectors in the plane of the HLS bi-cone. What they find is a share of the longest vector that there
is at a pixel's lightness: light and shadow change the length of a surface's vector, but not its share.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .layers import ConvBlock
from .restyling import Modulated

_ANYWHERE = 1.5  # places beyond are none
_TURNS = (4, 8)  # radians from the middle of the globe to its surface: the shorter waves part places 1000 km apart


def longest(lightness: Tensor) -> Tensor:
    """Length of the longest vector in the bi-cone at a lightness, 0 to 1."""
    return 1 - (2 * lightness - 1).abs()


def toned(share: Tensor, lightness: Tensor) -> Tensor:
    """Shares B x 2 x H x W as vectors in the bi-cone; those longer than 1 are cut."""
    length = (share.square().sum(1, keepdim=True) + 1e-8).sqrt()
    return share / length.clamp(min=1.0) * longest(lightness)


class LocalResponseNorm(nn.Module):
    """`torch.nn.LocalResponseNorm` in steps that every runtime knows: the neighbours are summed by a convolution.

    Args:
        channels: of the input, B x channels x H x W.
    """

    def __init__(self, channels: int, size: int = 5, alpha: float = 1e-4, k: float = 1.0) -> None:
        super().__init__()
        self.k = k
        number = torch.arange(channels)
        away = number[None] - number[:, None]
        near = (away >= -(size // 2)) & (away <= (size - 1) // 2)
        self.register_buffer("neighbours", alpha / size * near.float()[..., None, None], persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """B x channels x H x W to the same."""
        root = (self.k + F.conv2d(x * x, self.neighbours.to(x))).sqrt()
        return x / (root * root.sqrt())  # the usual power of 0.75, several times as fast


class PixelColorizer(nn.Module):
    """Colours pixels by their neighbourhood of 15 x 15, through ever fewer latent numbers (Grujicic & Blaschko, 2021).

    The first convolution is the only one that looks around. Each stage adds a layer to the encoder, to fewer numbers,
    and one to the decoder. The last stage's numbers may have a meaning: the place, then the colour, then free ones.

    Args:
        latents: numbers of each stage.
        grounded: what the first numbers of the last stage mean, in pairs: ``place`` and ``color``.
        width: channels of the other layers.
    """

    field = 15  # px, the side of what a pixel's colour is told from
    reach, multiple = 7, 1

    def __init__(self, latents: Sequence[int] = (32,), grounded: Sequence[str] = (), width: int = 64) -> None:
        super().__init__()
        self.latents, self.grounded = tuple(latents), tuple(grounded)  # place before color

        def layer(inputs: int, kernel: int = 1) -> nn.Sequential:
            conv = nn.Conv2d(inputs, width, kernel, padding=kernel // 2)
            return nn.Sequential(conv, nn.LeakyReLU(0.1), LocalResponseNorm(width))

        self.seen = nn.Sequential(layer(1, self.field), layer(width))
        entering = (width, *self.latents[:-1])
        self.encoders = nn.ModuleList(nn.Conv2d(n, 2 * out, 1) for n, out in zip(entering, self.latents))
        self.decoders = nn.ModuleList(nn.Conv2d(out, n, 1) for n, out in zip(entering, self.latents))
        self.shown = nn.Sequential(layer(width), nn.Conv2d(width, 2, 1))

    def encode(self, lightness: Tensor, depth: int | None = None) -> tuple[Tensor, Tensor]:
        """Mean and logarithm of the variance of the numbers of a stage, B x latents x H x W.

        Args:
            lightness: B x 1 x H x W, 0 to 1.
            depth: stages that there are so far; all if None.
        """
        x = self.seen(lightness - 0.5)
        for number, encoder in enumerate(self.encoders[:depth]):
            mean, variance = encoder(F.leaky_relu(x, 0.1) if number else x).chunk(2, 1)
            x = mean
        return mean, variance.clamp(-10, 10)

    def decode(self, code: Tensor, lightness: Tensor, depth: int | None = None) -> Tensor:
        """Colours of a stage's numbers, B x 2 x H x W."""
        for decoder in reversed(self.decoders[:depth]):
            code = F.leaky_relu(decoder(code), 0.1)
        return toned(self.shown(code), lightness)

    def meanings(self, depth: int | None = None) -> tuple[str, ...]:
        """What the first numbers of a stage mean: nothing before the last."""
        return self.grounded if depth in (None, len(self.latents)) else ()

    def placed(self, code: Tensor, place: Tensor, depth: int | None = None) -> Tensor:
        """A stage's numbers with those that mean the place as they are told, where they are told.

        Args:
            code: B x latents x H x W.
            place: B x 2 x 1 x 1, latitude / 90 and longitude / 180; other numbers for what lies nobody knows where.
        """
        if "place" not in self.meanings(depth):
            return code
        is_told = (place.abs().amax(1, keepdim=True) < _ANYWHERE).to(code.dtype)
        return torch.cat([code[:, :2] * (1 - is_told) + place * is_told, code[:, 2:]], 1)

    def forward(self, lightness: Tensor, place: Tensor, depth: int | None = None) -> Tensor:
        """B x 1 x H x W and B x 2 x 1 x 1 to B x 2 x H x W; what is not told of the place is read from the picture."""
        code = self.encode(lightness, depth)[0]
        return self.decode(self.placed(code, place, depth), lightness, depth)


class ColorUNet(nn.Module):
    """A U-Net at a half to a sixteenth of the resolution, whose way up is modulated by the place.

    Args:
        widths: channels at a half, a quarter, an eighth, a sixteenth of the resolution.
        code: numbers that the place becomes.
    """

    multiple = 16
    reach = 96  # pixels around a block with corners at multiples of 16 that have a say in its colours

    def __init__(self, widths: tuple[int, ...] = (24, 40, 56, 72), code: int = 24) -> None:
        super().__init__()
        levels, finest = list(zip(widths, widths[1:])), widths[0]
        first = nn.Sequential(ConvBlock(1, finest, 6, 2, 2), ConvBlock(finest, finest))
        rest = (nn.Sequential(ConvBlock(fine, coarse), ConvBlock(coarse, coarse)) for fine, coarse in levels)
        self.down = nn.ModuleList([first, *rest])
        self.narrow = nn.ModuleList(nn.Conv2d(coarse, coarse // 2, 1) for _, coarse in levels)
        self.up = nn.ModuleList(Modulated(fine + coarse // 2, fine, code) for fine, coarse in levels)
        self.lowest = Modulated(widths[-1], widths[-1], code)
        self.mapping = nn.Sequential(
            nn.Conv2d(4 + 6 * len(_TURNS), 48, 1), nn.ReLU(), nn.Conv2d(48, code, 1), nn.ReLU()
        )
        self.colors = nn.Conv2d(finest, 8, 1)

    def forward(self, lightness: Tensor, place: Tensor) -> Tensor:
        """Colours of a grey picture as of a place.

        Args:
            lightness: B x 1 x H x W, 0 to 1, H and W multiples of ``multiple``.
            place: B x 2 x 1 x 1, latitude / 90 and longitude / 180; 2 for what lies nobody knows where.

        Returns:
            B x 2 x H x W, in the bi-cone.
        """
        levels, x = [], lightness - 0.5
        for depth, block in enumerate(self.down):
            x = block(F.max_pool2d(x, 2) if depth else x)
            levels.append(x)
        code = self.mapping(on_globe(place))
        x = self.lowest(x, code)
        for fine, narrow, block in zip(reversed(levels[:-1]), reversed(self.narrow), reversed(self.up)):
            x = block(torch.cat([fine, F.interpolate(narrow(x), scale_factor=2.0, mode="nearest")], 1), code)
        return toned(F.pixel_shuffle(self.colors(x), 2).float(), lightness)


def on_globe(place: Tensor) -> Tensor:
    """A place as smooth functions on the globe: a unit vector from its middle, waves along its axes, and 1.

    Args:
        place: B x 2 x 1 x 1, latitude / 90 and longitude / 180; all functions are 0 for numbers beyond 1.5.

    Returns:
        B x 16 x 1 x 1.
    """
    is_known = (place.abs().amax(1, keepdim=True) < _ANYWHERE).to(place.dtype)
    up, around = place[:, :1] * (torch.pi / 2), place[:, 1:] * torch.pi
    direction = torch.cat([up.cos() * around.cos(), up.cos() * around.sin(), up.sin()], 1)
    waves = [wave for turns in _TURNS for wave in ((turns * direction).sin(), (turns * direction).cos())]
    return torch.cat([direction, *waves, torch.ones_like(up)], 1) * is_known
