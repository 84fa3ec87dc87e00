"""The chain with additive links: the disparity of a block of a pair, from coarse to fine (Zampieri et al., 2018).

At each scale the right picture is warped by the disparity so far, and the network says what is lacking:
d ← 2 · up(d) + residual. The coarse scales look at more around the block than the fine ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .errors import InputError
from .model import Model
from .restyle_blocks import cut
from .restyle_place import Box


@dataclass(frozen=True)
class Limits:
    """Disparities between which the true ones lie, pixels.

    Attributes:
        low, high: the least and the largest; negative where the right picture shows a thing further to the right.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse impossible limits.

        Raises:
            InputError: the least is not below the largest.
        """
        if not self.low < self.high:  # also where one is no number
            raise InputError(
                f"The least disparity {self.low:g} is not below the largest, {self.high:g}; give two others."
            )

    @property
    def middle(self) -> float:
        """What the chain begins with."""
        return (self.low + self.high) / 2

    @property
    def half(self) -> float:
        """How far the chain must be able to go from there."""
        return (self.high - self.low) / 2


class StereoChain:
    """Finds the disparity of blocks.

    Args:
        model: for the task ``stereo``.
        limits: between which it is sought.

    Attributes:
        scales: that are run, coarsest first.
        step: corners of blocks are multiples of so many pixels, so that pooling falls on the same pixels in all.

    Raises:
        InputError: the model cannot bridge what lies between the limits.
    """

    def __init__(self, model: Model, limits: Limits) -> None:
        card = model.card
        self._model, self._limits = model, limits
        most = card.scales[1]
        if limits.half > card.max_disparity:
            raise InputError(
                f"Disparities from {limits.low:g} to {limits.high:g} pixels are more than model '{card.name}' can tell "
                f"apart; choose limits at most {2 * card.max_disparity:g} pixels apart."
            )
        coarsest = next((scale for scale in range(most) if card.reach * 2**scale >= limits.half), most)
        self.scales = tuple(range(coarsest, -1, -1))
        self.step = card.multiple * 2**coarsest
        self._margins: dict[int, int] = {}
        margin = 0
        for scale in reversed(self.scales):
            unit = card.multiple * 2**scale
            margin = _up(margin + card.tiles_overlap * 2**scale, unit)
            self._margins[scale] = margin

    def left_box(self, block: Box) -> Box:
        """What the chain must see of the left picture for a block of it."""
        return block.grown(self._margins[self.scales[0]])

    def right_box(self, block: Box) -> Box:
        """What it must see of the right one."""
        seen = self.left_box(block)
        return columns_box(seen, seen.left - self._limits.high, seen.right - self._limits.low, self.step)

    def pixels(self, block: Box) -> int:
        """Pixels that the network looks at for a block."""
        return sum(np.prod(_coarse(block.grown(self._margins[scale]), scale)[2:]) for scale in self.scales)

    def disparity(self, left: np.ndarray, right: np.ndarray, block: Box) -> np.ndarray:
        """Find the disparity of a block.

        Args:
            left: uint8 (H, W, 3), the pixels of ``left_box(block)``.
            right: those of ``right_box(block)``.
            block: corners at multiples of ``step``.

        Returns:
            float32 (h, w), pixels; left pixel (x, y) is right pixel (x - disparity, y).
        """
        seen, other = self.left_box(block), self.right_box(block)
        pictures = [_pyramid(picture, self.scales[0]) for picture in (left, right)]
        found, had = None, None
        for scale in self.scales:
            factor = 2**scale
            box = _coarse(block.grown(self._margins[scale]), scale)
            if found is None:
                so_far = np.full((box.height, box.width), self._limits.middle / factor, np.float32)
            else:
                so_far = cut(doubled(found), Box(*(2 * each for each in had)), box)
            one, two = pictures[0][scale], pictures[1][scale]
            one = cut(one, _coarse(seen, scale), box)
            rows = Box(_coarse(other, scale).left, box.top, two.shape[1], box.height)
            two = warped(cut(two, _coarse(other, scale), rows), so_far, box.left - rows.left)
            residual = self._model.run(["disparity"], left=_planes(one), right=_planes(two))["disparity"][0, 0]
            found = np.clip(so_far + residual, self._limits.low / factor, self._limits.high / factor)
            had = box
        return cut(found, had, block)


def columns_box(rows: Box, left: float, right: float, step: int) -> Box:
    """The rows of a box, and all columns from one to another, corners at multiples."""
    first, last = int(np.floor(left / step)) * step, int(np.ceil(right / step)) * step
    return Box(first, rows.top, last - first, rows.height)


def halved(pixels: np.ndarray) -> np.ndarray:
    """Means of 2 × 2 pixels: (2H, 2W, C) to float32 (H, W, C)."""
    height, width = pixels.shape[0] // 2, pixels.shape[1] // 2
    return pixels.reshape(height, 2, width, 2, -1).mean(axis=(1, 3), dtype=np.float32)


def doubled(disparity: np.ndarray) -> np.ndarray:
    """A disparity (H, W) at twice the resolution, in its pixels, between the middles of pixels linearly."""
    for axis in (0, 1):
        ends = [(1, 1) if each == axis else (0, 0) for each in (0, 1)]
        padded = np.pad(disparity, ends, "edge")
        before, after = (np.take(padded, range(at, at + disparity.shape[axis]), axis) for at in (0, 2))
        pair = [np.float32(0.75) * disparity + np.float32(0.25) * other for other in (before, after)]
        shape = [side * (2 if each == axis else 1) for each, side in enumerate(disparity.shape)]
        disparity = np.stack(pair, axis + 1).reshape(shape)
    return 2 * disparity


def warped(right: np.ndarray, disparity: np.ndarray, start: int) -> np.ndarray:
    """The right picture as it lies under the left one; its outermost pixels go on beyond it.

    Args:
        right: (H, W', C).
        disparity: float32 (H, W), pixels.
        start: column of the right picture above which the first of the left one lies.

    Returns:
        float32 (H, W, C).
    """
    last = right.shape[1] - 1
    place = np.clip(np.arange(start, start + disparity.shape[1], dtype=np.float32) - disparity, 0, last)
    first = np.minimum(place.astype(np.intp), max(last - 1, 0))
    share = (place - first).astype(np.float32)[..., None]
    rows = np.arange(len(right))[:, None]
    low, high = (right[rows, np.minimum(first + step, last)].astype(np.float32) for step in (0, 1))
    return low + share * (high - low)


def _pyramid(pixels: np.ndarray, coarsest: int) -> list[np.ndarray]:
    """A picture at all scales up to one, 0 to 255; at scale 0 it is what it was, because little of that is needed."""
    found = [pixels]
    for _ in range(coarsest):
        found.append(halved(found[-1]))
    return found


def _coarse(box: Box, scale: int) -> Box:
    return Box(*(each >> scale for each in box))


def _planes(pixels: np.ndarray) -> np.ndarray:
    """Pixels from 0 to 255 as the network takes them."""
    return np.ascontiguousarray(pixels.transpose(2, 0, 1)[None] * np.float32(1 / 255))


def _up(value: int, unit: int) -> int:
    return -(-value // unit) * unit
