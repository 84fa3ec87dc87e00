"""What the window says about chosen layers before anything is computed."""

from __future__ import annotations

import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDistanceArea,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt import sip

from realign.engine.errors import InputError
from realign.plugin.advice import advise
from realign.plugin.align_preview import SIDE, features_within
from realign.plugin.preview import covers, preview_area


@pytest.fixture
def make(provider):
    """``make(kind, wkt...)``: a layer in memory."""
    layers = []

    def make(kind, *shapes, crs="EPSG:32633"):
        layer = QgsVectorLayer(f"{kind}?crs={crs}", kind.lower(), "memory")
        features = []
        for shape in shapes:
            feature = QgsFeature()
            feature.setGeometry(QgsGeometry.fromWkt(shape))
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        layer.updateExtents()
        layers.append(layer)
        return layer

    yield make
    for layer in layers:
        sip.delete(layer)


def square(x, y, side=8):
    x, y = 500_000 + x, 5_329_900 + y
    return f"POLYGON(({x} {y},{x + side} {y},{x + side} {y + side},{x} {y + side},{x} {y}))"


def test_separate_houses_stay_rigid(make):
    assert advise(make("Polygon", *(square(20 * n, 0) for n in range(5))), None).method == "rigid"


def test_terraces_move_each_vertex(make):
    advice = advise(make("Polygon", *(square(8 * n, 0) for n in range(5))), None)
    assert advice.method == "vertex"
    assert "share walls" in advice.reason


def test_points_shift_and_lines_bend(make):
    assert advise(make("Point", "POINT(500010 5329950)"), None).method == "shift"
    assert advise(make("LineString", "LINESTRING(500010 5329950,500020 5329950)"), None).method == "vertex"
    assert advise(None, None).method == ""


def test_imagery_that_suits(buildings, imagery):
    advice = advise(buildings, imagery)
    assert advice.warnings == []
    assert any("0.15 m per pixel, which suits" in note for note in advice.notes)


def test_a_single_point_over_the_imagery_overlaps(make, imagery):
    assert advise(make("Point", "POINT(500010 5329950)"), imagery).warnings == []
    (warning,) = advise(make("Point", "POINT(600010 5329950)"), imagery).warnings
    assert "do not overlap" in warning


def test_tiles_are_read_at_the_models_zoom_level(buildings, server):
    tiles = server.xyz(22)
    try:
        advice = advise(buildings, tiles)
    finally:
        sip.delete(tiles)
    assert advice.warnings == []
    assert any("0.3 m per pixel" in note for note in advice.notes)


@pytest.mark.parametrize(("size", "words"), [(10.0, "too coarse"), (0.9, "less exact")])
def test_coarse_imagery(buildings, town, tmp_path, size, words):
    path = tmp_path / "coarse.tif"
    gdal.Warp(str(path), str(town.imagery), xRes=size, yRes=size)
    layer = QgsRasterLayer(str(path), "coarse")
    advice = advise(buildings, layer)
    sip.delete(layer)
    assert words in " ".join([*advice.warnings, *advice.notes])


def test_layers_without_a_crs_are_said(make, imagery):
    layer = make("Polygon", square(0, 0))
    layer.setCrs(QgsCoordinateReferenceSystem())
    assert "no coordinate reference system" in advise(layer, imagery).warnings[0]


@pytest.mark.parametrize(
    ("crs", "extent"),
    [
        ("EPSG:32633", QgsRectangle(499_000, 5_329_000, 501_000, 5_331_000)),
        ("EPSG:4326", QgsRectangle(14.9, 48.0, 15.1, 48.2)),
        ("EPSG:3857", QgsRectangle(1_668_000, 6_122_000, 1_671_000, 6_125_000)),
    ],
)
def test_a_preview_is_a_small_square_on_the_ground(crs, extent, make):
    crs = QgsCoordinateReferenceSystem(crs)
    area = preview_area(extent, crs, SIDE)
    assert area.center().distance(extent.center()) < 1e-6 * max(abs(area.center().x()), 1)
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, QgsProject.instance().transformContext())
    measure.setEllipsoid("WGS84")
    middle = area.center().y()
    width = measure.measureLine(QgsPointXY(area.xMinimum(), middle), QgsPointXY(area.xMaximum(), middle))
    assert width == pytest.approx(SIDE, rel=0.01)
    small = QgsRectangle.fromCenterAndSize(extent.center(), area.width() / 3, area.height() / 3)
    assert preview_area(small, crs, SIDE).width() == pytest.approx(small.width())


def test_only_what_the_map_shows_is_previewed(make, imagery):
    layer = make("Polygon", square(0, 0), square(50, 0), square(100, 0))
    crs = layer.crs()
    layer.selectByIds([2, 3])
    box = QgsRectangle(500_000, 5_329_890, 500_070, 5_329_920)
    for only_selected, count in ((False, 2), (True, 1)):
        area = features_within(layer, only_selected, box, crs)
        assert area.featureCount() == count
        sip.delete(area)
    with pytest.raises(InputError, match="shows no features"):
        features_within(layer, False, QgsRectangle(0, 0, 1, 1), crs)
    assert covers(imagery, box, crs)
    assert not covers(imagery, QgsRectangle(400_000, 5_329_890, 400_070, 5_329_920), crs)
