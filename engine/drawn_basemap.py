"""Modern vector layers as a basemap: drawn, as a plain map is, on whatever window is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .basemap import Window
from .box_index import BoxIndex
from .crs import Transformation, bounds, lattice, read_crs
from .errors import InputError
from .frame import Frame
from .geometry import Geometries
from .rasterize import Drawing, coverage, strokes
from .vectors import open_layer

_PAPER = (247, 245, 240)
_PIXEL = 0.25  # metres: what is drawn can be looked at as closely as that
_OUTLINE = 1.0  # metres
_THINNEST = 0.5  # pixels: thinner lines would vanish from coarse pictures
_CELL = 500.0  # metres, of the index


class _Look(NamedTuple):
    """How a kind of layer is drawn."""

    names: str
    fill: tuple[int, int, int]
    outline: tuple[int, int, int]
    line: tuple[int, int, int]
    width: float


_LOOKS = (
    _Look(
        "water|river|stream|lake|canal|fluss|gewässer|eau|agua", (188, 210, 230), (80, 110, 150), (80, 110, 150), 4.0
    ),
    _Look("rail|tram|bahn|ferr", (214, 202, 190), (70, 62, 56), (60, 60, 60), 3.0),
    _Look("landuse|natural|wood|forest|park|wald", (224, 233, 213), (150, 165, 140), (150, 165, 140), 2.0),
    _Look("", (214, 202, 190), (70, 62, 56), (80, 74, 68), 6.0),  # buildings, and roads
)


@dataclass(frozen=True)
class DrawnLayer:
    """A vector layer that is to be drawn.

    Attributes:
        geometries: areas get a light fill and a dark outline, lines are dark, points are left out.
        crs: WKT.
        name: of the layer; what it shows is guessed from it (water, rail, land use, or buildings and roads).
        width: of lines, metres on the ground; by what it shows if None.
        extent: xmin, ymin, xmax, ymax of all of the layer, where these are only some of its geometries.
    """

    geometries: Geometries
    crs: str
    name: str
    width: float | None = None
    extent: tuple[float, float, float, float] | None = None


class _Ready(NamedTuple):
    """A layer in the plane in which it is drawn."""

    drawing: Drawing
    position: np.ndarray
    index: BoxIndex
    look: _Look
    width: float
    size: float  # metres², of a shape's box on average


class DrawnBasemap:
    """Vector layers as a raster; see ``Basemap``.

    It is north up in the UTM zone in the middle of the first, valid everywhere within their extent. Coordinates are
    held in memory, and of each window only the shapes that touch it are drawn, antialiased.
    """

    def __init__(self, layers: Sequence[DrawnLayer], name: str = "") -> None:
        """Prepare the drawing.

        Args:
            layers: in any order and any CRS; large areas are drawn first, lines last.
            name: for messages; those of the layers if "".

        Raises:
            InputError: a layer has no CRS or one that does not fit it, or nothing is there to be drawn.
        """
        self.name = name or ", ".join(layer.name for layer in layers)
        with_shapes = [layer for layer in layers if len(layer.geometries.segments)]
        if not with_shapes and any(layer.extent for layer in layers):
            raise InputError(
                f"The layers {self.name} hold no areas or lines near the map; check the CRS and the place of both, or "
                "choose others."
            )
        if not with_shapes:
            raise InputError(f"The layers {self.name} hold no areas or lines to draw a map from; choose others.")
        first = with_shapes[0]
        frame = Frame.choose(first.crs, first.crs, bounds(first.geometries.coordinates), layer_name=first.name)
        self.crs = frame.wkt
        self.pixel_size = (_PIXEL, _PIXEL)
        ready = [_prepared(layer, frame) for layer in with_shapes]
        self._layers = sorted(ready, key=lambda each: -each.size)
        boxes = [lattice(bounds(each.position), 2) for each in ready]
        boxes += [
            Transformation(read_crs(each.crs), frame.crs)(lattice(each.extent)) for each in with_shapes if each.extent
        ]
        self.extent = Window(*bounds(np.concatenate(boxes)))

    @classmethod
    def of(
        cls, specifications: Iterable[str], near: tuple[float, float, float, float] | None = None, crs: str = ""
    ) -> DrawnBasemap:
        """Draw layers of any format that OGR reads.

        Args:
            specifications: as for ``vectors.open_layer``.
            near: xmin, ymin, xmax, ymax, outside of which nothing need be drawn; without it, all is.
            crs: WKT, of ``near``.

        Raises:
            InputError: see ``vectors.open_layer`` and ``__init__``.
        """
        layers = []
        for specification in specifications:
            with open_layer(specification) as layer:
                extent = layer.extent if near and layer.feature_count else None
                if near:
                    layer.keep_near(near, crs)
                layers.append(DrawnLayer(layer.geometries(), layer.crs, layer.layer_name, extent=extent))
        return cls(layers)

    def read(self, window: Window, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """Draw a window; see ``Basemap.read``."""
        step = np.array([(window.right - window.left) / width, (window.bottom - window.top) / height])
        pixel = float(np.sqrt(abs(step[0] * step[1])))
        image = np.empty((height, width, 3), np.float32)
        image[:] = _PAPER
        parts = [self._part(layer, window, step) for layer in self._layers]
        for layer, (start, end, winding) in zip(self._layers, parts):
            area = winding != 0
            if area.any():
                _paint(image, layer.look.fill, coverage(start[area], end[area], winding[area], width, height))
                stroke = max(_OUTLINE / pixel, _THINNEST)
                _paint(image, layer.look.outline, strokes(start[area], end[area], stroke, width, height))
        for layer, (start, end, winding) in zip(self._layers, parts):
            line = winding == 0
            if line.any():
                stroke = max(layer.width / pixel, _THINNEST)
                _paint(image, layer.look.line, strokes(start[line], end[line], stroke, width, height))
        valid = np.outer(
            _within(window.top + (np.arange(height) + 0.5) * step[1], self.extent.bottom, self.extent.top),
            _within(window.left + (np.arange(width) + 0.5) * step[0], self.extent.left, self.extent.right),
        )
        image[~valid] = 0
        return (image + 0.5).astype(np.uint8), valid

    def _part(self, layer: _Ready, window: Window, step: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Ends (S, 2) of the segments near a window, in its pixels, and what they wind."""
        margin = layer.width + 2 * float(np.abs(step).max())
        near = (window.left - margin, window.bottom - margin, window.right + margin, window.top + margin)
        drawing, coordinates = layer.drawing.part(layer.index.touching(near))
        position = (layer.position[coordinates] - np.array([window.left, window.top])) / step
        return position[drawing.segments[:, 0]], position[drawing.segments[:, 1]], drawing.winding


