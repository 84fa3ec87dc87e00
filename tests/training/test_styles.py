"""Map styles as values: what ships is what the tool writes, seeds repeat, and weather spares the content."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from realign.engine.paper import MapFrame
from realign.engine.textures import KINDS
from realign.training.styles.qml import growing, qml, write
from realign.training.styles.randomise import Freedom, legible, random_style
from realign.training.styles.shipped import shipped
from realign.training.styles.spec import LAYERS, Width
from realign.training.styles.textures import encoded, texture
from realign.training.styles.weathering import Weather, random_weather, weathered

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "styles" / "maps"


@pytest.fixture
def picture():
    """Dark houses and a line on light paper."""
    pixels = np.full((128, 160, 3), (236, 226, 204), np.uint8)
    pixels[20:60, 30:80] = (60, 50, 40)
    pixels[90:94] = (170, 60, 50)
    return pixels


@pytest.mark.parametrize("style", shipped(), ids=[style.name for style in shipped()])
def test_what_ships_is_what_the_tool_writes(style, tmp_path):
    """Run tools/map_styles.py after a change."""
    home = write(style, tmp_path)
    for path in sorted(home.iterdir()):
        kept = (SHIPPED / style.name / path.name).read_text(encoding="utf-8")
        # pictures may be packed otherwise elsewhere; their pixels are tested below
        assert _without_pictures(kept) == _without_pictures(path.read_text(encoding="utf-8")), path.name
    assert {path.name for path in home.iterdir()} == {*(f"{layer}.qml" for layer in LAYERS), "map.json"}
    assert set(MapFrame.read(home).order) == set(LAYERS)
    assert legible(style)


def _without_pictures(text):
    return re.sub(r"base64:[^\"]+", "", text)


def test_what_ships_is_small():
    assert {path.name for path in SHIPPED.iterdir()} == {style.name for style in shipped()}
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*.*")) < 500_000


def test_every_class_has_a_symbol():
    for style in shipped():
        for layer in LAYERS:
            root = ElementTree.fromstring(qml(style, layer).split("\n", 1)[1])
            wanted = {rule.get("symbol") for rule in root.iter("rule")}
            assert wanted == {symbol.get("name") for symbol in root.iter("symbol")} and wanted


def test_expression_of_a_width():
    assert growing(Width(1, 10)).startswith("exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, ")
    first, last = (float(each) for each in growing(Width(1, 10))[:-2].split(", ")[-2:])
    assert np.exp(last) / np.exp(first) == pytest.approx(10, rel=1e-3)
    assert np.exp(first) == pytest.approx(25.4 / 96, rel=1e-3)


@pytest.mark.parametrize("kind", KINDS)
def test_textures_repeat_without_a_seam(kind):
    pixels = texture(kind, "#102030")
    assert pixels.shape[0] == pixels.shape[1] and 256 % pixels.shape[0] == 0
    assert (pixels[..., :3] == (16, 32, 48)).all()
    alpha = pixels[..., 3].astype(float)
    assert alpha.std() > 5 and 0 < alpha.mean() < 200
    for axis in (0, 1):
        steps = np.abs(np.diff(alpha, axis=axis, append=np.take(alpha, [0], axis))).mean(1 - axis)
        assert steps[-1] <= 1.3 * steps[:-1].max() + 1, "the step across the edge is like those within"


def test_pictures_come_back():
    pixels = texture("trees", "#102030")
    read = Image.open(io.BytesIO(base64.b64decode(encoded(pixels).removeprefix("base64:"))))
    assert np.array_equal(np.asarray(read), pixels)


def test_seeds_repeat_and_differ():
    assert random_style(5) == random_style(5)
    styles = [random_style(seed) for seed in range(40)]
    assert len({repr(style.layers) for style in styles}) == 40
    assert len({style.background for style in styles}) > 15
    assert len({style.order for style in styles}) > 1
    assert len({style.finish.grain for style in styles}) > 10


def test_content_can_be_read_in_every_random_style():
    assert all(legible(random_style(seed)) for seed in range(120))


def test_a_style_that_cannot_be_read_is_known():
    style = shipped()[0]
    (look,) = style.layers["buildings"].values()
    pale = replace(look, parts=tuple(replace(part, color=style.background) for part in look.parts))
    assert not legible(replace(style, layers={**style.layers, "buildings": {"all": pale}}))


def test_freedom_of_colour():
    def spread(style):
        return np.ptp([int(style.background[at : at + 2], 16) for at in (1, 3, 5)])

    assert all(spread(random_style(seed, Freedom(grey=1.0))) <= 1 for seed in range(10))


def test_random_styles_are_written(tmp_path):
    home = write(random_style(3), tmp_path)
    assert home.name == "random-000003" and len(list(home.iterdir())) == len(LAYERS) + 1
    assert MapFrame.read(home).title.endswith("(3)")


def test_weather_repeats_and_differs(picture):
    heavy = Weather(tone=0.5, stains=2, folds=1, fading=0.3, shading=0.1, blur=0.8, noise=4)
    one = weathered(picture, heavy, 1)
    assert np.array_equal(one, weathered(picture, heavy, 1))
    assert not np.array_equal(one, weathered(picture, heavy, 2))
    assert one.shape == picture.shape and one.dtype == np.uint8
    assert np.array_equal(weathered(picture, Weather(), 1), picture)


@pytest.mark.parametrize(
    "weather",
    [
        Weather(tone=0.7),
        Weather(stains=3),
        Weather(folds=2),
        Weather(fading=0.3),
        Weather(shading=0.3),
        Weather(blur=1.0),
        Weather(noise=5),
    ],
    ids=lambda weather: next(name for name, value in vars(weather).items() if value and name != "paper"),
)
def test_each_kind_of_weather_does_something_and_spares_the_content(weather, picture):
    old = weathered(picture, weather, 3).astype(float)
    assert np.abs(old - picture).mean() > 0.2
    house, paper = old[30:50, 40:70].mean(), old[65:85, 40:70].mean()
    assert paper - house > 60
    edges = np.abs(np.diff(old[25:55].mean((0, 2))))
    assert {int(edges[20:50].argmax()) + 20, int(edges[60:100].argmax()) + 60} == {29, 79}, "no pixel moves"


def test_random_weather():
    drawn = [random_weather(seed) for seed in range(200)]
    assert drawn[7] == random_weather(7)
    assert 20 < sum(weather == Weather() for weather in drawn) < 80
    assert {weather.folds for weather in drawn} >= {0, 1, 2}


def test_browned_paper_is_brown_and_nothing_else_changes():
    pale, brown = ([random_weather(seed, share) for seed in range(200)] for share in (0, 1))
    white = np.full((4, 4, 3), 255, np.uint8)
    for before, after in zip(pale, brown):
        assert (after.stains, after.folds, after.blur) == (before.stains, before.folds, before.blur)
        if after != Weather():
            red, green, blue = weathered(white, Weather(tone=after.tone, paper=after.paper), 0)[0, 0]
            assert 140 < red < 250
            assert red > green > blue
    papers = np.array([weather.paper for weather in brown if weather.tone])
    for sheet in ((0.90, 0.76, 0.59), (0.86, 0.82, 0.75), (0.62, 0.54, 0.42)):  # of 1869, 1902 and 1625
        assert np.abs(papers - sheet).max(1).min() < 0.08, "papers like that of a real sheet occur"
