"""Reports of hundreds of layers of every kind: none may fail, whatever the layer is like."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import numpy as np
import pytest
import shapely

from realign.engine.alignment import STATUSES, Alignment, feature_means
from realign.engine.crs import epsg
from realign.engine.geometry import Geometries
from realign.engine.report import write_report

PLACES = {32633: (500_075.0, 5_330_075.0, 1.0), 3857: (1_669_900.0, 6_124_100.0, 1.5), 4326: (15.001, 48.1208, 1.2e-5)}
NAMES = ("buildings", "<b>bold</b> & “quoted”", "建物", "", "a" * 300, "50 %")
LAYERS = 240


class Page(HTMLParser):
    """Finds out whether a page is whole: every element that is opened is closed, in turn."""

    VOID = ("meta", "img", "br", "line", "rect", "circle", "path")  # the last four are SVG's, closed at once

    def __init__(self):
        super().__init__()
        self.open, self.pictures = [], 0

    def handle_starttag(self, tag, attributes):
        self.pictures += tag == "img"
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag


def without_pictures(text):
    return re.sub(r"data:image/png;base64,[^\"]*", "", text)


def shape(rng, x, y, unit):
    """Any geometry, near a place, some of them degenerate."""
    size = unit * rng.choice([0.0, 0.3, 8.0, 60.0])
    kind = rng.integers(7)
    point = shapely.Point(x, y)
    if kind == 0:
        return point
    if kind == 1:
        return shapely.MultiPoint([(x, y), (x + size, y)])
    if kind == 2:
        return shapely.LineString([(x, y), (x + size, y + size / 2), (x + size, y)])
    if kind == 3:
        return None
    if kind == 4:
        return shapely.Polygon()
    box = shapely.box(x, y, x + size + unit, y + size + unit)
    return shapely.MultiPolygon([box]) if kind == 5 else box


def alignment(rng, crs) -> Alignment:
    """A made-up answer for a made-up layer."""
    x, y, unit = PLACES[crs]
    count = int(rng.choice([1, 2, 3, 20, 150]))
    spread = unit * rng.choice([0.0, 30.0, 70.0, 400.0])
    places = np.array([x, y]) + rng.uniform(-1, 1, (count, 2)) * spread
    geometries = Geometries.from_wkb([s and shapely.to_wkb(s) for s in (shape(rng, *xy, unit) for xy in places)])
    status = rng.choice(STATUSES, count).tolist()
    there = np.bincount(geometries.feature_of_coordinate, minlength=count) > 0
    moved = np.array([each in ("aligned", "absent") for each in status]) & there & (rng.random() < 0.9)
    shift = np.where(moved[:, None], rng.normal(0, rng.choice([1e-6, 0.01, 3.0, 40.0]), (count, 2)), 0.0)
    shift[~there] = np.nan
    owner = geometries.feature_of_coordinate
    coordinates = geometries.coordinates + np.nan_to_num(shift)[owner] * unit
    confidence = np.where(there & (rng.random(count) < 0.8), rng.random(count), np.nan)
    assert feature_means(geometries, coordinates).shape == (count, 2)
    warnings = ["Look <closely>."] * int(rng.integers(3))
    return Alignment(
        geometries, coordinates, *shift.T, confidence, status, moved, "cpu", "made up", 0.0, 0.0, 0.0, warnings
    )


@pytest.mark.parametrize("part", range(6))
def test_reports_of_hundreds_of_layers(part, make_basemap, tmp_path):
    path = tmp_path / "report.html"
    for seed in range(part, LAYERS, 6):
        rng = np.random.default_rng(seed)
        crs = (32633, 3857, 4326)[seed % 3]
        basemap = make_basemap() if rng.random() < 0.7 else None
        write_report(
            str(path),
            alignment(rng, crs),
            epsg(crs).ExportToWkt(),
            basemap,
            NAMES[seed % 6],
            NAMES[(seed + 1) % 6],
            {"METHOD": 0},
        )
        text = path.read_text("utf-8")
        page = Page()
        page.feed(text)
        assert page.open == [], seed
        assert "<b>bold" not in text, seed
        assert not re.search(r"\bnan\b|\binf\b", without_pictures(text), re.IGNORECASE), seed
