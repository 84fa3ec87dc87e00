"""A registration as a IIIF Georeference Annotation."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from tiny_scan import DEGREES, HEIGHT, MERCATOR, UTM, WIDTH, placed, scan

from realign.engine.control_points import ControlPoints
from realign.engine.errors import InputError
from realign.engine.frame import Frame
from realign.engine.georeference_annotation import annotation, write_annotation
from realign.engine.registration import WARPS

SCHEMA = json.loads(Path(__file__).with_name("georeference_annotation.schema.json").read_text("utf-8"))
NORTH_UP = (4e5, 2, 0, 5.5e6, 0, -2)


@pytest.fixture
def jsonschema():
    """What validates; tests of other versions of QGIS do without."""
    return pytest.importorskip("jsonschema")


def registration(path, **more):
    sheet = placed(path, **more)
    frame = Frame.choose(sheet.crs, MERCATOR, sheet.box)
    pixels = np.array([(10.0, 20), (200.25, 30), (110, 170.5), (60, 90)])
    before = frame.from_layer(sheet.to_map(pixels))
    points = ControlPoints(
        pixels, before, before + np.array([7, -5]), np.array([1.0, 0.9, 0.75, 0.6]), np.full((4, 2), (0.6, 0.8))
    )
    return points, sheet, frame


@pytest.mark.parametrize("kind", WARPS)
def test_every_kind_of_warp_keeps_to_the_schema(tmp_path, jsonschema, kind):
    points, sheet, frame = registration(scan(tmp_path, NORTH_UP))
    path = tmp_path / "map.json"
    write_annotation(str(path), annotation(points, sheet, frame, kind))
    what = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(what)
    expected = {"polynomial": 2, "similarity": 1, "affine": 1}.get(kind)
    assert what["body"]["transformation"].get("options", {}).get("order") == expected


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("motivation", "tagging"),
        ("@context", ["http://iiif.io/api/presentation/3/context.json", "http://iiif.io/api/extension/georef/1/context.json"]),
        ("body", {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": None}]}),
    ],
)  # fmt: skip
def test_the_schema_refuses_what_is_none(tmp_path, jsonschema, part, wrong):
    what = {**annotation(*registration(scan(tmp_path, NORTH_UP)), "tps"), part: wrong}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(what)


@pytest.mark.parametrize("crs", [UTM, DEGREES])
def test_points_are_in_degrees_with_what_is_left_of_them(tmp_path, crs):
    transform = NORTH_UP if crs == UTM else (14.0, 3e-5, 0, 50.0, 0, -2e-5)
    points, sheet, frame = registration(scan(tmp_path, transform, crs))
    features = annotation(points, sheet, frame, "tps")["body"]["features"]
    assert [each["properties"]["resourceCoords"] for each in features] == points.pixels.tolist()
    assert [each["properties"]["confidence"] for each in features] == [1.0, 0.9, 0.75, 0.6]
    assert all(each["properties"]["residual"] == pytest.approx(1.0, rel=2e-3) for each in features)
    degrees = np.array([each["geometry"]["coordinates"] for each in features])
    back = Frame.choose(DEGREES, MERCATOR, (*degrees.min(0), *degrees.max(0))).from_layer(degrees)
    np.testing.assert_allclose(back, points.after, atol=2e-3)


def test_the_target_is_the_picture(tmp_path):
    parts = registration(scan(tmp_path, NORTH_UP, name="Plan von Köln (1869).tif"))
    target = annotation(*parts, "tps")["target"]
    assert (target["source"]["width"], target["source"]["height"]) == (WIDTH, HEIGHT)
    assert target["source"]["id"] == "https://example.org/iiif/Plan-von-K-ln-1869-.tif"
    polygon = f'<polygon points="0,0 {WIDTH},0 {WIDTH},{HEIGHT} 0,{HEIGHT}" />'
    assert target["selector"]["value"] == f'<svg width="{WIDTH}" height="{HEIGHT}">{polygon}</svg>'
    address = "https://library.example.com/iiif/3/plan"
    source = annotation(*parts, "tps", address, "Canvas")["target"]["source"]
    assert (source["id"], source["type"]) == (address, "Canvas")


def test_the_mask_is_what_is_to_be_seen(tmp_path):
    path = scan(tmp_path, NORTH_UP)
    dataset = gdal.Open(path, gdal.GA_Update)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    inside = (x - 120) / 100 + np.abs(y - 90) / 80 < 1  # a triangle, its tip at the right
    inside[2:6, 2:6] = True  # a speck
    dataset.WriteArray(np.where(inside & (x >= 20), dataset.ReadAsArray(), 0))
    dataset.GetRasterBand(1).SetNoDataValue(0)
    dataset = None
    value = annotation(*registration(path), "tps")["target"]["selector"]["value"]
    ring = np.array([pair.split(",") for pair in re.findall(r"\d+,\d+", value)], float)
    px, py = ring.T
    area = np.sum(px * np.roll(py, -1) - py * np.roll(px, -1)) / 2
    assert area == pytest.approx((inside & (x >= 20)).sum(), rel=0.03)  # clockwise on the picture, so positive
    assert len(ring) < 12 and ring.max() < 225


def test_what_cannot_be_is_refused(tmp_path):
    parts = registration(scan(tmp_path, NORTH_UP))
    with pytest.raises(InputError, match="none of a IIIF resource"):
        annotation(*parts, "tps", resource_type="Picture")
    with pytest.raises(InputError, match="none of the web"):
        annotation(*parts, "tps", resource="scan.tif")
