"""Polylines: what is kept, cut and measured."""

from __future__ import annotations

import numpy as np
import pytest

from realign.engine.geometry import Geometries
from realign.training.lines import clipped, densified, linestring, multilinestring, simplified, to_line, to_segments


@pytest.fixture
def wavy():
    x = np.linspace(0, 100, 201)
    return np.stack([x, 8 * np.sin(x / 9)], 1)


@pytest.mark.parametrize("tolerance", [0.05, 0.5, 3.0])
def test_simplified_stays_near(wavy, tolerance):
    few = simplified(wavy, tolerance)
    assert to_line(wavy, few).max() <= tolerance
    assert {tuple(p) for p in few} <= {tuple(p) for p in wavy}
    assert np.array_equal(few[[0, -1]], wavy[[0, -1]]) and len(few) < len(wavy)


def test_simplified_keeps_a_loop():
    turn = np.linspace(0, 2 * np.pi, 40)
    ring = np.stack([np.cos(turn), np.sin(turn)], 1)
    ring[-1] = ring[0]
    assert len(simplified(ring, 0.1)) > 6


def test_densified_keeps_its_vertices(wavy):
    few = simplified(wavy, 0.5)
    many = densified(few, 2.0)
    assert np.hypot(*np.diff(many, axis=0).T).max() <= 2.0 + 1e-9
    assert {tuple(p) for p in few} <= {tuple(p) for p in many}
    assert to_line(many, few).max() < 1e-9


def test_clipped_as_another_library_does():
    shapely = pytest.importorskip("shapely")
    rng = np.random.default_rng(0)
    for _ in range(60):
        line = rng.uniform(-6, 16, (8, 2))
        line[3] = line[2] + (rng.uniform(-9, 9), 0)  # upright and level segments, too
        line[5] = line[4] + (0, rng.uniform(-9, 9))
        pieces = clipped(line, (0, 0), (10, 7))
        theirs = shapely.intersection(shapely.LineString(line), shapely.box(0, 0, 10, 7))
        ours = sum(np.hypot(*np.diff(piece, axis=0).T).sum() for piece in pieces)
        assert ours == pytest.approx(theirs.length, abs=1e-9)
        for piece in pieces:
            assert (piece > -1e-9).all() and (piece < np.array([10, 7]) + 1e-9).all()
            kept = {tuple(p) for p in line if (p > 0).all() and (p < (10, 7)).all()}
            assert {tuple(p) for p in piece[1:-1]} <= kept  # bit for bit
    assert clipped(np.array([[-5.0, -1], [20, -1]]), (0, 0), (10, 7)) == []


def test_distance_to_segments():
    start, end = np.array([[0.0, 0], [0, 5]]), np.array([[10.0, 0], [0, 9]])
    points = np.array([[5.0, 2], [12, 0], [-3, 7], [0, 0]])
    np.testing.assert_allclose(to_segments(points, start, end), [2, 2, 3, 0])
    assert np.isinf(to_segments(points, start[:0], end[:0])).all()


def test_written_lines_are_read_back(wavy):
    read = Geometries.from_wkb([linestring(wavy), multilinestring([wavy[:5], wavy[9:12]]), multilinestring([wavy])])
    np.testing.assert_array_equal(read.coordinates, np.concatenate([wavy, wavy[:5], wavy[9:12], wavy]))
    assert np.diff(read.feature_offsets).tolist() == [1, 2, 1]
