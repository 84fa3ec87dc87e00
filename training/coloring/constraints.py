"""What ties latent numbers to colour and to places (Grujicic & Blaschko, 2021, section IV)."""

from __future__ import annotations

import torch
from torch import Tensor

from ..networks.coloring import longest


def color_error(found: Tensor, truth: Tensor) -> Tensor:
    """Mean absolute error of hue and saturation.

    Hue is a circle, and grey has none: 0.99 and 0.01 are neighbours, and a wrong hue matters as much as there is
    colour. So both are taken together, as vectors in the plane of the bi-cone; the error is the mean length of the
    difference, which is the same however the circle of hues is turned.

    Args:
        found, truth: B x 2 x H x W.
    """
    return ((found - truth).square().sum(1) + 1e-6).sqrt().mean()


def outside_bicone(code: Tensor, lightness: Tensor) -> Tensor:
    """How far vectors reach out of the bi-cone, on average.

    Args:
        code: B x 2 x H x W.
        lightness: B x 1 x H x W, 0 to 1.
    """
    length = (code.square().sum(1, keepdim=True) + 1e-12).sqrt()
    return (length - longest(lightness)).clamp(min=0).mean()


def away_from(code: Tensor, place: Tensor, is_known: Tensor) -> Tensor:
    """Mean distance of codes from the places of their pictures; 0 if nobody knows any.

    Pixels of a piece are some hundred metres apart at most, so all are told the middle's place.

    Args:
        code: B x 2 x H x W, latitude / 90 and longitude / 180.
        place: B x 2 x 1 x 1.
        is_known: bool B.
    """
    if not is_known.any():
        return code.new_zeros(())
    return torch.linalg.vector_norm(code[is_known] - place[is_known], dim=1).mean()


def divergence(mean: Tensor, log_variance: Tensor) -> Tensor:
    """Kullback-Leibler divergence from the standard normal distribution, mean over numbers, pixels and pictures."""
    return 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance).mean() if mean.numel() else mean.new_zeros(())
