"""A rectified pair, block by block: disparity, whether both directions agree, and where nothing is to be seen."""

from __future__ import annotations

import numpy as np

from .model import Model
from .restyle_blocks import cells, cut, prevailing
from .restyle_place import Box
from .restyle_sheet import Sheet, read_padded
from .stereo_chain import Limits, StereoChain, columns_box
from .time_ahead import SLOW, seconds_per_pixel, sentence

DOUBTFUL = 2.0  # px by which both directions may differ until there is no confidence left
_OPAQUE = 128  # from which a pixel is seen
Pixels = tuple[np.ndarray, np.ndarray]


class Matching:
    """Reads and matches the blocks of one run.

    Args:
        left, right: the pair, of one size.
        model: for the task ``stereo``.
        limits: between which disparities are sought.
        both_ways: whether the right picture is matched with the left one, too.
        side: of the blocks, pixels, at most; as the model's card says if None.
    """

    def __init__(
        self, left: Sheet, right: Sheet, model: Model, limits: Limits, both_ways: bool, side: int | None
    ) -> None:
        self._sheets, self._model, self._limits, self._both_ways = (left, right), model, limits, both_ways
        self._chain = StereoChain(model, limits)
        step = self._chain.step
        self._side = -(-(side or model.card.tile_size) // step) * step
        self._ground: list[np.ndarray | None] = [None, None]

    def blocks(self) -> list[Box]:
        """The cells that cover what is wanted, row by row."""
        return cells(self._sheets[0].window, self._side, self._chain.step)

    def part(self, block: Box) -> Box:
        """What of a block is wanted."""
        return block.common(self._sheets[0].window)

    def time_ahead(self) -> list[str]:
        """How long it will take, on a slow device."""
        if self._model.device not in SLOW:
            return []
        pixels = sum(self._chain.pixels(block) for block in self.blocks())
        if self._both_ways:
            pixels += sum(self._chain.pixels(self._back(block)) for block in self.blocks())
        return [sentence(self._model.device, pixels * seconds_per_pixel(self._model, ["disparity"]), pixels)]

    def read(self, block: Box) -> tuple[Pixels, Pixels] | None:
        """What both pictures show around a block; None where nothing of it is in both."""
        boxes = self._boxes(block)
        if any(box.common(sheet.whole).width <= 0 for box, sheet in zip(boxes, self._sheets)):
            return None
        pixels = tuple(self._seen(at, box) for at, box in enumerate(boxes))
        return pixels if all(alpha.any() for _, alpha in pixels) else None

    def draw(self, ready: tuple[Box, Pixels, Pixels]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Match the part of a block that is wanted.

        Returns:
            disparity float32 (H, W), how far both directions agree on it, 0 to 1 (1 if one alone is asked for), and
            bool (H, W), where there is anything to be matched in both pictures.
        """
        block, (left, seen_left), (right, seen_right) = ready
        boxes, part, chain = self._boxes(block), self.part(block), self._chain
        views = cut(left, boxes[0], chain.left_box(block)), cut(right, boxes[1], chain.right_box(block))
        found = cut(chain.disparity(*views, block), block, part)
        known = cut(seen_left, boxes[0], part)
        place = np.rint(np.arange(part.left, part.right) - found).astype(np.intp)
        inside = (place >= self._sheets[1].whole.left) & (place < self._sheets[1].whole.right)
        rows = np.arange(part.top, part.bottom)[:, None]
        columns = np.clip(place, boxes[1].left, boxes[1].right - 1) - boxes[1].left
        known = known & inside & seen_right[rows - boxes[1].top, columns]
        agreed = np.ones_like(found)
        if self._both_ways:
            back = self._back(block)
            mirrored = _mirrored(back)
            views = cut(right, boxes[1], _mirrored(chain.left_box(mirrored))), None
            views = views[0], cut(left, boxes[0], _mirrored(chain.right_box(mirrored)))
            other = chain.disparity(*(view[:, ::-1] for view in views), mirrored)[:, ::-1]
            columns = np.clip(place, back.left, back.right - 1) - back.left
            differ = np.abs(other[rows - back.top, columns] - found)
            agreed = np.clip(1 - differ / np.float32(DOUBTFUL), 0, 1)
        return found, agreed, known

    def _back(self, block: Box) -> Box:
        """The block of the right picture that a block of the left one leads to."""
        return columns_box(block, block.left - self._limits.high, block.right - self._limits.low, self._chain.step)

    def _boxes(self, block: Box) -> tuple[Box, Box]:
        """What is read of the left picture and of the right one."""
        left, right = self._chain.left_box(block), self._chain.right_box(block)
        if not self._both_ways:
            return left, right
        mirrored = _mirrored(self._back(block))
        views = self._chain.right_box(mirrored), self._chain.left_box(mirrored)
        return _hull(left, _mirrored(views[0])), _hull(right, _mirrored(views[1]))

    def _seen(self, at: int, box: Box) -> Pixels:
        """Pixels of a picture, and where they are seen; what is not is of one colour."""
        sheet = self._sheets[at]
        image, alpha = read_padded(sheet, box)
        seen = alpha >= _OPAQUE
        if not seen.all():
            if self._ground[at] is None:
                self._ground[at] = prevailing(sheet)
            image = np.where(seen[..., None], image, self._ground[at])
        return image, seen


def _mirrored(box: Box) -> Box:
    """A box in the picture mirrored about its column 0."""
    return box._replace(left=-box.right)


def _hull(one: Box, other: Box) -> Box:
    """The rows of both, which are the same, and the columns of either and between."""
    left, right = min(one.left, other.left), max(one.right, other.right)
    return Box(left, one.top, right - left, one.height)
