"""Polylines as arrays: simplify, densify, clip, measure distances, write as WKB."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np

_CHUNK = 2_000_000  # point-segment pairs measured at once


def simplified(line: np.ndarray, tolerance: float) -> np.ndarray:
    """The vertices (n, 2) that keep a line within ``tolerance`` of itself (Douglas and Peucker); ends stay."""
    kept = np.zeros(len(line), bool)
    kept[[0, -1]] = True
    pending = [(0, len(line) - 1)]
    while pending:
        first, last = pending.pop()
        if last - first < 2:
            continue
        distance = to_segments(line[first + 1 : last], line[first : first + 1], line[last : last + 1])
        furthest = int(distance.argmax())
        if distance[furthest] > tolerance:
            middle = first + 1 + furthest
            kept[middle] = True
            pending += [(first, middle), (middle, last)]
    return line[kept]


def densified(line: np.ndarray, step: float) -> np.ndarray:
    """A line with vertices at most ``step`` apart; its own vertices stay bit for bit."""
    pieces = []
    for start, end in zip(line[:-1], line[1:]):
        count = max(int(np.ceil(np.hypot(*(end - start)) / step)), 1)
        pieces.append(start + (end - start) * (np.arange(count) / count)[:, None])
    return np.concatenate([*pieces, line[-1:]])


def clipped(line: np.ndarray, low: Sequence[float], high: Sequence[float]) -> list[np.ndarray]:
    """The pieces of a line (n, 2) within an upright box; vertices inside stay bit for bit."""
    start, way = line[:-1], np.diff(line, axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        enter, leave = (np.asarray(low) - start) / way, (np.asarray(high) - start) / way
    enter, leave = np.fmin(enter, leave), np.fmax(enter, leave)
    beside = ((way == 0) & ((start < low) | (start > high))).any(1)
    enter = np.maximum(np.where(way == 0, 0.0, enter).max(1), 0.0)
    leave = np.minimum(np.where(way == 0, 1.0, leave).min(1), 1.0)
    seen = (enter < leave) & ~beside
    pieces: list[list[np.ndarray]] = []
    joined = False
    for i in np.flatnonzero(seen):
        joined = joined and i > 0 and bool(seen[i - 1]) and enter[i] == 0
        if not joined:
            pieces.append([line[i] if enter[i] == 0 else start[i] + enter[i] * way[i]])
        pieces[-1].append(line[i + 1] if leave[i] == 1 else start[i] + leave[i] * way[i])
        joined = bool(leave[i] == 1)
    return [np.array(piece) for piece in pieces]


def to_segments(points: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """float64 (N,): distance of each point (N, 2) to the nearest of the segments (S, 2) to (S, 2); inf for none."""
    result = np.full(len(points), np.inf)
    if not len(start):
        return result
    way = end - start
    length2 = np.maximum((way * way).sum(1), 1e-18)
    step = max(_CHUNK // len(start), 1)
    for first in range(0, len(points), step):
        away = points[first : first + step, None] - start
        t = np.clip((away * way).sum(2) / length2, 0, 1)
        result[first : first + step] = np.hypot(*np.moveaxis(away - t[..., None] * way, 2, 0)).min(1)
    return result


def to_line(points: np.ndarray, line: np.ndarray) -> np.ndarray:
    """float64 (N,): distance of each point (N, 2) to a polyline (n, 2)."""
    return to_segments(points, line[:-1], line[1:])


def multilinestring(lines: Sequence[np.ndarray]) -> bytes:
    """The WKB of several lines that are one feature; of a simple line where there is only one."""
    if len(lines) == 1:
        return linestring(lines[0])
    return struct.pack("<BII", 1, 5, len(lines)) + b"".join(linestring(line) for line in lines)


def linestring(line: np.ndarray) -> bytes:
    """The WKB of a line."""
    return struct.pack("<BII", 1, 2, len(line)) + np.ascontiguousarray(line, "<f8").tobytes()
