"""A displacement that is known at the nodes of one lattice over a whole sheet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .field import inside, sample
from .grid import Grid

_ITERATIONS, _ENOUGH = 60, 1e-3  # of the inverse at most; metres, of the frame, to which it is found


@dataclass(frozen=True)
class NodeField:
    """Displacements and confidences of a sheet, whatever its size: nodes lie many pixels apart.

    Attributes:
        grid: whose pixels' middles are the nodes, in the frame; its resolution is their distance, metres.
        displacement: float64 (2, H, W), metres of the frame, x east and y north, to ADD to a position of the sheet, as
            it is placed so far, so that it lands on the basemap.
        confidence: float32 (H, W), 0 to 1: how probable it is that a node's displacement is right.
    """

    grid: Grid
    displacement: np.ndarray
    confidence: np.ndarray

    @classmethod
    def still(cls, grid: Grid) -> NodeField:
        """Nothing is moved, and nothing is known."""
        shape = (grid.height, grid.width)
        return cls(grid, np.zeros((2, *shape)), np.zeros(shape, np.float32))

    def at(self, xy: np.ndarray) -> np.ndarray:
        """Displacement (N, 2), metres, at positions (N, 2) of the frame; beyond the lattice that of its edge."""
        return sample(self.displacement, self.grid.to_pixel(xy), "cubic")

    def confidence_at(self, xy: np.ndarray) -> np.ndarray:
        """Confidence (N,) at positions (N, 2) of the frame; beyond the lattice 0."""
        pixel = self.grid.to_pixel(xy)
        return sample(self.confidence[None], pixel)[:, 0] * inside(pixel, self.grid.width, self.grid.height)

    def __call__(self, xy: np.ndarray) -> np.ndarray:
        """Where positions (N, 2) of the sheet, as it is placed so far, truly lie, (N, 2)."""
        return xy + self.at(xy)

    def inverse(self, xy: np.ndarray) -> np.ndarray:
        """Which positions (N, 2) of the sheet truly lie at positions (N, 2).

        By fixed-point iteration, which converges where the displacement changes by less than a metre a metre.
        """
        found = xy - self.at(xy)
        for _ in range(_ITERATIONS):
            before, found = found, xy - self.at(found)
            if not len(xy) or np.abs(found - before).max() < _ENOUGH:
                break
        return found

    def nodes(self) -> np.ndarray:
        """Positions (H * W, 2) of the nodes in the frame, row by row."""
        y, x = np.mgrid[0 : self.grid.height, 0 : self.grid.width] + 0.5
        return self.grid.to_map(np.stack([x.ravel(), y.ravel()], 1))
