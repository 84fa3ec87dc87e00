"""The working frame."""

import numpy as np
import pytest

from realign.engine.crs import Transformation, bounds, epsg, lattice, same_crs
from realign.engine.errors import BasemapError, InputError
from realign.engine.frame import Frame

FEET = 'LOCAL_CS["site",UNIT["foot",0.3048]]'
SITE = 'LOCAL_CS["site",UNIT["metre",1]]'


def degrees_box(longitude, latitude, size=0.01):
    return longitude - size, latitude - size, longitude + size, latitude + size


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ((15, 50), 32633),
        ((-70, -33), 32719),
        ((-179.5, 10), 32601),
        ((179.5, -10), 32760),
        ((20, 85), 5041),
        ((20, -85), 5042),
        ((0.5, 0.5), 32631),
    ],
)
def test_zone_follows_the_place(place, code):
    frame = Frame.choose("EPSG:4326", "EPSG:3857", degrees_box(*place))
    assert same_crs(frame.crs, epsg(code))


@pytest.mark.parametrize("layer", [4326, 3857, 32632, 2154, 27572, 4807])
def test_frame_does_not_depend_on_the_layers_crs(layer):
    box = degrees_box(4.0, 46.0)
    there = bounds(Transformation(epsg(4326), epsg(layer))(lattice(box)))
    frame = Frame.choose(epsg(layer).ExportToWkt(), "EPSG:3857", there)
    assert same_crs(frame.crs, epsg(32631))
    expected = Transformation(epsg(4326), epsg(32631))(np.array([[4.0, 46.0]]))[0]
    np.testing.assert_allclose(frame.centre, expected, atol=30)


@pytest.mark.parametrize("layer", [4326, 3857, 32632, 2154, 2263, 3413])
def test_there_and_back(layer):
    place = {2263: (-74.0, 40.7), 3413: (-45.0, 70.0)}.get(layer, (8.5, 47.0))
    box = bounds(Transformation(epsg(4326), epsg(layer))(lattice(degrees_box(*place))))
    frame = Frame.choose(epsg(layer).ExportToWkt(), "EPSG:3857", box)
    xy = np.random.default_rng(0).uniform(box[:2], box[2:], (500, 2))
    inside = frame.from_layer(xy)
    assert np.abs(frame.from_layer(frame.to_layer(inside)) - inside).max() < 1e-6
    basemap = frame.to_basemap(inside)
    assert np.abs(frame.from_basemap(basemap) - inside).max() < 1e-6
    direct = Transformation(epsg(layer), epsg(3857))(xy)
    assert np.abs(basemap - direct).max() < 1e-3


def test_overlap_decides_the_zone():
    france_and_guiana = (-55.0, 2.0, 8.0, 51.0)
    town = bounds(Transformation(epsg(4326), epsg(3857))(lattice(degrees_box(7.5, 48.5))))
    frame = Frame.choose("EPSG:4326", "EPSG:3857", france_and_guiana, town)
    assert same_crs(frame.crs, epsg(32632))
    assert frame.box[2] - frame.box[0] < 2000


def test_whole_world_of_tiles_is_cut_to_the_layer():
    world = (-20037508.34, -20037508.34, 20037508.34, 20037508.34)
    frame = Frame.choose("EPSG:4326", "EPSG:3857", degrees_box(15, 50), world)
    assert frame.box[2] - frame.box[0] < 1600 and frame.box[3] - frame.box[1] < 2400


def test_true_east_and_north_undo_convergence_and_scale():
    frame = Frame.choose("EPSG:4326", "EPSG:3857", degrees_box(17.9, 65))
    here = frame.from_layer(np.array([[17.9, 65.0], [17.9, 65.0]]))
    metres = np.radians(1) * 6378137 / np.sqrt(1 - 0.00669437999 * np.sin(np.radians(65)) ** 2) * np.cos(np.radians(65))
    meridian = np.radians(1) * 6378137 * (1 - 0.00669437999)
    meridian /= (1 - 0.00669437999 * np.sin(np.radians(65)) ** 2) ** 1.5
    there = frame.from_layer(np.array([[17.9 + 8 / metres, 65.0], [17.9, 65.0 + 8 / meridian]]))
    np.testing.assert_allclose(frame.east_north(here, there), [[8, 0], [0, 8]], atol=1e-5)
    raw = there - here
    assert np.abs(raw - [[8, 0], [0, 8]]).max() > 0.3  # the plane itself is turned by 2.6 degrees there


