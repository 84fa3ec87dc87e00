"""Grey imagery with colours, block by block, in such a way that nobody sees where blocks meet."""

from __future__ import annotations

import math

import numpy as np

from .colorize_spot import Spot, told
from .hls import lightness_of, plane_to_rgb
from .model import Model
from .restyle_blocks import cells, cut, prevailing
from .restyle_place import Box
from .restyle_sheet import Sheet, metres_per_pixel, read_padded
from .time_ahead import SLOW, seconds_per_pixel, sentence

_PER_DOUBLING = 4  # steps in which the imagery's resolution is fitted to the model's
_FINEST, _COARSEST = 2.0**-3, 2.0**6  # pixels of the imagery along one of the network's, at least and at most
_LARGEST = 2048  # pixels of the imagery along a side of a block, about
_STRIP = 256  # rows that are put together at a time


def predicted(model: Model, lightness: np.ndarray, spot: Spot | None) -> np.ndarray:
    """Hue and saturation as a network has them for a picture.

    Args:
        model: for the task ``colorize``.
        lightness: float32 (H, W), 0 to 1, in the model's resolution.
        spot: whose colours are wanted, None for those of nowhere.

    Returns:
        float32 (H, W, 2), see ``hls``.
    """
    multiple, (height, width) = model.card.multiple, lightness.shape
    padded = np.pad(lightness, ((0, -height % multiple), (0, -width % multiple)), "edge")
    found = model.run(["color"], lightness=np.ascontiguousarray(padded[None, None], np.float32), place=told(spot))
    return found["color"][0, :, :height, :width].transpose(1, 2, 0)


class Colouring:
    """Reads and colours the blocks of one run.

    Blocks are counted in the network's pixels, which are as large as those it was trained on, or nearly; colours lie in
    their middles, and in between they are interpolated. Lightness is the imagery's own in all its detail.

    Args:
        sheet: the imagery, and what of it is wanted.
        spot: whose colours it takes, None for those of nowhere; one for all of it, or colours would change from block
            to block.
        model: for the task ``colorize``.
        saturation: factor on the saturation of all colours.
        side: of the blocks, pixels of the network, at most; as the model's card says if None.
        resolution: metres per pixel of imagery that does not say so; the model's if None.
    """

    def __init__(
        self,
        sheet: Sheet,
        spot: Spot | None,
        model: Model,
        saturation: float,
        side: int | None,
        resolution: float | None,
    ) -> None:
        self._sheet, self._spot, self._model, self._saturation = sheet, spot, model, saturation
        card, multiple = model.card, model.card.multiple
        metres = metres_per_pixel(sheet, sheet.anchor)
        step = fitted(card.resolution / ((resolution or card.resolution) if math.isnan(metres) else metres))
        self._coarse = sheet if step == 1 else sheet.scaled(1 / step)
        # that of files is not exactly the step, because they have whole pixels
        self._step = tuple(coarse / fine for coarse, fine in zip(self._coarse.pixel, sheet.pixel))
        self._halo = -(-max(card.tiles_overlap, 1) // multiple) * multiple
        side = min(side or card.tile_size, int(_LARGEST / step))
        self._side = -(-max(side, 1) // multiple) * multiple
        self._hidden: np.ndarray | None = None

    def blocks(self) -> list[Box]:
        """The cells that cover what is wanted, in the network's pixels, row by row.

        Their corners are multiples of the card's, counted as the sheet's pixels are, so that pooling falls on the same
        pixels whatever the blocks and the extent are.
        """
        window, (across, down) = self._sheet.window, self._step
        left, top = math.floor(window.left / across), math.floor(window.top / down)
        right, bottom = math.ceil(window.right / across), math.ceil(window.bottom / down)
        every = cells(Box(left, top, right - left, bottom - top), self._side, self._model.card.multiple)
        return [block for block in every if min(self.part(block)[2:]) > 0]

    def part(self, block: Box) -> Box:
        """The wanted pixels whose middle lies in a block."""
        across, down = self._step
        left, right = (math.ceil(edge * across - 0.5) for edge in (block.left, block.right))
        top, bottom = (math.ceil(edge * down - 0.5) for edge in (block.top, block.bottom))
        return Box(left, top, right - left, bottom - top).common(self._sheet.window)

    def time_ahead(self) -> list[str]:
        """How long it will take, on a slow device."""
        if self._model.device not in SLOW or not self._saturation:
            return []
        pixels = sum((block.width + 2 * self._halo) * (block.height + 2 * self._halo) for block in self.blocks())
        return [sentence(self._model.device, pixels * seconds_per_pixel(self._model, ["color"]), pixels)]

    def read(self, block: Box) -> tuple[np.ndarray, ...] | None:
        """A block as it is, how opaque that is, and both around it for the network; None if nothing is to be seen."""
        part, around = self.part(block), block.grown(self._halo)
        if self._coarse is self._sheet:
            image, alpha = read_padded(self._sheet, around)
            fine, opacity = cut(image, around, part), cut(alpha, around, part)
        else:
            fine, opacity = self._sheet.read(part)
            image, alpha = read_padded(self._coarse, around) if opacity.any() else (fine, opacity)
        if not opacity.any():
            return None
        if self._saturation and alpha.min() < 128 and self._hidden is None:
            self._hidden = prevailing(self._sheet)
        return fine, opacity, image, alpha

    def draw(self, ready: tuple) -> tuple[np.ndarray, np.ndarray]:
        """The part of a block that is wanted, with its colours, and how opaque it is."""
        block, fine, opacity, image, alpha = ready
        lightness = lightness_of(fine)
        if not self._saturation:
            return plane_to_rgb(lightness, np.zeros((*lightness.shape, 2), np.float32)), opacity
        if self._hidden is not None:  # the network is not shown what nobody sees
            image = np.where((alpha < 128)[..., None], self._hidden, image)
        plane = predicted(self._model, lightness_of(image), self._spot) * np.float32(self._saturation)
        return self._put_together(lightness, plane, block.grown(self._halo), self.part(block)), opacity

    def _put_together(self, lightness: np.ndarray, plane: np.ndarray, around: Box, part: Box) -> np.ndarray:
        """A part's colours, interpolated from the network's, uint8 (H, W, 3)."""
        across, down = self._step
        columns, right = _between(part.left, part.width, across, around.left)
        rows, lower = _between(part.top, part.height, down, around.top)
        result = np.empty((*lightness.shape, 3), np.uint8)
        for start in range(0, part.height, _STRIP):
            strip = slice(start, start + _STRIP)
            row, weight = rows[strip], lower[strip, None, None]
            near = plane[row] + weight * (plane[row + 1] - plane[row])
            near = near[:, columns] + right[:, None] * (near[:, columns + 1] - near[:, columns])
            result[strip] = plane_to_rgb(lightness[strip], near)
        return result


def fitted(step: float) -> float:
    """How many pixels of the imagery one of the network's is wide: in whole steps, so that neighbours get the same."""
    step = 2.0 ** (round(_PER_DOUBLING * math.log2(step)) / _PER_DOUBLING)
    return min(max(step, _FINEST), _COARSEST)


def _between(start: int, count: int, step: float, origin: int) -> tuple[np.ndarray, np.ndarray]:
    """For so many pixels from ``start`` the network's pixel before each middle, and how far it is to the next one."""
    middles = (np.arange(start, start + count) + 0.5) / step - 0.5 - origin
    before = np.floor(middles).astype(np.intp)
    return before, (middles - before).astype(np.float32)
