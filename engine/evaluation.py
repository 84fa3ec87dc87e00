"""Evaluation: how far a layer, or a registered map, is from where things truly lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .crs import bounds
from .errors import InputError
from .evaluation_layer import EvaluatedLayer
from .evaluation_matching import match_features
from .evaluation_measures import Measures, measure
from .evaluation_points import key_points
from .frame import Frame


@dataclass(frozen=True)
class Errors:
    """Key points and how far they are from the truth.

    Attributes:
        name: of what was compared.
        frame: a metric plane; its layer is what was compared.
        position, truth: float64 (N, 2), in the frame, metres.
        vector: float64 (N, 2), position minus truth, true metres east and north.
        feature: int64 (N,), the number of the feature, or of the control point.
        exact: bool (N,), see ``evaluation_points.KeyPoints``.
        matched, features: how many features have key points, and how many there are.
        how: what matched them, see ``evaluation_matching``.
        warnings: sentences for the user.
    """

    name: str
    frame: Frame
    position: np.ndarray
    truth: np.ndarray
    vector: np.ndarray
    feature: np.ndarray
    exact: np.ndarray
    matched: int
    features: int
    how: str
    warnings: tuple[str, ...] = ()

    @property
    def length(self) -> np.ndarray:
        """float64 (N,), metres."""
        return np.hypot(*self.vector.T)

    def lines(self) -> np.ndarray:
        """float64 (N, 2, 2): from each key point to its truth, in the CRS of what was compared."""
        return np.stack([self.frame.to_layer(self.position), self.frame.to_layer(self.truth)], 1)


@dataclass(frozen=True)
class Evaluation:
    """What came out.

    Attributes:
        after: the errors of what was evaluated.
        before: those of what it was made from; None where that was not given.
        resolution: metres per pixel, None where pixels mean nothing.
        reference: what the truth was taken from, for headings.
    """

    after: Errors
    before: Errors | None
    resolution: float | None
    reference: str

    @property
    def measures(self) -> Measures:
        """Of ``after``."""
        return measure(self.after.vector, self.resolution)

    @property
    def measures_before(self) -> Measures | None:
        """Of ``before``."""
        return None if self.before is None else measure(self.before.vector, self.resolution)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences for the user."""
        told = self.after.warnings + (self.before.warnings if self.before is not None else ())
        return tuple(dict.fromkeys(told))


def evaluate(
    layer: EvaluatedLayer,
    reference: EvaluatedLayer,
    before: EvaluatedLayer | None = None,
    resolution: float | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Evaluation:
    """Compare a layer with one that is right.

    Args:
        layer: what is evaluated.
        reference: the same features where they truly lie, in any CRS.
        before: the layer as it was before it was aligned, to be compared with the same reference.
        resolution: metres per pixel of the imagery that was aligned to, None to count in metres only.
        is_cancelled: asked now and then.

    Raises:
        InputError: a layer has no usable CRS or place, or no feature of it is in the reference.
        BasemapError: the reference has no usable CRS.
        Cancelled: ``is_cancelled`` said so.
    """
    check_resolution(resolution)
    return Evaluation(
        _layer_errors(layer, reference, is_cancelled),
        None if before is None else _layer_errors(before, reference, is_cancelled),
        resolution,
        reference.name,
    )


def check_resolution(resolution: float | None) -> None:
    """Refuse what is no size of a pixel.

    Raises:
        InputError: it is not above 0.
    """
    if resolution is not None and not 0 < resolution < np.inf:
        raise InputError(f"The resolution {resolution:g} is no size of a pixel; give metres per pixel, such as 0.3.")


def _layer_errors(layer: EvaluatedLayer, reference: EvaluatedLayer, is_cancelled: Callable[[], bool]) -> Errors:
    box = bounds(layer.geometries.coordinates)
    if box is None:
        raise InputError(f"The layer '{layer.name}' has no geometries; choose a layer with features.")
    frame = Frame.choose(
        layer.crs, reference.crs, box, None, f"the layer '{layer.name}'", f"the reference '{reference.name}'"
    )
    xy = _finite(frame.from_layer(layer.geometries.coordinates))
    truth = _finite(frame.from_basemap(reference.geometries.coordinates))
    matches = match_features(layer, reference, xy, truth, is_cancelled)
    points = key_points(layer.geometries, reference.geometries, xy, truth, matches.pairs)
    known = np.isfinite(points.position).all(1) & np.isfinite(points.truth).all(1)
    if not known.any():
        raise InputError(
            f"No feature of '{layer.name}' is found in the reference '{reference.name}'; check that both show the "
            "same place, and their CRS and key field."
        )
    position, truth = points.position[known], points.truth[known]
    return Errors(
        layer.name,
        frame,
        position,
        truth,
        frame.east_north(truth, position),
        points.feature[known],
        points.exact[known],
        len(matches.pairs),
        layer.geometries.feature_count,
        matches.how,
        matches.warnings,
    )


def _finite(xy: np.ndarray) -> np.ndarray:
    """Positions that the plane cannot hold are not known."""
    return np.where(np.isfinite(xy).all(1)[:, None], xy, np.nan)
