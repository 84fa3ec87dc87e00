"""Ground of which several pictures are known, pixel by pixel: what pairs with exact truth are cut from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from ...engine.tiles import SIDE as TILE
from ..packing import Sheet, load_pack, pack_scenes, save_pack, sheet_of
from ..places import load_places
from ..restyle.tiles import CLASSES, Block, Blocks, on_paper, open_blocks
from ..styles.classes import NUMBER, numbers_of
from ..styles.shipped import shipped
from .sheet_classes import sheet_classes

FIRST_SCENE = 200_000  # seeds; training takes smaller ones
IMAGERY = "imagery"
_FINISHES = {f"clean-{style.name}": style.finish for style in shipped()}
_EQUATOR = 40_075_017.0  # metres


@dataclass(frozen=True)
class Ground:
    """A piece of ground.

    Attributes:
        name: of the place.
        resolution: metres on the ground per pixel.
        classes: int (H, W), what lies where: numbers of ``styles.classes.COLORS``.
        valid: bool (H, W), where the pictures show anything.
        pictures: style -> what draws the whole of it, uint8 (H, W, 3). Imagery is the style ``imagery``.
    """

    name: str
    resolution: float
    classes: np.ndarray
    valid: np.ndarray
    pictures: Mapping[str, Callable[[], np.ndarray]]


def of_maps(folder: str | Path, zooms: tuple[int, ...] = (16, 17)) -> list[Ground]:
    """Blocks of packed map tiles (`restyle.tiles`), about 1024 px each, in all styles that they are drawn in.

    Raises:
        InputError: there are none.
    """
    blocks = open_blocks(folder)
    return [_of_blocks([[block]], blocks) for block in blocks.blocks if block.zoom in zooms]


def joined_maps(folder: str | Path, zooms: tuple[int, ...] = (16, 17)) -> list[Ground]:
    """Ground of two by two neighbouring blocks, for sheets that are far off; that of single ones where there is none.

    Raises:
        InputError: there are none.
    """
    blocks = open_blocks(folder)
    by_place = {(block.zoom, block.left, block.top): block for block in blocks.blocks if block.zoom in zooms}
    found = []
    for zoom, left, top in by_place:
        side = by_place[zoom, left, top].pixels.shape[1]
        rows = [[by_place.get((zoom, left + x, top + y)) for x in (0, side)] for y in (0, side)]
        if all(block is not None for row in rows for block in row):
            found.append(_of_blocks(rows, blocks))
    return found or of_maps(folder, zooms)


def _of_blocks(rows: list[list[Block]], blocks: Blocks) -> Ground:
    """Ground of neighbouring blocks, row by row."""
    first = rows[0][0]

    def joined(draw: Callable[[Block], np.ndarray]) -> np.ndarray:
        return np.concatenate([np.concatenate([draw(block) for block in row], 1) for row in rows])

    def drawing(number: int, name: str) -> Callable[[], np.ndarray]:
        finish = _FINISHES.get(name)
        if finish is None:
            return lambda: joined(lambda block: np.asarray(block.pixels[number]))
        return lambda: joined(lambda block: on_paper(block, number, 0, 0, block.pixels.shape[1], finish))

    classes = joined(lambda block: numbers_of(np.asarray(block.pixels[blocks.number(CLASSES)])))
    styles = {name: drawing(number, name) for number, name in enumerate(blocks.styles) if name != CLASSES}
    name = f"{first.zoom}-{first.left // TILE}-{first.top // TILE}"
    return Ground(name, _resolution(first), classes, np.ones(classes.shape, bool), styles)


def _resolution(block: Block) -> float:
    """Metres on the ground per pixel of web tiles, in the middle of a block."""
    around = TILE * 2.0**block.zoom  # pixels of the equator
    north = np.pi * (1 - 2 * (block.top + block.pixels.shape[1] / 2) / around)
    return float(_EQUATOR / around / np.cosh(north))


def of_aerial(folder: str | Path, names: Iterable[str], resolutions: Iterable[float]) -> list[Ground]:
    """Imagery of real places, at each of several resolutions, with the classes that their vectors say.

    Args:
        folder: with ``catalogue.json``.
        names: splits, places or images, as for `places.load_places`.
        resolutions: metres per pixel; those finer than an image's own are left out.

    Raises:
        InputError, BasemapError: as `places.load_places`.
    """
    places = load_places(folder, list(names))
    return [
        replace(_of_sheet(sheet_of(place, wanted)), name=f"{place.name}/{place.chip}@{wanted:g}m")
        for place in places
        for wanted in resolutions
        if wanted >= 0.99 * place.resolution
    ]


def of_scenes(folder: str | Path, count: int, size: float, resolution: float) -> list[Ground]:
    """Made-up towns with roads and buildings, with seeds that no training takes; made once, then kept in the folder.

    Args:
        folder: made if missing.
        count: of towns.
        size: side, metres.
        resolution: metres per pixel.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for seed in range(FIRST_SCENE, FIRST_SCENE + count):
        path = folder / f"town-{seed}-{size:g}m-{resolution:g}m.npz"
        if not path.exists():
            part = path.with_suffix(".part.npz")  # an interrupted run must not leave half a town behind
            save_pack(pack_scenes([seed], size, resolution, kind="roads"), part)
            part.replace(path)
        (sheet,) = load_pack(path)
        found.append(replace(_of_sheet(sheet), name=f"town {seed}"))
    return found


def _of_sheet(sheet: Sheet) -> Ground:
    classes = sheet_classes(sheet, NUMBER["nothing"])
    return Ground(sheet.name, sheet.resolution, classes, sheet.mask, {IMAGERY: lambda: sheet.image})


def mirrored(ground: Ground) -> Ground:
    """Ground with rows and columns exchanged: it looks alike, but nothing of the original fits on it."""
    pictures = {
        name: partial(lambda draw: np.ascontiguousarray(draw().swapaxes(0, 1)), draw)
        for name, draw in ground.pictures.items()
    }
    return replace(ground, classes=ground.classes.T, valid=ground.valid.T, pictures=pictures)
