"""Scans of waves, placed by a geotransform, by ground control points, or not at all."""

from __future__ import annotations

import numpy as np
from osgeo import gdal

from realign.engine.crs import epsg
from realign.engine.restyle_sheet import FileSheet
from realign.engine.sheet_georeference import SheetGeoreference

WIDTH, HEIGHT = 240, 180
UTM, MERCATOR, DEGREES = (epsg(code).ExportToWkt() for code in (32633, 3857, 4326))
TURNED = (400000.0, 1.9, 0.4, 5500000.0, 0.4, -1.9)  # metres, 12 degrees off


def waves(pixels):
    """Grey at pixel coordinates (N, 2), telling every place from its neighbours."""
    x, y = pixels.T
    return 127 + 60 * np.sin(x / 5) + 60 * np.cos(y / 6 + x / 40)


def scan(tmp_path, transform=None, crs=UTM, gcps=(), name="scan.tif", hole=False):
    """A grey GeoTIFF of waves, or what is not placed; ``hole``: nothing is known of its top left quarter."""
    path = str(tmp_path / name)
    dataset = gdal.GetDriverByName("GTiff").Create(path, WIDTH, HEIGHT, 1, gdal.GDT_Byte)
    x, y = np.meshgrid(np.arange(WIDTH) + 0.5, np.arange(HEIGHT) + 0.5)
    grey = np.clip(waves(np.stack([x.ravel(), y.ravel()], 1)), 1, 255).reshape(HEIGHT, WIDTH).astype(np.uint8)
    if hole:
        grey[: HEIGHT // 2, : WIDTH // 2] = 0
        dataset.GetRasterBand(1).SetNoDataValue(0)
    dataset.WriteArray(grey)
    if transform is not None:
        dataset.SetGeoTransform(transform)
    if crs and transform is not None:
        dataset.SetProjection(crs)
    if gcps:
        dataset.SetGCPs(list(gcps), crs)
    dataset = None
    return path


def points(count, bend=0.0, seed=3):
    """Ground control points, placed as ``TURNED`` does, but for a bend of so many metres."""
    pixels = np.random.default_rng(seed).uniform((0, 0), (WIDTH, HEIGHT), (count, 2))
    pixels[:4] = [(2, 2), (238, 3), (236, 177), (4, 176)]
    ground = [bent(pixel, bend) for pixel in pixels]
    return pixels, np.array(ground), [gdal.GCP(*xy, 0, *pixel) for xy, pixel in zip(ground, pixels)]


def bent(pixel, bend):
    x, y = gdal.ApplyGeoTransform(list(TURNED), *pixel)
    return x + bend * np.sin(pixel[0] / 60), y + bend * np.cos(pixel[1] / 50)


def placed(path, **more):
    return SheetGeoreference(FileSheet(path), **more)
