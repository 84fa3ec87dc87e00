"""The styles that can be chosen by name: those of the models at hand."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from ..engine.card import ModelCard
from ..engine.errors import RealignError
from ..engine.model import MODELS
from .map_styles import MAPS, shipped_names
from .models import card_of, model_for
from .places import added_models

TASK = "restyle"
KINDS = ("maps", "scans")  # what a model is for, as in its card


def style_ids() -> list[str]:
    """Ids of all styles that any model knows, those of the default model first."""
    found: dict[str, None] = {}
    for card in _cards():
        found |= dict.fromkeys(card.styles)
    return list(found) or shipped_names()


def style_titles(card: ModelCard) -> dict[str, str]:
    """Titles by id of the styles that a model knows."""
    return {name: style["title"] for name, style in card.styles.items()}


def picture_of(style: str) -> Path:
    """A small picture of a style, which is there for those that come with Realign."""
    return MAPS / style / "preview.png"


def _cards() -> list[ModelCard]:
    """Of the models that run where none is named, then of all others for the task."""
    paths = []
    for kind in KINDS:
        with suppress(RealignError):  # none ships
            paths.append(model_for(kind, TASK)[0])
    paths += [str(path) for path in [*sorted(MODELS.glob("*.onnx")), *added_models()]]
    cards = [card_of(path) for path in dict.fromkeys(paths)]
    return [card for card in cards if card is not None and card.task == TASK]
