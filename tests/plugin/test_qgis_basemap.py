"""Raster layers of every kind as basemaps: the right pixels, asked for once, from the right zoom level."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsFeedback, QgsRasterLayer

from realign.engine.basemap import GdalBasemap, Window
from realign.engine.errors import BasemapError, Cancelled
from realign.plugin.qgis_basemap import LayerImage, QgisBasemap

MERCATOR_LEFT = -20037508.342789244
# Grey levels. QGIS 3.22 draws tiles exactly, newer ones a little stretched and smoothed (1.8); half a pixel off is 5.
NEARLY = 2.5


@pytest.fixture
def file(town):
    """The imagery in EPSG:3857, read by the engine: what every service must agree with."""
    with GdalBasemap(str(town.mercator)) as basemap:
        yield basemap


def middle(window: Window) -> tuple[float, float]:
    return (window.left + window.right) / 2, (window.bottom + window.top) / 2


def opened(layer: QgsRasterLayer, file: GdalBasemap, resolution: float = 0.3, feedback=None) -> QgisBasemap:
    return LayerImage.of(layer).open(middle(file.extent), resolution, feedback or QgsFeedback())


def size(file: GdalBasemap) -> tuple[int, int]:
    extent = file.extent
    return round((extent.right - extent.left) / file.pixel_size[0]), round(
        (extent.top - extent.bottom) / file.pixel_size[1]
    )


def test_tiles_give_the_pixels_of_the_file(server, file):
    with opened(server.xyz(), file) as basemap:
        assert basemap.pixel_size == pytest.approx(file.pixel_size)
        image, valid = basemap.read(file.extent, *size(file))
    expected, known = file.read(file.extent, *size(file))
    np.testing.assert_array_equal(valid, known)
    assert 0.5 < valid.mean() < 1  # the town is turned in this CRS, so its corners are empty
    apart = np.abs(image[valid].astype(int) - expected[valid])
    assert apart.mean() < NEARLY
    assert not image[~valid].any()


def test_tiles_come_from_one_zoom_level_and_once_each(server, file):
    with opened(server.xyz(zmax=21), file) as basemap:
        for factor in (1, 4, 16):
            width, height = (max(side // factor, 1) for side in size(file))
            basemap.read(file.extent, width, height)
    assert {path.split("/")[1] for path in server.requests} == {"19"}
    there = [path for path in server.requests if server.answer(path)[1]]  # newer QGIS asks again for what is missing
    assert there and len(there) == len(set(there))


def test_zoom_level_follows_the_ground_resolution(server, file):
    sizes = {}
    for resolution in (0.15, 0.3, 0.5, 5.0):
        with opened(server.xyz(zmax=22), file, resolution) as basemap:
            sizes[resolution] = basemap.pixel_size[0]
    pixel = file.pixel_size[0]  # zoom 19: 0.2 m on the ground at 48° N
    assert sizes[0.15] == pytest.approx(pixel / 2)
    assert sizes[0.3] == pytest.approx(pixel)
    assert sizes[0.5] == pytest.approx(pixel * 2)
    assert sizes[5.0] == pytest.approx(pixel * 16)


def test_finest_zoom_level_where_none_is_fine_enough(server, file):
    with opened(server.xyz(zmax=17), file) as basemap:
        assert basemap.pixel_size[0] == pytest.approx(file.pixel_size[0] * 4)


@pytest.mark.parametrize("factor", [2, 4, 8, 32])
def test_coarse_pixels_are_averages_of_fine_ones(server, file, factor):
    step_x, step_y = (32 * side for side in file.pixel_size)
    columns, rows = (side // 32 * 32 for side in size(file))
    # on the lattice that the engine reads on: counted from the corner of the extent
    left = MERCATOR_LEFT + np.floor((file.extent.left - MERCATOR_LEFT) / step_x) * step_x
    top = -MERCATOR_LEFT - np.floor((-MERCATOR_LEFT - file.extent.top) / step_y) * step_y
    window = Window(left, top - rows * file.pixel_size[1], left + columns * file.pixel_size[0], top)
    with opened(server.xyz(), file) as basemap:
        fine, known = basemap.read(window, columns, rows)
        coarse, valid = basemap.read(window, columns // factor, rows // factor)
    cells = known.reshape(rows // factor, factor, columns // factor, factor).transpose(0, 2, 1, 3)
    whole = cells.all((2, 3))
    expected = fine.reshape(rows // factor, factor, columns // factor, factor, 3).mean((1, 3))
    assert whole.any() and valid[whole].all()
    assert not valid[~cells.any((2, 3))].any()
    assert np.abs(coarse[whole] - expected[whole]).max() <= 1.5


def test_interpolates_as_the_engine_does(server, file):
    x, y = middle(file.extent)
    window = Window(x - 20.3, y - 15.1, x + 17.9, y + 21.7)
    with opened(server.xyz(), file) as basemap:
        image, valid = basemap.read(window, 137, 131)
    expected, known = file.read(window, 137, 131)
    assert valid.all() and known.all()
    assert np.abs(image.astype(int) - expected).mean() < NEARLY


def test_beyond_the_tiles_nothing_is_valid(server, file):
    extent = file.extent
    far = Window(extent.left - 2000, extent.bottom, extent.left - 1500, extent.bottom + 500)
    with opened(server.xyz(), file) as basemap:
        image, valid = basemap.read(far, 100, 100)
        beyond_the_world, nothing = basemap.read(Window(-3e7, 0, -2.9e7, 100), 10, 10)
    assert not valid.any() and not image.any()
    assert not nothing.any() and beyond_the_world.shape == (10, 10, 3)


def test_service_that_answers_nothing_is_an_error(server, file):
    server.broken = True
    with opened(server.xyz(), file) as basemap:
        _, valid = basemap.read(file.extent, 100, 100)
        assert not valid.any()
        with pytest.raises(BasemapError, match=r"'tiles' gave no picture .* check the connection"):
            basemap.check()


def test_dead_service_is_given_up_soon(server, file):
    server.broken = True
    x, y = middle(file.extent)
    with opened(server.xyz(), file) as basemap, pytest.raises(BasemapError, match="gave no picture"):
        basemap.read(Window(x - 5e3, y - 5e3, x + 5e3, y + 5e3), 100, 100)
    assert len(set(server.requests)) <= 16 * 50


def test_blank_places_are_no_error_where_others_have_pictures(server, file):
    with opened(server.xyz(), file) as basemap:
        basemap.read(file.extent, 100, 100)
        basemap.check()


def test_wms_gives_the_picture_of_the_file(server, file):
    layer = server.wms()
    assert layer.isValid(), layer.error().message()
    with opened(layer, file) as basemap:
        assert basemap.pixel_size[0] * 0.668 == pytest.approx(0.2, rel=0.01)  # cos 48.1°, drawn at 0.2 m on the ground
        image, valid = basemap.read(file.extent, 200, 200)
    expected, known = file.read(file.extent, 200, 200)
    both = valid & known
    assert both.mean() > 0.5
    difference = np.abs(image[both].astype(int) - expected[both])
    assert np.median(difference) <= 3


def test_layer_that_is_gone_is_still_read(server, file):
    layer = server.xyz()
    image = LayerImage.of(layer)
    before = layer.source(), layer.dataProvider().dataSourceUri()
    assert (layer.source(), layer.dataProvider().dataSourceUri()) == before
    del layer
    with image.open(middle(file.extent), 0.3, QgsFeedback()) as basemap:
        assert basemap.read(file.extent, 50, 50)[1].any()


def test_read_in_another_thread(server, file):
    image = LayerImage.of(server.xyz())
    found = []

    def work():
        with image.open(middle(file.extent), 0.3, QgsFeedback()) as basemap:
            found.append(basemap.read(file.extent, 60, 60))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found[0][1].any()


def test_cancelled_while_downloading(server, file):
    feedback = QgsFeedback()
    with opened(server.xyz(), file, feedback=feedback) as basemap:
        feedback.cancel()
        with pytest.raises(Cancelled):
            basemap.read(file.extent, 50, 50)


def test_already_cancelled(server, file):
    feedback = QgsFeedback()
    feedback.cancel()
    with opened(server.xyz(), file, feedback=feedback) as basemap, pytest.raises(Cancelled):
        basemap.read(file.extent, 50, 50)


def test_files_go_straight_to_the_engine(town, file):
    layer = QgsRasterLayer(str(town.mercator), "file", "gdal")
    with opened(layer, file) as basemap:
        assert isinstance(basemap, GdalBasemap) and basemap.name == "'file'"
        np.testing.assert_array_equal(basemap.read(file.extent, 80, 80)[0], file.read(file.extent, 80, 80)[0])


def test_memory_files_are_read(town, file):
    path = "/vsimem/memory-basemap.tif"
    gdal.GetDriverByName("GTiff").CreateCopy(path, gdal.Open(str(town.mercator)))
    try:
        with opened(QgsRasterLayer(path, "memory", "gdal"), file) as basemap:
            np.testing.assert_array_equal(basemap.read(file.extent, 80, 80)[0], file.read(file.extent, 80, 80)[0])
    finally:
        gdal.Unlink(path)


def test_crs_that_the_user_assigned_counts(town, naked):
    layer = QgsRasterLayer(str(naked), "naked", "gdal")
    layer.setCrs(QgsRasterLayer(str(town.imagery), "town", "gdal").crs())
    with LayerImage.of(layer).open((0, 0), 0.3, QgsFeedback()) as basemap:
        assert "32633" in basemap.crs


def test_provider_without_path_is_read_as_the_map_shows_it(town, file):
    layer = QgsRasterLayer(f"{town.mercator}|option:NUM_THREADS=1", "with options", "gdal")
    assert layer.isValid()
    with opened(layer, file) as basemap:
        assert isinstance(basemap, QgisBasemap)
        assert basemap.pixel_size == pytest.approx(file.pixel_size)
        image, valid = basemap.read(file.extent, *size(file))
    expected, known = file.read(file.extent, *size(file))
    assert (valid == known).mean() > 0.99
    inner = valid & known
    assert np.abs(image[inner].astype(int) - expected[inner]).max() <= 1


def test_layer_without_crs_or_source_is_refused(naked, tmp_path):
    with pytest.raises(BasemapError, match="'naked' has no CRS; assign"):
        LayerImage.of(QgsRasterLayer(str(naked), "naked", "gdal"))
    with pytest.raises(BasemapError, match="'gone' cannot be read; repair"):
        LayerImage.of(QgsRasterLayer(str(tmp_path / "gone.tif"), "gone", "gdal"))
