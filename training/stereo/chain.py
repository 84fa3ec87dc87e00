"""The chain with additive links (Zampieri et al., 2018, the extra experiment): each scale adds to the disparity."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, grid_sample, interpolate


def chained(
    network: nn.Module, left: Tensor, right: Tensor, margin: int, start: Tensor, scales: Sequence[int]
) -> list[Tensor]:
    """Disparities from coarse to fine: d ← 2 · up(d) + residual.

    Each scale is taught by itself: no gradient goes through the disparity that it begins with.

    Args:
        network: as ``StereoNetwork``; one for all scales.
        left: B x 3 x H x W, 0 to 1.
        right: B x 3 x H x (W + 2 margin).
        margin: columns that the right picture has beyond the left one on either side.
        start: B x 1 x 1 x 1, disparity to begin with, pixels of scale 0.
        scales: coarsest first; 2**scale divides H, W and margin.

    Returns:
        at each scale B x 1 x h x w, in its own pixels.
    """
    found: list[Tensor] = []
    for scale in scales:
        factor = 2**scale
        one, other = (avg_pool2d(picture, factor) if scale else picture for picture in (left, right))
        if found:
            so_far = doubled(found[-1].detach())
        else:
            so_far = (start / factor).expand(-1, 1, *one.shape[2:])
        found.append(so_far + network(one, warped(other, so_far, margin // factor)))
    return found


def doubled(disparity: Tensor) -> Tensor:
    """A disparity at twice the resolution, in its pixels."""
    return 2 * interpolate(disparity, scale_factor=2.0, mode="bilinear", align_corners=False)


def warped(right: Tensor, disparity: Tensor, margin: int) -> Tensor:
    """The right picture as it lies under the left one after a disparity; its outermost pixels go on beyond it.

    Args:
        right: B x C x H x (W + 2 margin).
        disparity: B x 1 x H x W.
        margin: columns.
    """
    _, _, height, width = disparity.shape
    x = torch.arange(width, device=right.device, dtype=torch.float32) + margin - disparity[:, 0].float()
    y = torch.arange(height, device=right.device, dtype=torch.float32)[:, None].expand_as(x)
    grid = torch.stack([2 * x / (right.shape[3] - 1) - 1, 2 * y / max(height - 1, 1) - 1], -1)
    return grid_sample(right.float(), grid, mode="bilinear", padding_mode="border", align_corners=True)
