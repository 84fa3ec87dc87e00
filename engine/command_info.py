"""Command ``realign info``: what a model says about itself."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable

from .colorize_spot import Spot, area_of
from .model import default_model_path, read_card

NAME = "info"
SUMMARY = "show a model's card"
DESCRIPTION = "Shows what a model says about itself: task, ground resolution, reach, training data, quality."
_MOVES = ("scales", "max_displacement", "reach", "variance_factor", "min_confidence", "min_presence", "error_model")
_RARE = ("styles", "latent", "area", "places", "max_disparity")  # not said where there are none


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("model", nargs="?", metavar="MODEL", help="model file (.onnx); default: the one that ships")
    parser.add_argument("--json", action="store_true", help="print the card as JSON")


def run(arguments: argparse.Namespace, is_cancelled: Callable[[], bool]) -> None:
    """Print the card.

    Raises:
        ModelError: the file is no model of Realign.
    """
    read = read_card(arguments.model or default_model_path("align"))
    card = json.loads(read.to_json())
    if arguments.json:
        print(json.dumps(card, ensure_ascii=False, indent=2))
        return
    if not read.max_displacement:  # nothing is moved
        for key in _MOVES:
            card.pop(key)
    card["styles"] = {name: style["title"] for name, style in card["styles"].items()}  # codes are for the network
    card["area"] = area_of(read) if read.area else ""
    card["places"] = {str(Spot(latitude, longitude)): name for latitude, longitude, name in read.places}
    for key in _RARE:
        if not card[key]:
            card.pop(key)
    for key, value in card.items():
        lines = _lines(value)
        print(f"{key.replace('_', ' ') + ':':22}{lines[0] if lines else '-'}")
        for line in lines[1:]:
            print(f"{'':22}{line}")


def _lines(value: object) -> list[str]:
    if isinstance(value, dict):
        return [f"{key}: {', '.join(_lines(each))}" for key, each in value.items()]
    if isinstance(value, list):
        if all(isinstance(each, (int, float)) for each in value):
            return [" to ".join(f"{each:g}" for each in value)]
        return [str(each) for each in value]
    return [f"{value:g}" if isinstance(value, float) else str(value)] if value != "" else []
