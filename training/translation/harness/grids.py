"""Sheets of pictures: swapped, interpolated and sampled codes.

``decode(content, style)`` takes B codes of either kind and gives B x C x H x W, 0 to 1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from torch import Tensor

Decode = Callable[[Tensor, Tensor], Tensor]


@torch.no_grad()
def swapped(decode: Decode, contents: Tensor, styles: Tensor) -> Tensor:
    """Every content with every style: R and C codes to R x C x channels x H x W."""
    rows, columns = len(contents), len(styles)
    return decode(contents.repeat_interleave(columns, 0), _tiled(styles, rows)).unflatten(0, (rows, columns))


@torch.no_grad()
def interpolated(decode: Decode, contents: Tensor, styles: Tensor, steps: int = 8) -> Tensor:
    """From the first content to the second downwards, from the first style to the second to the right."""
    return swapped(decode, _between(contents, steps), _between(styles, steps))


@torch.no_grad()
def sampled(decode: Decode, contents: Tensor, style_shape: Sequence[int], columns: int = 8, seed: int = 0) -> Tensor:
    """Every content with the same random styles, drawn from the standard normal distribution."""
    noise = torch.randn(columns, *style_shape, generator=torch.Generator().manual_seed(seed))
    return swapped(decode, contents, noise.to(contents.device))


def framed(pictures: Tensor, left: Tensor, top: Tensor) -> Tensor:
    """A sheet with the pictures that its rows and columns come from: (R+1) x (C+1) x ..., corner white.

    Args:
        pictures: R x C x channels x H x W.
        left: R pictures, one for each row.
        top: C pictures, one for each column.
    """
    corner = torch.ones_like(pictures[:1, 0])
    head = torch.cat([corner, top.to(pictures)])[None]
    return torch.cat([head, torch.cat([left.to(pictures)[:, None], pictures], 1)])


def save_grid(
    pictures: Tensor,
    path: str | Path,
    rows: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
    title: str = "",
    scale: float = 1.5,
) -> None:
    """Write a sheet as a PNG.

    Args:
        pictures: R x C x channels x H x W, 0 to 1; values beyond are cut.
        rows, columns: names, one for each.
        scale: pixels on the sheet for one of a picture.
    """
    count, across, channels, height, width = pictures.shape
    sheet = torch.ones(count, across, channels, height + 2, width + 2)
    sheet[..., 1:-1, 1:-1] = pictures.detach().float().cpu().clamp(0, 1)
    sheet = sheet.permute(0, 3, 1, 4, 2).reshape(count * (height + 2), across * (width + 2), channels)
    sheet = sheet.expand(-1, -1, 3).numpy()
    left, above = (1.2 if rows else 0.1), (0.25 if columns else 0.05) + (0.3 if title else 0)
    inner = (scale * sheet.shape[1] / 100, scale * sheet.shape[0] / 100)
    size = (left + inner[0] + 0.1, above + inner[1] + 0.1)
    figure = Figure(figsize=size, dpi=100)
    axis = figure.add_axes((left / size[0], 0.1 / size[1], inner[0] / size[0], inner[1] / size[1]))
    axis.imshow(sheet, interpolation="nearest", aspect="auto")
    axis.xaxis.tick_top()
    axis.set_xticks([(width + 2) * (n + 0.5) - 0.5 for n in range(across)] if columns else [], columns or [])
    axis.set_yticks([(height + 2) * (n + 0.5) - 0.5 for n in range(count)] if rows else [], rows or [])
    axis.tick_params(length=0, labelsize=8)
    axis.set_frame_on(False)
    if title:
        figure.suptitle(title, fontsize=9)
    FigureCanvasAgg(figure).print_png(str(path))


def _between(ends: Tensor, steps: int) -> Tensor:
    share = torch.linspace(0, 1, steps, device=ends.device).view(-1, *[1] * (ends.ndim - 1))
    return ends[:1] * (1 - share) + ends[1:2] * share


def _tiled(codes: Tensor, times: int) -> Tensor:
    return codes.repeat(times, *[1] * (codes.ndim - 1))
