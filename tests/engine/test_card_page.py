"""A card as HTML: all of it, and nothing that a card may hold is taken for HTML."""

from __future__ import annotations

from dataclasses import fields
from xml.etree import ElementTree

from realign.engine.card_page import card_html, gist_of_quality
from realign.engine.pages import page, table

QUALITY = {
    "places": ["here", "there"],
    "error_in_metres": {
        "fields up to 3 m": {"no alignment": {"mean": 1.5, "median": 1.25, "p90": 2.5}},
        "fields up to 10 m": {
            "no alignment": {"mean": 4.9, "median": 4.8, "p90": 6.8},
            "align-chain": {"mean": 0.5, "median": 0.413},
        },
    },
}


def test_all_of_it(make_card):
    card = make_card(
        quality=QUALITY,
        training_data=["Rio <1>", "Banepa & around"],
        licence="CC0",
        configuration="abc",
        error_model={"constant": -1.25},
        min_presence=0.5,
    )
    body = card_html(card)
    text = " ".join(ElementTree.fromstring(f"<div>{body}</div>").itertext())
    otherwise = ["name", "inputs", "outputs", "quality", "error_model", "training_data", "styles", "latent", "places"]
    for field in fields(card):
        if field.name in otherwise:
            continue
        value = getattr(card, field.name)
        values = value if isinstance(value, tuple) else (value,)
        for each in values:
            assert (f"{each:g}" if isinstance(each, float) else str(each)) in text, field.name
    for said in ("Rio <1>", "Banepa & around", "red, green, blue", "here, there", "align-chain", "0.41", "–", "-1.25"):
        assert said in text


def test_cards_that_say_little(make_card):
    text = card_html(make_card(quality={}))
    assert "Training data" not in text and "Measured quality" not in text and "not stated" in text


def test_other_measures_have_their_own_columns(make_card):
    body = card_html(make_card(quality={"errors": {"teddy": {"ours": {"epe": 0.5, "bad2_visible": 3.25}}}}))
    assert "bad2 visible" in body and "3.25" in body and "90 % are below" not in body


def test_quality_in_any_form(make_card):
    body = card_html(make_card(quality={"score": 0.5, "notes": {"of": ["a", "b"]}, "odd": {"x": {"y": "z"}}}))
    text = " ".join(ElementTree.fromstring(f"<div>{body}</div>").itertext())
    assert "0.5" in text and "of: a, b" in text and "x: y: z" in text


def test_the_gist(make_card):
    assert gist_of_quality(make_card(quality=QUALITY)) == "4.8 → 0.4 m"
    for other in ({}, {"error_in_metres": {}}, {"error_in_metres": {"a": {"b": 1}}}, {"score": 1}):
        assert gist_of_quality(make_card(quality=other)) == ""


def test_pages():
    tree = ElementTree.fromstring(
        page("A < B", table([("x", "1 & 2")], ("", "value"), numbers_from=1)).split("\n", 1)[1]
    )
    assert tree.find(".//h1").text == "A < B" and tree.find(".//td").text == "1 & 2"
    assert tree.find(".//td").get("class") == "number"


def test_a_restyle_card_names_its_styles_and_no_moves(restyle_models):
    from realign.engine.model import read_card

    text = " ".join(ElementTree.fromstring(f"<div>{card_html(read_card(restyle_models()))}</div>").itertext())
    assert "Modern (modern), Toner (toner), Watercolor (watercolor)" in text
    assert "Reach" not in text and "confidence" not in text


def test_a_colorize_card_names_its_places(colorize_models):
    from realign.engine.model import read_card

    text = " ".join(ElementTree.fromstring(f"<div>{card_html(read_card(colorize_models()))}</div>").itertext())
    assert "35.00° N, 10.00° W to 60.00° N, 30.00° E" in text and "Munich, Vienna, Barcelona" in text
    assert "Reach" not in text and "Styles" not in text
