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

OUTPUTS = ("displacement", "precision")  # asked of the model


class Ready(NamedTuple):
    """What the network is given.

    Attributes:
        image, vectors: float32 (3, H, W).
        valid: bool (H, W), where there is imagery; None if everywhere.
        seconds: that it took to draw it.
    """

    image: np.ndarray
    vectors: np.ndarray
    valid: np.ndarray | None
    seconds: float


class Answer(NamedTuple):
    """What the network says about a block.

    Attributes:
        field: float (2, h, w), pixels of the block's grid.
        precision: float (2, 2, h, w), 1/pixel².
        valid: see ``Ready``.
    """

    field: np.ndarray
    precision: np.ndarray
    valid: np.ndarray | None


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
        side = chain.core * chain.model.card.resolution * 2**scale
        self.shapes = BoxIndex(chain.drawing.boxes_at(position), side)

    def read(self, block: Block) -> tuple[np.ndarray, np.ndarray] | None:
        """The imagery, uint8 (H, W, 3), and where there is some, bool (H, W); None if there is none."""
        started = time.perf_counter()
        image, valid = self.chain.imagery.read(block.grid)
        self.seconds["reading"] += time.perf_counter() - started
        return (image, valid) if valid.any() else None

    def prepare(self, block: Block, seen: tuple[np.ndarray, np.ndarray]) -> Ready:
        """Draw the vectors and normalise the imagery."""
        started = time.perf_counter()
        image, valid = seen
        grid = block.grid
        part, coordinates = self.chain.drawing.part(self.shapes.touching(grid.box))
        pixel = grid.to_pixel(self.position[coordinates])
        vectors = part.draw(pixel, grid.width, grid.height, y_down=False)
        image = self.chain.normalisation.apply(image, valid)
        return Ready(image, vectors, None if valid.all() else valid, time.perf_counter() - started)

    def predict(self, ready: Ready) -> Answer:
        """Run the network."""
        image, vectors, valid, seconds = ready
        self.seconds["drawing"] += seconds
        views = SYMMETRIES if self.chain.symmetries else SYMMETRIES[:1]
        fields, precisions = [], []
        for turns, mirrored in views:
            seen = self.model.run(
                outputs=OUTPUTS,
                image=view(image, turns, mirrored)[None],
                vectors=view(vectors, turns, mirrored)[None],
            )
            field, factor = seen["displacement"][0], seen["precision"][0]
            matrix = precision_matrix(factor) / self.model.card.variance_factor
            turn = view_matrix(turns, mirrored)
            fields.append(np.einsum("ji,jhw->ihw", turn, unview(field, turns, mirrored)))
            precisions.append(np.einsum("ki,klhw,lj->ijhw", turn, unview(matrix, turns, mirrored), turn))
        return Answer(np.mean(fields, 0), np.mean(precisions, 0), valid)

    def look_up(self, block: Block, answer: Answer) -> Found:
        """What the answer says at the block's members."""
        grid, (field, precision, valid) = block.grid, answer
        if self.chain.record:
            self.chain.record(self.scale, grid, field, precision)
        pixel = grid.to_pixel(self.position[block.members])
        answered = pixel * (field.shape[2] / grid.width)  # the network answers at half the resolution, or a quarter
        moves = sample(field, answered) * (grid.resolution * np.array([1.0, -1.0]))
        certainty = sample(precision.reshape(4, *field.shape[1:]), answered).reshape(-1, 2, 2)
        # the frame's y axis points up, the pixels' down; 1/pixel² to 1/metre²
        certainty = certainty * np.array([[1.0, -1.0], [-1.0, 1.0]]) / grid.resolution**2
        shown = np.ones(len(pixel), bool)
        if valid is not None:
            shown = sample(valid[None].astype(np.float32), pixel)[:, 0] > 0.5
            moves[~shown] = 0
        return Found(moves, certainty, shown)


def precision_matrix(factor: np.ndarray) -> np.ndarray:
    """(a, b, c) of L = [[eᵃ, 0], [b, eᶜ]] to L Lᵀ, float (2, 2, h, w)."""
    a, b, c = np.clip(factor, -6, 6)
    first, last = np.exp(a), np.exp(c)
    return np.stack([np.stack([first * first, first * b]), np.stack([first * b, b * b + last * last])])
