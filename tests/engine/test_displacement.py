"""The displacement raster: what it says at a place is where the chain moves a vertex there."""

from __future__ import annotations

import os

import numpy as np
import pytest
import shapely
from osgeo import gdal

from realign.engine.align import AlignOptions, align
from realign.engine.crs import epsg
from realign.engine.displacement import NODATA, DisplacementRaster
from realign.engine.errors import OutputError
from realign.engine.frame import Frame
from realign.engine.grid import Grid

OPTIONS = AlignOptions(max_displacement=5.0)


@pytest.fixture
def written(make_basemap, make_model, utm, tmp_path):
    """Align a layer, and read the raster at its vertices: alignment, values (N, 3), dataset."""

    def write(layer, field, deviation=0.2, options=OPTIONS, stride=2):
        basemap, path = make_basemap(), tmp_path / "displacement.tif"
        model = make_model(basemap, field, deviation, stride, tiles_overlap=64)
        result = align(layer, utm, basemap, model, options, displacement=str(path))
        dataset = gdal.Open(str(path))
        left, step, _, top, _, _ = dataset.GetGeoTransform()
        pixel = np.stack([layer.coordinates[:, 0] - left, top - layer.coordinates[:, 1]], 1) / step
        column, row = np.floor(pixel).astype(int).T
        return result, dataset.ReadAsArray()[:, row, column].T, dataset

    return write


@pytest.mark.parametrize("stride", [2, 4])
def test_a_constant(town, written, tmp_path, stride):
    result, values, dataset = written(town, (2.0, -1.0), stride=stride)
    np.testing.assert_allclose(values[:, :2], [[2.0, -1.0]] * len(values), atol=1e-3)
    np.testing.assert_allclose(values[:, 2], result.confidence[town.feature_of_coordinate], atol=1e-3)
    assert dataset.RasterCount == 3 and "32633" in dataset.GetProjection()
    assert dataset.GetGeoTransform()[1] == pytest.approx(0.3 * stride)
    assert [dataset.GetRasterBand(n).GetDescription() for n in (1, 2, 3)] == [
        "dx, metres east",
        "dy, metres north",
        "confidence",
    ]
    assert dataset.GetRasterBand(1).GetNoDataValue() == NODATA
    assert os.listdir(tmp_path) == ["displacement.tif"]


def test_follows_every_place_through_the_scales(make_layer, written):
    """A field that bends, found in parts at several scales. Points, because a polygon's vertices pull at each other."""
    town = make_layer(*shapely.points(np.random.default_rng(2).uniform(10, 140, (60, 2))))

    def field(xy, scale):
        bend = np.stack([np.sin(xy[:, 1] / 29 + scale), np.cos(xy[:, 0] / 23)], 1)
        return bend * {3: 1.5, 2: 0.8, 1: 0.4, 0: 0.2}[scale]

    result, values, _ = written(town, field)
    moved = result.coordinates - town.coordinates
    assert np.ptp(moved, axis=0).min() > 1
    # the raster's pixels are 0.6 m wide, and the field changes by up to a tenth of a metre per metre
    np.testing.assert_allclose(values[:, :2], moved, atol=0.15)  # vertices are steadied, places are not
    assert np.abs(values[:, :2] - moved).mean() < 0.03


def test_empty_where_there_are_no_features(make_layer, written):
    layer = make_layer(shapely.box(5, 5, 10, 10), shapely.box(140, 140, 145, 145))
    _, values, dataset = written(layer, (1.0, 0.5), options=AlignOptions(max_displacement=0.8))
    np.testing.assert_allclose(values[:, :2], [[1.0, 0.5]] * len(values) * np.array(0.8 / np.hypot(1, 0.5)), atol=1e-3)
    band = dataset.GetRasterBand(1).ReadAsArray()
    height, width = band.shape
    assert band[height // 2, width // 2] == NODATA
    assert (band == NODATA).mean() > 0.3


def test_never_longer_than_allowed(town, written):
    result, values, _ = written(town, (4.0, 3.0), options=AlignOptions(max_displacement=2.5))
    np.testing.assert_allclose(np.hypot(*(result.coordinates - town.coordinates).T), 2.5, atol=1e-3)
    np.testing.assert_allclose(np.hypot(*values[:, :2].T), 2.5, atol=1e-3)


def test_replaces_an_older_file(town, written, tmp_path):
    (tmp_path / "displacement.tif").write_text("old")
    _, values, _ = written(town, (2.0, -1.0))
    assert np.isfinite(values).all()


def test_a_place_that_is_taken(town, written, tmp_path):
    (tmp_path / "displacement.tif").mkdir()
    with pytest.raises(OutputError, match=r"^The displacement raster .*displacement\.tif cannot be written \("):
        written(town, (2.0, -1.0))
    assert os.listdir(tmp_path) == ["displacement.tif"]


def test_nothing_is_lost_when_the_cache_is_tiny(tmp_path):
    wkt = epsg(32633).ExportToWkt()
    frame = Frame.choose(wkt, wkt, (500000, 5329000, 501000, 5330000))
    before = gdal.GetCacheMax()
    gdal.SetCacheMax(2**20)
    try:
        raster = DisplacementRaster(str(tmp_path / "field.tif"), frame, frame.box, [1, 0], 0.3, 96)
        for scale in (1, 0):
            for x in range(500100, 500700, 150):
                for y in range(5329200, 5329800, 150):
                    grid = Grid.around((x, y, x + 150, y + 150), 0.3 * 2**scale, 96, 16)
                    half = (grid.height // 2, grid.width // 2)
                    precision = np.tile(np.eye(2)[:, :, None, None], (1, 1, *half))
                    raster.record(scale, grid, np.full((2, *half), 0.1), precision)
        raster.finish(lambda precision: np.ones(len(precision)), lambda displacement: displacement)
    finally:
        gdal.SetCacheMax(before)
    values = gdal.Open(str(tmp_path / "field.tif")).ReadAsArray()
    known = values[2] != NODATA
    assert known.mean() > 0.3
    # a tenth of a pixel at both scales: 0.06 m and 0.03 m, east and (y points down) south
    assert np.allclose(values[0][known], 0.09, atol=1e-6) and np.allclose(values[1][known], -0.09, atol=1e-6)
