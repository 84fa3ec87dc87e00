"""What speaks for and against a displacement, and the probability that comes of it."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
import shapely

from realign.engine.card import ModelCard
from realign.engine.confidence import SIGNS, Confidence, signs_of
from realign.engine.errors import ModelError
from realign.engine.geometry import Geometries

MODEL = {"constant": -1.0, "scatter": 0.5, "network": 0.5, "strayed": 0.4, "coarse": 0.7}


@pytest.fixture
def layer():
    shapes = [shapely.box(0, 0, 10, 10), shapely.box(20, 0, 30, 10), shapely.LineString([(0, 20), (9, 20), (20, 25)])]
    return Geometries.from_wkb([shapely.to_wkb(shape) for shape in shapes])


def signs(layer, raw=(0.0, 0.0), deviation=0.2, resolution=0.3):
    count = len(layer.coordinates)
    precision = np.eye(2) / np.broadcast_to(deviation, count)[:, None, None] ** 2
    return signs_of(layer, np.zeros((count, 2)), np.broadcast_to(raw, (count, 2)), precision, resolution)


def test_a_polygon_is_judged_as_one_and_a_line_by_vertex(layer):
    deviation = np.linspace(0.1, 2, len(layer.coordinates))
    found = signs(layer, deviation=deviation)["network"]
    owner = layer.feature_of_coordinate
    for number in (0, 1):
        np.testing.assert_allclose(found[owner == number], np.log(deviation[owner == number]).mean(), atol=1e-4)
    np.testing.assert_allclose(found[owner == 2], np.log(deviation[owner == 2]), atol=1e-4)


def test_error_rises_with_every_sign(layer, make_card):
    judge = Confidence(make_card(error_model=MODEL), 0.3)
    plain, changed = signs(layer), {}
    changed["network"] = signs(layer, deviation=0.8)
    changed["strayed"] = signs(layer, raw=(0.5, -0.4))
    changed["coarse"] = signs(layer, resolution=0.7)
    assert set(plain) == set(SIGNS)
    for name, others in changed.items():
        assert (others[name] > plain[name]).all()
        assert (judge.error(others) > judge.error(plain)).all(), name
        assert (judge.probability(others) < judge.probability(plain)).all(), name
    np.testing.assert_array_equal(signs(layer, resolution=0.1)["coarse"], 0)  # finer shows no more


def test_probability_and_error_are_those_of_the_law(layer, make_card):
    """Log-logistic errors with the model's scatter: their mean, and the share within a metre."""
    rng = np.random.default_rng(0)
    here = {name: np.array([value]) for name, value in (("network", 0.3), ("strayed", 1.0), ("coarse", 0.2))}
    judge = Confidence(make_card(error_model=MODEL), 0.3)
    median = math.exp(-1 + 0.15 + 0.4 + 0.14)
    drawn = median * np.exp(rng.logistic(0, 0.5 * math.sqrt(3) / math.pi, 200_000))
    assert judge.probability(here)[0] == pytest.approx((drawn < 1).mean(), abs=0.005)
    assert judge.error(here)[0] == pytest.approx(drawn.mean(), rel=0.03)


def test_places_are_judged_by_the_precision_alone(make_card):
    judge = Confidence(make_card(error_model=MODEL), 0.6)
    found = judge.of_place(np.eye(2) / np.array([0.1, 0.5, 3.0])[:, None, None] ** 2)
    assert (np.diff(found) < 0).all() and ((found > 0) & (found < 1)).all()


def test_the_card_keeps_an_error_model_and_refuses_a_broken_one(make_card):
    card = make_card(error_model=MODEL, min_presence=0.3)
    assert ModelCard.from_json(card.to_json(), "x").error_model == MODEL
    stored = json.loads(card.to_json())
    del stored["error_model"], stored["min_presence"]  # cards of earlier versions
    old = ModelCard.from_json(json.dumps(stored), "x")
    assert old.error_model == {} and old.min_presence == 0
    for broken in ({"constant": 1.0}, {**MODEL, "scatter": 0.0}, {**MODEL, "coarse": float("nan")}, {"scatter": 1.0}):
        with pytest.raises(ModelError, match="impossible numbers"):
            ModelCard.from_json(make_card(error_model=broken).to_json(), "x")
    with pytest.raises(ModelError, match="impossible numbers"):
        ModelCard.from_json(make_card(min_presence=2.0).to_json(), "x")
    with pytest.raises(ModelError, match="damaged"):
        ModelCard.from_json(json.dumps({**stored, "error_model": 3}), "x")
