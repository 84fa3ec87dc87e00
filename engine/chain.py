"""The chain: from coarse to fine, find what is left of the displacement and move the vectors on.

Zampieri et al. (2018), section 4: φ ← φ ∘ (Id + f). Here the vectors themselves are moved and drawn
anew at every scale, which is the same composition without resampling anything. Each scale is done
for the whole layer, block by block, before the next begins; so a vertex is judged in surroundings
that have all moved, and where the blocks' borders lie does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .blocks import Block, plan
from .errors import BasemapError, Cancelled
from .field import sample
from .geometry import Geometries
from .grid import Grid
from .imagery import Imagery
from .model import Model
from .rasterize import Drawing

# Mean and deviation of the imagery are taken from pieces of their own: the answer must not depend on the blocks' size.
STATISTICS_SCALE, STATISTICS_CORE, STATISTICS_HALO = 2, 128, 32
STATISTICS_BLOCKS = 24
OUTPUTS = ("displacement", "precision")  # asked of the model
BLEND = 16  # pixels over which neighbouring blocks share their say


@dataclass
class Estimate:
    """What the chain found, per position.

    Attributes:
        displacement: float64 (N, 2), metres in the frame, x east and y north.
        precision: float64 (N, 2, 2), inverse covariance of its error, 1/metre².
        seen: bool (N,), whether the imagery shows the place.
        pixels: number of pixels that went through the network.
    """

    displacement: np.ndarray
    precision: np.ndarray
    seen: np.ndarray
    pixels: int = 0


class Chain:
    """Runs a model over a layer.

    Args:
        geometries: of the layer; only their structure is used.
        positions: float64 (N, 2), where the layer's coordinates lie in the frame; rows that are not
            finite take no part.
        imagery: the basemap in the frame.
        model: for the task ``align``.
        core: side of the blocks without halo, pixels.
        symmetries: whether to average over the 8 rotations and mirrorings.
        watch: called as ``watch(share, text)`` after each block.
        is_cancelled: asked before each block.
        record: called as ``record(scale, block, field, precision)`` with each block's raw answer, if given.
    """

    def __init__(
        self,
        geometries: Geometries,
        positions: np.ndarray,
        imagery: Imagery,
        model: Model,
        core: int,
        symmetries: bool = False,
        watch: Callable[[float, str], None] | None = None,
        is_cancelled: Callable[[], bool] | None = None,
        record: Callable[[int, Grid, np.ndarray, np.ndarray], None] | None = None,
    ) -> None:
        self.geometries, self.imagery, self.model, self.core = geometries, imagery, model, core
        self.symmetries, self.watch, self.is_cancelled, self.record = symmetries, watch, is_cancelled, record
        # a feature with a place that cannot be told is not drawn: NaN passes on to its box, infinity would not
        self.start = np.where(np.isfinite(positions).all(1)[:, None], positions, np.nan)
        self.drawing = Drawing.of(geometries)
        self.active = np.flatnonzero(_within(self.start, imagery.box))

    def run(self, scales: Sequence[int]) -> Estimate:
        """Go through the scales, coarsest first.

        Raises:
            Cancelled: ``is_cancelled`` said so.
            BasemapError: the imagery shows none of the layer.
        """
        position = self.start.copy()
        count = len(position)
        estimate = Estimate(np.zeros((count, 2)), np.zeros((count, 2, 2)), np.zeros(count, bool))
        blocks = {scale: list(self._plan(position, scale)) for scale in scales}  # only to know how much there is
        work = {scale: sum(block.grid.width * block.grid.height for block in blocks[scale]) for scale in scales}
        total, done = max(sum(work.values()), 1), 0
        mean, deviation = self._statistics(position)
        del blocks
        for scale in scales:
            step, precision = np.zeros((count, 2)), np.zeros((count, 2, 2))
            weight, seen = np.zeros(count), np.zeros(count)
            boxes = self.geometries.boxes_at(position)
            at = done
            for block in self._plan(position, scale):
                self.check_cancelled()
                answer = self._ask(block, position, boxes, scale, mean, deviation)
                if answer is not None:
                    moves, certainty, valid = answer
                    members = block.members
                    np.add.at(step, members, moves * block.weight[:, None])
                    np.add.at(precision, members, certainty * block.weight[:, None, None])
                    np.add.at(seen, members, valid * block.weight)
                np.add.at(weight, block.members, block.weight)
                pixels = block.grid.width * block.grid.height
                estimate.pixels += pixels
                at += pixels
                if self.watch:
                    share = min(at, done + work[scale]) / total
                    self.watch(share, f"Aligning at {block.grid.resolution:g} m per pixel")
            done += work[scale]
            touched = weight > 0
            step[touched] /= weight[touched, None]
            precision[touched] /= weight[touched, None, None]
            position = position + step
            estimate.seen[touched] = seen[touched] / weight[touched] > 0.5
        estimate.displacement, estimate.precision = position - self.start, precision
        estimate.displacement[~np.isfinite(estimate.displacement).all(1)] = 0
        return estimate

    def _plan(self, position: np.ndarray, scale: int):
        card = self.model.card
        yield from self._pieces(position, scale, self.core, card.tiles_overlap)

    def _pieces(self, position: np.ndarray, scale: int, core: int, halo: int):
        card = self.model.card
        for block in plan(position[self.active], card.resolution * 2**scale, core, halo, BLEND, card.multiple):
            yield block._replace(members=self.active[block.members])

    def _statistics(self, position: np.ndarray) -> tuple[np.ndarray, float]:
        """Mean of each channel and one deviation, over a spread of places: one normalisation for the whole run."""
        blocks = list(self._pieces(position, STATISTICS_SCALE, STATISTICS_CORE, STATISTICS_HALO))
        chosen = np.unique(np.linspace(0, len(blocks) - 1, STATISTICS_BLOCKS).round().astype(int))
        others = np.setdiff1d(np.arange(len(blocks)), chosen)  # where the chosen ones show nothing
        count, total, squares = 0, np.zeros(3), np.zeros(3)
        for number, index in enumerate((*chosen, *others)):
            if count and number >= len(chosen):
                break
            self.check_cancelled()
            image, valid = self.imagery.read(blocks[index].grid)
            pixels = image[valid].astype(np.float64)
            count += len(pixels)
            total += pixels.sum(0)
            squares += (pixels**2).sum(0)
        if not count:
            raise BasemapError(
                f"The basemap {self.imagery.basemap.name} has no data where the layer lies; choose another basemap."
            )
        mean = total / count
        return mean, max(float(np.sqrt((squares / count - mean**2).mean())), 4.0)

    def _ask(self, block: Block, position, boxes, scale: int, mean, deviation):
        """Displacement (M, 2) in metres, precision (M, 2, 2), validity (M,) at a block's members; None if blank."""
        grid = block.grid
        image, valid = self.imagery.read(grid)
        if not valid.any():
            return None
        normal = ((image.astype(np.float32) - mean.astype(np.float32)) / np.float32(deviation)) * valid[..., None]
        image = np.ascontiguousarray(normal.transpose(2, 0, 1))
        left, bottom, right, top = grid.box
        with np.errstate(invalid="ignore"):
            touching = (boxes[:, 2] >= left) & (boxes[:, 0] <= right) & (boxes[:, 3] >= bottom) & (boxes[:, 1] <= top)
        vectors = self.drawing.draw(grid.to_pixel(position), grid.width, grid.height, touching, y_down=False)
        field, precision = self._predict(scale, image, vectors)
        if self.record:
            self.record(scale, grid, field, precision)
        pixel = grid.to_pixel(position[block.members])
        answered = pixel * (field.shape[2] / grid.width)  # the network answers at half the resolution, or a quarter
        moves = sample(field, answered) * (grid.resolution * np.array([1.0, -1.0]))
        certainty = sample(precision.reshape(4, *field.shape[1:]), answered).reshape(-1, 2, 2)
        # the frame's y axis points up, the pixels' down; 1/pixel² to 1/metre²
        certainty = certainty * np.array([[1.0, -1.0], [-1.0, 1.0]]) / grid.resolution**2
        shown = sample(valid[None].astype(np.float32), pixel)[:, 0] > 0.5
        moves[~shown] = 0
        return moves, certainty, shown

    def _predict(self, scale: int, image: np.ndarray, vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Field (2, h, w) in pixels and precision (2, 2, h, w) in 1/pixel²."""
        views = SYMMETRIES if self.symmetries else SYMMETRIES[:1]
        model, fields, precisions = self.model.at(scale), [], []
        for turns, mirrored in views:
            seen = model.run(
                outputs=OUTPUTS,
                image=_view(image, turns, mirrored)[None],
                vectors=_view(vectors, turns, mirrored)[None],
            )
            field, factor = seen["displacement"][0], seen["precision"][0]
            matrix = _precision(factor) / model.card.variance_factor
            turn = _view_matrix(turns, mirrored)
            field = np.einsum("ji,jhw->ihw", turn, _unview(field, turns, mirrored))
            matrix = np.einsum("ki,klhw,lj->ijhw", turn, _unview(matrix, turns, mirrored), turn)
            fields.append(field)
            precisions.append(matrix)
        return np.mean(fields, 0), np.mean(precisions, 0)

    def check_cancelled(self) -> None:
        """Raise ``Cancelled`` if the user wants to stop."""
        if self.is_cancelled and self.is_cancelled():
            raise Cancelled("The run was cancelled; nothing was written.")


SYMMETRIES = tuple((turns, mirrored) for mirrored in (False, True) for turns in range(4))


def _view(raster: np.ndarray, turns: int, mirrored: bool) -> np.ndarray:
    """The raster (C, H, W) mirrored left to right, then turned counter-clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(raster[..., ::-1] if mirrored else raster, turns, (-2, -1)))


def _unview(raster: np.ndarray, turns: int, mirrored: bool) -> np.ndarray:
    raster = np.rot90(raster, -turns, (-2, -1))
    return raster[..., ::-1] if mirrored else raster


def _view_matrix(turns: int, mirrored: bool) -> np.ndarray:
    """2 × 2: what ``_view`` does to a vector in pixels, x right and y down."""
    quarter = np.array([[0.0, 1.0], [-1.0, 0.0]])  # counter-clockwise on the screen: right becomes up
    return np.linalg.matrix_power(quarter, turns) @ np.diag([-1.0 if mirrored else 1.0, 1.0])


def _precision(factor: np.ndarray) -> np.ndarray:
    """(a, b, c) of L = [[eᵃ, 0], [b, eᶜ]] to L Lᵀ, float (2, 2, h, w)."""
    a, b, c = np.clip(factor, -6, 6)
    first, last = np.exp(a), np.exp(c)
    return np.stack([np.stack([first * first, first * b]), np.stack([first * b, b * b + last * last])])


def _within(positions: np.ndarray, box: tuple[float, float, float, float]) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return ((positions >= box[:2]) & (positions <= box[2:])).all(1)
