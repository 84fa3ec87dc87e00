"""A smooth displacement, known at the nodes of a wide lattice, only where it is needed."""

from __future__ import annotations

import numpy as np


class SmoothField:
    """Displacements at nodes ``spacing`` metres apart, and between them by bilinear interpolation.

    Nodes lie on whole multiples of ``spacing``; they are kept in square tiles, so that a layer that
    covers a country sparsely needs little memory.

    Args:
        spacing: metres.
        side: nodes along a side of a tile.
    """

    def __init__(self, spacing: float, side: int) -> None:
        self.spacing, self.side = spacing, side
        self._tiles: dict[tuple[int, int], np.ndarray] = {}

    def tiles(self, positions: np.ndarray) -> list[tuple[tuple[int, int], np.ndarray, np.ndarray]]:
        """The tiles that positions (N, 2) need: key, first node (2,) and last node (2,), the latter not included.

        The nodes are those of the tile's that surround positions, not the whole tile.
        """
        low = np.floor(positions / self.spacing).astype(np.int64)
        nodes = np.unique(np.concatenate([low + np.array(step) for step in ((0, 0), (0, 1), (1, 0), (1, 1))]), axis=0)
        keys, tile = np.unique(nodes // self.side, axis=0, return_inverse=True)
        tile = tile.reshape(-1)
        order = np.argsort(tile, kind="stable")
        groups = np.split(nodes[order], np.cumsum(np.bincount(tile))[:-1])
        return [((int(key[0]), int(key[1])), group.min(0), group.max(0) + 1) for key, group in zip(keys, groups)]

    def keep(self, tile: tuple[int, int], first: np.ndarray, displacement: np.ndarray) -> None:
        """Keep the displacement (2, rows, columns), metres, of nodes from ``first`` (2,) on; rows run north."""
        x, y = first - np.array(tile) * self.side
        whole = self._tiles.setdefault(tile, np.full((2, self.side, self.side), np.nan, np.float32))
        whole[:, y : y + displacement.shape[1], x : x + displacement.shape[2]] = displacement

    def at(self, positions: np.ndarray) -> np.ndarray:
        """Displacement (N, 2), metres, at positions (N, 2); zero where no node is known near."""
        moves = np.zeros((len(positions), 2))
        finite = np.flatnonzero(np.isfinite(positions).all(1))
        if not len(finite):
            return moves
        place = positions[finite] / self.spacing
        low = np.floor(place).astype(np.int64)
        part, tile = place - low, low // self.side
        within, found = low - tile * self.side, np.zeros((len(finite), 2))
        order = np.lexsort(tile.T)
        for here in np.split(order, np.flatnonzero(np.diff(tile[order], axis=0).any(1)) + 1):
            nodes = self._with_neighbours(*tile[here[0]])
            if nodes is not None:
                found[here] = _between(nodes, within[here], part[here])
        moves[finite] = found
        return moves

    def _with_neighbours(self, x: int, y: int) -> np.ndarray | None:
        """A tile with the first nodes of those right and above, (2, side + 1, side + 1); None if all are unknown."""
        result, side = None, self.side
        for right, up in ((0, 0), (1, 0), (0, 1), (1, 1)):
            tile = self._tiles.get((int(x) + right, int(y) + up))
            if tile is not None:
                if result is None:
                    result = np.full((2, side + 1, side + 1), np.nan, np.float32)
                rows, columns = (np.s_[side:] if step else np.s_[:side] for step in (up, right))
                result[:, rows, columns] = tile[:, : 1 if up else side, : 1 if right else side]
        return result


def _between(nodes: np.ndarray, low: np.ndarray, part: np.ndarray) -> np.ndarray:
    """Mean (N, 2) of the four nodes around places that are known, weighted as in bilinear interpolation."""
    moves, total = np.zeros((len(low), 2)), np.zeros(len(low))
    for x in (0, 1):
        for y in (0, 1):
            weight = np.abs(1 - x - part[:, 0]) * np.abs(1 - y - part[:, 1])
            value = nodes[:, low[:, 1] + y, low[:, 0] + x]
            weight[np.isnan(value[0])] = 0
            moves += (np.nan_to_num(value) * weight).T
            total += weight
    return moves / np.maximum(total, 1e-12)[:, None]
