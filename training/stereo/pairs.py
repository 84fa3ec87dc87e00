"""Rectified pairs with exact disparity, drawn by lot from made-up places."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import IterableDataset, get_worker_info

from ..scenes import Relief, generate_relief
from ..scenes.camera import Sensor, expose
from ..scenes.noise import smooth_field
from .views import View, seen_from

KEPT = 1 << 31  # places from this seed on are never trained on
_SAME = 1.0  # px by which the disparities of one point may differ in both pictures, because pixels are not points
_ASIDE = 1.2  # a picture looks to the side by at most so much of what is between the two
_BORDER = 16  # px of a place beyond what may be seen
_PAIRS_OF_PLACE = 32  # drawn before a place is left for another
_GROUND = 160.0  # px across which the ground rises and falls


@dataclass(frozen=True)
class Drawing:
    """How pairs are drawn.

    Attributes:
        height, width: of the left picture.
        margin: columns that the right picture has beyond it on either side; disparities are at most as large.
        paces: pixels by which a metre of height moves between the two pictures, least and most.
        alike: share of pairs whose pictures come from one sensor, as on one flight.
        grey: share of pairs without colour.
        ended: share of pairs whose right picture ends where the left one does, as at the edge of an image.
        relief: metres by which the ground rises and falls, at most.
    """

    height: int = 128
    width: int = 192
    margin: int = 64
    paces: tuple[float, float] = (0.4, 3.0)
    alike: float = 0.7
    grey: float = 0.25
    ended: float = 0.25
    relief: float = 6.0


class Pair(NamedTuple):
    """Two pictures and the truth; pixel (x, y) of the left one is pixel (x - disparity, y) of the right one.

    Attributes:
        left: uint8 (H, W, 3).
        right: uint8 (H, W + 2 margin, 3); its column ``margin`` lies where the left one's first lies.
        disparity: float32 (H, W), pixels.
        visible: bool (H, W), what the right picture shows, too.
    """

    left: np.ndarray
    right: np.ndarray
    disparity: np.ndarray
    visible: np.ndarray


def make_place(seed: int, drawing: Drawing) -> Relief:
    """The made-up place of this seed, large enough for pairs to be drawn from it."""
    rng = np.random.default_rng(seed)
    resolution = float(rng.uniform(0.2, 0.5))
    side = max(drawing.height, drawing.width) + 2 * (drawing.margin + _BORDER) + 32
    return generate_relief(seed, side * resolution, resolution, float(rng.uniform(-0.25, 0.25)))


def draw_pair(place: Relief, drawing: Drawing, rng: np.random.Generator) -> Pair:
    """Look at a piece of a place from two sides."""
    margin, width = drawing.margin, drawing.width
    piece = _piece(place, drawing, rng)
    low, high = float(piece.heights.min()), float(piece.heights.max())
    most = min(drawing.paces[1], 2 * (margin - 2) / (_ASIDE * max(high - low, 1.0)))
    apart = float(np.exp(rng.uniform(np.log(min(drawing.paces[0], most)), np.log(most))))
    shift = rng.uniform(apart * high - margin + 2, apart * low + margin - 2)
    aside = apart * rng.uniform(1 - _ASIDE, _ASIDE)
    start = (piece.heights.shape[1] - width) / 2 + aside * (low + high) / 2
    left = seen_from(piece, aside, start, width)
    right = seen_from(piece, aside - apart, start - shift - margin, width + 2 * margin)
    disparity, other = (apart * view.heights - np.float32(shift) for view in (left, right))
    if rng.random() < drawing.ended:
        for view in (right.heights, other):
            view[:, :margin] = view[:, margin + width :] = np.nan
    return Pair(*_exposed(left, right, drawing, rng), disparity, _visible(disparity, other, margin))


class Pairs(IterableDataset):
    """Endless batches of pairs.

    Drawing a pair takes as long as learning from it, so some of a batch are drawn anew, and the others are some of the
    last, upside down by chance.

    Args:
        drawing: how they are drawn.
        batch: pairs in a batch.
        seed: of everything; workers and later parts of a training take others.
        fresh: pairs of a batch that are drawn anew.
        places: at hand at a time.
        kept: pairs that may come again.
    """

    def __init__(
        self, drawing: Drawing, batch: int, seed: int, fresh: int = 1, places: int = 6, kept: int = 200
    ) -> None:
        self.drawing, self.batch, self.seed = drawing, batch, seed
        self.fresh, self.places, self.kept = fresh, places, kept

    def __iter__(self) -> Iterator[dict[str, Tensor]]:
        """Draw batches; see ``stacked``."""
        worker = get_worker_info()
        rng = np.random.default_rng([self.seed, worker.id if worker else 0])
        pairs, last = self._pairs(rng), deque(maxlen=self.kept)
        while True:
            new = list(islice(pairs, self.fresh if len(last) >= self.batch else self.batch))
            old = [last[rng.integers(len(last))] for _ in range(self.batch - len(new))]
            last.extend(new)
            yield stacked([pair if rng.random() < 0.5 else _upside_down(pair) for pair in new + old])

    def _pairs(self, rng: np.random.Generator) -> Iterator[Pair]:
        places: deque[Relief] = deque(maxlen=self.places)
        for number in count():
            if number % _PAIRS_OF_PLACE == 0:
                places.append(make_place(int(rng.integers(KEPT)), self.drawing))
            yield draw_pair(places[rng.integers(len(places))], self.drawing, rng)


def _upside_down(pair: Pair) -> Pair:
    return Pair(*(layer[::-1] for layer in pair))


def stacked(pairs: list[Pair]) -> dict[str, Tensor]:
    """Pairs of one size as a batch.

    Returns:
        ``left`` uint8 B x 3 x H x W, ``right`` with more columns, ``disparity`` B x 1 x H x W, ``visible`` bool.
    """
    left, right, disparity, visible = (np.stack(each) for each in zip(*pairs, strict=True))
    return {
        "left": torch.from_numpy(np.ascontiguousarray(left.transpose(0, 3, 1, 2))),
        "right": torch.from_numpy(np.ascontiguousarray(right.transpose(0, 3, 1, 2))),
        "disparity": torch.from_numpy(disparity[:, None]),
        "visible": torch.from_numpy(visible[:, None]),
    }


def _piece(place: Relief, drawing: Drawing, rng: np.random.Generator) -> Relief:
    """A piece of the place, turned and mirrored, on ground that rises and falls."""
    turns, mirrored = int(rng.integers(4)), bool(rng.random() < 0.5)
    layers = [np.rot90(layer, turns) for layer in (place.light, place.heights, place.built)]
    layers = [layer[:, ::-1] if mirrored else layer for layer in layers]
    rows, columns = layers[1].shape
    height, width = drawing.height, drawing.width + 2 * (drawing.margin + _BORDER)
    top, left = rng.integers(rows - height + 1), rng.integers(columns - width + 1)
    light, heights, built = (layer[top : top + height, left : left + width] for layer in layers)
    ground = smooth_field(rng, heights.shape, _GROUND) * np.float32(rng.uniform(0, drawing.relief) / 3)
    return Relief(light, heights + ground, built, place.resolution)


def _visible(disparity: np.ndarray, other: np.ndarray, margin: int) -> np.ndarray:
    """Where the right picture shows, at the place that a disparity leads to, something of that disparity."""
    columns = np.arange(disparity.shape[1]) + margin - disparity
    before = np.clip(np.floor(columns).astype(np.int64), 0, other.shape[1] - 2)
    rows = np.arange(len(disparity))[:, None]
    near = np.fmin(*(np.abs(other[rows, before + step] - disparity) for step in (0, 1)))
    return (near < _SAME) & (columns >= 0) & (columns <= other.shape[1] - 1)


def _exposed(left: View, right: View, drawing: Drawing, rng: np.random.Generator) -> list[np.ndarray]:
    """Both as a camera takes them, one exposure each."""
    first = Sensor.random(rng)
    second = Sensor.random(rng)
    if rng.random() < drawing.alike:
        gain = first.gain * np.exp(rng.normal(0, 0.05, 3) + rng.normal(0, 0.06)).astype(np.float32)
        blur, gamma = first.blur * rng.uniform(0.9, 1.1), first.gamma * np.exp(rng.normal(0, 0.04))
        second = replace(first, gain=gain, blur=float(blur), gamma=float(gamma))
    grey = rng.random() < drawing.grey
    found = []
    for view, sensor in ((left, first), (right, second)):
        image = expose(_filled(view), sensor, rng)
        found.append(np.repeat(image.mean(2, keepdims=True).astype(np.uint8), 3, 2) if grey else image)
    return found


def _filled(view: View) -> np.ndarray:
    """The light; beyond the place its outermost goes on."""
    light, known = view.light, np.isfinite(view.heights)
    columns = np.broadcast_to(np.arange(known.shape[1]), known.shape)
    first, last = known.argmax(1)[:, None], known.shape[1] - 1 - known[:, ::-1].argmax(1)[:, None]
    return np.take_along_axis(light, np.clip(columns, first, last)[..., None], 1)
