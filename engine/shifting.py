"""Moving single features by true metres, and measuring such moves: what a person does by hand after an alignment."""

from __future__ import annotations

import numpy as np

from .errors import InputError
from .frame import Frame
from .geometry import Geometries


def shifted(geometries: Geometries, layer_crs: str, east: float, north: float) -> list[bytes | None]:
    """Move all coordinates by one shift.

    Args:
        geometries: of the features; they should lie near each other.
        layer_crs: WKT of the CRS of their coordinates.
        east, north: metres on the ground, true east and north.

    Returns:
        The geometries as WKB; Z and M stay.

    Raises:
        InputError: there are no coordinates, or the CRS is not usable.
    """
    frame = _frame(geometries, layer_crs)
    position = frame.from_layer(geometries.coordinates)
    middle = position.mean(0, keepdims=True)
    # The frame's metres in metres on the ground, at this place: two steps tell the turn and the scale
    matrix = np.concatenate([frame.east_north(middle, middle + step) for step in np.eye(2)]).T
    step = np.linalg.solve(matrix, np.array([east, north]))
    return geometries.to_wkb(frame.to_layer(position + step))


def mean_move(before: Geometries, after: Geometries, layer_crs: str) -> tuple[float, float] | None:
    """True metres east and north between two states of a feature, averaged over its coordinates.

    Args:
        before, after: the feature, alone.
        layer_crs: WKT of the CRS of both.

    Returns:
        None where the two cannot be compared, because coordinates were added or taken away.

    Raises:
        InputError: there are no coordinates, or the CRS is not usable.
    """
    if len(before.coordinates) != len(after.coordinates):
        return None
    frame = _frame(after, layer_crs)
    places = (frame.from_layer(each.coordinates) for each in (before, after))
    east, north = frame.east_north(*places).mean(0)
    return float(east), float(north)


def _frame(geometries: Geometries, layer_crs: str) -> Frame:
    if not len(geometries.coordinates):
        raise InputError("The feature has no geometry; there is nothing to move.")
    low, high = geometries.coordinates.min(0), geometries.coordinates.max(0)
    return Frame.choose(layer_crs, layer_crs, (*low, *high))
