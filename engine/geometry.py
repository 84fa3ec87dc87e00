"""A layer's geometries as one flat coordinate array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .wkb import Run, coordinate_runs, view


@dataclass(frozen=True)
class Geometries:
    """All geometries of a layer: N coordinates in P parts in F features.

    A part is one ring, one line, one point, or one piece of a compound curve. Closed rings repeat
    their first position at the end, as in WKB. Features without a geometry have no parts.

    Attributes:
        coordinates: float64 (N, 2), x (east) then y (north), in the layer's CRS.
        part_offsets: int64 (P + 1,), where each part starts in ``coordinates``.
        part_kind: uint8 (P,), one of ``wkb.POINT, LINE, SHELL, HOLE``.
        part_ring: int64 (P,), equal for the pieces of one ring or compound curve.
        feature_offsets: int64 (F + 1,), where each feature starts in the parts.
        blobs: the WKB that the coordinates came from, None where a feature has no geometry.
    """

    coordinates: np.ndarray
    part_offsets: np.ndarray
    part_kind: np.ndarray
    part_ring: np.ndarray
    feature_offsets: np.ndarray
    blobs: tuple[bytes | None, ...]
    _runs: tuple[Run, ...]

    @classmethod
    def from_wkb(cls, blobs: Sequence[bytes | None]) -> Geometries:
        """Read geometries, one per feature, from WKB; None or empty bytes mean no geometry.

        Raises:
            InputError: a blob is damaged or of an unknown type.
        """
        pieces, runs, rings, feature_offsets, ring_base = [], [], [], [0], 0
        blobs = tuple(bytes(blob) if blob else None for blob in blobs)
        for blob in blobs:
            found = coordinate_runs(blob) if blob else []
            for run in found:
                xy = view(blob, run)[:, :2]
                if not np.isfinite(xy).all():  # POINT EMPTY is stored as NaN
                    continue
                pieces.append(xy)
                runs.append(run)
                rings.append(ring_base + run.ring)
            ring_base = rings[-1] + 1 if rings else 0
            feature_offsets.append(len(runs))
        coordinates = np.concatenate(pieces).astype(np.float64) if pieces else np.zeros((0, 2))
        return cls(
            coordinates,
            np.concatenate([[0], np.cumsum([run.count for run in runs], dtype=np.int64)]).astype(np.int64),
            np.array([run.kind for run in runs], np.uint8),
            np.array(rings, np.int64),
            np.array(feature_offsets, np.int64),
            blobs,
            tuple(runs),
        )

    @property
    def feature_count(self) -> int:
        """Number of features, those without a geometry included."""
        return len(self.feature_offsets) - 1

    @cached_property
    def part_of_coordinate(self) -> np.ndarray:
        """int64 (N,): the part to which each coordinate belongs."""
        return np.repeat(np.arange(len(self.part_kind)), np.diff(self.part_offsets))

    @cached_property
    def feature_of_part(self) -> np.ndarray:
        """int64 (P,): the feature to which each part belongs."""
        return np.repeat(np.arange(self.feature_count), np.diff(self.feature_offsets))

    @cached_property
    def feature_of_coordinate(self) -> np.ndarray:
        """int64 (N,): the feature to which each coordinate belongs."""
        return self.feature_of_part[self.part_of_coordinate]

    @cached_property
    def segments(self) -> np.ndarray:
        """int64 (S, 2): indices of the two ends of every segment of lines and rings."""
        start = np.arange(max(len(self.coordinates) - 1, 0))
        within = self.part_of_coordinate[start] == self.part_of_coordinate[start + 1] if len(start) else start > 0
        start = start[within]
        return np.stack([start, start + 1], 1)

    @cached_property
    def shared(self) -> tuple[np.ndarray, np.ndarray]:
        """Positions that occur once or more: unique positions (U, 2) and the index (N,) into them.

        Positions are one when both numbers are equal bit for bit: that is what topology means in a
        layer that does not store it.
        """
        unique, index = np.unique(self.coordinates, axis=0, return_inverse=True)
        return unique, index.reshape(-1)

    @cached_property
    def groups(self) -> np.ndarray:
        """int64 (F,): features that share a position, directly or through others, have one number."""
        label = np.arange(self.feature_count)
        _, node = self.shared
        feature = self.feature_of_coordinate
        smallest = np.empty(len(self.shared[0]), np.int64)
        while True:
            smallest.fill(self.feature_count)
            np.minimum.at(smallest, node, label[feature])
            update = label.copy()
            np.minimum.at(update, feature, smallest[node])
            update = update[update]  # shortcut long chains
            if np.array_equal(update, label):
                return label
            label = update

    @cached_property
    def boxes(self) -> np.ndarray:
        """float64 (F, 4): xmin, ymin, xmax, ymax of each feature; NaN where it has no coordinates."""
        return self.boxes_at(self.coordinates)

    def boxes_at(self, coordinates: np.ndarray) -> np.ndarray:
        """The same as ``boxes`` with the coordinates (N, 2) elsewhere."""
        boxes = np.full((self.feature_count, 4), np.nan)
        first = self.part_offsets[self.feature_offsets]
        filled = first[1:] > first[:-1]
        if filled.any():
            starts = first[:-1][filled]
            boxes[filled, :2] = np.minimum.reduceat(coordinates, starts)
            boxes[filled, 2:] = np.maximum.reduceat(coordinates, starts)
        return boxes

    def to_wkb(self, coordinates: np.ndarray, features: np.ndarray | None = None) -> list[bytes | None]:
        """Return the WKB of each feature with its positions replaced; Z and M stay.

        Args:
            coordinates: float64 (N, 2), the new positions.
            features: bool (F,), those to rewrite; the others return their own bytes. All if None.
        """
        result: list[bytes | None] = list(self.blobs)
        for feature in range(self.feature_count):
            first, last = self.feature_offsets[feature : feature + 2]
            if first == last or (features is not None and not features[feature]):
                continue
            blob = bytearray(self.blobs[feature])
            for part in range(first, last):
                low, high = self.part_offsets[part : part + 2]
                view(blob, self._runs[part])[:, :2] = coordinates[low:high]
            result[feature] = bytes(blob)
        return result
