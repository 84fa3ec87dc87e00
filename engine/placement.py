"""Where a roughly placed sheet lies at all: a search over rotations, scales and shifts.

For each rotation and scale the content of the turned sheet is correlated with the basemap's by Fourier transforms,
which tries all shifts at once. First all are tried coarsely, then the neighbours of the best ones more finely.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .bilinear import bilinear
from .content import Content
from .errors import Cancelled
from .field import centres
from .grid import Grid
from .imagery import Imagery
from .registration import Placement
from .smoothing import blurred
from .transforms import fast_size

_SIDE = 192  # pixels of content along the diagonal of a sheet
_CHANNELS = 4  # of content that are compared: those in which the basemap's varies most
_STEP = 5.0  # pixels of content by which a corner moves from one rotation or scale to the next
_BLUR = 1.2  # pixels of content, because no step falls on the very place
_KEPT = 4  # places that are looked at more finely
_APART = 6.0  # pixels by which a corner must differ for two places not to be the same
_SHOWN = 0.35  # share of the sheet's content that must meet something
_CLEAR = 1.25  # by how much the best place must be better than any other, for it to be found


@dataclass(frozen=True)
class Freedom:
    """How far off a sheet may be.

    Attributes:
        rotation: degrees to either side.
        scale: share by which it may be too large or too small.
        shift: metres in any direction.
    """

    rotation: float
    scale: float
    shift: float

    @classmethod
    def within(cls, metres: float, diagonal: float) -> Freedom:
        """All that moves no corner of a sheet of that diagonal, metres, by much more than so many metres."""
        share = min(metres / (diagonal / 2), 0.4)
        return cls(math.degrees(math.asin(share)), share, metres)

    @classmethod
    def rough(cls, diagonal: float) -> Freedom:
        """That of a sheet that is only roughly placed: 20 degrees, a fifth of its size, a third of it away."""
        return cls(20.0, 0.2, diagonal / 3)


@dataclass(frozen=True)
class _Place:
    """One that was tried: rotation in radians, counterclockwise; shift in metres."""

    rotation: float
    scale: float
    east: float
    north: float
    score: float

    def matrix(self) -> np.ndarray:
        """Of the turned and enlarged axes, x east and y north."""
        cosine, sine = math.cos(self.rotation), math.sin(self.rotation)
        return self.scale * np.array([[cosine, -sine], [sine, cosine]])

    def corner_gap(self, other: _Place, radius: float) -> float:
        """Metres between where both put a corner, at most about."""
        turned = np.hypot(*(self.matrix() - other.matrix())[:, 0]) * radius
        return float(turned + math.hypot(self.east - other.east, self.north - other.north))


class Similarity:
    """The displacement of a sheet that is turned about a point, enlarged and shifted."""

    def __init__(self, centre: np.ndarray, matrix: np.ndarray, shift: np.ndarray) -> None:
        self._centre, self._matrix, self._shift = centre, matrix, shift

    def at(self, xy: np.ndarray) -> np.ndarray:
        """Displacement (N, 2), metres, at positions (N, 2) of the frame."""
        away = xy - self._centre
        return away @ self._matrix.T - away + self._shift


class Found(NamedTuple):
    """What a search found.

    Attributes:
        placement: to be told.
        similarity: the displacement of it; none where no place stood out.
        others: of the next best places.
        off: metres by which the place may be off.
    """

    placement: Placement
    similarity: Similarity
    others: list[Similarity]
    off: float


class _Level:
    """Content of basemap and sheet at one resolution, metres per pixel."""

    def __init__(self, sheet, basemap: Imagery, box: tuple, content: Content, resolution: float, freedom: Freedom):
        self.content, self.resolution = content, resolution
        self.unit = resolution * content.stride
        middle = np.array([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])
        size = np.array([box[2] - box[0], box[3] - box[1]])
        self.radius = float(np.hypot(*size)) / 2
        multiple = content.multiple * max(1, -(-8 // content.multiple))
        self.picture = Grid.around(box, resolution, 4, multiple)
        self.image, valid = sheet.read(self.picture)
        self.planes = np.concatenate([self.image, valid[..., None] * np.uint8(255)], 2)
        half = self.radius * (1 + freedom.scale)
        self.turned = Grid.around((*(middle - half), *(middle + half)), resolution, 0, multiple)
        reach = freedom.shift + 2 * self.unit
        around = Grid.around((*(middle - half - reach), *(middle + half + reach)), resolution, 0, multiple)
        self.axes = None
        self.base, self.seen = self._content(*basemap.read(around))
        self.axes = _principal(self.base)
        self.base = np.einsum("ck,kij->cij", self.axes, self.base)
        self.offset = np.array([self.turned.left - around.left, around.top - self.turned.top]) / self.unit
        self.middle, self.places = middle, self.turned.to_map(centres(self.turned.width, self.turned.height)) - middle
        self.shape = tuple(fast_size(side) for side in self.base.shape[1:])
        self.base_transformed = np.fft.rfft2(self.base, self.shape)
        self.lengths = np.fft.rfft2((self.base**2).sum(0), self.shape)
        self.mask = np.fft.rfft2(self.seen, self.shape)
        self.reach = freedom.shift / self.unit

    def tried(self, rotation: float, scale: float) -> tuple[np.ndarray, np.ndarray]:
        """Scores of all shifts, and the shifts (2, H, W) in metres."""
        matrix = np.linalg.inv(_Place(rotation, scale, 0, 0, 0).matrix())
        pixel = self.picture.to_pixel(self.places @ matrix.T + self.middle)
        x, y = pixel.T.reshape(2, self.turned.height, self.turned.width)
        inside = (x > 0) & (y > 0) & (x < self.picture.width) & (y < self.picture.height)
        found = bilinear(self.planes, x, y)
        shown = inside & (found[..., 3] > 127)
        own, mask = self._content(np.rint(found[..., :3]).astype(np.uint8), shown)
        own_lengths = (own**2).sum(0)
        product = (np.conj(np.fft.rfft2(own, self.shape)) * self.base_transformed).sum(0)
        score = np.fft.irfft2(product, self.shape)
        theirs = np.fft.irfft2(np.conj(np.fft.rfft2(mask, self.shape)) * self.lengths, self.shape)
        met = np.fft.irfft2(np.conj(np.fft.rfft2(own_lengths, self.shape)) * self.mask, self.shape)
        whole = float(own_lengths.sum()) + 1e-9
        rows, columns = (np.arange(-math.ceil(self.reach), math.ceil(self.reach) + 1) for _ in (0, 1))
        at = np.ix_(rows + round(self.offset[1]), columns + round(self.offset[0]))
        score, theirs, met = (each[at] for each in (score, theirs, met))
        share = met / whole
        score = score / np.sqrt(np.maximum(theirs * met, (1e-3 * whole) ** 2)) * np.sqrt(np.clip(share, 0, 1))
        score[(share < _SHOWN) | (np.hypot(rows[:, None], columns) > self.reach)] = -np.inf
        return score, np.stack(np.broadcast_arrays(columns[None] * self.unit, -rows[:, None] * self.unit))

    def _content(self, image: np.ndarray, valid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Content, softened, and where the picture shows anything, float32."""
        found, stride = self.content.of(image, valid), self.content.stride
        if self.axes is not None:
            found = np.einsum("ck,kij->cij", self.axes, found)
        return blurred(found, _BLUR), valid[::stride, ::stride].astype(np.float32)

    def best(self, rotation: float, scale: float) -> _Place:
        """The best shift of a rotation and a scale."""
        score, shift = self.tried(rotation, scale)
        row, column = np.unravel_index(score.argmax(), score.shape)
        return _Place(rotation, scale, *shift[:, row, column], float(score[row, column]))


