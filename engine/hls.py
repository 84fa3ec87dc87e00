"""Colours as lightness, and hue and saturation as a vector in the plane of the HLS bi-cone."""

from __future__ import annotations

import numpy as np

_LEVELS = 255


def lightness_of(image: np.ndarray) -> np.ndarray:
    """Lightness, (max + min) / 2, of colours as in ``rgb_to_plane``; that of a grey is the grey itself."""
    image = image.astype(np.float32) / (_LEVELS if image.dtype == np.uint8 else 1)
    return (image.max(-1) + image.min(-1)) / 2


def rgb_to_plane(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Part colours into lightness, (max + min) / 2, and the vector chroma × (cos hue, sin hue), chroma = max - min.

    Args:
        image: (…, 3), red, green and blue: uint8, or floats from 0 to 1.

    Returns:
        float32 (…) lightness from 0 to 1, and float32 (…, 2), no longer than 1 - |2 × lightness - 1|.
    """
    image = image.astype(np.float32) / _LEVELS if image.dtype == np.uint8 else image.astype(np.float32)
    red, green, blue = image[..., 0], image[..., 1], image[..., 2]
    high, low = image.max(-1), image.min(-1)
    chroma = high - low
    divisor = np.where(chroma > 0, chroma, 1)
    sixths = np.where(
        high == red,
        (green - blue) / divisor,
        np.where(high == green, 2 + (blue - red) / divisor, 4 + (red - green) / divisor),
    )
    angle = sixths * np.float32(np.pi / 3)
    return (high + low) / 2, np.stack([chroma * np.cos(angle), chroma * np.sin(angle)], -1)


def plane_to_rgb(lightness: np.ndarray, plane: np.ndarray) -> np.ndarray:
    """Put colours together; the opposite of ``rgb_to_plane``.

    Vectors that reach out of the bi-cone are shortened. The lightness of the result is exactly the one given, as far
    as 8 bits hold it: max + min is that of the picture it was taken from, so a grey stays as light as it was.

    Args:
        lightness: (…), from 0 to 1.
        plane: (…, 2).

    Returns:
        uint8 (…, 3).
    """
    total = np.rint(np.clip(lightness, 0, 1) * np.float32(2 * _LEVELS)).astype(np.int16)
    chroma = np.minimum(np.hypot(plane[..., 0], plane[..., 1]) * _LEVELS, np.minimum(total, 2 * _LEVELS - total))
    odd = total & 1  # max and min are whole, so their difference is odd where their sum is
    steps = odd + 2 * np.rint((chroma - odd) / 2).astype(np.int16)
    sixths = np.mod(np.arctan2(plane[..., 1], plane[..., 0]) * np.float32(3 / np.pi), 6)
    shares = np.stack([np.abs(sixths - 3) - 1, 2 - np.abs(sixths - 2), 2 - np.abs(sixths - 4)], -1)
    low = (total - steps) // 2
    return np.rint(low[..., None] + steps[..., None] * np.clip(shares, 0, 1)).astype(np.uint8)
