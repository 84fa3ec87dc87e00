"""Command ``realign stereo``: a rectified pair goes in, disparity and heights come out."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

from .cog import check_extension
from .command_options import add_extent, add_overwrite, add_running, extent_of
from .command_talk import Talk
from .errors import InputError
from .model import default_model_path, load_model
from .outputs import Staging, check_writable
from .restyle_sheet import FileSheet
from .stereo import Matched, StereoFiles, StereoOptions, disparity
from .stereo_heights import Heights
from .terminal import duration

NAME = "stereo"
SUMMARY = "find disparity and heights from a rectified pair"
DESCRIPTION = """\
Finds for each pixel of the left picture of a rectified pair by how many pixels it lies further to the left in the
right picture, and from that, heights. Both pictures must be of one size, and things must lie on the same row in both.
The outputs are Cloud Optimized GeoTIFFs of one band, float32, with overviews.
"""
KINDS = ("pairs",)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    given = parser.add_argument_group("inputs")
    given.add_argument("--left", required=True, metavar="LEFT", help="left picture, any GDAL raster")
    given.add_argument("--right", required=True, metavar="RIGHT", help="right picture of the same size")
    given.add_argument(
        "--model",
        default=KINDS[0],
        metavar="MODEL",
        help="pairs (the model that ships), or a model file (.onnx) (default: %(default)s)",
    )
    made = parser.add_argument_group("outputs")
    made.add_argument("--output", required=True, metavar="OUT.tif", help="disparity, pixels")
    made.add_argument(
        "--confidence", metavar="C.tif", help="how far both directions agree, 0 to 1; takes twice the time"
    )
    made.add_argument("--dsm", metavar="H.tif", help="heights, metres; needs --base-height-ratio")
    add_overwrite(made)

    how = parser.add_argument_group("options")
    how.add_argument(
        "--min-disparity", type=float, default=-64.0, metavar="D", help="least, pixels (default: %(default)g)"
    )
    how.add_argument(
        "--max-disparity", type=float, default=64.0, metavar="D", help="largest, pixels (default: %(default)g)"
    )
    how.add_argument(
        "--base-height-ratio",
        type=float,
        metavar="R",
        help="distance of the two cameras over their height above the ground; negative where high things have low "
        "disparities",
    )
    how.add_argument(
        "--resolution",
        type=float,
        metavar="M",
        help="metres per pixel on the ground (default: as the left picture says)",
    )
    how.add_argument(
        "--datum", type=float, default=0.0, metavar="Z", help="height of disparity 0, metres (default: %(default)g)"
    )
    add_extent(
        how,
        "match only this box of the left picture, in its CRS (of pictures without any: in pixels, y from 0 at the top "
        "downwards to -height)",
    )
    add_running(how)


def run(arguments: argparse.Namespace, is_cancelled: Callable[[], bool]) -> None:
    """Match a pair and write what is found.

    Raises:
        RealignError: something cannot be used; nothing was written.
    """
    path = default_model_path("stereo", arguments.model) if arguments.model in KINDS else arguments.model
    outputs = [each for each in (arguments.output, arguments.confidence, arguments.dsm) if each]
    if len({os.path.abspath(each) for each in outputs}) < len(outputs):
        raise InputError("Two outputs have the same name; give each its own.")
    if arguments.dsm and arguments.base_height_ratio is None:
        raise InputError("Heights need the base-to-height ratio of the pair; give --base-height-ratio.")
    for each in outputs:
        check_extension(each)
        check_writable(each, arguments.overwrite, [arguments.left, arguments.right, path])
    heights = None
    if arguments.base_height_ratio is not None:
        heights = Heights(arguments.base_height_ratio, arguments.resolution, arguments.datum)
    options = StereoOptions(arguments.min_disparity, arguments.max_disparity, heights)
    with (
        FileSheet(arguments.left, extent=extent_of(arguments), kind="picture") as left,
        FileSheet(arguments.right, kind="picture") as right,
        Staging() as staging,
        Talk(arguments.quiet) as talk,
    ):
        model = load_model(path, arguments.device, "stereo")
        talk.warn(model.warnings)
        files = StereoFiles(
            *(staging.path(each) if each else None for each in (arguments.output, arguments.confidence, arguments.dsm))
        )
        matched = disparity(left, right, model, files, options, talk.progress, is_cancelled, talk.announce)
        staging.commit()
    talk.warn(matched.warnings)
    if not arguments.quiet:
        print(_summary(matched, os.path.basename(arguments.output)))


def _summary(matched: Matched, name: str) -> str:
    return (
        f"{name}: {matched.width} × {matched.height} pixels, {100 * matched.matched:.0f} % of them matched, "
        f"disparities from {matched.least:.1f} to {matched.largest:.1f}; "
        f"{duration(matched.seconds)} on {matched.device}, {matched.megapixels:.1f} megapixels"
    )
