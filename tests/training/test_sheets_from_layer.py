"""Sheets cut from a layer over imagery, whatever their CRS."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from realign.engine.align import AlignOptions
from realign.engine.basemap import GdalBasemap
from realign.engine.errors import InputError
from realign.engine.geometry import Geometries
from realign.engine.vectors import open_layer
from realign.training import sheets_from_layer as module
from realign.training.export import align_card
from realign.training.sheets_from_layer import Ground, split

# what is asked of a model before it runs
KNOWN = SimpleNamespace(card=align_card(SimpleNamespace(multiple=8), "{}", name="m"))
ROADS = SimpleNamespace(card=align_card(SimpleNamespace(multiple=8), "{}", features="roads", name="m"))


@pytest.fixture(scope="module")
def area(own_area):
    return own_area()


def ground_of(area, model=KNOWN):
    with GdalBasemap(str(area[0])) as basemap, open_layer(str(area[1])) as layer:
        ground = Ground(layer.geometries(), layer.crs, basemap, model, "the layer 'roofs'")
        coordinates = ground.geometries.coordinates
        return ground, [ground.sheet(number, coordinates) for number in range(len(ground.grids))]


def test_outlines_lie_on_the_roofs(area):
    ground, sheets = ground_of(area)
    assert len(sheets) >= 4 and ground.resolution == pytest.approx(0.3, rel=1e-3)
    assert set(ground.counts()) <= set(range(1, 50)) and ground.counts().sum() >= 49
    for sheet in sheets:
        assert sheet.kind == "buildings" and sheet.mask.any()
        for left, top, right, bottom in sheet.geometries.boxes.round().astype(int):
            inside = sheet.image[max(top + 2, 0) : max(bottom - 2, 0), max(left + 2, 0) : max(right - 2, 0)]
            around = sheet.image[max(top - 4, 0) : max(top - 1, 0), max(left, 0) : max(right, 0)]
            assert not inside.size or inside[inside > 0].min() > 190
            assert not around.size or around.max() < 130


def test_ground_of_features_left_out_is_blank(area):
    with GdalBasemap(str(area[0])) as basemap, open_layer(str(area[1])) as layer:
        ground = Ground(layer.geometries(), layer.crs, basemap, KNOWN)
        used = np.arange(ground.geometries.feature_count) % 2 == 0
        sheet = ground.sheet(0, ground.geometries.coordinates, used)
        whole = ground.sheet(0, ground.geometries.coordinates)
    assert 0 < sheet.geometries.feature_count < whole.geometries.feature_count
    blank = ~sheet.mask & whole.mask
    # as many bright pixels as the roofs left out have
    assert blank.any() and not sheet.image[blank].any()
    assert whole.image[blank].max() > 200
    assert sheet.image[sheet.mask].min() > 60


def test_at_most_so_many_sheets(area, monkeypatch):
    monkeypatch.setattr(module, "MOST", 3)
    ground, sheets = ground_of(area)
    assert len(sheets) == 3
    assert ground.geometries.feature_count < 49  # what lies on no sheet is not aligned


def test_a_part_is_kept_out(area):
    ground, _ = ground_of(area)
    training, kept_out = split(ground.counts(), ground.grids)
    assert sorted(training + kept_out) == list(range(len(ground.grids)))
    share = ground.counts()[kept_out].sum() / ground.counts().sum()
    assert 0.15 < share < 0.5
    with pytest.raises(InputError, match=r"too little ground to train on one part and to measure on another; give an"):
        split(ground.counts()[:1], ground.grids[:1])


def test_too_few_features(own_area):
    area = own_area(count=3)
    with pytest.raises(InputError, match=r"^The layer 'roofs' has 9 features over the imagery .*; give at least 30\.$"):
        ground_of(area)


def test_no_overlap(own_area):
    area = own_area(off=(0.0, 5000.0))
    with pytest.raises(InputError, match=r"^The extents of the layer 'roofs' and .*image\.tif do not overlap; check"):
        ground_of(area)


def test_no_crs(area):
    with GdalBasemap(str(area[0])) as basemap, open_layer(str(area[1])) as layer:
        with pytest.raises(InputError, match=r"^The CRS of the layer is missing or not readable; assign the right one"):
            Ground(layer.geometries(), "", basemap, KNOWN)
        with pytest.raises(InputError, match=r"^The layer holds no geometries; choose a layer with features\.$"):
            Ground(Geometries.from_wkb([]), layer.crs, basemap, KNOWN)


def test_a_model_for_roads_wants_lines(area):
    with pytest.raises(InputError, match=r"^The layer 'roofs' holds no lines, but model 'm' is for roads; choose"):
        ground_of(area, ROADS)


def test_aligns_only_what_is_on_the_sheets(area, monkeypatch):
    asked = []
    monkeypatch.setattr(module, "align", lambda *arguments: asked.append(arguments))
    with GdalBasemap(str(area[0])) as basemap, open_layer(str(area[1])) as layer:
        ground = Ground(layer.geometries(), layer.crs, basemap, KNOWN)
        ground.align("model", AlignOptions())
    assert asked[0][:2] == (ground.geometries, ground.layer_crs) and asked[0][3] == "model"
