"""What several commands ask for and say in the same words."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable


def add_overwrite(group: argparse._ArgumentGroup) -> None:
    """Declare ``--overwrite``."""
    group.add_argument("--overwrite", action="store_true", help="replace outputs that exist (never an input)")


def add_extent(group: argparse._ArgumentGroup, meaning: str) -> None:
    """Declare ``--extent``; see ``extent_of``.

    Args:
        meaning: of the box, for the help.
    """
    group.add_argument("--extent", type=float, nargs=4, metavar=("XMIN", "YMIN", "XMAX", "YMAX"), help=meaning)


def extent_of(arguments: argparse.Namespace) -> tuple[float, float, float, float] | None:
    """The box that was given, xmin, ymin, xmax, ymax; None for none."""
    return tuple(arguments.extent) if arguments.extent else None


def add_running(group: argparse._ArgumentGroup) -> None:
    """Declare ``--device`` and ``--quiet``."""
    group.add_argument(
        "--device",
        default="auto",
        metavar="DEVICE",
        help="auto, cpu, cuda, cuda:1, tensorrt, directml, coreml or numpy (default: %(default)s)",
    )
    group.add_argument("--quiet", action="store_true", help="no progress and no summary; errors and warnings only")


def warn(warnings: Iterable[str]) -> None:
    """Say what the user should know, aside from what a command prints."""
    for warning in warnings:
        print(f"Warning: {warning}", file=sys.stderr)
