"""Styles that a model can draw: those that its card names, and that of any other map, as a code of numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from .card import ModelCard
from .errors import Cancelled, InputError
from .model import Model
from .paper import Finish
from .restyle_place import Box
from .restyle_sheet import Sheet, read_padded

PIECE = 256  # pixels along a side of what is looked at together
_PIECES = 6  # at most so many pieces across, and down, spread over all of the map
_LEAST = 0.02  # share of valid pixels that makes a piece worth looking at


@dataclass(frozen=True)
class MapStyle:
    """A style.

    Attributes:
        title: for people.
        code: what the network is told.
        finish: what is done to the map that it draws.
    """

    title: str
    code: tuple[float, ...]
    finish: Finish = field(default_factory=Finish)


def style_named(card: ModelCard, name: str) -> MapStyle:
    """One of the styles that a model knows by name.

    Raises:
        InputError: it does not know it.
    """
    stored = card.styles.get(name)
    if stored is None:
        known = ", ".join(card.styles) or "none, so give it a reference map"
        raise InputError(f"Model '{card.name}' has no style '{name}'; choose one of those that it has: {known}.")
    wobble = tuple((amplitude, wave) for amplitude, wave in stored["wobble"])
    return MapStyle(stored["title"], tuple(stored["code"]), Finish(wobble, stored["wash"], stored["grain"]))


def style_of(sheet: Sheet, model: Model, is_cancelled: Callable[[], bool] = lambda: False) -> MapStyle:
    """The style of a map, from pieces all over it in its own pixels, each with the weight of what is valid in it.

    Args:
        sheet: the map.
        model: for the task ``restyle``.
        is_cancelled: asked before each piece.

    Raises:
        InputError: the map has no valid pixels.
        Cancelled: ``is_cancelled`` said so.
    """
    total, weight = 0.0, 0.0
    for box in spread(sheet.window, PIECE, model.card.multiple):
        if is_cancelled():
            raise Cancelled("Cancelled while the style was looked at.")
        image, alpha = read_padded(sheet, box)
        valid = alpha > 127
        share = float(valid.mean())
        if share < _LEAST:
            continue
        image = np.where(valid[..., None], image, image[valid].mean(0)).astype(np.float32) / 255
        code = model.run(["code"], whole=True, reference=np.ascontiguousarray(image.transpose(2, 0, 1)[None]))["code"]
        total, weight = total + share * code.ravel().astype(np.float64), weight + share
    if not weight:
        raise InputError(f"The reference map {sheet.name} has no visible pixels; choose another one.")
    return MapStyle(f"as {sheet.name}", tuple(float(number) for number in total / weight))


def spread(window: Box, side: int, multiple: int = 1) -> list[Box]:
    """At most 6 × 6 pieces of a map, evenly spread over it; of a small map one, hardly larger than it is.

    Args:
        window: of the map.
        side: of the pieces, pixels.
        multiple: their sides are multiples of this many pixels; ``side`` is one.
    """
    starts = []
    for start, length in ((window.left, window.width), (window.top, window.height)):
        count = min(max(round(length / side), 1), _PIECES)
        starts.append(np.linspace(start, start + max(length - side, 0), count).astype(int).tolist())
    width, height = (min(-(-length // multiple) * multiple, side) for length in window[2:])
    return [Box(left, top, width, height) for top in starts[1] for left in starts[0]]
