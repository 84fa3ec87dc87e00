"""Local cost volumes: how well one feature map fits another at each shift."""

import torch
from torch import Tensor
from torch.nn.functional import pad


def shifts(radius: int) -> list[tuple[int, int]]:
    """All shifts (dy, dx) up to ``radius``, row by row."""
    return [(dy, dx) for dy in range(-radius, radius + 1) for dx in range(-radius, radius + 1)]


class _Correlation(torch.autograd.Function):
    """Hand-written backward pass: autograd through the slices takes five times as long."""

    @staticmethod
    def forward(ctx, fixed: Tensor, searched: Tensor, radius: int) -> Tensor:
        ctx.save_for_backward(fixed, searched)
        ctx.radius = radius
        return _correlate(fixed, searched, radius)

    @staticmethod
    def backward(ctx, gradient: Tensor) -> tuple[Tensor, Tensor, None]:
        fixed, searched = ctx.saved_tensors
        radius, (height, width) = ctx.radius, fixed.shape[-2:]
        padded = pad(searched, (radius,) * 4)
        to_fixed, to_padded = torch.zeros_like(fixed), torch.zeros_like(padded)
        for index, (dy, dx) in enumerate(shifts(radius)):
            weight = gradient[:, index : index + 1]
            rows, columns = slice(radius + dy, radius + dy + height), slice(radius + dx, radius + dx + width)
            to_fixed.addcmul_(weight, padded[..., rows, columns])
            to_padded[..., rows, columns].addcmul_(weight, fixed)
        return to_fixed, to_padded[..., radius : radius + height, radius : radius + width], None


def _correlate(fixed: Tensor, searched: Tensor, radius: int) -> Tensor:
    height, width = fixed.shape[-2:]
    padded = pad(searched, (radius,) * 4)
    return torch.stack(
        [
            (fixed * padded[..., radius + dy : radius + dy + height, radius + dx : radius + dx + width]).sum(1)
            for dy, dx in shifts(radius)
        ],
        1,
    )


def correlate(fixed: Tensor, searched: Tensor, radius: int) -> Tensor:
    """Cost volume c(x, δ) = Σ_k fixed_k(x) · searched_k(x + δ), zero beyond the edges.

    Args:
        fixed, searched: B x C x H x W.
        radius: largest shift along each axis, in pixels of the maps.

    Returns:
        B x (2 radius + 1)² x H x W, shifts in the order of ``shifts``.
    """
    # whole planes in single precision: five times as fast as channels-last, and sums stay exact
    fixed, searched = fixed.float().contiguous(), searched.float().contiguous()
    if torch.onnx.is_in_onnx_export() or not torch.is_grad_enabled():
        return _correlate(fixed, searched, radius)
    return _Correlation.apply(fixed, searched, radius)
