"""Features that the image does not show: put into a layer, to see whether they are recognised.

Polygons of the layer itself, put on ground where no other stands: as a demolished house, or one not yet
built, would lie in a real layer. Lines are put where no other runs within their width.
"""

from __future__ import annotations

import numpy as np
import shapely

from ..engine.geometry import Geometries
from .packing import Sheet

SHARE = 0.15  # of a layer's features
PRECISION = 0.85  # least share of features called absent that must be so
_CLEAR = 1.5  # metres to the next feature
_TRIES = 60  # per feature that is wanted


def with_absent(sheet: Sheet, rng: np.random.Generator, share: float = SHARE) -> tuple[Geometries, np.ndarray]:
    """A sheet's features and some that its image does not show.

    Args:
        sheet: whose vectors are right.
        rng: the source of chance.
        share: how many to add, as a share of the features; fewer where there is no room.

    Returns:
        the geometries, in pixels of the sheet, the absent ones last; and bool (F,), which are absent.
    """
    shapes = shapely.from_wkb([blob for blob in sheet.geometries.blobs if blob])
    height, width = sheet.mask.shape
    tree, margin, added = shapely.STRtree(shapes), _CLEAR / sheet.resolution, []
    wanted = round(share * len(shapes))
    for _ in range(_TRIES * wanted):
        if len(added) == wanted:
            break
        shape = shapes[rng.integers(len(shapes))]
        turn, place = rng.uniform(0, 2 * np.pi), rng.uniform(0, 1, 2) * (width, height)
        matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        middle = np.array(shape.centroid.coords[0])
        moved = shapely.transform(shape, lambda xy, m=matrix, c=middle, p=place: (xy - c) @ m.T + p)
        left, top, right, bottom = moved.bounds
        if left < 0 or top < 0 or right > width or bottom > height:
            continue
        if not sheet.mask[int(place[1]), int(place[0])]:
            continue
        around = moved.buffer(margin)
        if len(tree.query(around, "intersects")) or any(around.intersects(other) for other in added):
            continue
        added.append(moved)
    blobs = [*sheet.geometries.blobs, *(shapely.to_wkb(shape) for shape in added)]
    return Geometries.from_wkb(blobs), np.arange(len(blobs)) >= len(sheet.geometries.blobs)


def choose_threshold(presence: np.ndarray, extra: np.ndarray, precision: float = PRECISION) -> float:
    """The presence below which a feature is called absent: the highest that still has the precision; 0 if none has.

    Args:
        presence: float (M,), NaN where nothing can be told.
        extra: bool (M,), features that are absent.
        precision: least share of the features below the threshold that must be absent.
    """
    known = np.isfinite(presence)
    order = np.argsort(presence[known], kind="stable")
    value, right = presence[known][order], np.cumsum(extra[known][order])
    share = right / np.arange(1, len(right) + 1)
    good = np.flatnonzero((share >= precision) & (right > 0))
    if not len(good):
        return 0.0
    last = good[-1]
    after = value[last + 1] if last + 1 < len(value) else 1.0
    return float(np.clip((value[last] + after) / 2, 0, 1))


def recognised(presence: np.ndarray, extra: np.ndarray, threshold: float) -> dict[str, float | None]:
    """Precision, recall, and the share of present features that are called absent; None of nothing."""
    called = presence < threshold
    return {
        "precision": _share(extra[called]),
        "recall": _share(called[extra]),
        "false alarms": _share(called[~extra]),
    }


def _share(values: np.ndarray) -> float | None:
    return float(np.mean(values)) if len(values) else None
