"""Reading and rewriting well-known binary of every geometry type."""

import re
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import ogr

from realign.engine.errors import InputError
from realign.engine.geometry import Geometries
from realign.engine.wkb import HOLE, LINE, POINT, SHELL, coordinate_runs

SHAPES = {
    "POINT": "(1 2)",
    "LINESTRING": "(1 2,3 4,5 6)",
    "POLYGON": "((0 0,9 0,9 9,0 9,0 0),(2 2,4 2,4 4,2 2),(5 5,6 5,6 6,5 5))",
    "MULTIPOINT": "((1 2),(3 4))",
    "MULTILINESTRING": "((1 2,3 4),(5 6,7 8,9 1))",
    "MULTIPOLYGON": "(((0 0,3 0,3 3,0 0)),((10 10,19 10,19 19,10 10),(12 11,14 11,14 12,12 11)))",
    "GEOMETRYCOLLECTION": "(POINT (1 2),LINESTRING (3 4,5 6),GEOMETRYCOLLECTION (POLYGON ((0 0,3 0,3 3,0 0))))",
    "CIRCULARSTRING": "(0 0,1 1,2 0)",
    "COMPOUNDCURVE": "((0 0,5 0),CIRCULARSTRING (5 0,6 1,7 0),(7 0,8 0))",
    "CURVEPOLYGON": "(COMPOUNDCURVE ((0 0,9 0),CIRCULARSTRING (9 0,5 9,0 0)),(2 1,3 1,3 2,2 1))",
    "MULTICURVE": "((0 0,5 5),CIRCULARSTRING (0 0,1 1,2 0),COMPOUNDCURVE ((3 3,4 4),(4 4,5 3)))",
    "MULTISURFACE": "(((0 0,3 0,3 3,0 0)),CURVEPOLYGON (CIRCULARSTRING (20 20,24 24,28 20,24 16,20 20)))",
    "POLYHEDRALSURFACE": "(((0 0,1 0,1 1,0 0)),((1 0,2 0,2 1,1 0)))",
    "TIN": "(((0 0,1 0,1 1,0 0)),((1 0,2 0,2 1,1 0)))",
    "TRIANGLE": "((0 0,1 0,1 1,0 0))",
}
DIMENSIONS = {"": "", " Z": " 7", " M": " -8", " ZM": " 7 -8"}
_POSITION = re.compile(r"-?\d+ -?\d+(?: -?\d+)*")


def wkt_of(kind, suffix):
    """The shape with Z, M or both, every nested type named accordingly."""
    body = re.sub(r"([A-Z]+) \(", lambda found: f"{found[1]}{suffix} (", SHAPES[kind])
    return f"{kind}{suffix} " + _POSITION.sub(lambda found: found[0] + DIMENSIONS[suffix], body)


def positions(wkt):
    return np.array([[float(number) for number in found.split()[:2]] for found in _POSITION.findall(wkt)])


def shifted(wkt, dx, dy):
    def move(found):
        x, y, *rest = found[0].split()
        return " ".join([str(int(x) + dx), str(int(y) + dy), *rest])

    return _POSITION.sub(move, wkt)


@pytest.mark.parametrize("suffix", DIMENSIONS)
@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize("order", [ogr.wkbNDR, ogr.wkbXDR], ids=["little", "big"])
@pytest.mark.parametrize("export", ["ExportToIsoWkb", "ExportToWkb"])
def test_every_type_moves_and_keeps_the_rest(kind, suffix, order, export):
    wkt = wkt_of(kind, suffix)
    blob = bytes(getattr(ogr.CreateGeometryFromWkt(wkt), export)(order))
    geometries = Geometries.from_wkb([blob])
    np.testing.assert_array_equal(geometries.coordinates, positions(wkt))
    assert geometries.to_wkb(geometries.coordinates) == [blob]
    (moved,) = geometries.to_wkb(geometries.coordinates + np.array([100, -50]))
    assert ogr.CreateGeometryFromWkb(moved).ExportToIsoWkt() == shifted(wkt, 100, -50)


@pytest.mark.parametrize(
    ("kind", "kinds", "rings"),
    [
        ("POINT", [POINT], 1),
        ("MULTIPOINT", [POINT, POINT], 2),
        ("LINESTRING", [LINE], 1),
        ("POLYGON", [SHELL, HOLE, HOLE], 3),
        ("MULTIPOLYGON", [SHELL, SHELL, HOLE], 3),
        ("COMPOUNDCURVE", [LINE, LINE, LINE], 1),
        ("CURVEPOLYGON", [SHELL, SHELL, HOLE], 2),
        ("MULTICURVE", [LINE, LINE, LINE, LINE], 3),
        ("TIN", [SHELL, SHELL], 2),
        ("GEOMETRYCOLLECTION", [POINT, LINE, SHELL], 3),
    ],
)
def test_kinds_and_rings(kind, kinds, rings):
    runs = coordinate_runs(bytes(ogr.CreateGeometryFromWkt(wkt_of(kind, "")).ExportToIsoWkb()))
    assert [run.kind for run in runs] == kinds
    assert len({run.ring for run in runs}) == rings


