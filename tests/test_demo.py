"""The demonstration's parts: what it generates is what it measures."""

import numpy as np
import pytest
from osgeo import gdal, ogr

from realign.demo.measure import read_by_key, vertex_errors
from realign.demo.picture import before_after, densest
from realign.demo.town import KEY, attributes, build_town


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return build_town(tmp_path_factory.mktemp("town"), seed=5, size=120.0, resolution=0.3, displacement=6.0)


def rows(path):
    source = ogr.Open(str(path))
    return [(feature.items(), feature.GetGeometryRef().Clone()) for feature in source.GetLayer(0)]


def test_imagery_covers_the_town_in_its_utm_zone(town):
    raster = gdal.Open(str(town.imagery))
    assert (raster.RasterXSize, raster.RasterYSize, raster.RasterCount) == (400, 400, 3)
    assert raster.GetGeoTransform()[1::4] == (0.3, -0.3)
    assert raster.GetSpatialRef().GetAuthorityCode(None) == "32633"
    assert raster.ReadAsArray().std() > 8


def test_displacement_is_known_and_bounded(town):
    errors = vertex_errors(town.displaced, town.truth, KEY)
    assert 0.5 < errors.mean() < errors.max() <= 6.0
    assert not vertex_errors(town.truth, town.truth, KEY).any()


def test_buildings_lie_on_the_imagery_and_keep_their_attributes(town):
    truth, displaced = rows(town.truth), rows(town.displaced)
    assert len(truth) == len(displaced) > 5
    raster = gdal.Open(str(town.imagery))
    left, step, _, top, _, _ = raster.GetGeoTransform()
    for number, ((known, shape), (moved, _)) in enumerate(zip(truth, displaced)):
        assert known == moved == attributes(number)
        west, east, south, north = shape.GetEnvelope()
        assert left <= west < east <= left + 400 * step
        assert top - 400 * step <= south < north <= top
        assert shape.IsValid()


def test_attributes_are_of_many_kinds():
    made = [attributes(number) for number in range(40)]
    names = "".join(row["name"] for row in made if row["name"])
    for letter in "äДΣबب裁მ":
        assert letter in names
    for field in ("name", "surveyed", "storeys", "height_m"):
        assert {row[field] is None for row in made} == {True, False}


def test_a_shapefile_keeps_the_order_of_the_vertices(town, tmp_path):
    shapefile = tmp_path / "truth.shp"
    gdal.VectorTranslate(str(shapefile), str(town.truth), format="ESRI Shapefile")
    assert not vertex_errors(shapefile, town.truth, KEY).any()


def test_a_lost_feature_is_noticed(town, tmp_path):
    fewer = tmp_path / "fewer.gpkg"
    gdal.VectorTranslate(str(fewer), str(town.displaced), where=f"{KEY} <> 3")
    with pytest.raises(ValueError, match=r"fewer\.gpkg does not hold the features and vertices of truth\.gpkg"):
        vertex_errors(fewer, town.truth, KEY)


def test_picture_shows_where_most_vertices_are(town, tmp_path):
    before, after = read_by_key(town.displaced, KEY)[1], read_by_key(town.truth, KEY)[1]
    before_after(tmp_path / "picture.png", town.imagery, before, after, width=60.0)
    picture = gdal.Open(str(tmp_path / "picture.png")).ReadAsArray()
    assert picture.shape[1:] == (740, 1400)
    red = (picture[0] > 240) & (picture[1] < 80) & (picture[2] < 80)
    yellow = (picture[0] > 240) & (picture[1] > 200) & (picture[2] < 60)
    assert red[:, :700].sum() > 500 > red[:, 700:].sum()
    assert yellow[:, 700:].sum() > 500 > yellow[:, :700].sum()

    raster = gdal.Open(str(town.imagery))
    left, step, _, top, _, _ = raster.GetGeoTransform()
    column, row = densest(before, (left, top), step, 200, (400, 400))
    pixels = (before.coordinates - (left, top)) / (step, -step)

    def count(x, y):
        return np.all((pixels >= (x, y)) & (pixels < (x + 200, y + 200)), axis=1).sum()

    assert count(column, row) == max(count(x, y) for x in range(0, 201, 50) for y in range(0, 201, 50))
