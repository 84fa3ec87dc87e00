"""Pairs to learn registration from: two pictures of one place, one of them displaced, and what is known of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import grid_sample, interpolate
from torch.utils.data import IterableDataset, get_worker_info

from ...engine.matching import CELL, MARGIN
from ..networks.content import CLASSES
from ..styles.classes import COLORS
from .alterations import altered, hidden
from .distortions import draw_distortion
from .residuals import Residuals
from .views import IMAGERY, SCAN, UNKNOWN, Source, Views

GROUPS = ("map on map", "map on imagery", "scan on map")
_ASIDE = 7.0  # pixels by which the whole of a pair may be shifted besides
_STEP = 4  # pixels between the nodes of a displacement
_OF_CLASS = {"buildings": "buildings", "roads": "roads", "paths": "roads", "water": "water", "wood": "green"}
_OF_CLASS["green"] = "green"


@dataclass(frozen=True)
class Drawing:
    """How pairs are drawn.

    Attributes:
        side: of the pictures, pixels.
        reach: pixels of content, half as many as of a picture, beyond which nothing is to be found.
        view: side of the views that pairs are cut from, pixels.
        longest: displacement, pixels of a picture.
        imagery: share of the places with imagery.
        fresh: share of the batches for which a new place is drawn.
        places: kept at hand.
        fields: displacements kept at hand, drawn once.
        hidden: share of pairs of which a part is not what the other picture shows.
    """

    side: int = 224
    reach: int = 6
    view: int = 320
    longest: float = 9.0
    imagery: float = 0.5
    fresh: float = 0.35
    places: int = 96
    fields: int = 200
    hidden: float = 0.4

    @property
    def inner(self) -> int:
        """Pixels of content along the part of a sheet that is matched, a multiple of ``CELL``."""
        return (self.side // 2 - 2 * self.reach) // CELL * CELL

    @property
    def edge(self) -> int:
        """Pixels of content that the sheet has beyond that part, on every side."""
        return (self.side // 2 - self.inner) // 2

    def nodes(self) -> np.ndarray:
        """Positions (R * C, 2) of the nodes, pixels of a picture."""
        at = 2.0 * (self.edge + CELL * (np.arange(MARGIN, self.inner // CELL - MARGIN) + 0.5))
        x, y = np.meshgrid(at, at)
        return np.stack([x.ravel(), y.ravel()], 1)


def fields(drawing: Drawing, residuals: Residuals, seed: int) -> Tensor:
    """Displacements by lot, float32 (N, 2, side / 4, side / 4), pixels."""
    rng = np.random.default_rng([seed, 1])
    side, count = drawing.side, drawing.side // _STEP
    drawn = [
        draw_distortion(rng, (side, side), drawing.longest, residuals, (0.4, 1.0), (0.1, 1.0))
        for _ in range(drawing.fields)
    ]
    return torch.from_numpy(np.stack([each.on_grid(count, count, _STEP) for each in drawn]))


class Pairs(IterableDataset):
    """Endless batches of pairs; see ``drawn_batch``.

    Args:
        maps, imagery: where places come from; without imagery there are maps alone.
        drawing: how pairs are drawn.
        residuals: of real control points.
        batch: pairs in a batch.
        seed: of everything; workers and later parts of a training take others.
    """

    def __init__(
        self, maps: Source, imagery: Source | None, drawing: Drawing, residuals: Residuals, batch: int, seed: int
    ) -> None:
        self.maps, self.imagery, self.drawing, self.batch, self.seed = maps, imagery, drawing, batch, seed
        self.residuals = residuals

    def __iter__(self) -> Iterator[dict[str, Tensor]]:
        """Draw batches."""
        worker = get_worker_info()
        seed = [self.seed, worker.id if worker else 0]
        rng, displacements = np.random.default_rng(seed), fields(self.drawing, self.residuals, sum(seed))
        torch.manual_seed(sum(seed))
        places: deque[Views] = deque(maxlen=self.drawing.places)
        while True:
            while len(places) < 2 or rng.random() < self.drawing.fresh:
                places.append(self.place(rng))
                if len(places) > self.batch:
                    break
            chosen = [places[number] for number in rng.integers(len(places), size=self.batch)]
            yield drawn_batch(chosen, self.drawing, displacements, rng)

    def place(self, rng: np.random.Generator) -> Views:
        """Views of a place."""
        source = self.imagery if self.imagery and rng.random() < self.drawing.imagery else self.maps
        return source.draw(rng, self.drawing.view)


def drawn_batch(
    places: Sequence[Views], drawing: Drawing, displacements: Tensor, rng: np.random.Generator
) -> dict[str, Tensor]:
    """One pair of each place.

    Returns:
        ``sheet`` and ``basemap``, uint8 B x 3 x side x side; ``truth``, B x 2 x R x C, pixels of content by which the
        basemap is shifted at the nodes, x then y; ``seen``, B x R x C, 0 to 1, how much of what lies around a node both
        show and can be found; ``blank``, bool 2B x 1 x side/2 x side/2, where a sheet, or a basemap, is bare;
        ``classes``, uint8 2B x 4 x side/2 x side/2, 0, 1 or ``UNKNOWN``, of the sheets, then of the basemaps; and
        ``group``, B, places in ``GROUPS``.
    """
    side = drawing.side
    pictures, classes, kinds = zip(*(_two_of(each, rng) for each in places), strict=True)
    kinds = torch.from_numpy(np.stack(kinds))
    two = torch.from_numpy(np.stack(pictures)).movedim(-1, 2).float() / 255  # B x 2 x 3 x S x S
    weight = torch.from_numpy(rng.choice([-1.2, -1.0, -0.6, 0.6, 1.0, 1.2], len(places)).astype(np.float32))
    few = displacements[rng.integers(len(displacements), size=len(places))] * weight[:, None, None, None]
    aside = rng.uniform(-_ASIDE, _ASIDE, (len(places), 2)) * (rng.random((len(places), 1)) < 0.6)
    few = few + torch.from_numpy(aside.astype(np.float32))[:, :, None, None]
    moved = interpolate(few, (side, side), mode="bilinear", align_corners=False)
    matrix, middle = _positions(drawing, len(places), rng)
    y, x = torch.meshgrid(torch.arange(side) + 0.5, torch.arange(side) + 0.5, indexing="ij")
    still = torch.stack([x, y]).expand(len(places), -1, -1, -1)

    def on_view(position: Tensor) -> Tensor:
        """Positions B x 2 x H x W of the basemap on the view, as ``grid_sample`` counts."""
        placed = torch.einsum("bij,bjhw->bihw", matrix, position - side / 2) + middle[:, :, None, None]
        return (2 * placed / drawing.view - 1).movedim(1, -1)

    grids = [on_view(still + moved), on_view(still)]
    images = [grid_sample(two[:, n], grid, padding_mode="border", align_corners=False) for n, grid in enumerate(grids)]
    inside = [(grid.abs() <= 1).all(-1)[:, None] for grid in grids]
    planes = torch.from_numpy(np.stack([_planes(each) for each in classes])).float()
    known = [grid_sample(planes, grid[:, ::2, ::2], mode="nearest", align_corners=False) for grid in grids]
    # what is hidden on one of the two cannot be found, wherever it lies within the reach of the other
    covers = [hidden(image, drawing.hidden / 2, rng) for image in images]
    images = [cover.image for cover in covers]
    apart = [altered(image, kinds[:, n], rng) for n, image in enumerate(images)]
    shown = [(cover.shown & within)[:, :, ::2, ::2] for cover, within in zip(covers, inside, strict=True)]
    known = [torch.where(here, each, torch.tensor(float(UNKNOWN))) for here, each in zip(shown, known, strict=True)]
    truth, seen = _at_nodes(drawing, moved, shown)
    return {
        "sheet": (255 * apart[0]).round().to(torch.uint8),
        "basemap": (255 * apart[1]).round().to(torch.uint8),
        "truth": truth,
        "seen": seen,
        "blank": torch.cat([cover.blank[:, :, ::2, ::2] for cover in covers]),
        "classes": torch.cat(known).to(torch.uint8),
        "group": torch.from_numpy(np.array([_group(each) for each in kinds.numpy()])),
    }


def _two_of(views: Views, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Two different pictures, one of them imagery where there is some; what is known; their kinds."""
    order = rng.permutation(len(views.kinds))
    if (views.kinds == IMAGERY).any() and rng.random() < 0.92:
        imagery = int(np.flatnonzero(views.kinds == IMAGERY)[0])
        order = rng.permutation([imagery, *order[order != imagery][:1]])
    return views.pictures[order[:2]], views.classes, views.kinds[order[:2]]


