"""Control points as QGIS's Georeferencer keeps them."""

import numpy as np
import pytest
from tiny_scan import DEGREES, MERCATOR, TURNED, UTM, placed, points, scan

from realign.engine.control_points import ControlPoints
from realign.engine.crs import read_crs, same_crs
from realign.engine.errors import InputError, OutputError
from realign.engine.frame import Frame
from realign.engine.points_file import read_points, write_points

NORTH_UP = (4e5, 2, 0, 5.5e6, 0, -2)


def sheets(tmp_path, kind):
    if kind == "extent":
        return placed(scan(tmp_path), extent=(4e5, 5.5e6 - 360, 4e5 + 480, 5.5e6), crs=UTM)
    if kind == "points":
        return placed(scan(tmp_path, gcps=points(12)[2]))
    return placed(scan(tmp_path, TURNED if kind == "turned" else NORTH_UP))


def some(sheet, frame, count=7):
    pixels = np.random.default_rng(4).uniform((5, 5), (235, 175), (count, 2))
    before = frame.from_layer(sheet.to_map(pixels))
    after = before + np.random.default_rng(5).normal(0, 20, before.shape)
    return ControlPoints(pixels, before, after, np.linspace(0.5, 1, count), np.tile([4.0, 2.0], (count, 1)))


def lines_of(path):
    return path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("kind", ["transform", "turned", "points", "extent"])
@pytest.mark.parametrize("crs", [UTM, MERCATOR, DEGREES])
def test_what_is_written_is_read_again(tmp_path, kind, crs):
    sheet, path = sheets(tmp_path, kind), str(tmp_path / "scan.tif.points")
    frame = Frame.choose(sheet.crs, crs, sheet.box)
    before = some(sheet, frame)
    write_points(path, before, sheet, frame, crs)
    after = read_points(path, sheet, frame)
    for name, close in (("pixels", 2e-3), ("before", 5e-3), ("after", 1e-4), ("confidence", 1e-6)):
        np.testing.assert_allclose(getattr(after, name), getattr(before, name), atol=close, rtol=0)


def test_the_file_is_such_as_qgis_writes(tmp_path):
    sheet, path = sheets(tmp_path, "extent"), tmp_path / "scan.tif.points"
    frame = Frame.choose(sheet.crs, MERCATOR, sheet.box)
    found = some(sheet, frame)
    write_points(str(path), found, sheet, frame, MERCATOR)
    first, second, *rest = lines_of(path)
    assert first.startswith("#CRS: PROJCRS[") and same_crs(read_crs(first[6:]), read_crs(MERCATOR))
    assert second.startswith("mapX,mapY,sourceX,sourceY,enable,dX,dY,residual")
    assert len(rest) == len(found)
    values = np.array([row.split(",") for row in rest], float)
    np.testing.assert_allclose(values[:, :2], frame.to_basemap(found.after))
    np.testing.assert_allclose(values[:, 2:4], found.pixels * (1, -1))  # of a picture that is not placed
    assert (values[:, 4] == 1).all()
    np.testing.assert_allclose(values[:, 5:8], np.tile([-2.0, 1.0, np.sqrt(5)], (7, 1)), rtol=1e-4)  # pixels of 2 m


def test_a_scan_that_is_georeferenced_has_its_own_coordinates(tmp_path):
    sheet, path = sheets(tmp_path, "transform"), tmp_path / "scan.tif.points"
    frame = Frame.choose(sheet.crs, UTM, sheet.box)
    found = some(sheet, frame)
    write_points(str(path), found, sheet, frame, UTM)
    values = np.array([row.split(",")[2:4] for row in lines_of(path)[2:]], float)
    np.testing.assert_allclose(values, sheet.to_map(found.pixels))


@pytest.mark.parametrize(
    "text",
    [
        "mapX\tmapY\tpixelX\tpixelY\n400010\t5499990\t5\t-6\n",
        "mapX,mapY,pixelX,pixelY,enable\n400010,5499990,5,-6,1\n\n400010,5499990,90,-6,0\n",
        "#CRS: EPSG:32633\nmapX,mapY,sourceX,sourceY,enable,dX,dY,residual\n400010,5499990,5,-6,1,0.1,0,0.1\n",
    ],
)
def test_files_of_all_versions_are_read(tmp_path, text):
    sheet, path = sheets(tmp_path, "extent"), tmp_path / "edited.points"
    path.write_text(text)
    found = read_points(str(path), sheet, Frame.choose(UTM, UTM, sheet.box), UTM)
    assert len(found) == 1 and found.confidence[0] == 1
    np.testing.assert_allclose(found.pixels, [[5, 6]])
    np.testing.assert_allclose(found.after, [[400010, 5499990]], atol=1e-6)


def test_points_of_a_scan_that_had_no_place_yet_fit_the_same_picture_placed(tmp_path):
    bare, path = sheets(tmp_path, "extent"), str(tmp_path / "scan.tif.points")
    frame = Frame.choose(bare.crs, UTM, bare.box)
    before = some(bare, frame)
    write_points(path, before, bare, frame, UTM)
    same = placed(scan(tmp_path, NORTH_UP, name="field.tif"))
    np.testing.assert_allclose(read_points(path, same, frame).pixels, before.pixels, atol=1e-6)


def test_what_is_no_file_of_points_is_refused(tmp_path):
    sheet, path = sheets(tmp_path, "transform"), tmp_path / "bad.points"
    frame = Frame.choose(sheet.crs, UTM, sheet.box)
    with pytest.raises(InputError, match="cannot be read"):
        read_points(str(path), sheet, frame)
    path.write_text("mapX,mapY,sourceX,sourceY\n1,2,3\n")
    with pytest.raises(InputError, match="do not name their CRS"):
        read_points(str(path), sheet, frame)
    with pytest.raises(InputError, match="line 2: there is no control point"):
        read_points(str(path), sheet, frame, UTM)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="no text"):
        read_points(str(path), sheet, frame, UTM)
    with pytest.raises(OutputError, match="into the folder"):
        write_points(str(tmp_path / "nowhere" / "a.points"), some(sheet, frame), sheet, frame, UTM)
