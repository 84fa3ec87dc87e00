"""Training data in one file of plain arrays, for machines that have numpy but no GDAL.

Images are stored losslessly but decorrelated (green, red - green, blue - green, then differences
along the rows, all modulo 256), which nearly halves what deflate makes of aerial images. Geometries are
stored as WKB, so that one parser serves files and packs.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

from ..engine.errors import InputError, OutputError
from ..engine.geometry import Geometries
from .lines import linestring

if TYPE_CHECKING:
    from .places import Place  # needs GDAL

FINEST = 0.2  # metres per pixel; the networks work at 0.3 m and coarser, jitter included


@dataclass(frozen=True)
class Sheet:
    """One image with the vectors that fit it.

    Attributes:
        name: of the place and chip, or of the scene.
        kind: "buildings" or "roads".
        resolution: metres on the ground per pixel.
        image: uint8 (H, W, 3).
        mask: bool (H, W), where the image holds data.
        geometries: in pixels of the image: x right, y down, (0, 0) the outer corner of the top left pixel.
        widths: float64 (F,), of the roads, metres, NaN where unknown; None for buildings.
        others: what else is known of the image, as ``geometries``, by name: "buildings", "roads", "pavements".
    """

    name: str
    kind: str
    resolution: float
    image: np.ndarray
    mask: np.ndarray
    geometries: Geometries
    widths: np.ndarray | None = None
    others: dict[str, Geometries] = field(default_factory=dict)


def pack(root: str | Path, names: str | Sequence[str], path: str | Path, scenes: Iterable[Sheet] = ()) -> list[Sheet]:
    """Write places of the catalogue, and scenes, into one file; return what it holds.

    Args:
        root: the folder with the catalogue of real data.
        names: a split or names of places, as for `places.load_places`; empty for scenes alone.
        path: the ``.npz`` file to write.
        scenes: further sheets, for example from `pack_scenes`.

    Raises:
        InputError: a place is unknown or cannot be read.
        OutputError: the file cannot be written.
    """
    from .places import load_places  # needs GDAL, which a training machine may not have

    sheets = [sheet_of(place) for place in (load_places(root, names) if names else ())]
    sheets.extend(scenes)
    save_pack(sheets, path)
    return sheets


def sheet_of(place: Place, finest: float = FINEST) -> Sheet:
    """Turn a place into a sheet: pixels finer than ``finest`` metres are averaged down to about that size."""
    height, width = place.mask.shape
    factor = max(finest / place.resolution, 1.0)
    size = max(round(width / factor), 1), max(round(height / factor), 1)
    name = f"{place.name}/{place.chip}"
    widths = np.full(place.geometries.feature_count, np.nan) if place.kind == "roads" else None
    if size == (width, height):
        return Sheet(name, place.kind, place.resolution, place.image, place.mask, place.geometries, widths)

    from .places import transformed

    image, mask = _average(place.image, place.mask, size)
    affine = (0, size[0] / width, 0, 0, 0, size[1] / height)
    resolution = place.resolution * np.sqrt(width * height / (size[0] * size[1]))
    return Sheet(name, place.kind, float(resolution), image, mask, transformed(place.geometries, affine), widths)


def pack_scenes(
    seeds: Iterable[int],
    size: float = 300.0,
    resolution: float = 0.3,
    workers: int = 1,
    kind: str = "buildings",
) -> list[Sheet]:
    """Generate one scene for each seed and return them as sheets; needs neither GDAL nor files.

    Args:
        seeds: of `scenes.generate_scene`; a sheet is named after its seed.
        size: side of the scenes in metres.
        resolution: metres per pixel.
        workers: processes that share the work.
        kind: what the sheets are of, "buildings" or "roads"; the rest that a scene knows goes to ``others``.
    """
    make = partial(_scene, size=size, resolution=resolution, kind=kind)
    if workers <= 1:
        return [make(seed) for seed in seeds]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(make, seeds))


def save_pack(sheets: Sequence[Sheet], path: str | Path) -> None:
    """Write sheets into one compressed ``.npz`` file.

    Raises:
        OutputError: the file cannot be written.
    """
    arrays = {
        "names": np.array([sheet.name for sheet in sheets], dtype=np.str_),
        "kinds": np.array([sheet.kind for sheet in sheets], dtype=np.str_),
        "resolutions": np.array([sheet.resolution for sheet in sheets], np.float64),
    }
    for number, sheet in enumerate(sheets):
        arrays[f"image_{number}"] = _decorrelate(sheet.image)
        arrays[f"mask_{number}"] = np.packbits(sheet.mask, axis=1)
        arrays |= _packed(sheet.geometries, str(number))
        if sheet.widths is not None:
            arrays[f"widths_{number}"] = np.asarray(sheet.widths, np.float64)
        for name, geometries in sheet.others.items():
            arrays |= _packed(geometries, f"{number}_{name}")
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, **arrays)
    except OSError as error:
        raise OutputError(f"{path} cannot be written; choose a folder that you may write to.") from error


def load_pack(path: str | Path) -> list[Sheet]:
    """Read what `pack` wrote; needs nothing but numpy.

    Raises:
        InputError: the file is missing or no pack.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            headers = zip(arrays["names"], arrays["kinds"], arrays["resolutions"])
            return [_sheet(arrays, number, *header) for number, header in enumerate(headers)]
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise InputError(f"{path} is no pack of training data; write one with realign-train pack.") from error


