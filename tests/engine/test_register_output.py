"""The registered sheet and its displacement as files."""

import os

import numpy as np
import pytest
from osgeo import gdal
from tiny_scan import DEGREES, HEIGHT, MERCATOR, TURNED, UTM, WIDTH, placed, points, scan, waves

from realign.engine.errors import Cancelled, InputError, OutputError
from realign.engine.frame import Frame
from realign.engine.grid import Grid
from realign.engine.node_field import NodeField
from realign.engine.register_output import target_of, write_displacement, write_registered
from realign.engine.warps import fit_warp

NORTH_UP = (4e5, 2, 0, 5.5e6, 0, -2)


class Shift:
    """A warp that moves everything by the same."""

    def __init__(self, dx, dy):
        self.by = np.array([dx, dy])

    def __call__(self, xy):
        return xy + self.by

    def inverse(self, xy):
        return xy - self.by


STILL = Shift(0.0, 0.0)


def framed(sheet, other=UTM):
    return Frame.choose(sheet.crs, other, sheet.box)


def registered(sheet, warp, tmp_path, frame=None, **more):
    path = str(tmp_path / "out.tif")
    write_registered(sheet, frame or framed(sheet), warp, path, **more)
    return gdal.Open(path)


def dense(sheet, frame, size=6.0):
    """A displacement that waves, with nodes 40 m apart."""
    field = NodeField.still(Grid.around(frame.box, 40.0, margin=3))
    x, y = ((field.nodes() - (4e5, 5.5e6)) / 100).T
    values = size * np.stack([np.sin(x) + y, np.cos(y + x / 2)])
    return NodeField(field.grid, values.reshape(field.displacement.shape), field.confidence + np.float32(0.75))


def test_what_is_not_moved_stays_as_it_was(tmp_path):
    path = scan(tmp_path, NORTH_UP)
    result = registered(placed(path), STILL, tmp_path)
    assert result.GetGeoTransform() == NORTH_UP
    assert (result.RasterXSize, result.RasterYSize, result.RasterCount) == (WIDTH, HEIGHT, 3)
    before = gdal.Open(path).ReadAsArray()
    assert (result.ReadAsArray() == before).all()
    assert result.GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE") == "COG"


def test_whole_pixels_are_moved_without_a_change(tmp_path):
    path = scan(tmp_path, NORTH_UP)
    result = registered(placed(path), Shift(14.0, -6.0), tmp_path)
    assert result.GetGeoTransform() == (4e5 + 14, 2, 0, 5.5e6 - 6, 0, -2)
    assert (result.ReadAsArray() == gdal.Open(path).ReadAsArray()).all()


@pytest.mark.parametrize("kind", ["transform", "points", "extent"])
@pytest.mark.parametrize("crs", [None, MERCATOR, DEGREES])
def test_every_place_shows_what_the_sheet_shows_there(tmp_path, kind, crs):
    path = scan(tmp_path, TURNED if kind == "transform" else None, gcps=points(16, 3.0)[2] if kind == "points" else ())
    sheet = placed(path, extent=(4e5, 5.5e6 - 400, 4e5 + 500, 5.5e6), crs=UTM) if kind == "extent" else placed(path)
    frame = framed(sheet)
    warp = dense(sheet, frame)
    target = write_registered(sheet, frame, warp, str(tmp_path / "out.tif"), crs=crs)
    result = gdal.Open(str(tmp_path / "out.tif"))
    bands = result.ReadAsArray()
    assert result.RasterCount == 4
    x, y = np.meshgrid(np.arange(target.width) + 0.5, np.arange(target.height) + 0.5)
    from_crs = Frame.choose(
        target.crs, UTM, (*target.to_map(np.array([[0, target.height], [target.width, 0]])).ravel(),)
    )
    xy = from_crs.from_layer(target.to_map(np.stack([x.ravel(), y.ravel()], 1)))
    pixels = sheet.to_pixels(frame.to_layer(warp.inverse(xy)))
    inside = ((pixels > 1) & (pixels < (WIDTH - 1, HEIGHT - 1))).all(1).reshape(target.height, target.width)
    beyond = ((pixels < -1) | (pixels > (WIDTH + 1, HEIGHT + 1))).any(1).reshape(target.height, target.width)
    assert (bands[3][inside] == 255).all() and (bands[3][beyond] == 0).all() and (bands[:3, beyond] == 0).all()
    expected = np.clip(waves(pixels), 1, 255).reshape(target.height, target.width)
    assert np.abs(bands[0][inside] - expected[inside]).max() < 5
    assert np.abs(bands[0][inside] - expected[inside]).mean() < 1
    seen = inside | ~beyond
    assert seen[:, 0].any() or seen[:2].any()  # as large as the sheet, and no larger
    sides = [np.flatnonzero(seen.any(axis)) for axis in (0, 1)]
    assert sides[0][0] < 3 and sides[0][-1] > target.width - 4 and sides[1][0] < 3 and sides[1][-1] > target.height - 4


