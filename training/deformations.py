"""Random smooth displacement fields (Zampieri et al., ECCV 2018, Eq. 3).

A translation plus Gaussian bumps, each with its own centre, shift and covariance. The formula is
evaluated at the points asked for, so vertices are moved exactly, without any grid in between.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


class Deformation:
    """What is displaced by how much: ``self(xy)`` is the displacement (N, 2) of points (N, 2), in their own unit."""

    def __call__(self, xy: np.ndarray) -> np.ndarray:
        """Return the displacements (N, 2) at the points (N, 2)."""
        raise NotImplementedError

    def on_grid(self, width: int, height: int, step: float = 1.0) -> np.ndarray:
        """Return float32 (2, height, width): the field at pixel centres, ``step`` apart, x then y."""
        x, y = (np.arange(width) + 0.5) * step, (np.arange(height) + 0.5) * step
        points = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2).astype(np.float32)
        return np.ascontiguousarray(self(points).T.reshape(2, height, width), np.float32)

    def back(self, xy: np.ndarray, iterations: int = 8) -> np.ndarray:
        """Return the displacements (N, 2) that lead points (N, 2) back to where the field took them from.

        If q = p + v(p), then ``q + back(q)`` is p: this is what an alignment has to find at the
        displaced vertices. By fixed-point iteration, which converges where the field does not fold.
        """
        found = -self(xy)
        for _ in range(iterations):
            found = -self(xy + found)
        return found


@dataclass(frozen=True)
class RandomField(Deformation):
    """v(x) = v0 + sum over i of v_i exp(-(x - x_i)' P_i (x - x_i) / 2).

    The unit is that of the extent it was sampled for: metres or pixels. The axes are those of the
    points it is asked at.

    Attributes:
        translation: (2,), v0.
        shifts: (K, 2), v_i.
        centres: (K, 2), x_i.
        precisions: (K, 2, 2), P_i, the inverse covariances, symmetric and positive definite.
    """

    translation: np.ndarray
    shifts: np.ndarray
    centres: np.ndarray
    precisions: np.ndarray

    @classmethod
    def sample(
        cls,
        rng: np.random.Generator,
        extent: tuple[float, float],
        magnitude: float,
        bumps: tuple[int, int] = (3, 8),
        sigma: tuple[float, float] = (15.0, 80.0),
        square: float = 200.0,
        reach: tuple[float, float] = (0.85, 0.98),
        origin: tuple[float, float] = (0.0, 0.0),
    ) -> RandomField:
        """Draw a field for a rectangle.

        The defaults are metres, for whole layers; a patch sampler gives everything in pixels, with
        ``square`` the side of its patch.

        Args:
            rng: the source of chance.
            extent: width and height.
            magnitude: no displacement in the rectangle is longer than this.
            bumps: least and most bumps per square of side ``square``, of which there is at least one.
            sigma: least and greatest standard deviation of a bump; its two axes draw separately.
            square: see ``bumps``.
            reach: the longest displacement, as a share of ``magnitude``, is drawn between these two.
                Below 1, because it is sought on a grid and the true maximum may lie between.
            origin: the corner of the rectangle with the smallest coordinates.
        """
        extent, origin = np.asarray(extent, float), np.asarray(origin, float)
        squares = max(extent.prod() / square**2, 1.0)
        count = round(rng.integers(bumps[0], bumps[1] + 1) * squares)
        angle = rng.uniform(0, np.pi, count)
        axes = np.stack([np.stack([np.cos(angle), np.sin(angle)], 1), np.stack([-np.sin(angle), np.cos(angle)], 1)], 1)
        deviation = np.exp(rng.uniform(np.log(sigma[0]), np.log(sigma[1]), (count, 2)))
        field = cls(
            rng.uniform(-1, 1, 2),
            rng.uniform(-1, 1, (count, 2)),
            origin + rng.uniform(0, 1, (count, 2)) * extent,
            np.einsum("kai,ka,kaj->kij", axes, deviation**-2.0, axes),
        )
        steps = np.maximum(np.ceil(extent / (sigma[0] / 3)).astype(int), 2) + 1
        x, y = (np.linspace(origin[i], origin[i] + extent[i], steps[i]) for i in range(2))
        longest = np.hypot(*field(np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)).T).max()
        factor = magnitude * rng.uniform(*reach) / max(longest, 1e-12)
        return cls(field.translation * factor, field.shifts * factor, field.centres, field.precisions)

    def __call__(self, xy: np.ndarray) -> np.ndarray:
        """Return the displacements (N, 2) at the points (N, 2)."""
        result = np.empty((len(xy), 2), xy.dtype)
        result[:] = self.translation
        for shift, centre, precision in zip(self.shifts, self.centres, self.precisions):
            x, y = xy[:, 0] - centre[0], xy[:, 1] - centre[1]
            weight = np.exp(-0.5 * (precision[0, 0] * x * x + precision[1, 1] * y * y) - precision[0, 1] * x * y)
            result[:, 0] += shift[0] * weight
            result[:, 1] += shift[1] * weight
        return result