def find_place(
    sheet,
    basemap: Imagery,
    box: tuple[float, float, float, float],
    content: Content,
    freedom: Freedom,
    finest: float,
    watch: Callable[[float], None] = lambda share: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Found:
    """Search where a sheet lies.

    Args:
        sheet, basemap: seen from one frame.
        box: xmin, ymin, xmax, ymax of the sheet in it.
        content: how geography is told.
        freedom: how far off it may be.
        finest: metres per pixel, at most as fine as which anything is looked at.
        watch: called with the share that is done.
        is_cancelled: asked before each rotation and scale.

    Raises:
        Cancelled: ``is_cancelled`` said so.
    """
    diagonal = math.hypot(box[2] - box[0], box[3] - box[1])
    resolution = max(diagonal / (_SIDE * content.stride), finest)
    level = _Level(sheet, basemap, box, content, resolution, freedom)
    step = _STEP * level.unit / level.radius
    tries = list(_tries(freedom, step))
    found: list[_Place] = []

    def look(rotation: float, scale: float) -> _Place:
        if is_cancelled():
            raise Cancelled("The registration was cancelled; nothing was written.")
        watch(min(len(found) / (len(tries) + 2 * 9 * _KEPT), 1.0))
        found.append(level.best(rotation, scale))
        return found[-1]

    for rotation, scale in tries:
        look(rotation, scale)
    scores = [each.score for each in found]
    kept = _different(sorted(found, key=_score), _APART * level.unit, level.radius)[:_KEPT]
    refined = sorted((_refined(look, each, step) for each in kept), key=_score)
    best, others = refined[0], _different(refined, _APART * level.unit, level.radius)[1:]
    placement = _judged(best, others, scores)
    first, others = (best, others) if placement.found else (_Place(0.0, 1.0, 0.0, 0.0, 0.0), [best, *others])

    def similarity(place: _Place) -> Similarity:
        return Similarity(level.middle, place.matrix(), np.array([place.east, place.north]))

    return Found(placement, similarity(first), [similarity(each) for each in others], 3 * level.unit)


def _refined(look: Callable[[float, float], _Place], place: _Place, step: float) -> _Place:
    """The best place around one, in ever smaller steps."""
    for part in (1 / 2, 1 / 4):
        around = [(turn, grow) for turn in (-part, 0, part) for grow in (-part, 0, part) if turn or grow]
        near = [look(place.rotation + turn * step, place.scale * (1 + grow * step)) for turn, grow in around]
        place = min([place, *near], key=_score)
    return place


def _score(place: _Place) -> float:
    """To sort places by, the best first."""
    return -place.score


def _judged(best: _Place, others: list[_Place], scores: list[float]) -> Placement:
    """What to say of the best place."""
    known = np.array([score for score in scores if math.isfinite(score)])
    if not len(known) or not math.isfinite(best.score):
        return Placement(False, 0.0, 1.0, (0.0, 0.0), "Sheet and basemap hardly overlap; the sheet stays.")
    second = max((each.score for each in others), default=float(np.median(known)))
    found = best.score / max(second, 1e-6) >= _CLEAR
    degrees, metres = math.degrees(best.rotation), math.hypot(best.east, best.north)
    sentence = (
        f"The sheet was turned by {degrees:.1f} degrees, enlarged {best.scale:.3f} times and moved by {metres:.0f} m."
        if found
        else "No place of the sheet stands out from the others, so it stays where it was; place it by hand first."
    )
    return Placement(found, degrees, best.scale, (best.east, best.north), sentence)


def _tries(freedom: Freedom, step: float) -> Iterator[tuple[float, float]]:
    """Rotations (radians) and scales, some steps (radians, or shares) apart; no change is always among them."""
    turns = math.ceil(math.radians(freedom.rotation) / step - 1e-9)
    most = math.log1p(freedom.scale)
    grows = math.ceil(most / step - 1e-9)
    for turn in range(-turns, turns + 1):
        for grow in range(-grows, grows + 1):
            rotation = turn * math.radians(freedom.rotation) / max(turns, 1)
            yield rotation, math.exp(grow * most / max(grows, 1))


def _different(places: list[_Place], metres: float, radius: float) -> list[_Place]:
    """The best places, without those that put the sheet where a better one does."""
    kept: list[_Place] = []
    for place in places:
        if all(place.corner_gap(other, radius) > metres for other in kept):
            kept.append(place)
    return kept


def _principal(content: np.ndarray) -> np.ndarray:
    """The directions (C, K) in which content (K, H, W) varies most."""
    flat = content.reshape(len(content), -1)
    return np.linalg.eigh(flat @ flat.T)[1][:, : -_CHANNELS - 1 : -1].T.astype(np.float32)
