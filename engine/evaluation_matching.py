"""Which feature of a layer is which feature of its reference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from .box_index import BoxIndex
from .errors import Cancelled
from .evaluation_layer import EvaluatedLayer, outlines
from .geometry import Geometries

REACH = 50.0  # metres between the outlines of one thing in both layers, at most
_CANDIDATES = 8  # features with the most similar boxes, which are compared by their outlines
_ORDERED = 0.5  # distances by order, over those of a wrong order, up to which an order is taken for right
_CHUNK = 2_000_000  # pairs of a point and a segment that are held in memory at a time

KEY, ORDER, NEAREST, POINTS = "key", "order", "nearest", "points"  # POINTS: pairs by themselves


class Matches(NamedTuple):
    """Features that are the same thing.

    Attributes:
        pairs: int64 (K, 2), the feature of the layer and that of the reference, ascending.
        how: ``KEY``, ``ORDER`` or ``NEAREST``.
        warnings: sentences for the user.
    """

    pairs: np.ndarray
    how: str
    warnings: tuple[str, ...] = ()


def match_features(
    layer: EvaluatedLayer,
    reference: EvaluatedLayer,
    xy: np.ndarray,
    reference_xy: np.ndarray,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Matches:
    """Match by key where both layers have one, else by order where that fits, else by what lies nearest.

    Args:
        layer, reference: what is compared.
        xy, reference_xy: their coordinates (N, 2) in one metric plane.
        is_cancelled: asked at every feature where it takes long.

    Raises:
        Cancelled: ``is_cancelled`` said so.
    """
    if layer.keys is not None and reference.keys is not None:
        return _by_key(layer, reference)
    if same_structure(layer.geometries, reference.geometries) and _in_order(layer.geometries, xy, reference_xy):
        there = np.flatnonzero(np.diff(layer.geometries.feature_offsets))
        return Matches(np.stack([there, there], 1), ORDER)
    return Matches(_nearest(layer.geometries, reference.geometries, xy, reference_xy, is_cancelled), NEAREST)


def same_structure(one: Geometries, other: Geometries) -> bool:
    """Whether two layers have as many features with as many parts and coordinates."""
    return all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("feature_offsets", "part_offsets", "part_kind")
    )


def nearest_points(xy: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """The points (N, 2) on segments (S, 2) to (S, 2) that are nearest to positions (N, 2)."""
    along = end - start
    square = np.maximum((along**2).sum(1), 1e-30)
    found = np.empty_like(xy)
    step = max(_CHUNK // max(len(start), 1), 1)
    for first in range(0, len(xy), step):
        part = xy[first : first + step, None]
        share = np.clip(((part - start) * along).sum(2) / square, 0, 1)
        there = start + share[..., None] * along
        best = ((there - part) ** 2).sum(2).argmin(1)
        found[first : first + step] = there[np.arange(len(part)), best]
    return found


def _by_key(layer: EvaluatedLayer, reference: EvaluatedLayer) -> Matches:
    ours, theirs = _by_value(layer), _by_value(reference)
    pairs, unclear = [], 0
    for value, features in ours.items():
        others = theirs.get(value, [])
        if len(features) == len(others):
            pairs += zip(features, others)
        elif others:
            unclear += 1
    warnings = ()
    if unclear:
        warnings = (f"{unclear} key values occur a different number of times in both layers; they are left out.",)
    return Matches(np.array(sorted(pairs), np.int64).reshape(-1, 2), KEY, warnings)


def _by_value(layer: EvaluatedLayer) -> dict[str, list[int]]:
    found = defaultdict(list)
    filled = np.diff(layer.geometries.feature_offsets) > 0
    for feature, value in enumerate(layer.keys):
        if value is not None and filled[feature]:
            found[value].append(feature)
    return found


def _in_order(geometries: Geometries, xy: np.ndarray, reference_xy: np.ndarray) -> bool:
    """Whether features lie much nearer to those of the same number than to others: that all houses have five corners
    does not mean that they are in the same order."""
    boxes = [geometries.boxes_at(each) for each in (xy, reference_xy)]
    there = ~np.isnan(np.concatenate(boxes, 1)).any(1)
    ours, theirs = ((each[there, :2] + each[there, 2:]) / 2 for each in boxes)
    if len(ours) < 2:
        return True
    shift = np.median(theirs - ours, 0)
    right, wrong = (np.hypot(*(np.roll(theirs, turn, 0) - ours - shift).T).sum() for turn in (0, len(theirs) // 2))
    return bool(right <= _ORDERED * wrong)


def _nearest(
    ours: Geometries,
    theirs: Geometries,
    xy: np.ndarray,
    reference_xy: np.ndarray,
    is_cancelled: Callable[[], bool],
) -> np.ndarray:
    """Pairs (K, 2) of features each of which is the other's nearest, no farther than ``REACH``."""
    boxes, others = ours.boxes_at(xy), theirs.boxes_at(reference_xy)
    index = BoxIndex(others, 2 * REACH)
    (segments, first), (other_segments, other_first) = outlines(ours), outlines(theirs)
    best_of_ours, best_of_theirs = {}, {}
    for feature in np.flatnonzero(~np.isnan(boxes).any(1)):
        if is_cancelled():
            raise Cancelled("The run was stopped; nothing was written.")
        low, high = boxes[feature, :2] - REACH, boxes[feature, 2:] + REACH
        near = index.touching((*low, *high))
        if len(near) > _CANDIDATES:
            near = near[np.argsort(np.abs(others[near] - boxes[feature]).sum(1), kind="stable")[:_CANDIDATES]]
        own = xy[segments[first[feature] : first[feature + 1]]]
        for other in near:
            its = reference_xy[other_segments[other_first[other] : other_first[other + 1]]]
            distance = (_distance(own, its) + _distance(its, own)) / 2
            if distance <= REACH:
                best_of_ours[feature] = min(best_of_ours.get(feature, (np.inf, -1)), (distance, other))
                best_of_theirs[other] = min(best_of_theirs.get(other, (np.inf, -1)), (distance, feature))
    mutual = [(one, other) for one, (_, other) in best_of_ours.items() if best_of_theirs[other][1] == one]
    return np.array(sorted(mutual), np.int64).reshape(-1, 2)


def _distance(segments: np.ndarray, others: np.ndarray) -> float:
    """Mean distance of the ends of segments (S, 2, 2) from others (T, 2, 2)."""
    ends = segments.reshape(-1, 2)
    return float(np.hypot(*(nearest_points(ends, others[:, 0], others[:, 1]) - ends).T).mean())
