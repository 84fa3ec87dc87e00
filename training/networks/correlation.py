"""Local cost volumes: how well one feature map fits another at each shift."""

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, conv2d, pad

Radius = int | tuple[int, int]  # largest shift along each axis, or along columns (dy) and along rows (dx)


def shifts(radius: Radius) -> list[tuple[int, int]]:
    """All shifts (dy, dx) up to ``radius``, row by row."""
    rows, columns = _both(radius)
    return [(dy, dx) for dy in range(-rows, rows + 1) for dx in range(-columns, columns + 1)]


def _both(radius: Radius) -> tuple[int, int]:
    return (radius, radius) if isinstance(radius, int) else radius


class _Correlation(torch.autograd.Function):
    """Hand-written backward pass: autograd through the slices takes five times as long."""

    @staticmethod
    def forward(ctx, fixed: Tensor, searched: Tensor, radius: Radius) -> Tensor:
        ctx.save_for_backward(fixed, searched)
        ctx.radius = radius
        return _correlate(fixed, searched, radius)

    @staticmethod
    def backward(ctx, gradient: Tensor) -> tuple[Tensor, Tensor, None]:
        fixed, searched = ctx.saved_tensors
        radius = ctx.radius
        padded = _padded(searched, radius)
        to_fixed, to_padded = torch.zeros_like(fixed), torch.zeros_like(padded)
        for index, shift in enumerate(shifts(radius)):
            weight = gradient[:, index : index + 1]
            to_fixed.addcmul_(weight, _shifted(padded, shift, radius))
            _shifted(to_padded, shift, radius).addcmul_(weight, fixed)
        return to_fixed, _shifted(to_padded, (0, 0), radius), None


def _padded(searched: Tensor, radius: Radius) -> Tensor:
    rows, columns = _both(radius)
    return pad(searched, (columns, columns, rows, rows))


def _shifted(padded: Tensor, shift: tuple[int, int], radius: Radius) -> Tensor:
    """The view of a padded map that lies under the unpadded one after a shift (dy, dx)."""
    # ends counted from the back: fixed numbers in the exported graph, whatever the size of the map
    (top, bottom), (left, right) = ((far + step, step - far or None) for far, step in zip(_both(radius), shift))
    return padded[..., top:bottom, left:right]


def _correlate(fixed: Tensor, searched: Tensor, radius: Radius) -> Tensor:
    padded = _padded(searched, radius)
    return torch.stack([(fixed * _shifted(padded, shift, radius)).sum(1) for shift in shifts(radius)], 1)


def correlate(fixed: Tensor, searched: Tensor, radius: Radius) -> Tensor:
    """Cost volume c(x, δ) = Σ_k fixed_k(x) · searched_k(x + δ), zero beyond the edges.

    Args:
        fixed, searched: B x C x H x W.
        radius: largest shift along each axis, in pixels of the maps; of a pair, along columns (dy) and rows (dx).

    Returns:
        B x (2 radius + 1)² x H x W, shifts in the order of ``shifts``.
    """
    if torch.onnx.is_in_onnx_export():
        return _correlate(fixed, searched, radius)
    # whole planes in single precision: five times as fast as channels-last, and sums stay exact
    return _Correlation.apply(fixed.float().contiguous(), searched.float().contiguous(), radius)


def pooled_correlation(fixed: Tensor, searched: Tensor, radius: int, group: int) -> Tensor:
    """Cost volumes of each group of channels, less their mean over all shifts, averaged over 2×2 pixels.

    Args:
        fixed, searched: B x C x H x W, C a multiple of ``group``, H and W even.
        radius: largest shift along each axis, in pixels of the maps.
        group: channels that one volume sums.

    Returns:
        B x (C / group)(2 radius + 1)² x H/2 x W/2; the volumes one after the other.
    """
    if torch.onnx.is_in_onnx_export():
        return _pooled_for_export(fixed, searched, radius, group)
    pairs = zip(fixed.split(group, 1), searched.split(group, 1), strict=True)
    volumes = [avg_pool2d(correlate(one, other, radius), 2) for one, other in pairs]
    return torch.cat([volume - volume.mean(1, keepdim=True) for volume in volumes], 1)


def _pooled_for_export(fixed: Tensor, searched: Tensor, radius: int, group: int) -> Tensor:
    """The same, all volumes at once and averaged before they are summed: fewer and cheaper operators."""
    padded = pad(searched, (radius,) * 4)
    count = fixed.shape[1] // group
    # a constant kernel that averages over 2×2 pixels and sums over groups in one
    sums = np.kron(np.eye(count), np.ones(group))
    mix = torch.from_numpy(np.tile(0.25 * sums[..., None, None], (2, 2)).astype(np.float32))
    products = [conv2d(fixed * _shifted(padded, shift, radius), mix, stride=2) for shift in shifts(radius)]
    stacked = torch.stack(products, 2)
    return (stacked - stacked.mean(2, keepdim=True)).flatten(1, 2)
