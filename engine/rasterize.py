"""Drawing of vectors into channels, antialiased, in plain numpy.

The method is signed-area accumulation, as in font renderers: every edge adds its signed coverage to
the pixel it crosses, and a running sum along the row turns that into the winding number. All edges
of a layer are handled at once; the number of polygons does not matter. Coverage is exact along x
and sampled ``SUPERSAMPLING`` times along y.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .geometry import Geometries
from .wkb import HOLE, SHELL

SUPERSAMPLING = 4
OUTLINE_WIDTH = 2.0  # pixels at the scale that is drawn
VERTEX_SIZE = 3.0
LINE_WIDTH = 4.0  # centre lines are dilated to 4 px, as in Zampieri et al. (2018), section 4
CHANNELS = ("fill", "outline", "vertex")


def coverage(start: np.ndarray, end: np.ndarray, weight: np.ndarray, width: int, height: int) -> np.ndarray:
    """Coverage of the area that oriented edges enclose.

    Args:
        start, end: float (E, 2), ends of the edges in pixel coordinates (x right, y down).
        weight: float (E,), +1 where the edges of a ring run so that its winding number is positive.
        width, height: of the result, pixels.

    Returns:
        float32 (height, width) in 0..1; overlapping areas count once.
    """
    rows = height * SUPERSAMPLING
    x0, x1 = start[:, 0], end[:, 0]
    y0, y1 = start[:, 1] * SUPERSAMPLING, end[:, 1] * SUPERSAMPLING
    sign = np.where(y1 > y0, weight, -weight)
    low, high = np.minimum(y0, y1), np.maximum(y0, y1)
    # rows are sampled at their middle, k + 0.5
    first = np.clip(np.ceil(low - 0.5), 0, rows).astype(np.int64)
    last = np.clip(np.ceil(high - 0.5), 0, rows).astype(np.int64)
    count = last - first
    edge = np.repeat(np.arange(len(count)), count)
    row = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count) + first[edge]
    slope = (x1 - x0) / np.where(y1 == y0, 1.0, y1 - y0)
    x = np.clip(x0[edge] + slope[edge] * (row + 0.5 - y0[edge]), 0, width)
    column = np.minimum(x.astype(np.int64), width)
    fraction = x - column
    change = sign[edge]
    stride = width + 2
    index = row * stride + column
    total = np.bincount(index, change * (1 - fraction), rows * stride)
    total += np.bincount(index + 1, change * fraction, rows * stride)
    winding = np.cumsum(total.reshape(rows, stride)[:, :width], axis=1, dtype=np.float32)
    np.clip(winding, 0, 1, out=winding)
    return winding.reshape(height, SUPERSAMPLING, width).mean(axis=1, dtype=np.float32)


def strokes(start: np.ndarray, end: np.ndarray, line_width: float, width: int, height: int) -> np.ndarray:
    """Coverage of segments drawn ``line_width`` pixels wide, with square caps of half that width.

    Args:
        start, end: float (S, 2), ends of the segments in pixel coordinates.
        line_width: pixels.
        width, height: of the result, pixels.

    Returns:
        float32 (height, width) in 0..1.
    """
    along = end - start
    length = np.hypot(along[:, 0], along[:, 1])
    unit = along / np.where(length == 0, 1.0, length)[:, None]
    unit[length == 0] = (1.0, 0.0)
    half = line_width / 2
    side = np.stack([-unit[:, 1], unit[:, 0]], 1) * half
    # caps of a quarter width: corners close without growing spikes
    cap = unit * (half / 2)
    a, b, c, d = start - cap - side, end + cap - side, end + cap + side, start - cap + side
    edges_from, edges_to = np.concatenate([a, b, c, d]), np.concatenate([b, c, d, a])
    return coverage(edges_from, edges_to, np.full(len(edges_from), -1.0), width, height)


def squares(centre: np.ndarray, size: float, width: int, height: int) -> np.ndarray:
    """Coverage of upright squares; float32 (height, width) in 0..1.

    Args:
        centre: float (N, 2), pixel coordinates.
        size: side of a square, pixels.
        width, height: of the result, pixels.
    """
    half = size / 2
    left, right = centre - half, centre + half
    top_right, bottom_left = np.stack([right[:, 0], left[:, 1]], 1), np.stack([left[:, 0], right[:, 1]], 1)
    weight = np.concatenate([np.full(len(centre), -1.0), np.full(len(centre), -1.0)])
    return coverage(np.concatenate([top_right, bottom_left]), np.concatenate([right, left]), weight, width, height)


@dataclass(frozen=True)
class Drawing:
    """What of a layer is to be drawn, prepared once; positions may change afterwards.

    Attributes:
        segments: int64 (S, 2), ends of the segments of rings and lines.
        winding: float64 (S,), +1 or -1 by the ring's direction, 0 for lines.
        vertices: int64 (V,), the positions without the repeated end of rings.
        segment_feature, vertex_feature: int64 (S,), (V,), the feature each belongs to.
    """

    segments: np.ndarray
    winding: np.ndarray
    vertices: np.ndarray
    segment_feature: np.ndarray
    vertex_feature: np.ndarray

    @classmethod
    def of(cls, geometries: Geometries) -> Drawing:
        """Prepare the drawing of all features of a layer."""
        segments = geometries.segments
        part = geometries.part_of_coordinate
        segment_part = part[segments[:, 0]] if len(segments) else np.zeros(0, np.int64)
        kind = geometries.part_kind[segment_part]
        ring = geometries.part_ring[segment_part]
        # shells are made positive and holes negative, whatever their direction in the file
        (x0, y0), (x1, y1) = geometries.coordinates[segments[:, 0]].T, geometries.coordinates[segments[:, 1]].T
        origin = geometries.coordinates[segments[:, 0][:1]] if len(segments) else np.zeros((1, 2))
        doubled = (x0 - origin[0, 0]) * (y1 - origin[0, 1]) - (x1 - origin[0, 0]) * (y0 - origin[0, 1])
        area = np.bincount(ring, doubled, minlength=1) if len(ring) else np.zeros(1)
        direction = np.where(area[ring] >= 0, 1.0, -1.0)
        winding = np.select([kind == SHELL, kind == HOLE], [direction, -direction], 0.0)

        count = np.diff(geometries.part_offsets)
        closing = geometries.part_offsets[1:] - 1
        is_ring = np.isin(geometries.part_kind, (SHELL, HOLE)) & (count > 1)
        repeated = np.zeros(len(geometries.coordinates), bool)
        repeated[closing[is_ring]] = True
        vertices = np.flatnonzero(~repeated)
        feature = geometries.feature_of_coordinate
        return cls(
            segments,
            winding,
            vertices,
            feature[segments[:, 0]] if len(segments) else segment_part,
            feature[vertices],
        )

    def draw(
        self, position: np.ndarray, width: int, height: int, features: np.ndarray | None = None, y_down: bool = True
    ) -> np.ndarray:
        """Draw the layer.

        Args:
            position: float (N, 2), pixel coordinates of all coordinates of the layer.
            width, height: pixels.
            features: bool (F,), the features to draw; all if None. Leaving out those that do not
                touch the picture saves time and changes nothing.
            y_down: whether the layer's own y axis, in which ring directions were taken, points down
                like the pixels' axis (False for maps, whose north is up).

        Returns:
            float32 (3, height, width) in 0..1: ``CHANNELS``.
        """
        segments, winding, vertices = self.segments, self.winding, self.vertices
        if features is not None:
            kept = features[self.segment_feature]
            segments, winding, vertices = segments[kept], winding[kept], vertices[features[self.vertex_feature]]
        start, end = position[segments[:, 0]], position[segments[:, 1]]
        area = winding != 0
        result = np.zeros((len(CHANNELS), height, width), np.float32)
        if area.any():
            turned = winding[area] if not y_down else -winding[area]
            result[0] = coverage(start[area], end[area], turned, width, height)
            result[1] = strokes(start[area], end[area], OUTLINE_WIDTH, width, height)
        if not area.all():
            np.maximum(result[0], strokes(start[~area], end[~area], LINE_WIDTH, width, height), out=result[0])
        if len(vertices):
            result[2] = squares(position[vertices], VERTEX_SIZE, width, height)
        return result