def _prepared(layer: DrawnLayer, frame: Frame) -> _Ready:
    crs = read_crs(layer.crs)
    way = Transformation(crs, frame.crs) if crs is not None else None
    if way is None or not way.possible:
        raise InputError(f"The CRS of {layer.name} is missing or does not lead to the ground; assign the right one.")
    position = way(layer.geometries.coordinates)
    position[~np.isfinite(position).all(1)] = np.nan
    drawing = Drawing.of(layer.geometries)
    boxes = drawing.boxes_at(position)
    if not np.isfinite(boxes).any():
        raise InputError(f"The coordinates of {layer.name} do not fit its CRS {crs.GetName()}; assign the right one.")
    look = next(each for each in _LOOKS if re.search(each.names, layer.name.lower()))
    size = float(np.nanmean((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])))
    return _Ready(drawing, position, BoxIndex(boxes, _CELL), look, layer.width or look.width, size)


def _paint(image: np.ndarray, colour: tuple[int, int, int], share: np.ndarray) -> None:
    """Cover a picture (H, W, 3) with a colour, by the share (H, W) of each pixel."""
    image += share[..., None] * (np.array(colour, np.float32) - image)


def _within(values: np.ndarray, low: float, high: float) -> np.ndarray:
    return (values >= low) & (values <= high)
