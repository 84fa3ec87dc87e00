"""The report: one file that holds everything, and pictures that show what they say."""

import base64
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from osgeo import gdal, ogr, osr

from realign.engine.align import Alignment
from realign.engine.basemap import GdalBasemap
from realign.engine.charts import displacement_map, histogram
from realign.engine.errors import OutputError
from realign.engine.frame import Frame
from realign.engine.geometry import Geometries
from realign.engine.imagery import Imagery
from realign.engine.panels import before_and_after, notable_places
from realign.engine.pictures import AFTER, BEFORE, Outlines, encode_png, overlay
from realign.engine.report import write_report

ORIGIN = 500000.0, 4600000.0
NONE = np.zeros((0, 2))


def wkt(code=32631):
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(code)
    return crs.ExportToWkt()


def houses(count, moved=True, shift=(2.0, -3.0)):
    """A row of 10 m squares, every 20 m, all shifted alike."""
    blobs = []
    for index in range(count):
        x, y = ORIGIN[0] + 20 + 20 * index, ORIGIN[1] - 40
        ring = f"{x} {y},{x + 10} {y},{x + 10} {y + 10},{x} {y + 10},{x} {y}"
        blobs.append(ogr.CreateGeometryFromWkt(f"POLYGON (({ring}))").ExportToIsoWkb())
    blobs.append(None)
    geometries = Geometries.from_wkb(blobs)
    there = np.arange(count + 1) < count
    flags = there & moved
    value = np.where(flags, 1.0, np.where(there, 0.0, np.nan))
    return Alignment(
        geometries,
        geometries.coordinates + (np.array(shift) if moved else 0),
        value * shift[0],
        value * shift[1],
        np.where(there, np.linspace(0.2, 0.9, count + 1), np.nan),
        ["aligned" if flag else "doubtful" for flag in flags[:-1]] + ["empty"],
        flags,
        "CPU (onnxruntime)",
        "align-buildings",
        4.0,
        3.0,
        2.5,
        ["Look <closely> at the edges."],
    )


