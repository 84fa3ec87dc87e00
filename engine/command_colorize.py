"""Command ``realign colorize``: grey imagery goes in, the same imagery in colour comes out."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

from .card import ModelCard
from .cog import check_extension
from .colorize import Colorized, ColorizeOptions, colorize
from .colorize_spot import area_of, spot_at
from .command_options import add_extent, add_overwrite, add_running, extent_of
from .command_talk import Talk
from .errors import InputError
from .model import check_task, default_model_path, load_model, read_card
from .outputs import Staging, check_writable
from .restyle_sheet import FileSheet
from .terminal import duration

NAME = "colorize"
SUMMARY = "give grey imagery the colours of a place"
DESCRIPTION = """\
Colours grey imagery, such as old aerial photographs, as the ground looks where it lies, or at another place. The
imagery may be any raster; it is not moved, turned or warped, and the lightness of each pixel stays exactly as it was.
The output is a Cloud Optimized GeoTIFF with overviews, transparent where the imagery is.
"""
KINDS = ("aerial",)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    given = parser.add_argument_group("inputs")
    given.add_argument("--input", metavar="IMAGERY", help="grey imagery, any GDAL raster")
    given.add_argument(
        "--model",
        default=KINDS[0],
        metavar="MODEL",
        help="aerial (the model that ships), or a model file (.onnx) (default: %(default)s)",
    )
    made = parser.add_argument_group("outputs")
    made.add_argument("--output", metavar="OUT.tif", help="Cloud Optimized GeoTIFF")
    add_overwrite(made)

    how = parser.add_argument_group("options")
    place = how.add_mutually_exclusive_group()
    place.add_argument(
        "--place",
        type=float,
        nargs=2,
        metavar=("LAT", "LON"),
        help="degrees north and east of the place whose colours are taken (default: the middle of the imagery, and "
        "no certain place if the model knows none within 200 km of it; needed where it does not say where it lies)",
    )
    place.add_argument("--list-places", action="store_true", help="print places that the model knows, and stop")
    how.add_argument(
        "--saturation",
        type=float,
        default=1.0,
        metavar="S",
        help="0 gives grey, 1 the model's colours, up to 2 more vivid ones (default: %(default)g)",
    )
    add_extent(
        how,
        "colour only this box, in the imagery's CRS (of imagery without any: in pixels, y from 0 at the top downwards "
        "to -height)",
    )
    how.add_argument(
        "--resolution",
        type=float,
        metavar="M",
        help="metres per pixel of imagery that does not say where it lies (default: those of the model)",
    )
    add_running(how)


def run(arguments: argparse.Namespace, is_cancelled: Callable[[], bool]) -> None:
    """Colour imagery and write it, or list places.

    Raises:
        RealignError: something cannot be used; nothing was written.
    """
    path = default_model_path("colorize", arguments.model) if arguments.model in KINDS else arguments.model
    if arguments.list_places:
        card = read_card(path)
        check_task(card, "colorize", path)
        _list(card)
        return
    if not (arguments.input and arguments.output):
        raise InputError("There is nothing to colour; give --input and --output, or --list-places.")
    options = ColorizeOptions(arguments.saturation, arguments.resolution)
    spot = spot_at(*arguments.place) if arguments.place else None
    check_extension(arguments.output)
    check_writable(arguments.output, arguments.overwrite, [arguments.input, path])
    talk = Talk(arguments.quiet)
    with FileSheet(arguments.input, extent=extent_of(arguments), kind="imagery") as sheet, Staging() as staging, talk:
        model = load_model(path, arguments.device, "colorize")
        talk.warn(model.warnings)
        path = staging.path(arguments.output)
        done = colorize(sheet, spot, model, path, options, talk.progress, is_cancelled, talk.announce)
        staging.commit()
    talk.warn(done.warnings)
    if not arguments.quiet:
        print(_summary(done, os.path.basename(arguments.output)))


def _list(card: ModelCard) -> None:
    for latitude, longitude, name in card.places:
        print(f"{latitude:8.3f} {longitude:8.3f}  {name}")
    if card.area:
        print(f"trained on places from {area_of(card)}")


def _summary(done: Colorized, name: str) -> str:
    return (
        f"{name}: {done.width} × {done.height} pixels with the colours of {done.spot or 'no certain place'}; "
        f"{duration(done.seconds)} on {done.device}, {done.megapixels:.1f} megapixels"
    )
