"""Places, each in several pictures that lie on one another: maps in many styles, old sheets, imagery."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from scipy.ndimage import binary_dilation, gaussian_filter

from ...engine.smoothing import averaged
from ..packing import Sheet
from ..restyle.antique import antique
from ..restyle.clutter import Clutter, cluttered
from ..restyle.sampling import FINISHES
from ..restyle.tiles import CLASSES as CLASS_STYLE
from ..restyle.tiles import Block, Blocks, cut, on_paper
from ..styles.classes import COLORS, NUMBER, numbers_of
from ..styles.weathering import random_weather, weathered
from .sheet_classes import sheet_classes

KINDS = ("map", "scan", "imagery")
MAP, SCAN, IMAGERY = range(3)
UNKNOWN = 255  # in place of a number of a class
_CLUTTER = Clutter(wobble=0.0)  # lines stay where they are
_ROADS_ALONE = 0.3  # share of the places with imagery whose maps show no buildings: those of the country
_COARSEST = 2.7  # metres per pixel of imagery
_EVENTFUL = 0.06  # share of pixels, eight apart, that differ in class


class Views(NamedTuple):
    """Pictures of one place.

    Attributes:
        pictures: uint8 (N, S, S, 3).
        kinds: int (N,), places in ``KINDS``.
        classes: uint8 (S, S), places in ``COLORS``, ``UNKNOWN`` where nobody knows.
    """

    pictures: np.ndarray
    kinds: np.ndarray
    classes: np.ndarray


class Source(Protocol):
    """Where views of places come from."""

    def draw(self, rng: np.random.Generator, side: int) -> Views:
        """Views of any place, ``side`` pixels wide and high."""
        ...


class MapViews:
    """Pieces of real places' maps: some in styles of the pack, one as an old sheet.

    Args:
        blocks: to cut from.
        count: pictures of a place.
    """

    def __init__(self, blocks: Blocks, count: int = 4) -> None:
        self.blocks, self.count = blocks, count
        self.classes = blocks.number(CLASS_STYLE)
        self.styles = [number for number in range(len(blocks.styles)) if number != self.classes]
        self.finishes = list(FINISHES.values())

    def draw(self, rng: np.random.Generator, side: int) -> Views:
        """See ``Source``."""
        while True:
            block = self.blocks.blocks[rng.integers(len(self.blocks))]
            height, width = block.pixels.shape[1:3]
            factor = int(rng.integers(1, min(height, width) // side + 1))
            whole = side * factor
            left, top = int(rng.integers(width - whole + 1)), int(rng.integers(height - whole + 1))
            seen = block.pixels[self.classes, top : top + whole : 8, left : left + whole : 8]
            if (seen[1:] != seen[:-1]).any(-1).mean() > _EVENTFUL:
                break
        classes = numbers_of(cut(block, self.classes, left, top, whole)[factor // 2 :: factor, factor // 2 :: factor])
        pictures = [aged(rng, antique(classes, int(rng.integers(1 << 31))).pixels, 0.8)]
        kinds = [SCAN]
        for style in rng.choice(self.styles, self.count - 1, replace=False):
            is_old = rng.random() < 0.35
            drawn = self._styled(rng, block, int(style), left, top, whole, factor)
            pictures.append(aged(rng, drawn, 1.0) if is_old else drawn)
            kinds.append(SCAN if is_old else MAP)
        return Views(np.stack(pictures), np.array(kinds), classes.astype(np.uint8))

    def _styled(
        self, rng: np.random.Generator, block: Block, style: int, left: int, top: int, whole: int, factor: int
    ) -> np.ndarray:
        if factor == 1 and rng.random() < 0.4:
            return on_paper(block, style, left, top, whole, self.finishes[rng.integers(len(self.finishes))])
        return averaged(cut(block, style, left, top, whole), factor)


class ImageryViews:
    """Pieces of imagery with maps that are drawn from what is known there.

    Args:
        sheets: imagery with vectors.
        count: pictures of a place, of which one is imagery.
    """

    def __init__(self, sheets: Sequence[Sheet], count: int = 4) -> None:
        self.sheets, self.count = list(sheets), count
        self._classes: dict[int, np.ndarray] = {}
        # wide sheets serve more places; those at a metre a pixel are what maps are registered onto
        area = np.array([sheet.mask.size * sheet.resolution**2 for sheet in self.sheets])
        self.chances = np.minimum(area, 8 * np.median(area)) / np.minimum(area, 8 * np.median(area)).sum()

    def draw(self, rng: np.random.Generator, side: int) -> Views:
        """See ``Source``."""
        number, factor, left, top = self._place(rng, side)
        sheet, whole = self.sheets[number], side * factor
        part = np.s_[top : top + whole, left : left + whole]
        classes = self._known(number)[part][factor // 2 :: factor, factor // 2 :: factor]
        shown = np.where(classes == UNKNOWN, 0, classes).astype(np.int64)
        if rng.random() < _ROADS_ALONE and (shown == NUMBER["roads"]).any():
            shown[shown == NUMBER["buildings"]] = NUMBER["nothing"]
        pictures, kinds = [averaged(sheet.image[part], factor)], [IMAGERY]
        for number in range(1, self.count):
            is_old = number == 1 or rng.random() < 0.3
            drawn = antique(shown, int(rng.integers(1 << 31))).pixels if number == 1 else plain(rng, shown)
            pictures.append(aged(rng, drawn, 0.8) if is_old else drawn)
            kinds.append(SCAN if is_old else MAP)
        return Views(np.stack(pictures), np.array(kinds), classes)

    def _place(self, rng: np.random.Generator, side: int) -> tuple[int, int, int, int]:
        """Number of a sheet, factor of its pixels, and the corner of a square that shows a little of something."""
        while True:
            number = int(rng.choice(len(self.sheets), p=self.chances))
            sheet = self.sheets[number]
            height, width = sheet.mask.shape
            most = min(min(height, width) // side, int(_COARSEST / sheet.resolution))
            if most < 1:
                continue
            factors = np.arange(1, most + 1)
            factor = int(rng.choice(factors, p=factors / factors.sum()))
            whole = side * factor
            left, top = int(rng.integers(width - whole + 1)), int(rng.integers(height - whole + 1))
            known = self._known(number)[top : top + whole : 8, left : left + whole : 8]
            if sheet.mask[top : top + whole : 8, left : left + whole : 8].all() and (known != UNKNOWN).mean() > 0.04:
                return number, factor, left, top

    def _known(self, number: int) -> np.ndarray:
        if number not in self._classes:
            self._classes[number] = sheet_classes(self.sheets[number], UNKNOWN)
        return self._classes[number]


def plain(rng: np.random.Generator, classes: np.ndarray) -> np.ndarray:
    """A map in flat colours by lot, with lines around things or without, uint8 (H, W, 3)."""
    colors = rng.uniform(0, 255, (len(COLORS), 3)).astype(np.float32)
    if rng.random() < 0.6:  # as most maps: light ground, pale areas
        colors[0] = rng.uniform(205, 255) + rng.uniform(-14, 14, 3)
        colors[1:] = colors[0] + (colors[1:] - colors[0]) * rng.uniform(0.25, 1, (len(COLORS) - 1, 1))
    picture = colors[classes]
    for name in ("roads", "buildings"):
        if rng.random() < 0.5:
            mask = classes == NUMBER[name]
            line = binary_dilation(mask) & ~mask
            picture[line] = rng.uniform(0, 160, 3) if rng.random() < 0.8 else rng.uniform(0, 255, 3)
    soft = gaussian_filter(picture, (0.5, 0.5, 0))
    return np.clip(np.rint(soft), 0, 255).astype(np.uint8)


def aged(rng: np.random.Generator, pixels: np.ndarray, share: float) -> np.ndarray:
    """A drawn map with lettering and the like by chance, as an old scan in a share of all cases."""
    if rng.random() < 0.4:
        pixels = cluttered(pixels, _CLUTTER, int(rng.integers(1 << 31)))
    if rng.random() < share:
        seed = int(rng.integers(1 << 31))
        pixels = weathered(pixels, random_weather(seed), seed)
    return pixels
