"""The restyle models that ship, on a drawn town: styles look as they are called, content stays, blocks do not show."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from realign.engine.errors import ModelError
from realign.engine.model import default_model_path, load_model, read_card
from realign.engine.restyle import RestyleOptions, restyle
from realign.engine.restyle_sheet import FileSheet
from realign.engine.restyle_style import style_named, style_of

MOST = 8 * 2**20  # bytes of a model


def shipped(features):
    try:
        return default_model_path("restyle", features)
    except ModelError:
        pytest.skip(f"no restyle model ships for {features}")


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A town as a modern map at zoom 16: paper, houses, streets with their edges, a river; and what each pixel is."""
    side = 640
    y, x = np.mgrid[:side, :side]
    kind = np.zeros((side, side), np.uint8)  # paper
    kind[((x % 24 > 7) & (x % 24 < 19)) & ((y % 22 > 6) & (y % 22 < 17))] = 1  # houses
    street = ((x % 120) < 7) | ((y % 110) < 7)
    kind[street] = 2
    kind[np.abs(y - 330 - 40 * np.sin(x / 90)) < 28] = 3  # river
    kind[np.abs(x - 363) < 4] = 2  # a bridge
    colours = np.array([[242, 239, 233], [217, 208, 201], [255, 255, 255], [170, 211, 223]], np.uint8)
    picture = colours[kind]
    inside = np.ones((side, side), bool)
    for step in ((0, 1), (0, -1), (1, 0), (-1, 0)):
        inside &= np.roll(kind, step, (0, 1)) == kind
    picture[(kind == 1) & ~inside] = (185, 169, 156)
    picture[(kind == 2) & ~inside] = (196, 189, 180)
    path = tmp_path_factory.mktemp("town") / "town.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), side, side, 3)
    dataset.WriteArray(picture.transpose(2, 0, 1))
    dataset = None
    return str(path), kind


@pytest.fixture(scope="module")
def drawn(town, tmp_path_factory):
    """``drawn(features, style, block_size)``: the town in a style, uint8 (H, W, 3)."""
    folder, made, models = tmp_path_factory.mktemp("drawn"), {}, {}

    def draw(features, style, block_size=None, device="cpu"):
        key = features, style, block_size, device
        if key not in made:
            if (features, device) not in models:
                models[features, device] = load_model(shipped(features), device, "restyle")
            model, out = models[features, device], str(folder / f"{len(made)}.tif")
            with FileSheet(town[0]) as sheet:
                restyle(sheet, style_named(model.card, style), model, out, RestyleOptions(block_size=block_size))
            made[key] = gdal.Open(out).ReadAsArray().transpose(1, 2, 0)
        return made[key]

    return draw


@pytest.mark.parametrize("features", ["maps", "scans"])
def test_card_and_size(features):
    path = shipped(features)
    card = read_card(path)
    assert (card.task, card.features) == ("restyle", features)
    with open(path, "rb") as file:
        assert len(file.read()) <= MOST
    assert "modern" in card.styles and card.licence and card.training_data and card.quality
    if features == "maps":
        assert set(card.styles) == {"toner", "terrain", "watercolor", "modern", "engraved", "topographic1900"}


@pytest.mark.parametrize(("style", "water"), [("toner", 60), ("modern", None), ("terrain", None), ("watercolor", None)])
def test_water_and_paper_have_the_styles_colours(town, drawn, style, water):
    """Toner's water is black, all others' is bluer than the light paper."""
    picture, kind = drawn("maps", style).astype(int), town[1]
    inner = kind[60:-60, 60:-60]
    seen = {number: np.median(picture[60:-60, 60:-60][inner == number], 0) for number in range(4)}
    assert seen[0].min() > 190  # paper; the styles' own have 217 or more
    if water is not None:
        assert seen[3].max() < water
    else:
        assert seen[3][2] - seen[3][0] > seen[0][2] - seen[0][0] + 25


def test_streets_stay_where_they_are(town, drawn):
    """In black and white the middles of streets are dark, and what lies between streets is not."""
    picture, kind = drawn("maps", "toner").mean(2), town[1]
    street, paper = picture[kind == 2], picture[kind == 0]
    assert np.mean(street < 128) > 0.5 and np.mean(paper < 128) < 0.05


def test_a_reference_gives_its_tones(town, tmp_path):
    """A dark map as reference makes a dark map, a black and white one a map of black houses on white."""
    model = load_model(shipped("maps"), "cpu", "restyle")
    colours = {
        "dark": ((30, 27, 24), (90, 88, 84), (12, 10, 8), (20, 40, 60)),
        "bold": ((250, 250, 250), (20, 20, 20), (255, 255, 255), (200, 200, 200)),
    }
    seen = {}
    for name, tones in colours.items():
        path, out = str(tmp_path / f"{name}.tif"), str(tmp_path / f"as-{name}.tif")
        picture = np.array(tones, np.uint8)[town[1]]
        gdal.GetDriverByName("GTiff").Create(path, *town[1].shape[::-1], 3).WriteArray(picture.transpose(2, 0, 1))
        with FileSheet(path) as reference, FileSheet(town[0]) as sheet:
            restyle(sheet, style_of(reference, model), model, out, RestyleOptions())
        drawn = gdal.Open(out).ReadAsArray().mean(0)
        seen[name] = [float(np.median(drawn[town[1] == kind])) for kind in (0, 1)]
    (dark_paper, dark_house), (light_paper, house) = seen["dark"], seen["bold"]
    assert dark_paper < 90 and light_paper > 190
    assert dark_house > dark_paper - 5 and house < light_paper - 60


def test_blocks_do_not_matter(drawn):
    one, other = drawn("maps", "watercolor"), drawn("maps", "watercolor", block_size=144)
    difference = np.abs(one.astype(int) - other)
    assert difference.max() <= 2 and (difference > 0).mean() < 2e-3


def test_backends_agree(drawn):
    difference = np.abs(drawn("scans", "modern").astype(int) - drawn("scans", "modern", device="numpy"))
    assert difference.max() <= 2 and (difference > 0).mean() < 2e-3


def test_modern_stays_modern(town, drawn):
    """A map that is in the style already hardly changes."""
    before = gdal.Open(town[0]).ReadAsArray().transpose(1, 2, 0)
    change = np.abs(drawn("maps", "modern").astype(int) - before)[60:-60, 60:-60].mean()
    assert change < 12
