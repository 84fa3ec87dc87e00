"""What several commands ask for and say in the same words."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable

from .errors import OutputError


def add_overwrite(group: argparse._ArgumentGroup) -> None:
    """Declare ``--overwrite``."""
    group.add_argument("--overwrite", action="store_true", help="replace outputs that exist (never an input)")


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


def refuse_duplicates(outputs: Iterable[str | None]) -> None:
    """Refuse one path for two outputs; those that are not wanted are None.

    Raises:
        OutputError: two are the same.
    """
    paths = [os.path.abspath(path) for path in outputs if path]
    for path in paths:
        if paths.count(path) > 1:
            raise OutputError(f"Two outputs have the same path '{path}'; give each its own.")
