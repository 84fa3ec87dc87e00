"""Planes through the base's codes that no stage has learnt: principal components and parametric t-SNE, and two ways
back from a place in the plane to a code (section III-C)."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from ..translation.tsne import similarities

Project = Callable[[Tensor], Tensor]
_BATCH = 500  # codes whose neighbours are known to each other
_HIDDEN = 256


class PrincipalPlane:
    """The two directions in which codes vary most (Hotelling, 1933).

    Args:
        codes: N x D.
    """

    def __init__(self, codes: Tensor) -> None:
        self.mean = codes.mean(0)
        self.axes = torch.linalg.eigh((codes - self.mean).T.double().cov()).eigenvectors[:, -2:].flip(1).float()

    def project(self, codes: Tensor) -> Tensor:
        """Codes (N x D) to places (N x 2)."""
        return (codes - self.mean) @ self.axes

    def back(self, places: Tensor) -> Tensor:
        """Places to the codes in the plane."""
        return places @ self.axes.T + self.mean


class NeighbourPlane:
    """Parametric t-SNE (van der Maaten, 2009), and back by ridge regression.

    Args:
        codes: N x D.
        steps: of the training, each with one batch of codes.
        perplexity: how many neighbours count, about.
        ridge: weight of the squared slopes, where places have the variance 1.
    """

    def __init__(
        self, codes: Tensor, steps: int = 600, perplexity: float = 30.0, ridge: float = 1.0, seed: int = 0
    ) -> None:
        self.network = _trained(codes, steps, perplexity, seed)
        places = self.project(codes)
        self.middle, self.spread, self.mean = places.mean(0), places.std(0).clamp(min=1e-6), codes.mean(0)
        known = (places - self.middle) / self.spread
        self.slopes = torch.linalg.solve(known.T @ known + ridge * torch.eye(2), known.T @ (codes - self.mean))

    @torch.no_grad()
    def project(self, codes: Tensor) -> Tensor:
        """Codes (N x D) to places (N x 2)."""
        return self.network(codes)

    def back(self, places: Tensor) -> Tensor:
        """Places to codes."""
        return (places - self.middle) / self.spread @ self.slopes + self.mean


def shotgun(project: Project, places: Tensor, dimensions: int, candidates: int = 1000, seed: int = 0) -> Tensor:
    """For each place the code, of some drawn from the standard normal distribution, that is projected nearest to it.

    Args:
        project: codes (N x D) to places (N x 2).
        places: N x 2.
        dimensions: D.
        candidates: drawn anew for each place.
    """
    generator = torch.Generator().manual_seed(seed)
    found = []
    for place in places:
        codes = torch.randn(candidates, dimensions, generator=generator)
        found.append(codes[(project(codes) - place).square().sum(1).argmin()])
    return torch.stack(found)


def _trained(codes: Tensor, steps: int, perplexity: float, seed: int) -> nn.Module:
    """A network that takes codes to places where neighbours stay neighbours."""
    torch.manual_seed(seed)
    network = nn.Sequential(
        nn.Linear(codes.shape[1], _HIDDEN), nn.ReLU(), nn.Linear(_HIDDEN, _HIDDEN), nn.ReLU(), nn.Linear(_HIDDEN, 2)
    )
    # as the paper's author does it: batches stay the same, so that their neighbours are looked for only once
    batches = codes[torch.randperm(len(codes))].split(_BATCH)
    batches = [batch for batch in batches if len(batch) == len(batches[0])]
    wanted = [similarities(batch.double(), min(perplexity, (len(batch) - 1) / 3)).float() for batch in batches]
    optimizer = torch.optim.Adam(network.parameters(), 1e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for step in range(steps):
        number = step % len(batches)
        places = network(batches[number])
        near = 1 / (1 + (places[:, None] - places).square().sum(2))
        near = near * (1 - torch.eye(len(places)))
        likely = (near / near.sum()).clamp(min=1e-12)
        loss = (wanted[number] * (wanted[number].clamp(min=1e-12) / likely).log()).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    return network.eval()
