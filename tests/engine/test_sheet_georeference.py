"""Where a scanned sheet lies, and how it looks from its CRS and from a frame."""

import numpy as np
import pytest
from osgeo import gdal
from tiny_scan import DEGREES, MERCATOR, TURNED, UTM, placed, points, scan, waves

from realign.engine.basemap import GdalBasemap
from realign.engine.crs import Transformation, epsg
from realign.engine.errors import InputError
from realign.engine.frame import Frame
from realign.engine.grid import Grid
from realign.engine.imagery import Imagery


def everywhere(sheet):
    x, y = np.meshgrid(np.linspace(0, sheet.width, 9), np.linspace(0, sheet.height, 9))
    return np.stack([x.ravel(), y.ravel()], 1)


def test_a_turned_geotransform_leads_there_and_back(tmp_path):
    sheet = placed(scan(tmp_path, TURNED))
    assert sheet.method == "geotransform"
    assert sheet.to_map(np.array([[10.0, 20.0]]))[0] == pytest.approx(gdal.ApplyGeoTransform(list(TURNED), 10, 20))
    pixels = everywhere(sheet)
    np.testing.assert_allclose(sheet.to_pixels(sheet.to_map(pixels)), pixels, atol=1e-6)
    assert sheet.box == pytest.approx((400000, 5500000 - 1.9 * 180, 400000 + 1.9 * 240 + 0.4 * 180, 5500000 + 96))
    assert sheet.ground_resolution == pytest.approx(np.hypot(1.9, 0.4), rel=1e-3)


@pytest.mark.parametrize(
    ("crs", "transform"), [(MERCATOR, (1e6, 3, 0, 6e6, 0, -3)), (DEGREES, (14, 3e-5, 0, 50, 0, -2e-5))]
)
def test_resolution_is_that_of_the_ground(tmp_path, crs, transform):
    sheet = placed(scan(tmp_path, transform, crs))
    frame = Frame.choose(crs, crs, sheet.box)
    middle = np.array([[120.0, 90.0], [121.0, 90.0], [120.0, 91.0]])
    across, down = np.diff(frame.from_layer(sheet.to_map(middle))[[1, 0, 2]], axis=0)[[0, 1]]
    area = abs(across[0] * down[1] - across[1] * down[0])
    assert sheet.ground_resolution == pytest.approx(np.sqrt(area), rel=2e-3)
    assert sheet.pixel_size == (transform[1], -transform[5])


@pytest.mark.parametrize(
    ("count", "bend", "method", "metres"),
    [(4, 0.0, "polynomial", 0.01), (8, 0.0, "polynomial", 0.01), (24, 6.0, "thin-plate spline", 1e-3)],
)
def test_control_points_place_a_sheet(tmp_path, count, bend, method, metres):
    pixels, ground, gcps = points(count, bend)
    sheet = placed(scan(tmp_path, gcps=gcps))
    assert sheet.method.startswith(method) and str(count) in sheet.method
    np.testing.assert_allclose(sheet.to_map(pixels), ground, atol=metres)
    np.testing.assert_allclose(sheet.to_pixels(sheet.to_map(everywhere(sheet))), everywhere(sheet), atol=1e-3)


def test_the_way_out_undoes_the_way_by_which_pictures_are_warped(tmp_path):
    _, _, gcps = points(9, bend=15.0)  # a polynomial does not fit them, so GDAL's two directions disagree
    sheet = placed(scan(tmp_path, gcps=gcps))
    pixels = everywhere(sheet)
    np.testing.assert_allclose(sheet.to_pixels(sheet.to_map(pixels)), pixels, atol=1e-3)


def test_two_points_at_one_place_make_a_polynomial(tmp_path):
    _, _, gcps = points(12)
    gcps.append(gdal.GCP(gcps[0].GCPX + 30, gcps[0].GCPY, 0, gcps[0].GCPPixel, gcps[0].GCPLine))
    assert placed(scan(tmp_path, gcps=gcps)).method.startswith("polynomial")


@pytest.mark.parametrize(
    ("crs", "box"), [(UTM, (4e5, 5.5e6, 4e5 + 1200, 5.5e6 + 600)), (DEGREES, (14, 49.97, 14.1, 50))]
)
def test_a_picture_is_fitted_into_an_extent(tmp_path, crs, box):
    sheet = placed(scan(tmp_path, name="picture.png.tif"), extent=box, crs=crs)
    xmin, ymin, xmax, ymax = sheet.box
    assert xmin >= box[0] - 1e-9 and ymin >= box[1] - 1e-9 and xmax <= box[2] + 1e-9 and ymax <= box[3] + 1e-9
    assert (xmin + xmax, ymin + ymax) == pytest.approx((box[0] + box[2], box[1] + box[3]))
    assert ymax - ymin == pytest.approx(box[3] - box[1])  # as large as fits
    frame = Frame.choose(crs, crs, sheet.box)
    left, right, top, bottom = frame.from_layer(sheet.to_map(np.array([[0, 90], [240, 90], [120, 0], [120, 180.0]])))
    assert np.hypot(*(right - left)) / np.hypot(*(top - bottom)) == pytest.approx(240 / 180, rel=2e-3)


