"""One scale of the registration of a sheet, block by block: by how much its nodes are still off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from .bilinear import bilinear
from .content import Content
from .grid import Grid
from .imagery import Imagery
from .matching import CELL, MARGIN, scores, shifts
from .node_field import NodeField
from .restyle_place import Box
from .sheet_pixels import between

_SIDE = 128  # nodes along a block, at most
_BESIDE = 16  # nodes around a block that take part in finding out what its own agree on
_BEYOND = 4  # nodes around the sheet, because blocks are read with their surroundings
_EVEN, _STEEP = 1.15, 5.0  # support at which right is as probable as wrong, and how fast that changes
_TORN = 8  # times as many pixels of the basemap as of the sheet: what was found so far is torn
_SEEN = 0.3  # share of a node's cell that both pictures must show

Picture = tuple[np.ndarray, np.ndarray]  # uint8 (H, W, 3), and bool (H, W): where it shows anything


class Piece(NamedTuple):
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


class _Seen(NamedTuple):
    """What a block takes: the sheet's picture, the basemap's around what lies under it, and where in that it lies.

    The latter is float (2, H, W), x then y in pixels of the basemap's picture, for every pixel under the sheet.
    """

    sheet: Picture
    basemap: Picture
    places: np.ndarray


class Comparison:
    """Compares a sheet with the basemap as it lies under it after the displacement so far.

    Args:
        sheet, basemap: seen from one frame.
        box: xmin, ymin, xmax, ymax in the frame that the sheet covers.
        resolution: metres per pixel.
        content: how geography is told.

    Attributes:
        lattice: of the nodes.
        unit: metres of a pixel of content.
    """

    def __init__(self, sheet: Imagery, basemap: Imagery, box: tuple, resolution: float, content: Content) -> None:
        self._sheet, self._basemap, self._content, self._resolution = sheet, basemap, content, resolution
        self.unit = resolution * content.stride
        self.lattice = Grid.around(box, self.unit * CELL, _BEYOND)
        step = max(content.multiple, content.stride)
        # pixels around the cells of a block that what each witness says of them depends on
        self._halos = [-(-each.halo // step) * step for each in content.witnesses]
        self._halo = max(self._halos)
        self._margin = -(-content.reach * content.stride // step) * step  # that the basemap has more, for shifts

    def read(self, piece: Piece, before: NodeField) -> _Seen | None:
        """What a block takes, where the displacement so far is known; None where nothing is to be seen."""
        inner = self._picture(piece)
        sheet = self._sheet.read(inner)
        if not sheet[1].any():
            return None
        outer = _grown(inner, self._margin)

        def positions(at: np.ndarray) -> np.ndarray:
            place = outer.to_map(at)
            return place + before.at(place)

        places = between(positions, Box(0, 0, outer.width, outer.height)).reshape(-1, 2)
        window = Grid.around((*places.min(0), *places.max(0)), self._resolution, 2)
        if window.size > _TORN * outer.size:
            return None
        basemap = self._basemap.read(window)
        if not basemap[1].any():
            return None
        return _Seen(sheet, basemap, window.to_pixel(places).T.reshape(2, outer.height, outer.width))

    @staticmethod
    def prepare(piece: Piece, seen: _Seen) -> tuple[Piece, Picture, Picture]:
        """Lay the basemap under the sheet."""
        image, valid = seen.basemap
        found = bilinear(np.concatenate([image, valid[..., None] * np.uint8(255)], 2), *seen.places)
        under = np.ascontiguousarray(np.rint(found[..., :3]).astype(np.uint8))
        return piece, seen.sheet, (under, found[..., 3] > 127)

    def run(self, ready: tuple[Piece, Picture, Picture]) -> tuple[np.ndarray, np.ndarray, int]:
        """Compare.

        Returns:
            shift (2, R, C) of a block's own nodes, pixels of content, x to the right and y down; how sure that is,
            (R, C), 0 to 1; and how many pixels were looked at.
        """
        piece, sheet, basemap = ready
        said = (
            self._said(witness, halo, sheet, basemap) for witness, halo in zip(self._content.witnesses, self._halos)
        )
        found = shifts(sum(said), 1.0)
        sure = _confidence(found.support) * self._both(sheet[1], basemap[1])
        return np.stack([found.x[piece.own], found.y[piece.own]]), sure[piece.own], sheet[1].size

    def _said(self, witness: Content, halo: int, sheet: Picture, basemap: Picture) -> np.ndarray:
        """Log-likelihoods of all shifts of the nodes, as of ``scores``, by one witness."""
        spare, reach = self._halo - halo, self._content.reach
        one, other = (witness.of(*(_inside(each, spare) for each in picture)) for picture in (sheet, basemap))
        edge, margin = (pixels // witness.stride for pixels in (halo, self._margin))
        found = scores(_without(one, edge), _without(other, edge + margin - reach), reach)
        return found * np.float32(witness.temperature)

    def _both(self, shown: np.ndarray, seen: np.ndarray) -> np.ndarray:
        """Whether both pictures show enough of the cell of each node, float (R, C)."""
        cell = CELL * self._content.stride
        both = _without(shown & _without(seen, self._margin), self._halo)
        rows, columns = (side // cell for side in both.shape)
        part = both.reshape(rows, cell, columns, cell).mean((1, 3))[MARGIN:-MARGIN, MARGIN:-MARGIN]
        return (part > _SEEN).astype(float)

    def _picture(self, piece: Piece) -> Grid:
        """The pixels that comparing a block takes."""
        cell, lattice = CELL * self._content.stride, self.lattice
        row, column = piece.around_rows[0] - MARGIN, piece.around_columns[0] - MARGIN
        rows, columns = piece.around_rows[1] + MARGIN - row, piece.around_columns[1] + MARGIN - column
        left, top = lattice.left + column * lattice.resolution, lattice.top - row * lattice.resolution
        return _grown(Grid(left, top, self._resolution, columns * cell, rows * cell), self._halo)


def pieces_of(rows: int, columns: int) -> Iterator[Piece]:
    """The blocks of a lattice of so many rows and columns."""
    for own_rows, around_rows in _even(rows):
        for own_columns, around_columns in _even(columns):
            yield Piece(own_rows, own_columns, around_rows, around_columns)


def _even(count: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """First and last of parts that are alike, none longer than ``_SIDE``; and of them with what lies beside."""
    edges = np.linspace(0, count, -(-count // _SIDE) + 1).round().astype(int).tolist()
    parts = zip(edges[:-1], edges[1:])
    return [((first, last), (max(first - _BESIDE, 0), min(last + _BESIDE, count))) for first, last in parts]


def _confidence(support: np.ndarray) -> np.ndarray:
    """How probable it is that nodes are within two pixels of the truth."""
    return 1 / (1 + np.exp(-_STEEP * (support - _EVEN)))


def _without(planes: np.ndarray, edge: int) -> np.ndarray:
    """Rasters (..., H, W) without so many pixels on every side."""
    return planes[..., edge : planes.shape[-2] - edge, edge : planes.shape[-1] - edge]


def _inside(pixels: np.ndarray, edge: int) -> np.ndarray:
    """A picture (H, W, ...) without so many pixels on every side."""
    return pixels[edge : pixels.shape[0] - edge, edge : pixels.shape[1] - edge]


def _grown(grid: Grid, margin: int) -> Grid:
    edge = margin * grid.resolution
    return Grid(grid.left - edge, grid.top + edge, grid.resolution, grid.width + 2 * margin, grid.height + 2 * margin)
