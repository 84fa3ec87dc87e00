"""Sheets cut from a layer over imagery, whatever their CRS."""

from __future__ import annotations

import json

import numpy as np
import pytest
from osgeo import gdal, osr

from realign.engine.align import AlignOptions
from realign.engine.basemap import GdalBasemap
from realign.engine.errors import InputError
from realign.engine.geometry import Geometries
from realign.engine.vectors import open_layer
from realign.training import sheets_from_layer as module
from realign.training.sheets_from_layer import Ground, split

EAST, NORTH, PIXEL, SIDE = 700000.0, 5100000.0, 0.3, 500


class Known:
    """What is asked of a model before it runs."""

    class card:  # noqa: N801
        name, features, resolution, resolution_range = "m", "buildings", 0.3, (0.01, 1.5)


def utm(code=32631):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(code)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def write_area(folder, off=(0.0, 0.0), count=7):
    """An image of 150 m with count² white roofs in UTM, and their outlines in degrees, ``off`` metres beside."""
    image = np.full((SIDE, SIDE, 3), 70, np.uint8)
    image += np.random.default_rng(0).integers(0, 9, image.shape, np.uint8)
    lattice = 30 + np.arange(count) * (SIDE - 60) // count
    degrees = osr.CoordinateTransformation(utm(), utm(4326))
    features = []
    for x in lattice:
        for y in lattice:
            image[y : y + 20, x : x + 20] = 220
            ring = [(x, y), (x, y + 20), (x + 20, y + 20), (x + 20, y), (x, y)]
            corners = [(EAST + i * PIXEL + off[0], NORTH - j * PIXEL + off[1]) for i, j in ring]
            placed = [degrees.TransformPoint(*corner)[:2] for corner in corners]
            geometry = {"type": "Polygon", "coordinates": [placed]}
            features.append({"type": "Feature", "properties": {}, "geometry": geometry})
    dataset = gdal.GetDriverByName("GTiff").Create(str(folder / "image.tif"), SIDE, SIDE, 3)
    dataset.SetGeoTransform((EAST, PIXEL, 0, NORTH, 0, -PIXEL))
    dataset.SetProjection(utm().ExportToWkt())
    dataset.WriteArray(np.moveaxis(image, 2, 0).copy())
    (folder / "roofs.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return folder / "image.tif", folder / "roofs.geojson"


@pytest.fixture(scope="module")
def area(tmp_path_factory):
    return write_area(tmp_path_factory.mktemp("area"))


def ground_of(area, model=Known):
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
        ground = Ground(layer.geometries(), layer.crs, basemap, Known)
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


def test_too_few_features(tmp_path):
    area = write_area(tmp_path, count=3)
    with pytest.raises(InputError, match=r"^The layer 'roofs' has 9 features over the imagery .*; give at least 30\.$"):
        ground_of(area)


def test_no_overlap(tmp_path):
    area = write_area(tmp_path, off=(0.0, 5000.0))
    with pytest.raises(InputError, match=r"^The extents of the layer 'roofs' and .*image\.tif do not overlap; check"):
        ground_of(area)


def test_no_crs(area):
    with GdalBasemap(str(area[0])) as basemap, open_layer(str(area[1])) as layer:
        with pytest.raises(InputError, match=r"^The CRS of the layer is missing or not readable; assign the right one"):
            Ground(layer.geometries(), "", basemap, Known)
        with pytest.raises(InputError, match=r"^The layer holds no geometries; choose a layer with features\.$"):
            Ground(Geometries.from_wkb([]), layer.crs, basemap, Known)


def test_a_model_for_roads_wants_lines(area):
    class Roads:
        class card(Known.card):  # noqa: N801
            features = "roads"

    with pytest.raises(InputError, match=r"^The layer 'roofs' holds no lines, but model 'm' is for roads; choose"):
        ground_of(area, Roads)


def test_aligns_only_what_is_on_the_sheets(area, monkeypatch):
    asked = []
    monkeypatch.setattr(module, "align", lambda *arguments: asked.append(arguments))
    with GdalBasemap(str(area[0])) as basemap, open_layer(str(area[1])) as layer:
        ground = Ground(layer.geometries(), layer.crs, basemap, Known)
        ground.align("model", AlignOptions())
    assert asked[0][:2] == (ground.geometries, ground.layer_crs) and asked[0][3] == "model"