def test_at_the_pole_and_across_the_meridian_moves_keep_their_length():
    frame = Frame.choose("EPSG:5041", "EPSG:5041", (1999000, 1999000, 2001000, 2001000))
    before = np.array([[2000003.0, 2000004.0], [2000900.0, 2000000.0]])
    moved = frame.east_north(before, before + np.array([3.0, 4.0]))
    np.testing.assert_allclose(np.linalg.norm(moved, axis=1) * 0.994, 5.0, rtol=1e-5)


def test_longitudes_beyond_180_come_back_as_they_were():
    frame = Frame.choose("EPSG:4326", "EPSG:32601", (179.99, 10.0, 180.05, 10.05))
    xy = np.array([[179.995, 10.01], [180.04, 10.02]])
    np.testing.assert_allclose(frame.to_layer(frame.from_layer(xy)), xy, atol=1e-9)


def test_projected_layer_across_the_180th_meridian_works():
    box = bounds(Transformation(epsg(4326), epsg(32601))(np.array([[179.99, 10.0], [-179.95, 10.05]])))
    frame = Frame.choose(epsg(32601).ExportToWkt(), epsg(32601).ExportToWkt(), box, box)
    assert same_crs(frame.crs, epsg(32601))


@pytest.mark.parametrize("box", [(-180, -18, 180, -16), (-170, 50, 170, 60)])
def test_too_wide_or_across_the_180th_meridian(box):
    with pytest.raises(InputError, match="180th meridian"):
        Frame.choose("EPSG:4326", "EPSG:3857", box)


def test_impossible_positions_are_infinite():
    frame = Frame.choose("EPSG:4326", "EPSG:3857", degrees_box(15, 50))
    assert np.isinf(frame.from_layer(np.array([[15.0, 95.0], [np.nan, 50.0]]))).all()


@pytest.mark.parametrize(("text", "unit"), [(FEET, 0.3048), (SITE, 1.0)])
def test_local_plane(text, unit):
    frame = Frame.choose(text, text, (100, 100, 200, 200), (0, 0, 150, 150))
    np.testing.assert_allclose(frame.box, np.array([100, 100, 150, 150]) * unit)
    xy = np.array([[120.0, 130.0]])
    np.testing.assert_allclose(frame.from_layer(xy), xy * unit)
    np.testing.assert_allclose(frame.to_basemap(frame.from_basemap(xy)), xy)
    assert frame.crs.GetLinearUnits() == 1.0 and frame.basemap_unit == unit
    np.testing.assert_allclose(frame.east_north(xy, xy + np.array([1, 2])), [[1, 2]])


def test_basemap_unit_tells_whether_axes_are_the_frames():
    assert Frame.choose("EPSG:4326", "EPSG:32633", degrees_box(15, 50)).basemap_unit == 1.0
    assert Frame.choose("EPSG:4326", "EPSG:3857", degrees_box(15, 50)).basemap_unit is None


@pytest.mark.parametrize(
    ("layer", "basemap", "box", "extent", "error", "message"),
    [
        ("", "EPSG:3857", (0, 0, 1, 1), None, InputError, "CRS of the town is missing"),
        ("EPSG:4326", "", (0, 0, 1, 1), None, BasemapError, "CRS of the photo is missing"),
        ("EPSG:4326", "rubbish", (0, 0, 1, 1), None, BasemapError, "CRS of the photo is missing"),
        ("EPSG:4326", "EPSG:3857", (np.nan,) * 4, None, InputError, "extent of the town"),
        ("EPSG:4326", "EPSG:3857", (400000, 5500000, 400100, 5500100), None, InputError, "do not fit its CRS"),
        ("EPSG:4326", "EPSG:4326", (10, 50, 11, 51), (30, 50, 31, 51), InputError, "do not overlap"),
        (SITE, "EPSG:3857", (0, 0, 1, 1), None, InputError, "no known relation"),
        (SITE, SITE, (0, 0, 1, 1), (400, 0, 401, 1), InputError, "do not overlap"),
    ],
)
def test_errors_are_one_sentence(layer, basemap, box, extent, error, message):
    with pytest.raises(error, match=message) as caught:
        Frame.choose(layer, basemap, box, extent, "the town", "the photo")
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value)
