"""Pairs that methods of registration are compared on: a sheet, its ground in another picture, and the exact truth."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.ndimage import binary_dilation, map_coordinates

from ...engine.field import centres, sample
from ..restyle.antique import antique
from ..restyle.clutter import Clutter, cluttered
from ..styles.weathering import random_weather, weathered
from .distortions import draw_distortion
from .grounds import IMAGERY, Ground
from .residuals import Residuals
from .sheets import earlier, plain

KINDS = ("map-map", "map-imagery", "scan-map", "rough", "new-map")  # the last: in no style of packed tiles
LEVELS = (5.0, 20.0, 60.0)  # pixels
STEP = 16  # pixels between grid points
MODERN = ("clean-modern", "clean-terrain", "clean-toner")  # what sheets are laid on, and their like by lot
OLD = ("clean-engraved", "clean-topographic1900")
ROTATION, SCALE, SHIFT = 20.0, 0.2, 1 / 3  # of rough placement: degrees, share, share of the sheet's side
_REACH = 12  # pixels around a point within which something must be drawn
_SIMILARITY = (0.3, 0.7)  # its part in a distortion, least and most
_UNEVEN = 0.01  # of a roughly placed sheet's side: its longest displacement besides the similarity
_TRIES, _DRAWN = 30, 0.12  # to find a place of which that share is drawn
_LEAST_ROOM = 0.06  # around a sheet, of its side
_ROUGH_ROOM = 0.6  # the same, so that a turned, enlarged and shifted sheet stays on the reference


Move = Callable[[np.ndarray], np.ndarray]  # displacements (N, 2) at positions (N, 2), pixels


@dataclass(frozen=True, eq=False)
class Pair:
    """A sheet and the reference that it is to be laid on; both are pictures of one size.

    Attributes:
        name: for people and for files.
        kind: of `KINDS`.
        source: the data that it was made from.
        level: the sheet's largest displacement in pixels; the sheet's side for ``rough``.
        sheet, reference: uint8 (H, W, 3); sheet_valid, reference_valid: bool (H, W), where they show anything.
        resolution: metres per pixel.
        truth: float32 (2, H, W), pixels, x right and y down, to ADD to a position of the sheet so that it lies where
            the reference shows it.
        corners: float (4, 2), of the sheet.
        points: float (N, 2), of a grid over the sheet, near what it shows of the ground, where the reference has data.
        hopeless: whether the reference shows other ground, so that nothing can be found.
    """

    name: str
    kind: str
    source: str
    level: float
    sheet: np.ndarray
    sheet_valid: np.ndarray
    reference: np.ndarray
    reference_valid: np.ndarray
    resolution: float
    truth: np.ndarray
    corners: np.ndarray
    points: np.ndarray
    hopeless: bool = False

    @cached_property
    def digest(self) -> str:
        """Checksum of all that a method gets to see, and of the truth."""
        checksum = hashlib.sha256(f"{self.resolution} {self.hopeless}".encode())
        arrays = (self.sheet, self.sheet_valid, self.reference, self.reference_valid, self.truth, self.points)
        for array in arrays:
            checksum.update(np.ascontiguousarray(array).data)
        return checksum.hexdigest()

    def __str__(self) -> str:
        """A name for people and for files."""
        return self.name

    def residuals(self, displacement: np.ndarray, at: np.ndarray) -> np.ndarray:
        """How far off (N,) in pixels a displacement (2, H, W) leaves positions (N, 2) of the sheet."""
        return np.hypot(*sample(displacement - self.truth, at).T)


def pair_of(
    ground: Ground,
    kind: str,
    level: float,
    seed: int,
    side: int,
    other: Ground | None = None,
    residuals: Residuals = (),
) -> Pair:
    """Make a pair; the same arguments give the same bits.

    Args:
        ground: where; of ``map-imagery`` one with imagery.
        kind: of `KINDS`.
        level: pixels, the largest displacement; without meaning for ``rough``.
        seed: decides place, styles and distortion.
        side: of the sheet in pixels; less where the ground is smaller.
        other: ground that the reference shows instead, for a hopeless pair.
        residuals: of real maps, for the distortions; without them these are random fields alone.
    """
    random = np.random.default_rng([seed, KINDS.index(kind), round(10 * level)])
    shape, box = _layout(ground.valid.shape, side, level, kind == "rough")
    part = _place(ground, shape, random)
    drawn, classes, finish = _drawn(ground, kind, part, random)
    shown = other or ground
    there = part if other is None else _place(other, shape, random)
    reference, reference_valid = _reference(shown, kind, random)[there], shown.valid[there]

    extent = float(shape[1]), float(shape[0])
    if kind == "rough":
        move = _roughly(random, extent, box, residuals)
    else:
        move = draw_distortion(random, extent, level, residuals, similarity=_SIMILARITY)
    start = centres(shape[1], shape[0])
    away = move(start)
    sheet = _sampled(drawn, start + away)
    left, top, right, bottom = box
    valid = np.zeros(shape, bool)
    valid[top:bottom, left:right] = True
    valid &= _looked_up(ground.valid[part], start + away)
    seen = _looked_up(binary_dilation(_borders(classes), iterations=_REACH), start + away)
    points = _points(valid & seen & _looked_up(reference_valid, start + away))
    name = f"{kind}-{ground.name}-{level:g}px-{seed}" + ("-hopeless" if other else "")
    return Pair(
        name=name.replace("/", "_").replace(" ", "_"),
        kind=kind,
        source=ground.name,
        level=level,
        sheet=np.where(valid[..., None], finish(sheet), np.uint8(255)),
        sheet_valid=valid,
        reference=reference,
        reference_valid=reference_valid,
        resolution=ground.resolution,
        truth=np.ascontiguousarray(away.T.reshape(2, *shape), np.float32),
        corners=np.array([(left, top), (right, top), (right, bottom), (left, bottom)], float),
        points=points,
        hopeless=other is not None,
    )


def _layout(size: tuple[int, int], side: int, level: float, rough: bool) -> tuple[tuple[int, int], tuple[int, ...]]:
    """Rows and columns of a pair's pictures, and left, top, right, bottom of the sheet in them.

    The reference reaches further than the sheet. Small places have less room, and then a sheet reaches over their edge.
    """
    if rough:
        side = min(side, int(min(size) / (1 + 2 * _ROUGH_ROOM)))
        room = round(_ROUGH_ROOM * side)
    else:
        room = round(max(level, _LEAST_ROOM * side))
    shape = tuple(min(each, side + 2 * room) for each in size)
    margin = [max((each - side) // 2, round(_LEAST_ROOM * each)) for each in shape]
    return shape, (margin[1], margin[0], shape[1] - margin[1], shape[0] - margin[0])


def _place(ground: Ground, shape: tuple[int, int], random: np.random.Generator) -> tuple[slice, slice]:
    """A part of the ground on which something is drawn, as far as there is one."""
    best, most = None, -1.0
    for _ in range(_TRIES):
        top, left = (int(random.integers(whole - part + 1)) for whole, part in zip(ground.valid.shape, shape))
        part = slice(top, top + shape[0]), slice(left, left + shape[1])
        share = (ground.classes[part] > 0).mean()
        if share > most:
            best, most = part, share
        if share >= _DRAWN:
            break
    return best


def _drawn(ground: Ground, kind: str, part, random: np.random.Generator):
    """The sheet before it is distorted, uint8 (H, W, 3), what it shows, and what happens to it afterwards."""
    is_scan = kind == "scan-map" or (kind == "rough" and random.random() < 0.5)
    styles = [name for name in ground.pictures if name in OLD or (not is_scan and name not in (*MODERN, IMAGERY))]
    can_be_packed = kind not in ("map-imagery", "new-map")
    chance, seed = random.random(), int(random.integers(1 << 31))
    classes = ground.classes[part]
    if random.random() < 0.6:
        classes = earlier(classes, random)
    if styles and chance < 0.35 and can_be_packed:
        drawn, classes = ground.pictures[styles[random.integers(len(styles))]]()[part], ground.classes[part]
    elif chance < 0.75 or is_scan:
        drawn = antique(classes, seed).pixels
    else:
        drawn = plain(classes, seed)

    def finish(pixels: np.ndarray) -> np.ndarray:
        if not is_scan:
            return pixels
        weather = next(each for each in map(random_weather, range(seed, seed + 99)) if each.tone or each.noise)
        return weathered(cluttered(pixels, Clutter(wobble=0.0), seed), weather, seed)  # wobbling moves what is drawn

    return drawn, classes, finish


def _reference(ground: Ground, kind: str, random: np.random.Generator) -> np.ndarray:
    """What the sheet is laid on, all over the ground, uint8 (H, W, 3)."""
    if kind == "map-imagery":
        return ground.pictures[IMAGERY]()
    styles = [name for name in ground.pictures if name in MODERN or name.startswith("labelled-")]
    if not styles or kind == "new-map":
        return plain(ground.classes, int(random.integers(1 << 31)))
    return ground.pictures[styles[random.integers(len(styles))]]()


def _roughly(random: np.random.Generator, extent: tuple[float, float], box: tuple[int, ...], residuals) -> Move:
    """A sheet that is turned, enlarged and shifted, and a little uneven."""
    low, high = np.array(box[:2], float), np.array(box[2:], float)
    middle, side = (low + high) / 2, (high - low).min()
    angle = np.deg2rad(random.uniform(-ROTATION, ROTATION))
    scale = np.exp(random.uniform(np.log(1 - SCALE), np.log(1 + SCALE)))
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    heading, away = random.uniform(0, 2 * np.pi), SHIFT * side * np.sqrt(random.random())
    shift = away * np.array([np.cos(heading), np.sin(heading)])
    uneven = draw_distortion(random, extent, _UNEVEN * side, residuals)
    return lambda xy: (xy - middle) @ turn.T + middle + shift - xy + uneven(xy)


def _sampled(picture: np.ndarray, position: np.ndarray) -> np.ndarray:
    """A picture uint8 (H, W, 3) read at the positions (H * W, 2) of another of its size."""
    at = position[:, ::-1].T - 0.5  # pixel centres lie at one half
    bands = [map_coordinates(band, at, np.float32, mode="nearest") for band in np.moveaxis(picture, 2, 0)]
    return np.clip(np.rint(np.stack(bands, 1)), 0, 255).astype(np.uint8).reshape(picture.shape)


def _looked_up(mask: np.ndarray, position: np.ndarray) -> np.ndarray:
    """bool (H, W): what a mask of that size says at the positions (H * W, 2); beyond it, no."""
    column, row = np.floor(position).astype(int).T
    height, width = mask.shape
    found = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    found[found] = mask[row[found], column[found]]
    return found.reshape(mask.shape)


def _borders(classes: np.ndarray) -> np.ndarray:
    """bool (H, W): beside other classes."""
    borders = np.zeros(classes.shape, bool)
    borders[1:] |= classes[1:] != classes[:-1]
    borders[:, 1:] |= classes[:, 1:] != classes[:, :-1]
    return borders


def _points(chosen: np.ndarray) -> np.ndarray:
    """Grid points (N, 2) that are chosen (H, W), in pixel coordinates."""
    height, width = chosen.shape
    y, x = (axis.ravel() for axis in np.mgrid[STEP // 2 : height : STEP, STEP // 2 : width : STEP])
    return np.stack([x, y], 1)[chosen[y, x]] + 0.5
