"""Encoder and decoder of an image as two codes, z and s: Jha et al., "Disentangling factors of variation with
cycle-consistent variational auto-encoders" (ECCV 2018)."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from ...engine.errors import InputError

_SLOPE = 0.2
WIDTHS = (16, 32, 64)


class Codes(NamedTuple):
    """What an encoder says of images.

    Attributes:
        mean, logvar: of the Gaussian of z, what the labels do not tell (B×z).
        s: what the labels tell (B×s).
    """

    mean: Tensor
    logvar: Tensor
    s: Tensor

    def sample(self) -> Tensor:
        """One z for each image (B×z)."""
        return self.mean + torch.randn_like(self.mean) * (0.5 * self.logvar).exp()

    def divergence(self) -> Tensor:
        """KL from the standard normal distribution, in nats an image (B)."""
        return 0.5 * (self.mean**2 + self.logvar.exp() - 1 - self.logvar).sum(1)


class SplitEncoder(nn.Module):
    """Images to z and s through the same features.

    Batch normalisation, where the authors' program has that of instances: s tells the class sooner.

    Args:
        size: side of the square images, pixels.
        channels: of an image.
        z, s: sizes of the codes.
        widths: channels of the layers, each of which halves the image.
    """

    def __init__(self, size: int, channels: int, z: int, s: int, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        sides = sides_of(size, len(widths))
        layers: list[nn.Module] = []
        for source, target in zip((channels, *widths), widths, strict=False):
            layers += [nn.Conv2d(source, target, 5, 2, 1), nn.BatchNorm2d(target), nn.ReLU()]
        self.features = nn.Sequential(*layers, nn.Flatten())
        count = widths[-1] * sides[-1] ** 2
        self.mean, self.logvar, self.s = nn.Linear(count, z), nn.Linear(count, z), nn.Linear(count, s)

    def forward(self, images: Tensor) -> Codes:
        """Codes of images (B×C×H×W, 0 to 1)."""
        seen = self.features(images)
        # beyond these a Gaussian is a point or nothing, and exp() overflows in half precision
        return Codes(self.mean(seen), self.logvar(seen).clamp(-10, 10), self.s(seen))


class SplitDecoder(nn.Module):
    """z and s to features of an image's size and to the image.

    Batch normalisation here too: that of instances makes an image depend on how far z lies from the middle, and what
    is drawn from the mean of z is then another image than what is drawn from samples.

    Args:
        size, channels: of the image.
        z, s: sizes of the codes.
        widths: of the encoder.
        more: channels that the features have besides the image's.
    """

    def __init__(
        self, size: int, channels: int, z: int, s: int, widths: tuple[int, ...] = WIDTHS, more: int = 0
    ) -> None:
        super().__init__()
        sides = sides_of(size, len(widths))[::-1]
        self.channels = channels
        count = widths[-1] * sides[0] ** 2
        self.shape = (2 * widths[-1], sides[0], sides[0])
        self.z, self.s = nn.Linear(z, count), nn.Linear(s, count)
        layers: list[nn.Module] = []
        channels_of = (2 * widths[-1], *widths[-2::-1], channels + more)
        for number in range(len(widths)):
            target, kernel = channels_of[number + 1], sides[number + 1] - 2 * sides[number] + 2
            layers += [
                nn.ConvTranspose2d(channels_of[number], target, kernel, 2),
                nn.BatchNorm2d(target),
                nn.LeakyReLU(_SLOPE),
            ]
        self.layers = nn.Sequential(*layers[:-2])

    def features(self, z: Tensor, s: Tensor) -> Tensor:
        """What is known of each pixel (B×(channels + more)×H×W), beginning with the image's logits."""
        both = torch.cat([self.z(z), self.s(s)], 1)
        return self.layers(nn.functional.leaky_relu(both, _SLOPE).view(-1, *self.shape))

    def forward(self, z: Tensor, s: Tensor) -> Tensor:
        """Images (B×C×H×W, 0 to 1)."""
        return torch.sigmoid(self.features(z, s)[:, : self.channels])


def sides_of(size: int, halvings: int) -> list[int]:
    """The image's side and what is left of it after each convolution by 5 with a stride of 2 and a padding of 1.

    Raises:
        InputError: nothing would be left.
    """
    sides = [size]
    for _ in range(halvings):
        sides.append((sides[-1] - 1) // 2)
    if sides[-1] < 1:
        raise InputError(f"Images of {size} pixels are too small to be halved {halvings} times; use larger ones.")
    return sides
