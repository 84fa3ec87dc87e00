"""Sheets cut from a user's own imagery and layer."""

from __future__ import annotations

import numpy as np

from ..engine.align import Alignment, AlignOptions, align
from ..engine.basemap import Basemap
from ..engine.errors import BasemapError, InputError
from ..engine.frame import Frame
from ..engine.geometry import Geometries
from ..engine.grid import Grid
from ..engine.imagery import Imagery
from ..engine.model import Model
from ..engine.wkb import HOLE, LINE, SHELL
from .packing import Sheet

SMALLEST, LARGEST = 48.0, 300.0  # metres, the side of a sheet
MOST = 60  # sheets: more would not fit into the memory of a small machine, nor into a short training
WANTED = 12  # sheets at least, where the area allows it: some of them are kept out of training
FINER = 1.5  # sheets have pixels finer than the model's by this factor, because patches vary in scale
FEWEST = 30  # features


class Ground:
    """A layer over imagery, in one metric plane, ready to be cut into sheets.

    Attributes:
        geometries: those of the layer that lie on the sheets, in its CRS.
        layer_crs: WKT.
        basemap: the imagery.
        features: "buildings" or "roads".
        resolution: metres per pixel of the sheets.
        grids: of the sheets, each with a feature's box and imagery in it; at most ``MOST``, spread over all.
    """

    def __init__(
        self,
        geometries: Geometries,
        layer_crs: str,
        basemap: Basemap,
        model: Model,
        layer_name: str = "the layer",
    ) -> None:
        """Choose the plane and the grids.

        Args:
            geometries: of the layer.
            layer_crs: WKT.
            basemap: the imagery.
            model: whose features and resolution count.
            layer_name: for messages.

        Raises:
            InputError: the layer is empty, has no CRS, does not overlap the imagery, holds other
                features than the model's or too few of them.
            BasemapError: the imagery has no CRS, or pixels too coarse or too fine for the model.
        """
        self.geometries, self.layer_crs, self.basemap = geometries, layer_crs, basemap
        self.name, self.features = layer_name, model.card.features
        self._check_kind(model)
        corners = geometries.coordinates
        box = (*corners.min(0), *corners.max(0))
        self._frame = Frame.choose(layer_crs, basemap.crs, box, tuple(basemap.extent), layer_name, basemap.name)
        self._imagery = Imagery(basemap, self._frame)
        native, (finest, coarsest) = self._imagery.ground_resolution, model.card.resolution_range
        if not finest <= native <= coarsest:
            raise BasemapError(
                f"The imagery {basemap.name} has {native:.3g} m per pixel, and model '{model.card.name}' works from "
                f"{finest:g} to {coarsest:g} m; choose other imagery."
            )
        self.resolution = max(native, model.card.resolution / FINER)
        self.grids = self._choose()
        # a layer may span a country; only what lies on the sheets is aligned
        boxes = geometries.boxes_at(self.positions(corners))
        over = np.any([_touching(boxes, grid.box) for grid in self.grids], axis=0)
        self.geometries = Geometries.from_wkb([geometries.blobs[feature] for feature in np.flatnonzero(over)])

    def positions(self, coordinates: np.ndarray) -> np.ndarray:
        """Coordinates (N, 2) of the layer's CRS in the plane, metres."""
        return self._frame.from_layer(coordinates)

    def align(self, model: Model, options: AlignOptions) -> Alignment:
        """Align the layer to the imagery."""
        return align(self.geometries, self.layer_crs, self.basemap, model, options)

    def sheet(self, number: int, coordinates: np.ndarray, used: np.ndarray | None = None) -> Sheet:
        """Cut one sheet.

        Args:
            number: of the grid.
            coordinates: float64 (N, 2), where the layer's vertices are taken to be, in its CRS.
            used: bool (F,), features to leave in; the ground of others is blanked. All if None.
        """
        grid, position = self.grids[number], self.positions(coordinates)
        image, mask = self._imagery.read(grid)
        boxes = self.geometries.boxes_at(position)
        touching = _touching(boxes, grid.box)
        kept = touching if used is None else touching & used
        for left, bottom, right, top in boxes[touching & ~kept]:
            (first_x, last_y), (last_x, first_y) = grid.to_pixel(np.array([(left, bottom), (right, top)]))
            columns = np.clip((first_x - 3, last_x + 3), 0, grid.width).round().astype(int)
            rows = np.clip((first_y - 3, last_y + 3), 0, grid.height).round().astype(int)
            mask[slice(*rows), slice(*columns)] = False
        pixels = grid.to_pixel(position)
        blobs = self.geometries.to_wkb(pixels, kept)
        chosen = Geometries.from_wkb([blobs[feature] for feature in np.flatnonzero(kept)])
        widths = np.full(chosen.feature_count, np.nan) if self.features == "roads" else None  # hers to know, not ours
        return Sheet(f"own/{number}", self.features, self.resolution, image * mask[..., None], mask, chosen, widths)

    def counts(self) -> np.ndarray:
        """int (G,): features that touch each grid, as the layer was given."""
        boxes = self.geometries.boxes_at(self.positions(self.geometries.coordinates))
        return np.array([_touching(boxes, grid.box).sum() for grid in self.grids])

    def _check_kind(self, model: Model) -> None:
        kinds = self.geometries.part_kind
        if not len(self.geometries.coordinates):
            raise InputError(f"{_capital(self.name)} holds no geometries; choose a layer with features.")
        areas, lines = bool(np.isin(kinds, (SHELL, HOLE)).any()), bool((kinds == LINE).any())
        if self.features == "buildings" and not areas:
            raise InputError(
                f"{_capital(self.name)} holds no polygons, but model '{model.card.name}' is for buildings; "
                "choose another layer or another model."
            )
        if self.features == "roads" and not lines:
            raise InputError(
                f"{_capital(self.name)} holds no lines, but model '{model.card.name}' is for roads; "
                "choose another layer or another model."
            )

    def _choose(self) -> list[Grid]:
        box = np.array(self._frame.box)
        box = np.concatenate([np.maximum(box[:2], self._imagery.box[:2]), np.minimum(box[2:], self._imagery.box[2:])])
        width, height = np.maximum(box[2:] - box[:2], 1e-9)
        side = float(np.clip((width * height / WANTED) ** 0.5, SMALLEST, LARGEST))
        boxes = self.geometries.boxes_at(self.positions(self.geometries.coordinates))
        over = int(_touching(boxes, box).sum())
        if over < FEWEST:
            raise InputError(
                f"{_capital(self.name)} has {over} features over the imagery {self.basemap.name}, too few to learn "
                f"from; give at least {FEWEST}."
            )
        # only cells with features: a layer may span a country
        middle = (boxes[:, :2] + boxes[:, 2:]) / 2
        with np.errstate(invalid="ignore"):
            inside = ((middle >= box[:2]) & (middle <= box[2:])).all(1)
        cells = np.unique(np.floor((middle[inside] - box[:2]) / side).astype(int), axis=0)
        grids = []
        for column, row in cells[_spread(len(cells), 4 * MOST)]:
            low = box[:2] + np.array([column, row]) * side
            high = np.minimum(low + side, box[2:])
            pixels = np.maximum(np.ceil((high - low) / self.resolution).astype(int), 1)
            grids.append(Grid(float(low[0]), float(high[1]), self.resolution, int(pixels[0]), int(pixels[1])))
        grids = [grid for grid in grids if self._shown(grid)]
        if not grids:
            raise InputError(
                f"The imagery {self.basemap.name} shows nothing where {self.name} has features; choose other imagery."
            )
        return [grids[index] for index in _spread(len(grids), MOST)]

    def _shown(self, grid: Grid) -> bool:
        """Whether a grid is mostly covered, by a coarse look at it."""
        step = max(grid.width, grid.height) / 32
        coarse = Grid(
            grid.left,
            grid.top,
            grid.resolution * step,
            max(round(grid.width / step), 1),
            max(round(grid.height / step), 1),
        )
        return float(self._imagery.read(coarse)[1].mean()) > 0.25


