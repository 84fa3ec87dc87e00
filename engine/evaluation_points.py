"""Key points: places of a layer whose true place its reference knows."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .evaluation_layer import outlines
from .evaluation_matching import nearest_points
from .geometry import Geometries
from .ranges import ranges


class KeyPoints(NamedTuple):
    """Pairs of a position and its truth.

    Attributes:
        position, truth: float64 (N, 2), in one metric plane.
        feature: int64 (N,), of the layer.
        exact: bool (N,): a vertex and its own vertex; else the nearest point on the outline, which may be too near.
    """

    position: np.ndarray
    truth: np.ndarray
    feature: np.ndarray
    exact: np.ndarray


def key_points(
    ours: Geometries, theirs: Geometries, xy: np.ndarray, reference_xy: np.ndarray, pairs: np.ndarray
) -> KeyPoints:
    """The vertices of matched features; each counts once, where rings close, too.

    Where both have as many parts with as many vertices, these are matched one by one, from whatever vertex a ring
    starts and whichever way it runs: formats turn rings. Elsewhere truth is the nearest point on the outline.

    Args:
        ours, theirs: the layer and its reference.
        xy, reference_xy: their coordinates (N, 2) in one metric plane.
        pairs: int64 (K, 2), features that are the same thing.
    """
    alike = np.array([_alike(ours, theirs, *pair) for pair in pairs.tolist()], bool)
    vertices, partners = _vertices(ours, theirs, xy, reference_xy, pairs[alike])
    truths = [reference_xy[partners]]
    segments, first = outlines(theirs)
    for feature, other in pairs[~alike].tolist():
        own = _own_vertices(ours, np.arange(*ours.feature_offsets[feature : feature + 2]))
        its = reference_xy[segments[first[other] : first[other + 1]]]
        truths.append(nearest_points(xy[own], its[:, 0], its[:, 1]))
        vertices = np.append(vertices, own)
    exact = np.arange(len(vertices)) < len(partners)
    return KeyPoints(xy[vertices], np.concatenate(truths), ours.feature_of_coordinate[vertices], exact)


def _alike(ours: Geometries, theirs: Geometries, feature: int, other: int) -> bool:
    first, last = ours.feature_offsets[feature : feature + 2]
    its_first, its_last = theirs.feature_offsets[other : other + 2]
    return (
        last - first == its_last - its_first
        and np.array_equal(ours.part_kind[first:last], theirs.part_kind[its_first:its_last])
        and np.array_equal(
            np.diff(ours.part_offsets[first : last + 1]), np.diff(theirs.part_offsets[its_first : its_last + 1])
        )
    )


def _vertices(
    ours: Geometries, theirs: Geometries, xy: np.ndarray, reference_xy: np.ndarray, pairs: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Indices of the vertices of features that are alike, and of their partners, both int64 (M,)."""
    count = np.diff(ours.feature_offsets)[pairs[:, 0]]
    parts = ranges(ours.feature_offsets[pairs[:, 0]], count)
    others = ranges(theirs.feature_offsets[pairs[:, 1]], count)
    closed = _closed(ours, parts) & _closed(theirs, others)
    length = np.diff(ours.part_offsets)[parts] - closed
    vertices, partners = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for ring, number in np.unique(np.stack([closed, length], 1), axis=0).tolist():
        same = (closed == ring) & (length == number)
        own = ours.part_offsets[parts[same], None] + np.arange(number)
        its = theirs.part_offsets[others[same], None] + np.arange(number)
        its = np.take_along_axis(its, _turned(xy[own], reference_xy[its], bool(ring)), 1)
        vertices.append(own.ravel())
        partners.append(its.ravel())
    vertices, partners = np.concatenate(vertices), np.concatenate(partners)
    order = np.argsort(vertices, kind="stable")
    return vertices[order], partners[order]


def _turned(own: np.ndarray, its: np.ndarray, closed: bool) -> np.ndarray:
    """In which order (R, n) the vertices of R parts of the reference (R, n, 2) fit those of ours best.

    Parts are laid over each other by their middles; the correlation for all starts comes from Fourier's transform.
    """
    number = own.shape[1]
    steps = np.arange(number)
    a, b = ((each - each.mean(1, keepdims=True)) @ np.array([1, 1j]) for each in (own, its))
    if closed:
        spectrum = np.fft.fft(b, axis=1)
        ahead, back = (
            np.fft.ifft(np.fft.fft(each, axis=1) * spectrum, axis=1).real for each in (_mirrored(a), a.conj())
        )
    else:
        ahead, back = ((a * each.conj()).real.sum(1, keepdims=True) for each in (b, b[:, ::-1]))
    fits = np.concatenate([ahead, back], 1)
    best = fits.argmax(1)
    best[fits[np.arange(len(fits)), best] <= fits[:, 0] + 1e-9 * np.abs(fits[:, 0])] = 0  # as they are, if in doubt
    turned, start = best >= ahead.shape[1], best % ahead.shape[1]
    if not closed:
        start = np.where(turned, number - 1, 0)
    return (start[:, None] + np.where(turned, -1, 1)[:, None] * steps) % number


def _mirrored(values: np.ndarray) -> np.ndarray:
    """conj(values) at -i: with it, a convolution becomes a correlation."""
    return np.roll(values[:, ::-1], 1, 1).conj()


def _closed(geometries: Geometries, parts: np.ndarray) -> np.ndarray:
    """bool: which parts end where they begin."""
    first, last = geometries.part_offsets[parts], geometries.part_offsets[parts + 1] - 1
    return (last > first) & (geometries.coordinates[first] == geometries.coordinates[last]).all(1)


def _own_vertices(geometries: Geometries, parts: np.ndarray) -> np.ndarray:
    """Indices of the coordinates of parts, without those that only close a ring."""
    return ranges(geometries.part_offsets[parts], np.diff(geometries.part_offsets)[parts] - _closed(geometries, parts))
