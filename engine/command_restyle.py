"""Command ``realign restyle``: a map goes in, the same map in another style comes out."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

from .card import ModelCard
from .cog import check_extension
from .command_options import add_extent, add_overwrite, add_running, extent_of
from .command_talk import Talk
from .errors import InputError, ModelError
from .model import check_task, default_model_path, load_model, read_card
from .outputs import Staging, check_writable
from .restyle import Restyled, RestyleOptions, restyle
from .restyle_scale import scale_hint
from .restyle_sheet import FileSheet
from .restyle_style import style_named, style_of
from .terminal import duration

NAME = "restyle"
SUMMARY = "draw a map in another style"
DESCRIPTION = """\
Draws a map in one of the styles that a model knows, or in the style of another map. The map may be any raster,
georeferenced or not; it is not moved, turned or warped. The output is a Cloud Optimized GeoTIFF with overviews,
transparent where the map is.
"""
KINDS = ("maps", "scans")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    given = parser.add_argument_group("inputs")
    given.add_argument("--input", metavar="MAP", help="map, any GDAL raster")
    given.add_argument(
        "--model",
        default=KINDS[0],
        metavar="MODEL",
        help="maps (drawn maps), scans (of old paper maps), or a model file (.onnx) (default: %(default)s)",
    )
    made = parser.add_argument_group("outputs")
    made.add_argument("--output", metavar="OUT.tif", help="Cloud Optimized GeoTIFF")
    add_overwrite(made)

    how = parser.add_argument_group("options")
    style = how.add_mutually_exclusive_group()
    style.add_argument("--style", metavar="NAME", help="style that the model knows (default: its first)")
    style.add_argument("--reference", metavar="R.tif", help="map whose style is taken instead, any GDAL raster")
    style.add_argument("--list-styles", action="store_true", help="print the styles that the model knows, and stop")
    how.add_argument(
        "--strength",
        type=float,
        default=1.0,
        metavar="S",
        help="1 gives the new style, 0 the map as it was (default: %(default)g)",
    )
    add_extent(
        how,
        "restyle only this box, in the map's CRS (of maps without any: in pixels, y from 0 at the top downwards to "
        "-height)",
    )
    how.add_argument(
        "--scale",
        type=float,
        default=1.0,
        metavar="F",
        help="factor by which the map is enlarged, or below 1 made smaller, before it is drawn: for scans so fine that "
        "their lines are many pixels wide (default: %(default)g)",
    )
    add_running(how)


def run(arguments: argparse.Namespace, is_cancelled: Callable[[], bool]) -> None:
    """Restyle a map and write it, or list the styles.

    Raises:
        RealignError: something cannot be used; nothing was written.
    """
    path = default_model_path("restyle", arguments.model) if arguments.model in KINDS else arguments.model
    if arguments.list_styles:
        card = read_card(path)
        check_task(card, "restyle", path)
        _list(card)
        return
    if not (arguments.input and arguments.output):
        raise InputError("There is nothing to restyle; give --input and --output, or --list-styles.")
    options = RestyleOptions(arguments.strength)
    check_extension(arguments.output)
    sources = [each for each in (arguments.input, arguments.reference, path) if each]
    check_writable(arguments.output, arguments.overwrite, sources)
    talk = Talk(arguments.quiet)
    extent, scale = extent_of(arguments), arguments.scale
    with FileSheet(arguments.input, extent=extent, scale=scale) as sheet, Staging() as staging, talk:
        model = load_model(path, arguments.device, "restyle")
        talk.warn(model.warnings)
        if arguments.reference:
            with FileSheet(arguments.reference) as reference:
                style = style_of(reference, model, is_cancelled)
        else:
            style = style_named(model.card, arguments.style or _first(model.card))
        if scale == 1:
            talk.warn(scale_hint(sheet))
        path = staging.path(arguments.output)
        restyled = restyle(sheet, style, model, path, options, talk.progress, is_cancelled, talk.announce)
        staging.commit()
    talk.warn(restyled.warnings)
    if not arguments.quiet:
        print(_summary(restyled, os.path.basename(arguments.output)))


def _first(card: ModelCard) -> str:
    if not card.styles:
        raise ModelError(f"Model '{card.name}' knows no style by name; give it a map with --reference.")
    return next(iter(card.styles))


def _list(card: ModelCard) -> None:
    width = max(map(len, card.styles), default=0)
    for name, style in card.styles.items():
        print(f"{name:{width}}  {style['title']}")


def _summary(restyled: Restyled, name: str) -> str:
    return (
        f"{name}: {restyled.width} × {restyled.height} pixels in the style “{restyled.style}”; "
        f"{duration(restyled.seconds)} on {restyled.device}, {restyled.megapixels:.1f} megapixels"
    )
