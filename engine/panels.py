"""Before and after: pictures of single places of an alignment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .grid import Grid
from .imagery import Imagery
from .pictures import AFTER, BEFORE, Outlines, overlay
from .wkb import POINT

if TYPE_CHECKING:
    from .alignment import Alignment

_SIZE = (480, 360)  # pixels
_SHARE = 0.45  # of a picture's side that its feature may take
_FINEST, _COARSEST = 0.12, 2.0  # metres per pixel
_NO_DATA = 235  # grey


class Place(NamedTuple):
    """A feature to show, and why it was chosen."""

    title: str
    feature: int


def notable_places(alignment: Alignment) -> list[Place]:
    """The moved features with the lowest, a middling and the highest confidence, and the one moved farthest."""
    moved = np.flatnonzero(alignment.moved)
    if not len(moved):
        return []
    asked = moved[np.isfinite(alignment.confidence[moved])]  # others went along with what they are connected to
    order = asked[np.argsort(alignment.confidence[asked], kind="stable")]
    length = np.hypot(alignment.dx, alignment.dy)
    places = [Place("Moved farthest", int(moved[np.argmax(length[moved])]))]
    if len(order):
        places = [
            Place("Lowest confidence", int(order[0])),
            Place("Median confidence", int(order[len(order) // 2])),
            Place("Highest confidence", int(order[-1])),
            *places,
        ]
    seen: set[int] = set()
    return [place for place in places if not (place.feature in seen or seen.add(place.feature))]


def before_and_after(alignment: Alignment, imagery: Imagery, feature: int) -> tuple[np.ndarray, np.ndarray, float]:
    """Draw the surroundings of a feature before and after.

    Args:
        alignment: the result.
        imagery: the basemap in a frame that suits the layer.
        feature: its index.

    Returns:
        two images, uint8 (H, W, 3), and the metres on the ground that a pixel is.
    """
    geometries, frame = alignment.geometries, imagery.frame
    own = geometries.feature_of_coordinate == feature
    both = frame.from_layer(np.concatenate([geometries.coordinates[own], alignment.coordinates[own]]))
    low, high = both.min(0), both.max(0)
    resolution = float(np.clip(((high - low) / _SIZE).max() / _SHARE, _FINEST, _COARSEST))
    left, top = (low + high) / 2 + np.array([-1, 1]) * resolution * np.array(_SIZE) / 2
    grid = Grid(float(left), float(top), resolution, *_SIZE)
    image, valid = imagery.read(grid)
    image = np.where(valid[..., None], image, _NO_DATA).astype(np.uint8)
    near = _near(alignment, imagery, grid)
    pictures = [
        overlay(image, [_outlines(alignment, xy, imagery, grid, near, colour)])
        for xy, colour in ((geometries.coordinates, BEFORE), (alignment.coordinates, AFTER))
    ]
    return pictures[0], pictures[1], resolution


def _near(alignment: Alignment, imagery: Imagery, grid: Grid) -> np.ndarray:
    """bool (F,): features whose box touches the surroundings of the picture, in the layer's CRS."""
    xmin, ymin, xmax, ymax = grid.box
    steps = np.linspace(0, 1, 5)
    x, y = np.meshgrid(xmin + (xmax - xmin) * (1.5 * steps - 0.25), ymin + (ymax - ymin) * (1.5 * steps - 0.25))
    around = imagery.frame.to_layer(np.stack([x.ravel(), y.ravel()], 1))
    low, high = around.min(0), around.max(0)
    boxes = alignment.geometries.boxes
    return (boxes[:, :2] <= high).all(1) & (boxes[:, 2:] >= low).all(1)  # NaN, no geometry: false


def _outlines(
    alignment: Alignment, xy: np.ndarray, imagery: Imagery, grid: Grid, near: np.ndarray, colour: tuple[int, int, int]
) -> Outlines:
    geometries = alignment.geometries
    segments = geometries.segments
    segments = segments[near[geometries.feature_of_coordinate[segments[:, 0]]]]
    points = geometries.part_kind[geometries.part_of_coordinate] == POINT
    points &= near[geometries.feature_of_coordinate]

    def pixels(which: np.ndarray) -> np.ndarray:
        return grid.to_pixel(imagery.frame.from_layer(xy[which]))

    return Outlines(pixels(segments[:, 0]), pixels(segments[:, 1]), pixels(points), colour)
