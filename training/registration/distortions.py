"""Smooth distortions of sheets, by lot: a similarity, random fields, and fields of real control points' residuals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import RBFInterpolator

from ...engine.field import sample
from ..deformations import Deformation, RandomField
from .residuals import Residuals

_NODES = 25  # of a residual field, along each side
_LOOK = 41  # points along each side at which the longest displacement is sought
_STEEPEST = 0.35  # pixels a pixel by which what is no similarity may change: sheets do not fold
_TRIES = 12  # at most, to give smooth fields so small a part that they do not fold
_CLICKING = 0.02  # smoothing of residuals, which hold the error of the person clicking, too
_NEAREST = 48  # control points that decide a residual field at a place


@dataclass(frozen=True)
class Similarity:
    """A turn, a scale and a shift, as displacements.

    Attributes:
        linear: (2, 2), displacement per pixel from ``middle``.
        middle, shift: (2,), pixels.
    """

    linear: np.ndarray
    middle: np.ndarray
    shift: np.ndarray

    def __call__(self, xy: np.ndarray) -> np.ndarray:
        """Displacement (N, 2) at positions (N, 2), pixels."""
        return (xy - self.middle) @ self.linear.T + self.shift


@dataclass(frozen=True)
class Distortion(Deformation):
    """A sum of displacements, mostly a similarity and smooth fields.

    Attributes:
        parts: each gives displacements (N, 2) at positions (N, 2), pixels.
        weights: by which they are multiplied.
    """

    parts: tuple[Callable[[np.ndarray], np.ndarray], ...]
    weights: tuple[float, ...]

    def __call__(self, xy: np.ndarray) -> np.ndarray:
        """Displacement (N, 2) at positions (N, 2), pixels."""
        return sum(weight * part(xy) for part, weight in zip(self.parts, self.weights))


@dataclass(frozen=True)
class ResidualField:
    """What is left of a real map's control points, spread over a sheet.

    Attributes:
        nodes: float64 (2, n, n), displacements in pixels.
        cell: (2,), pixels between nodes across and down.
    """

    nodes: np.ndarray
    cell: np.ndarray

    @classmethod
    def of(cls, points: np.ndarray, extent: tuple[float, float], window: np.ndarray, turns: int) -> ResidualField:
        """The field of one map.

        Args:
            points: (n, 4), as of ``Residuals``.
            extent: width and height of the sheet, pixels.
            window: (2, 2), first and last corner of the part of the map's frame that becomes the sheet, 0 to 1.
            turns: quarter turns that the map is given; from 4 on it is mirrored, too.
        """
        at, residuals = points[:, :2] - 0.5, points[:, 2:]
        turn = np.linalg.matrix_power(np.array([[0.0, -1.0], [1.0, 0.0]]), turns % 4)
        if turns >= 4:
            turn = turn @ np.diag([-1.0, 1.0])
        at, residuals = at @ turn.T + 0.5, residuals @ turn.T
        _, first = np.unique(at.round(5), axis=0, return_index=True)  # no place has two residuals
        at, residuals = at[first], residuals[first]
        spline = RBFInterpolator(at, residuals, min(_NEAREST, len(at)), _CLICKING, "linear")
        steps = (np.arange(_NODES) + 0.5) / _NODES
        x, y = np.meshgrid(*(low + (high - low) * steps for low, high in window.T))
        places = np.clip(np.stack([x.ravel(), y.ravel()], 1), at.min(0), at.max(0))  # no guessing beyond the points
        nodes = spline(places).T.reshape(2, _NODES, _NODES) * np.hypot(*extent) / 100
        return cls(nodes, np.asarray(extent, float) / _NODES)

    def __call__(self, xy: np.ndarray) -> np.ndarray:
        """Displacement (N, 2) at positions (N, 2), pixels; beyond the sheet that of its edge."""
        return sample(self.nodes, xy / self.cell, "cubic")


def draw_distortion(
    rng: np.random.Generator,
    extent: tuple[float, float],
    longest: float,
    residuals: Residuals = (),
    similarity: tuple[float, float] = (0.3, 1.0),
    reach: tuple[float, float] = (0.85, 1.0),
) -> Distortion:
    """Draw a distortion of a sheet.

    Args:
        rng: the source of chance.
        extent: width and height of the sheet, pixels; its first corner is (0, 0).
        longest: no displacement on the sheet is longer than so many pixels.
        residuals: of real maps; without them fields are random alone.
        similarity: how large a part a similarity has, least and most, as a share of the whole.
        reach: the longest displacement, as a share of ``longest``, lies between these two.
    """
    extent = (float(extent[0]), float(extent[1]))
    turn, stretch = rng.normal(0, 1, 2) * 2 / max(extent)
    linear = np.array([[stretch, -turn], [turn, stretch]])
    similar = Similarity(linear * rng.uniform(0.2, 1.2), np.asarray(extent) / 2, rng.normal(0, 1, 2))
    fields = _smooth(rng, extent, residuals)
    share = rng.uniform(*similarity)
    shares = (1 - share) * rng.dirichlet(np.ones(len(fields)))
    aimed = longest * rng.uniform(*reach)
    parts = (similar, *fields)
    weights = np.array([share, *shares]) / [_longest(part, extent) for part in parts]
    for _ in range(_TRIES):
        weights *= aimed / _longest(Distortion(parts, tuple(weights)), extent)
        steep = _steepest(Distortion(tuple(fields), tuple(weights[1:])), extent)
        if steep <= _STEEPEST:
            break
        weights[1:] *= 0.9 * _STEEPEST / steep  # and the similarity has a larger part
    return Distortion(parts, tuple(float(weight) for weight in weights))


def _smooth(rng: np.random.Generator, extent: tuple[float, float], residuals: Residuals) -> list[Callable]:
    """One field or two: of chance, of a real map, or of both."""
    side = max(extent)
    fields: list[Callable] = []
    if not residuals or rng.random() < 0.7:
        fields.append(RandomField.sample(rng, extent, 1.0, (2, 6), (0.12 * side, 0.5 * side), side))
    if residuals and (not fields or rng.random() < 0.7):
        size = rng.uniform(0.4, 1)
        corner = rng.uniform(0, 1 - size, 2)
        points = residuals[rng.integers(len(residuals))]
        fields.append(ResidualField.of(points, extent, np.stack([corner, corner + size]), int(rng.integers(8))))
    return fields


def _lattice(extent: tuple[float, float]) -> np.ndarray:
    x, y = np.meshgrid(*(np.linspace(0, side, _LOOK) for side in extent))
    return np.stack([x.ravel(), y.ravel()], 1)


def _longest(field: Callable, extent: tuple[float, float]) -> float:
    return max(float(np.hypot(*field(_lattice(extent)).T).max()), 1e-9)


def _steepest(field: Callable, extent: tuple[float, float]) -> float:
    """Largest change, pixels a pixel, between neighbouring points of the lattice."""
    values = field(_lattice(extent)).reshape(_LOOK, _LOOK, 2)
    steps = np.asarray(extent) / (_LOOK - 1)
    across, down = (np.hypot(*np.moveaxis(np.diff(values, axis=axis), -1, 0)).max() for axis in (1, 0))
    return float(max(across / steps[0], down / steps[1]))
