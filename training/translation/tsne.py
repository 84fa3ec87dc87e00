"""t-SNE (van der Maaten and Hinton, 2008), exact, for a thousand codes or two."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import torch
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from torch import Tensor

_EXAGGERATED = 100  # steps in which clusters form


def embed(codes: Tensor, perplexity: float = 30.0, steps: int = 400, seed: int = 0) -> Tensor:
    """Places (N×2) at which codes (N×D) that are near each other stay near each other.

    Args:
        perplexity: about how many neighbours count; less where there are few codes.
        steps: of the descent.
    """
    wanted = similarities(codes.double(), min(perplexity, (len(codes) - 1) / 3))
    places = 1e-2 * torch.randn(len(codes), 2, dtype=torch.double, generator=torch.Generator().manual_seed(seed))
    speed, gains, rate = torch.zeros_like(places), torch.ones_like(places), max(len(codes) / 12, 50.0)
    for step in range(steps):
        near = 1 / (1 + torch.cdist(places, places) ** 2)
        near.fill_diagonal_(0)
        early = step < _EXAGGERATED
        pull = ((12.0 if early else 1.0) * wanted - near / near.sum()) * near
        slope = 4 * (pull.sum(1, keepdim=True) * places - pull @ places)
        gains = torch.where(slope * speed > 0, gains * 0.8, gains + 0.2).clamp(min=0.01)
        speed = (0.5 if early else 0.8) * speed - rate * gains * slope
        places = places + speed
        places = places - places.mean(0)
    return places.float()


def draw_embeddings(codes: dict[str, Tensor], labels: Tensor, path: str | Path) -> None:
    """Write a PNG with one field for each kind of code, coloured by class.

    Args:
        codes: by name, N×D.
        labels: N.
    """
    figure = Figure(figsize=(5.5 * len(codes), 5))
    for number, (name, part) in enumerate(codes.items()):
        axis = figure.add_subplot(1, len(codes), number + 1)
        _scatter(axis, embed(part), labels.tolist())
        axis.set_title(f"{name}, t-SNE", fontsize=9)
    figure.tight_layout()
    FigureCanvasAgg(figure).print_png(str(path))


def _scatter(axis, places: Tensor, labels: Sequence[int]) -> None:
    drawn = axis.scatter(*places.T.tolist(), c=labels, s=6, cmap="tab10")
    axis.legend(*drawn.legend_elements(), fontsize=6, ncol=2)
    axis.set_xticks([])
    axis.set_yticks([])


def similarities(codes: Tensor, perplexity: float) -> Tensor:
    """Symmetric probabilities (N×N) of being neighbours, each row's entropy found by halving intervals."""
    squared = torch.cdist(codes, codes) ** 2
    squared = squared / squared.mean().clamp(min=1e-12)
    others = ~torch.eye(len(codes), dtype=torch.bool)
    low, high = (torch.full((len(codes), 1), bound, dtype=torch.double) for bound in (-20.0, 20.0))
    for _ in range(40):
        sharpness = (low + high) / 2
        given = torch.softmax((-squared * sharpness.exp()).masked_fill(~others, -math.inf), 1)
        entropy = -(given * given.clamp(min=1e-300).log()).sum(1, keepdim=True)
        too_wide = entropy > math.log(perplexity)
        low, high = torch.where(too_wide, sharpness, low), torch.where(too_wide, high, sharpness)
    return (given + given.T) / (2 * len(codes))
