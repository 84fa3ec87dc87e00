"""A map in another style, block by block, in such a way that nobody sees where blocks meet."""

from __future__ import annotations

import numpy as np

from .model import Model
from .paper import finished
from .restyle_place import Box
from .restyle_sheet import Sheet, read_padded
from .restyle_style import MapStyle, spread
from .textures import planes
from .time_ahead import SLOW, seconds_per_pixel, sentence

_SAMPLE = 64  # pixels along a side of the pieces from which the prevailing colour is taken


class Drawing:
    """Reads and draws the blocks of one run.

    Args:
        sheet: the map, and what of it is wanted.
        style: to draw it in.
        model: for the task ``restyle``.
        strength: from 0, the map as it was, to 1.
        side: of the blocks, pixels, at most; as the model's card says if None.
    """

    def __init__(self, sheet: Sheet, style: MapStyle, model: Model, strength: float, side: int | None) -> None:
        self._sheet, self._style, self._model, self._strength = sheet, style, model, strength
        card, multiple = model.card, model.card.multiple
        self._halo = -(-(card.tiles_overlap + style.finish.reach) // multiple) * multiple
        self._side = -(-(side or card.tile_size) // multiple) * multiple
        self._code = np.array(style.code, np.float32).reshape(1, -1, 1, 1)
        self._paper: np.ndarray | None = None

    def blocks(self) -> list[Box]:
        """The cells that cover what is wanted, row by row.

        Their corners are multiples of the card's, counted as the sheet's pixels are, so that pooling falls on the same
        pixels whatever the blocks and the extent are.
        """
        multiple, window = self._model.card.multiple, self._sheet.window
        return cells(window, self._side, multiple)

    def part(self, block: Box) -> Box:
        """What of a block is wanted."""
        return block.common(self._sheet.window)

    def time_ahead(self) -> list[str]:
        """How long it will take, on a slow device."""
        if self._model.device not in SLOW or not self._strength:
            return []
        pixels = sum((block.width + 2 * self._halo) * (block.height + 2 * self._halo) for block in self.blocks())
        seconds = pixels * seconds_per_pixel(self._model, ["restyled"])
        return [sentence(self._model.device, seconds, pixels)]

    def read(self, block: Box) -> tuple[np.ndarray, np.ndarray] | None:
        """What is to be seen around a block; None where nothing of it is to be seen."""
        image, alpha = read_padded(self._sheet, block.grown(self._halo))
        if not alpha.any():
            return None
        if self._strength and alpha.min() < 128:
            self._paper = prevailing(self._sheet) if self._paper is None else self._paper
        return image, alpha

    def draw(self, ready: tuple[Box, np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """The part of a block that is wanted, in its new style, and how opaque it is."""
        block, image, alpha = ready
        part, around = self.part(block), block.grown(self._halo)
        before, alpha = cut(image, around, part), cut(alpha, around, part)
        if not self._strength:
            return before, alpha
        if self._paper is not None:  # the network is not shown what nobody sees
            hidden = ready[2] < 128
            image = np.where(hidden[..., None], self._paper, image)
        inputs = {
            "image": np.ascontiguousarray(image.transpose(2, 0, 1)[None], np.float32) / 255,
            "style": self._code,
            "textures": planes(self._model.card.inputs["textures"], *around)[None],
        }
        drawn = self._model.run(["restyled"], **inputs)["restyled"][0].transpose(1, 2, 0)
        reach = part.grown(self._style.finish.reach)
        pixels = np.rint(np.clip(cut(drawn, around, reach), 0, 1) * 255).astype(np.uint8)
        after = cut(finished(pixels, reach.left, reach.top, self._style.finish), reach, part)
        if self._strength < 1:
            mixed = before + np.float32(self._strength) * (after.astype(np.float32) - before)
            after = np.rint(mixed).astype(np.uint8)
        return after, alpha


def cells(window: Box, side: int, multiple: int) -> list[Box]:
    """Cells of at most ``side`` pixels that cover a window, row by row, with corners at multiples."""
    across, down = (
        [(place, min(place + side, last)) for place in range(first, last, side)]
        for first, last in (
            (start // multiple * multiple, -(-end // multiple) * multiple)
            for start, end in ((window.left, window.right), (window.top, window.bottom))
        )
    )
    return [Box(left, top, right - left, bottom - top) for top, bottom in down for left, right in across]


def cut(pixels: np.ndarray, box: Box, part: Box) -> np.ndarray:
    """What a part holds of the pixels (H, W, …) of a box."""
    top, left = part.top - box.top, part.left - box.left
    return pixels[top : top + part.height, left : left + part.width]


def prevailing(sheet: Sheet) -> np.ndarray:
    """The colour in the middle of all that there is to be seen, uint8 (3,): of maps mostly that of the paper."""
    pixels = []
    for box in spread(sheet.anchor, _SAMPLE):
        image, alpha = read_padded(sheet, box)
        pixels.append(image[alpha > 127])
    seen = np.concatenate(pixels)
    return np.median(seen, 0).astype(np.uint8) if len(seen) else np.full(3, 255, np.uint8)
