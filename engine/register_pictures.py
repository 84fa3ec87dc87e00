"""Pictures of a registered sheet: over the basemap before and after, and what is trusted of it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .basemap import Basemap
from .crs import bounds
from .field import centres
from .grid import Grid
from .imagery import Imagery
from .registration import Registration
from .restyle_place import Box
from .sheet_georeference import SheetGeoreference
from .sheet_pixels import SheetPixels

_WHOLE, _PLACE = 860, (860, 520)  # pixels: the longer side of a picture of the sheet, and the size of that of a place
_SHARE = 1 / 3  # of the sheet's longer side that a picture of a place shows at most
_NO_DATA = 235  # grey
_TRUSTED, _DOUBTED = (33, 102, 172), (217, 95, 2)  # blue and orange: told apart by everybody
_TINT = 0.55  # of the colour, where confidence is farthest from the threshold


class NotablePlace(NamedTuple):
    """A node to show, and why: its position (2,) in the frame as the sheet was placed, and where it truly lies."""

    title: str
    before: np.ndarray
    after: np.ndarray
    confidence: float


class RegisterPictures:
    """Reads pictures of what a registration did.

    Args:
        registration: the result.
        sheet: the map as it was placed.
        basemap: what it was registered to; None for none.

    Raises:
        BasemapError: the basemap does not reach the sheet.
    """

    def __init__(self, registration: Registration, sheet: SheetGeoreference, basemap: Basemap | None) -> None:
        self._registration, self._sheet = registration, sheet
        self._frame = registration.frame
        self._imagery = None if basemap is None else Imagery(basemap, self._frame)
        self.outline = self._frame.from_layer(sheet.to_map(sheet.outline()))

    def whole(self, placed: bool) -> Grid:
        """A grid over all of the sheet: as it was ``placed``, or else as it is registered, too."""
        xy = self.outline
        if not placed:
            xy = np.concatenate([xy, self._registration.warp(xy)])
        box = bounds(xy)
        resolution = max(box[2] - box[0], box[3] - box[1]) / _WHOLE
        return Grid(
            box[0],
            box[3],
            resolution,
            max(int(np.ceil((box[2] - box[0]) / resolution)), 1),
            max(int(np.ceil((box[3] - box[1]) / resolution)), 1),
        )

    def around(self, xy: np.ndarray) -> Grid:
        """A grid around a position (2,): pixels as they were compared, or smaller ones on a small sheet."""
        resolution = min(self._registration.resolution, _SHARE * self.whole(placed=True).resolution)
        left, top = xy + np.array([-1, 1]) * resolution * np.array(_PLACE) / 2
        return Grid(float(left), float(top), resolution, *_PLACE)

    def basemap(self, grid: Grid) -> np.ndarray:
        """The basemap, uint8 (H, W, 3)."""
        image, valid = self._imagery.read(grid)
        return np.where(valid[..., None], image, _NO_DATA).astype(np.uint8)

    def sheet(self, grid: Grid, registered: bool, ground: np.ndarray | None = None) -> np.ndarray:
        """The sheet on top of ``ground``, uint8 (H, W, 3), or of nothing."""
        warp, sheet = self._registration.warp, self._sheet

        def positions(at: np.ndarray) -> np.ndarray:
            xy = grid.to_map(at)
            return sheet.to_pixels(self._frame.to_layer(warp.inverse(xy) if registered else xy))

        pixels = SheetPixels(sheet.sheet, sheet.ground_resolution / grid.resolution)
        image, alpha = pixels.draw(positions, Box(0, 0, grid.width, grid.height))
        if ground is None:
            ground = np.full_like(image, _NO_DATA)
        return np.where((alpha > 127)[..., None], image, ground).astype(np.uint8)

    def confidence(self, grid: Grid) -> np.ndarray:
        """The sheet as it was placed, in grey under its confidence: orange below the threshold, blue above."""
        image = self.sheet(grid, False)
        grey = image.mean(2, keepdims=True) * 0.6 + 0.4 * 255
        threshold = self._registration.min_confidence
        found = self._registration.measured.confidence_at(grid.to_map(centres(grid.width, grid.height)))
        found = found.reshape(grid.height, grid.width, 1)
        above = np.clip((found - threshold) / max(1 - threshold, 1e-6), 0, 1)
        below = np.clip((threshold - found) / max(threshold, 1e-6), 0, 1)
        strength = np.where(found >= threshold, 0.25 + above * (_TINT - 0.25), 0.25 + below * (_TINT - 0.25))
        colour = np.where(found >= threshold, np.array(_TRUSTED), np.array(_DOUBTED))
        tinted = grey + strength * (colour - grey)
        return np.clip(np.where((image == _NO_DATA).all(2, keepdims=True), image, tinted), 0, 255).astype(np.uint8)

    def notable(self) -> list[NotablePlace]:
        """Of the trusted nodes that which moved farthest, a middling one, and that which is least certain."""
        measured = self._registration.measured
        nodes, confidence = measured.nodes(), measured.confidence.ravel()
        trusted = np.flatnonzero((confidence >= self._registration.min_confidence) & (confidence > 0))
        if not len(trusted):
            return []
        after = self._registration.warp(nodes[trusted])
        moved = np.hypot(*(after - nodes[trusted]).T)
        order = np.argsort(moved, kind="stable")
        chosen = {
            "Moved farthest": order[-1],
            "Moved as far as most": order[len(order) // 2],
            "Least certain": np.argmin(confidence[trusted]),
        }
        places, seen = [], set()
        for title, number in chosen.items():
            if number not in seen:
                seen.add(number)
                node = trusted[number]
                places.append(NotablePlace(title, nodes[node], after[number], float(confidence[node])))
        return places