def test_what_lies_nowhere_is_refused(tmp_path):
    path = scan(tmp_path)
    with pytest.raises(InputError, match="has no georeference; give the extent"):
        placed(path)
    with pytest.raises(InputError, match=r"extent .* is empty"):
        placed(path, extent=(1, 1, 1, 2), crs=UTM)
    with pytest.raises(InputError, match="CRS of the extent"):
        placed(path, extent=(0, 0, 1, 2))
    with pytest.raises(InputError, match=r"CRS .* is missing"):
        placed(scan(tmp_path, TURNED, crs="", name="bare.tif"))
    assert placed(scan(tmp_path, TURNED, crs="", name="bare.tif"), crs=UTM).crs == UTM
    line = [gdal.GCP(4e5 + 10 * i, 5.5e6 + 10 * i, 0, i, i) for i in range(4)]
    with pytest.raises(InputError, match="control points"):
        placed(scan(tmp_path, gcps=line, name="line.tif"))


@pytest.mark.parametrize("count", [0, 6, 24])
def test_it_shows_what_gdal_shows(tmp_path, count):
    path = scan(tmp_path, None if count else TURNED, gcps=points(count, 4.0)[2] if count else ())
    sheet = placed(path)
    grid = Grid(400100, 5499950, 0.5, 400, 300)
    image, valid = sheet.imagery(Frame.choose(UTM, UTM, sheet.box)).read(grid)
    options = gdal.WarpOptions(
        format="MEM", dstAlpha=True, resampleAlg="cubic", tps=count > 10, errorThreshold=0, width=400, height=300,
        outputBounds=(400100, 5499800, 400300, 5499950), dstSRS=UTM,
    )  # fmt: skip
    expected = gdal.Warp("", path, options=options).ReadAsArray()
    both = valid & (expected[-1] > 127)
    assert both.mean() > 0.6 and (valid == (expected[-1] > 127)).mean() > 0.995
    assert np.abs(image[both][:, 0].astype(int) - expected[0][both]).mean() < 0.6


def test_nothing_is_valid_where_nothing_is_known(tmp_path):
    sheet = placed(scan(tmp_path, (4e5, 2, 0, 5.5e6, 0, -2), hole=True))
    _, valid = sheet.imagery(Frame.choose(UTM, UTM, sheet.box)).read(Grid(4e5 - 20, 5.5e6 + 20, 2.0, 260, 200))
    expected = np.zeros((200, 260), bool)
    expected[10:190, 10:250] = True
    expected[10:100, 10:130] = False
    assert (valid == expected).all()


def test_coarse_grids_are_averages_as_of_a_basemap(tmp_path):
    path = scan(tmp_path, (4e5, 2, 0, 5.5e6, 0, -2))
    sheet = placed(path)
    frame, grid = Frame.choose(UTM, UTM, sheet.box), Grid(4e5, 5.5e6, 60.0, 8, 6)
    image, _ = sheet.imagery(frame).read(grid)
    expected, _ = Imagery(GdalBasemap(path), frame).read(grid)
    assert np.abs(image.astype(int) - expected).mean() < 3
    assert image.std() < 12  # the waves are gone


@pytest.mark.parametrize("resolution", [1.0, 2.0, 7.0])
def test_a_frame_sees_it_as_it_sees_a_basemap(tmp_path, resolution):
    path = scan(tmp_path, (1.6e6, 3, 0, 6.4e6, 0, -3), MERCATOR)
    sheet = placed(path)
    frame = Frame.choose(sheet.crs, MERCATOR, sheet.box)
    grid = Grid.around(frame.box, resolution)
    seen, valid = sheet.imagery(frame).read(grid)
    expected, known = Imagery(GdalBasemap(path), frame).read(grid)
    both = valid & known
    assert both.sum() > 0.95 * known.sum()
    limit = {1.0: 1.0, 2.0: 2.0, 7.0: 6.0}[resolution]  # averages of slightly different surroundings
    assert np.abs(seen[both].astype(int) - expected[both]).mean() < limit


def test_grids_that_overlap_show_the_same(tmp_path):
    sheet = placed(scan(tmp_path, gcps=points(24, 6.0)[2]))
    frame = Frame.choose(sheet.crs, UTM, sheet.box)
    imagery = sheet.imagery(frame)
    whole, _ = imagery.read(Grid(400050, 5500000, 2, 160, 120))
    part, _ = imagery.read(Grid(400050 + 2 * 37, 5500000 - 2 * 21, 2, 60, 50))
    assert np.abs(whole[21:71, 37:97].astype(int) - part).max() <= 2


def test_the_frame_of_another_crs_finds_its_pixels(tmp_path):
    sheet = placed(scan(tmp_path, TURNED))
    frame = Frame.choose(UTM, MERCATOR, sheet.box)
    place = np.array([[117.5, 83.5]])
    xy = frame.from_layer(sheet.to_map(place))[0]
    seen, valid = sheet.imagery(frame).read(Grid(xy[0] - 0.5, xy[1] + 0.5, 1.0, 1, 1))
    assert valid.all() and seen[0, 0, 0] == pytest.approx(waves(place)[0], abs=4)
    assert np.isfinite(Transformation(epsg(32633), epsg(3857))(xy[None])).all()
