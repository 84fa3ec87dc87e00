"""Training tiles of a made-up town: which blocks, which styles, and that the classes are where the features are."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr, osr

from realign.engine.tiles import TileBlock
from realign.training.styles.classes import COLORS

ZOOM, COLUMN, ROW = 18, 4 * 35000, 4 * 22000
BLOCK = TileBlock(ZOOM, COLUMN, ROW, 4, 4)


def rectangle(left: float, top: float, right: float, bottom: float) -> ogr.Geometry:
    """A polygon, in tiles of the block."""
    west, _, _, north = BLOCK.bounds()
    side = 256 * BLOCK.pixel
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    text = ", ".join(f"{west + x * side} {north - y * side}" for x, y in corners)
    return ogr.CreateGeometryFromWkt(f"POLYGON(({text}))")


@pytest.fixture(scope="module")
def tool():
    """`tools/map_tiles.py` as a module."""
    path = Path(__file__).resolve().parent.parent / "tools" / "map_tiles.py"
    found = importlib.util.spec_from_file_location("map_tiles", path)
    module = importlib.util.module_from_spec(found)
    sys.modules[found.name] = module  # dataclasses look there
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A GeoPackage that covers one block of zoom 18 whole, and too little of a block of zoom 17."""
    path = tmp_path_factory.mktemp("osm") / "krems.gpkg"
    web = osr.SpatialReference()
    web.ImportFromEPSG(3857)
    file = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    for name, shape in {"extent": (0, 0, 4, 4), "buildings": (0.5, 0.5, 1.5, 1.5), "water": (2, 2, 3.5, 3)}.items():
        layer = file.CreateLayer(name, web, ogr.wkbPolygon)
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(rectangle(*shape))
        layer.CreateFeature(feature)
    file = layer = feature = None
    return path


def test_blocks_are_those_that_the_town_fills(qgis_app, tool, town):
    found = tool.Town.open(town)
    assert found.blocks() == [BLOCK]
    assert found.split == "validation" and sorted(layer.name() for layer in found.layers) == ["buildings", "water"]


def test_a_file_without_an_extent_is_refused(qgis_app, tool, tmp_path):
    with pytest.raises(tool.typer.BadParameter, match="has no layer called extent"):
        tool.Town.open(tmp_path / "none.gpkg")


def test_every_style_is_clean(tool):
    made = list(tool.styles(4))
    names = [style.name for style, _ in made]
    assert names[0] == "classes" and names[-4:] == [
        "random-000000",
        "labelled-000001",
        "random-000002",
        "labelled-000003",
    ]
    assert sum(name.startswith("clean-") for name in names) == 6
    solid = {style.name.removeprefix("solid-"): style for style, _ in made if style.name.startswith("solid-")}
    assert set(solid) == {"engraved", "modern", "terrain", "toner", "topographic1900"}  # watercolor's are solid anyway
    assert not any(part.dash for style in solid.values() for part in style.layers["roads"]["path"].parts)
    assert [named for _, named in made[-4:]] == [False, True, False, True]
    assert not any(style.finish.grain or style.finish.wash or style.finish.wobble for style, _ in made)


def test_draws_classes_where_features_are(qgis_app, tool, town, tmp_path):
    tool.draw(town.parent, tmp_path, random=0)
    tiles = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.png"))
    assert len(tiles) == 12 * 16 and tiles[0].parts[:3] == ("validation", "classes", str(ZOOM))

    def colour(column: int, row: int, x: int, y: int) -> str:
        path = tmp_path / "validation" / "classes" / str(ZOOM) / str(COLUMN + column) / f"{ROW + row}.png"
        pixel = gdal.Open(str(path)).ReadAsArray()[:3, y, x]
        return "#" + "".join(f"{value:02x}" for value in np.asarray(pixel))

    assert colour(0, 0, 200, 200) == COLORS["buildings"]
    assert colour(2, 2, 100, 100) == COLORS["water"]
    assert colour(3, 3, 200, 200) == COLORS["nothing"]