@pytest.mark.parametrize("crs", [None, MERCATOR, DEGREES])
def test_pixels_are_as_large_on_the_ground_as_they_were(tmp_path, crs):
    sheet = placed(scan(tmp_path, TURNED))
    target = target_of(sheet, framed(sheet), STILL, crs)
    frame = Frame.choose(target.crs, UTM, (*target.to_map(np.array([[0, target.height], [target.width, 0]])).ravel(),))
    middle = np.array([[100.0, 90], [101.0, 90], [100.0, 91]])
    one, right, down = frame.from_layer(target.to_map(middle))
    assert np.hypot(*(right - one)) == pytest.approx(sheet.ground_resolution, rel=3e-3)
    assert np.hypot(*(down - one)) == pytest.approx(sheet.ground_resolution, rel=3e-3)


def test_a_sheet_that_was_too_small_gets_larger_pixels(tmp_path):
    sheet = placed(scan(tmp_path, NORTH_UP))
    frame = framed(sheet)
    corners = np.array([(4e5, 5.5e6), (4e5 + 480, 5.5e6), (4e5, 5.5e6 - 360)])
    target = target_of(sheet, frame, fit_warp("similarity", corners, corners[0] + 1.2 * (corners - corners[0])))
    assert target.pixel_size == pytest.approx((2.4, 2.4))
    assert abs(target.width - WIDTH) <= 1 and abs(target.height - HEIGHT) <= 1


def test_the_result_does_not_depend_on_the_blocks(tmp_path, monkeypatch):
    sheet = placed(scan(tmp_path, TURNED))
    frame = framed(sheet)
    whole = registered(sheet, dense(sheet, frame), tmp_path, frame).ReadAsArray()
    monkeypatch.setattr("realign.engine.register_output._SIDE", 48)
    assert np.abs(whole.astype(int) - registered(sheet, dense(sheet, frame), tmp_path, frame).ReadAsArray()).max() <= 1


def test_the_sharper_the_resampling_the_sharper_the_picture(tmp_path):
    sheet = placed(scan(tmp_path, NORTH_UP))
    sharp = {}
    for method in ("nearest", "bilinear", "cubic"):
        inner = registered(sheet, Shift(1.0, 1.0), tmp_path, resampling=method).ReadAsArray()[0, 5:-5, 5:-5]
        sharp[method] = np.abs(np.diff(inner.astype(int))).mean()
    assert sharp["bilinear"] < sharp["cubic"] <= sharp["nearest"] * 1.01


def test_holes_stay_holes_and_do_not_bleed(tmp_path):
    sheet = placed(scan(tmp_path, NORTH_UP, hole=True))
    bands = registered(sheet, Shift(1.0, -0.7), tmp_path).ReadAsArray()
    assert (bands[3, :85, :115] == 0).all() and (bands[3, 95:175, 5:235] == 255).all()
    edge = (bands[3] > 20) & (bands[3] < 255)
    assert edge.any()
    x, y = np.meshgrid(np.arange(bands.shape[2]), np.arange(bands.shape[1]))
    near = waves(np.stack([x.ravel(), y.ravel()], 1)).reshape(x.shape)
    assert np.abs(bands[0][edge] - near[edge]).mean() < 25  # not half black


def test_notes_and_metadata_are_kept(tmp_path):
    path = scan(tmp_path, NORTH_UP)
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.SetMetadataItem("SURVEY", "1869")
    dataset = None
    result = registered(placed(path), STILL, tmp_path, notes={"REALIGN_WARP": "dense"})
    assert result.GetMetadataItem("SURVEY") == "1869" and result.GetMetadataItem("REALIGN_WARP") == "dense"


def moved_by_file(path):
    dataset = gdal.Open(path)
    return dataset, dataset.ReadAsArray().astype(np.float64)