def _scene(seed: int, size: float, resolution: float, kind: str) -> Sheet:
    from .scenes import generate_scene

    scene = generate_scene(seed, size, resolution, kind=kind)
    mask = np.ones(scene.image.shape[:2], bool)
    known = {
        "buildings": Geometries.from_wkb([_polygon(rings) for rings in scene.polygons]),
        "roads": Geometries.from_wkb([linestring(line) for line in scene.roads]),
        "pavements": Geometries.from_wkb([_polygon([ring]) for ring in scene.pavements]),
    }
    widths = np.array(scene.road_widths, np.float64) if kind == "roads" else None
    geometries = known.pop(kind)
    return Sheet(f"scene/{seed}", kind, scene.resolution, scene.image, mask, geometries, widths, known)


def _polygon(rings: Sequence[np.ndarray]) -> bytes:
    """The WKB of a polygon: byte order, type, then each ring with its number of positions."""
    body = b"".join(struct.pack("<I", len(ring)) + np.ascontiguousarray(ring, "<f8").tobytes() for ring in rings)
    return struct.pack("<BII", 1, 3, len(rings)) + body


def _sheet(arrays, number: int, name: str, kind: str, resolution: float) -> Sheet:
    image = _correlate(arrays[f"image_{number}"])
    mask = np.unpackbits(arrays[f"mask_{number}"], axis=1, count=image.shape[1]).astype(bool)
    widths = arrays.get(f"widths_{number}")
    prefix = f"wkb_sizes_{number}_"
    others = [key.removeprefix(prefix) for key in arrays if key.startswith(prefix)]
    known = {other: _unpacked(arrays, f"{number}_{other}") for other in others}
    geometries = _unpacked(arrays, str(number))
    return Sheet(str(name), str(kind), float(resolution), image, mask, geometries, widths, known)


def _packed(geometries: Geometries, name: str) -> dict[str, np.ndarray]:
    blobs = [blob or b"" for blob in geometries.blobs]
    return {
        f"wkb_{name}": np.frombuffer(b"".join(blobs), np.uint8),
        f"wkb_sizes_{name}": np.array([len(blob) for blob in blobs], np.int64),
    }


def _unpacked(arrays, name: str) -> Geometries:
    joined = arrays[f"wkb_{name}"].tobytes()
    ends = np.cumsum(arrays[f"wkb_sizes_{name}"])
    return Geometries.from_wkb([joined[start:end] for start, end in zip(np.concatenate([[0], ends]), ends)])


def _decorrelate(image: np.ndarray) -> np.ndarray:
    """uint8 (H, W, 3) to (3, H, W) of small differences, modulo 256."""
    red, green, blue = np.moveaxis(image, 2, 0)
    planes = np.stack([green, red - green, blue - green])  # uint8 arithmetic wraps around, as wanted
    planes[:, :, 1:] -= planes[:, :, :-1].copy()
    return planes


def _correlate(planes: np.ndarray) -> np.ndarray:
    """Undo `_decorrelate`."""
    green, red, blue = np.cumsum(planes, axis=2, dtype=np.uint8)
    return np.stack([red + green, green, blue + green], axis=2)


def _average(image: np.ndarray, mask: np.ndarray, size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Average an image over areas down to ``size`` (width, height), over its valid pixels only."""
    from osgeo import gdal, gdal_array

    weight = mask.astype(np.float32)
    weighted = np.concatenate([np.moveaxis(image, 2, 0) * weight, weight[None]])
    source = gdal_array.OpenArray(weighted)
    averaged = source.ReadAsArray(buf_xsize=size[0], buf_ysize=size[1], resample_alg=gdal.GRIORA_Average)
    colour = averaged[:3] / np.maximum(averaged[3], 1e-6)
    return np.moveaxis(np.rint(colour).clip(0, 255).astype(np.uint8), 0, 2).copy(), averaged[3] > 0.5
