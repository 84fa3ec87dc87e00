"""The job of *Restyle map*: a map goes in, the same map in another style comes out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from .cache import small_cache
from .drawing import Drawn, about_resolution, write_drawn
from .errors import InputError
from .model import Model
from .restyle_blocks import Drawing
from .restyle_sheet import Sheet
from .restyle_style import MapStyle


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
class Restyled(Drawn):
    """What came of a run.

    Attributes:
        style: its title.
    """

    style: str


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
    options = options or RestyleOptions()
    work = Drawing(sheet, style, model, options.strength, options.block_size)
    if announce:
        for remark in [*about_resolution(sheet, model.card), *work.time_ahead()]:
            announce(remark)
    notes = {
        "REALIGN_MODEL": f"{model.card.name} {model.card.version}",
        "REALIGN_STYLE": style.title,
        "REALIGN_STRENGTH": f"{options.strength:g}",
    }
    tell, cancelled = progress or (lambda share, text: None), is_cancelled or (lambda: False)
    write_drawn(work, sheet, model, path, notes, "Restyling", tell, cancelled)
    return Restyled.by(model, sheet.window, time.perf_counter() - started, network_before, style=style.title)
