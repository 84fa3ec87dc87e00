"""Transformations of coordinate arrays."""

import numpy as np
import pytest
from osgeo import osr

from realign.engine.crs import Transformation, bounds, box_in, epsg, lattice, read_crs, same_crs


def test_reads_what_gdal_reads():
    assert read_crs("EPSG:4326").IsGeographic()
    assert same_crs(read_crs(epsg(32633).ExportToWkt()), epsg(32633))
    assert not same_crs(epsg(32633), epsg(32634))
    assert read_crs("EPSG:7405").IsProjected() and not read_crs("EPSG:7405").IsCompound()


@pytest.mark.parametrize("text", ["", "rubbish", "EPSG:1", None])
def test_what_is_no_crs_is_none(text, capfd):
    assert read_crs(text) is None
    assert capfd.readouterr().err == ""


def test_transforms_arrays_as_osr_transforms_points():
    source, target = epsg(4326), epsg(27700)
    xy = np.random.default_rng(1).uniform([-5, 50], [1, 58], (200, 2))
    expected = np.array(osr.CoordinateTransformation(source, target).TransformPoints(xy.tolist()))[:, :2]
    moved = Transformation(source, target)(xy)
    np.testing.assert_array_equal(moved, expected)
    back = Transformation(target, source)(moved)
    assert np.abs(back - xy).max() < 3e-8  # a datum shift is undone to about a millimetre


def test_longitude_comes_first_whatever_the_authority_says():
    np.testing.assert_allclose(
        Transformation(epsg(4326), epsg(32633))(np.array([[15.0, 0.0]])), [[500000, 0]], atol=1e-6
    )


def test_impossible_positions_become_infinite_and_spare_the_others(capfd):
    xy = np.array([[15.0, 50.0], [np.nan, 1.0], [15.0, 300.0], [np.inf, 0.0], [16.0, 50.0]])
    moved = Transformation(epsg(4326), epsg(32633))(xy)
    assert np.isfinite(moved).all(axis=1).tolist() == [True, False, False, False, True]
    assert np.isinf(moved[1:4]).all()
    assert capfd.readouterr().err == ""


def test_works_where_exceptions_are_on():
    osr.UseExceptions()
    try:
        assert read_crs("rubbish") is None
        assert np.isinf(Transformation(epsg(4326), epsg(32633))(np.array([[15.0, 300.0]]))).all()
    finally:
        osr.DontUseExceptions()


def test_same_crs_changes_no_bit_and_copies():
    xy = np.random.default_rng(2).normal(size=(5, 2))
    moved = Transformation(epsg(3857), epsg(3857))(xy)
    np.testing.assert_array_equal(moved, xy)
    assert not np.shares_memory(moved, xy)


def test_no_way_between_a_local_crs_and_the_earth():
    local = read_crs('LOCAL_CS["site",UNIT["metre",1]]')
    assert not Transformation(local, epsg(32633)).possible
    assert Transformation(local, local).possible


def test_empty_array():
    assert Transformation(epsg(4326), epsg(3857))(np.zeros((0, 2))).shape == (0, 2)


def test_lattice_reaches_the_corners_and_bounds_undoes_it():
    box = (1.0, 2.0, 5.0, 9.0)
    assert bounds(lattice(box, 3)) == box
    assert bounds(np.full((3, 2), np.inf)) is None


def test_box_in_another_crs_holds_all_of_the_box():
    utm, degrees = epsg(32633).ExportToWkt(), epsg(4326).ExportToWkt()
    box = (3e5, 5.3e6, 7e5, 5.6e6)
    found = box_in(box, utm, degrees)
    inside = Transformation(epsg(32633), epsg(4326))(lattice(box, 60))
    assert (inside >= found[:2]).all() and (inside <= found[2:]).all()
    assert found[2] - found[0] < 1.1 * np.ptp(inside[:, 0])
    assert box_in(box, utm, "") is None and box_in((-1e9, 0, 1e9, 1), utm, degrees) is None
