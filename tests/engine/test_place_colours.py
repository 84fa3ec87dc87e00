"""A piece of imagery in memory takes the colours of places, as the whole run would give them."""

from __future__ import annotations

import gc

import numpy as np
import pytest
from osgeo import gdal

from realign.engine.colorize import colorize
from realign.engine.colorize_spot import Spot
from realign.engine.crs import epsg
from realign.engine.errors import BasemapError, OutputError
from realign.engine.model import load_model
from realign.engine.place_colours import PlaceColours
from realign.engine.restyle_output import write_whole
from realign.engine.restyle_place import Place
from realign.engine.restyle_sheet import FileSheet

NORTH, SOUTH = Spot(60.0, 10.0), Spot(-30.0, 10.0)
PLACE = Place(epsg(32633).ExportToWkt(), (500_000.0, 0.5, 0.0, 5_330_000.0, 0.0, -0.5))


@pytest.fixture
def grey():
    image = np.random.default_rng(2).integers(0, 256, (90, 70), np.uint8)
    return np.repeat(np.repeat(image[::6, ::5], 6, 0), 5, 1)[:90, :70, None].repeat(3, 2)


@pytest.fixture
def model(colorize_models):
    return load_model(colorize_models(), "numpy", "colorize")


def test_each_place_has_its_colours_and_lightness_stays(grey, model):
    piece = PlaceColours(grey, np.ones((90, 70), bool), PLACE, "grey")
    north, south = (piece.coloured(model, spot) for spot in (NORTH, SOUTH))
    assert north.shape == (90, 70, 4) and (north[..., 3] == 255).all()
    assert np.abs(north[..., :3].astype(int) - south[..., :3]).max() > 40
    nowhere = piece.coloured(model, None)
    assert all(np.abs(nowhere[..., :3].astype(int) - each[..., :3]).max() > 40 for each in (north, south))
    for picture in (north, south, nowhere):
        colours = picture[..., :3].astype(int)
        assert (colours.max(-1) + colours.min(-1) == 2 * grey[..., 0].astype(int)).all()
    assert (piece.coloured(model, NORTH) == north).all()


def test_it_is_what_the_whole_run_gives(grey, model, tmp_path):
    write_whole(str(tmp_path / "grey.tif"), grey, PLACE)
    colorize(FileSheet(str(tmp_path / "grey.tif")), NORTH, model, str(tmp_path / "colour.tif"))
    whole = gdal.Open(str(tmp_path / "colour.tif")).ReadAsArray()[:3].transpose(1, 2, 0)
    piece = PlaceColours(grey, np.ones((90, 70), bool), PLACE, "grey")
    assert (piece.coloured(model, NORTH)[..., :3] == whole).all()


def test_where_there_is_no_imagery_nothing_is_seen(grey, model):
    valid = np.ones((90, 70), bool)
    valid[:, :30] = False
    coloured = PlaceColours(grey, valid, PLACE, "grey").coloured(model, NORTH)
    assert ((coloured[..., 3] == 255) == valid).all()


def test_its_memory_goes_back(grey):
    def files():
        return set(gdal.ReadDir("/vsimem/") or ())

    before = files()
    piece = PlaceColours(grey, np.ones((90, 70), bool), PLACE, "grey")
    assert len(files() - before) == 1
    del piece
    gc.collect()
    assert files() == before


def test_where_there_is_nothing_it_says_so():
    with pytest.raises(BasemapError, match="has no pixels in what the map shows"):
        PlaceColours(np.zeros((20, 20, 3), np.uint8), np.zeros((20, 20), bool), PLACE, "empty")


def test_a_picture_is_written_whole_with_its_place(grey, tmp_path):
    path = str(tmp_path / "grey.tif")
    write_whole(path, grey, PLACE._replace(metadata={"REALIGN_CODE": "1 2"}))
    dataset = gdal.Open(path)
    assert dataset.RasterCount == 3 and dataset.GetGeoTransform() == PLACE.transform
    assert dataset.GetMetadataItem("REALIGN_CODE") == "1 2"
    assert (dataset.ReadAsArray().transpose(1, 2, 0) == grey).all()
    assert [each.name for each in tmp_path.iterdir()] == ["grey.tif"]
    with pytest.raises(OutputError, match=r"give it the extension \.tif"):
        write_whole(str(tmp_path / "grey.png"), grey, PLACE)
