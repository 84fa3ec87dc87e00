"""What the imagery shows, by the model alone: where buildings (or roads) are, whatever the vectors say."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np

from .card import ModelCard
from .grid import Grid
from .imagery import Imagery
from .model import Model
from .normalisation import Normalisation

OUTPUT = "segmentation"
HALO = 48  # pixels; nearer to a piece's edge answers differ by more than a few hundredths
_PIECE = 512  # pixels, side of what the network sees at once without its halo
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
        self._pieces: OrderedDict[tuple[int, int], tuple[np.ndarray, np.ndarray]] = OrderedDict()

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
        for row in range(max(top, 0) // _PIECE, -(-min(top + grid.height, self.whole.height) // _PIECE)):
            for column in range(max(left, 0) // _PIECE, -(-min(left + grid.width, self.whole.width) // _PIECE)):
                there, known = self._piece(row, column)
                y, x = row * _PIECE - top, column * _PIECE - left  # of the piece's corner in the grid
                height, width = known.shape
                target = np.s_[max(y, 0) : y + height, max(x, 0) : x + width]
                source = np.s_[max(-y, 0) : grid.height - y, max(-x, 0) : grid.width - x]
                seen[(slice(None), *target)] = there[(slice(None), *source)]
                valid[target] = known[source]
        return seen, valid

    def _piece(self, row: int, column: int) -> tuple[np.ndarray, np.ndarray]:
        if (row, column) in self._pieces:
            self._pieces.move_to_end((row, column))
            return self._pieces[row, column]
        width = min(_PIECE, self.whole.width - column * _PIECE)
        height = min(_PIECE, self.whole.height - row * _PIECE)
        step = self.resolution
        grid = Grid(
            self.whole.left + (column * _PIECE - self.halo) * step,
            self.whole.top - (row * _PIECE - self.halo) * step,
            step,
            width + 2 * self.halo,
            height + 2 * self.halo,
        )
        inside = np.s_[self.halo : self.halo + height, self.halo : self.halo + width]
        image, valid = self.imagery.read(grid)
        seen = np.zeros((2, height, width), np.float16)
        if valid[inside].any():
            normal = self.normalisation.apply(image, valid)[None]
            answer = self.model.run(outputs=(OUTPUT,), image=normal, vectors=np.zeros_like(normal))
            self.pixels += grid.width * grid.height
            seen = (answer[OUTPUT][0] * valid)[(slice(None), *inside)].astype(np.float16)
        self._pieces[row, column] = seen, valid[inside].copy()
        if len(self._pieces) > _KEPT:
            self._pieces.popitem(last=False)
        return self._pieces[row, column]
