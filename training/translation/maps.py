"""Pieces of map tiles in several styles, and what lies where in them.

``load_maps(folder, STYLES)`` gives one ``Splits`` a style, as digits do; a label is the number of a place, so that
``SharedContents`` draws one place in all styles. Places of the test lie in towns that are in no training picture.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ...engine.errors import InputError
from ...engine.paper import finished
from ..restyle.tiles import CLASSES as TRUTH
from ..restyle.tiles import Block, Blocks, open_blocks
from ..styles.classes import COLORS, numbers_of
from ..styles.shipped import shipped
from .digits import kept_apart
from .image_sets import ImageSet, Splits

FINISHES = {style.name: style.finish for style in shipped()}
STYLES = tuple(FINISHES)
CLASSES = ("other", "buildings", "roads", "water")  # that are told apart in `Maps.truth`: all styles draw them
SOUGHT = ("buildings", "roads")  # whose overlap is measured
PIECE = 64  # px; textures begin anew at each piece's corner, because it divides a tile
ZOOMS = (16, 17)
DRAWN = 0.05  # share of a piece that these must be: hardly any style can be told from bare paper
_SPLITS = {"train": "train", "test": "validation"}  # ours, and the folder's, whose towns are never trained on


@dataclass(frozen=True)
class Maps:
    """Places in several styles.

    Attributes:
        styles: one for each style, all of the same places.
        judging: training pictures of all of ``STYLES``, which the judges know whatever styles are asked for.
        truth: for ``train`` (validation included) and ``test``: uint8, N x PIECE x PIECE, numbers of ``CLASSES``; the
            label of a picture is its place in here.
    """

    styles: list[Splits]
    judging: list[ImageSet]
    truth: dict[str, Tensor]


def load_maps(folder: str | Path, names: Sequence[str], most: int = 6000) -> Maps:
    """Pieces of all styles, on their paper; kept in files in the folder, as long as its tiles are the same.

    Args:
        folder: with ``train`` and ``validation``, packed tiles of the styles ``classes`` and ``clean-<style>``.
        names: of ``STYLES``.
        most: places of each split; of more, every so-many-th is taken.

    Raises:
        InputError: an unknown style, or a folder without such tiles.
    """
    folder = Path(folder)
    if unknown := [name for name in names if name not in STYLES]:
        raise InputError(f"There is no map style {unknown[0]!r}; give one of {', '.join(STYLES)}.")
    tiles = {part: open_blocks(folder / split) for part, split in _SPLITS.items()}
    key = _key(tiles, most)
    stored = {name: folder / f"pieces-{name}-{key}.npz" for name in STYLES}
    if missing := [name for name, path in stored.items() if not path.exists()]:
        chosen = {part: _chosen(blocks, most) for part, blocks in tiles.items()}
        for name in missing:
            drawn = {part: _drawn(tiles[part], places, name) for part, (places, _) in chosen.items()}
            np.savez(stored[name], **drawn, **{f"truth_{part}": truth for part, (_, truth) in chosen.items()})
    arrays = {name: dict(np.load(path)) for name, path in stored.items()}
    truth = {part: torch.from_numpy(arrays[STYLES[0]][f"truth_{part}"]) for part in _SPLITS}
    sets = {name: _splits(name, each) for name, each in arrays.items()}
    return Maps([sets[name] for name in names], [each.train for each in sets.values()], truth)


def classes_of(colours: np.ndarray) -> np.ndarray:
    """Pictures in the style ``classes`` (uint8, ... x 3) as numbers of ``CLASSES``, by the nearest of its colours."""
    numbers = np.array([CLASSES.index(name) if name in CLASSES else 0 for name in COLORS], np.uint8)
    return numbers[numbers_of(colours)]


def _key(tiles: dict[str, Blocks], most: int) -> str:
    """Changes with whatever the pieces follow from."""
    places = {part: [(block.zoom, block.left, block.top) for block in _used(blocks)] for part, blocks in tiles.items()}
    settings = places, most, PIECE, DRAWN, CLASSES, sorted(FINISHES.items())
    return hashlib.sha256(repr(settings).encode()).hexdigest()[:12]


def _used(tiles: Blocks) -> list[Block]:
    return [block for block in tiles.blocks if block.zoom in ZOOMS]


def _chosen(tiles: Blocks, most: int) -> tuple[list[np.ndarray], np.ndarray]:
    """Numbers of the pieces of each block that are used, and what lies in them."""
    number = tiles.number(TRUTH)
    truths = [cut_up(classes_of(block.pixels[number])) for block in _used(tiles)]
    sought = [CLASSES.index(name) for name in SOUGHT]
    full = [np.flatnonzero(np.isin(truth, sought).mean((1, 2)) >= DRAWN) for truth in truths]
    count = sum(map(len, full))
    if not count:
        raise InputError(
            f"No map tile of zoom {' or '.join(map(str, ZOOMS))} shows buildings or roads; draw more tiles."
        )
    kept = np.zeros(count, bool)
    kept[np.arange(min(count, most)) * count // min(count, most)] = True
    parts = np.split(kept, np.cumsum([len(each) for each in full])[:-1])
    places = [each[part] for each, part in zip(full, parts, strict=True)]
    return places, np.concatenate([truth[place] for truth, place in zip(truths, places, strict=True)])


def _drawn(tiles: Blocks, places: Sequence[np.ndarray], name: str) -> np.ndarray:
    """Those pieces in a style, uint8, N x 3 x PIECE x PIECE."""
    number = tiles.number(f"clean-{name}")
    found = []
    for block, place in zip(_used(tiles), places, strict=True):
        picture = finished(np.asarray(block.pixels[number]), block.left, block.top, FINISHES[name])
        found.append(cut_up(picture)[place].transpose(0, 3, 1, 2))
    return np.ascontiguousarray(np.concatenate(found))


def cut_up(picture: np.ndarray) -> np.ndarray:
    """A picture (H x W x ...) cut up, row by row: N x PIECE x PIECE x ..."""
    height, width = (side // PIECE for side in picture.shape[:2])
    parts = picture.reshape(height, PIECE, width, PIECE, *picture.shape[2:]).swapaxes(1, 2)
    return parts.reshape(height * width, PIECE, PIECE, *picture.shape[2:])


def _splits(name: str, arrays: dict[str, np.ndarray]) -> Splits:
    sets = {}
    for part in _SPLITS:
        images = torch.from_numpy(arrays[part])
        sets[part] = ImageSet(name, images, torch.arange(len(images)), images.shape[1])
    train, validation = kept_apart(sets["train"])
    return Splits(train, validation, sets["test"])
