"""The job of *Restyle map*: a map goes in, the same map in another style comes out."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from .cache import small_cache
from .card import ModelCard
from .errors import Cancelled, InputError
from .memory import give_back
from .model import Model
from .pipeline import pipelined
from .restyle_blocks import Drawing
from .restyle_output import RestyledRaster
from .restyle_sheet import Sheet, metres_per_pixel
from .restyle_style import MapStyle

_TIDY = 4  # blocks after which freed memory is given back
_DRAWN = 0.85  # share of the progress at which all blocks are drawn; the rest goes into overviews


@dataclass(frozen=True)
class RestyleOptions:
    """How a map is restyled.

    Attributes:
        strength: 1 gives the new style, 0 the map as it was, and what lies between a mixture of both.
        block_size: largest side of the blocks, pixels; only speed and memory depend on it. As the card says if None.
    """

    strength: float = 1.0
    block_size: int | None = None

    def __post_init__(self) -> None:
        """Refuse impossible values.

        Raises:
            InputError: naming the option.
        """
        if not 0 <= self.strength <= 1:
            raise InputError(f"The strength is {self.strength}; give a number from 0 to 1.")
        if self.block_size is not None and self.block_size < 1:
            raise InputError(f"The block size is {self.block_size} pixels; give at least 1.")


@dataclass(frozen=True)
class Restyled:
    """What came of a run.

    Attributes:
        width, height: of the result, pixels.
        style: its title.
        device: that really ran; all of them where another had to take over.
        model_name: of the model.
        seconds: that it took.
        network_seconds: of them, inside the network.
        megapixels: that were restyled.
        warnings: for the user.
    """

    width: int
    height: int
    style: str
    device: str
    model_name: str
    seconds: float
    network_seconds: float
    megapixels: float
    warnings: list[str]


@small_cache()
def restyle(
    sheet: Sheet,
    style: MapStyle,
    model: Model,
    path: str,
    options: RestyleOptions | None = None,
    progress: Callable[[float, str], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    announce: Callable[[str], None] | None = None,
) -> Restyled:
    """Draw a map in another style.

    Every pixel follows from its surroundings, its place and the style, which are the same for all blocks; so nobody
    sees where blocks meet.

    Args:
        sheet: the map, and what of it is wanted.
        style: to draw it in.
        model: for the task ``restyle``.
        path: of the Cloud Optimized GeoTIFF to write; an unfinished file lies beside it meanwhile.
        options: see ``RestyleOptions``.
        progress: called as ``progress(share, text)``, share from 0 to 1.
        is_cancelled: asked at every block.
        announce: told before the network is asked, in sentences, what there is to know.

    Raises:
        BasemapError: the map cannot be read, or is of one colour throughout.
        OutputError: the result cannot be written.
        Cancelled: the user stopped the run.
    """
    started, network_before = time.perf_counter(), model.seconds
    options, card = options or RestyleOptions(), model.card
    tell, cancelled = progress or (lambda share, text: None), is_cancelled or (lambda: False)
    work = Drawing(sheet, style, model, options.strength, options.block_size)
    if announce:
        for remark in [*remarks(sheet, card), *work.time_ahead()]:
            announce(remark)
    window = sheet.window
    place = sheet.place.of(window)
    notes = {"REALIGN_MODEL": f"{card.name} {card.version}", "REALIGN_STYLE": style.title}
    place = place._replace(metadata={**place.metadata, **notes, "REALIGN_STRENGTH": f"{options.strength:g}"})
    blocks, done = work.blocks(), 0
    with RestyledRaster(path, window.width, window.height, place) as raster:
        tell(0.0, "Restyling")
        pieces = pipelined(blocks, work.read, lambda block, seen: (block, *seen), work.draw, runners=model.runners)
        for block, drawn in pieces:
            if cancelled():
                raise Cancelled("Cancelled while the map was restyled.")
            part = block.common(window)
            if drawn is None:
                raster.leave_empty()
            else:
                raster.write(part._replace(left=part.left - window.left, top=part.top - window.top), *drawn)
            done += 1
            if done % _TIDY == 0:
                give_back()
            tell(_DRAWN * done / len(blocks), f"Restyling: block {done} of {len(blocks)}")
        raster.finish(
            sheet.has_alpha,
            lambda share: tell(_DRAWN + (1 - _DRAWN) * share, "Writing the map with overviews"),
            cancelled,
        )
    tell(1.0, "Done")
    return Restyled(
        window.width,
        window.height,
        style.title,
        getattr(model, "ran_on", model.device),  # stand-ins need not say more
        card.name,
        time.perf_counter() - started,
        model.seconds - network_before,
        window.width * window.height / 1e6,
        list(model.warnings),
    )


def remarks(sheet: Sheet, card: ModelCard) -> list[str]:
    """What is good to know before a map is restyled: whether its pixels are such as the model knows."""
    metres = metres_per_pixel(sheet)
    finest, coarsest = card.resolution_range
    if math.isnan(metres) or finest <= metres <= coarsest:
        return []
    kind = "coarser" if metres > coarsest else "finer"
    return [
        f"The map {sheet.name} has {metres:.2g} m per pixel, {kind} than what model '{card.name}' was trained on "
        f"({finest:g} to {coarsest:g} m), so look closely at the result."
    ]