def _positions(drawing: Drawing, count: int, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Where basemaps lie on their views: matrices (B, 2, 2) of turns, mirrorings and scales, and middles (B, 2)."""
    matrices, middles = [], []
    for _ in range(count):
        matrix = np.linalg.matrix_power(np.array([[0.0, -1.0], [1.0, 0.0]]), int(rng.integers(4)))
        if rng.random() < 0.5:
            matrix = matrix @ np.diag([-1.0, 1.0])
        if rng.random() < 0.6:  # else its pixels stay as sharp as they are drawn
            angle = rng.normal(0, 0.12)
            turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
            matrix = matrix @ turn * rng.uniform(0.8, 1.1)
        room = max((drawing.view - drawing.side) / 2 - 12, 0)
        matrices.append(matrix)
        middles.append(drawing.view / 2 + np.rint(rng.uniform(-room, room, 2)))
    return tuple(torch.from_numpy(np.stack(each).astype(np.float32)) for each in (matrices, middles))


def _planes(classes: np.ndarray) -> np.ndarray:
    """A plane for each of ``CLASSES``: 1 where it is, 0 where something else is, ``UNKNOWN``."""
    result = np.zeros((len(CLASSES), *classes.shape), np.uint8)
    for number, name in enumerate(COLORS):
        if name in _OF_CLASS:
            result[CLASSES.index(_OF_CLASS[name])][classes == number] = 1
    unknown = classes == UNKNOWN
    if unknown.any():  # where buildings and roads alone are known, what is neither of them may be anything
        result[CLASSES.index("water") :] = UNKNOWN
        for plane in result[: CLASSES.index("water")]:
            if not (plane == 1).any():
                plane[:] = UNKNOWN
    return result


def _at_nodes(drawing: Drawing, moved: Tensor, shown: list[Tensor]) -> tuple[Tensor, Tensor]:
    """Truth and how much of it can be found, as of ``drawn_batch``."""
    places = torch.from_numpy(drawing.nodes()).float()
    grid = (2 * places / drawing.side - 1).expand(len(moved), 1, -1, 2)
    count = round(len(places) ** 0.5)

    def sampled(plane: Tensor) -> Tensor:
        return grid_sample(plane, grid, align_corners=False).unflatten(-1, (count, count))[:, :, 0]

    truth = sampled(moved) / 2
    both = torch.cat([each.float() for each in shown], 1).amin(1, keepdim=True)
    window = torch.nn.functional.avg_pool2d(both, 3 * CELL + 1, 1, (3 * CELL) // 2)
    within = (truth.abs() <= drawing.reach - 0.5).all(1)
    return truth, sampled(window)[:, 0] * within


def _group(kinds: np.ndarray) -> int:
    if IMAGERY in kinds:
        return GROUPS.index("map on imagery")
    return GROUPS.index("scan on map" if SCAN in kinds else "map on map")
