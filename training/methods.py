"""The methods that the evaluation compares: nothing, one shift, and the chain by either way in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr

from ..engine.align import METHODS, AlignOptions, align
from ..engine.basemap import GdalBasemap
from ..engine.errors import InputError
from ..engine.geometry import Geometries
from ..engine.model import Model
from ..engine.vectors import open_layer
from .baselines import global_shift
from .measures import PIXEL
from .packing import sheet_of
from .places import Place, transformed
from .qgis_process import QgisProcess


@dataclass
class Aligned:
    """What a method made of one displaced layer.

    Attributes:
        coordinates: (N, 2), in pixels of the place's image.
        statuses: how many features ended with which ``ra_status``; empty for methods without.
        seconds: time taken; None where it would say nothing.
    """

    coordinates: np.ndarray
    statuses: dict[str, int] = field(default_factory=dict)
    seconds: float | None = None


Method = Callable[[Place, Geometries], Aligned]


def unaligned(place: Place, displaced: Geometries) -> Aligned:
    """Leave everything where it is."""
    return Aligned(displaced.coordinates)


def shifted(max_displacement: float, phase_only: bool = False) -> Method:
    """Return the method that moves a whole image's vectors by one shift (see `baselines.global_shift`)."""

    def method(place: Place, displaced: Geometries) -> Aligned:
        sheet = sheet_of(place, PIXEL)
        factor = np.array(sheet.mask.shape[::-1]) / place.mask.shape[::-1]
        drawn = transformed(displaced, (0, factor[0], 0, 0, 0, factor[1]))
        longest = max_displacement / sheet.resolution
        shift = global_shift(sheet.image, sheet.mask, drawn, longest, phase_only=phase_only)
        return Aligned(displaced.coordinates + shift / factor)

    return method


def through_engine(model: Model, options: AlignOptions) -> Method:
    """Return the method that calls `engine.align.align` with an open model."""

    def method(place: Place, displaced: Geometries) -> Aligned:
        layer = transformed(displaced, place.geotransform)
        with GdalBasemap(str(place.image_path)) as basemap:
            alignment = align(layer, place.crs, basemap, model, options)
        return Aligned(_to_pixels(alignment.coordinates, place), alignment.counts(), alignment.seconds)

    return method


def through_qgis_process(folder: Path, model_path: str, options: AlignOptions, device: str = "auto") -> Method:
    """Return the method that writes a GeoPackage and runs ``realign:alignvectors`` in QGIS on it.

    Args:
        folder: an existing folder for the profile and the layers.
        model_path, options, device: what becomes the algorithm's parameters.
    """
    qgis = QgisProcess(folder)
    before, after = folder / "displaced.gpkg", folder / "aligned.gpkg"
    fixed = {
        "MODEL": Path(model_path).resolve(),
        "MAX_DISPLACEMENT": options.max_displacement,
        "METHOD": METHODS.index(options.method),
        "DEVICE": device,
        "OUTPUT": after,
    }
    if options.min_confidence is not None:
        fixed["MIN_CONFIDENCE"] = options.min_confidence

    def method(place: Place, displaced: Geometries) -> Aligned:
        for path in (before, after):
            path.unlink(missing_ok=True)
        write_geopackage(transformed(displaced, place.geotransform), place.crs, before)
        qgis.run("realign:alignvectors", {"INPUT": before, "BASEMAP": place.image_path.resolve(), **fixed})
        with open_layer(str(after)) as layer:
            coordinates = layer.geometries().coordinates
            layer.ogr_layer.ResetReading()
            statuses = Counter(feature["ra_status"] for feature in layer.ogr_layer)
        if coordinates.shape != displaced.coordinates.shape:
            raise InputError(f"alignvectors returned {len(coordinates)} vertices for {len(displaced.coordinates)}.")
        return Aligned(_to_pixels(coordinates, place), dict(statuses))

    return method


def write_geopackage(geometries: Geometries, crs: str, path: Path) -> None:
    """Write geometries into a GeoPackage with one layer named as the file."""
    reference = osr.SpatialReference(crs)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer(path.stem, reference, ogr.wkbUnknown)
    layer.StartTransaction()
    for blob in geometries.blobs:
        feature = ogr.Feature(layer.GetLayerDefn())
        if blob is not None:
            feature.SetGeometry(ogr.CreateGeometryFromWkb(blob))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def _to_pixels(coordinates: np.ndarray, place: Place) -> np.ndarray:
    inverse = gdal.InvGeoTransform(place.geotransform)
    x, y = coordinates.T
    return np.stack([inverse[0] + inverse[1] * x + inverse[2] * y, inverse[3] + inverse[4] * x + inverse[5] * y], 1)
