"""What tells two pictures of one place apart besides their styles: exposure, colour, noise, and what changed since."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, interpolate

from .views import IMAGERY

_CELLS = 7  # of the lattice by which parts are cut out, along a side


class Cover(NamedTuple):
    """Pictures of which parts are hidden.

    Attributes:
        image: float B x 3 x H x W.
        shown: bool B x 1 x H x W, where they show their place.
        blank: bool B x 1 x H x W, where they show nothing at all.
    """

    image: Tensor
    shown: Tensor
    blank: Tensor


def hidden(image: Tensor, share: float, rng: np.random.Generator) -> Cover:
    """Put something else in place of parts of pictures: another place in the same style, or bare paper.

    Args:
        image: B x 3 x H x W.
        share: of the pictures; each loses up to half of itself.
        rng: the source of chance.
    """
    count, _, height, width = image.shape
    lattice = torch.from_numpy(rng.normal(size=(count, 1, _CELLS, _CELLS)).astype(np.float32))
    if rng.random() < 0.3:  # margins and cartouches have straight edges
        lattice = lattice.repeat_interleave(3, 2).repeat_interleave(3, 3)
        level = interpolate(lattice, (height, width), mode="nearest")
    else:
        level = interpolate(lattice, (height, width), mode="bicubic", align_corners=False)
    part = torch.from_numpy(np.where(rng.random(count) < share, rng.uniform(0.05, 0.5, count), 0)).float()
    least = torch.stack([each.flatten().quantile(float(1 - p)) for each, p in zip(level, part, strict=True)])
    taken = (level > least[:, None, None, None]) & (part > 0)[:, None, None, None]
    bare = torch.from_numpy(rng.random(count) < 0.4)[:, None, None, None]
    away = [int(each) for each in rng.integers(height // 4, 3 * height // 4, 2)]
    elsewhere = image.roll(away, (2, 3))
    corner = [int(each) for each in rng.integers(0, (height, width))]
    paper = image[:, :, corner[0], corner[1]][:, :, None, None].expand_as(image)
    return Cover(torch.where(taken, torch.where(bare, paper, elsewhere), image), ~taken, taken & bare)


def altered(image: Tensor, kinds: Tensor, rng: np.random.Generator) -> Tensor:
    """Other colours, other contrast, softness and noise; maps may become negatives.

    Args:
        image: B x 3 x H x W, 0 to 1.
        kinds: B, places in ``views.KINDS``.
        rng: the source of chance.

    Returns:
        as ``image``.
    """
    count = len(image)

    def some(share: float | np.ndarray) -> np.ndarray:
        return rng.random(count) < share

    def column(values: np.ndarray) -> Tensor:
        return torch.from_numpy(np.asarray(values, np.float32)).reshape(count, -1, 1, 1)

    drawn = kinds.numpy() != IMAGERY
    mixing = np.stack([np.eye(3)[rng.permutation(3)] if each else np.eye(3) for each in some(0.3 * drawn)])
    grey = np.where(some(0.3), rng.uniform(0.5, 1, count), rng.uniform(0, 0.2, count))[:, None, None]
    mixing = mixing * (1 - grey) + grey / 3
    image = torch.einsum("bij,bjhw->bihw", torch.from_numpy(mixing.astype(np.float32)), image)
    negative = column(some(0.15 * drawn))
    image = image * (1 - negative) + (1 - image) * negative
    image = image.clamp(1e-3, 1) ** column(np.exp(rng.normal(0, 0.3, count)))
    contrast = column(np.where(some(0.6), rng.uniform(0.4, 1.2, count), 1))
    tint = column(rng.normal(0, 0.06, (count, 3)) + rng.normal(0, 0.06, (count, 1)))
    image = 0.5 + contrast * (image - 0.5) + tint
    soft = avg_pool2d(avg_pool2d(image, 2, 1, 1), 2, 1)  # binomial, twice is soft indeed
    share = column(np.where(some(0.4), rng.uniform(0, 1, count), 0))
    image = image + share * (soft - image)
    noise = column(np.where(some(0.5), rng.uniform(0, 0.05, count), 0))
    return (image + noise * torch.randn_like(image[:, :1])).clamp(0, 1)
