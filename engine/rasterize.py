"""Drawing of vectors into channels, antialiased, in plain numpy.

Every pixel row is cut into ``SUPERSAMPLING`` thin rows. What a shape covers of a thin row is a few
intervals, whose ends are known exactly; their union is added up pixel by pixel, as differences of
which a running sum along the row makes coverage. All shapes of a block are handled at once, and the
work is that of the edges: empty ground costs next to nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .geometry import Geometries
from .intervals import SUPERSAMPLING, painted, thin_rows, union
from .ranges import ranges
from .wkb import HOLE, SHELL

OUTLINE_WIDTH = 2.0  # pixels at the scale that is drawn
VERTEX_SIZE = 3.0
LINE_WIDTH = 4.0  # centre lines are dilated to 4 px, as in Zampieri et al. (2018), section 4
CHANNELS = ("fill", "outline", "vertex")
_FLAT = 1e-7  # a direction's part along an axis below which it is taken for none


def coverage(start: np.ndarray, end: np.ndarray, weight: np.ndarray, width: int, height: int) -> np.ndarray:
    """Coverage of the area that oriented edges enclose.

    Args:
        start, end: float (E, 2), ends of the edges in pixel coordinates (x right, y down).
        weight: float (E,), +1 where the edges of a ring run so that its winding number is positive.
        width, height: of the result, pixels.

    Returns:
        float32 (height, width) in 0..1; overlapping areas count once.
    """
    y0, y1 = start[:, 1] * SUPERSAMPLING, end[:, 1] * SUPERSAMPLING
    edge, row = thin_rows(np.minimum(y0, y1), np.maximum(y0, y1), height)
    slope = (end[:, 0] - start[:, 0]) / np.where(y1 == y0, 1.0, y1 - y0)
    x = np.clip(start[edge, 0] + slope[edge] * (row + 0.5 - y0[edge]), 0, width)
    change = np.where(y1 > y0, weight, -weight)[edge]
    left = np.bincount(row, change)  # not zero where a ring is not closed: it ends at the picture's edge
    if left.any():
        open_rows = np.flatnonzero(left)
        row, x = np.append(row, open_rows), np.append(x, np.full(len(open_rows), width))
        change = np.append(change, -left[open_rows])
    order = np.argsort(row * (width + 1.0) + x, kind="stable")
    inside = np.cumsum(change[order]) > 0.5  # the winding number behind each crossing; 0 at the end of each row
    turn = np.diff(inside, prepend=False)
    crossing = order[turn]  # into the area and out of it, alternately
    return painted(row[crossing[::2]], x[crossing[::2]], x[crossing[1::2]], width, height)


def strokes(start: np.ndarray, end: np.ndarray, line_width: float, width: int, height: int) -> np.ndarray:
    """Coverage of segments drawn ``line_width`` pixels wide, with square caps of half that width.

    Args:
        start, end: float (S, 2), ends of the segments in pixel coordinates.
        line_width: pixels.
        width, height: of the result, pixels.

    Returns:
        float32 (height, width) in 0..1.
    """
    near = (np.minimum(start, end) < np.array([width, height]) + line_width).all(1)
    near &= (np.maximum(start, end) > -line_width).all(1)
    start, end = start[near], end[near]
    along = end - start
    length = np.hypot(along[:, 0], along[:, 1])
    unit = along / np.where(length == 0, 1.0, length)[:, None]
    unit[length == 0] = (1.0, 0.0)
    half = line_width / 2
    # caps of a quarter width: corners close without growing spikes
    reach = length / 2 + half / 2
    middle = (start + end) / 2
    tall = np.abs(unit[:, 1]) * reach + np.abs(unit[:, 0]) * half
    bar, row = thin_rows((middle[:, 1] - tall) * SUPERSAMPLING, (middle[:, 1] + tall) * SUPERSAMPLING, height)
    # a bar is where two bands cross: |along| <= reach and |across| <= half, each an interval of the row
    down = (row + 0.5) / SUPERSAMPLING - middle[bar, 1]
    low_1, high_1 = _band(unit[:, 0], unit[:, 1], reach, bar, down)
    low_2, high_2 = _band(-unit[:, 1], unit[:, 0], np.full(len(reach), half), bar, down)
    x = middle[bar, 0]
    low, high = np.maximum(x + np.maximum(low_1, low_2), 0), np.minimum(x + np.minimum(high_1, high_2), width)
    return painted(*union(row, low, high, width), width, height)


def squares(centre: np.ndarray, size: float, width: int, height: int) -> np.ndarray:
    """Coverage of upright squares; float32 (height, width) in 0..1.

    Args:
        centre: float (N, 2), pixel coordinates.
        size: side of a square, pixels.
        width, height: of the result, pixels.
    """
    half = size / 2
    centre = centre[(np.abs(centre[:, 0] - width / 2) < width / 2 + half)]
    square, row = thin_rows((centre[:, 1] - half) * SUPERSAMPLING, (centre[:, 1] + half) * SUPERSAMPLING, height)
    x = centre[square, 0]
    return painted(*union(row, np.maximum(x - half, 0), np.minimum(x + half, width), width), width, height)


def _band(
    x: np.ndarray, y: np.ndarray, reach: np.ndarray, shape: np.ndarray, down: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Where (step, down) · (x, y) lies within ± reach: lowest and highest step to the right."""
    flat = np.abs(x) < _FLAT  # the band runs along the row
    scale = 1 / np.where(flat, 1.0, x)
    middle = down * (np.where(flat, 0.0, -y) * scale)[shape]
    half = np.where(flat, np.inf, np.abs(reach * scale))[shape]
    return middle - half, middle + half


