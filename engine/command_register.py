"""Command ``realign register``: a scanned map goes in, the map where it truly lies comes out."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from .basemap import Basemap, GdalBasemap
from .cog import check_extension
from .command_options import add_extent, add_overwrite, add_running, extent_of, warn
from .command_talk import Talk
from .drawn_basemap import DrawnBasemap
from .errors import ModelError
from .model import default_model_path, load_model
from .outputs import check_writable, refuse_duplicates
from .register import RegisterOptions, surroundings
from .register_files import RegisterFiles, register_to_files
from .register_measures import moves
from .registration import WARPS, Registration
from .restyle_sheet import FileSheet
from .sheet_georeference import SheetGeoreference
from .sheet_pixels import METHODS
from .terminal import duration
from .vectors import open_layer, split_specification

NAME = "register"
SUMMARY = "register a scanned map onto a basemap"
DESCRIPTION = """\
Lays a scanned map that is roughly georeferenced onto a modern basemap (a map, imagery, or vector layers): finds for
every place where it truly lies, and how sure that is. The map is resampled once, from its own pixels. Control points
can be opened and edited in QGIS's Georeferencer.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    given = parser.add_argument_group("inputs")
    given.add_argument("--input", required=True, metavar="MAP", help="scanned map, any GDAL raster")
    right = given.add_mutually_exclusive_group(required=True)
    right.add_argument("--basemap", metavar="BASE", help="map or imagery that is right, any georeferenced GDAL raster")
    right.add_argument(
        "--vectors",
        nargs="+",
        metavar="LAYER",
        help="vector layers that are right, instead of a basemap: they are drawn as a plain map "
        "('file.gpkg|layername=x' names one)",
    )
    given.add_argument(
        "--model",
        metavar="MODEL",
        help="maps (the model that ships), edges (no model at all), or a model file (.onnx) "
        "(default: maps; edges where no model is installed)",
    )
    add_extent(given, "box in which a map without any georeference roughly lies")
    given.add_argument(
        "--extent-crs",
        default="",
        metavar="CRS",
        help="of --extent (default: the basemap's, or the first vector layer's)",
    )

    made = parser.add_argument_group("outputs")
    made.add_argument("--output", required=True, metavar="OUT.tif", help="registered map, a Cloud Optimized GeoTIFF")
    made.add_argument(
        "--displacement",
        metavar="FIELD.tif",
        help="on the map's own grid: metres right and up to add to a coordinate of it, and confidence",
    )
    made.add_argument("--gcps", metavar="OUT.points", help="control points for QGIS's Georeferencer")
    made.add_argument("--annotation", metavar="OUT.json", help="control points as an IIIF Georeference Annotation")
    made.add_argument("--report", metavar="FILE.html", help="report with pictures to compare")
    add_overwrite(made)

    how = parser.add_argument_group("options")
    defaults = RegisterOptions()
    how.add_argument("--warp", choices=WARPS, default=defaults.warp, help="kind of warp (default: %(default)s)")
    how.add_argument(
        "--rigidity",
        type=float,
        default=defaults.rigidity,
        metavar="R",
        help="0: follow everything that is found; 1: one plane (default: %(default)g)",
    )
    how.add_argument(
        "--max-displacement",
        type=float,
        metavar="METRES",
        help="places are off at most so far (default: a twentieth of the map's diagonal)",
    )
    how.add_argument(
        "--rough",
        action="store_true",
        help="the map is only roughly placed: up to 20 degrees, a fifth of its size and a third of its diagonal off",
    )
    how.add_argument(
        "--min-confidence",
        type=float,
        default=defaults.min_confidence,
        metavar="C",
        help="below, a place counts as not found, 0 to 1 (default: %(default)g)",
    )
    how.add_argument(
        "--points", type=int, default=defaults.points, metavar="N", help="control points at most (default: %(default)d)"
    )
    how.add_argument(
        "--resolution", type=float, metavar="M", help="metres per pixel at the finest (default: all detail)"
    )
    how.add_argument(
        "--resampling", choices=METHODS, default="cubic", help="of the map's pixels (default: %(default)s)"
    )
    add_running(how)


