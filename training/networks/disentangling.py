"""Encoders and decoders of pictures as Gaussian codes, after beta-VAE and Song et al. 2019, section 4.

A code is a vector (B x D) or keeps its place (B x D x H/8 x W/8, which is 4 x 4 for pictures of 32 px; with fewer
convolutions it is finer).
"""

from __future__ import annotations

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

WIDTHS = (32, 32, 64)
_HIDDEN = 256


class Gaussian(NamedTuple):
    """A code as a normal distribution.

    Attributes:
        mean, logvar: of each number, B x D or B x D x h x w.
    """

    mean: Tensor
    logvar: Tensor

    def sample(self) -> Tensor:
        """One code for each picture, by the reparametrisation trick."""
        return self.mean + torch.randn_like(self.mean) * (0.5 * self.logvar).exp()

    def divergence(self) -> Tensor:
        """Kullback-Leibler divergence from the standard normal distribution, nats a picture (B)."""
        return 0.5 * (self.mean.square() + self.logvar.exp() - 1 - self.logvar).flatten(1).sum(1)

    def split(self, first: int) -> tuple[Gaussian, Gaussian]:
        """The first dimensions, and the others."""
        return (
            Gaussian(self.mean[:, :first], self.logvar[:, :first]),
            Gaussian(self.mean[:, first:], self.logvar[:, first:]),
        )


class GaussianEncoder(nn.Module):
    """Convolutions that each halve the picture, then a head for the mean and the log variance of a code.

    Args:
        channels: of the pictures.
        latent: D.
        head: "dense" as in beta-VAE; "pooled", a convolution with 2 D filters whose values are averaged, as Song et
            al. print for friend and enemy; or "spatial", that convolution as it is.
        size: side of the pictures, px; convolutions must be able to halve it.
        widths: of the convolutions, three in the paper.
        instance: normalise each picture's features, which takes a style's contrast and tint out of them.
    """

    def __init__(
        self,
        channels: int,
        latent: int,
        head: str = "dense",
        size: int = 32,
        widths: tuple[int, ...] = WIDTHS,
        instance: bool = False,
    ) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for before, after in zip((channels, *widths), widths):
            layers += [nn.Conv2d(before, after, 4, 2, 1), *([nn.InstanceNorm2d(after)] if instance else []), nn.ReLU()]
        self.body = nn.Sequential(*layers)
        self.pooled = head == "pooled"
        if head == "dense":
            flat = widths[-1] * (size >> len(widths)) ** 2
            self.head = nn.Sequential(nn.Flatten(), nn.Linear(flat, _HIDDEN), nn.ReLU(), nn.Linear(_HIDDEN, 2 * latent))
        else:
            self.head = nn.Conv2d(widths[-1], 2 * latent, 3, padding=1)

    def forward(self, pictures: Tensor) -> Gaussian:
        """B x C x H x W, 0 to 1, to a code."""
        found = self.head(self.body(pictures))
        if self.pooled:
            found = found.mean((2, 3))
        mean, logvar = found.chunk(2, 1)
        return Gaussian(mean, logvar.clamp(-10, 10))


class PictureDecoder(nn.Module):
    """A code back to a picture: transposed convolutions, each of which doubles.

    Args: as of ``GaussianEncoder``; ``spatial`` says that codes keep their place.
    """

    def __init__(
        self, channels: int, latent: int, spatial: bool = False, size: int = 32, widths: tuple[int, ...] = WIDTHS
    ) -> None:
        super().__init__()
        side = size >> len(widths)
        if spatial:
            self.foot = nn.Sequential(nn.Conv2d(latent, widths[-1], 3, padding=1), nn.ReLU())
        else:
            self.foot = nn.Sequential(
                nn.Linear(latent, _HIDDEN),
                nn.ReLU(),
                nn.Linear(_HIDDEN, widths[-1] * side**2),
                nn.ReLU(),
                nn.Unflatten(1, (widths[-1], side, side)),
            )
        layers: list[nn.Module] = []
        back = widths[::-1]
        for before, after in zip(back, (*back[1:], channels)):
            layers += [nn.ConvTranspose2d(before, after, 4, 2, 1), nn.ReLU()]
        self.body = nn.Sequential(*layers[:-1], nn.Sigmoid())

    def forward(self, code: Tensor) -> Tensor:
        """B x D (x h x w) to B x C x H x W, 0 to 1."""
        return self.body(self.foot(code))


class AdaptiveDecoder(nn.Module):
    """Content that keeps its place, drawn in a global style by adaptive instance normalisation (Huang, Belongie 2017).

    Args:
        channels: of the pictures.
        content, style: dimensions of the codes.
        widths: of the convolutions, as of the encoder.
    """

    def __init__(self, channels: int, content: int, style: int, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        back = (widths[-1], *widths[::-1])
        self.foot = nn.Conv2d(content, back[0], 3, padding=1)
        self.convolutions = nn.ModuleList(
            nn.Conv2d(before, after, 3, padding=1) for before, after in zip(back, back[1:])
        )
        self.styles = nn.Sequential(nn.Linear(style, _HIDDEN), nn.ReLU(), nn.Linear(_HIDDEN, 2 * sum(back)))
        self.last = nn.Conv2d(back[-1], channels, 3, padding=1)
        self._counts = [2 * width for width in back]

    def forward(self, content: Tensor, style: Tensor) -> Tensor:
        """B x D x h x w and B x S to B x C x 8h x 8w, 0 to 1."""
        features, *others = self.styles(style).split(self._counts, 1)
        found = _styled(self.foot(content), features)
        for convolution, parameters in zip(self.convolutions, others, strict=True):
            found = F.interpolate(found, scale_factor=2, mode="nearest")
            found = _styled(convolution(found), parameters)
        return self.last(found).sigmoid()


class _Reversal(torch.autograd.Function):
    """The identity, whose gradient comes back with its sign changed (Ganin et al. 2016)."""

    @staticmethod
    def forward(context, code: Tensor) -> Tensor:
        return code.view_as(code)

    @staticmethod
    def backward(context, gradient: Tensor) -> Tensor:
        return -gradient


def reversed_gradient(code: Tensor) -> Tensor:
    """The code as it is; whoever made it learns to hinder what is learnt from it."""
    return _Reversal.apply(code)


def reader(inputs: int, outputs: int, hidden: tuple[int, ...] = ()) -> nn.Sequential:
    """A friend or an enemy: reads the style from a code; one layer as Song et al. print, or more."""
    layers: list[nn.Module] = [nn.Flatten()]
    for before, after in zip((inputs, *hidden), hidden):
        layers += [nn.Linear(before, after), nn.LeakyReLU(0.1)]
    return nn.Sequential(*layers, nn.Linear((inputs, *hidden)[-1], outputs))


def _styled(features: Tensor, parameters: Tensor) -> Tensor:
    """Features with the mean and deviation that a style asks for."""
    scale, shift = parameters[:, :, None, None].chunk(2, 1)
    return F.relu(F.instance_norm(features) * (1 + scale) + shift)
