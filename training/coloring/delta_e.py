"""How different two colours look: CIEDE2000 (Sharma, Wu & Dalal, 2005)."""

from __future__ import annotations

import numpy as np

_TO_XYZ = np.array(  # of sRGB, relative to the white point D65
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = _TO_XYZ.sum(1)


def lab_of(pixels: np.ndarray) -> np.ndarray:
    """CIELAB of sRGB colours.

    Args:
        pixels: uint8 (…, 3).

    Returns:
        float64 (…, 3).
    """
    share = np.arange(256) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)[pixels]
    xyz = linear @ _TO_XYZ.T / _WHITE
    x, y, z = np.moveaxis(np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29), -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], -1)


def delta_e(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """CIEDE2000 of CIELAB colours; about 1 can just be seen, 5 is plain.

    Args:
        first, second: (…, 3).

    Returns:
        float64 (…).
    """
    (light, a, b), (other_light, other_a, other_b) = np.moveaxis(first, -1, 0), np.moveaxis(second, -1, 0)
    mean = ((np.hypot(a, b) + np.hypot(other_a, other_b)) / 2) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(mean / (mean + 25.0**7))
    chroma, other_chroma = np.hypot(stretch * a, b), np.hypot(stretch * other_a, other_b)
    hue, other_hue = (np.degrees(np.arctan2(y, stretch * x)) % 360 for x, y in ((a, b), (other_a, other_b)))
    has_hue = chroma * other_chroma > 0
    turn = np.where(has_hue, (other_hue - hue + 180) % 360 - 180, 0)
    middle_hue = np.where(has_hue, hue + turn / 2, hue + other_hue)
    d_chroma = other_chroma - chroma
    d_hue = 2 * np.sqrt(chroma * other_chroma) * np.sin(np.radians(turn / 2))
    middle_light, middle_chroma = (light + other_light) / 2, (chroma + other_chroma) / 2
    weight = 1 + sum(
        share * np.cos(np.radians(times * middle_hue - shift))
        for share, times, shift in ((-0.17, 1, 30), (0.24, 2, 0), (0.32, 3, -6), (-0.2, 4, 63))
    )
    away = (middle_light - 50) ** 2
    of_light = (other_light - light) / (1 + 0.015 * away / np.sqrt(20 + away))
    of_chroma = d_chroma / (1 + 0.045 * middle_chroma)
    of_hue = d_hue / (1 + 0.015 * middle_chroma * weight)
    rotation = np.radians(60 * np.exp(-((((middle_hue % 360) - 275) / 25) ** 2)))
    power = middle_chroma**7
    together = -2 * np.sqrt(power / (power + 25.0**7)) * np.sin(rotation)
    return np.sqrt(of_light**2 + of_chroma**2 + of_hue**2 + together * of_chroma * of_hue)