def test_pieces_of_a_compound_ring_share_its_number():
    runs = coordinate_runs(bytes(ogr.CreateGeometryFromWkt(wkt_of("CURVEPOLYGON", "")).ExportToIsoWkb()))
    assert runs[0].ring == runs[1].ring != runs[2].ring


def test_ewkb_with_a_spatial_reference_id():
    plain = struct.pack("<BI", 1, 1) + struct.pack("<dd", 3, 4)
    extended = struct.pack("<BII", 1, 1 | 0x20000000 | 0x80000000 | 0x40000000, 4326) + struct.pack("<dddd", 3, 4, 5, 6)
    geometries = Geometries.from_wkb([plain, extended])
    np.testing.assert_array_equal(geometries.coordinates, [[3, 4], [3, 4]])
    moved = geometries.to_wkb(geometries.coordinates + 1)
    assert moved[1] == extended[:9] + struct.pack("<dddd", 4, 5, 5, 6)


# --- made-up geometries, written by an encoder of the test's own ------------------------------------------------------

numbers = st.floats(allow_nan=False, allow_infinity=False, width=64)
CONTAINED = {
    4: [1],
    5: [2],
    6: [3],
    7: [1, 2, 3, 4, 5, 6, 8],
    9: [2, 8],
    10: [2, 8, 9],
    11: [2, 8, 9],
    12: [3, 10],
    15: [3],
    16: [17],
}


@st.composite
def encoded(draw, codes=(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17), dimensions=None, style=None):
    """WKB of a made-up geometry and its positions in order; byte order may change from part to part."""
    z, m = dimensions if dimensions is not None else (draw(st.booleans()), draw(st.booleans()))
    style = style if style is not None else draw(st.sampled_from(["iso", "ewkb"]))
    code = draw(st.sampled_from(codes))
    order = draw(st.sampled_from("<>"))
    size = 2 + z + m
    found = []

    def run():
        rows = draw(st.lists(st.lists(numbers, min_size=size, max_size=size), max_size=4))
        found.extend(row[:2] for row in rows)
        return struct.pack(order + "I", len(rows)) + b"".join(struct.pack(f"{order}{size}d", *row) for row in rows)

    written = code + 1000 * z + 2000 * m if style == "iso" else code | 0x80000000 * z | 0x40000000 * m
    head = struct.pack(order + "BI", order == "<", written)
    if code == 1:
        row = draw(st.lists(numbers, min_size=size, max_size=size))
        return head + struct.pack(f"{order}{size}d", *row), [row[:2]]
    if code in (2, 8):
        return head + run(), found
    if code in (3, 17):
        rings = [run() for _ in range(draw(st.integers(0, 3)))]
        return head + struct.pack(order + "I", len(rings)) + b"".join(rings), found
    parts = [draw(encoded(CONTAINED[code], (z, m), style)) for _ in range(draw(st.integers(0, 3)))]
    body = b"".join(blob for blob, _ in parts)
    return head + struct.pack(order + "I", len(parts)) + body, [xy for _, each in parts for xy in each]


@given(st.lists(encoded(), max_size=4))
@settings(max_examples=150, deadline=None)
def test_made_up_geometries_come_back(made):
    geometries = Geometries.from_wkb([blob for blob, _ in made])
    expected = np.array([xy for _, each in made for xy in each], float).reshape(-1, 2)
    np.testing.assert_array_equal(geometries.coordinates, expected)
    assert geometries.to_wkb(geometries.coordinates) == [blob for blob, _ in made]
    assert list(np.diff(geometries.part_offsets[geometries.feature_offsets])) == [len(each) for _, each in made]
    replaced = Geometries.from_wkb(geometries.to_wkb(expected + 1.0))
    np.testing.assert_array_equal(replaced.coordinates, expected + 1.0)


@given(encoded(), st.data())
@settings(max_examples=150, deadline=None)
def test_cut_short(made, data):
    blob = made[0]
    length = data.draw(st.integers(1, len(blob) - 1))
    with pytest.raises(InputError, match="cut short"):
        coordinate_runs(blob[:length])


@given(st.binary(min_size=1, max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(blob):
    try:
        runs = coordinate_runs(blob)
    except InputError:
        return
    assert all(run.offset + 8 * run.dimensions * run.count <= len(blob) for run in runs)


@pytest.mark.parametrize("code", [0, 13, 14, 18, 99, 1013, 4003, 0x0F000003])
def test_unknown_type(code):
    with pytest.raises(InputError, match=f"type {code} is not known"):
        coordinate_runs(struct.pack("<BII", 1, code, 0))


def test_unknown_byte_order():
    with pytest.raises(InputError, match="cannot be read"):
        coordinate_runs(struct.pack("<BIdd", 7, 1, 1.0, 2.0))


def test_endless_nesting():
    with pytest.raises(InputError, match="nested"):
        coordinate_runs(struct.pack("<BII", 1, 7, 1) * 5000 + struct.pack("<BIdd", 1, 1, 1.0, 2.0))
