"""Vector layers as a basemap."""

import numpy as np
import pytest
import shapely
from osgeo import ogr

from realign.engine.basemap import Window
from realign.engine.crs import Transformation, epsg
from realign.engine.drawn_basemap import DrawnBasemap, DrawnLayer
from realign.engine.errors import InputError
from realign.engine.geometry import Geometries

X, Y = 4e5, 5.5e6
CORNER = np.array([X, Y])
WHOLE = Window(X, Y, X + 200, Y + 200)


def layer(shapes, name="buildings", code=32633, **more):
    crs = epsg(code)
    move = Transformation(epsg(32633), crs)
    moved = [shapely.transform(shape, lambda xy: move(xy + CORNER)) for shape in shapes]
    return DrawnLayer(Geometries.from_wkb([shapely.to_wkb(each) for each in moved]), crs.ExportToWkt(), name, **more)


HOUSE = shapely.box(20, 120, 60, 160)
COURT = shapely.Polygon(
    [(100, 100), (180, 100), (180, 180), (100, 180)], [[(120, 120), (160, 120), (160, 160), (120, 160)]]
)
FRAME = shapely.box(0, 0, 200, 200).boundary
ROAD = shapely.LineString([(-20, 50), (220, 50)])


def grey(image, x, y, metres=1.0):
    """Of the place ``x``, ``y`` metres from the corner, of a picture of ``WHOLE``."""
    return image[int((200 - y) / metres), int(x / metres)].astype(int)


@pytest.mark.parametrize("code", [32633, 4326, 3857])
def test_areas_are_light_with_a_dark_edge_and_lines_dark(code):
    basemap = DrawnBasemap([layer([HOUSE, COURT, shapely.box(0, 0, 5, 5)], code=code), layer([ROAD], "roads", code)])
    image, valid = basemap.read(WHOLE, 200, 200)
    paper, house = grey(image, 10.5, 80.5), grey(image, 40.5, 140.5)
    assert paper.min() > 235 and 180 < house.mean() < 215
    assert (grey(image, 140.5, 140.5) == paper).all()  # the court
    assert (grey(image, 110.5, 110.5) == house).all()
    column = image[:, 40].mean(1)
    assert column[199 - 120 - 1 : 199 - 120 + 2].min() < 150  # the edge of the house
    dark = column[140:160] < 150
    assert dark.sum() in (6, 7) and abs(np.flatnonzero(dark).mean() + 140.5 - 150) < 0.6  # the road, 6 m
    assert valid[150].all() and not valid[0].any()  # nothing lies north of 180 m


def test_windows_show_parts_of_the_same(monkeypatch):
    basemap = DrawnBasemap([layer([HOUSE, COURT, FRAME]), layer([ROAD], "roads")])
    whole, _ = basemap.read(WHOLE, 400, 400)
    part, valid = basemap.read(Window(X + 30, Y + 40, X + 130, Y + 140), 200, 200)
    assert valid.all()
    assert np.abs(whole[120:320, 60:260].astype(int) - part).max() <= 1


def test_coarse_windows_are_averages():
    basemap = DrawnBasemap([layer([HOUSE, COURT, FRAME]), layer([ROAD], "roads")])
    fine, _ = basemap.read(WHOLE, 800, 800)
    coarse, _ = basemap.read(WHOLE, 50, 50)
    averages = fine.reshape(50, 16, 50, 16, 3).mean((1, 3))
    assert np.abs(coarse - averages).mean() < 3


def test_what_layers_show_follows_from_their_names():
    lake, houses = layer([shapely.box(0, 0, 200, 200)], "water"), layer([HOUSE])
    for layers in ([lake, houses], [houses, lake]):
        image, _ = DrawnBasemap(layers).read(WHOLE, 200, 200)
        lake_colour = grey(image, 100.5, 50.5)
        assert lake_colour[2] > lake_colour[0] + 30  # blue
        assert grey(image, 40.5, 140.5)[0] > grey(image, 40.5, 140.5)[2]  # and the house lies on it
    thin, _ = DrawnBasemap([layer([ROAD, FRAME], "Railways")]).read(WHOLE, 200, 200)
    wide, _ = DrawnBasemap([layer([ROAD, FRAME], "roads", width=20.0)]).read(WHOLE, 200, 200)
    assert (thin[130:170, 100, 0] < 150).sum() == pytest.approx(3, abs=1)
    assert (wide[130:170, 100, 0] < 150).sum() == pytest.approx(20, abs=1)


def stored(path, **layers):
    """File of layers of shapes, by their names."""
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    for name, shapes in layers.items():
        there = source.CreateLayer(name, epsg(32633), ogr.wkbUnknown)
        for shape in shapes:
            feature = ogr.Feature(there.GetLayerDefn())
            moved = shapely.transform(shape, lambda xy: xy + CORNER)
            feature.SetGeometry(ogr.CreateGeometryFromWkb(shapely.to_wkb(moved)))
            there.CreateFeature(feature)
    return str(path)


def test_files_of_any_format_are_drawn(tmp_path):
    path = stored(tmp_path / "town.gpkg", buildings=[COURT], roads=[ROAD])
    basemap = DrawnBasemap.of([f"{path}|layername=buildings", f"{path}|layername=roads"])
    assert basemap.name == "buildings, roads"
    expected = DrawnBasemap([layer([COURT]), layer([ROAD], "roads")])
    np.testing.assert_allclose(basemap.extent, expected.extent)
    np.testing.assert_allclose(basemap.extent, (X - 20, Y + 50, X + 220, Y + 180))
    assert (basemap.read(WHOLE, 100, 100)[0] == expected.read(WHOLE, 100, 100)[0]).all()


@pytest.mark.parametrize("code", [32633, 4326, 3857])
def test_only_what_is_near_is_read(tmp_path, code):
    far = shapely.box(2_000_000, 0, 2_000_010, 10)  # no plane holds both
    path, crs = stored(tmp_path / "country.gpkg", buildings=[HOUSE, COURT, far]), epsg(code)
    near = Transformation(epsg(32633), crs)(np.array([(X + 90, Y + 90), (X + 190, Y + 190)]))
    basemap = DrawnBasemap.of([path], (*near.min(0), *near.max(0)), crs.ExportToWkt())
    image, valid = basemap.read(WHOLE, 200, 200)
    assert grey(image, 110.5, 110.5).mean() < 215 and grey(image, 40.5, 140.5).min() > 235  # the court, not the house
    assert valid[20:100, 20:].all()  # where the layer has nothing near, there is nothing on the ground
    with pytest.raises(InputError, match="no areas or lines near the map"):
        DrawnBasemap.of([path], (*(near.min(0) + 1e-9), *(near.min(0) + 2e-9)), crs.ExportToWkt())


def test_what_cannot_be_drawn_is_refused():
    with pytest.raises(InputError, match="hold no areas or lines"):
        DrawnBasemap([layer([shapely.Point(1, 2)], "trees")])
    with pytest.raises(InputError, match="hold no areas or lines"):
        DrawnBasemap([])
    bare = DrawnLayer(layer([ROAD]).geometries, "", "bare")
    with pytest.raises(InputError, match="CRS of bare is missing"):
        DrawnBasemap([layer([HOUSE]), bare])
    with pytest.raises(InputError, match="CRS of bare is missing"):
        DrawnBasemap([bare])
