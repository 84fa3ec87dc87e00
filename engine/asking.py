"""Asking the model about the blocks of one scale: what it is given, and what its answers mean."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .blocks import Block
from .box_index import BoxIndex
from .field import sample
from .symmetries import SYMMETRIES, unview, view, view_matrix

if TYPE_CHECKING:
    from .chain import Chain

OUTPUTS, SEGMENTATION = ("displacement", "precision"), "segmentation"  # asked of the model


class Ready(NamedTuple):
    """What the network is given for the blocks of a batch that show something.

    Attributes:
        image, vectors: float32 (B, 3, H, W).
        valid: for each block of the batch bool (H, W), where there is imagery, or None if there is none.
        seconds: that it took to draw it.
    """

    image: np.ndarray
    vectors: np.ndarray
    valid: list[np.ndarray | None]
    seconds: float


class Answer(NamedTuple):
    """What the network says about a block.

    Attributes:
        field: float (2, h, w), pixels of the block's grid.
        precision: float (2, 2, h, w), 1/pixel².
        valid: bool (H, W), where there is imagery.
        seen: float32 (2, H, W), probabilities of fill and outline; None where nobody wants to know.
    """

    field: np.ndarray
    precision: np.ndarray
    valid: np.ndarray
    seen: np.ndarray | None


class Found(NamedTuple):
    """What one block says of its members: metres (M, 2), 1/metre² (M, 2, 2), and whether the imagery shows them."""

    moves: np.ndarray
    precision: np.ndarray
    shown: np.ndarray


class Asked:
    """The steps of asking about blocks at one scale.

    Args:
        chain: on whose behalf.
        scale: of the model.
        position: float64 (N, 2), where the layer's coordinates are at this scale, in the frame.
        seconds: to which the time of ``reading`` and ``drawing`` is added.
    """

    def __init__(self, chain: Chain, scale: int, position: np.ndarray, seconds: dict[str, float]) -> None:
        self.chain, self.scale, self.position, self.seconds = chain, scale, position, seconds
        self.model = chain.model.at(scale)
        self.sightings = chain.sightings if chain.sightings and chain.sightings.scale == scale else None
        side = chain.core * chain.model.card.resolution * 2**scale
        self.shapes = BoxIndex(chain.drawing.boxes_at(position), side)

    def read(self, batch: list[Block]) -> list[tuple[np.ndarray, np.ndarray]] | None:
        """The imagery of each block, uint8 (H, W, 3), and where there is some, bool (H, W); None if all are blank."""
        started = time.perf_counter()
        seen = [self.chain.imagery.read(block.grid) for block in batch]
        self.seconds["reading"] += time.perf_counter() - started
        return seen if any(valid.any() for _, valid in seen) else None

    def prepare(self, batch: list[Block], seen: list[tuple[np.ndarray, np.ndarray]]) -> Ready:
        """Draw the vectors and normalise the imagery."""
        started = time.perf_counter()
        valid = [shown if shown.any() else None for _, shown in seen]
        shown = [number for number, mask in enumerate(valid) if mask is not None]
        image = _stacked([self.chain.normalisation.apply(*seen[number]) for number in shown])
        vectors = _stacked([self._draw(batch[number]) for number in shown])
        return Ready(image, vectors, valid, time.perf_counter() - started)

    def predict(self, ready: Ready) -> list[Answer | None]:
        """Run the network; one answer for each block of the batch, None for those that are blank."""
        self.seconds["drawing"] += ready.seconds
        fields, precisions, shown = [], [], None
        for turns, mirrored in SYMMETRIES if self.chain.symmetries else SYMMETRIES[:1]:
            look = self.sightings is not None and not fields  # once, in the first view, which is the picture as it is
            seen = self.model.run(
                outputs=(*OUTPUTS, SEGMENTATION) if look else OUTPUTS,
                image=view(ready.image, turns, mirrored),
                vectors=view(ready.vectors, turns, mirrored),
            )
            if look:
                shown = seen[SEGMENTATION]
            matrix = precision_matrix(seen["precision"]) / self.model.card.variance_factor
            turn = view_matrix(turns, mirrored)
            fields.append(np.einsum("ji,bjhw->bihw", turn, unview(seen["displacement"], turns, mirrored)))
            precisions.append(np.einsum("ki,klbhw,lj->bijhw", turn, unview(matrix, turns, mirrored), turn))
        known = [valid for valid in ready.valid if valid is not None]
        shown = [None] * len(known) if shown is None else shown
        answers = map(Answer, np.mean(fields, 0), np.mean(precisions, 0), known, shown)
        return [None if valid is None else next(answers) for valid in ready.valid]

    def look_up(self, block: Block, answer: Answer) -> Found:
        """What the answer says at the block's members."""
        grid, (field, precision, valid, seen) = block.grid, answer
        if self.chain.record:
            self.chain.record(self.scale, grid, field, precision)
        if seen is not None:
            self.sightings.keep(grid, seen, valid)
        pixel = grid.to_pixel(self.position[block.members])
        answered = pixel * (field.shape[2] / grid.width)  # the network answers at half the resolution, or a quarter
        moves = sample(field, answered) * (grid.resolution * np.array([1.0, -1.0]))
        certainty = sample(precision.reshape(4, *field.shape[1:]), answered).reshape(-1, 2, 2)
        # the frame's y axis points up, the pixels' down; 1/pixel² to 1/metre²
        certainty = certainty * np.array([[1.0, -1.0], [-1.0, 1.0]]) / grid.resolution**2
        shown = np.ones(len(pixel), bool)
        if not valid.all():
            shown = sample(valid[None].astype(np.float32), pixel)[:, 0] > 0.5
            moves[~shown] = 0
        return Found(moves, certainty, shown)

    def _draw(self, block: Block) -> np.ndarray:
        grid = block.grid
        part, coordinates = self.chain.drawing.part(self.shapes.touching(grid.box))
        return part.draw(grid.to_pixel(self.position[coordinates]), grid.width, grid.height, y_down=False)


def precision_matrix(factor: np.ndarray) -> np.ndarray:
    """(a, b, c) of L = [[eᵃ, 0], [b, eᶜ]], float (..., 3, h, w), to L Lᵀ, float (2, 2, ..., h, w)."""
    a, b, c = np.clip(np.moveaxis(factor, -3, 0), -6, 6)
    first, last = np.exp(a), np.exp(c)
    return np.stack([np.stack([first * first, first * b]), np.stack([first * b, b * b + last * last])])


def _stacked(rasters: list[np.ndarray]) -> np.ndarray:
    return rasters[0][None] if len(rasters) == 1 else np.stack(rasters)
