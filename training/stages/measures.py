"""What reconstructions are worth: structural similarity, Fréchet distance and maximum mean discrepancy, with errors.

The errors are those of the test: each figure is taken again without each of some groups of its pictures (jackknife).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F
from torchmetrics.functional.image import structural_similarity_index_measure

from ..translation.harness.likeness import frechet_distance
from .features import Features

MEASURES = {"frechet": -1, "ssim": 1, "mmd": -1}  # and whether more or less of it is better
_GROUPS = 20
_SIDE = 64  # px, at which discrepancies are taken


@dataclass(frozen=True)
class Estimate:
    """A figure, and what it would be without each group of pictures."""

    value: float
    without: tuple[float, ...]

    @property
    def error(self) -> float:
        """Standard error."""
        count = len(self.without)
        mean = sum(self.without) / count
        return ((count - 1) / count * sum((each - mean) ** 2 for each in self.without)) ** 0.5

    def __sub__(self, other: Estimate) -> Estimate:
        """Difference of two figures of the same pictures; its error is smaller than theirs, as both err alike."""
        without = tuple(one - two for one, two in zip(self.without, other.without, strict=True))
        return Estimate(self.value - other.value, without)


class Ruler:
    """Measures reconstructions of the same pictures.

    Args:
        real: pictures, N x 3 x H x W, 0 to 1; a few dozen at least.
        features: of the Fréchet distance.
    """

    def __init__(self, real: Tensor, features: Features) -> None:
        self.real, self.features = real, features
        self.seen = features.of(real)
        groups = torch.arange(len(real)) % min(_GROUPS, len(real) // 2)
        self.left = [groups != number for number in range(int(groups.max()) + 1)]
        self.flat = _flat(real)
        distances = torch.cdist(self.flat, self.flat).square()
        self.variance = distances[~torch.eye(len(real), dtype=torch.bool)].median() / 2
        self.among_real = self._kernel(distances)

    def measure(self, drawn: Tensor) -> dict[str, Estimate]:
        """``frechet``, ``ssim`` (mean of the pictures) and ``mmd`` (squared, without bias, Gaussian kernel whose
        variance is half the median squared distance of real pictures at 64 px) of what was drawn of them."""
        return {"frechet": self._frechet(drawn), "ssim": self._ssim(drawn), "mmd": self._mmd(drawn)}

    def _frechet(self, drawn: Tensor) -> Estimate:
        found = self.features.of(drawn)
        without = tuple(frechet_distance(found[left], self.seen[left]) for left in self.left)
        return Estimate(frechet_distance(found, self.seen), without)

    def _ssim(self, drawn: Tensor) -> Estimate:
        parts = zip(drawn.split(100), self.real.split(100), strict=True)
        each = torch.cat(
            [structural_similarity_index_measure(*part, data_range=1.0, reduction="none") for part in parts]
        ).double()
        return Estimate(each.mean().item(), tuple(each[left].mean().item() for left in self.left))

    def _mmd(self, drawn: Tensor) -> Estimate:
        flat = _flat(drawn)
        among = self._kernel(torch.cdist(flat, flat).square())
        between = self._kernel(torch.cdist(self.flat, flat).square())
        pairs = self.among_real + among - between - between.T
        pairs.fill_diagonal_(0)
        whole = torch.ones(len(flat), dtype=torch.bool)
        return Estimate(_mean_pair(pairs, whole), tuple(_mean_pair(pairs, left) for left in self.left))

    def _kernel(self, squared: Tensor) -> Tensor:
        return torch.exp(-squared / (2 * self.variance))


def _mean_pair(pairs: Tensor, left: Tensor) -> float:
    count = int(left.sum())
    return pairs[left][:, left].sum().item() / (count * (count - 1))


def _flat(pictures: Tensor) -> Tensor:
    if pictures.shape[-1] != _SIDE:
        pictures = F.interpolate(pictures, (_SIDE, _SIDE), mode="bilinear", antialias=True)
    return pictures.flatten(1).double()