def run(arguments: argparse.Namespace, is_cancelled: Callable[[], bool]) -> None:
    """Register a map and write all outputs, together or not at all.

    Raises:
        RealignError: something cannot be used; nothing was written.
    """
    options = RegisterOptions(
        max_displacement=arguments.max_displacement,
        rough=arguments.rough,
        warp=arguments.warp,
        rigidity=arguments.rigidity,
        min_confidence=arguments.min_confidence,
        points=arguments.points,
        resolution=arguments.resolution,
    )
    model_path = _model_path(arguments.model)
    grounds = arguments.vectors or [arguments.basemap]
    _check_outputs(arguments, [arguments.input, *(split_specification(each)[0] for each in grounds), model_path or ""])
    files = RegisterFiles(
        arguments.output,
        arguments.displacement,
        arguments.gcps,
        arguments.annotation,
        arguments.report,
        arguments.resampling,
        (os.path.basename(arguments.input), ", ".join(map(os.path.basename, grounds))),
        _told(arguments),
    )
    extent = extent_of(arguments)
    crs = arguments.extent_crs or (_ground_crs(arguments) if extent else "")
    with FileSheet(arguments.input) as scan, Talk(arguments.quiet) as talk:
        sheet = SheetGeoreference(scan, extent, crs)
        with _opened(arguments, sheet, options) as basemap:
            model = load_model(model_path, arguments.device, "register") if model_path else None
            talk.warn(model.warnings if model else [])
            found = register_to_files(sheet, basemap, files, options, model, talk.progress, is_cancelled, talk.announce)
    talk.warn(found.warnings)
    if not arguments.quiet:
        print(_summary(found, os.path.basename(arguments.output)))


def _model_path(named: str | None) -> str | None:
    """Path of the model that is to run; None for edges."""
    if named == "edges":
        return None
    if named not in (None, "maps"):
        return named
    try:
        return default_model_path("register", "maps")
    except ModelError as error:
        if named:
            raise
        warn([f"{error} Meanwhile edges are compared."])
        return None


def _ground_crs(arguments: argparse.Namespace) -> str:
    """CRS of what the map is registered onto, WKT."""
    with open_layer(arguments.vectors[0]) if arguments.vectors else GdalBasemap(arguments.basemap) as ground:
        return ground.crs


def _opened(
    arguments: argparse.Namespace, sheet: SheetGeoreference, options: RegisterOptions
) -> AbstractContextManager[Basemap]:
    """What the map is registered onto; of vector layers, what may lie under it."""
    if arguments.vectors:
        return nullcontext(DrawnBasemap.of(arguments.vectors, surroundings(sheet, options), sheet.crs))
    return GdalBasemap(arguments.basemap)


def _check_outputs(arguments: argparse.Namespace, sources: list[str]) -> None:
    outputs = [getattr(arguments, name) for name in ("output", "displacement", "gcps", "annotation", "report")]
    refuse_duplicates(outputs)
    for path in filter(None, outputs[:2]):
        check_extension(path)
    for path in filter(None, outputs):
        check_writable(path, arguments.overwrite, sources)


def _told(arguments: argparse.Namespace) -> dict[str, object]:
    names = ("warp", "rigidity", "max_displacement", "rough", "min_confidence", "points", "resolution", "resampling")
    given = {f"--{name.replace('_', '-')}": getattr(arguments, name) for name in names}
    return {name: value for name, value in given.items() if value is not None}


def _summary(found: Registration, name: str) -> str:
    moved = moves(found)
    longest = f"moved by up to {moved.max():.1f} m" if len(moved) else "left where it was"
    return (
        f"{name}: {100 * found.trusted:.0f} % of the map can be trusted, {longest}, {len(found.points)} control "
        f"points; {duration(found.seconds)} on {found.device}, {found.megapixels:.1f} megapixels"
    )
