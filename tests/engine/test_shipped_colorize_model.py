"""The colorizer that ships, on drawn ground: grass and woods are greener than streets, places differ, blocks do not."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest
from osgeo import gdal

from realign.engine.colorize import ColorizeOptions, colorize
from realign.engine.colorize_blocks import predicted
from realign.engine.colorize_spot import Spot, is_known
from realign.engine.crs import epsg
from realign.engine.hls import lightness_of
from realign.engine.model import default_model_path, load_model
from realign.engine.restyle_sheet import FileSheet

PATH = default_model_path("colorize", "aerial")
MOST = 1_500_000  # bytes of the file
MEADOW, WOOD, STREET = 0, 1, 2
RIO, MASSACHUSETTS, AUSTIN, ZANZIBAR = Spot(-22.95, -43.68), Spot(42.3, -71.5), Spot(30.22, -97.78), Spot(-6.04, 39.24)
GREEN = np.array([np.cos(2 * np.pi / 3), np.sin(2 * np.pi / 3)], np.float32)


@pytest.fixture(scope="module")
def model():
    return load_model(PATH, "cpu", "colorize")


@pytest.fixture(scope="module")
def ground():
    """A wood, a meadow and a street as grey imagery of 0.5 m, uint8 (320, 320), and what each pixel is."""
    side, random = 320, np.random.default_rng(0)
    y, x = np.mgrid[:side, :side]
    kind = np.where(x < 140, WOOD, MEADOW)
    kind[np.abs(x - 190 - 12 * np.sin(y / 70)) < 9] = STREET
    crowns = np.full((side, side), 0.1)
    for across, down, radius in random.uniform((0, 0, 4), (140, side, 9), (900, 3)):
        near = slice(max(int(down) - 9, 0), int(down) + 10), slice(max(int(across) - 9, 0), int(across) + 10)
        right, lower = (x[near] - across) / radius, (y[near] - down) / radius
        crowns[near] = np.where(np.hypot(right, lower) < 1, 0.24 - 0.06 * (right + lower), crowns[near])  # lit, shaded
    grey = np.choose(kind, [0.4, crowns, 0.62]) + 0.02 * random.standard_normal((side, side))
    return np.rint(255 * np.clip(grey, 0, 1)).astype(np.uint8), kind


@pytest.fixture(scope="module")
def greens(model, ground):
    """``greens(spot)``: how green meadow, wood and street become."""
    grey, kind = ground

    def greens(spot):
        green = predicted(model, grey.astype(np.float32) / 255, spot) @ GREEN
        return [green[kind == each].mean() for each in (MEADOW, WOOD, STREET)]

    return greens


@pytest.fixture
def photo(ground, tmp_path):
    """The ground as a file near Massachusetts' towns."""
    path = str(tmp_path / "photo.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 320, 320, 1)
    dataset.WriteArray(ground[0])
    dataset.SetGeoTransform((294_000, 0.5, 0, 4_686_000, 0, -0.5))
    dataset.SetProjection(epsg(32619).ExportToWkt())
    dataset = None
    return path


@pytest.fixture
def run(photo, model, tmp_path):
    """Colour it; the result (3, H, W) and its place."""

    def run(spot=None, **options):
        out = str(tmp_path / "out.tif")
        with FileSheet(photo, kind="imagery") as sheet:
            colorize(sheet, spot, model, out, ColorizeOptions(**options))
        dataset = gdal.Open(out)
        return dataset.ReadAsArray(), dataset.GetMetadataItem("REALIGN_PLACE")

    return run


def test_card_and_size(model):
    card = model.card
    assert (card.task, card.features) == ("colorize", "aerial")
    with open(PATH, "rb") as file:
        assert len(file.read()) <= MOST
    assert card.licence and card.training_data and card.quality
    assert len(card.places) >= 6 and all(is_known(Spot(*place[:2]), card) for place in card.places)


def test_grass_and_woods_are_greener_than_streets(greens):
    for spot in (RIO, MASSACHUSETTS, ZANZIBAR, None):
        meadow, _, street = greens(spot)
        assert meadow > 1.5 * street and meadow > 0.08
    for spot in (RIO, ZANZIBAR):
        _, wood, street = greens(spot)
        assert wood > 1.5 * street


def test_grass_is_drier_in_texas_than_in_new_england(greens):
    assert greens(MASSACHUSETTS)[0] > 1.5 * greens(AUSTIN)[0]


def test_lightness_is_exact_and_its_own_place_is_told(run, ground):
    made, place = run()
    np.testing.assert_array_equal(made.max(0).astype(int) + made.min(0), 2 * ground[0].astype(int))
    assert [float(each) for each in place.split()] == pytest.approx(MASSACHUSETTS, abs=0.01)
    assert np.ptp(made, 0).mean() > 5
    elsewhere, _ = run(RIO)
    assert np.abs(elsewhere.astype(int) - made).mean() > 2  # levels; 0 if the place did not count


def test_blocks_are_not_seen(run):
    """A quarter of the side: the network's reach is all around each."""
    whole, small = run(block_size=4096)[0], run(block_size=80)[0]
    assert np.abs(whole.astype(int) - small).max() <= 1


@pytest.mark.skipif(not importlib.util.find_spec("onnxruntime"), reason="one backend cannot differ from itself")
@pytest.mark.parametrize("spot", [RIO, None], ids=["told", "nowhere"])
def test_backends_agree(model, ground, spot):
    lightness = lightness_of(np.stack([ground[0][:96, 80:240]] * 3, -1))
    numpy = load_model(PATH, "numpy", "colorize")
    assert np.abs(predicted(numpy, lightness, spot) - predicted(model, lightness, spot)).max() <= 1e-4
