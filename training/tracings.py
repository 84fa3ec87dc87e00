"""Centre lines of roads as different people trace them, and the surfaces that they stand for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ..engine.geometry import Geometries
from ..engine.rasterize import Drawing, coverage
from .lines import densified, multilinestring, simplified
from .packing import Sheet

USUAL_WIDTH = 7.0  # metres, of a road whose width nobody knows
SPARSE, DENSE = 1.0, 6.0  # metres: tolerance of few vertices, distance of many
_ANCHOR = 5.0  # metres between the places that patches are laid on


@dataclass(frozen=True)
class Tracing:
    """The lines of a sheet with vertices set in one manner, and their drawing."""

    sheet: Sheet
    drawing: Drawing

    @cached_property
    def shared(self) -> np.ndarray:
        """int64 (N,): equal where positions are one bit for bit."""
        return self.sheet.geometries.shared[1]


def tracings(sheet: Sheet, drawing: Drawing) -> list[Tracing]:
    """The sheet as it is, with few vertices, and with many; junctions stay junctions.

    Args:
        sheet: of roads.
        drawing: of its geometries.
    """
    found = [Tracing(sheet, drawing)]
    lines, owners = lines_of(sheet.geometries)
    fixed = junctions(sheet.geometries)
    for change in (_sparse, _dense):
        parts: list[list[np.ndarray]] = [[] for _ in range(sheet.geometries.feature_count)]
        for line, owner in zip(lines, owners):
            parts[owner].append(change(line, fixed, sheet.resolution))
        geometries = Geometries.from_wkb([multilinestring(some) if some else None for some in parts])
        found.append(Tracing(replace(sheet, geometries=geometries), Drawing.of(geometries)))
    return found


def lines_of(geometries: Geometries) -> tuple[list[np.ndarray], np.ndarray]:
    """Each part of a layer with at least two positions, (n, 2), and the features that they belong to."""
    ends = zip(geometries.part_offsets[:-1], geometries.part_offsets[1:])
    long = np.diff(geometries.part_offsets) > 1
    pieces = [geometries.coordinates[a:b] for a, b in ends if b - a > 1]
    return pieces, geometries.feature_of_part[long]


def junctions(geometries: Geometries) -> set[tuple[float, float]]:
    """Positions that more than one coordinate has."""
    unique, index = geometries.shared
    return {tuple(place) for place in unique[np.bincount(index, minlength=len(unique)) > 1]}


def anchors(sheet: Sheet) -> np.ndarray:
    """float64 (N, 2): places along all lines, evenly spread, in pixels."""
    lines, _ = lines_of(sheet.geometries)
    return np.concatenate([densified(line, _ANCHOR / sheet.resolution) for line in lines])


def surfaces(
    geometries: Geometries, position: np.ndarray, widths: np.ndarray, features: np.ndarray, width: int, height: int
) -> np.ndarray:
    """Draw the carriageways.

    Args:
        position: float (N, 2), pixel coordinates of all coordinates of the layer.
        widths: float (F,), pixels.
        features: bool (F,), those to draw.
        width, height: of the result, pixels.

    Returns:
        float32 (height, width) in 0..1.
    """
    segments = geometries.segments
    owner = geometries.feature_of_coordinate[segments[:, 0]]
    kept = features[owner]
    segments, half = segments[kept], widths[owner[kept], None] / 2
    start, end = position[segments[:, 0]], position[segments[:, 1]]
    along = end - start
    unit = along / np.maximum(np.hypot(*along.T), 1e-9)[:, None]
    side, cap = np.stack([-unit[:, 1], unit[:, 0]], 1) * half, unit * (half / 4)
    a, b, c, d = start - cap - side, end + cap - side, end + cap + side, start - cap + side
    sides_from, sides_to = np.concatenate([a, b, c, d]), np.concatenate([b, c, d, a])
    return coverage(sides_from, sides_to, np.full(len(sides_from), -1.0), width, height)


def _sparse(line: np.ndarray, fixed: set, resolution: float) -> np.ndarray:
    kept = [0, *(k for k in range(1, len(line) - 1) if tuple(line[k]) in fixed), len(line) - 1]
    pieces = [simplified(line[a : b + 1], SPARSE / resolution) for a, b in zip(kept[:-1], kept[1:])]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _dense(line: np.ndarray, _: set, resolution: float) -> np.ndarray:
    return densified(line, DENSE / resolution)
