"""Pictures to look at: one place in its own colours and in those of others."""

from __future__ import annotations

import torch
from torch import Tensor

from .measures import Painter, as_pictures
from .sampling import scaled_place

ELSEWHERE = {"Ireland": (53.0, -7.0), "Uganda": (0.3, 32.6), "Nepal": (27.6, 85.5), "Texas": (30.3, -97.8)}


@torch.no_grad()
def painted(paint: Painter, lightness: Tensor, plane: Tensor, place: Tensor) -> tuple[Tensor, tuple[str, ...], None]:
    """Pieces grey, true, as of their own places and as of others', for `TranslationModule.sheets`.

    Args:
        paint: takes lightness and place, gives plane.
        lightness: B x 1 x H x W; plane: B x 2 x H x W, the true one; place: B x 2 x 1 x 1.
    """
    rows = {"grey": torch.zeros_like(plane), "true": plane, "own place": paint(lightness, place)}
    for name, where in ELSEWHERE.items():
        other = torch.from_numpy(scaled_place(where)).to(lightness).expand(len(lightness), -1, -1, -1)
        rows[f"as {name}"] = paint(lightness, other)
    pictures = torch.stack([torch.from_numpy(as_pictures(lightness, colors)) for colors in rows.values()])
    return pictures.movedim(-1, 2).float() / 255, tuple(rows), None