@dataclass(frozen=True)
class Drawing:
    """What of a layer is to be drawn, prepared once; positions may change afterwards.

    Attributes:
        segments: int64 (S, 2), ends of the segments of rings and lines.
        winding: float64 (S,), +1 or -1 by the ring's direction, 0 for lines.
        vertices: int64 (V,), the positions without the repeated end of rings.
        segment_feature, vertex_feature: int64 (S,), (V,), the feature each belongs to.
        coordinate_offsets, segment_offsets, vertex_offsets: int64 (R + 1,), where each shape starts; a shape
            is a ring, a line or a point.
        shape_feature: int64 (R,), the feature that each shape belongs to.
    """

    segments: np.ndarray
    winding: np.ndarray
    vertices: np.ndarray
    segment_feature: np.ndarray
    vertex_feature: np.ndarray
    coordinate_offsets: np.ndarray
    segment_offsets: np.ndarray
    vertex_offsets: np.ndarray
    shape_feature: np.ndarray

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
        first = np.flatnonzero(np.diff(geometries.part_ring, prepend=-1))  # parts with which shapes begin
        offsets = np.append(geometries.part_offsets[first], len(feature))
        return cls(
            segments,
            winding,
            vertices,
            feature[segments[:, 0]] if len(segments) else segment_part,
            feature[vertices],
            offsets,
            np.searchsorted(segments[:, 0], offsets),
            np.searchsorted(vertices, offsets),
            geometries.feature_of_part[first],
        )

    def boxes_at(self, position: np.ndarray) -> np.ndarray:
        """Xmin, ymin, xmax, ymax of each shape; NaN for all shapes of a feature with a position that is NaN.

        Args:
            position: float (N, 2), of all coordinates of the layer.

        Returns:
            float64 (R, 4).
        """
        starts = self.coordinate_offsets[:-1]
        if not len(starts):
            return np.zeros((0, 4))
        boxes = np.concatenate([np.minimum.reduceat(position, starts), np.maximum.reduceat(position, starts)], 1)
        unknown = np.zeros(self.shape_feature[-1] + 1, bool)
        unknown[self.shape_feature[np.isnan(boxes).any(1)]] = True
        boxes[unknown[self.shape_feature]] = np.nan
        return boxes

    def part(self, shapes: np.ndarray) -> tuple[Drawing, np.ndarray]:
        """The drawing of some shapes alone; takes the time of those, however large the layer.

        Args:
            shapes: int64, their numbers, ascending.

        Returns:
            The drawing, and int64 (n,), the coordinates of the layer whose positions it is to be given.
        """
        start, count = _counts(self.coordinate_offsets, shapes)
        coordinates, shift = ranges(start, count), np.cumsum(count) - count - start
        segment_start, segment_count = _counts(self.segment_offsets, shapes)
        vertex_start, vertex_count = _counts(self.vertex_offsets, shapes)
        segments, vertices = ranges(segment_start, segment_count), ranges(vertex_start, vertex_count)
        return Drawing(
            self.segments[segments] + np.repeat(shift, segment_count)[:, None],
            self.winding[segments],
            self.vertices[vertices] + np.repeat(shift, vertex_count),
            self.segment_feature[segments],
            self.vertex_feature[vertices],
            np.append(0, np.cumsum(count)),
            np.append(0, np.cumsum(segment_count)),
            np.append(0, np.cumsum(vertex_count)),
            self.shape_feature[shapes],
        ), coordinates

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


def _counts(offsets: np.ndarray, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    start = offsets[chosen]
    return start, offsets[chosen + 1] - start
