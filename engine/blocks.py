"""Blocks: the pieces in which a layer is worked through, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from .grid import Grid


class Block(NamedTuple):
    """One piece of the work at one scale.

    Attributes:
        grid: of the pixels that the network sees, halo included.
        members: int64 (M,), the positions for which this block has a say.
        weight: float64 (M,), its say: 1 in the middle, falling to 0 across the border to its neighbours.
    """

    grid: Grid
    members: np.ndarray
    weight: np.ndarray


class Lattice(NamedTuple):
    """The cells of equal size into which the plane is cut, in metres."""

    left: float
    bottom: float
    width: float
    height: float

    @classmethod
    def over(cls, positions: np.ndarray, resolution: float, core: int, blend: int, least: int = 1) -> Lattice:
        """As few cells as can cover positions (N, 2), all of them alike.

        A lattice that stood anywhere would add a row and a column of slivers, each with a whole halo.

        Args:
            positions: map coordinates; at least one.
            resolution: metres per pixel.
            core: largest side of a cell, pixels.
            blend: see ``plan``; the outermost positions are kept that far from the border.
            least: number of cells to make if they are more than half as large as ``core`` still, so that they
                can be worked on at the same time.
        """
        margin = (blend + 1) * resolution
        low, high = positions.min(0) - margin, positions.max(0) + margin
        count = np.ceil((high - low) / (core * resolution))
        if count.prod() < least and (high - low).max() > core * resolution / 2:
            count[np.argmax(high - low)] = least
        return cls(*low, *(high - low) / count)


def plan(
    positions: np.ndarray, lattice: Lattice, resolution: float, halo: int, blend: int, multiple: int
) -> Iterator[Block]:
    """Cut the plane into blocks and yield those that hold positions.

    Neighbouring blocks overlap by ``2 * blend`` pixels, where their answers are blended. A block's
    grid is cropped to its positions and the halo: an isolated building costs a small block.

    Args:
        positions: float64 (N, 2), map coordinates.
        lattice: of the blocks without halo; its cells are at least ``2 * blend`` pixels wide.
        resolution: metres per pixel.
        halo: pixels of surroundings that the network sees on every side.
        blend: pixels over which a block's say falls to nothing outside its cell.
        multiple: widths, heights and corners of the grids are multiples of this many pixels, so that
            pooling falls on the same pixels in every block.
    """
    origin, side, soft = np.array(lattice[:2]), np.array(lattice[2:]), blend * resolution
    cell = np.floor((positions - origin) / side).astype(np.int64)
    within = positions - origin - cell * side
    owners, column, row = [], [], []
    for step_x in (-1, 0, 1):
        reaches_x = _reaches(within[:, 0], step_x, side[0], soft)
        for step_y in (-1, 0, 1):
            reached = np.flatnonzero(reaches_x & _reaches(within[:, 1], step_y, side[1], soft))
            owners.append(reached)
            column.append(cell[reached, 0] + step_x)
            row.append(cell[reached, 1] + step_y)
    member, column, row = np.concatenate(owners), np.concatenate(column), np.concatenate(row)
    order = np.lexsort((column, row))
    member, column, row = member[order], column[order], row[order]
    first = np.flatnonzero(np.diff(row, prepend=row[:1] - 1) | np.diff(column, prepend=column[:1] - 1))
    for start, stop in zip(first, [*first[1:], len(member)]):
        members = member[start:stop]
        here = positions[members]
        corner = origin + np.array([column[start], row[start]]) * side
        inward = np.minimum(here - corner, corner + side - here)  # negative outside the cell
        weight = np.clip((inward + soft) / (2 * soft), 1e-6, 1).prod(1)
        box = (*here.min(0), *here.max(0))
        yield Block(Grid.around(box, resolution, halo, multiple), members, weight)


def batches(blocks: Iterable[Block], most: int) -> Iterator[list[Block]]:
    """Blocks that follow one another and are equal in shape, together as long as they have at most ``most`` pixels."""
    batch: list[Block] = []
    for block in blocks:
        same = bool(batch) and (block.grid.width, block.grid.height) == (batch[0].grid.width, batch[0].grid.height)
        if batch and not (same and (len(batch) + 1) * block.grid.size <= most):
            yield batch
            batch = []
        batch.append(block)
    if batch:
        yield batch


def _reaches(within: np.ndarray, step: int, side: float, soft: float) -> np.ndarray:
    """bool (N,): positions that lie in a cell's neighbour in direction ``step`` or within ``soft`` of it."""
    if step < 0:
        return within < soft
    if step > 0:
        return within >= side - soft
    return np.ones(len(within), bool)
