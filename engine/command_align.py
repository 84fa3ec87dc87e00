"""Command ``realign align``: a layer beside the imagery goes in, a layer on the imagery comes out."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

import numpy as np

from .align import METHODS, Alignment, AlignOptions, align
from .basemap import GdalBasemap
from .command_options import add_extent, add_overwrite, add_running, extent_of
from .command_talk import Talk
from .destinations import choose_destination
from .model import default_model_path, load_model
from .outputs import Staging, check_writable, refuse_duplicates
from .report import write_report
from .terminal import duration
from .vector_output import write_aligned, write_arrows
from .vectors import VectorLayer, open_layer, split_specification

NAME = "align"
SUMMARY = "align a vector layer to imagery"
DESCRIPTION = """\
Moves the features of a vector layer onto the imagery that they should lie on. The output holds the
same features with the same attributes in the same order and CRS, and four more fields:
  ra_dx, ra_dy  mean move of the feature, metres east and north
  ra_conf       probability that its vertices are within 1 m of their true place, 0 to 1
  ra_status     aligned; absent where the imagery does not show the feature; or why it kept its place:
                doubtful, outside, invalid, empty
Layer and imagery may have different CRS. Coordinates that features share stay shared.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    given = parser.add_argument_group("inputs")
    given.add_argument(
        "--vectors",
        required=True,
        metavar="IN",
        help="vector layer, any OGR format; 'file.gpkg|layername=x' names a layer",
    )
    given.add_argument("--layer", metavar="NAME", help="layer of IN, if it holds several")
    given.add_argument("--basemap", required=True, metavar="IMG", help="imagery, any georeferenced GDAL raster")
    given.add_argument("--model", metavar="FILE", help="model (.onnx); default: buildings or, for lines, roads")

    made = parser.add_argument_group("outputs")
    made.add_argument(
        "--output",
        required=True,
        metavar="OUT",
        help="aligned layer, its format by the extension; 'file.gpkg|layername=x' adds layer x to a file that exists",
    )
    made.add_argument(
        "--displacement",
        metavar="FIELD.tif",
        help="GeoTIFF with metres east, metres north and confidence for every place",
    )
    made.add_argument("--arrows", metavar="OUT", help="line layer with one arrow per moved feature")
    made.add_argument("--report", metavar="FILE.html", help="report with histograms and pictures before and after")
    add_overwrite(made)

    how = parser.add_argument_group("options")
    defaults = AlignOptions()
    how.add_argument(
        "--max-displacement",
        type=float,
        default=defaults.max_displacement,
        metavar="METRES",
        help="features are moved at most this far (default: %(default)g)",
    )
    how.add_argument(
        "--method",
        choices=METHODS,
        default=defaults.method,
        help="vertex: each vertex by itself; rigid: one shift and rotation per group of connected features, right "
        "angles stay; shift: one shift per group (default: %(default)s)",
    )
    how.add_argument(
        "--symmetries", action="store_true", help="average over the 8 rotations and mirrorings; 8 times slower"
    )
    how.add_argument(
        "--min-confidence",
        type=float,
        metavar="C",
        help="features below keep their place, 0 to 1 (default: the model's)",
    )
    add_extent(how, "align only features that touch this box, in the layer's CRS")
    add_running(how)


def run(arguments: argparse.Namespace, is_cancelled: Callable[[], bool]) -> None:
    """Align a layer and write all outputs, together or not at all.

    Raises:
        RealignError: something cannot be used; nothing was written.
    """
    options = AlignOptions(
        max_displacement=arguments.max_displacement,
        method=arguments.method,
        symmetries=arguments.symmetries,
        min_confidence=arguments.min_confidence,
        extent=extent_of(arguments),
    )
    talk = Talk(arguments.quiet)
    with open_layer(arguments.vectors, arguments.layer) as layer, GdalBasemap(arguments.basemap) as basemap:
        sources = [f"{layer.path}|layername={layer.layer_name}", arguments.basemap]
        model_path = arguments.model or default_model_path("align", layer.features)
        sources.append(model_path)
        refuse_duplicates([arguments.output, arguments.displacement, arguments.arrows, arguments.report])
        destination = choose_destination(arguments.output, arguments.overwrite, sources)
        arrows = choose_destination(arguments.arrows, arguments.overwrite, sources) if arguments.arrows else None
        for path in (arguments.displacement, arguments.report):
            if path:
                check_writable(path, arguments.overwrite, [split_specification(source)[0] for source in sources])
        model = load_model(model_path, arguments.device)
        talk.warn(model.warnings)
        geometries = layer.geometries()
        with Staging() as staging:
            with talk:
                alignment = align(
                    geometries,
                    layer.crs,
                    basemap,
                    model,
                    options,
                    talk.progress,
                    is_cancelled,
                    staging.path(arguments.displacement) if arguments.displacement else None,
                    announce=talk.announce,
                )
            warnings = list(alignment.warnings)
            if arguments.report:
                write_report(
                    staging.path(arguments.report),
                    alignment,
                    layer.crs,
                    basemap,
                    layer.layer_name,
                    os.path.basename(arguments.basemap) or arguments.basemap,
                    _parameters(options, layer),
                )
            if arrows is not None:
                warnings += write_arrows(layer, alignment, arrows, staging=staging)
            warnings += write_aligned(layer, alignment, destination, staging=staging, is_cancelled=is_cancelled)
            staging.commit()
    talk.warn(warnings)
    if not arguments.quiet:
        print(_summary(alignment))


def _parameters(options: AlignOptions, layer: VectorLayer) -> dict[str, str]:
    said = {
        "Layer": f"{layer.layer_name} ({os.path.basename(layer.path)})",
        "Maximum displacement": f"{options.max_displacement:g} m",
        "Method": options.method,
        "Symmetries": "yes" if options.symmetries else "no",
        "Minimum confidence": "the model's" if options.min_confidence is None else f"{options.min_confidence:g}",
    }
    if options.extent:
        said["Extent"] = ", ".join(f"{value:.10g}" for value in options.extent)
    return said


def _summary(alignment: Alignment) -> str:
    counts = alignment.counts()
    kept = ", ".join(f"{number} {status}" for status, number in counts.items() if number and status != "aligned")
    text = f"{counts['aligned']} of {alignment.geometries.feature_count} features aligned"
    if kept:
        text += f" ({kept} kept in place)"
    if alignment.moved.any():
        length = np.hypot(alignment.dx, alignment.dy)[alignment.moved]
        text += f", moved by {length.mean():.2f} m on average"
    return f"{text}; {duration(alignment.seconds)} on {alignment.device}, {alignment.megapixels:.1f} megapixels"
