"""A window onto a plane: which part it shows, and what there is room for."""

from __future__ import annotations

import math

import numpy as np

_MARGIN = 1.08  # how much more than its home extent a window shows
_CLOSEST, _FARTHEST = 200.0, 0.2  # times, against the home extent


class PlaneView:
    """Maps a plane, y upwards, onto a window of pixels, y downwards; both axes have the same scale.

    Attributes:
        width, height: of the window, pixels.
        middle: of the window, on the plane.
        enlarged: how many times larger than to fit.

    Args:
        extent: xmin, ymin, xmax, ymax of what fits into the window at first.
    """

    def __init__(self, extent: tuple[float, float, float, float]) -> None:
        self._home = tuple(extent)
        self.width = self.height = 1
        self.reset()

    def reset(self) -> None:
        """Show everything."""
        xmin, ymin, xmax, ymax = self._home
        self.middle, self.enlarged = np.array([(xmin + xmax) / 2, (ymin + ymax) / 2]), 1.0

    def resize(self, width: int, height: int) -> None:
        """Tell the size of the window."""
        self.width, self.height = max(width, 1), max(height, 1)

    @property
    def scale(self) -> float:
        """Pixels per unit of the plane."""
        xmin, ymin, xmax, ymax = self._home
        fitting = min(self.width / (xmax - xmin), self.height / (ymax - ymin)) / _MARGIN
        return fitting * self.enlarged

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """xmin, ymin, xmax, ymax of what is to be seen."""
        half = np.array([self.width, self.height]) / (2 * self.scale)
        return (*(self.middle - half), *(self.middle + half))

    def to_window(self, points: np.ndarray) -> np.ndarray:
        """Points of the plane, float (N, 2), to pixels (N, 2)."""
        moved = (np.asarray(points, float) - self.middle) * [self.scale, -self.scale]
        return moved + np.array([self.width / 2, self.height / 2])

    def to_plane(self, x: float, y: float) -> np.ndarray:
        """A pixel to a point of the plane, float (2,)."""
        offset = np.array([x - self.width / 2, self.height / 2 - y])
        return self.middle + offset / self.scale

    def zoom(self, factor: float, x: float, y: float) -> None:
        """Enlarge; what lies at the pixel x, y stays there."""
        before = self.to_plane(x, y)
        self.enlarged = min(max(self.enlarged * factor, _FARTHEST), _CLOSEST)
        self.middle = self.middle + before - self.to_plane(x, y)

    def pan(self, right: float, down: float) -> None:
        """Move what is shown by so many pixels."""
        self.middle = self.middle + np.array([-right, down]) / self.scale

    def reveal(self, point: np.ndarray, margin: float = 12.0) -> None:
        """Move just so far that a point of the plane is to be seen, so many pixels from the border."""
        place = self.to_window(np.asarray(point, float)[None])[0]
        size = np.array([self.width, self.height], float)
        margin = np.minimum(margin, size / 2)
        self.pan(*(np.clip(place, margin, size - margin) - place))


def nearest(points: np.ndarray, x: float, y: float, within: float) -> int | None:
    """Number of the point (N, 2) that lies nearest to x, y; None if none is as near as ``within``."""
    if not len(points):
        return None
    distances = np.hypot(*(points - [x, y]).T)
    number = int(distances.argmin())
    return number if distances[number] <= within else None


def with_room(points: np.ndarray, spacing: float) -> np.ndarray:
    """Which points can have a square picture around them so that none covers another.

    They are gone through in an order by chance, always the same: samples are often sorted by what they show.

    Args:
        points: float (N, 2).
        spacing: side of a square with the gap that is wanted.

    Returns:
        bool (N,).
    """
    chosen = np.zeros(len(points), bool)
    for number in np.random.default_rng(0).permutation(len(points)):
        chosen[number] = not (np.abs(points[chosen] - points[number]) < spacing).all(1).any()
    return chosen


def ticks(low: float, high: float, most: int) -> tuple[list[float], int]:
    """Round numbers between two others, at most so many, and how many decimals they need."""
    step = max(high - low, 1e-12) / max(most, 1)
    power = 10.0 ** math.floor(math.log10(step))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= step * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)], max(0, -math.floor(math.log10(step) + 1e-9))
