"""Which features moving has spoilt."""

import sys

import numpy as np
import pytest
from osgeo import ogr

from realign.engine.geometry import Geometries
from realign.engine.validity import has_area, spoilt


def layer(*texts):
    return Geometries.from_wkb(
        [bytes(ogr.CreateGeometryFromWkt(text).ExportToIsoWkb()) if text else None for text in texts]
    )


SQUARE = "POLYGON ((0 0,10 0,10 10,0 10,0 0))"
BOW_TIE = "POLYGON ((0 0,10 10,10 0,0 10,0 0))"


@pytest.fixture(params=["shapely", "ogr"])
def backend(request, monkeypatch):
    if request.param == "ogr":
        monkeypatch.setitem(sys.modules, "shapely", None)
    else:
        pytest.importorskip("shapely", minversion="2")


def moved(geometries, **vertices):
    coordinates = geometries.coordinates.copy()
    for name, place in vertices.items():
        coordinates[int(name[1:])] = place
    return coordinates


@pytest.mark.usefixtures("backend")
@pytest.mark.parametrize("text", [SQUARE, SQUARE.replace("POLYGON (", "MULTIPOLYGON ((") + ")"])
def test_a_polygon_that_crosses_itself(text):
    geometries = layer(text, text)
    coordinates = moved(geometries, v1=(-5, 12))
    assert spoilt(geometries, coordinates, np.array([True, True])).tolist() == [True, False]
    assert not spoilt(geometries, coordinates, np.array([False, True])).any()


@pytest.mark.usefixtures("backend")
def test_invalid_before_is_not_spoilt():
    geometries = layer(BOW_TIE)
    assert not spoilt(geometries, geometries.coordinates + 1, np.array([True])).any()


@pytest.mark.usefixtures("backend")
def test_a_hole_that_leaves_its_shell():
    geometries = layer("POLYGON ((0 0,10 0,10 10,0 10,0 0),(2 2,2 4,4 4,4 2,2 2))")
    coordinates = geometries.coordinates.copy()
    coordinates[5:] += 7
    assert spoilt(geometries, coordinates, np.array([True])).all()


@pytest.mark.usefixtures("backend")
def test_curves_and_z_are_judged():
    geometries = layer(
        "CURVEPOLYGON (COMPOUNDCURVE (CIRCULARSTRING (0 0,5 5,10 0),(10 0,0 0)))",
        "POLYGON Z ((0 0 1,10 0 2,10 10 3,0 10 4,0 0 1))",
    )
    everything = np.ones(2, bool)
    assert not spoilt(geometries, geometries.coordinates, everything).any()
    assert spoilt(geometries, moved(geometries, v1=(20, -9), v6=(-5, 12)), everything).tolist() == [True, True]


def test_a_ring_turned_inside_out_although_valid():
    geometries = layer(SQUARE)
    mirrored = geometries.coordinates * [-1, 1]
    assert spoilt(geometries, mirrored, np.array([True])).all()


def test_lines_that_shrink_to_a_point():
    geometries = layer("LINESTRING (0 0,1 1)", "LINESTRING (5 5,5 5)", "POINT (3 3)", "LINESTRING (0 0,1 1,9 9)")
    coordinates = np.ones_like(geometries.coordinates)
    coordinates[-1] = 2
    assert spoilt(geometries, coordinates, np.ones(4, bool)).tolist() == [True, False, False, False]


def test_empty_and_pointlike_layers():
    geometries = layer(None, "POINT (1 2)", "")
    assert not spoilt(geometries, geometries.coordinates + 1, np.ones(3, bool)).any()
    assert has_area(layer(None, "POINT (1 2)", SQUARE, "LINESTRING (0 0,1 1)")).tolist() == [False, False, True, False]
    assert len(spoilt(layer(), np.zeros((0, 2)), np.zeros(0, bool))) == 0
