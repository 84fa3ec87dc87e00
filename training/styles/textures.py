"""Textures as small pictures that go into QGIS styles."""

from __future__ import annotations

import base64
import io

import numpy as np

from ...engine.textures import alpha


def texture(kind: str, color: str) -> np.ndarray:
    """One texture.

    Args:
        kind: as for `engine.textures.alpha`.
        color: ``#rrggbb``.

    Returns:
        uint8 (side, side, 4), the colour with the texture as alpha.

    Raises:
        KeyError: there is no such kind.
    """
    share = alpha(kind)
    pixels = np.empty((*share.shape, 4), np.uint8)
    pixels[..., :3] = [int(color[place : place + 2], 16) for place in (1, 3, 5)]
    pixels[..., 3] = np.rint(255 * share)
    return pixels


def encoded(pixels: np.ndarray) -> str:
    """A picture as QGIS embeds it in a style: ``base64:`` and a PNG file."""
    from PIL import Image  # matplotlib brings it

    buffer = io.BytesIO()
    Image.fromarray(pixels, "RGBA").save(buffer, "png", optimize=True)
    return "base64:" + base64.b64encode(buffer.getvalue()).decode()
