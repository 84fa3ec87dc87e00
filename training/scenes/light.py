"""One sun: shadows from the heights that the camera sees, and the light on every surface."""

from __future__ import annotations

import numpy as np

from .canvas import Canvas


def sun_vector(azimuth: float, elevation: float) -> np.ndarray:
    """Unit vector (x right, y down, z up) towards the sun; azimuth in radians clockwise from up."""
    flat = np.cos(elevation)
    return np.array([np.sin(azimuth) * flat, -np.cos(azimuth) * flat, np.sin(elevation)])


def shadow(canvas: Canvas) -> np.ndarray:
    """float32 (H, W), 1 in shadow, from a march over the heights towards the sun.

    A ray that rises by one metre moves in the image by the sun's horizontal reach and by the lean. The
    greatest height that stands against it is found by doubling: the furthest 2^k pixels take k steps.
    """
    move = canvas.sun[:2] / canvas.sun[2] + canvas.lean  # metres in the image per metre of height
    pace = float(np.hypot(*move)) / canvas.resolution  # pixels per metre of height
    highest = float(canvas.z.max())
    if pace < 1e-6 or highest < 0.2:
        return np.zeros_like(canvas.z)
    direction = move / np.hypot(*move)
    # No surface shades itself: start one step away, above the roughness of slopes and crowns.
    against = _moved(canvas.z, *np.rint(direction).astype(int), np.float32(1 / pace))
    reach = 1
    while reach < highest * pace:
        step = np.rint(direction * reach).astype(int)
        np.maximum(against, _moved(against, *step, np.float32(reach / pace)), out=against)
        reach *= 2
    soft = np.float32(max(0.6, 0.7 / pace))
    return np.clip((against - canvas.z - np.float32(0.12) - np.float32(0.35) / np.float32(max(pace, 0.5))) / soft, 0, 1)


def _moved(heights: np.ndarray, x: int, y: int, drop: np.float32) -> np.ndarray:
    """Heights found ``x`` right and ``y`` down of each pixel, lowered by ``drop``; nothing outside."""
    result = np.full_like(heights, -1e3)
    h, w = heights.shape
    if abs(x) >= w or abs(y) >= h:
        return result
    to_rows, from_rows = slice(max(-y, 0), h - max(y, 0)), slice(max(y, 0), h - max(-y, 0))
    to_columns, from_columns = slice(max(-x, 0), w - max(x, 0)), slice(max(x, 0), w - max(-x, 0))
    np.subtract(heights[from_rows, from_columns], drop, out=result[to_rows, to_columns])
    return result


def lit_image(canvas: Canvas, shade: np.ndarray, ambient: float, sky: np.ndarray, sunlight: np.ndarray) -> np.ndarray:
    """float32 (H, W, 3): albedo under sky light everywhere and sunlight where it reaches. Overwrites the albedo."""
    image = canvas.albedo
    direct = canvas.lit * (1 - shade) * np.float32(1 - ambient)
    for band in range(3):
        image[..., band] *= np.float32(ambient * sky[band]) + direct * np.float32(sunlight[band])
    return image
