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
        moves, total = np.zeros((len(positions), 2)), np.zeros(len(positions))
        finite = np.flatnonzero(np.isfinite(positions).all(1))
        place = positions[finite] / self.spacing
        low = np.floor(place).astype(np.int64)
        part = place - low
        for x in (0, 1):
            for y in (0, 1):
                weight = (part[:, 0] if x else 1 - part[:, 0]) * (part[:, 1] if y else 1 - part[:, 1])
                node = low + np.array([x, y])
                keys, tile = np.unique(node // self.side, axis=0, return_inverse=True)
                tile, within = tile.reshape(-1), node % self.side
                for number, key in enumerate(keys):
                    whole = self._tiles.get((int(key[0]), int(key[1])))
                    if whole is None:
                        continue
                    here = np.flatnonzero(tile == number)
                    value = whole[:, within[here, 1], within[here, 0]].T
                    known = np.isfinite(value[:, 0])
                    moves[finite[here[known]]] += value[known] * weight[here[known], None]
                    total[finite[here[known]]] += weight[here[known]]
        return moves / np.maximum(total, 1e-12)[:, None]
