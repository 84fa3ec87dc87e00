"""ResNet-18 and its mirror with a chain of ever smaller codes between them: Grujicic and Blaschko, "2-D latent space
models: layer-wise perceptual training and spatial grounding" (2021), sections II and III-C."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ...engine.errors import InputError
from .disentangling import Gaussian
from .layers import ConvBlock

WIDTHS = (64, 128, 256, 512)  # of ResNet-18 (He et al., 2016); two blocks of each
SHRINKS = 32  # a picture's side becomes so many times smaller
_SLOPE = 0.2
_FIRST_LOGVAR = -4.0  # as wide as the prior, noise would hide what codes say from a decoder that knows nothing


class Residual(nn.Module):
    """Two convolutions and a way around them.

    Args:
        inputs, outputs: channels.
        stride: of the first convolution, as in ResNet.
        enlarge: as in the mirrored network: nearest-neighbour upsampling and a convolution stand where a block of
            ResNet has a strided one.
    """

    def __init__(self, inputs: int, outputs: int, stride: int = 1, enlarge: bool = False) -> None:
        super().__init__()
        between = inputs if enlarge else outputs
        larger = [nn.Upsample(scale_factor=2.0, mode="nearest")] if enlarge else []
        self.first = ConvBlock(inputs, between, stride=stride)
        second = nn.Conv2d(between, outputs, 3, padding=1, bias=False)
        self.second = nn.Sequential(*larger, second, nn.BatchNorm2d(outputs))
        self.around = nn.Identity()
        if enlarge or stride > 1 or inputs != outputs:
            short = nn.Conv2d(inputs, outputs, 1, stride, bias=False)
            self.around = nn.Sequential(short, nn.BatchNorm2d(outputs), *larger)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(self.second(self.first(x)) + self.around(x))


class ResidualEncoder(nn.Sequential):
    """ResNet-18 without its head: B x 3 x H x W to features, B x count.

    The features keep their places: what an average over all places forgets, no decoder could draw.

    Args:
        widths: of the four pairs of blocks.
    """

    def __init__(self, widths: tuple[int, ...]) -> None:
        layers: list[nn.Module] = [ConvBlock(3, widths[0], 7, 2), nn.MaxPool2d(3, 2, 1)]
        for number, (inputs, outputs) in enumerate(zip((widths[0], *widths), widths, strict=False)):
            layers += [Residual(inputs, outputs, 2 if number else 1), Residual(outputs, outputs)]
        super().__init__(*layers, nn.Flatten())


class ResidualDecoder(nn.Module):
    """The mirrored ResNet-18: features, B x count, to pictures, B x 3 x H x W, 0 to 1.

    Args:
        widths: of the encoder.
        side: of the smallest features.
    """

    def __init__(self, widths: tuple[int, ...], side: int) -> None:
        super().__init__()
        self.shape = (widths[-1], side, side)
        layers: list[nn.Module] = []
        for number in range(len(widths) - 1, -1, -1):
            inputs, outputs = widths[number], widths[max(number - 1, 0)]
            layers += [Residual(inputs, inputs), Residual(inputs, outputs, enlarge=number > 0)]
        # where ResNet pools and where its first convolution has a stride
        layers += [nn.Upsample(scale_factor=4.0, mode="nearest"), nn.Conv2d(widths[0], 3, 7, padding=3)]
        self.layers = nn.Sequential(*layers)

    def forward(self, features: Tensor) -> Tensor:
        return torch.sigmoid(self.layers(features.view(-1, *self.shape)).float())


class StagedCodes(nn.Module):
    """An autoencoder whose code is made smaller stage by stage (Eq. 2).

    The paper's sigma, of which it does not say what it is, is a leaky ReLU: codes that shall be near a standard normal
    distribution have both signs. It stands before every further layer, but not behind the last one of the encoder,
    which gives the mean of a Gaussian.

    Args:
        size: side of the square pictures, px; a multiple of 32.
        width: factor of ResNet-18's channels.
        codes: sizes of the codes, the first stage's first: (128, 32, 8, 2).

    Raises:
        InputError: the pictures cannot be halved five times.
    """

    def __init__(self, size: int, width: float, codes: tuple[int, ...]) -> None:
        super().__init__()
        if size < SHRINKS or size % SHRINKS:
            raise InputError(f"Pictures of {size} px cannot be halved five times; give a multiple of {SHRINKS} px.")
        widths = tuple(max(round(width * each), 4) for each in WIDTHS)
        side = size // SHRINKS
        self.encoder, self.decoder = ResidualEncoder(widths), ResidualDecoder(widths, side)
        sizes = (widths[-1] * side**2, *codes)
        self.down = nn.ModuleList(nn.Linear(*pair) for pair in zip(sizes, codes, strict=False))
        self.up = nn.ModuleList(nn.Linear(*pair) for pair in zip(codes, sizes, strict=False))
        self.logvar = nn.Linear(sizes[-2], codes[-1])
        nn.init.constant_(self.logvar.bias, _FIRST_LOGVAR)

    def encode(self, pictures: Tensor) -> Gaussian:
        """Pictures (B x 3 x size x size, 0 to 1) to the last stage's code."""
        seen = self.encoder(pictures)
        for layer in self.down[:-1]:
            seen = F.leaky_relu(layer(seen), _SLOPE)
        # beyond these a Gaussian is a point or nothing
        return Gaussian(self.down[-1](seen).float(), self.logvar(seen).float().clamp(-10, 10))

    def decode(self, code: Tensor) -> Tensor:
        """Codes of the last stage (B x D) to pictures."""
        for layer in reversed(self.up):
            code = F.leaky_relu(layer(code), _SLOPE)
        return self.decoder(code)

    def added(self) -> list[nn.Module]:
        """The layers of the last stage."""
        return [self.down[-1], self.up[-1], self.logvar]
