"""A picture made anew, block by block, as a Cloud Optimized GeoTIFF: what restyling and colouring have in common."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from .card import ModelCard
from .errors import Cancelled
from .memory import give_back
from .model import Model
from .pipeline import pipelined
from .restyle_output import RestyledRaster
from .restyle_place import Box
from .restyle_sheet import Sheet, metres_per_pixel

_TIDY = 4  # blocks after which freed memory is given back
DRAWN = 0.85  # share of the progress at which all blocks are drawn; the rest goes into overviews


class Work(Protocol):
    """What is done to each block."""

    def blocks(self) -> list[Box]:
        """The blocks, in the order in which they are drawn."""
        ...

    def part(self, block: Box) -> Box:
        """The pixels of the sheet that a block gives."""
        ...

    def read(self, block: Box) -> tuple | None:
        """What drawing a block takes; None where nothing of it is to be seen."""
        ...

    def draw(self, ready: tuple) -> tuple:
        """The pixels that a block gives: of a picture uint8 (H, W, 3), and how opaque they are, uint8 (H, W).

        Args:
            ready: the block, and after it what was read.
        """
        ...


@dataclass(frozen=True)
class Drawn:
    """What came of a run.

    Attributes:
        width, height: of the result, pixels.
        device: that really ran; all of them where another had to take over.
        model_name: of the model.
        seconds: that it took.
        network_seconds: of them, inside the network.
        megapixels: that were drawn.
        warnings: for the user.
    """

    width: int
    height: int
    device: str
    model_name: str
    seconds: float
    network_seconds: float
    megapixels: float
    warnings: list[str]

    @classmethod
    def by(cls, model: Model, window: Box, seconds: float, network_before: float, **more: object) -> Drawn:
        """What a model has just drawn; ``more`` is what a kind of drawing says besides."""
        return cls(
            width=window.width,
            height=window.height,
            device=getattr(model, "ran_on", model.device),  # stand-ins need not say more
            model_name=model.card.name,
            seconds=seconds,
            network_seconds=model.seconds - network_before,
            megapixels=window.width * window.height / 1e6,
            warnings=list(model.warnings),
            **more,
        )


def write_drawn(
    work: Work,
    sheet: Sheet,
    model: Model,
    path: str,
    notes: Mapping[str, str],
    doing: str,
    progress: Callable[[float, str], None],
    is_cancelled: Callable[[], bool],
) -> None:
    """Draw all blocks and write them.

    Args:
        work: what is done to them.
        sheet: the picture, and what of it is wanted.
        model: that draws.
        path: of the file to write; an unfinished one lies beside it meanwhile.
        notes: by name, added to what the sheet says of itself.
        doing: a word for it, such as ``Restyling``.
        progress: called as ``progress(share, text)``, share from 0 to 1.
        is_cancelled: asked at every block.

    Raises:
        BasemapError: the picture cannot be read, or is of one colour throughout.
        OutputError: the result cannot be written.
        Cancelled: the user stopped the run.
    """
    window = sheet.window
    place = sheet.place.of(window)
    place = place._replace(metadata={**place.metadata, **notes})
    with RestyledRaster(path, window.width, window.height, place) as raster:
        for part, drawn in done_blocks(work, window, model, doing, progress, is_cancelled):
            if drawn is None:
                raster.leave_empty()
            else:
                raster.write(part, *drawn)
        raster.finish(
            sheet.has_alpha,
            lambda share: progress(DRAWN + (1 - DRAWN) * share, f"Writing the {sheet.kind} with overviews"),
            is_cancelled,
        )
    progress(1.0, "Done")


def done_blocks(
    work: Work,
    window: Box,
    model: Model,
    doing: str,
    progress: Callable[[float, str], None],
    is_cancelled: Callable[[], bool],
) -> Iterator[tuple[Box, tuple | None]]:
    """Do all blocks; yield what each gives, counted from the window's corner, and what was made of it, None for none.

    Args:
        work, model, doing, progress, is_cancelled: see ``write_drawn``; progress reaches the share ``DRAWN``.
        window: what is wanted.

    Raises:
        BasemapError: the picture cannot be read, or is of one colour throughout.
        Cancelled: the user stopped the run.
    """
    blocks = work.blocks()
    progress(0.0, doing)
    pieces = pipelined(blocks, work.read, lambda block, seen: (block, *seen), work.draw, runners=model.runners)
    for done, (block, drawn) in enumerate(pieces, 1):
        if is_cancelled():
            raise Cancelled(f"{doing} was cancelled.")
        part = work.part(block)
        yield part._replace(left=part.left - window.left, top=part.top - window.top), drawn
        if done % _TIDY == 0:
            give_back()
        progress(DRAWN * done / len(blocks), f"{doing}: block {done} of {len(blocks)}")


def about_resolution(sheet: Sheet, card: ModelCard) -> list[str]:
    """What is good to know before a picture is drawn: whether its pixels are such as the model knows."""
    metres = metres_per_pixel(sheet)
    finest, coarsest = card.resolution_range
    if math.isnan(metres) or finest <= metres <= coarsest:
        return []
    than = "coarser" if metres > coarsest else "finer"
    return [
        f"The {sheet.kind} {sheet.name} has {metres:.2g} m per pixel, {than} than what model '{card.name}' was trained "
        f"on ({finest:g} to {coarsest:g} m), so look closely at the result."
    ]
