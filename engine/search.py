"""The wide search: where a layer lies at all, before the chain looks closely.

The model's segmentation does not see the vectors, so it can be compared with them at any shift. On a
lattice of nodes, every node scores all shifts up to the maximum displacement by correlating what is
drawn around it with what the imagery shows; neighbouring nodes then agree on a smooth field by belief
propagation, because one block of houses alone often fits its neighbour's place as well.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from .agreement import agree
from .box_index import BoxIndex
from .card import ModelCard
from .chain import Chain
from .grid import Grid
from .segmentation import Segmentation, segments
from .smooth_field import SmoothField
from .transforms import fast_size

LONGEST = 60.0  # metres that are searched at most
SPACING = 24.0  # metres between nodes
FINEST, MOST_SHIFTS = 2, 28  # scale that is searched at; coarser where more pixels each way would have to be tried
EVIDENCE = 0.2  # log-likelihood per square metre of covariance between drawn and seen
STRETCH = 1 / 6  # by how much neighbouring nodes differ, as a share of the maximum displacement
HALO = 6  # nodes of surroundings that take part but are solved for again elsewhere
_STATES = 3_000_000  # nodes times shifts that are solved for at once: bounds the memory
_BATCH = 64  # nodes that are correlated at once


def longest(card: ModelCard) -> float:
    """Metres that features may be off at most for a model to bring them back."""
    return max(card.max_displacement, LONGEST) if segments(card) else card.max_displacement


def remaining(max_displacement: float) -> float:
    """Metres that a search for up to ``max_displacement`` may be wrong by, which the chain has to bridge."""
    return min(max(3.5, 0.2 * max_displacement), max_displacement)


def search(
    chain: Chain, max_displacement: float, watch: Callable[[float], None] = lambda share: None
) -> tuple[SmoothField, int]:
    """Find a smooth displacement for a layer.

    Args:
        chain: that is about to run.
        max_displacement: metres.
        watch: called with the share that is done, before each piece; may raise to stop.

    Returns:
        the displacement, in metres of the frame, for any position; and the number of pixels that went
        through the network.
    """
    card = chain.model.card
    scale = FINEST
    while max_displacement / (card.resolution * 2**scale) > MOST_SHIFTS and scale < card.scales[1]:
        scale += 1
    piece = _Piece(chain, scale, max_displacement)
    labels = (2 * piece.reach + 1) ** 2
    side = max(int(math.sqrt(_STATES / labels)) - 2 * HALO, 4)
    field = SmoothField(piece.step * piece.resolution, side)
    tiles = field.tiles(chain.start[chain.active])
    for number, (tile, first, last) in enumerate(tiles):
        watch(number / len(tiles))
        field.keep(tile, first, piece.solve(first - HALO, last + HALO)[:, HALO:-HALO, HALO:-HALO])
    return field, piece.segmentation.pixels


class _Piece:
    """What is the same for all pieces of the lattice.

    Attributes:
        resolution: metres per pixel.
        step: pixels from node to node.
        reach: pixels, the longest shift.
    """

    def __init__(self, chain: Chain, scale: int, max_displacement: float) -> None:
        self.chain = chain
        self.resolution = chain.model.card.resolution * 2**scale
        self.step = max(round(SPACING / self.resolution), 1)
        self.reach = math.ceil(max_displacement / self.resolution)
        self.spread = max(max_displacement * STRETCH / self.resolution, 1.0)
        places, margin = chain.start[chain.active], max_displacement + (HALO + 2) * SPACING
        box = (*(places.min(0) - margin), *(places.max(0) + margin))
        self.segmentation = Segmentation(chain.imagery, chain.model, scale, chain.normalisation, box)
        self.shapes = BoxIndex(chain.drawing.boxes_at(chain.start), SPACING * 8)
        offset = np.arange(-self.reach, self.reach + 1)
        self.allowed = np.hypot(offset[:, None], offset) <= max_displacement / self.resolution + 0.5
        hat = 1 - np.abs(np.arange(-self.step, self.step + 1)) / self.step
        self.window = (hat[:, None] * hat).astype(np.float32)  # all nodes' windows add up to one everywhere

    def solve(self, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Displacement (2, rows, columns) in metres, x east and y north, of the nodes ``first`` to ``last``.

        Args:
            first, last: int (2,), x and y of nodes, ``last`` not included; rows run north.
        """
        columns, rows = last - first
        spacing = self.step * self.resolution
        left, top = first[0] * spacing, (last[1] - 1) * spacing
        margin = self.step + self.reach
        grid = Grid(
            left - margin * self.resolution,
            top + margin * self.resolution,
            self.resolution,
            int((columns - 1) * self.step + 2 * margin),
            int((rows - 1) * self.step + 2 * margin),
        )
        with ThreadPoolExecutor(1) as beside:  # drawing keeps one core busy, the network waits for the disk meanwhile
            drawing = beside.submit(self._draw, grid)
            seen, valid = self.segmentation.read(grid)
            drawn = drawing.result()
        score = self._scores(seen, valid, drawn, rows, columns)
        x, y = agree(np.where(self.allowed, score, -np.inf), self.spread)
        return np.stack([x, -y])[:, ::-1] * self.resolution

    def _draw(self, grid: Grid) -> np.ndarray:
        part, coordinates = self.chain.drawing.part(self.shapes.touching(grid.box))
        pixel = grid.to_pixel(self.chain.start[coordinates])
        return part.draw(pixel, grid.width, grid.height, y_down=False)[:2]

    def _scores(self, seen, valid, drawn, rows: int, columns: int) -> np.ndarray:
        """Log-likelihood (rows, columns, down, right) of every shift of every node, but for a constant."""
        reach, step = self.reach, self.step
        image = np.concatenate([seen, valid[None]]).astype(np.float32)
        inner, outer = 2 * step + 1, 2 * (step + reach) + 1
        # pixels are odd in number around a node: what stands at a node's own pixel is its middle
        image, drawn = (np.pad(raster, ((0, 0), (0, 1), (0, 1))) for raster in (image, drawn))
        views = np.lib.stride_tricks.sliding_window_view(image, (outer, outer), (1, 2))[:, ::step, ::step]
        drawn = drawn[:, reach : drawn.shape[1] - reach, reach : drawn.shape[2] - reach]
        drawn = np.lib.stride_tricks.sliding_window_view(drawn, (inner, inner), (1, 2))[:, ::step, ::step]
        result = np.zeros((rows, columns, 2 * reach + 1, 2 * reach + 1), np.float32)
        for row in range(rows):
            for start in range(0, columns, _BATCH):
                part = slice(start, start + _BATCH)
                vectors = drawn[:, row, part].transpose(1, 0, 2, 3)
                filled = np.flatnonzero(vectors.any((1, 2, 3)))
                if len(filled):
                    around = views[:, row, part].transpose(1, 0, 2, 3)[filled]
                    result[row, start + filled] = covariances(vectors[filled], around, self.window)
        return result * (EVIDENCE * self.resolution**2)


