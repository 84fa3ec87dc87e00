"""Where the coordinates lie inside well-known binary.

Every geometry that OGR, QGIS and shapely know can be written as WKB, and a vertex is moved by
overwriting sixteen bytes of it. So one small parser serves all types, curves and collections
included, and everything else in the geometry (Z, M, ring order, nesting) stays as it was, bit for bit.

Formats: ISO 13249-3 (types 1001, 2001, 3001 for Z, M, ZM), PostGIS' EWKB and OGR's old 2.5D flags.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

import numpy as np

from .errors import InputError

POINT, LINE, SHELL, HOLE = range(4)

_Z_FLAG, _M_FLAG, _SRID_FLAG = 0x80000000, 0x40000000, 0x20000000
_POINT, _LINESTRING, _POLYGON, _CIRCULARSTRING, _TRIANGLE = 1, 2, 3, 8, 17
_CURVE_POLYGON = 10
# multi-point, multi-line, multi-polygon, collection, compound curve, multi-curve, multi-surface,
# polyhedral surface, TIN: a count and that many whole geometries
_CONTAINERS = frozenset((4, 5, 6, 7, 9, 11, 12, 15, 16))


class Run(NamedTuple):
    """One run of consecutive positions inside a WKB blob.

    ``ring`` numbers the rings and lines of the geometry: the pieces of a compound curve share one.
    """

    offset: int
    count: int
    dimensions: int
    big_endian: bool
    kind: int
    ring: int


def coordinate_runs(blob: bytes) -> list[Run]:
    """Return the runs of positions in ``blob``, in the order in which they are stored.

    Raises:
        InputError: the bytes are no well-known binary or hold an unknown geometry type.
    """
    runs: list[Run] = []
    try:
        _Parser(blob, runs).geometry(0, None, None)
    except (struct.error, IndexError) as error:
        raise InputError("A geometry is cut short and cannot be read; repair the layer first.") from error
    except RecursionError as error:
        raise InputError("A geometry is nested too deeply to be read; repair the layer first.") from error
    return runs


def turn_rings(blob: bytes) -> bytes:
    """Make shells run clockwise and holes the other way, as shapefiles want them; all else stays.

    Raises:
        InputError: see ``coordinate_runs``.
    """
    result = bytearray(blob)
    for run in coordinate_runs(blob):
        if run.kind in (SHELL, HOLE):
            rows = view(result, run)
            x, y = (rows[:, :2] - rows[0, :2]).T
            if (float(x[:-1] @ y[1:] - x[1:] @ y[:-1]) > 0) == (run.kind == SHELL):
                rows[:] = rows[::-1].copy()
    return bytes(result)


def view(blob: bytes | bytearray, run: Run) -> np.ndarray:
    """The positions of a run, float64 (count, dimensions), as a window into the blob's own bytes."""
    kind = ">f8" if run.big_endian else "<f8"
    return np.frombuffer(blob, kind, run.count * run.dimensions, run.offset).reshape(run.count, run.dimensions)


class _Parser:
    def __init__(self, blob: bytes, runs: list[Run]) -> None:
        self.blob, self.runs, self.rings = blob, runs, 0

    def geometry(self, at: int, kind: int | None, ring: int | None) -> int:
        """Parse one geometry that starts at byte ``at``; return the byte after it."""
        if self.blob[at] > 1:
            raise InputError("A geometry is damaged and cannot be read; repair the layer first.")
        big_endian = self.blob[at] == 0
        integer = ">I" if big_endian else "<I"
        (code,) = struct.unpack_from(integer, self.blob, at + 1)
        at += 5
        dimensions = 2
        if code & _SRID_FLAG:
            at += 4
        dimensions += bool(code & _Z_FLAG) + bool(code & _M_FLAG)
        whole = code & 0x0FFFFFFF
        dimensions += (0, 1, 1, 2)[whole // 1000] if whole < 4000 else 0
        code = whole % 1000 if whole < 4000 else whole

        if code == _POINT:
            return self._run(at, 1, dimensions, big_endian, POINT, None)
        if code not in (_LINESTRING, _CIRCULARSTRING, _POLYGON, _TRIANGLE, _CURVE_POLYGON) and code not in _CONTAINERS:
            raise InputError(
                f"Geometry type {whole} is not known to Realign; convert the layer to a simple type first."
            )
        (count,) = struct.unpack_from(integer, self.blob, at)
        at += 4
        if code in (_LINESTRING, _CIRCULARSTRING):
            return self._run(at, count, dimensions, big_endian, LINE if kind is None else kind, ring)
        if code in (_POLYGON, _TRIANGLE):
            for index in range(count):
                (size,) = struct.unpack_from(integer, self.blob, at)
                at = self._run(at + 4, size, dimensions, big_endian, HOLE if index else SHELL, None)
            return at
        if code == _CURVE_POLYGON:
            for index in range(count):
                at = self.geometry(at, HOLE if index else SHELL, self._next_ring())
            return at
        compound = code == 9
        if compound and ring is None:
            ring = self._next_ring()
        for _ in range(count):
            at = self.geometry(at, kind if compound else None, ring if compound else None)
        return at

    def _run(self, at: int, count: int, dimensions: int, big_endian: bool, kind: int, ring: int | None) -> int:
        end = at + 8 * dimensions * count
        if end > len(self.blob):
            raise IndexError(end)
        if count:
            self.runs.append(Run(at, count, dimensions, big_endian, kind, self._next_ring() if ring is None else ring))
        return end

    def _next_ring(self) -> int:
        self.rings += 1
        return self.rings - 1
