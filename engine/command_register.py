"""Command ``realign register``: a scanned map goes in, the map where it truly lies comes out."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

from .basemap import GdalBasemap
from .cog import check_extension
from .command_options import add_overwrite, add_running, refuse_duplicates, warn
from .georeference_annotation import annotation, write_annotation
from .model import default_model_path, load_model
from .outputs import Staging, check_writable
from .points_file import write_points
from .register import RegisterOptions, register
from .register_output import write_displacement, write_registered
from .register_report import write_register_report
from .registration import WARPS, Registration
from .restyle_sheet import FileSheet
from .sheet_georeference import SheetGeoreference
from .sheet_pixels import METHODS
from .terminal import TerminalProgress, duration

NAME = "register"
SUMMARY = "register a scanned map onto a basemap"
DESCRIPTION = """\
Lays a scanned map that is roughly georeferenced onto a modern basemap, a map or imagery: finds for every place where
it truly lies, and how sure that is. The map is resampled once, from its own pixels. Control points can be opened and
edited in QGIS's Georeferencer.
"""
KINDS = ("maps", "edges")
_FOUND = 0.75  # share of the progress at which nothing but files is left to be made


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    given = parser.add_argument_group("inputs")
    given.add_argument("--input", required=True, metavar="MAP", help="scanned map, any GDAL raster")
    given.add_argument(
        "--basemap", required=True, metavar="BASE", help="map or imagery that is right, any georeferenced GDAL raster"
    )
    given.add_argument(
        "--model",
        default=KINDS[0],
        metavar="MODEL",
        help="maps (the model that ships), edges (no model at all), or a model file (.onnx) (default: %(default)s)",
    )
    given.add_argument(
        "--extent",
        type=float,
        nargs=4,
        metavar=("XMIN", "YMIN", "XMAX", "YMAX"),
        help="box in which a map without any georeference roughly lies",
    )
    given.add_argument("--extent-crs", default="", metavar="CRS", help="of --extent (default: the basemap's)")

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
    model_path = None if arguments.model == "edges" else arguments.model
    if model_path in KINDS:
        model_path = default_model_path("register", model_path)
    outputs = [getattr(arguments, name) for name in ("output", "displacement", "gcps", "annotation", "report")]
    refuse_duplicates(outputs)
    for path in outputs[:2]:
        if path:
            check_extension(path)
    for path in outputs:
        if path:
            sources = [arguments.input, arguments.basemap, *([model_path] if model_path else [])]
            check_writable(path, arguments.overwrite, sources)
    progress = TerminalProgress(quiet=arguments.quiet)
    extent = tuple(arguments.extent) if arguments.extent else None
    with FileSheet(arguments.input) as scan, GdalBasemap(arguments.basemap) as basemap, Staging() as staging:
        sheet = SheetGeoreference(scan, extent, arguments.extent_crs or (basemap.crs if extent else ""))
        model = load_model(model_path, arguments.device, "register") if model_path else None
        told = list(model.warnings) if model else []
        warn(told)  # before the work: whoever reads that it will be slow may still stop it

        def announce(text: str) -> None:
            progress.close()
            told.append(text)
            warn([text])

        try:
            found = register(
                sheet,
                basemap,
                options,
                model,
                lambda share, text: progress(_FOUND * share, text),
                is_cancelled,
                announce,
            )
            _write(arguments, sheet, basemap, found, staging, progress, is_cancelled)
        finally:
            progress.close()
        staging.commit()
    warn(warning for warning in found.warnings if warning not in told)
    if not arguments.quiet:
        print(_summary(found, os.path.basename(arguments.output)))


def _write(arguments, sheet, basemap, found: Registration, staging: Staging, progress, is_cancelled) -> None:
    parts = 2 if arguments.displacement else 1

    def written(number: int) -> Callable[[float, str], None]:
        return lambda share, text: progress(_FOUND + (1 - _FOUND) * (number + share) / parts, text)

    notes = {"REALIGN_MODEL": found.model_name, "REALIGN_WARP": found.kind}
    write_registered(
        sheet,
        found.frame,
        found.warp,
        staging.path(arguments.output),
        resampling=arguments.resampling,
        notes=notes,
        progress=written(0),
        is_cancelled=is_cancelled,
    )
    if arguments.displacement:
        path = staging.path(arguments.displacement)
        write_displacement(sheet, found.frame, found.measured, path, found.warp, written(1), is_cancelled)
    if arguments.gcps:
        write_points(staging.path(arguments.gcps), found.points, sheet, found.frame, basemap.crs)
    if arguments.annotation:
        what = annotation(found.points, sheet, found.frame, found.kind)
        write_annotation(staging.path(arguments.annotation), what)
    if arguments.report:
        names = os.path.basename(arguments.input), os.path.basename(arguments.basemap)
        write_register_report(staging.path(arguments.report), found, sheet, basemap, *names, _told(arguments))


def _told(arguments: argparse.Namespace) -> dict[str, object]:
    names = ("warp", "rigidity", "max_displacement", "rough", "min_confidence", "points", "resolution", "resampling")
    given = {f"--{name.replace('_', '-')}": getattr(arguments, name) for name in names}
    return {name: value for name, value in given.items() if value is not None}


def _summary(found: Registration, name: str) -> str:
    moves = found.points.after - found.points.before
    moved = (moves**2).sum(1) ** 0.5
    longest = f"moved by up to {moved.max():.1f} m" if len(moved) else "left where it was"
    return (
        f"{name}: {100 * found.trusted:.0f} % of the map can be trusted, {longest}, {len(found.points)} control "
        f"points; {duration(found.seconds)} on {found.device}, {found.megapixels:.1f} megapixels"
    )
