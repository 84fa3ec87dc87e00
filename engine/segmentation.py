"""What the imagery shows, by the model alone: where buildings (or roads) are, whatever the vectors say."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import closing

import numpy as np

from .card import ModelCard
from .grid import Grid
from .imagery import Imagery
from .model import Model
from .normalisation import Normalisation
from .pipeline import pipelined

_Piece = tuple[np.ndarray, np.ndarray]  # float16 (2, H, W), probabilities; bool (H, W), where there is imagery

OUTPUT = "segmentation"
HALO = 48  # pixels; nearer to a piece's edge answers differ by more than a few hundredths
PIECE = 512  # pixels, side of what the network sees at once without its halo
_KEPT = 40  # pieces that are remembered: a strip of 25 km at 1.2 m per pixel


def segments(card: ModelCard) -> bool:
    """Whether a model says where the imagery shows features."""
    return OUTPUT in card.outputs


class Segmentation:
    """Reads the imagery at one scale and says where it shows features.

    Every place is looked at once, in pieces on a fixed lattice; the last ones are remembered.

    Args:
        imagery: the basemap in the frame.
        model: for the task ``align``, with the output ``segmentation``.
        scale: of the model.
        normalisation: the chain's.
        box: xmin, ymin, xmax, ymax in the frame; nothing beyond it will be asked for.

    Attributes:
        resolution: metres per pixel.
        pixels: number of pixels that went through the network so far.
    """

    def __init__(self, imagery: Imagery, model: Model, scale: int, normalisation: Normalisation, box: tuple) -> None:
        self.imagery, self.model = imagery, model.at(scale)
        self.normalisation = normalisation
        self.resolution = model.card.resolution * 2**scale
        box = (*np.maximum(box[:2], imagery.box[:2]), *np.minimum(box[2:], imagery.box[2:]))
        self.whole = Grid.around(box, self.resolution, 0, model.card.multiple)
        self.halo = -(-HALO // model.card.multiple) * model.card.multiple
        self.pixels = 0
        self._pieces: OrderedDict[tuple[int, int], _Piece] = OrderedDict()

    def read(self, grid: Grid) -> tuple[np.ndarray, np.ndarray]:
        """Look at a grid.

        Args:
            grid: of any size, on whole multiples of ``resolution``.

        Returns:
            float16 (2, H, W), probabilities of fill and outline, zero where there is no imagery; and
            bool (H, W), where there is.
        """
        seen = np.zeros((2, grid.height, grid.width), np.float16)
        valid = np.zeros((grid.height, grid.width), bool)
        left = round((grid.left - self.whole.left) / self.resolution)
        top = round((self.whole.top - grid.top) / self.resolution)
        rows = range(max(top, 0) // PIECE, -(-min(top + grid.height, self.whole.height) // PIECE))
        columns = range(max(left, 0) // PIECE, -(-min(left + grid.width, self.whole.width) // PIECE))
        for (row, column), (there, known) in self._pieces_at([(row, column) for row in rows for column in columns]):
            y, x = row * PIECE - top, column * PIECE - left  # of the piece's corner in the grid
            height, width = known.shape
            target = np.s_[max(y, 0) : y + height, max(x, 0) : x + width]
            source = np.s_[max(-y, 0) : grid.height - y, max(-x, 0) : grid.width - x]
            seen[(slice(None), *target)] = there[(slice(None), *source)]
            valid[target] = known[source]
        return seen, valid

    def _pieces_at(self, keys: list[tuple[int, int]]) -> list[tuple[tuple[int, int], _Piece]]:
        """Pieces by row and column; those that are not remembered are looked at, several at a time."""
        pieces = {key: self._pieces.pop(key) for key in keys if key in self._pieces}
        missing = [key for key in keys if key not in pieces]
        steps = (self._read, self._normalise, self._segment)
        with closing(pipelined(missing, *steps, runners=getattr(self.model, "runners", 1))) as found:
            for key, piece in found:
                pieces[key] = piece or self._blank(key)
        self._pieces.update(pieces)
        while len(self._pieces) > _KEPT:
            self._pieces.popitem(last=False)
        return [(key, pieces[key]) for key in keys]

    def _grid(self, key: tuple[int, int]) -> Grid:
        """Of a piece with its halo."""
        row, column = key
        left = self.whole.left + (column * PIECE - self.halo) * self.resolution
        top = self.whole.top - (row * PIECE - self.halo) * self.resolution
        width = min(PIECE, self.whole.width - column * PIECE) + 2 * self.halo
        height = min(PIECE, self.whole.height - row * PIECE) + 2 * self.halo
        return Grid(left, top, self.resolution, width, height)

    def _read(self, key: tuple[int, int]) -> tuple[np.ndarray, np.ndarray] | None:
        image, valid = self.imagery.read(self._grid(key))
        return (image, valid) if self._inside(valid).any() else None

    def _normalise(self, key: tuple[int, int], read: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        image, valid = read
        return self.normalisation.apply(image, valid)[None], valid

    def _segment(self, ready: tuple[np.ndarray, np.ndarray]) -> _Piece:
        image, valid = ready
        answer = self.model.run(outputs=(OUTPUT,), image=image, vectors=np.zeros_like(image))
        seen = self._inside(answer[OUTPUT][0] * valid).astype(np.float16)
        self.pixels += valid.size
        return seen, self._inside(valid).copy()

    def _inside(self, raster: np.ndarray) -> np.ndarray:
        return raster[..., self.halo : raster.shape[-2] - self.halo, self.halo : raster.shape[-1] - self.halo]

    def _blank(self, key: tuple[int, int]) -> _Piece:
        grid = self._grid(key)
        height, width = grid.height - 2 * self.halo, grid.width - 2 * self.halo
        return np.zeros((2, height, width), np.float16), np.zeros((height, width), bool)
