"""Files of a generated town: imagery, buildings as they are, and the same buildings displaced."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr

from ..training.deformations import RandomField
from ..training.scenes import STYLES, generate_scene
from ..training.scenes.convex import area

UTM_ZONE = 32633  # EPSG; any would do
CORNER = (412_345.6, 5_403_210.4)  # metres east and north: the upper left one, on no round number
KEY = "id"  # by this attribute the aligned buildings find the true ones again
NAMES = (
    "Käthes Hof",
    "Дом пекаря",
    "Σπίτι του ψαρά",
    "बढ़ई का घर",
    "بيت الحداد",
    "裁缝之家",
    "陶芸家の家",
    "მეწისქვილის სახლი",
    None,
)


@dataclass(frozen=True)
class Town:
    """Where the parts of a town lie.

    Attributes:
        imagery: a GeoTIFF.
        truth: the buildings on their roofs, a GeoPackage.
        displaced: the buildings as a careless survey would have them, a GeoPackage.
    """

    imagery: Path
    truth: Path
    displaced: Path


def build_town(folder: Path, seed: int, size: float, resolution: float, displacement: float, style: str = "") -> Town:
    """Generate a town and write its files.

    Args:
        folder: where to write; exists.
        seed: equal seeds give equal towns.
        size: side in metres.
        resolution: metres per pixel.
        displacement: no vertex is moved further than this, in metres.
        style: of the scene; drawn by the seed if empty.
    """
    scene = generate_scene(seed, size, resolution, STYLES[style] if style else None)
    town = Town(folder / "town.tif", folder / "truth.gpkg", folder / "buildings.gpkg")
    write_imagery(town.imagery, scene.image, resolution)
    truth = [[to_map(ring, resolution) for ring in polygon] for polygon in scene.polygons]
    origin = (CORNER[0], CORNER[1] - size)
    field = RandomField.sample(np.random.default_rng(seed), (size, size), displacement, square=size, origin=origin)
    write_buildings(town.truth, truth)
    write_buildings(town.displaced, [[ring + field(ring) for ring in polygon] for polygon in truth])
    return town


def to_map(pixels: np.ndarray, resolution: float) -> np.ndarray:
    """Positions (N, 2) in pixels, y down, as metres east and north."""
    return np.asarray(CORNER) + np.asarray(pixels, float) * (resolution, -resolution)


def write_imagery(path: Path, image: np.ndarray, resolution: float) -> None:
    """Write uint8 (H, W, 3) as a GeoTIFF, compressed as imagery usually is."""
    height, width, bands = image.shape
    memory = gdal.GetDriverByName("MEM").Create("", width, height, bands, gdal.GDT_Byte)
    memory.SetGeoTransform((CORNER[0], resolution, 0.0, CORNER[1], 0.0, -resolution))
    memory.SetSpatialRef(spatial_reference())
    for band in range(bands):
        memory.GetRasterBand(band + 1).WriteArray(image[:, :, band])
    options = ["TILED=YES", "COMPRESS=JPEG", "JPEG_QUALITY=90", "PHOTOMETRIC=YCBCR"]
    gdal.GetDriverByName("GTiff").CreateCopy(str(path), memory, options=options)


def write_buildings(path: Path, polygons: Sequence[Sequence[np.ndarray]]) -> None:
    """Write polygons, each a list of rings (N, 2), the outer one first, with attributes of many kinds."""
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("buildings", spatial_reference(), ogr.wkbPolygon)
    fields = ((KEY, ogr.OFTInteger), ("name", ogr.OFTString), ("surveyed", ogr.OFTDate), ("storeys", ogr.OFTInteger))
    for name, kind in (*fields, ("height_m", ogr.OFTReal)):
        layer.CreateField(ogr.FieldDefn(name, kind))
    layer.StartTransaction()
    for number, polygon in enumerate(polygons):
        feature = ogr.Feature(layer.GetLayerDefn())
        for field, value in attributes(number).items():
            if value is not None:
                feature[field] = value
        feature.SetGeometry(to_geometry(polygon))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def attributes(number: int) -> dict[str, object]:
    """Attributes of a building, made up from its number alone; None where it has none."""
    name = NAMES[number % len(NAMES)]
    surveyed = datetime.date(1998, 2, 27) + datetime.timedelta(days=37 * number)
    return {
        KEY: number + 1,
        "name": f"{name} {number + 1}" if name else None,
        "surveyed": surveyed.strftime("%Y/%m/%d") if number % 4 else None,
        "storeys": 1 + number % 5 if number % 3 else None,
        "height_m": 3.1 * (1 + number % 5) if number % 7 else None,
    }


def to_geometry(polygon: Sequence[np.ndarray]) -> ogr.Geometry:
    """An OGR polygon of rings (N, 2).

    Outer rings run clockwise and holes the other way, as shapefiles want them: so no writer turns
    them round, and the vertices of truth and result can be compared one by one.
    """
    geometry = ogr.Geometry(ogr.wkbPolygon)
    for index, points in enumerate(polygon):
        if (area(points) < 0) != (index == 0):
            points = points[::-1]
        ring = ogr.Geometry(ogr.wkbLinearRing)
        for x, y in points:
            ring.AddPoint_2D(float(x), float(y))
        ring.CloseRings()
        geometry.AddGeometry(ring)
    return geometry


def spatial_reference() -> osr.SpatialReference:
    """The town's UTM zone."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(UTM_ZONE)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference
