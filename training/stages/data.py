"""What the stages learn from: pieces of maps, one piece in many styles, patches of imagery, or faces, of 64 px."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from ...engine.errors import InputError
from ..packing import Sheet, load_pack
from ..restyle.made import made_blocks
from ..translation.digits import kept_apart
from ..translation.image_sets import ImageSet, Splits
from ..translation.maps import PIECE, STYLES, cut_up, load_maps
from .style_tiles import RESOLUTION, TEST, style_tiles

KINDS = ("maps", "styles", "aerial", "faces", "made")
AERIAL = 0.5  # metres a pixel
MAPS = 1.2  # at zoom 17 to 16 and 48 degrees
_TESTED = 2000  # styles
_REPEATED = ("austin_crop_us",)  # ground of another place
_KEPT = 0.2  # share of an image that is kept for the test, at one end
_MADE = 192  # side of made-up towns


@dataclass(frozen=True)
class Pictures:
    """Pictures for training, validation and test.

    Attributes:
        kind: of ``KINDS``.
        splits: 3 x 64 x 64; a label is the number of a name.
        names: of styles or places.
        resolution: metres a pixel; 1 where that means nothing.
    """

    kind: str
    splits: Splits
    names: tuple[str, ...]
    resolution: float


def pictures_of(
    maps: Path | None,
    styles: int | None,
    aerial: Path | None,
    faces: Path | None,
    most: int,
    towns: int,
    seed: int,
) -> Pictures:
    """Pictures of the one source that is given; made-up ones if there is none.

    Args:
        maps, styles, aerial, faces: as for the functions below.
        most: training pictures of maps.
        towns, seed: of made-up ones.

    Raises:
        InputError: there are several, or what is given holds no such pictures.
    """
    if sum(each is not None for each in (maps, styles, aerial, faces)) > 1:
        raise InputError("A run learns from one kind of pictures; give only one of maps, styles, aerial and faces.")
    if maps:
        return map_pictures(maps, most)
    if styles is not None:
        return style_pictures(styles)
    if aerial:
        return aerial_pictures(aerial)
    return face_pictures(faces) if faces else made_pictures(towns, seed)


def map_pictures(folder: str | Path, most: int) -> Pictures:
    """Pieces of maps, each place in another style; those of the test show towns that are in no training picture.

    Args:
        folder: of packed tiles.
        most: training pictures of all styles together.

    Raises:
        InputError: there are no such tiles.
    """
    styles = load_maps(folder, STYLES).styles
    parts = {}
    for part in ("train", "validation", "test"):
        share = -(-most // len(styles))
        chosen = [_spread(getattr(each, part), share, number) for number, each in enumerate(styles)]
        parts[part] = _joined("maps", chosen)
    return Pictures("maps", Splits(**parts), STYLES, MAPS)


def style_pictures(count: int, tested: int = _TESTED) -> Pictures:
    """One piece of a made-up town in random styles; those of the test are in no training picture.

    Args:
        count, tested: of styles to learn from, and for the test.
    """
    train, test = (_labelled("styles", *style_tiles(seeds)) for seeds in (range(count), range(TEST, TEST + tested)))
    return Pictures("styles", Splits(*kept_apart(train), test), STYLES, RESOLUTION)


def aerial_pictures(pack: str | Path) -> Pictures:
    """Patches of imagery at one resolution; the test has a fifth of each image to itself.

    Args:
        pack: file of ``realign-train pack``.

    Raises:
        InputError: it is no such file, or holds no imagery that is fine enough.
    """
    sheets = [sheet for sheet in load_pack(pack) if _place(sheet) not in _REPEATED and sheet.resolution < 1.2 * AERIAL]
    names = sorted({_place(sheet) for sheet in sheets})
    parts: dict[str, list[ImageSet]] = {"train": [], "test": []}
    for sheet in sheets:
        for part, patches in zip(parts, _patches(sheet), strict=True):
            labels = torch.full((len(patches),), names.index(_place(sheet)))
            parts[part].append(ImageSet("aerial", patches, labels, 3))
    if not all(sum(map(len, each)) > 1 for each in parts.values()):
        raise InputError(f"{pack} holds no imagery of {1.2 * AERIAL:g} m or finer to cut patches from; give another.")
    train, validation = kept_apart(_joined("aerial", parts["train"]))
    return Pictures("aerial", Splits(train, validation, _joined("aerial", parts["test"])), tuple(names), AERIAL)


def face_pictures(path: str | Path) -> Pictures:
    """Faces, for research only.

    Args:
        path: ``.npz`` with ``x_train`` and ``x_test``, uint8, N x 64 x 64 x 3.

    Raises:
        InputError: it is no such file.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            sets = [_set("faces", np.asarray(arrays[name]), 0) for name in ("x_train", "x_test")]
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise InputError(f"{path} holds no x_train and x_test of {PIECE} x {PIECE} px; give another file.") from error
    return Pictures("faces", Splits(*kept_apart(sets[0]), sets[1]), ("face",), 1.0)


