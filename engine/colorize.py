"""The job of *Colorize imagery*: grey imagery goes in, the same imagery in colour comes out, no pixel lighter."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .cache import small_cache
from .colorize_blocks import Colouring
from .colorize_spot import Spot, about_spot, noted, taken
from .drawing import Drawn, about_resolution, write_drawn
from .errors import InputError
from .model import Model
from .restyle_sheet import Sheet, metres_per_pixel, read_padded
from .restyle_style import spread
from .sheet_spot import spot_of

_VIVID = 2.0  # times, saturation at most
_SAMPLE = 64  # pixels along a side of the pieces in which colours are looked for
_COLOURED = 12  # levels between the largest and the smallest of a pixel's colours, from which it is not grey
_MANY = 0.02  # share of such pixels from which imagery is in colour


@dataclass(frozen=True)
class ColorizeOptions:
    """How imagery is coloured.

    Attributes:
        saturation: 1 gives the model's colours, 0 none, more than 1 more vivid ones; up to 2.
        resolution: metres per pixel of imagery that does not say where it lies; as the model's if None.
        block_size: largest side of the blocks, pixels; only speed and memory depend on it. As the card says if None.
    """

    saturation: float = 1.0
    resolution: float | None = None
    block_size: int | None = None

    def __post_init__(self) -> None:
        """Refuse impossible values.

        Raises:
            InputError: naming the option.
        """
        if not 0 <= self.saturation <= _VIVID:
            raise InputError(f"The saturation is {self.saturation}; give a number from 0 to {_VIVID:g}.")
        if self.resolution is not None and not 0 < self.resolution < math.inf:
            raise InputError(f"The resolution is {self.resolution} metres per pixel; give a number above 0.")
        if self.block_size is not None and self.block_size < 1:
            raise InputError(f"The block size is {self.block_size} pixels; give at least 1.")


@dataclass(frozen=True)
class Colorized(Drawn):
    """What came of a run.

    Attributes:
        spot: whose colours the imagery has; None where it lies far from all that the model knows.
    """

    spot: Spot | None


@small_cache()
def colorize(
    sheet: Sheet,
    spot: Spot | None,
    model: Model,
    path: str,
    options: ColorizeOptions | None = None,
    progress: Callable[[float, str], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    announce: Callable[[str], None] | None = None,
) -> Colorized:
    """Colour imagery as of a spot on Earth, its own or another.

    The lightness of every pixel, (max + min) / 2 of its colours, stays exactly as it was.

    Args:
        sheet: the imagery, and what of it is wanted.
        spot: whose colours it takes, wherever that is; None for its own, which the model is told if it knows a place
            nearby, and else not, because what it makes of such places is mostly further from the truth.
        model: for the task ``colorize``.
        path: of the Cloud Optimized GeoTIFF to write; an unfinished file lies beside it meanwhile.
        options: see ``ColorizeOptions``.
        progress: called as ``progress(share, text)``, share from 0 to 1.
        is_cancelled: asked at every block.
        announce: told before the network is asked, in sentences, what there is to know.

    Raises:
        InputError: no spot is given, and it is not known where the imagery lies.
        BasemapError: the imagery cannot be read, or is of one value throughout.
        OutputError: the result cannot be written.
        Cancelled: the user stopped the run.
    """
    started, network_before = time.perf_counter(), model.seconds
    options, card = options or ColorizeOptions(), model.card
    is_given, spot = spot is not None, spot or spot_of(sheet)
    source = taken(spot, card, is_given)
    work = Colouring(sheet, source, model, options.saturation, options.block_size, options.resolution)
    if announce:
        known = [*_about_pixels(sheet, options, model), *about_resolution(sheet, card)]
        known += [*about_spot(spot, card, is_given), *_about_colours(sheet)]
        for remark in [*known, *work.time_ahead()]:
            announce(remark)
    notes = {
        "REALIGN_MODEL": f"{card.name} {card.version}",
        "REALIGN_PLACE": noted(source),
        "REALIGN_SATURATION": f"{options.saturation:g}",
    }
    tell, cancelled = progress or (lambda share, text: None), is_cancelled or (lambda: False)
    write_drawn(work, sheet, model, path, notes, "Colorizing", tell, cancelled)
    return Colorized.by(model, sheet.window, time.perf_counter() - started, network_before, spot=source)


def _about_pixels(sheet: Sheet, options: ColorizeOptions, model: Model) -> list[str]:
    """Whether the size of pixels had to be guessed."""
    if options.resolution is not None or not math.isnan(metres_per_pixel(sheet, sheet.anchor)):
        return []
    return [
        f"The {sheet.kind} {sheet.name} does not say how large its pixels are on the ground; {model.card.resolution:g} "
        "m are assumed, as the model has them, so give the resolution if it is another."
    ]


def _about_colours(sheet: Sheet) -> list[str]:
    """Whether the imagery is in colour already."""
    coloured = total = 0
    for box in spread(sheet.window, _SAMPLE):
        image, alpha = read_padded(sheet, box)
        seen = image[alpha > 127]
        coloured, total = coloured + int((np.ptp(seen, 1) >= _COLOURED).sum()), total + len(seen)
    if coloured <= _MANY * total:
        return []
    return [f"The {sheet.kind} {sheet.name} is in colour; only its lightness is kept, and coloured anew."]
