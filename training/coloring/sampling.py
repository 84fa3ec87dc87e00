"""Batches that colour is learnt from: the grey of a piece of imagery, its colours, and where it lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import IterableDataset, get_worker_info

from ...engine.colorize_spot import NOWHERE
from ...engine.hls import rgb_to_plane
from .landscapes import landscape, somewhere
from .pictures import Picture

_SENTINEL = 5.0  # metres; coarser pictures are satellite's
_AROUND = 3.0  # degrees, the standard deviation of landscapes about a real place


@dataclass(frozen=True)
class Drawing:
    """How pieces are drawn by lot.

    Attributes:
        side: in pixels; smaller pictures are mirrored at their edges.
        landscapes: share of the pieces that are made up.
        satellite: share of those that are left which come from Sentinel-2.
        withheld: share of the pieces whose place is not told.
        displaced: share of real pieces that are told a place drawn by lot. So what is far from all images gets the
            colours that its grey has everywhere, and not those of the nearest image, with its camera and its weather.
        astray: largest standard deviation in degrees by which a place is told wrong, any share of it as likely: how far
            an image has a say.
        tone: how much gamma and gain of a picture vary.
        grain: largest noise on the grey that is given, which old photographs have; colours are those of the clean one.
    """

    side: int = 64
    landscapes: float = 0.2
    satellite: float = 0.25
    withheld: float = 0.15
    displaced: float = 0.2
    astray: float = 2.0
    tone: float = 0.15
    grain: float = 0.03


class Pieces(IterableDataset):
    """Endless batches; give it to a ``DataLoader`` with ``batch_size=None``.

    Args:
        pictures: to cut from; none are needed if all are made up.
        drawing: how.
        batch: pieces at a time.
        seed: a worker changes it, so that no two draw the same.
        start: number of the first batch.
    """

    def __init__(self, pictures: Sequence[Picture], drawing: Drawing, batch: int, seed: int, start: int = 0) -> None:
        self.drawing, self.batch, self.seed, self.next = drawing, batch, seed, start
        self.satellite, self.aerial = _grouped(pictures)
        self.places = sorted({picture.place for picture in pictures if picture.is_placed})

    def __iter__(self) -> Iterator[dict[str, Tensor]]:
        worker = get_worker_info()
        number, step = (worker.id, worker.num_workers) if worker else (0, 1)
        # Lightning begins a new pass after every validation; the count lives on in a persistent worker
        random = np.random.default_rng([self.seed, number, self.next])
        while True:
            self.next += step
            yield collated([self.draw(random) for _ in range(self.batch)])

    def draw(self, random: np.random.Generator) -> dict[str, np.ndarray]:
        """One piece: ``lightness`` 1 x H x W, ``plane`` 2 x H x W, ``place`` 2 x 1 x 1, all float32."""
        drawing, groups = self.drawing, [each for each in (self.satellite, self.aerial) if each]
        if not groups or random.random() < drawing.landscapes:
            place = self._made_place(random)
            made = landscape(int(random.integers(1 << 31)), *place, drawing.side)
            lightness, plane = made.lightness, made.plane
        else:
            group = groups[0] if random.random() < drawing.satellite else groups[-1]
            of_place = group[random.choice(len(group), p=_chances(group))]
            picture = of_place[random.integers(len(of_place))]
            place = somewhere(random) if random.random() < drawing.displaced else picture.place
            lightness, plane = rgb_to_plane(self._toned(random, self._cut(random, picture.pixels)))
        given = lightness + random.uniform(0, drawing.grain) * random.standard_normal(lightness.shape)
        place = np.add(place, random.uniform(0, drawing.astray) * random.standard_normal(2))
        is_known = np.isfinite(place).all() and random.random() >= drawing.withheld
        return {
            "lightness": np.clip(given, 0, 1)[None].astype(np.float32),
            "plane": np.moveaxis(plane, -1, 0).astype(np.float32),
            "place": scaled_place(place if is_known else None),
        }

    def _made_place(self, random: np.random.Generator) -> tuple[float, float]:
        """Of a landscape: anywhere, or around a real one, which would else be taken for as colourful as one image."""
        if not self.places or random.random() < 0.5:
            return somewhere(random)
        latitude, longitude = self.places[random.integers(len(self.places))] + random.normal(0, _AROUND, 2)
        return float(np.clip(latitude, -90, 90)), float(longitude)

    def _cut(self, random: np.random.Generator, pixels: np.ndarray) -> np.ndarray:
        """A square of a picture, turned and mirrored by lot."""
        side = self.drawing.side
        less = [max(side - length, 0) for length in pixels.shape[:2]]
        if any(less):
            pixels = np.pad(pixels, ((0, less[0]), (0, less[1]), (0, 0)), "symmetric")
        top, left = (int(random.integers(length - side + 1)) for length in pixels.shape[:2])
        piece = np.rot90(pixels[top : top + side, left : left + side], random.integers(4))
        return piece[:, ::-1] if random.random() < 0.5 else piece

    def _toned(self, random: np.random.Generator, pixels: np.ndarray) -> np.ndarray:
        """Exposed otherwise, float32 0 to 1."""
        gamma, gain = np.exp(self.drawing.tone * random.uniform(-1, 1, 2))
        return np.clip(gain * (pixels.astype(np.float32) / 255) ** gamma, 0, 1)


def scaled_place(place: Sequence[float] | None) -> np.ndarray:
    """Latitude and longitude in degrees as networks take them, float32 (2, 1, 1): 1 is a pole, and the date line.

    Args:
        place: None, or NaN, for what lies nobody knows where.
    """
    if place is None or not np.isfinite(place).all():
        scaled = NOWHERE
    else:
        scaled = np.clip(place[0], -90, 90) / 90, (place[1] + 180) % 360 / 180 - 1
    return np.array(scaled, np.float32).reshape(2, 1, 1)


def collated(drawn: Sequence[dict[str, np.ndarray]]) -> dict[str, Tensor]:
    """Several draws as one batch."""
    return {name: torch.from_numpy(np.stack([each[name] for each in drawn])) for name in drawn[0]}


def _grouped(pictures: Sequence[Picture]) -> tuple[list[list[Picture]], list[list[Picture]]]:
    """Pictures from satellites and from aircraft, in each the pictures of one place together."""
    groups: tuple[dict[str, list[Picture]], ...] = ({}, {})
    for picture in pictures:
        name = picture.name.partition("/")[0] if picture.is_placed else "unplaced"
        groups[picture.resolution < _SENTINEL].setdefault(name, []).append(picture)
    return tuple([list(each.values()) for each in groups])


def _chances(group: Sequence[Sequence[Picture]]) -> np.ndarray:
    """Of each place of a group: by the root of its area, so that none drowns the others or is learnt by heart."""
    roots = np.sqrt([sum(picture.pixels.size for picture in of_place) for of_place in group])
    return roots / roots.sum()
