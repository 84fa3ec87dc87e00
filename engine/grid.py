"""Pixel grids: where pixels lie on the ground."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Grid:
    """A north-up grid of square pixels in a projected CRS.

    Pixel coordinates are continuous, x to the right and y down; (0, 0) is the outer corner of the
    top left pixel, whose centre is (0.5, 0.5).

    Attributes:
        left, top: map coordinates of the outer corner of the top left pixel.
        resolution: side of a pixel, in map units (metres in the working frame).
        width, height: in pixels.
    """

    left: float
    top: float
    resolution: float
    width: int
    height: int

    @classmethod
    def around(
        cls, box: tuple[float, float, float, float], resolution: float, margin: int = 0, multiple: int = 1
    ) -> Grid:
        """The smallest grid on whole multiples of ``resolution`` that covers ``box`` and ``margin`` pixels more.

        Grids of one resolution share one lattice, whatever their extent, so that the answer does
        not depend on where a block begins.

        Args:
            box: xmin, ymin, xmax, ymax in map units.
            resolution: metres per pixel.
            margin: pixels to add on every side.
            multiple: lattice and size are multiples of this many pixels.
        """
        step = resolution * multiple
        left = np.floor((box[0] - margin * resolution) / step)
        right = np.ceil((box[2] + margin * resolution) / step)
        bottom = np.floor((box[1] - margin * resolution) / step)
        top = np.ceil((box[3] + margin * resolution) / step)
        width, height = max(int(right - left), 1), max(int(top - bottom), 1)
        return cls(float(left * step), float(top * step), resolution, width * multiple, height * multiple)

    @property
    def size(self) -> int:
        """Number of pixels."""
        return self.width * self.height

    @property
    def box(self) -> tuple[float, float, float, float]:
        """xmin, ymin, xmax, ymax in map units."""
        return (
            self.left,
            self.top - self.height * self.resolution,
            self.left + self.width * self.resolution,
            self.top,
        )

    def to_pixel(self, xy: np.ndarray) -> np.ndarray:
        """Map coordinates (N, 2) to pixel coordinates (N, 2)."""
        return np.stack([(xy[:, 0] - self.left) / self.resolution, (self.top - xy[:, 1]) / self.resolution], 1)

    def to_map(self, pixel: np.ndarray) -> np.ndarray:
        """Pixel coordinates (N, 2) to map coordinates (N, 2)."""
        return np.stack([self.left + pixel[:, 0] * self.resolution, self.top - pixel[:, 1] * self.resolution], 1)
