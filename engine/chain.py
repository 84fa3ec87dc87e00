"""The chain: from coarse to fine, find what is left of the displacement and move the vectors on.

Zampieri et al. (2018), section 4: φ ← φ ∘ (Id + f). Here the vectors themselves are moved and drawn
anew at every scale, which is the same composition without resampling anything. Each scale is done
for the whole layer, block by block, before the next begins; so a vertex is judged in surroundings
that have all moved, and where the blocks' borders lie does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from .asking import Answer, Asked
from .blocks import Block, Lattice, batches, plan
from .errors import Cancelled
from .geometry import Geometries
from .grid import Grid
from .imagery import Imagery
from .model import Model
from .normalisation import Normalisation, normalisation_of
from .pipeline import pipelined
from .rasterize import Drawing
from .sightings import Sightings

# Mean and deviation of the imagery are taken from pieces of their own: the answer must not depend on the blocks' size.
STATISTICS_SCALE, STATISTICS_CORE, STATISTICS_HALO = 2, 128, 32
_GPUS = ("cuda", "tensorrt", "directml", "coreml")  # where many small blocks take the time of one large one
BLEND = 16  # pixels over which neighbouring blocks share their say
# Side of a block with its halo, pixels: the larger, the less is computed twice. Our networks need some 0.3 kB a pixel,
# two blocks being run at a time, and the pictures of the blocks that are read ahead 0.1.
LARGEST = 1216
BATCH = LARGEST**2  # pixels that a GPU is given at once


@dataclass
class Estimate:
    """What the chain found, per position.

    Attributes:
        displacement: float64 (N, 2), metres in the frame, x east and y north.
        precision: float64 (N, 2, 2), inverse covariance of its error, 1/metre².
        seen: bool (N,), whether the imagery shows the place.
        pixels: number of pixels that went through the network.
        last_moves: float64 (N, 2), metres: what the last scale added to the displacement.
        seconds: that ``reading`` and ``drawing`` took, each in its own thread, while the network ran.
    """

    displacement: np.ndarray
    precision: np.ndarray
    seen: np.ndarray
    pixels: int = 0
    last_moves: np.ndarray | None = None
    seconds: dict[str, float] = field(default_factory=lambda: {"reading": 0.0, "drawing": 0.0})


class Chain:
    """Runs a model over a layer.

    Args:
        geometries: of the layer; only their structure is used.
        positions: float64 (N, 2), where the layer's coordinates lie in the frame; rows that are not
            finite take no part.
        imagery: the basemap in the frame.
        model: for the task ``align``.
        core: largest side of the blocks without halo, pixels; chosen by the model if None.
        symmetries: whether to average over the 8 rotations and mirrorings.
        watch: called as ``watch(share, text)`` after each block.
        is_cancelled: asked before each block.
        record: called as ``record(scale, block, field, precision)`` with each block's raw answer, if given.

    Attributes:
        sightings: may be set to what is to keep the model's segmentation of each block of its scale.
    """

    def __init__(
        self,
        geometries: Geometries,
        positions: np.ndarray,
        imagery: Imagery,
        model: Model,
        core: int | None = None,
        symmetries: bool = False,
        watch: Callable[[float, str], None] | None = None,
        is_cancelled: Callable[[], bool] | None = None,
        record: Callable[[int, Grid, np.ndarray, np.ndarray], None] | None = None,
    ) -> None:
        self.geometries, self.imagery, self.model = geometries, imagery, model
        self.core = core or choose_core(model)
        self.symmetries, self.watch, self.is_cancelled, self.record = symmetries, watch, is_cancelled, record
        self.sightings: Sightings | None = None
        # a feature with a place that cannot be told is not drawn: NaN passes on to its box, infinity would not
        self.start = np.where(np.isfinite(positions).all(1)[:, None], positions, np.nan)
        self.drawing = Drawing.of(geometries)
        self.active = np.flatnonzero(_within(self.start, imagery.box))

    @cached_property
    def normalisation(self) -> Normalisation:
        """Mean of each channel (3,) and one deviation of the imagery where the layer lies."""
        resolution, multiple = self.model.card.resolution * 2**STATISTICS_SCALE, self.model.card.multiple
        side = STATISTICS_CORE * resolution
        blocks = plan(self.start[self.active], Lattice(0, 0, side, side), resolution, STATISTICS_HALO, BLEND, multiple)
        return normalisation_of(self.imagery, [block.grid for block in blocks], self.check_cancelled)

    def run(self, scales: Sequence[int], first: np.ndarray | None = None) -> Estimate:
        """Go through the scales, coarsest first.

        Args:
            scales: of the model.
            first: float (N, 2), metres by which the layer is moved before the first scale, and which are
                part of the displacement found; nothing if None.

        Raises:
            Cancelled: ``is_cancelled`` said so.
            BasemapError: the imagery shows none of the layer.
        """
        position = self.start.copy()
        _ = self.normalisation  # of the layer where it starts
        if first is not None:
            position = position + first
            self.active = np.flatnonzero(_within(position, self.imagery.box))
        count = len(position)
        estimate = Estimate(np.zeros((count, 2)), np.zeros((count, 2, 2)), np.zeros(count, bool))
        work = {scale: self.pixels(scale, position) for scale in scales}
        total, done = max(sum(work.values()), 1), 0
        for scale in scales:
            step, precision = np.zeros((count, 2)), np.zeros((count, 2, 2))
            weight, seen = np.zeros(count), np.zeros(count)
            at = done
            asked = Asked(self, scale, position, estimate.seconds)
            batches = self._batches(position, scale)
            steps = (asked.read, asked.prepare, asked.predict)
            with closing(pipelined(batches, *steps, runners=_runners(self.model))) as found:
                for block, answer in _each(found):
                    self.check_cancelled()
                    members, say = block.members, block.weight  # no member twice
                    if answer is not None:
                        moves, certainty, shown = asked.look_up(block, answer)
                        step[members] += moves * say[:, None]
                        precision[members] += certainty * say[:, None, None]
                        seen[members] += shown * say
                    weight[members] += say
                    estimate.pixels += block.grid.size
                    at += block.grid.size
                    if self.watch:
                        share = min(at, done + work[scale]) / total
                        self.watch(share, f"Aligning at {block.grid.resolution:g} m per pixel")
            done += work[scale]
            touched = weight > 0
            step[touched] /= weight[touched, None]
            precision[touched] /= weight[touched, None, None]
            position = position + step
            estimate.seen[touched] = seen[touched] / weight[touched] > 0.5
        estimate.displacement, estimate.precision, estimate.last_moves = position - self.start, precision, step
        estimate.displacement[~np.isfinite(estimate.displacement).all(1)] = 0
        return estimate

    def pixels(self, scale: int, position: np.ndarray | None = None) -> int:
        """Pixels that the network is asked about at a scale, with the layer at ``position``, its start if None."""
        return sum(block.grid.size for block in self._plan(self.start if position is None else position, scale))

    def _plan(self, position: np.ndarray, scale: int) -> Iterator[Block]:
        card, places = self.model.card, position[self.active]
        if not len(places):
            return
        resolution = card.resolution * 2**scale
        # on a GPU shapes are rounded, so that many are alike: they can be batched, and are not tuned for one by one
        multiple = card.multiple * (4 if self.model.device in _GPUS else 1)
        lattice = Lattice.over(places, resolution, self.core, BLEND, _runners(self.model))
        for block in plan(places, lattice, resolution, card.tiles_overlap, BLEND, multiple):
            yield block._replace(members=self.active[block.members])

    def _batches(self, position: np.ndarray, scale: int) -> Iterator[list[Block]]:
        for batch in batches(self._plan(position, scale), BATCH if self.model.device in _GPUS else 0):
            self.check_cancelled()
            yield batch

    def check_cancelled(self) -> None:
        """Raise ``Cancelled`` if the user wants to stop."""
        if self.is_cancelled and self.is_cancelled():
            raise Cancelled("The run was cancelled; nothing was written.")


def _runners(model: Model) -> int:
    return getattr(model, "runners", 1)  # stand-ins need not say


def _each(found: Iterable[tuple[list[Block], list[Answer | None] | None]]) -> Iterator[tuple[Block, Answer | None]]:
    for batch, answers in found:
        yield from zip(batch, answers or [None] * len(batch))


def choose_core(model: Model) -> int:
    """Side of the blocks without halo, pixels: as large as memory allows.

    Numpy needs several times the memory, so for it the card's own size stays.
    """
    card = model.card
    return card.tile_size if model.device == "numpy" else max(card.tile_size, LARGEST - 2 * card.tiles_overlap)


def _within(positions: np.ndarray, box: tuple[float, float, float, float]) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return ((positions >= box[:2]) & (positions <= box[2:])).all(1)
