"""Paired map tiles, joined to blocks that patches are cut from at any place, in all styles at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...engine.errors import InputError
from ...engine.paper import Finish, finished
from ...engine.tiles import SIDE as TILE

SIDE = 4  # tiles along the side of a block, as `realign:exportstyletiles` draws them together
CLASSES = "classes"  # the style that says what lies where
_INDEX = "styles.json"


@dataclass(frozen=True)
class Block:
    """One piece of a map in every style.

    Attributes:
        zoom: of the web map.
        left, top: place of its first pixel on the map of the whole world, in pixels: the phase of textures.
        pixels: uint8 (styles, H, W, 3), mostly a memory map.
    """

    zoom: int
    left: int
    top: int
    pixels: np.ndarray


@dataclass(frozen=True)
class Blocks:
    """Blocks with the same styles in the same order."""

    styles: tuple[str, ...]
    blocks: tuple[Block, ...]

    def __len__(self) -> int:
        return len(self.blocks)

    def number(self, style: str) -> int:
        """Of a style.

        Raises:
            InputError: it is not there.
        """
        if style not in self.styles:
            raise InputError(f"The tiles have no style '{style}', only {', '.join(self.styles)}; export it, too.")
        return self.styles.index(style)


def pack(tiles: str | Path, out: str | Path) -> int:
    """Join tiles ``tiles/<style>/<z>/<x>/<y>.png`` to one ``.npy`` a block; blocks that are there are left alone.

    Blocks that lack a tile of any style are passed over: they may come later.

    Returns:
        how many blocks there are now.

    Raises:
        InputError: there are no tiles, or the folder has been packed with other styles.
    """
    tiles, out = Path(tiles), Path(out)
    styles = sorted(path.name for path in tiles.iterdir() if path.is_dir()) if tiles.is_dir() else []
    if not styles:
        raise InputError(f"There are no tiles in {tiles}; export style tiles into it.")
    out.mkdir(parents=True, exist_ok=True)
    index = out / _INDEX
    if index.exists() and json.loads(index.read_text()) != styles:
        raise InputError(f"{out} holds other styles than {tiles}; give an empty folder.")
    index.write_text(json.dumps(styles, indent=1) + "\n")
    for zoom, column, row in _corners(tiles / styles[0]):
        path = out / f"{zoom}-{column}-{row}.npy"
        if not path.exists() and _complete(tiles, styles, zoom, column, row):
            part = path.with_suffix(".part")
            with open(part, "wb") as file:
                np.save(file, _joined(tiles, styles, zoom, column, row))
            part.rename(path)
    return len(list(out.glob("*.npy")))


def open_blocks(folder: str | Path) -> Blocks:
    """What ``pack`` made, without reading it.

    Raises:
        InputError: there is nothing.
    """
    folder = Path(folder)
    paths = sorted(folder.glob("*.npy"))
    if not paths or not (folder / _INDEX).exists():
        raise InputError(f"There are no packed tiles in {folder}; run 'realign-train pack-tiles' first.")
    blocks = []
    for path in paths:
        zoom, column, row = (int(part) for part in path.stem.split("-"))
        blocks.append(Block(zoom, column * TILE, row * TILE, np.load(path, mmap_mode="r")))
    return Blocks(tuple(json.loads((folder / _INDEX).read_text())), tuple(blocks))


def cut(block: Block, style: int, left: int, top: int, side: int) -> np.ndarray:
    """A square of a block in one style, uint8 (side, side, 3)."""
    return np.array(block.pixels[style, top : top + side, left : left + side])


def on_paper(block: Block, style: int, left: int, top: int, side: int, finish: Finish) -> np.ndarray:
    """The same with a finish, which is as on the whole map except along the edges of the block."""
    reach = finish.reach
    height, width = block.pixels.shape[1:3]
    x, y = max(left - reach, 0), max(top - reach, 0)
    part = block.pixels[style, y : min(top + side + reach, height), x : min(left + side + reach, width)]
    whole = finished(np.asarray(part), block.left + x, block.top + y, finish)
    return whole[top - y :, left - x :][:side, :side]


def _corners(folder: Path) -> Iterator[tuple[int, int, int]]:
    """Zoom and first tile of the blocks that have tiles in a folder."""
    found = set()
    for path in folder.glob("*/*/*.png"):
        zoom, column, row = (int(part) for part in (path.parent.parent.name, path.parent.name, path.stem))
        found.add((zoom, column // SIDE * SIDE, row // SIDE * SIDE))
    yield from sorted(found)


def _paths(tiles: Path, style: str, zoom: int, column: int, row: int) -> list[Path]:
    return [
        tiles / style / str(zoom) / str(column + across) / f"{row + down}.png"
        for down in range(SIDE)
        for across in range(SIDE)
    ]


def _complete(tiles: Path, styles: Sequence[str], *place: int) -> bool:
    return all(path.exists() for style in styles for path in _paths(tiles, style, *place))


def _joined(tiles: Path, styles: Sequence[str], *place: int) -> np.ndarray:
    from PIL import Image  # matplotlib brings it

    result = np.empty((len(styles), SIDE * TILE, SIDE * TILE, 3), np.uint8)
    for whole, style in zip(result, styles):
        for number, path in enumerate(_paths(tiles, style, *place)):
            top, left = (TILE * each for each in divmod(number, SIDE))
            with Image.open(path) as picture:
                whole[top : top + TILE, left : left + TILE] = np.asarray(picture.convert("RGB"))
    return result
