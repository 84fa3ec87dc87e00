"""A model's card for people: all of it as HTML, and the gist in a few words."""

from __future__ import annotations

from html import escape

from .card import ModelCard
from .colorize_spot import area_of
from .pages import table

_METRES = {"mean": "mean", "median": "median", "p90": "90 % are below"}


def card_html(card: ModelCard) -> str:
    """All that the card says, as HTML without colours and sizes of its own."""
    near, far = card.resolution_range
    facts = table(
        [
            ("Version", card.version),
            ("Task", card.task),
            ("Trained on", card.features),
            ("Ground resolution", f"{card.resolution:g} m per pixel"),
            ("Imagery it can use", f"{near:g} to {far:g} m per pixel"),
            *(
                [("Styles", ", ".join(f"{s['title']} ({name})" for name, s in card.styles.items()))]
                if card.styles
                else []
            ),
            *([("Samples", _samples(card.latent))] if card.latent else []),
            *([("Area", area_of(card))] if card.area else []),
            *([("Places", ", ".join(name for _, _, name in card.places))] if card.places else []),
            ("Licence", card.licence or "not stated"),
        ]
    )
    details = table(
        [
            *_moves(card),
            ("Blocks", f"{card.tile_size} pixels with {card.tiles_overlap} around, in steps of {card.multiple}"),
            ("Inputs", "; ".join(f"{name}: {', '.join(channels)}" for name, channels in card.inputs.items())),
            ("Outputs", "; ".join(f"{name}: {', '.join(channels)}" for name, channels in card.outputs.items())),
            ("Normalisation over", card.standardization),
            *_doubts(card),
            ("Configuration", card.configuration or "not stated"),
        ]
    )
    said = f"<p>{escape(card.description)}</p>" if card.description else ""
    data = "".join(f"<li>{escape(text)}</li>" for text in card.training_data)
    trained = f"<h2>Training data</h2><ul>{data}</ul>" if data else ""
    return f"{said}{facts}{_quality(card)}{trained}<h2>Details</h2>{details}"


def gist_of_quality(card: ModelCard) -> str:
    """The measured quality in a few words, "" where none is stated.

    Of what ``realign-train`` measures: the median error that is left at the largest fields, in metres.
    """
    fields = card.quality.get("error_in_metres")
    if not isinstance(fields, dict) or not fields:
        return ""
    methods = list(fields.values())[-1]
    try:
        before, after = methods["no alignment"]["median"], methods["align-chain"]["median"]
        return f"{float(before):.1f} → {float(after):.1f} m"
    except (KeyError, TypeError, ValueError):
        return ""


def _samples(latent: dict) -> str:
    """How many samples of which labels a latent model shows on its plane."""
    return f"{len(latent['samples'])}: {', '.join(sorted(set(latent['labels'])))}"


def _moves(card: ModelCard) -> list[tuple[str, str]]:
    """How far a model that moves something, or finds how far it is moved, can go; nothing of others."""
    reach = f"{card.max_displacement:g} m" if card.max_displacement else f"{card.max_disparity:g} pixels"
    if not (card.max_displacement or card.max_disparity):
        return []
    return [
        ("Reach of the scales", reach),
        ("Scales", f"{card.scales[0]} to {card.scales[1]}, {card.reach:g} pixels each"),
    ]


def _doubts(card: ModelCard) -> list[tuple[str, str]]:
    """How sure a model that moves something must be; nothing of others."""
    if not card.max_displacement:
        return []
    errors = ", ".join(f"{name} {value:g}" for name, value in card.error_model.items())
    return [
        ("Minimum confidence", f"{card.min_confidence:g}"),
        ("Minimum presence", f"{card.min_presence:g}" if card.min_presence else "not measured"),
        ("Factor on the variance", f"{card.variance_factor:g}"),
        ("Error model", errors or "not measured"),
    ]


def _quality(card: ModelCard) -> str:
    if not card.quality:
        return ""
    parts, plain = ["<h2>Measured quality</h2>"], []
    for key, value in card.quality.items():
        if _is_measured(value):
            for name, methods in value.items():
                titles = _titles(methods)
                rows = [(method, *(_metres(found.get(each)) for each in titles)) for method, found in methods.items()]
                parts.append(f"<p>{escape(_words(key).capitalize())}, {escape(str(name))}</p>")
                parts.append(table(rows, ("", *titles.values()), numbers_from=1))
        else:
            plain.append((_words(key).capitalize(), _said(value)))
    if plain:
        parts.insert(1, table(plain))
    return "".join(parts)


def _is_measured(value: object) -> bool:
    """Whether it is a table of methods (or places) and their errors for each kind of field."""
    return isinstance(value, dict) and all(
        isinstance(methods, dict)
        and all(
            isinstance(found, dict) and all(isinstance(number, (int, float)) for number in found.values())
            for found in methods.values()
        )
        for methods in value.values()
    )


def _titles(methods: dict[str, dict]) -> dict[str, str]:
    """Titles of the columns by what they show: those of errors in metres, or whatever else was measured."""
    measured = dict.fromkeys(each for found in methods.values() for each in found)
    return _METRES if any(each in measured for each in _METRES) else {each: _words(each) for each in measured}


def _words(key: object) -> str:
    return str(key).replace("_", " ")


def _metres(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _said(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_said(each)}" for key, each in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_said(each) for each in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