def made_pictures(count: int, seed: int) -> Pictures:
    """Pieces of made-up towns in all styles.

    Args:
        count: of towns to learn from; half as many, at least one, are for the test.
    """
    parts = []
    for towns, first in ((count, seed), (max(count // 2, 1), seed + 1)):
        blocks = made_blocks(towns, first, _MADE)
        pieces = [
            _set(
                name,
                np.concatenate([cut_up(block.pixels[blocks.number(f"clean-{name}")]) for block in blocks.blocks]),
                n,
            )
            for n, name in enumerate(STYLES)
        ]
        parts.append(_joined("made", pieces))
    return Pictures("made", Splits(*kept_apart(parts[0]), parts[1]), STYLES, MAPS)


def _patches(sheet: Sheet) -> tuple[Tensor, Tensor]:
    """Whole patches of a sheet at ``AERIAL``, uint8, N x 3 x 64 x 64: overlapping by half to learn from, and apart from
    each other and from those for the test."""
    scale = sheet.resolution / AERIAL
    image = torch.from_numpy(np.ascontiguousarray(sheet.image)).permute(2, 0, 1)[None].float()
    mask = torch.from_numpy(sheet.mask)[None, None].float()
    size = [max(round(side * scale), 1) for side in mask.shape[2:]]
    both = F.interpolate(torch.cat([image, 255 * mask], 1), size, mode="bilinear", antialias=True)
    both = both[0].round().clamp(0, 255).byte()
    if size[1] > size[0]:
        both = both.transpose(1, 2)
    border = round((1 - _KEPT) * both.shape[1])
    found = []
    for part, step in ((both[:, :border], PIECE // 2), (both[:, border:], PIECE)):
        if min(part.shape[1:]) < PIECE:
            found.append(torch.empty(0, 3, PIECE, PIECE, dtype=torch.uint8))
            continue
        pieces = part.unfold(1, PIECE, step).unfold(2, PIECE, step).permute(1, 2, 0, 3, 4).flatten(0, 1)
        pieces = pieces.transpose(2, 3) if size[1] > size[0] else pieces
        found.append(pieces[(pieces[:, 3] == 255).all(1).all(1), :3].contiguous())
    return found[0], found[1]


def _place(sheet: Sheet) -> str:
    return sheet.name.split("/")[0]


def _spread(whole: ImageSet, most: int, label: int) -> ImageSet:
    """At most so many pictures, evenly over the set, and not the same places for each label."""
    count = min(len(whole), most)
    index = (torch.arange(count) * len(whole) // max(count, 1) + label) % len(whole)
    return ImageSet(whole.name, whole.images[index], torch.full((count,), label), whole.channels)


def _set(name: str, pictures: np.ndarray, label: int) -> ImageSet:
    if pictures.dtype != np.uint8 or pictures.shape[1:] != (PIECE, PIECE, 3):
        raise ValueError(f"pictures are {pictures.dtype} {pictures.shape[1:]}")
    return _labelled(name, pictures, np.full(len(pictures), label))


def _labelled(name: str, pictures: np.ndarray, labels: np.ndarray) -> ImageSet:
    return ImageSet(
        name, torch.from_numpy(np.ascontiguousarray(pictures.transpose(0, 3, 1, 2))), torch.from_numpy(labels), 3
    )


def _joined(name: str, sets: Sequence[ImageSet]) -> ImageSet:
    return ImageSet(name, torch.cat([each.images for each in sets]), torch.cat([each.labels for each in sets]), 3)