def split(counts: np.ndarray, grids: list[Grid], share: float = 0.2) -> tuple[list[int], list[int]]:
    """Divide sheets into those to train on and those to measure on, which lie together at one side.

    Args:
        counts: int (G,), features of each sheet.
        grids: of the sheets.
        share: of the features that is kept out of training.

    Returns:
        Numbers of the sheets to train on, and of those kept out; both are never empty.

    Raises:
        InputError: there is only one sheet.
    """
    if len(grids) < 2:
        raise InputError(
            f"The layer covers too little ground to train on one part and to measure on another; "
            f"give an area at least {2 * SMALLEST:g} m long."
        )
    places = np.array([(grid.left, grid.top) for grid in grids])
    along = int(np.ptp(places[:, 1]) > np.ptp(places[:, 0]))
    order = np.lexsort((places[:, 1 - along], places[:, along]))[::-1]
    filled = np.cumsum(counts[order]) / max(counts.sum(), 1)
    last = int(np.clip(np.searchsorted(filled, share) + 1, 1, len(grids) - 1))
    return sorted(order[last:].tolist()), sorted(order[:last].tolist())


def _touching(boxes: np.ndarray, box) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        found = (boxes[:, 2] > box[0]) & (boxes[:, 0] < box[2]) & (boxes[:, 3] > box[1]) & (boxes[:, 1] < box[3])
    return found & np.isfinite(boxes).all(1)


def _spread(count: int, most: int) -> np.ndarray:
    """At most ``most`` of ``count`` numbers, evenly spread."""
    return np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(int)) if count else np.zeros(0, int)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
