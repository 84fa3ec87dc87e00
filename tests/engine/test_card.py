"""Model cards: what is stored is read again; what is damaged is refused."""

from __future__ import annotations

import json

import pytest

from realign.engine.card import ModelCard
from realign.engine.errors import ModelError


@pytest.fixture
def stored(make_card):
    """JSON of a card with some keys changed; None takes a key away."""

    def store(**changes):
        values = {**json.loads(make_card().to_json()), **changes}
        return json.dumps({key: value for key, value in values.items() if value is not None})

    return store


def test_comes_back_as_it_was(make_card):
    original = make_card(training_data=["scenes"], quality={"mean": 0.7}, licence="CC0-1.0")
    assert ModelCard.from_json(original.to_json(), "x") == original
    assert "建物" in original.to_json()


def test_keys_of_later_versions_are_passed_over(make_card, stored):
    assert ModelCard.from_json(stored(mood="sunny"), "x") == make_card()


DAMAGED = r"^The card of model town\.onnx is damaged \(.+\); export the model again\.$"


@pytest.mark.parametrize("text", ["", "{", "[]", "5", "null", '"align"'])
def test_no_card_at_all(text):
    with pytest.raises(ModelError, match=DAMAGED):
        ModelCard.from_json(text, "town.onnx")


@pytest.mark.parametrize(
    "changes",
    [
        {"resolution": None},
        {"inputs": None},
        {"inputs": ["image"]},
        {"inputs": {"image": 3}},
        {"outputs": "displacement"},
        {"scales": [0, "four"]},
        {"scales": 3},
        {"resolution": "fine"},
        {"variance_factor": {}},
        {"min_confidence": "low"},
    ],
)
def test_damaged_cards(stored, changes):
    with pytest.raises(ModelError, match=DAMAGED):
        ModelCard.from_json(stored(**changes), "town.onnx")


@pytest.mark.parametrize(
    "changes",
    [
        {"resolution": 0},
        {"resolution": float("nan")},
        {"reach": -4},
        {"tile_size": 0},
        {"multiple": 0},
        {"max_displacement": float("inf")},
        {"scales": [0, 1, 2]},
        {"scales": [4, 0]},
        {"resolution_range": [1.5, 0.01]},
        {"variance_factor": 0},
        {"tiles_overlap": -1},
        {"min_confidence": 1.5},
    ],
)
def test_impossible_numbers(stored, changes):
    with pytest.raises(ModelError, match=r"^The card of model town\.onnx holds impossible numbers; export "):
        ModelCard.from_json(stored(**changes), "town.onnx")


def test_numbers_have_their_kinds(stored):
    """JSON knows one kind of number; grids want whole ones."""
    read = ModelCard.from_json(stored(tile_size=448.0, multiple=16.0, resolution=1), "x")
    assert isinstance(read.tile_size, int) and isinstance(read.multiple, int) and isinstance(read.resolution, float)


def test_unknown_task(stored):
    with pytest.raises(ModelError, match="is for the task 'cook', which this version of Realign does not know; update"):
        ModelCard.from_json(stored(task="cook"), "town.onnx")


STYLE = {"title": "Toner", "code": [1.0, -2.0]}


@pytest.fixture
def restyle(stored):
    """JSON of a card of a restyle model with one style."""

    def store(style):
        inputs = {"image": ["red", "green", "blue"], "style": ["one", "two"]}
        moves = dict.fromkeys(("scales", "max_displacement", "reach", "min_confidence", "variance_factor"))
        return stored(task="restyle", inputs=inputs, styles={"toner": style}, **moves)

    return store


def test_styles(restyle):
    card = ModelCard.from_json(restyle(STYLE), "x")
    assert card.styles["toner"] == {**STYLE, "wobble": [], "wash": 0.0, "grain": 0.0}
    assert card.max_displacement == card.reach == 0
    assert card.shapes(32) == {"image": (1, 3, 32, 32), "style": (1, 2, 1, 1)}
    assert ModelCard.from_json(card.to_json(), "x") == card


@pytest.mark.parametrize("style", [{}, {"title": "x"}, {**STYLE, "code": ["a"]}, {**STYLE, "wobble": [1]}, "toner"])
def test_damaged_styles(restyle, style):
    with pytest.raises(ModelError, match=DAMAGED):
        ModelCard.from_json(restyle(style), "town.onnx")


@pytest.mark.parametrize("code", [[1.0], [1.0, float("nan")]])
def test_impossible_codes(restyle, code):
    with pytest.raises(ModelError, match="holds impossible numbers"):
        ModelCard.from_json(restyle({**STYLE, "code": code}), "town.onnx")


@pytest.mark.parametrize("key", ["max_displacement", "reach"])
def test_models_that_move_something_say_how_far(stored, key):
    with pytest.raises(ModelError, match="holds impossible numbers"):
        ModelCard.from_json(stored(**{key: None}), "town.onnx")


AREA = {"area": [-5.5, 41, 9.5, 51.2], "places": [[48.1, 11.5, "Munich"]]}


@pytest.fixture
def colorize(stored):
    """JSON of a card of a colorize model."""
    moves = dict.fromkeys(("scales", "max_displacement", "reach", "min_confidence", "variance_factor"))
    inputs = {"lightness": ["lightness"], "place": ["latitude", "longitude"]}

    def store(**changes):
        return stored(task="colorize", inputs=inputs, **moves, **changes)

    return store


def test_places(colorize):
    card = ModelCard.from_json(colorize(**AREA), "x")
    assert card.area == (-5.5, 41.0, 9.5, 51.2) and card.places == [(48.1, 11.5, "Munich")]
    assert card.shapes(32) == {"lightness": (1, 1, 32, 32), "place": (1, 2, 1, 1)}
    assert ModelCard.from_json(card.to_json(), "x") == card
    assert ModelCard.from_json(colorize(), "x").area == ()


@pytest.mark.parametrize("changes", [{"area": ["w", 1, 2, 3]}, {"places": [[48.1, 11.5]]}, {"places": [48.1]}])
def test_damaged_places(colorize, changes):
    with pytest.raises(ModelError, match=DAMAGED):
        ModelCard.from_json(colorize(**changes), "town.onnx")


@pytest.mark.parametrize(
    "changes", [{"area": [0, 1, 2]}, {"area": [0, 50, 1, 40]}, {"places": [[98, 11, "x"]]}, {"area": [0, 0, 999, 1]}]
)
def test_impossible_places(colorize, changes):
    with pytest.raises(ModelError, match="holds impossible numbers"):
        ModelCard.from_json(colorize(**changes), "town.onnx")
