"""Imagery with coordinates, read by GDAL and made ready to train on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from osgeo import gdal, osr

from ...engine.errors import InputError
from ..packing import Sheet, sheet_of
from ..places import load_places
from .pictures import RESOLUTION, SPLITS, Picture, save_pictures
from .splits import GROUND, SENTINEL_TEST, SENTINEL_VALIDATION, TOWNS, split_of

TRAINED = (0.35, RESOLUTION, 0.75)  # metres, at which aerial images are trained on, if they are as fine
BLOCK, PIECE = 256, 128  # px, sides of what is trained on and of what is measured on
MEASURED = 24  # pieces of a place at most
SMALL = 64  # px, the side of the smallest pictures
_COARSER = 1.1  # an image may be this much coarser than what it is taken for


def pack_color(data: str | Path, out: str | Path) -> dict[str, int]:
    """Write ``<split>.npz`` for every split, and return how many pictures each holds.

    Args:
        data: folder with ``aerial`` and ``sentinel2``.
        out: folder for the files.

    Raises:
        InputError: imagery is missing, or nobody has said in which split it belongs.
        BasemapError: an image cannot be read.
        OutputError: a file cannot be written.
    """
    found: dict[str, list[Picture]] = {split: [] for split in SPLITS}
    for split, picture in (*_aerial(Path(data) / "aerial"), *_sentinel(Path(data) / "sentinel2")):
        found[split].append(picture)
    for split, pictures in found.items():
        found[split] = pictures if split == "train" else _thinned(pictures)
        save_pictures(found[split], Path(out) / f"{split}.npz")
    return {split: len(pictures) for split, pictures in found.items()}


def _aerial(root: Path) -> Iterator[tuple[str, Picture]]:
    names = sorted(path.name for path in root.glob("*") if path.is_dir())
    if not names:
        raise InputError(f"There are no aerial images in {root}; give the folder that holds 'aerial'.")
    for place in load_places(root, names):
        try:
            split = split_of(place.name, place.chip)
        except KeyError as error:
            raise InputError(
                f"{place.name}/{place.chip} is in no split; say in training/coloring/splits.py where it belongs."
            ) from error
        where = TOWNS.get(place.name) or _middle(place.geotransform, place.mask.shape, place.crs)
        if split != "train":
            yield from ((split, each) for each in _pieces(sheet_of(place, RESOLUTION), 0, 1, PIECE, where))
            continue
        usable = [each for each in TRAINED if place.resolution <= _COARSER * each] or [place.resolution]
        for resolution in usable:
            yield from (("train", each) for each in _pieces(sheet_of(place, resolution), 0, 1 - GROUND, BLOCK, where))
        yield from (("ground", each) for each in _pieces(sheet_of(place, RESOLUTION), 1 - GROUND, 1, PIECE, where))


def _pieces(sheet: Sheet, first: float, last: float, side: int, place: tuple[float, float]) -> Iterator[Picture]:
    """Squares that cover the rows between two shares of an image's height; what has a gap is left out."""
    rows = slice(round(first * len(sheet.mask)), round(last * len(sheet.mask)))
    pixels, mask = sheet.image[rows], sheet.mask[rows]
    squares = [(top, left, side) for top in _starts(len(mask), side) for left in _starts(mask.shape[1], side)]
    while squares:
        top, left, length = squares.pop()
        part = slice(top, top + length), slice(left, left + length)
        if min(mask[part].shape) < SMALL:
            continue
        if mask[part].all():
            name = f"{sheet.name}/{rows.start + top}/{left}"
            yield Picture(name, sheet.resolution, np.ascontiguousarray(pixels[part]), place)
        else:  # perhaps a quarter has none
            half = length // 2
            squares += [(top + down, left + across, half) for down in (0, half) for across in (0, half)]


def _thinned(pictures: list[Picture]) -> list[Picture]:
    """At most so many of each aerial place, evenly chosen, that none decides alone what is measured."""
    groups: dict[str, list[Picture]] = {}
    for picture in pictures:
        groups.setdefault(picture.name.partition("/")[0], []).append(picture)
    kept = []
    for name, group in groups.items():
        chosen = np.linspace(0, len(group) - 1, min(len(group), MEASURED)).round().astype(int)
        kept += group if name == "sentinel2" else [group[number] for number in chosen]
    return kept


def _starts(length: int, side: int) -> list[int]:
    """Where squares begin that cover a length with as little overlap as can be."""
    count = -(-length // side)
    return [round(each) for each in np.linspace(0, max(length - side, 0), count)]


def _sentinel(root: Path) -> Iterator[tuple[str, Picture]]:
    """Patches of 10 m, of BigEarthNet with coordinates and others without."""
    nowhere, path = (np.nan, np.nan), root / "s2_rgb_1200.npz"
    try:
        with np.load(path) as arrays:
            learnt, kept = arrays["x_train"], arrays["x_test"]
    except (OSError, KeyError, ValueError) as error:
        raise InputError(f"{path} cannot be read; give the folder that holds 'sentinel2'.") from error
    for number, pixels in enumerate(learnt):
        split = "train" if number < len(learnt) - SENTINEL_VALIDATION else "validation"
        yield split, Picture(f"sentinel2/train/{number}", 10.0, pixels, nowhere)
    for number, pixels in enumerate(kept):
        yield "sentinel2", Picture(f"sentinel2/test/{number}", 10.0, pixels, nowhere)
    for tif in sorted((root / "bigearthnet").glob("*.tif")):
        source = gdal.Open(str(tif))
        pixels = np.ascontiguousarray(source.ReadAsArray()[:3].transpose(1, 2, 0))
        where = _middle(source.GetGeoTransform(), pixels.shape[:2], source.GetProjection())
        split, side = ("sentinel2", SMALL) if tif.stem in SENTINEL_TEST else ("train", BLOCK)
        sheet = Sheet(f"bigearthnet/{tif.stem}", "", 10.0, pixels, np.ones(pixels.shape[:2], bool), None)
        yield from ((split, each) for each in _pieces(sheet, 0, 1, side, where))


def _middle(geotransform: tuple[float, ...], shape: tuple[int, int], crs: str) -> tuple[float, float]:
    """Latitude and longitude of the middle of an image."""
    source, degrees = osr.SpatialReference(), osr.SpatialReference()
    source.ImportFromWkt(crs)
    degrees.ImportFromEPSG(4326)
    for each in (source, degrees):
        each.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    x, y = gdal.ApplyGeoTransform(geotransform, shape[1] / 2, shape[0] / 2)
    longitude, latitude, _ = osr.CoordinateTransformation(source, degrees).TransformPoint(x, y)
    return latitude, longitude
