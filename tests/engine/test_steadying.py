"""Vertices of one polygon are drawn towards its mean shift as far as evidence allows."""

import numpy as np
import pytest
from osgeo import ogr

from realign.engine.geometry import Geometries
from realign.engine.steadying import STRAYING, steadied


def layer(*texts):
    return Geometries.from_wkb([bytes(ogr.CreateGeometryFromWkt(text).ExportToIsoWkb()) for text in texts])


SQUARE = "POLYGON((0 0,10 0,10 10,0 10,0 0))"


def test_what_is_known_well_stays_and_what_is_not_follows_the_polygon():
    geometries = layer(SQUARE)
    displacement = np.tile([3.0, -1.0], (5, 1))
    displacement[2] = [7.0, 4.0]
    precision = np.tile(np.eye(2) * 100, (5, 1, 1))
    precision[2] = np.eye(2) * 1e-4
    result = steadied(geometries, displacement, precision, np.ones(5, bool))
    assert np.allclose(result, [3.0, -1.0], atol=0.01)
    precision[2] = np.eye(2) * 1e6
    assert np.allclose(steadied(geometries, displacement, precision, np.ones(5, bool))[2], [7.0, 4.0], atol=1e-3)


def test_across_a_wall_a_vertex_follows_itself_and_along_it_the_polygon():
    geometries = layer(SQUARE)
    displacement = np.zeros((5, 2))
    displacement[1] = [1.0, 1.0]
    precision = np.tile(np.eye(2) * 1e3, (5, 1, 1))
    precision[1] = np.diag([1e3, 1e-6])  # x is known, y is not
    moved = steadied(geometries, displacement, precision, np.ones(5, bool))[1]
    assert moved[0] == pytest.approx(1.0, abs=0.01) and abs(moved[1]) < 0.01


def test_equal_weights_give_the_posterior_mean_by_hand():
    geometries = layer(SQUARE)
    displacement = np.zeros((5, 2))
    displacement[1, 0] = 1.0
    precision = np.tile(np.eye(2) / STRAYING**2, (5, 1, 1))
    # mean 1/5; halfway between it and the own value
    assert np.allclose(steadied(geometries, displacement, precision, np.ones(5, bool))[:, 0], [0.1, 0.6, 0.1, 0.1, 0.1])


def test_unseen_vertices_and_lines_are_left_alone():
    geometries = layer(SQUARE, "LINESTRING(0 0,5 5,9 0)", "POINT(1 1)")
    displacement = np.random.default_rng(0).normal(size=(9, 2))
    seen = np.ones(9, bool)
    seen[3] = False
    result = steadied(geometries, displacement, np.tile(np.eye(2), (9, 1, 1)), seen)
    assert np.array_equal(result[[3, 5, 6, 7, 8]], displacement[[3, 5, 6, 7, 8]])
    assert not np.allclose(result[:3], displacement[:3])


def test_nothing_known_at_all_is_no_error():
    geometries = layer(SQUARE)
    result = steadied(geometries, np.zeros((5, 2)), np.zeros((5, 2, 2)), np.ones(5, bool))
    assert np.array_equal(result, np.zeros((5, 2)))