@pytest.mark.parametrize(("crs", "transform"), [(UTM, TURNED), (MERCATOR, (1.6e6, 3, 0, 6.4e6, 0, -3))])
def test_a_coordinate_and_its_displacement_make_the_registered_one(tmp_path, crs, transform):
    sheet = placed(scan(tmp_path, transform, crs))
    frame = framed(sheet)
    field = NodeField.still(Grid.around(frame.box, 40.0, margin=3))
    random = np.random.default_rng(1)
    field.displacement[:] = random.normal(0, 4, field.displacement.shape)
    field.confidence[:] = random.uniform(0, 1, field.confidence.shape)
    write_displacement(sheet, frame, field, str(tmp_path / "field.tif"))
    dataset, (dx, dy, confidence) = moved_by_file(str(tmp_path / "field.tif"))
    assert dataset.GetGeoTransform() == pytest.approx(transform)
    assert (dataset.RasterXSize, dataset.RasterYSize) == (WIDTH, HEIGHT)
    assert dataset.GetRasterBand(3).GetDescription() == "confidence" and dataset.GetRasterBand(1).GetBlockSize()[1] > 1
    at = np.array([[20.5, 31.5], [200.5, 7.5], [111.5, 90.5], [3.5, 176.5]])
    columns, rows = at.astype(int).T
    here = sheet.to_map(at)
    there = frame.to_layer(field(frame.from_layer(here)))
    found = here + np.stack([dx[rows, columns], dy[rows, columns]], 1)
    np.testing.assert_allclose(found, there, atol=0.3)  # a tenth of a pixel, where nodes know nothing of another
    np.testing.assert_allclose(confidence[rows, columns], field.confidence_at(frame.from_layer(here)), atol=0.05)
    assert confidence.min() >= 0 and confidence.max() <= 1


def test_in_degrees_it_is_metres_on_the_ground(tmp_path):
    sheet = placed(scan(tmp_path, (14.0, 4e-5, 0, 60.0, 0, -2e-5), DEGREES))
    frame = framed(sheet)
    write_displacement(
        sheet, frame, NodeField.still(Grid.around(frame.box, 50.0)), str(tmp_path / "f.tif"), Shift(30, 40)
    )
    _, (dx, dy, confidence) = moved_by_file(str(tmp_path / "f.tif"))
    np.testing.assert_allclose(np.hypot(dx, dy), 50, rtol=1e-3)
    assert np.abs(dx - 30).max() < 1.5 and (confidence == 0).all()  # the frame's north is a degree off


def test_control_points_place_the_displacement_too(tmp_path):
    sheet = placed(scan(tmp_path, gcps=points(12)[2]))
    frame = framed(sheet)
    write_displacement(
        sheet, frame, NodeField.still(Grid.around(frame.box, 50.0)), str(tmp_path / "f.tif"), Shift(3, 4)
    )
    dataset, (dx, dy, _) = moved_by_file(str(tmp_path / "f.tif"))
    assert dataset.GetGCPCount() == 12
    np.testing.assert_allclose([dx.mean(), dy.mean()], [3, 4], atol=1e-3)


@pytest.mark.parametrize("late", [False, True])
def test_cancelling_leaves_nothing(tmp_path, late):
    sheet = placed(scan(tmp_path, NORTH_UP))
    frame, shares = framed(sheet), [0.0]
    still = NodeField.still(Grid.around(frame.box, 50.0))

    def progress(share, text):
        shares.append(share)

    def stop():
        return not late or shares[-1] >= 0.85

    there = sorted(os.listdir(tmp_path))
    with pytest.raises(Cancelled):
        write_registered(sheet, frame, STILL, str(tmp_path / "o.tif"), progress=progress, is_cancelled=stop)
    shares.append(0.0)
    with pytest.raises(Cancelled):
        write_displacement(sheet, frame, still, str(tmp_path / "f.tif"), progress=progress, is_cancelled=stop)
    assert sorted(os.listdir(tmp_path)) == there


def test_progress_rises_to_one(tmp_path):
    sheet, shares = placed(scan(tmp_path, NORTH_UP)), []
    registered(sheet, STILL, tmp_path, progress=lambda share, text: shares.append(share))
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert sorted(os.listdir(tmp_path)) == ["out.tif", "scan.tif"]


def test_what_cannot_be_is_refused(tmp_path):
    sheet = placed(scan(tmp_path, NORTH_UP))
    frame = framed(sheet)
    with pytest.raises(OutputError, match="extension"):
        write_registered(sheet, frame, STILL, str(tmp_path / "out.png"))
    with pytest.raises(InputError, match="CRS in which the result"):
        write_registered(sheet, frame, STILL, str(tmp_path / "out.tif"), crs="nonsense")
    huge = fit_warp(
        "similarity", np.array([(4e5, 5.5e6), (4e5 + 1, 5.5e6)]), np.array([(4e5, 5.5e6), (4e5 + 1e9, 5.5e6)])
    )
    with pytest.raises(InputError, match="does not fit the CRS"):
        target_of(sheet, frame, huge, DEGREES)
