"""Town plans and surveys as draughtsmen drew them before colour printing, made by lot from what lies where.

No two sheets of the eighteenth and nineteenth centuries share a style. What they have in common is drawn here with
everything else left to chance: ink along the edges of things, a few thin washes, textures stamped by hand, plots that
matter more than houses.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import binary_closing, binary_dilation, distance_transform_edt, gaussian_filter, label
from scipy.spatial import cKDTree

from ...engine.textures import SIDE, planes
from ..styles.classes import COLORS
from .clutter import field

_INKS = ((38, 30, 26), (20, 18, 18), (70, 52, 40), (60, 62, 66), (92, 74, 56))
_WASHES = {  # as water colours look when they lie on white paper
    "buildings": ((216, 150, 140), (200, 90, 80), (225, 175, 165), (170, 165, 160), (120, 115, 112), (205, 160, 110)),
    "water": ((110, 160, 170), (150, 190, 205), (120, 150, 185), (150, 180, 165), (90, 130, 150), (165, 200, 215)),
    "wood": ((150, 170, 120), (120, 150, 110), (170, 180, 130), (140, 145, 100), (185, 200, 160)),
    "green": ((200, 205, 150), (185, 200, 160), (215, 205, 150), (160, 180, 130), (225, 220, 180)),
    "roads": ((235, 200, 140), (225, 170, 150), (240, 225, 190), (205, 190, 165)),
}
_FADED = {  # as centuries leave them, on paper gone brown: meadows hardly to be told from it, water bluer than it was
    "water": ((150, 195, 228), (180, 210, 225)),
    "green": ((228, 238, 222),),
}
_GREY = (158, 182, 175)  # of woods that faded; what is stamped on them tells them from water
_BLOCK = 7  # half the pixels between houses of one block
_YARD = 4  # pixels between the outer houses and the edge of the block


@dataclass(frozen=True)
class Sheet:
    """A drawn piece of a sheet.

    Attributes:
        pixels: uint8 (H, W, 3).
        blocks: bool (H, W), where it shows blocks of houses or plots in place of houses.
    """

    pixels: np.ndarray
    blocks: np.ndarray


def antique(classes: np.ndarray, seed: int, fades: bool = False) -> Sheet:
    """Draw a piece of a map as an old sheet.

    Args:
        classes: int (H, W), places in ``COLORS``.
        seed: decides the style.
        fades: washes may have faded.
    """
    return _Draughtsman(classes, np.random.default_rng(seed), fades).sheet()


def _borders(numbers: np.ndarray) -> np.ndarray:
    """Where the number to the right or below is another, float32."""
    borders = np.zeros(numbers.shape, np.float32)
    borders[:-1] = numbers[:-1] != numbers[1:]
    borders[:, :-1] = np.maximum(borders[:, :-1], numbers[:, :-1] != numbers[:, 1:])
    return borders


class _Draughtsman:
    """One hand: the same ink, washes and habits all over a sheet."""

    def __init__(self, classes: np.ndarray, random: np.random.Generator, fades: bool) -> None:
        self.random, self.shape, self.fades = random, classes.shape, fades
        self.washes = {name: palette + _FADED.get(name, ()) * fades for name, palette in _WASHES.items()}
        self.masks = {name: classes == number for number, name in enumerate(COLORS)}
        streets = self.masks["roads"] | self.masks["water"] | self.masks["rail"]
        blocks = binary_closing(np.pad(self.masks["buildings"], _BLOCK), iterations=_BLOCK)
        blocks = binary_dilation(blocks[_BLOCK:-_BLOCK, _BLOCK:-_BLOCK], iterations=_YARD)
        self.built = blocks & ~binary_dilation(streets)  # a modern map's edges of streets stay visible
        self.shows_blocks = random.random() < 0.3
        self.ink = np.array(_INKS[random.integers(len(_INKS))], np.float32) + random.uniform(-10, 10, 3)
        self.weight = random.uniform(0.7, 1.9)
        self.canvas = np.full((*self.shape, 3), 252, np.float32)

    def sheet(self) -> Sheet:
        """Washes, then what is stamped, then ink."""
        self._ground()
        self._water()
        self._roads()
        self._houses()
        self._rail()
        pixels = np.clip(np.rint(self.canvas), 0, 255).astype(np.uint8)
        return Sheet(pixels, self.built if self.shows_blocks else np.zeros(self.shape, bool))

    def _lay(self, cover: np.ndarray, color) -> None:
        """Colour over the sheet as far as ``cover`` (H, W), 0…1, says; washes let what is below shine through."""
        self.canvas *= 1 - np.clip(cover, 0, 1)[..., None] * (1 - np.asarray(color, np.float32) / 252)

    def _wash(self, name: str, mask: np.ndarray) -> None:
        """A thin colour, uneven, often darker along its border where pigment dried."""
        if not mask.any():
            return
        palette = self.washes[name]
        color = np.array(palette[self.random.integers(len(palette))], np.float32) + self.random.uniform(-12, 12, 3)
        cover = gaussian_filter(mask.astype(np.float32), 0.6) * (
            1 + 0.25 * field(self.shape, self.random, self.random.uniform(8, 50))
        )
        if self.random.random() < 0.35:  # a band along the border alone, or darker there
            band = np.exp(-distance_transform_edt(mask) / self.random.uniform(2, 7))
            cover *= self.random.choice([0.0, 0.5]) + band
        self._lay(cover * self.random.uniform(0.55, 1), color)

    def _outline(self, mask: np.ndarray, width: float, shadow: bool = False) -> None:
        """Ink along the border of an area; with a shadow, thicker to the lower right."""
        if not mask.any() or mask.all():
            return
        distance = np.where(mask, distance_transform_edt(mask) - 0.5, distance_transform_edt(~mask) - 0.5)
        cover = np.clip(width / 2 + 0.5 - distance, 0, 1)
        if shadow:
            away = int(self.random.integers(1, 3))
            moved = np.roll(mask, (away, away), (0, 1))
            cover = np.maximum(cover, (moved & ~mask).astype(np.float32))
        self._lay(cover * self.random.uniform(0.7, 1), self.ink)

    def _stamped(self, kinds: tuple[str, ...], mask: np.ndarray, strength: float = 1.0) -> None:
        """A texture in ink over an area."""
        kind = kinds[self.random.integers(len(kinds))]
        left, top = (int(each) for each in self.random.integers(0, SIDE, 2))
        texture = planes([kind], left, top, self.shape[1], self.shape[0])[0]
        self._lay(texture * mask * strength * self.random.uniform(0.5, 1), self.ink)

    def _strokes(self, mask: np.ndarray) -> None:
        """Short strokes in rows, as meadows and furrows are drawn."""
        angle = self.random.uniform(0, np.pi)
        y, x = np.mgrid[: self.shape[0], : self.shape[1]].astype(np.float32)
        along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
        gap, length = self.random.uniform(4, 16), self.random.uniform(5, 30)
        row = np.rint(across / gap)
        shift = np.sin(row * 12.9898) * 43758.5453 % 1  # another start in every row
        line = np.clip(self.weight / 2 + 0.4 - np.abs(across - row * gap), 0, 1)
        dash = np.abs((along / length + shift) % 1 - 0.5) < self.random.uniform(0.1, 0.45)
        self._lay(line * dash * mask * self.random.uniform(0.4, 1), self.ink)

    def _ground(self) -> None:
        """Woods, meadows, fields, and the borders between plots."""
        chance, masks = self.random.random, self.masks
        greyed = self.fades and chance() < 0.25
        if greyed:
            self.washes["wood"] = (_GREY,)
        if greyed or chance() < 0.75:
            self._wash("wood", masks["wood"])
        if greyed or chance() < 0.85:
            self._stamped(("trees", "trees", "tufts", "stipple"), masks["wood"])
        if chance() < 0.65:
            self._wash("green", masks["green"])
        if chance() < 0.6:
            self._strokes(masks["green"])
        elif chance() < 0.5:
            self._stamped(("tufts", "stipple"), masks["green"])
        for name in ("wood", "green"):
            if chance() < 0.6:
                self._outline(masks[name], self.weight * 0.7)
        if chance() < 0.6:
            self._plots()

    def _plots(self) -> None:
        """Thin lines halfway between houses, and between places in open land: nothing that a modern map shows."""
        houses = self.masks["buildings"]
        count = max(2, houses.size // int(self.random.uniform(40, 110) ** 2))
        seeds = self.random.uniform(0, 1, (count, 2)) * self.shape
        stretch = np.array([1.0, self.random.uniform(0.4, 2.5)])
        places = np.moveaxis(np.mgrid[: self.shape[0], : self.shape[1]], 0, -1)
        borders = _borders(cKDTree(stretch * seeds).query(stretch * places)[1])
        if houses.any():
            away, (rows, columns) = distance_transform_edt(~houses, return_indices=True)
            borders = np.where(away < 24, _borders(label(houses)[0][rows, columns]), borders)
        bare = self.masks["roads"] | self.masks["water"] | houses
        self._lay(borders * ~bare * self.random.uniform(0.35, 0.9), self.ink)

    def _water(self) -> None:
        """Mostly a wash, darker at the shore or all over; or lines that follow the shore."""
        mask = self.masks["water"]
        if not mask.any():
            return
        if self.random.random() < 0.9:
            self._wash("water", mask)
        if self.random.random() < 0.3:
            inside = distance_transform_edt(mask)
            gap = self.random.uniform(3, 6) * (1 + 0.02 * inside)  # wider apart towards the middle
            phase = np.abs(inside / gap % 1 - 0.5) * gap
            self._lay(np.clip(0.9 - phase, 0, 1) * mask * self.random.uniform(0.4, 0.9), self.ink)
        elif self.random.random() < 0.25:
            self._stamped(("level",), mask, 0.8)
        if self.random.random() < 0.85:
            self._outline(mask, self.weight * self.random.uniform(0.7, 1.5), self.random.random() < 0.2)

    def _roads(self) -> None:
        """Two lines with paper or a wash between; seldom one line. Paths are dashed or thin."""
        mask = self.masks["roads"]
        kind = self.random.random()
        if kind < 0.3:
            self._wash("roads", mask)
        if kind < 0.85:
            self._outline(mask, self.weight * self.random.uniform(0.6, 1.1))
        elif kind < 0.92:
            self._lay(gaussian_filter(mask.astype(np.float32), 0.5), self.ink)
        else:  # streets are what is left between blocks
            self._outline(self.built, self.weight)
        self._lay(gaussian_filter(self.masks["paths"].astype(np.float32), 0.5) * self.random.uniform(0, 1), self.ink)
        if self.random.random() < 0.15:  # an avenue's trees
            beside = binary_dilation(mask, iterations=6) & ~binary_dilation(mask, iterations=2)
            self._stamped(("trees",), beside & ~self.masks["buildings"])

    def _houses(self) -> None:
        """Filled, hatched, washed or outlined; or no houses but blocks in one wash."""
        mask = self.built if self.shows_blocks else self.masks["buildings"]
        kind = self.random.random()
        if self.shows_blocks or kind < 0.5:
            self._wash("buildings", mask)
        elif kind < 0.65:
            self._lay(gaussian_filter(mask.astype(np.float32), 0.4) * self.random.uniform(0.75, 1), self.ink)
        elif kind < 0.85:
            self._stamped(("hatch", "fine", "cross", "level"), mask)
        self._outline(mask, self.weight * self.random.uniform(0.7, 1.2), self.random.random() < 0.4)

    def _rail(self) -> None:
        mask = self.masks["rail"].astype(np.float32)
        if self.random.random() < 0.5:
            self._lay(gaussian_filter(mask, 0.5), self.ink)
        else:
            self._outline(self.masks["rail"], 0.9)
