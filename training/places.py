"""Real places with trustworthy vectors, read by the catalogue beside them.

The catalogue is a JSON list with one entry a place: ``place``, ``files`` (pairs of image and
vectors), ``kind`` (buildings or roads), ``metres_per_pixel`` on the ground, and
``licence_allows_shipping_weights``. Every image becomes one `Place`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal

from ..engine.errors import BasemapError, InputError
from ..engine.gdal_messages import collected
from ..engine.geometry import Geometries
from ..engine.vectors import open_layer
from .splits import SPLITS, TEST, TRAIN, VALIDATION

__all__ = ["SPLITS", "TEST", "TRAIN", "VALIDATION", "Place", "load_places", "transformed"]


@dataclass(frozen=True)
class Place:
    """One image of a place and the vectors that fit it.

    Attributes:
        name: of the place, as in the catalogue.
        chip: of the image within the place (its file name without suffix).
        kind: "buildings" or "roads".
        licence: what the licence says about weights that ship: "yes", "good faith", "unclear" or "no".
        resolution: metres on the ground per pixel.
        image: uint8 (H, W, 3).
        mask: bool (H, W), where the image holds data; nothing is labelled elsewhere.
        geometries: in pixels of the image: x right, y down, (0, 0) the outer corner of the top left pixel.
        image_path: where the image came from.
        geotransform: GDAL's six numbers that lead from pixels to map coordinates.
        crs: of image and vectors, as WKT.
    """

    name: str
    chip: str
    kind: str
    licence: str
    resolution: float
    image: np.ndarray
    mask: np.ndarray
    geometries: Geometries
    image_path: Path
    geotransform: tuple[float, ...]
    crs: str


def load_places(root: str | Path, names: str | Sequence[str]) -> list[Place]:
    """Read every image of some places.

    Args:
        root: the folder that holds ``catalogue.json`` and one folder a place.
        names: of a split (a key of `SPLITS`) or a place, or several of them; ``place/chip`` names one image
            of a place.

    Raises:
        InputError: the catalogue or a place is missing from it, or vectors cannot be read.
        BasemapError: an image cannot be read.
    """
    root = Path(root)
    catalogue = _catalogue(root)
    asked = [names] if isinstance(names, str) else names
    places = []
    for name in (name for each in asked for name in SPLITS.get(each, (each,))):
        place, _, chip = name.partition("/")
        entry = catalogue.get(place, {"files": ()})
        files = [(image, vectors) for image, vectors in entry["files"] if chip in ("", Path(image).stem)]
        if not files:
            raise InputError(f"The catalogue in {root} has no place {name}; it has {', '.join(sorted(catalogue))}.")
        places += [_load(root / place, entry, image, vectors) for image, vectors in files]
    return places


def transformed(geometries: Geometries, affine: Sequence[float]) -> Geometries:
    """Return the geometries under an affine map in GDAL's order: x' = a0 + a1 x + a2 y, y' = a3 + a4 x + a5 y."""
    x, y = geometries.coordinates.T
    moved = np.stack([affine[0] + affine[1] * x + affine[2] * y, affine[3] + affine[4] * x + affine[5] * y], 1)
    return Geometries.from_wkb(geometries.to_wkb(moved))


def _catalogue(root: Path) -> dict[str, dict]:
    try:
        entries = json.loads((root / "catalogue.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{root} holds no readable catalogue.json; give the folder with the aerial data.") from error
    return {entry["place"]: entry for entry in entries}


def _load(folder: Path, entry: dict, image_name: str, vectors_name: str) -> Place:
    image_path = folder / image_name
    source = _open(image_path)
    geotransform = source.GetGeoTransform()
    with open_layer(str(folder / vectors_name)) as layer:
        geometries = layer.geometries()
    allowed = entry["licence_allows_shipping_weights"]
    return Place(
        name=entry["place"],
        chip=image_path.stem,
        kind=entry["kind"],
        licence=allowed if isinstance(allowed, str) else ("yes" if allowed else "no"),
        resolution=float(entry["metres_per_pixel"]),
        image=np.ascontiguousarray(source.ReadAsArray()[:3].transpose(1, 2, 0)),
        mask=source.GetRasterBand(1).GetMaskBand().ReadAsArray() > 0,
        geometries=transformed(geometries, gdal.InvGeoTransform(geotransform)),
        image_path=image_path,
        geotransform=tuple(geotransform),
        crs=source.GetProjection(),
    )


def _open(path: Path) -> gdal.Dataset:
    with collected() as messages:
        try:
            source = gdal.Open(str(path))
        except RuntimeError:  # raised where the surrounding program has switched GDAL's exceptions on
            source = None
    if source is None:
        raise BasemapError(f"{path} cannot be read as an image{messages.reason()}; check the path and the file.")
    if source.RasterCount < 3:
        raise BasemapError(f"{path} has {source.RasterCount} bands instead of three; give a colour image.")
    return source
