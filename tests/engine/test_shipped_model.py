"""The model that ships, on a generated scene: better than before, the same in every CRS and block size."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from osgeo import gdal

from realign.engine.align import AlignOptions, align
from realign.engine.basemap import GdalBasemap
from realign.engine.crs import Transformation, epsg
from realign.engine.geometry import Geometries
from realign.engine.model import default_model_path, load_model
from realign.training.scenes import generate_scene

LEFT, TOP, SIDE, RESOLUTION = 500_000.0, 5_330_000.0, 130.0, 0.15
SHIFT = np.array([2.4, -1.8])  # 3 m
OPTIONS = AlignOptions(max_displacement=5.0, min_confidence=0.0)


def polygon(rings):
    moved = [ring * [RESOLUTION, -RESOLUTION] + [LEFT, TOP] for ring in rings]
    body = b"".join(struct.pack("<I", len(ring)) + ring.astype("<f8").tobytes() for ring in moved)
    return struct.pack("<BII", 1, 3, len(rings)) + body


@pytest.fixture(scope="module")
def model():
    return load_model(default_model_path("align"), "cpu")


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """Path of the image in UTM, and the true buildings."""
    made = generate_scene(24, SIDE, RESOLUTION)
    path = tmp_path_factory.mktemp("scene") / "utm.tif"
    height, width = made.image.shape[:2]
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), width, height, 3)
    dataset.SetGeoTransform((LEFT, RESOLUTION, 0, TOP, 0, -RESOLUTION))
    dataset.SetProjection(epsg(32633).ExportToWkt())
    dataset.WriteArray(np.ascontiguousarray(made.image.transpose(2, 0, 1)))
    del dataset
    return path, Geometries.from_wkb([polygon(rings) for rings in made.polygons])


def aligned(model, image, layer, crs=32633, options=OPTIONS):
    with GdalBasemap(str(image)) as basemap:
        return align(layer, epsg(crs).ExportToWkt(), basemap, model, options)


@pytest.fixture(scope="module")
def displaced(scene):
    return Geometries.from_wkb(scene[1].to_wkb(scene[1].coordinates + SHIFT))


@pytest.fixture(scope="module")
def reference(model, scene, displaced):
    return aligned(model, scene[0], displaced)


def test_a_shift_of_three_metres_at_least_halves(scene, reference):
    error = np.hypot(*(reference.coordinates - scene[1].coordinates).T)
    assert error.mean() < 1.5
    assert reference.device == "cpu"


def test_right_buildings_stay_about_where_they_are(model, scene):
    result = aligned(model, *scene)
    assert np.hypot(*(result.coordinates - scene[1].coordinates).T).mean() < 1.0


def test_the_answer_does_not_depend_on_the_block_size(model, scene, displaced, reference):
    """To a tenth of a pixel, 0.03 m, with blocks that cut the scene into many pieces."""
    options = AlignOptions(max_displacement=5.0, min_confidence=0.0, block_size=192)
    result = aligned(model, scene[0], displaced, options=options)
    assert result.megapixels > 1.3 * reference.megapixels
    difference = np.hypot(*(result.coordinates - reference.coordinates).T)
    assert difference.max() < 0.03


def test_degrees_over_mercator_give_the_same_answer(model, scene, displaced, reference, tmp_path):
    """The layer in EPSG:4326 over a copy of the image in EPSG:3857, with pixels of the same ground size."""
    path = tmp_path / "mercator.tif"
    latitude = Transformation(epsg(32633), epsg(4326))(np.array([[LEFT, TOP]]))[0, 1]
    pixel = RESOLUTION / np.cos(np.radians(latitude))
    warped = gdal.Warp(
        str(path), str(scene[0]), dstSRS="EPSG:3857", xRes=pixel, yRes=pixel, resampleAlg="cubic", dstAlpha=True
    )
    del warped
    to_degrees = Transformation(epsg(32633), epsg(4326))
    degrees = Geometries.from_wkb(displaced.to_wkb(to_degrees(displaced.coordinates)))
    result = aligned(model, path, degrees, crs=4326)
    back = Transformation(epsg(4326), epsg(32633))(result.coordinates)
    difference = back - reference.coordinates
    assert np.abs(difference.mean(0)).max() < 0.03
    # resampled twice, the picture is not quite the same: a wall here and there is seen otherwise
    assert np.percentile(np.hypot(*difference.T), 95) < 0.1
    assert np.percentile(np.abs(result.dx - reference.dx), 95) < 0.1
    assert np.percentile(np.abs(result.dy - reference.dy), 95) < 0.1
