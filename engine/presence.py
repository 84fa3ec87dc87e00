"""Which features the imagery shows at all: not those demolished, not yet built, or under trees.

The model's segmentation does not see the vectors, so it can bear witness. What counts for a polygon is
how much of its inside looks like a building (at the best of a few small shifts, because positions are
not exact) and how well its outline is seen; for a line, what is seen along it. Ground that another
feature of the layer covers as well says little: that building may be the other's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from .card import ModelCard
from .chain import Chain
from .field import sample
from .geometry import Geometries
from .grid import Grid
from .ranges import ranges
from .segmentation import HALO, Segmentation
from .sightings import Sightings
from .wkb import SHELL

SCALE = 1  # 0.6 m: sheds are seen, and it costs an eighth of the chain
_TILE = 512  # pixels, side of the pieces that features are judged in
_LARGEST = 2048  # pixels; wider features are taken to be there
_SHIFTS = ((0, 0), (2, 0), (-2, 0), (0, 2), (0, -2))  # pixels
_ASIDE = ((6, 0), (-6, 0), (0, 6), (0, -6))
_ALONG = 1.0  # pixels between points along outlines and lines


class Evidence(NamedTuple):
    """What is seen of each feature (F,); NaN where nothing can be told.

    Attributes:
        fill: share of the inside that looks like a feature.
        outline: probability of an outline along the outline; equal to ``fill`` for lines.
        aside: probability of an outline where the outline would be if it lay a few metres aside.
    """

    fill: np.ndarray
    outline: np.ndarray
    aside: np.ndarray


def sightings(card: ModelCard) -> Sightings:
    """What has to watch a chain so that most of what ``evidence`` needs is known when it has run."""
    return Sightings(_scale(card), min(HALO, card.tiles_overlap // 2))


def evidence(
    chain: Chain, positions: np.ndarray, watch: Callable[[float], None] = lambda share: None
) -> tuple[Evidence, int]:
    """Look at every feature where it has come to lie.

    Args:
        chain: that has run; what its ``sightings`` hold is not looked at again.
        positions: float64 (N, 2), in the frame, after the chain.
        watch: called with the share that is done; may raise to stop.

    Returns:
        the evidence, and the number of pixels that went through the network.
    """
    geometries, card = chain.geometries, chain.model.card
    scale = _scale(card)
    boxes = geometries.boxes_at(positions)
    side = card.resolution * 2**scale
    near = boxes + np.array([-4, -4, 4, 4]) * side
    with np.errstate(invalid="ignore"):
        size = (boxes[:, 2:] - boxes[:, :2]).max(1)
        reached = (near[:, 2:] > chain.imagery.box[:2]) & (near[:, :2] < chain.imagery.box[2:])
        chosen = np.flatnonzero(reached.all(1) & (size <= _LARGEST * side))
    count = geometries.feature_count
    result = Evidence(*(np.full(count, np.nan) for _ in Evidence._fields))
    if not len(chosen):
        return result, 0
    whole = (*near[chosen, :2].min(0), *near[chosen, 2:].max(0))
    segmentation = Segmentation(chain.imagery, chain.model, scale, chain.normalisation, whole)
    cell = np.floor((boxes[chosen, :2] + boxes[chosen, 2:]) / (2 * _TILE * side)).astype(np.int64)
    keys, tile = np.unique(cell, axis=0, return_inverse=True)
    order = np.argsort(tile.reshape(-1), kind="stable")
    groups = np.split(chosen[order], np.cumsum(np.bincount(tile.reshape(-1)))[:-1])
    for number, members in enumerate(groups):
        watch(number / len(keys))
        box = (*near[members, :2].min(0), *near[members, 2:].max(0))
        with np.errstate(invalid="ignore"):
            touching = ((boxes[:, :2] <= box[2:]) & (boxes[:, 2:] >= box[:2])).all(1)
        grid = Grid.around(box, side, 2)
        seen = _remembered(chain.sightings, grid, boxes[members])
        found = _look(*(seen or segmentation.read(grid)), grid, geometries, positions, touching)
        for column, values in zip(result, found):
            column[members] = values[members]
    return result, segmentation.pixels


def presence(seen: Evidence) -> np.ndarray:
    """How surely each feature is there, 0 to 1; NaN where nothing can be told.

    The odds of an outline where it should be, over the root of those a few metres aside: blurred imagery and
    crowded towns raise both.
    """
    odds = _odds(seen.outline) / np.sqrt(_odds(seen.aside))
    return odds / (1 + odds)


def _scale(card: ModelCard) -> int:
    return min(max(SCALE, card.scales[0]), card.scales[1])


def _remembered(known: Sightings | None, grid: Grid, boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """What was seen on a grid and where, as from ``Segmentation.read``; None if not all corners of boxes were."""
    if known is None:
        return None
    seen, valid, looked_at = known.read(grid)
    corners = grid.to_pixel(np.concatenate([boxes[:, [x, y]] for x in (0, 2) for y in (1, 3)])).astype(int)
    return (seen, valid) if looked_at[corners[:, 1], corners[:, 0]].all() else None


def _odds(probability: np.ndarray) -> np.ndarray:
    clipped = np.clip(probability, 0.01, 0.99)
    return clipped / (1 - clipped)


def _look(
    seen: np.ndarray,
    valid: np.ndarray,
    grid: Grid,
    geometries: Geometries,
    positions: np.ndarray,
    features: np.ndarray,
) -> Evidence:
    seen = seen.astype(np.float32)
    count = geometries.feature_count
    pixel = grid.to_pixel(positions)
    owner, index = covered_pixels(geometries, pixel, features, grid.width, grid.height)
    shown = valid.ravel()[index]
    area = np.bincount(owner, shown, count)
    points, of_point = _along(geometries, pixel, features)
    inside = ((points >= 0) & (points < (grid.width, grid.height))).all(1)
    points, of_point = points[inside], of_point[inside]
    shown_point = valid[points[:, 1].astype(int), points[:, 0].astype(int)]
    length = np.bincount(of_point, shown_point, count)

    def along(layer: np.ndarray, shift: tuple[int, int]) -> np.ndarray:
        seen_there = sample(layer[None], points + np.array(shift))[:, 0]
        return np.bincount(of_point, seen_there * shown_point, count) / length

    with np.errstate(invalid="ignore", divide="ignore"):
        middle = np.max([along(seen[0], shift) for shift in _SHIFTS], 0)
        edge = np.max([along(seen[1], shift) for shift in _SHIFTS], 0)
        aside = [np.mean([along(layer, shift) for shift in _ASIDE], 0) for layer in seen]
        inner = [
            np.bincount(owner, np.roll(seen[0], (-down, -right), (0, 1)).ravel()[index] * shown, count) / area
            for right, down in _SHIFTS
        ]
    # lines, and polygons too small to hold a pixel, are judged by what lies along them
    solid = area > 0
    return Evidence(
        np.where(solid, np.max(inner, 0), middle), np.where(solid, edge, middle), np.where(solid, aside[1], aside[0])
    )


def covered_pixels(
    geometries: Geometries, pixel: np.ndarray, features: np.ndarray, width: int, height: int
) -> tuple[np.ndarray, np.ndarray]:
    """The pixels whose centres lie inside each polygon, by the even-odd rule; features may overlap.

    Args:
        geometries: of the layer.
        pixel: float (N, 2), pixel coordinates of its coordinates.
        features: bool (F,), those that are asked for.
        width, height: of the raster.

    Returns:
        int (K,) twice: the feature, and the pixel as row × width + column.
    """
    segments, feature = geometries.segments, geometries.feature_of_coordinate
    part = geometries.part_of_coordinate[segments[:, 0]]
    chosen = (geometries.part_kind[part] >= SHELL) & features[feature[segments[:, 0]]]
    start, end = pixel[segments[chosen, 0]], pixel[segments[chosen, 1]]
    owner = feature[segments[chosen, 0]]
    low, high = np.minimum(start[:, 1], end[:, 1]), np.maximum(start[:, 1], end[:, 1])
    first = np.clip(np.ceil(low - 0.5), 0, height).astype(np.int64)
    last = np.clip(np.ceil(high - 0.5), 0, height).astype(np.int64)
    count = np.maximum(last - first, 0)
    edge, row = np.repeat(np.arange(len(count)), count), ranges(first, count)
    rise = np.where(end[edge, 1] == start[edge, 1], 1.0, end[edge, 1] - start[edge, 1])
    x = start[edge, 0] + (row + 0.5 - start[edge, 1]) * (end[edge, 0] - start[edge, 0]) / rise
    owner = owner[edge]
    order = np.lexsort((x, row, owner))
    owner, row, x = owner[order][::2], row[order][::2], x[order]
    enter = np.clip(np.ceil(x[0::2] - 0.5), 0, width).astype(np.int64)
    leave = np.clip(np.ceil(x[1::2] - 0.5), 0, width).astype(np.int64)
    count = np.maximum(leave - enter, 0)
    span, column = np.repeat(np.arange(len(count)), count), ranges(enter, count)
    return owner[span], row[span] * width + column


def _along(geometries: Geometries, pixel: np.ndarray, features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points (K, 2) evenly along outlines and lines, and the feature of each."""
    segments, feature = geometries.segments, geometries.feature_of_coordinate
    segments = segments[features[feature[segments[:, 0]]]]
    start, end = pixel[segments[:, 0]], pixel[segments[:, 1]]
    pieces = np.maximum(np.ceil(np.hypot(*(end - start).T) / _ALONG), 1).astype(np.int64)
    segment, step = np.repeat(np.arange(len(pieces)), pieces), ranges(np.zeros_like(pieces), pieces)
    share = ((step + 0.5) / pieces[segment])[:, None]
    return start[segment] + share * (end - start)[segment], feature[segments[segment, 0]]
