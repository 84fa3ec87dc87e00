"""Command ``realign evaluate``: how far a layer, or a registered map, is from where things truly lie."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from contextlib import ExitStack

from .command_options import add_overwrite, warn
from .destinations import choose_destination
from .evaluation import evaluate
from .evaluation_layer import read_evaluated
from .evaluation_lines import write_errors
from .evaluation_raster import evaluate_raster, is_raster
from .evaluation_report import write_evaluation_report
from .evaluation_table import as_json, text_table, write_table
from .outputs import Staging, check_writable, refuse_duplicates
from .vectors import open_layer, split_specification

NAME = "evaluate"
SUMMARY = "measure how far a layer, or a registered map, is from the truth"
DESCRIPTION = """\
Compares a vector layer with a reference layer that is right. Features are matched by a key field, else by their order
where both layers have the same structure, else with the nearest; their vertices are the key points. The error of a key
point is where it lies minus where it truly lies, in true metres east and north; the layers may have different CRSs.

A registered map, or the displacement raster of a registration, is compared with lines: each from where something lies
on it to where it truly lies; or with control points (.points) as QGIS's Georeferencer saves them. Those of a
displacement raster begin where things lay on the map before.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    given = parser.add_argument_group("inputs")
    given.add_argument(
        "--input",
        required=True,
        metavar="IN",
        help="vector layer ('file.gpkg|layername=x' names one) or raster to evaluate",
    )
    given.add_argument(
        "--reference",
        required=True,
        metavar="REF",
        help="vector layer that is right; of a raster: lines to the truth, or a .points file",
    )
    given.add_argument("--key", metavar="NAME", help="field that is equal in all layers for what is the same thing")
    given.add_argument("--before", metavar="LAYER", help="the layer as it was before it was aligned, to compare with")

    made = parser.add_argument_group("outputs")
    made.add_argument("--report", metavar="R.html", help="report with curve, histogram, map of errors and table")
    made.add_argument("--table", metavar="T.csv", help="the table as a file; shares in per cent")
    made.add_argument(
        "--errors", metavar="OUT", help="line layer from each key point to its truth, with error_m, east_m, north_m"
    )
    add_overwrite(made)
    made.add_argument("--json", action="store_true", help="print the measures as JSON instead of a table")

    how = parser.add_argument_group("options")
    how.add_argument(
        "--resolution",
        type=float,
        metavar="M",
        help="metres per pixel, to count in pixels, too (default: that of a raster, else metres only)",
    )


def run(arguments: argparse.Namespace, is_cancelled: Callable[[], bool]) -> None:
    """Evaluate a layer, print a table, and write the outputs, together or not at all.

    Raises:
        RealignError: something cannot be used; nothing was written.
    """
    with ExitStack() as stack:
        raster = is_raster(arguments.input)
        points = raster and arguments.reference.lower().endswith(".points")
        named = [None if raster else arguments.input, None if points else arguments.reference, arguments.before]
        layer, reference, before = (stack.enter_context(open_layer(each)) if each else None for each in named)
        opened = [each for each in (layer, reference, before) if each is not None]
        sources = [f"{each.path}|layername={each.layer_name}" for each in opened] + [arguments.input] * raster
        sources += [arguments.reference] * points
        destination = choose_destination(arguments.errors, arguments.overwrite, sources) if arguments.errors else None
        _check_files(arguments, sources)
        checked = arguments.reference if points else read_evaluated(reference, None if raster else arguments.key)
        if raster:
            evaluation, crs = evaluate_raster(arguments.input, checked, arguments.resolution)
        else:
            given, earlier = (None if each is None else read_evaluated(each, arguments.key) for each in (layer, before))
            evaluation, crs = evaluate(given, checked, earlier, arguments.resolution, is_cancelled), layer.crs
        ids = range(1, evaluation.after.features + 1) if points else (reference if raster else layer).ids
        with Staging() as staging:
            warnings = list(evaluation.warnings)
            if arguments.report:
                write_evaluation_report(staging.path(arguments.report), evaluation, _parameters(arguments))
            if arguments.table:
                write_table(staging.path(arguments.table), evaluation)
            if destination is not None:
                warnings += write_errors(evaluation.after, ids, crs, destination, staging)
            staging.commit()
    warn(warnings)
    print(json.dumps(as_json(evaluation), indent=1) if arguments.json else text_table(evaluation))


def _check_files(arguments: argparse.Namespace, sources: list[str]) -> None:
    """Refuse, before the work, outputs that cannot be written."""
    files = [split_specification(source)[0] for source in sources]
    for path in (arguments.report, arguments.table):
        if path:
            check_writable(path, arguments.overwrite, files)
    refuse_duplicates([arguments.report, arguments.table, arguments.errors])


def _parameters(arguments: argparse.Namespace) -> dict[str, str]:
    said = {"Evaluated": arguments.input, "Reference": arguments.reference}
    if arguments.before:
        said["Before"] = arguments.before
    if arguments.key:
        said["Key field"] = arguments.key
    return said
