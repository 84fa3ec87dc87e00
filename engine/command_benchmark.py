"""Command ``realign benchmark``: how fast each device runs a model."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict

from .device_benchmark import HEAD, benchmark, rows
from .errors import DeviceError
from .model import default_model_path
from .terminal import TerminalProgress

NAME = "benchmark"
SUMMARY = "time the devices"
DESCRIPTION = """\
Runs a model on the devices of this computer, on noise in blocks as large as those of an alignment, and
prints how long a megapixel takes, how far the answers are from those of the CPU, and how much memory it
took where that can be known.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("model", nargs="?", metavar="MODEL", help="model file (.onnx); default: the one for buildings")
    parser.add_argument(
        "--device",
        action="append",
        default=[],
        metavar="DEVICE",
        help="cpu, cuda, cuda:1, tensorrt, directml, coreml or numpy; more than one may be given (default: all)",
    )
    parser.add_argument("--json", action="store_true", help="print the measurements as JSON")
    parser.add_argument("--quiet", action="store_true", help="no progress")


def run(arguments: argparse.Namespace, is_cancelled: Callable[[], bool]) -> None:
    """Time the devices and print a table.

    Raises:
        ModelError: the file is no model of Realign.
        DeviceError: no device could run it.
    """
    progress = TerminalProgress(quiet=arguments.quiet)
    try:
        path = arguments.model or default_model_path("align")
        timings = benchmark(path, arguments.device, progress, is_cancelled)
    finally:
        progress.close()
    troubles = [timing.trouble for timing in timings if timing.trouble]
    if len(troubles) == len(timings):
        raise DeviceError(troubles[0])
    if arguments.json:
        plain = [
            {key: None if value != value else value for key, value in asdict(timing).items()} for timing in timings
        ]
        print(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    table = [HEAD, *rows(timings)]
    widths = [max(len(row[column]) for row in table) for column in range(len(HEAD))]
    for row in table:
        print("  ".join(text.ljust(width) for text, width in zip(row, widths)).rstrip())
    for trouble in troubles:
        print(trouble)
