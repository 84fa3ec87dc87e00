"""Losses of the align-chain recipe."""

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, binary_cross_entropy_with_logits, pixel_unshuffle

FILL_WEIGHT, OUTLINE_WEIGHT, ELSEWHERE = 0.3, 1.0, 0.02


def vector_weight(vectors: Tensor, mask: Tensor) -> Tensor:
    """Where an error of the displacement counts: on outlines and vertices, less inside, hardly elsewhere.

    Args:
        vectors: B x 3 x H x W in 0..1 (fill, outline, vertex), as drawn for the network.
        mask: B x 1 x H x W, 1 where the image holds data.

    Returns:
        B x 1 x H/2 x W/2.
    """
    weight = torch.maximum(FILL_WEIGHT * vectors[:, :1], OUTLINE_WEIGHT * line_weight(vectors))
    return avg_pool2d(weight.clamp(min=ELSEWHERE) * mask, 2)


def line_weight(vectors: Tensor) -> Tensor:
    """Where outlines, vertices and centre lines are drawn: B x 3 x H x W to B x 1 x H x W in 0..1.

    Lines are drawn into the fill and have no outline.
    """
    fill, strong = vectors[:, :1], vectors[:, 1:].amax(1, keepdim=True)
    is_line = vectors[:, 1:2].amax((2, 3), keepdim=True) == 0
    return torch.where(is_line, torch.maximum(fill, strong), strong)


def displacement_loss(predicted: Tensor, truth: Tensor, weight: Tensor) -> Tensor:
    """Weighted mean of a Charbonnier term and a squared one.

    The squared term pulls the network off the zero field, where the robust one alone is flat.

    Args:
        predicted, truth: B x 2 x h x w, pixels.
        weight: B x 1 x h x w.
    """
    squared = (predicted - truth).square().sum(1, keepdim=True)
    error = (squared + 0.05**2).sqrt() + 0.15 * squared
    return (error * weight).sum() / weight.sum().clamp(min=1)


def precision_loss(precision: Tensor, residual: Tensor, weight: Tensor) -> Tensor:
    """Negative log likelihood of the residual under a Gaussian with precision L Lᵀ, up to a constant.

    −log p = ½ |Lᵀ r|² − (a + c), with L = [[eᵃ, 0], [b, eᶜ]]; the residual is held fixed, so that the
    displacement does not learn to be wrong where it is unsure.

    Args:
        precision: B x 3 x h x w, (a, b, c).
        residual: B x 2 x h x w, pixels, detached.
        weight: B x 1 x h x w.
    """
    a, b, c = precision.clamp(-6, 6).unbind(1)
    x, y = residual.unbind(1)
    whitened = (a.exp() * x + b * y).square() + (c.exp() * y).square()
    loss = 0.5 * whitened - a - c
    return (loss * weight[:, 0]).sum() / weight.sum().clamp(min=1)


def segmentation_loss(logits: Tensor, truth: Tensor, mask: Tensor) -> Tensor:
    """Cross-entropy of fill and outline of all true buildings; outlines count three times, being thin.

    Args:
        logits: B x 8 x h x w, fill (4) and outline (4), as ``Matching.segmentation``.
        truth: B x 2 x H x W in 0..1, fill and outline.
        mask: B x 1 x H x W.
    """
    target, valid = pixel_unshuffle(truth, 2), pixel_unshuffle(mask, 2).repeat(1, 2, 1, 1)
    valid = valid * (1 + 2 * target * (torch.arange(8, device=target.device) >= 4).view(1, 8, 1, 1))
    loss = binary_cross_entropy_with_logits(logits, target, reduction="none")
    return (loss * valid).sum() / valid.sum().clamp(min=1)


def squared_loss(predicted: Tensor, truth: Tensor, weight: Tensor) -> Tensor:
    """Weighted mean of the squared Euclidean norm of the error (Zampieri et al., 2018, section 3.3).

    Args:
        predicted, truth: B x 2 x h x w, pixels.
        weight: B x 1 x h x w.
    """
    return ((predicted - truth).square().sum(1, keepdim=True) * weight).sum() / weight.sum().clamp(min=1)


def roughness(field: Tensor) -> Tensor:
    """Mean squared deviation of a field from the mean of the four neighbours (Zampieri et al., 2018, equation 4).

    Args:
        field: B x 2 x h x w, pixels.
    """
    inner = field[..., 1:-1, 1:-1]
    beside = field[..., :-2, 1:-1] + field[..., 2:, 1:-1] + field[..., 1:-1, :-2] + field[..., 1:-1, 2:]
    return (inner - beside / 4).square().sum(1).mean()