@pytest.fixture(scope="module")
def grey(tmp_path_factory):
    """A nearly plain grey basemap, 200 by 100 m."""
    path = str(tmp_path_factory.mktemp("grey") / "grey.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 400, 200, 3)
    dataset.SetGeoTransform((ORIGIN[0], 0.5, 0, ORIGIN[1], 0, -0.5))
    dataset.SetProjection(wkt())
    dataset.WriteArray(np.random.default_rng(0).integers(126, 131, (3, 200, 400), np.uint8))
    del dataset
    return path


class Page(HTMLParser):
    """What a browser would see: tags that are opened and closed rightly, texts, pictures."""

    VOID = frozenset(("meta", "img", "br", "link", "line", "rect", "circle", "path"))

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.images, self.words = [], [], [], []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag == "img":
            self.images.append(dict(attributes))
        if tag not in self.VOID or (tag == "rect" and not self.get_starttag_text().endswith("/>")):
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def decode(data):
    gdal.FileFromMemBuffer("/vsimem/test-report.png", data)
    try:
        return gdal.Open("/vsimem/test-report.png").ReadAsArray().transpose(1, 2, 0)
    finally:
        gdal.Unlink("/vsimem/test-report.png")


def test_report(tmp_path, grey):
    path = str(tmp_path / "report.html")
    with GdalBasemap(grey) as basemap:
        write_report(path, houses(6), wkt(), basemap, "Häuser & <Höfe>", "grey", {"Method": "vertex"})
    html = (tmp_path / "report.html").read_text("utf-8")
    page = Page(html)
    for said in (
        "Alignment of Häuser & <Höfe>",
        "onto grey",
        "6 of 7 features moved",
        "3.61 m on average",
        "align-buildings",
        "CPU (onnxruntime)",
        "2.5 megapixels",
        "4.0 s, 75 % of it inside the network",
        "Look <closely> at the edges.",
        "empty 1 has no geometry",
        "Method vertex",
    ):
        assert said in page.text
    assert len(page.images) == 6  # lowest, median, highest; the farthest is one of them
    assert all(image["alt"] for image in page.images)
    assert all(dict(attributes).get("aria-label") for tag, attributes in page.tags if tag == "svg")
    assert not re.search(r"(?:src|href)=\"(?!data:)|<script|@import|url\(", html)  # nothing from elsewhere
    picture = decode(base64.b64decode(page.images[0]["src"].split(",")[1]))
    assert picture.shape == (int(page.images[0]["height"]), int(page.images[0]["width"]), 3)


def test_report_of_nothing_moved(tmp_path, grey):
    with GdalBasemap(grey) as basemap:
        write_report(str(tmp_path / "a.html"), houses(3, moved=False), wkt(), basemap)
    page = Page((tmp_path / "a.html").read_text("utf-8"))
    assert "None of 4 features was moved." in page.text
    assert not page.images


def test_report_without_basemap_or_geometries(tmp_path):
    write_report(str(tmp_path / "a.html"), houses(3), wkt())
    page = Page((tmp_path / "a.html").read_text("utf-8"))
    assert "3 of 4 features moved" in page.text and not page.images
    assert len([tag for tag, _ in page.tags if tag == "svg"]) == 3
    write_report(str(tmp_path / "b.html"), houses(0), wkt())
    assert "None of 1 feature was moved." in Page((tmp_path / "b.html").read_text("utf-8")).text


def test_report_says_why_it_has_no_pictures(tmp_path, grey):
    with GdalBasemap(grey) as basemap:
        write_report(str(tmp_path / "a.html"), houses(3), wkt(32633), basemap)
    page = Page((tmp_path / "a.html").read_text("utf-8"))
    assert "do not overlap" in page.text and not page.images


def test_unwritable_report(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        write_report(str(tmp_path / "no" / "a.html"), houses(3), wkt())


def test_pictures_show_both_positions(grey):
    alignment = houses(1)
    frame = Frame.choose(wkt(), wkt(), (ORIGIN[0], ORIGIN[1] - 100, ORIGIN[0] + 200, ORIGIN[1]))
    with GdalBasemap(grey) as basemap:
        before, after, resolution = before_and_after(alignment, Imagery(basemap, frame), 0)
    assert before.shape == after.shape
    places = []
    for picture, colour in ((before, BEFORE), (after, AFTER)):
        rows, columns = np.nonzero(np.abs(picture.astype(int) - colour).sum(2) < 150)
        assert len(rows) > 100
        places.append(((columns.min() + columns.max()) / 2, (rows.min() + rows.max()) / 2))
    shift = np.subtract(places[1], places[0]) * resolution
    np.testing.assert_allclose(shift, (2.0, 3.0), atol=0.2)  # rows run down


def test_notable_places():
    alignment = houses(6)
    assert [(place.title, place.feature) for place in notable_places(alignment)] == [
        ("Lowest confidence", 0),
        ("Median confidence", 3),
        ("Highest confidence", 5),
    ]
    alignment.dx[1] = 50
    assert notable_places(alignment)[-1] == ("Moved farthest", 1)
    assert notable_places(houses(3, moved=False)) == []


def test_overlay_colours_lines_and_points_only():
    image = np.full((40, 60, 3), 200, np.uint8)
    line = Outlines(np.array([[5.0, 10.5]]), np.array([[55.0, 10.5]]), NONE, (255, 0, 0), 3.0)
    point = Outlines(NONE, NONE, np.array([[30.0, 30.0]]), (0, 0, 255))
    drawn = overlay(image, [line, point])
    assert tuple(drawn[10, 30]) == (255, 0, 0)
    assert tuple(drawn[30, 30]) == (0, 0, 255)
    assert tuple(drawn[20, 30]) == (200, 200, 200)
    assert drawn[8, 30].max() < 200  # dark casing
    assert (image == 200).all()


def test_png_round_trip():
    image = np.random.default_rng(0).integers(0, 256, (31, 47, 3), np.uint8)
    np.testing.assert_array_equal(decode(encode_png(image)), image)


def test_histogram_counts():
    svg = histogram(np.array([0.1, 0.1, 0.6, 1.0]), 0.5, 1.0, "length <m>")
    assert re.findall(r"<title>(.*?)</title>", svg) == ["0 to 0.5: 2", "0.5 to 1: 2"]
    assert "length &lt;m&gt;" in svg
    Page(histogram(np.zeros(0), 0.5, None, "nothing"))


def test_map_of_displacements():
    rng = np.random.default_rng(0)
    before = rng.uniform(0, 1000, (5000, 2))
    svg = displacement_map(before, before + np.array([3, 4]), np.arange(5000) % 2 == 0)
    Page(svg)
    assert svg.count('class="arrow"') <= 40 * 40
    assert svg.count("<circle") <= 4000
    assert "+3.00 m east, +4.00 m north" in svg
    assert "200 m on the ground" in svg
    assert displacement_map(np.full((3, 2), np.nan), np.full((3, 2), np.nan), np.zeros(3, bool)) == ""
    still = displacement_map(before, before, np.ones(5000, bool))
    assert "nan" not in still.lower()
    single = displacement_map(before[:1], before[:1] + 1, np.ones(1, bool))
    assert "nan" not in single.lower() and single.count('class="arrow"') == 1
