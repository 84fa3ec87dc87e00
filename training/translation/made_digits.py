"""Made-up digits for tests and trials: matplotlib's own fonts, bent at random, in styles unlike each other."""

from __future__ import annotations

import functools
import math

import numpy as np
import torch
import torch.nn.functional as F
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from torch import Tensor

from .image_sets import ImageSet, Splits

MADE_STYLES = ("plain", "grainy", "coloured")
_FONTS = ("DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono")
_DRAWN = 48  # pixels


def made_style(name: str, count: int, size: int = 32, channels: int = 3) -> Splits:
    """Digits of one style, with half as many for the test and a tenth for validation.

    Args:
        name: one of ``MADE_STYLES``.
        count: of training pictures.
        size: side in pixels.
        channels: 1 or 3.
    """
    return Splits(
        *(
            _made(name, number, size, channels, seed)
            for seed, number in enumerate((count, max(count // 10, 10), max(count // 2, 10)))
        )
    )


def _made(name: str, count: int, size: int, channels: int, seed: int) -> ImageSet:
    style = MADE_STYLES.index(name)
    generator = torch.Generator().manual_seed(1000 * style + seed)
    labels = torch.arange(count) % 10
    fonts = torch.randint(len(_FONTS), (count,), generator=generator)
    strokes = _bent(_masks()[fonts, labels], size, generator)
    if name == "plain":
        images = strokes
    elif name == "grainy":
        images = strokes * (0.4 + 0.6 * torch.rand(strokes.shape, generator=generator))
    else:
        ink, paper = (torch.rand(count, 3, 1, 1, generator=generator) for _ in range(2))
        images = strokes * (0.6 + 0.4 * ink) + (1 - strokes) * paper * 0.6
        images = images if channels == 3 else images.mean(1, keepdim=True)
    return ImageSet(name, (images.clamp(0, 1) * 255).round().byte(), labels, channels)


def _bent(masks: Tensor, size: int, generator: torch.Generator) -> Tensor:
    """Masks turned by up to 15 degrees, resized by up to a tenth and shifted by up to a tenth; N x 1 x size x size."""
    turn, scale, x, y = torch.rand(4, len(masks), generator=generator) * 2 - 1
    turn, scale = turn * math.radians(15), 1 + 0.1 * scale
    cosine, sine = turn.cos() * scale, turn.sin() * scale
    moves = torch.stack([torch.stack([cosine, -sine, 0.1 * x], 1), torch.stack([sine, cosine, 0.1 * y], 1)], 1)
    grid = F.affine_grid(moves, [len(masks), 1, size, size], align_corners=False)
    return F.grid_sample(masks[:, None], grid, align_corners=False)


@functools.cache
def _masks() -> Tensor:
    """Every digit in every font, white on black: fonts x 10 x drawn x drawn, 0 to 1."""
    drawn = []
    for font in _FONTS:
        for digit in range(10):
            figure = Figure(figsize=(1, 1), dpi=_DRAWN, facecolor="black")
            canvas = FigureCanvasAgg(figure)
            figure.text(0.5, 0.48, str(digit), color="white", size=52, family=font, ha="center", va="center")
            canvas.draw()
            drawn.append(torch.from_numpy(np.array(canvas.buffer_rgba())[..., 0]).float() / 255)
    return torch.stack(drawn).view(len(_FONTS), 10, _DRAWN, _DRAWN)
