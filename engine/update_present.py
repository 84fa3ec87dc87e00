"""Moving a layer of which some features are not there."""

from __future__ import annotations

import numpy as np

from .geometry import Geometries
from .update import Update, update


def update_present(
    absent: np.ndarray,
    geometries: Geometries,
    positions: np.ndarray,
    displacement: np.ndarray,
    precision: np.ndarray,
    confidence: np.ndarray,
    inside: np.ndarray,
    *options,
) -> Update:
    """Do as ``update``, but take no word from features that the imagery does not show; their status is ``absent``.

    They keep their place, unless they are connected to features that the imagery does show: with these they
    move, so that shared walls stay shared.

    Args:
        absent: bool (F,).
        geometries: N coordinates in F features.
        positions, displacement, precision, confidence, inside: see ``update``.
        options: the further arguments of ``update``.
    """
    if not absent.any():
        return update(geometries, positions, displacement, precision, confidence, inside, *options)
    _, group = np.unique(geometries.groups, return_inverse=True)
    kept = (np.bincount(group, ~absent) > 0)[group]  # features of groups of which something is to be seen
    rest = Geometries.from_wkb([blob if stays else None for blob, stays in zip(geometries.blobs, kept)])
    owner = geometries.feature_of_coordinate
    seen, stays = inside & ~absent[owner], kept[owner]
    found = update(rest, *(value[stays] for value in (positions, displacement, precision, confidence, seen)), *options)
    result = np.array(positions, np.float64)
    result[stays] = found.positions
    status = ["absent" if gone else value for value, gone in zip(found.status, absent)]
    return Update(result, found.moved, status, found.confidence)
