"""Buildings: outlines, and the convex parts that carry their roofs."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from . import convex


@dataclass
class Part:
    """A convex piece of a roof.

    Attributes:
        polygon: float64 (n, 2), metres.
        eaves: edges from which the roof rises; none means flat.
        seams: edges that touch another part or the neighbour's wall.
        base: height of the eaves in metres.
        slope: metres of rise per metre.
    """

    polygon: np.ndarray
    eaves: tuple[int, ...] = ()
    seams: tuple[int, ...] = ()
    base: float = 3.0
    slope: float = 0.0


@dataclass
class Building:
    """A building on the ground, in metres.

    Attributes:
        rings: closed rings, the shell first, then holes.
        parts: what its roof is made of.
        height: by which lean displaces the roof; one for all houses of a row, so that walls stay shared.
        covering: a key of ``palette.ROOF_COLOURS``.
        colour: float32 (3,).
        labelled: whether it is in the truth; distractors are not.
        clutter: whether roof windows, chimneys and the like stand on it.
    """

    rings: list[np.ndarray]
    parts: list[Part]
    height: float
    covering: str = "clay"
    colour: np.ndarray = field(default_factory=lambda: np.full(3, 0.5, np.float32))
    labelled: bool = True
    clutter: bool = True


def closed(ring: np.ndarray) -> np.ndarray:
    """The ring with its first position repeated at the end."""
    return np.concatenate([ring, ring[:1]])


def rectangle(x0: float, y0: float, x1: float, y1: float) -> np.ndarray:
    """Corners of a box, edges in the order top, right, bottom, left (y down)."""
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], float)


def house(
    rng: np.random.Generator, width: float, depth: float, height: float, roof: str, slope: float
) -> tuple[np.ndarray, list[Part]]:
    """A house about the origin, its long side along x: outline (n, 2) and parts.

    The shape is drawn among rectangle, L, T, U and a main body with a lower annex. ``roof`` is one of
    gable, hip, shed, flat.
    """
    if depth > width:
        ring, parts = house(rng, depth, width, height, roof, slope)
        turn = np.array([[0.0, 1.0], [-1.0, 0.0]])
        for part in parts:
            part.polygon = part.polygon @ turn
        return ring @ turn, parts
    kind = rng.random()
    if kind < 0.36 or width < 9 or depth < 6:
        return _plain(width, depth, height, roof, slope)
    if kind < 0.52:
        return _annex(rng, width, depth, height, roof, slope)
    return _winged(rng, width, depth, height, roof, slope, wings=2 if kind > 0.92 and width > 16 else 1)


def _eaves(roof: str, hidden: int | None = None, turned: bool = False) -> tuple[int, ...]:
    if roof == "flat":
        return ()
    if roof == "hip":
        return tuple(edge for edge in range(4) if edge != hidden)
    if roof == "shed":
        return (1,) if turned else (2,)
    return (1, 3) if turned else (0, 2)


def _plain(width, depth, height, roof, slope):
    box = rectangle(-width / 2, -depth / 2, width / 2, depth / 2)
    return box, [Part(box.copy(), _eaves(roof), (), height, slope)]


def _annex(rng, width, depth, height, roof, slope):
    w, d = width / 2, depth / 2
    add, low, high = width * rng.uniform(0.2, 0.45), -d + depth * rng.uniform(0, 0.35), d - depth * rng.uniform(0, 0.35)
    ring = np.array([[-w, -d], [w, -d], [w, low], [w + add, low], [w + add, high], [w, high], [w, d], [-w, d]])
    lower = max(height - rng.uniform(0.3, 3.0), 2.2)
    side = rectangle(w, low, w + add, high)
    kind = "flat" if rng.random() < 0.4 else roof
    parts = [
        Part(rectangle(-w, -d, w, d), _eaves(roof), (), height, slope),
        Part(side, _eaves(kind, hidden=3), (3,), lower, slope * 0.8),
    ]
    return _tidy(ring) - [add / 2, 0], [_moved(part, (-add / 2, 0)) for part in parts]


def _winged(rng, width, depth, height, roof, slope, wings):
    w, d = width / 2, depth * rng.uniform(0.25, 0.36)
    reach = depth - d
    main = rectangle(-w, -d, w, d)
    parts = [Part(main, _eaves(roof), (), height, slope)]
    span = rng.uniform(0.3, 0.45) * width if wings == 1 else rng.uniform(0.24, 0.34) * width
    if wings == 2:
        starts = [-w, w - span]
    else:
        free = width - span
        starts = [-w + free * rng.choice([0.0, 1.0, rng.uniform(0.15, 0.85)], p=[0.35, 0.35, 0.3])]
    ring = [[-w, -d], [w, -d], [w, d]]
    for start in reversed(starts):
        length = reach * rng.uniform(0.6, 1.0) + d * 0.2
        wing = rectangle(start, 0.0 if roof != "flat" else d, start + span, max(length, d + 1.5))
        parts.append(Part(wing, _eaves(roof, hidden=0, turned=True), (0,), height, slope))
        end = wing[2, 1]
        ring += [[start + span, d], [start + span, end], [start, end], [start, d]]
    ring = np.array([*ring, [-w, d]])
    middle = np.array([0.0, (ring[:, 1].min() + ring[:, 1].max()) / 2])
    return _tidy(ring - middle), [_moved(part, -middle) for part in parts]


def _tidy(ring: np.ndarray) -> np.ndarray:
    """Without repeated vertices and vertices in the middle of a straight wall."""
    ring = ring[np.abs(convex.following(ring) - ring).max(1) > 1e-9]
    before, after = ring - np.roll(ring, 1, 0), convex.following(ring) - ring
    return ring[np.abs(before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]) > 1e-9]


def _moved(part: Part, by) -> Part:
    part.polygon = part.polygon + np.asarray(by, float)
    return part


def placed(ring: np.ndarray, parts: list[Part], centre: np.ndarray, axis: np.ndarray, height: float) -> Building:
    """Put a house onto the ground: the local x axis along ``axis``."""
    turn = np.array([[axis[0], axis[1]], [-axis[1], axis[0]]])
    for part in parts:
        part.polygon = part.polygon @ turn + centre
    return Building([closed(ring @ turn + centre)], parts, height)


def terrace(
    front: np.ndarray, back: np.ndarray, bases: np.ndarray, slope: float, roof: str, height: float
) -> list[Building]:
    """A row of houses between matching points (n + 1, 2) of two lines; neighbours share walls exactly."""
    result = []
    for i in range(len(front) - 1):
        quad = np.array([front[i], front[i + 1], back[i + 1], back[i]])
        eaves = {"flat": (), "shed": (0,)}.get(roof, (0, 2))
        if (
            convex.merge_close(quad, 0.5) is None
            or len(convex.merge_close(quad, 0.5)) < 4
            or not convex.is_convex(quad)
        ):
            continue
        seams = tuple(edge for edge, inner in ((1, i < len(front) - 2), (3, i > 0)) if inner)
        result.append(Building([closed(quad)], [Part(quad, eaves, seams, float(bases[i]), slope)], height))
    return result
