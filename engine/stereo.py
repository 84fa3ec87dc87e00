"""The job of *Disparity from rectified stereo pair*: two pictures go in, disparity and heights come out."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np

from .cache import small_cache
from .cog import CogRaster
from .drawing import DRAWN, Drawn, done_blocks
from .errors import InputError
from .model import Model
from .restyle_sheet import Sheet
from .stereo_blocks import Matching
from .stereo_chain import Limits
from .stereo_heights import Heights

NODATA = -9999.0
_CLOSE = 0.01  # pixels that the corners of both pictures may be apart


@dataclass(frozen=True)
class StereoOptions:
    """How a pair is matched.

    Attributes:
        min_disparity, max_disparity: between which disparities are sought, pixels; left pixel (x, y) matches right
            pixel (x - disparity, y).
        heights: how disparities become heights; None where no heights are wanted.
        block_size: largest side of the blocks, pixels; only speed and memory depend on it. As the card says if None.
    """

    min_disparity: float = -64.0
    max_disparity: float = 64.0
    heights: Heights | None = None
    block_size: int | None = None

    def __post_init__(self) -> None:
        """Refuse impossible values.

        Raises:
            InputError: naming the option.
        """
        Limits(self.min_disparity, self.max_disparity)
        if self.block_size is not None and self.block_size < 1:
            raise InputError(f"The block size is {self.block_size} pixels; give at least 1.")

    @property
    def limits(self) -> Limits:
        """The two disparities."""
        return Limits(self.min_disparity, self.max_disparity)


@dataclass(frozen=True)
class StereoFiles:
    """Where results are written, each a Cloud Optimized GeoTIFF of one band, float32.

    Attributes:
        disparity: pixels; nodata where the left picture has none, or the right one none to match it.
        confidence: 0 to 1; None if it is not wanted. 1 where both directions agree, 0 where they are 2 pixels or more
            apart, because one picture hides what the other shows, or because nothing could be told apart.
        heights: metres; None if they are not wanted.
    """

    disparity: str
    confidence: str | None = None
    heights: str | None = None


@dataclass(frozen=True)
class Matched(Drawn):
    """What came of a run.

    Attributes:
        least, largest: disparities found, pixels; NaN where there is none.
        matched: share of the pixels that have one.
    """

    least: float
    largest: float
    matched: float


def check_pair(left: Sheet, right: Sheet) -> None:
    """Refuse pictures that are no rectified pair.

    Raises:
        InputError: they differ in size or place.
    """
    sizes = [f"{sheet.whole.width} × {sheet.whole.height}" for sheet in (left, right)]
    if sizes[0] != sizes[1]:
        raise InputError(
            f"The pictures of the pair differ in size, {sizes[0]} and {sizes[1]} pixels; rectify both onto one grid."
        )
    one, other = left.place.transform, right.place.transform
    if one is None or other is None:
        return
    pixel = max(abs(one[1]) + abs(one[2]), abs(one[4]) + abs(one[5]))
    corners = [(0, 0), (left.whole.width, 0), (0, left.whole.height)]
    gaps = [
        max(abs(a[0] + a[1] * x + a[2] * y), abs(a[3] + a[4] * x + a[5] * y))
        for a in [tuple(p - q for p, q in zip(one, other))]
        for x, y in corners
    ]
    if max(gaps) > _CLOSE * pixel:
        raise InputError(
            f"The pictures {left.name} and {right.name} lie in different places; rectify both onto one grid, and give "
            "both the place of the left one, or none."
        )


@small_cache()
def disparity(
    left: Sheet,
    right: Sheet,
    model: Model,
    files: StereoFiles,
    options: StereoOptions | None = None,
    progress: Callable[[float, str], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    announce: Callable[[str], None] | None = None,
) -> Matched:
    """Find by how much things lie further to the left in the right picture of a rectified pair.

    Args:
        left: picture, and what of it is wanted.
        right: picture of the same size; all of it is used.
        model: for the task ``stereo``.
        files: to write; unfinished ones lie beside them meanwhile.
        options: see ``StereoOptions``.
        progress: called as ``progress(share, text)``, share from 0 to 1.
        is_cancelled: asked at every block.
        announce: told before the network is asked, in sentences, what there is to know.

    Raises:
        InputError: the pictures are no pair, the model cannot bridge the limits, or heights lack a resolution.
        BasemapError: a picture cannot be read, or is of one value throughout.
        OutputError: a result cannot be written.
        Cancelled: the user stopped the run.
    """
    started, network_before = time.perf_counter(), model.seconds
    options, window = options or StereoOptions(), left.window
    tell, cancelled = progress or (lambda share, text: None), is_cancelled or (lambda: False)
    check_pair(left, right)
    heights = options.heights if files.heights else None
    if files.heights and heights is None:
        raise InputError("Heights need the base-to-height ratio of the pair; give it, or ask for no heights.")
    per_pixel = heights.per_pixel(left) if heights else 0.0
    work = Matching(left, right, model, options.limits, files.confidence is not None, options.block_size)
    if announce:
        for remark in work.time_ahead():
            announce(remark)
    paths = [path for path in (files.disparity, files.confidence, files.heights) if path]
    place = left.place.of(window)
    notes = {"REALIGN_MODEL": f"{model.card.name} {model.card.version}"}
    notes |= {"REALIGN_DISPARITIES": f"{options.min_disparity:g} {options.max_disparity:g}"}
    if heights:
        notes |= {"REALIGN_BASE_HEIGHT_RATIO": f"{heights.ratio:g}", "REALIGN_DATUM": f"{heights.datum:g}"}
    place = place._replace(metadata={**place.metadata, **notes})
    least, largest, count = np.inf, -np.inf, 0
    with ExitStack() as stack:
        rasters = {
            path: stack.enter_context(CogRaster(path, window.width, window.height, place, nodata=NODATA))
            for path in paths
        }
        for part, matched in done_blocks(work, window, model, "Matching", tell, cancelled):
            found, agreed, known = matched or _nothing(part)
            if known.any():
                least, largest = min(least, found[known].min()), max(largest, found[known].max())
                count += int(known.sum())
            layers = {files.disparity: found, files.confidence: agreed}
            if heights:
                layers[files.heights] = heights.of(found, per_pixel)
            for path, raster in rasters.items():
                raster.put(part, np.where(known, layers[path], np.float32(NODATA)))
        for number, raster in enumerate(rasters.values()):

            def written(share: float, before: int = number) -> None:
                tell(DRAWN + (1 - DRAWN) * (before + share) / len(paths), "Writing the results with overviews")

            raster.make(written, cancelled)
    tell(1.0, "Done")
    return Matched.by(
        model,
        window,
        time.perf_counter() - started,
        network_before,
        least=float(least) if count else float("nan"),
        largest=float(largest) if count else float("nan"),
        matched=count / (window.width * window.height),
    )


def _nothing(part) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    empty = np.zeros((part.height, part.width), np.float32)
    return empty, empty, empty.astype(bool)