def covariances(vectors: np.ndarray, image: np.ndarray, window: np.ndarray) -> np.ndarray:
    """Covariance of what is drawn with what is seen, for every shift, where there is imagery.

    Args:
        vectors: float32 (B, 2, n, n), what is drawn around each node.
        image: float32 (B, 3, m, m), what is seen in its wider surroundings; the last channel is 1
            where there is imagery, and the others are 0 elsewhere.
        window: float32 (n, n), weights.

    Returns:
        float32 (B, m - n + 1, m - n + 1): sum over both channels of Σ w (f - f̄)(p - p̄), the means
        being those of the window's valid pixels at that shift; x shifts along the last axis.
    """
    size = fast_size(image.shape[-1])
    shifts = image.shape[-1] - vectors.shape[-1] + 1
    whole = image[:, 2].all((1, 2))
    if whole.any() and not whole.all():
        result = np.empty((len(vectors), shifts, shifts), np.float32)
        for part in (whole, ~whole):
            result[part] = covariances(vectors[part], image[part], window)
        return result
    if whole.any():  # the means of what is drawn are the same for all shifts: one product is enough
        mean = (vectors * window).sum((2, 3), keepdims=True) / window.sum()
        one = np.conj(np.fft.rfft2((vectors - mean) * window, (size, size)))
        product = (one * np.fft.rfft2(image[:, :2], (size, size))).sum(1)
        return np.fft.irfft2(product, (size, size))[:, :shifts, :shifts].astype(np.float32)
    weighted = np.concatenate([vectors * window, np.broadcast_to(window, (len(vectors), 1, *window.shape))], 1)
    one = np.conj(np.fft.rfft2(weighted, (size, size)))
    other = np.fft.rfft2(image, (size, size))

    def correlated(drawn: int, seen: int) -> np.ndarray:
        return np.fft.irfft2(one[:, drawn] * other[:, seen], (size, size))[:, :shifts, :shifts]

    count = np.maximum(correlated(2, 2), 1e-3)
    total = sum(correlated(k, k) - correlated(k, 2) * correlated(2, k) / count for k in (0, 1))
    return total.astype(np.float32)
