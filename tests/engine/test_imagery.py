"""Imagery of any CRS on the frame's grids."""

import tracemalloc

import numpy as np
import pytest
from osgeo import gdal

from realign.engine.basemap import GdalBasemap, Window
from realign.engine.crs import Transformation, bounds, epsg, lattice
from realign.engine.errors import BasemapError
from realign.engine.frame import Frame
from realign.engine.grid import Grid
from realign.engine.imagery import Imagery
from realign.engine.resolution import metres_per_unit

CORNER = np.array([400000.0, 5500000.0])  # in UTM zone 33, the frame of all tests here
BOX = (400015.0, 5500015.0, 400085.0, 5500085.0)
UTM = epsg(32633).ExportToWkt()


def pattern(xy):
    """Grey values at frame positions: waves of 8 and 9 m that tell every place from its neighbours."""
    x, y = (xy - CORNER).T
    return 127 + 55 * np.sin(2 * np.pi * x / 8.3) + 55 * np.cos(2 * np.pi * y / 9.1 + x / 17)


def painted(tmp_path, code, metres, name="photo"):
    """A GeoTIFF of the pattern in the CRS ``code`` with pixels of about ``metres``, drawn without resampling."""
    crs = epsg(code)
    extent = bounds(Transformation(epsg(32633), crs)(lattice((*CORNER, *(CORNER + 100)))))
    middle = (extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2
    size = np.array([metres, metres]) / metres_per_unit(crs.ExportToWkt(), *middle)
    width, height = (int(np.ceil((extent[2 + axis] - extent[axis]) / size[axis])) for axis in (0, 1))
    x, y = np.meshgrid(extent[0] + (np.arange(width) + 0.5) * size[0], extent[3] - (np.arange(height) + 0.5) * size[1])
    grey = pattern(Transformation(crs, epsg(32633))(np.stack([x.ravel(), y.ravel()], 1))).reshape(height, width)
    path = str(tmp_path / f"{name}{code}.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, width, height, 3, gdal.GDT_Byte)
    dataset.SetGeoTransform((extent[0], size[0], 0, extent[3], 0, -size[1]))
    dataset.SetProjection(crs.ExportToWkt())
    for band in range(3):
        dataset.GetRasterBand(band + 1).WriteArray(np.round(grey).astype(np.uint8))
    dataset = None
    return path


def imagery(path):
    basemap = GdalBasemap(path)
    return Imagery(basemap, Frame.choose(UTM, basemap.crs, BOX, basemap.extent))


def expected(grid, scale=0, moved=(0.0, 0.0)):
    """The pattern averaged over each pixel of ``grid``."""
    count = 2**scale
    offsets = (np.arange(count) + 0.5) / count
    values = np.zeros((grid.height, grid.width))
    for x in offsets:
        for y in offsets:
            columns, rows = np.meshgrid(np.arange(grid.width) + x, np.arange(grid.height) + y)
            places = grid.to_map(np.stack([columns.ravel(), rows.ravel()], 1)) + moved
            values += pattern(places).reshape(values.shape)
    return values / count**2


def misplacement(image, grid, scale):
    """Metres east and north by which the picture differs from the pattern (least squares on its gradient)."""
    truth = expected(grid, scale)
    slopes = [
        (expected(grid, scale, step) - expected(grid, scale, -np.array(step))) / 0.2 for step in ((0.1, 0), (0, 0.1))
    ]
    system = np.stack([slope.ravel() for slope in slopes], 1)
    return -np.linalg.lstsq(system, (image[..., 0] - truth).ravel(), rcond=None)[0]


@pytest.mark.parametrize("code", [32633, 3857, 4326, 2154, 32632, 31468])
@pytest.mark.parametrize("scale", [0, 1, 2])
def test_every_crs_gives_the_same_picture_in_its_place(tmp_path, code, scale):
    seen = imagery(painted(tmp_path, code, 0.3))
    grid = Grid.around(BOX, 0.3 * 2**scale)
    image, valid = seen.read(grid)
    assert image.shape == (grid.height, grid.width, 3) and valid.all()
    moved = misplacement(image, grid, scale)
    assert np.abs(moved).max() < 0.05 * grid.resolution
    assert np.abs(image[..., 0] - expected(grid, scale)).mean() < 2.5
    seen.basemap.close()


@pytest.mark.parametrize(("code", "metres"), [(32633, 0.11), (3857, 0.11), (32633, 0.75), (3857, 0.75), (4326, 1.1)])
def test_finer_and_coarser_basemaps(tmp_path, code, metres):
    seen = imagery(painted(tmp_path, code, metres))
    assert seen.ground_resolution == pytest.approx(metres, rel=2e-3)
    grid = Grid.around(BOX, 0.3)
    image, valid = seen.read(grid)
    assert valid.all()
    assert np.abs(misplacement(image, grid, 0)).max() < 0.05 * max(metres, 0.3)
    seen.basemap.close()


@pytest.mark.parametrize("code", [32633, 3857, 2154])
@pytest.mark.parametrize("scale", [0, 2])
def test_blocks_fit_together(tmp_path, code, scale):
    """A pixel is the same whatever block it is read with."""
    seen = imagery(painted(tmp_path, code, 0.25))
    whole = Grid.around(BOX, 0.3 * 2**scale)
    part = Grid.around((400031.0, 5500022.0, 400069.0, 5500047.0), 0.3 * 2**scale)
    image, _ = seen.read(whole)
    piece, _ = seen.read(part)
    column, row = np.round(whole.to_pixel(np.array([[part.left, part.top]]))[0]).astype(int)
    difference = image[row : row + part.height, column : column + part.width].astype(int) - piece
    assert np.abs(difference).max() <= 3 and np.abs(difference).mean() < 0.3
    seen.basemap.close()


@pytest.mark.parametrize("code", [32633, 3857, 4326, 2154])
def test_validity_ends_where_the_basemap_ends(tmp_path, code):
    seen = imagery(painted(tmp_path, code, 0.3))
    grid = Grid.around((399950.0, 5499950.0, 400150.0, 5500150.0), 0.6)
    image, valid = seen.read(grid)
    columns, rows = np.meshgrid(np.arange(grid.width) + 0.5, np.arange(grid.height) + 0.5)
    there = seen.frame.to_basemap(grid.to_map(np.stack([columns.ravel(), rows.ravel()], 1)))
    extent = np.array(seen.basemap.extent)
    inside = ((there > extent[:2]) & (there < extent[2:])).all(axis=1).reshape(valid.shape)
    assert (inside != valid).mean() < 0.004  # a pixel along the edge
    assert not image[~valid].any()
    assert np.abs(np.array(seen.box) - bounds(seen.frame.from_basemap(lattice(seen.basemap.extent)))).max() < 0.1
    seen.basemap.close()


@pytest.mark.parametrize("code", [32633, 3857])
def test_holes_stay_holes_and_do_not_darken_their_surroundings(tmp_path, code):
    path = painted(tmp_path, code, 0.3)
    dataset = gdal.Open(path, gdal.GA_Update)
    width, height = dataset.RasterXSize, dataset.RasterYSize
    for band in range(1, 4):
        grey = np.random.default_rng(band).integers(190, 210, (height, width)).astype(np.uint8)
        grey[height // 3 : height // 2, width // 3 : width // 2] = 0
        dataset.GetRasterBand(band).WriteArray(grey)
        dataset.GetRasterBand(band).SetNoDataValue(0)
    dataset = None
    seen = imagery(path)
    for scale in (0, 1, 3):
        image, valid = seen.read(Grid.around(BOX, 0.3 * 2**scale))
        assert (~valid).mean() == pytest.approx((100 / 6) ** 2 / 70**2, rel=0.2)
        assert image[valid].min() > 170 and not image[~valid].any()
    seen.basemap.close()


class Counting:
    """A basemap of 0.1 m pixels over a whole county that only counts what is asked of it."""

    name, pixel_size = "county", (0.1, 0.1)

    def __init__(self, code):
        self.crs = epsg(code).ExportToWkt()
        box = bounds(Transformation(epsg(32633), epsg(code))(lattice((380000, 5480000, 420000, 5520000))))
        self.extent = Window(*box)
        self.asked = []

    def read(self, window, width, height):
        self.asked.append((window, width, height))
        return np.full((height, width, 3), 100, np.uint8), np.ones((height, width), bool)


@pytest.mark.parametrize("code", [32633, 3857])
def test_coarse_grids_never_hold_the_native_pixels(code):
    basemap = Counting(code)
    seen = Imagery(basemap, Frame.choose(UTM, basemap.crs, BOX, basemap.extent))
    grid = Grid.around((398000, 5498000, 402000, 5502000), 4.8)
    tracemalloc.start()
    image, valid = seen.read(grid)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert valid.all() and (image == 100).all()
    assert sum(width * height for _, width, height in basemap.asked) < 10 * grid.width * grid.height
    assert peak < 100 * grid.width * grid.height


def test_windows_asked_of_web_tiles_lie_on_one_lattice():
    basemap = Counting(3857)
    seen = Imagery(basemap, Frame.choose(UTM, basemap.crs, BOX, basemap.extent))
    seen.read(Grid.around(BOX, 0.3))
    seen.read(Grid.around((400050, 5500050, 400090, 5500090), 0.3))
    for window, width, height in basemap.asked:
        steps = (window.right - window.left) / width, (window.top - window.bottom) / height
        assert steps == pytest.approx((0.4, 0.4))  # native 0.1 in Mercator units: four of them are 0.26 m here
        first = (window.left - basemap.extent.left) / 0.4, (basemap.extent.top - window.top) / 0.4
        np.testing.assert_allclose(first, np.round(first), atol=1e-4)


def test_far_blocks_are_empty_not_errors(tmp_path):
    for code in (32633, 3857):
        seen = imagery(painted(tmp_path, code, 0.3))
        image, valid = seen.read(Grid.around((500000, 5600000, 500050, 5600050), 0.3))
        assert not valid.any() and not image.any()
        seen.basemap.close()


def test_layer_beside_the_basemap(tmp_path):
    basemap = GdalBasemap(painted(tmp_path, 3857, 1.0))
    frame = Frame.choose(UTM, basemap.crs, (450000, 5500000, 450100, 5500100))
    with pytest.raises(BasemapError, match="does not reach the layer"):
        Imagery(basemap, frame)
    basemap.close()
