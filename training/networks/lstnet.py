"""LSTNet of Friedjungová et al., "Unsupervised latent space translation network" (ESANN 2020), its Table 1."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ...engine.errors import InputError

_SLOPE = 0.2
LATENT = 128  # channels of the code, before `width`


@dataclass(frozen=True)
class Domain:
    """One of the two image domains.

    Attributes:
        size: side of the square images, pixels.
        channels: of an image.
        form: "first", halved twice (the table's MNIST), or "second", halved once and cut by one pixel (its USPS).
    """

    size: int = 28
    channels: int = 1
    form: str = "first"

    @property
    def code_size(self) -> int:
        """Side of the code.

        Raises:
            InputError: the form is unknown, or the size does not suit it.
        """
        known = {"first": (4, self.size // 4), "second": (2, self.size // 2 - 1)}
        if self.form not in known:
            raise InputError(f"A domain's form is first or second, not {self.form}.")
        multiple, side = known[self.form]
        if self.size % multiple or side < 4:
            raise InputError(
                f"Images of {self.size} pixels do not suit the {self.form} form of LSTNet's layers; "
                f"give a multiple of {multiple} that leaves a code of at least 4."
            )
        return side


class LSTNet(nn.Module):
    """Encoders and generators of both domains, with the parts they share.

    The table prints a stride of 3 for the encoders' last layer, which no printed layer of the generators undoes;
    with a stride of 1 all sizes agree (28 and 16 pixels become a code of 7), and that is what is built.

    Args:
        domains: first and second.
        width: factor of all layers' channels; 1 is the table.

    Raises:
        InputError: codes of the two domains differ in size.
    """

    def __init__(self, domains: tuple[Domain, Domain], width: float = 1.0) -> None:
        super().__init__()
        sides = [domain.code_size for domain in domains]
        if sides[0] != sides[1]:
            raise InputError(f"Codes of {sides[0]} and {sides[1]} pixels cannot be shared; choose other image sizes.")
        self.encoders = nn.ModuleList(_own_encoder(domain, width) for domain in domains)
        self.encoder = nn.Sequential(*_down(512, 256, 3, 1, width), *_down(256, LATENT, 3, 1, width))
        self.generator = nn.Sequential(*_up(LATENT, 128, 3, 1, width), *_up(128, 256, 3, 1, width))
        self.generators = nn.ModuleList(_own_generator(domain, width) for domain in domains)

    def encode(self, images: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
        """Codes (B×C×S×S) of images of the first and the second domain (B×c×H×W, -1 to 1), in this order.

        Both go through the shared layers as one batch, so that its statistics are the ones kept for later.
        """
        own = [encoder(part) for encoder, part in zip(self.encoders, images, strict=True)]
        return self.encoder(torch.cat(own)).split([len(part) for part in own])

    def generate(self, codes: Tensor, domain: int) -> Tensor:
        """Images (-1 to 1) of a domain (0 or 1) from codes of either."""
        return self.generators[domain](self.generator(codes))

    def translate(self, images: Tensor, source: int) -> Tensor:
        """Images of one domain (0 or 1) drawn in the other."""
        return self.generate(self.encoder(self.encoders[source](images)), 1 - source)


class ImageDiscriminator(nn.Module):
    """Whether an image is a real one of its domain, as a logit (B×1).

    Args:
        domain: of the images.
        width: factor of all layers' channels.
    """

    def __init__(self, domain: Domain, width: float = 1.0) -> None:
        super().__init__()
        first = domain.form == "first"
        last = (3, "same") if first else (2, "valid")
        self.layers = nn.Sequential(
            *_judge(domain.channels, _wide(64, width), 3, 1),
            *_judge(_wide(64, width), _wide(128, width), 3, 2 if first else 1),
            *_judge(_wide(128, width), _wide(256, width), 5, 2),
            *_judge(_wide(256, width), _wide(512, width), last[0], 2, last[1]),
            nn.Flatten(),
        )
        self.decide = _last(self.layers, (domain.channels, domain.size, domain.size))

    def forward(self, images: Tensor) -> Tensor:
        return self.decide(self.layers(images))


class LatentDiscriminator(nn.Module):
    """Whether a code comes from the first domain, as a logit (B×1).

    Args:
        side: of the code, pixels.
        width: factor of all layers' channels.
    """

    def __init__(self, side: int, width: float = 1.0) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            *_judge(_wide(LATENT, width), _wide(256, width), 3, 1),
            *_judge(_wide(256, width), _wide(512, width), 3, 2),
            *_judge(_wide(512, width), _wide(256, width), 3, 1),
            nn.Flatten(),
        )
        self.decide = _last(self.layers, (_wide(LATENT, width), side, side))

    def forward(self, codes: Tensor) -> Tensor:
        return self.decide(self.layers(codes))


def _wide(channels: int, width: float) -> int:
    return max(round(channels * width), 4)


def _own_encoder(domain: Domain, width: float) -> nn.Sequential:
    """Layers 1 to 4, in which the domains differ."""
    first = domain.form == "first"
    return nn.Sequential(
        *_down(domain.channels, 64, 7, 1, width, given=True),
        *_down(64, 128, 5, 2, width),
        *_down(128, 256, 3, 2 if first else 1, width),
        *(_down(256, 512, 3, 1, width) if first else _down(256, 512, 2, 1, width, padding=0)),
    )


def _own_generator(domain: Domain, width: float) -> nn.Sequential:
    """Layers 3 to 7."""
    first = domain.form == "first"
    return nn.Sequential(
        *(_up(256, 512, 3, 1, width) if first else _up(256, 512, 2, 1, width, padding=0)),
        *_up(512, 256, 3, 2, width),
        *_up(256, 128, 5, 2 if first else 1, width),
        *_up(128, 64, 7, 1, width),
        nn.ConvTranspose2d(_wide(64, width), domain.channels, 1),
        nn.Tanh(),
    )


def _down(source, target, kernel, stride, width, padding=None, given=False) -> list[nn.Module]:
    """CONV, BatchNorm, LeakyReLU; ``given``: the source's channels are an image's."""
    source, target = source if given else _wide(source, width), _wide(target, width)
    padding = kernel // 2 if padding is None else padding
    convolution = nn.Conv2d(source, target, kernel, stride, padding, bias=False)
    return [convolution, nn.BatchNorm2d(target), nn.LeakyReLU(_SLOPE)]


def _up(source, target, kernel, stride, width, padding=None) -> list[nn.Module]:
    """DCONV, BatchNorm, LeakyReLU; a stride of 2 doubles the size exactly."""
    source, target = _wide(source, width), _wide(target, width)
    padding = kernel // 2 if padding is None else padding
    convolution = nn.ConvTranspose2d(source, target, kernel, stride, padding, stride - 1, bias=False)
    return [convolution, nn.BatchNorm2d(target), nn.LeakyReLU(_SLOPE)]


def _judge(source, target, kernel, stride, padding="same") -> list[nn.Module]:
    """CONV, LeakyReLU, MaxPooling."""
    return [nn.Conv2d(source, target, kernel, padding=padding), nn.LeakyReLU(_SLOPE), nn.MaxPool2d(2, stride)]


def _last(layers: nn.Sequential, shape: tuple[int, int, int]) -> nn.Linear:
    """The fully connected layer, as wide as the layers before it ask; the sigmoid is in the loss."""
    with torch.no_grad():
        return nn.Linear(layers(torch.zeros(1, *shape)).shape[1], 1)
