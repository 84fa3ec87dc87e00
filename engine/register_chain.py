"""The chain of registration: from coarse to fine, find what is left of the displacement of a sheet.

At each scale the basemap is looked up where the displacement so far says that it lies, the content of both is compared
node by node, and what was found is added: φ ← φ ∘ (Id + f) (Zampieri et al., 2018, section 4). The displacement is kept
at nodes, so memory does not grow with the sheet; blocks are worked on one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from .bilinear import between, bilinear
from .content import Content
from .errors import Cancelled
from .grid import Grid
from .imagery import Imagery
from .matching import CELL, MARGIN, scores, shifts
from .memory import give_back
from .node_field import NodeField
from .pipeline import pipelined
from .rigidity import smooth

_SIDE = 128  # nodes along a block, at most
_BESIDE = 16  # nodes around a block that take part in finding out what its own agree on
_DOUBTFUL = 3.0  # pixels of content by which a node may be off the rest until it counts for little
_SKIP = 8  # pixels from place to place at which the displacement so far is looked up
_BEYOND = 4  # nodes around the sheet, because blocks are read with their surroundings
_EVEN, _STEEP = 1.15, 5.0  # support at which right is as probable as wrong, and how fast that changes
_TORN = 8  # times as many pixels of the basemap as of the sheet: what was found so far is torn
_SEEN = 0.3  # share of a node's window that both pictures must show


class _Piece(NamedTuple):
    """A block: rows and columns of its own nodes on the lattice, and of those that it is compared with.

    Each is the first and the one after the last.
    """

    rows: tuple[int, int]
    columns: tuple[int, int]
    around_rows: tuple[int, int]
    around_columns: tuple[int, int]

    @property
    def place(self) -> tuple[slice, slice]:
        """Of its own nodes on the lattice."""
        return slice(*self.rows), slice(*self.columns)

    @property
    def own(self) -> tuple[slice, slice]:
        """Of its own nodes among all that are compared."""
        row, column = self.around_rows[0], self.around_columns[0]
        return slice(self.rows[0] - row, self.rows[1] - row), slice(self.columns[0] - column, self.columns[1] - column)


Picture = tuple[np.ndarray, np.ndarray]  # uint8 (H, W, 3), and bool (H, W): where it shows anything


class _Seen(NamedTuple):
    """What a block takes: the sheet's picture, the basemap's around what lies under it, and where in that it lies.

    The latter is float (2, H, W), x then y in pixels of the basemap's picture, for every pixel under the sheet.
    """

    sheet: Picture
    basemap: Picture
    places: np.ndarray


class RegisterChain:
    """Runs over a sheet.

    Args:
        sheet, basemap: seen from one frame.
        box: xmin, ymin, xmax, ymax in the frame that the sheet covers.
        content: how geography is told.
        stiffness: of the sheet, see ``rigidity.smooth``, at every scale.
        watch: called as ``watch(share, text)`` after each block.
        is_cancelled: asked before each block.
        runners: blocks that are compared at a time.

    Attributes:
        pixels: that were compared so far.
    """

    def __init__(
        self,
        sheet: Imagery,
        basemap: Imagery,
        box: tuple[float, float, float, float],
        content: Content,
        stiffness: float,
        watch: Callable[[float, str], None] | None = None,
        is_cancelled: Callable[[], bool] | None = None,
        runners: int = 1,
    ) -> None:
        self._sheet, self._basemap, self._box, self._content = sheet, basemap, box, content
        self._stiffness, self._watch, self._is_cancelled, self._runners = stiffness, watch, is_cancelled, runners
        self.pixels = 0

    def grid(self, resolution: float) -> Grid:
        """The lattice of nodes at a resolution, metres per pixel."""
        return Grid.around(self._box, resolution * self._content.stride * CELL, _BEYOND)

    def run(self, resolutions: list[float], first: NodeField) -> NodeField:
        """Go through resolutions, metres per pixel, coarsest first.

        Args:
            resolutions: see above.
            first: displacement to begin with.

        Raises:
            Cancelled: ``is_cancelled`` said so.
        """
        field = first
        sizes = [self.grid(resolution).size for resolution in resolutions]
        done = 0
        for resolution, size in zip(resolutions, sizes):
            field = self._scale(field, resolution, done / sum(sizes), size / sum(sizes))
            done += size
        return field

    def _scale(self, before: NodeField, resolution: float, start: float, share: float) -> NodeField:
        lattice = self.grid(resolution)
        shape = (lattice.height, lattice.width)
        residual, weight = np.zeros((2, *shape)), np.zeros(shape)
        done = 0

        def read(piece: _Piece) -> _Seen | None:
            return self._read(piece, lattice, resolution, before)

        def compare(ready: tuple[_Piece, Picture, Picture]) -> tuple[np.ndarray, np.ndarray]:
            return self._compare(*ready)

        pieces = _pieces(lattice.height, lattice.width)
        for piece, found in pipelined(pieces, read, _under, compare, runners=self._runners):
            if self._is_cancelled and self._is_cancelled():
                raise Cancelled("The registration was cancelled; nothing was written.")
            if found is not None:
                residual[(slice(None), *piece.place)], weight[piece.place] = found
            done += weight[piece.place].size
            if self._watch:
                self._watch(start + share * done / lattice.size, f"Registering at {resolution:.3g} m per pixel")
        give_back()
        return self._composed(before, lattice, residual, weight, resolution)

    def _composed(
        self, before: NodeField, lattice: Grid, residual: np.ndarray, weight: np.ndarray, resolution: float
    ) -> NodeField:
        """The displacement before, and after it what was found, as smooth as the sheet is stiff."""
        unit = resolution * self._content.stride
        step = residual * (np.array([1.0, -1.0])[:, None, None] * unit)  # pixels, y down, to metres, y up
        nodes = NodeField(lattice, step, weight.astype(np.float32)).nodes()
        inner = step.reshape(2, -1).T
        measured = (inner + before.at(nodes + inner)).T.reshape(step.shape)
        so_far = before.at(nodes).T.reshape(step.shape)
        doubtful = _DOUBTFUL * unit
        found = smooth(measured, weight, self._stiffness, doubtful, so_far)
        off = ((measured - found) ** 2).sum(0) / doubtful**2
        return NodeField(lattice, found, (weight * np.exp(-2 * off)).astype(np.float32))

    def _read(self, piece: _Piece, lattice: Grid, resolution: float, before: NodeField) -> _Seen | None:
        inner = self._picture(piece, lattice, resolution)
        sheet = self._sheet.read(inner)
        if not sheet[1].any():
            return None
        outer = _grown(inner, self._margin)
        # the displacement is smooth: it is looked up at some pixels, and is linear between them
        rows, columns = (np.append(np.arange(0, side, _SKIP), side) for side in (outer.height, outer.width))
        nodes = outer.to_map(np.stack([each.ravel() for each in np.meshgrid(columns, rows)], 1).astype(float))
        nodes = nodes + before.at(nodes)
        window = Grid.around((*nodes.min(0), *nodes.max(0)), resolution, 2)
        if window.size > _TORN * outer.size:
            return None
        basemap = self._basemap.read(window)
        if not basemap[1].any():
            return None
        places = window.to_pixel(nodes).T.reshape(2, len(rows), len(columns))
        return _Seen(sheet, basemap, between(between(places, rows, 1), columns, 2))

    def _compare(self, piece: _Piece, sheet: Picture, basemap: Picture) -> tuple[np.ndarray, np.ndarray]:
        """Shift (2, R, C) of a block's nodes, pixels of content, x to the right and y down, and weight (R, C)."""
        content = self._content
        self.pixels += sheet[1].size
        halo = self._halo // content.stride
        beyond = halo + self._margin // content.stride - content.reach
        one, other = _without(content.of(*sheet), halo), _without(content.of(*basemap), beyond)
        found = shifts(scores(one, other, content.reach), content.temperature)
        weight = _confidence(found.support) * self._both(sheet[1], basemap[1])
        return np.stack([found.x[piece.own], found.y[piece.own]]), weight[piece.own]

    def _both(self, shown: np.ndarray, seen: np.ndarray) -> np.ndarray:
        """Whether both pictures show enough of the cell of each node, float (R, C)."""
        cell = CELL * self._content.stride
        both = _without(shown & _without(seen, self._margin), self._halo)
        rows, columns = (side // cell for side in both.shape)
        part = both.reshape(rows, cell, columns, cell).mean((1, 3))[MARGIN:-MARGIN, MARGIN:-MARGIN]
        return (part > _SEEN).astype(float)

    @property
    def _halo(self) -> int:
        """Pixels around the cells of a block that the content depends on."""
        return -(-self._content.halo // self._unit) * self._unit

    @property
    def _margin(self) -> int:
        """Pixels that the basemap has around the sheet on every side, because of shifts."""
        return -(-self._content.reach * self._content.stride // self._unit) * self._unit

    @property
    def _unit(self) -> int:
        return max(self._content.multiple, self._content.stride)

    def _picture(self, piece: _Piece, lattice: Grid, resolution: float) -> Grid:
        """The pixels that comparing a block takes."""
        cell = CELL * self._content.stride
        row, column = piece.around_rows[0] - MARGIN, piece.around_columns[0] - MARGIN
        rows, columns = piece.around_rows[1] + MARGIN - row, piece.around_columns[1] + MARGIN - column
        left, top = lattice.left + column * lattice.resolution, lattice.top - row * lattice.resolution
        return _grown(Grid(left, top, resolution, columns * cell, rows * cell), self._halo)


def _pieces(rows: int, columns: int) -> Iterator[_Piece]:
    for own_rows, around_rows in _even(rows):
        for own_columns, around_columns in _even(columns):
            yield _Piece(own_rows, own_columns, around_rows, around_columns)


def _even(count: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """First and last of parts that are alike, none longer than ``_SIDE``; and of them with what lies beside."""
    edges = np.linspace(0, count, -(-count // _SIDE) + 1).round().astype(int).tolist()
    parts = zip(edges[:-1], edges[1:])
    return [((first, last), (max(first - _BESIDE, 0), min(last + _BESIDE, count))) for first, last in parts]


def _under(piece: _Piece, seen: _Seen) -> tuple[_Piece, Picture, Picture]:
    """Lay the basemap under the sheet."""
    image, valid = seen.basemap
    found = bilinear(np.concatenate([image, valid[..., None] * np.uint8(255)], 2), *seen.places)
    under = np.ascontiguousarray(np.rint(found[..., :3]).astype(np.uint8))
    return piece, seen.sheet, (under, found[..., 3] > 127)


def _confidence(support: np.ndarray) -> np.ndarray:
    """How probable it is that nodes are within two pixels of the truth."""
    return 1 / (1 + np.exp(-_STEEP * (support - _EVEN)))


def _without(planes: np.ndarray, edge: int) -> np.ndarray:
    """Rasters (..., H, W) without so many pixels on every side."""
    return planes[..., edge : planes.shape[-2] - edge, edge : planes.shape[-1] - edge]


def _grown(grid: Grid, margin: int) -> Grid:
    edge = margin * grid.resolution
    return Grid(grid.left - edge, grid.top + edge, grid.resolution, grid.width + 2 * margin, grid.height + 2 * margin)
