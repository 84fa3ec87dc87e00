"""Generated scenes as a folder of places, laid out like the catalogue of real ones: held-out towns for measuring."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from osgeo import gdal, osr

from .methods import write_geopackage
from .packing import pack_scenes
from .places import Place, load_places, transformed

FIRST_SEED = 100_000  # training takes smaller seeds
_CORNER = (500_000.0, 5_000_000.0)  # metres east and north of the upper left corner
_UTM = 32631  # EPSG; any would do


def generated_towns(
    folder: str | Path, seeds: Sequence[int], size: float = 420.0, resolution: float = 0.3
) -> list[Place]:
    """Generate one square town a seed, or read those that the folder holds already.

    Args:
        folder: for images, vectors and ``catalogue.json``; made if missing.
        seeds: of the scenes, at least `FIRST_SEED` to be held out.
        size: side in metres.
        resolution: metres per pixel.
    """
    folder = Path(folder)
    entries = []
    for seed in seeds:
        name = f"town_{seed}"
        image, vectors = (folder / name / f"{size:g}m_{resolution:g}m.{suffix}" for suffix in ("tif", "gpkg"))
        if not vectors.exists():
            image.parent.mkdir(parents=True, exist_ok=True)
            _write(image, vectors, seed, size, resolution)
        entries.append(
            {
                "place": name,
                "files": [[image.name, vectors.name]],
                "kind": "buildings",
                "metres_per_pixel": resolution,
                "licence_allows_shipping_weights": True,
            }
        )
    (folder / "catalogue.json").write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")
    return load_places(folder, [entry["place"] for entry in entries])


def _write(image: Path, vectors: Path, seed: int, size: float, resolution: float) -> None:
    (sheet,) = pack_scenes([seed], size, resolution)
    height, width = sheet.mask.shape
    geotransform = (_CORNER[0], resolution, 0.0, _CORNER[1], 0.0, -resolution)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(_UTM)
    dataset = gdal.GetDriverByName("GTiff").Create(str(image), width, height, 3, options=["COMPRESS=DEFLATE"])
    dataset.SetGeoTransform(geotransform)
    dataset.SetProjection(reference.ExportToWkt())
    for band, values in enumerate(np.moveaxis(sheet.image, 2, 0), 1):
        dataset.GetRasterBand(band).WriteArray(np.ascontiguousarray(values))
    dataset.FlushCache()
    part = vectors.with_name("part.gpkg")  # an interrupted run must not leave half a town behind
    part.unlink(missing_ok=True)
    write_geopackage(transformed(sheet.geometries, geotransform), reference.ExportToWkt(), part)
    part.replace(vectors)
