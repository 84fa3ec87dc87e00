"""The canvas: what the camera sees of every pixel before light falls on it.

Heights are kept beside colours, so that hidden things stay hidden (the higher surface wins, as seen
from above) and every shadow follows from one sun.
"""

from __future__ import annotations

import math

import numpy as np

from .convex import half_planes
from .noise import NoiseBank


class Canvas:
    """Image-sized layers and the drawing of convex polygons into local windows of them.

    Positions are metres in the image plane: x right, y down, origin at the image's upper left corner.

    Attributes:
        albedo: float32 (H, W, 3), 0..1.
        lit: float32 (H, W), sunlight on the surface relative to level ground.
        z: float32 (H, W), height of the visible surface in metres.
        rough: float32 (H, W), strength of the ground's fine texture.
        road: bool (H, W), streets.
    """

    def __init__(self, width: int, height: int, resolution: float, sun: np.ndarray, lean: np.ndarray, bank: NoiseBank):
        self.width, self.height, self.resolution = width, height, resolution
        self.sun, self.lean, self.bank = sun, lean, bank
        self.albedo = np.zeros((height, width, 3), np.float32)
        self.lit = np.ones((height, width), np.float32)
        self.z = np.zeros((height, width), np.float32)
        self.rough = np.full((height, width), 0.1, np.float32)
        self.road = np.zeros((height, width), bool)

    def window(self, points: np.ndarray, pad: float = 0.0) -> tuple[slice, slice] | None:
        """Rows and columns that cover the points (metres), one pixel more; None outside the image."""
        low = points.min(0) - pad
        high = points.max(0) + pad
        r = self.resolution
        x0, y0 = max(math.floor(low[0] / r) - 1, 0), max(math.floor(low[1] / r) - 1, 0)
        x1, y1 = min(math.ceil(high[0] / r) + 1, self.width), min(math.ceil(high[1] / r) + 1, self.height)
        return (slice(y0, y1), slice(x0, x1)) if x0 < x1 and y0 < y1 else None

    def axes(self, window: tuple[slice, slice]) -> tuple[np.ndarray, np.ndarray]:
        """Metres of the pixel centres: x (1, w) and y (h, 1), float32."""
        rows, columns = window
        x = (np.arange(columns.start, columns.stop, dtype=np.float32) + 0.5) * np.float32(self.resolution)
        y = (np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5) * np.float32(self.resolution)
        return x[None, :], y[:, None]

    def depths(self, polygon: np.ndarray, window: tuple[slice, slice]) -> np.ndarray:
        """float32 (n, h, w): metres inside each edge of a convex polygon."""
        x, y = self.axes(window)
        normals, offsets = half_planes(polygon)
        normals = normals.astype(np.float32)
        offsets = offsets.astype(np.float32)
        return normals[:, 0, None, None] * x + (normals[:, 1, None, None] * y + offsets[:, None, None])

    def coverage(self, depth: np.ndarray) -> np.ndarray:
        """Share of the pixel covered, from the metres inside the polygon."""
        return np.clip(depth / np.float32(self.resolution) + np.float32(0.5), 0, 1)

    def paint(self, window, coverage, colour, lit=1.0, z=None) -> None:
        """Blend a surface in: ``colour`` (3,) or (h, w, 3); ``lit`` and ``z`` scalars or (h, w).

        With ``z`` None it is ground: no hidden-surface test, heights stay.
        """
        if z is not None:
            seen = self.z[window]
            coverage = np.where(z >= seen - np.float32(0.05), coverage, np.float32(0))
            np.copyto(seen, z, where=coverage > 0.5)
        view = self.albedo[window]
        view += coverage[..., None] * (np.asarray(colour, np.float32) - view)
        light = self.lit[window]
        light += coverage * (np.asarray(lit, np.float32) - light)

    def polygon(self, polygon: np.ndarray, colour, lit=1.0, z=None, rough: float | None = None) -> None:
        """Fill one convex polygon with one surface."""
        window = self.window(polygon)
        if window is None:
            return
        coverage = self.coverage(self.depths(polygon, window).min(0))
        self.paint(window, coverage, colour, lit, z)
        if rough is not None:
            self.rough[window] += coverage * (np.float32(rough) - self.rough[window])

    def stroke(
        self, start: np.ndarray, end: np.ndarray, half_width: float, colour, rough: float | None = None, road=False
    ) -> None:
        """Draw a ground line with round ends."""
        window = self.window(np.stack([start, end]), half_width)
        if window is None:
            return
        x, y = self.axes(window)
        d = (end - start).astype(np.float32)
        length2 = max(float(d @ d), 1e-6)
        px, py = x - np.float32(start[0]), y - np.float32(start[1])
        t = np.clip((px * d[0] + py * d[1]) / np.float32(length2), 0, 1)
        coverage = self.coverage(np.float32(half_width) - np.hypot(px - t * d[0], py - t * d[1]))
        self.paint(window, coverage, colour)
        if rough is not None:
            self.rough[window] += coverage * (np.float32(rough) - self.rough[window])
        if road:
            self.road[window] |= coverage > 0.5

    def facing(self, normal: np.ndarray) -> float:
        """Sunlight on a surface with this (x, y, z) normal, relative to level ground."""
        normal = np.asarray(normal, float)
        cosine = float(normal @ self.sun) / float(np.linalg.norm(normal))
        return min(max(cosine, 0.0) / max(float(self.sun[2]), 0.35), 1.7)

    def at(self, layer: np.ndarray, point: np.ndarray) -> float | None:
        """Value of a layer at a position in metres, None outside the image."""
        column, row = int(point[0] // self.resolution), int(point[1] // self.resolution)
        inside = 0 <= row < self.height and 0 <= column < self.width
        return layer[row, column] if inside else None


def box(centre: np.ndarray, axis: np.ndarray, length: float, width: float) -> np.ndarray:
    """The rectangle (4, 2) of this length along the unit ``axis`` and width across it."""
    u = np.asarray(axis) * (length / 2)
    v = np.array([-axis[1], axis[0]]) * (width / 2)
    return np.array([centre - u - v, centre + u - v, centre + u + v, centre - u + v])
