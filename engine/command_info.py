"""Command ``realign info``: what a model says about itself."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable

from .model import default_model_path, read_card

NAME = "info"
SUMMARY = "show a model's card"
DESCRIPTION = "Shows what a model says about itself: task, ground resolution, reach, training data, quality."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("model", nargs="?", metavar="MODEL", help="model file (.onnx); default: the one that ships")
    parser.add_argument("--json", action="store_true", help="print the card as JSON")


def run(arguments: argparse.Namespace, is_cancelled: Callable[[], bool]) -> None:
    """Print the card.

    Raises:
        ModelError: the file is no model of Realign.
    """
    card = json.loads(read_card(arguments.model or default_model_path("align")).to_json())
    if arguments.json:
        print(json.dumps(card, ensure_ascii=False, indent=2))
        return
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
