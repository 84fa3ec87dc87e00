"""Which model runs: the one that the user has made the default, as long as nothing speaks against it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..engine.card import ModelCard
from ..engine.errors import RealignError
from ..engine.model import default_model_path, read_card
from ..engine.model_library import ModelLibrary
from . import settings
from .places import models_folder


def library() -> ModelLibrary:
    """The models that ship, and the user's own in the QGIS profile.

    Raises:
        OutputError: the profile cannot be written to.
    """
    return ModelLibrary(models_folder())


def model_for(features: str, task: str = "align") -> tuple[str, list[str]]:
    """Path of the model for a kind of features, and warnings.

    Where the user's default is gone, has changed or is damaged, it is the shipped one, and a warning says so.

    Args:
        features: what a layer shows, ``buildings`` or ``roads``.
        task: as in a card.

    Raises:
        ModelError: no model ships for it.
    """
    chosen = settings.default_model(features, task)
    if not chosen:
        return default_model_path(task, features), []
    trouble = library().why_not(Path(chosen))
    if not trouble:
        return chosen, []
    return default_model_path(task, features), [shipped_instead(trouble, features)]


def card_of(path: str) -> ModelCard | None:
    """A model's card, read once as long as its file is the same; None where it has none."""
    try:
        changed = Path(path).stat().st_mtime_ns
        return _read(path, changed)
    except (OSError, RealignError):
        return None


def shipped_instead(trouble: str, features: str) -> str:
    """The warning that a shipped model takes the place of the user's default.

    Args:
        trouble: the sentence that says why.
        features: what the layer shows.
    """
    return f"{trouble.rstrip('.')}; it was the default for {features}, and the shipped model runs in its place."


@lru_cache(maxsize=32)
def _read(path: str, _changed: int) -> ModelCard:
    return read_card(path)
