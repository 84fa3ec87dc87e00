"""The report of a registration: what it says, and that its pictures show the map where it truly lies."""

import re

import numpy as np
import pytest
from osgeo import gdal

from realign.engine.basemap import GdalBasemap
from realign.engine.control_points import choose_points
from realign.engine.crs import epsg
from realign.engine.errors import OutputError
from realign.engine.frame import Frame
from realign.engine.grid import Grid
from realign.engine.node_field import NodeField
from realign.engine.register_pictures import RegisterPictures
from realign.engine.register_report import write_register_report
from realign.engine.registration import Placement, Registration
from realign.engine.restyle_sheet import FileSheet
from realign.engine.sheet_georeference import SheetGeoreference

LEFT, TOP, SIDE, PIXEL = 500_000.0, 5_330_000.0, 300, 2.0  # 600 m
EAST, SOUTH = 30, 20  # metres by which the sheet lies too far west and too far north


def raster(path, image, left, top):
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), image.shape[1], image.shape[0], 3)
    dataset.SetGeoTransform((left, PIXEL, 0, top, 0, -PIXEL))
    dataset.SetProjection(epsg(32633).ExportToWkt())
    dataset.WriteArray(image.transpose(2, 0, 1))
    return str(path)


@pytest.fixture
def registered(tmp_path):
    """A sheet that lies beside its basemap, and the registration that puts it right."""
    ground = np.full((SIDE, SIDE, 3), 220, np.uint8)
    ground[100:140, 60:200] = (200, 40, 40)  # one broad street
    ground[60:260, 180:200] = (40, 40, 200)
    basemap = GdalBasemap(raster(tmp_path / "basemap.tif", ground, LEFT, TOP))
    path = raster(tmp_path / "sheet.tif", ground[40:280, 40:260] // 2, LEFT + 80 - EAST, TOP - 80 + SOUTH)
    sheet = SheetGeoreference(FileSheet(path, "sheet"))
    frame = Frame.choose(sheet.crs, basemap.crs, sheet.box, basemap.extent)
    grid = Grid.around(sheet.box, 40.0, 1)
    displacement = np.zeros((2, grid.height, grid.width))
    displacement[0], displacement[1] = EAST, -SOUTH
    confidence = np.where(np.arange(grid.width) < grid.width // 2, 0.9, 0.1).astype(np.float32)
    measured = NodeField(grid, displacement, np.tile(confidence, (grid.height, 1)))
    points = choose_points(measured, sheet, frame, 0.5, 12)
    placement = Placement(True, 3.0, 1.0, (400.0, 20.0), "The map was turned by 3 degrees & moved by 400 m.")
    made = Registration(
        frame,
        measured,
        measured,
        "dense",
        points,
        placement,
        0.47,
        0.5,
        PIXEL,
        "CPU",
        "structural",
        2.0,
        0.0,
        0.3,
        ["Look <closely>."],
    )
    yield made, sheet, basemap
    sheet.sheet.close()
    basemap.close()


def test_what_it_says(registered, tmp_path):
    made, sheet, basemap = registered
    path = tmp_path / "report.html"
    write_register_report(str(path), made, sheet, basemap, parameters={"Rigidity": "0.5"})
    text = path.read_text(encoding="utf-8")
    assert "<strong>47 % of the map</strong>" in text and "<strong>36.1 m</strong> (median" in text
    assert "turned by 3 degrees &amp; moved" in text and "Look &lt;closely&gt;." in text
    assert f"leaves 0.00 m (root mean square) at {len(made.points.residual)} control points." in text
    assert "Rigidity" in text and "structural" in text
    assert text.count('type="range"') == text.count('class="swipe"') >= 2
    assert text.count('type="radio"') == 2 * text.count('class="swipe"')
    names = re.findall(r' id="([^"]+)"', text)
    assert len(names) == len(set(names))
    assert not re.search(r'(?:src|href)="(?!data:)', text)  # nothing from elsewhere


def test_pictures_show_the_sheet_where_it_truly_lies(registered):
    made, sheet, basemap = registered
    pictures = RegisterPictures(made, sheet, basemap)
    grid = Grid(LEFT + 160, TOP - 160, PIXEL, 100, 100)  # inside the sheet wherever it lies
    ground = pictures.basemap(grid).astype(int)
    after, before = (pictures.sheet(grid, registered).astype(int) for registered in (True, False))
    inner = (slice(4, -4), slice(4, -4))
    assert np.abs(2 * after - ground)[inner].mean() < 3 < 10 < np.abs(2 * before - ground)[inner].mean()
    here = pictures.sheet(Grid(grid.left - EAST, grid.top + SOUTH, PIXEL, 100, 100), False).astype(int)
    assert np.abs(after - here)[inner].mean() < 2


def test_places_are_trusted_and_told_apart(registered):
    made, sheet, basemap = registered
    places = RegisterPictures(made, sheet, basemap).notable()
    assert 1 <= len(places) <= 3 and all(place.confidence >= 0.5 for place in places)
    for place in places:
        np.testing.assert_allclose(place.after - place.before, (EAST, -SOUTH), atol=1e-6)


def test_confidence_is_blue_where_trusted_and_orange_elsewhere(registered):
    made, sheet, basemap = registered
    pictures = RegisterPictures(made, sheet, basemap)
    picture = pictures.confidence(pictures.whole(placed=True)).astype(int)
    middle, third = picture.shape[0] // 2, picture.shape[1] // 4
    west, east = picture[middle, third], picture[middle, -third]
    assert west[2] > west[0] + 20 and east[0] > east[2] + 20


def test_without_basemap_or_trust(registered, tmp_path):
    made, sheet, basemap = registered
    nothing = NodeField.still(made.measured.grid)
    lost = Registration(
        made.frame,
        nothing,
        nothing,
        "dense",
        choose_points(nothing, sheet, made.frame, 0.5),
        None,
        0.0,
        0.5,
        PIXEL,
        "CPU",
        "structural",
        0.0,
        0.0,
        0.0,
    )
    path = tmp_path / "report.html"
    write_register_report(str(path), lost, sheet, basemap)
    assert "0 % of the map" in path.read_text(encoding="utf-8")
    write_register_report(str(path), lost, sheet)
    assert "range" not in path.read_text(encoding="utf-8").partition("<body>")[2]
    with pytest.raises(OutputError, match="cannot be written"):
        write_register_report(str(tmp_path / "none" / "report.html"), lost, sheet)
