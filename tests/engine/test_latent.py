"""Latent models: codes become pictures and pictures codes, in both backends; what is damaged is refused."""

from __future__ import annotations

import importlib.util
from dataclasses import replace

import numpy as np
import pytest

from realign.engine.card import ModelCard
from realign.engine.card_page import card_html
from realign.engine.crs import epsg
from realign.engine.errors import InputError, ModelError
from realign.engine.latent import LatentModel, placed
from realign.engine.model import load_model, read_card
from realign.engine.model_library import ModelLibrary

DEVICES = ["numpy", *(["cpu"] if importlib.util.find_spec("onnxruntime") else [])]


@pytest.fixture(params=DEVICES)
def model(request, latent_models):
    return LatentModel.load(latent_models(), request.param)


def sigmoid(value):
    return 1 / (1 + np.exp(-value))


def test_a_code_becomes_its_picture(model):
    picture = model.decode([1.0, -2.0])
    assert picture.shape == (model.side, model.side, 3) and picture.dtype == np.uint8
    assert picture[0, 0].tolist() == np.rint(255 * sigmoid(np.array([1.0, -2.0, 0.0]))).tolist()
    assert (picture[3] < 1).all()


def test_a_picture_becomes_its_code(model):
    picture = np.full((model.side, model.side, 3), [51, 204, 99], np.uint8)
    assert model.encode(picture) == pytest.approx([0.2 - 0.5, 0.8 - 0.5], abs=1e-5)


def test_pictures_of_another_size_are_refused(model):
    with pytest.raises(InputError, match="looks at 16 × 16 pixels"):
        model.encode(np.zeros((17, 16, 3), np.uint8))


def test_a_model_may_only_draw(latent_models):
    model = LatentModel.load(latent_models(reads=False), "numpy")
    assert not model.reads and model.decode([0.0, 0.0]).shape == (model.side, model.side, 3)
    with pytest.raises(InputError, match="draws pictures, but reads none"):
        model.encode(np.zeros((model.side, model.side, 3), np.uint8))


def test_three_numbers(latent_models):
    model = LatentModel.load(latent_models(3), "numpy")
    assert model.dimensions == 3 and len(model.ranges) == 3
    assert model.decode([0, 0, 2.0])[0, 0].tolist() == np.rint(255 * sigmoid(np.array([0, 0, 2.0]))).tolist()


def test_a_third_number_has_a_range_even_where_all_samples_have_the_same(latent_models):
    card = read_card(latent_models(3))
    flat = [[x, y, 0.5] for x, y, _ in card.latent["samples"]]
    model = LatentModel.load(latent_models(3, latent={**card.latent, "samples": flat}), "numpy")
    assert model.ranges[2] == (-0.5, 1.5)


def test_samples_lie_where_the_card_says(model):
    samples = model.samples
    assert samples.codes.shape == (60, 2) and len(samples.labels) == 60
    assert samples.classes == ["modern", "toner", "watercolor"]
    assert samples.thumbnail(9) == (12, 12, 12, 12)  # the second of the second row of eight
    assert samples.sheet.startswith(b"\x89PNG")
    assert model.ranges == [(-3, 3), (-3, 3)] and model.limits == [(-6, 6), (-6, 6)]


def test_its_card_for_people_tells_of_the_samples_in_a_word(latent_models):
    page = card_html(read_card(latent_models()))
    assert "60: modern, toner, watercolor" in page
    assert len(page) < 3000  # neither their numbers nor their pictures


def test_the_library_checks_it(latent_models, tmp_path):
    library = ModelLibrary(tmp_path)
    library.add([latent_models()])
    assert "can be loaded and runs on" in library.check(library.entry(next(tmp_path.glob("*.onnx"))), "numpy")


def test_it_is_no_model_for_another_task(latent_models):
    with pytest.raises(ModelError, match="is for the task 'latent', but a model for 'restyle' is needed"):
        load_model(latent_models(), "numpy", "restyle")


@pytest.mark.parametrize(
    "change",
    [
        {"extent": [0, 0, 0, 1]},
        {"extent": [0, 0, 1]},
        {"labels": ["one"]},
        {"samples": [[0, 1, 2]] * 60},
        {"samples": [[0, float("nan")]] * 60},
        {"side": 0},
        {"places": [[48, 16]]},
    ],
)
def test_impossible_samples_are_refused(latent_models, change):
    card = read_card(latent_models())
    with pytest.raises(ModelError, match="impossible numbers"):
        ModelCard.from_json(replace(card, latent={**card.latent, **change}).to_json(), "made.onnx")


def test_damaged_thumbnails_are_refused(latent_models):
    card = read_card(latent_models())
    path = latent_models(latent={**card.latent, "thumbnails": "no base 64!"})
    with pytest.raises(ModelError, match="thumbnails"):
        LatentModel.load(path, "numpy")


def test_places_come_back(latent_models):
    card = read_card(latent_models())
    places = [[48.2, 16.4]] * 60
    model = LatentModel.load(latent_models(latent={**card.latent, "places": places}), "numpy")
    assert model.samples.places.tolist() == places


def test_a_picture_lies_around_its_middle(latent_models):
    card = read_card(latent_models())  # 16 pixels of 2 m
    place = placed(card, (0.25, -1), epsg(32633).ExportToWkt(), 500_000.0, 5_330_000.0)
    left, across, _, top, _, down = place.transform
    assert (left + 8 * across, top + 8 * down) == pytest.approx((500_000.0, 5_330_000.0))
    assert across == pytest.approx(2.0, rel=1e-3) and down == pytest.approx(-2.0, rel=1e-3)
    assert place.metadata == {"REALIGN_MODEL": "made up 1", "REALIGN_CODE": "0.25 -1"}
    degrees = placed(card, (), epsg(4326).ExportToWkt(), 15.0, 60.0).transform
    assert degrees[1] == pytest.approx(2.0 / 55_800, rel=1e-2) and degrees[5] == pytest.approx(-2.0 / 111_400, rel=1e-2)
    assert placed(card, (), "", 0, 0).transform == (-16, 2, 0, 16, 0, -2)
    with pytest.raises(InputError):
        placed(card, (), epsg(32633).ExportToWkt(), 1e12, 0.0)
