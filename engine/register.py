"""The job of *Register map to basemap*: a roughly placed sheet goes in, its true place comes out."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .basemap import Basemap
from .cache import small_cache
from .content import Content, StructuralContent, content_of
from .control_points import choose_points
from .crs import bounds, lattice
from .errors import InputError
from .frame import Frame
from .imagery import Imagery
from .model import Model
from .node_field import NodeField
from .placement import Found, Freedom, find_place
from .register_chain import Look, RegisterChain
from .register_start import found_from
from .registration import WARPS, Registration, Warp
from .rigidity import affine_through
from .sheet_georeference import SheetGeoreference
from .time_ahead import SLOW, seconds_per_pixel, sentence
from .warps import fit_warp

_USUAL = 0.05  # of a sheet's diagonal, by which it is off at most if nobody says
_PLACED = 0.2  # share of the progress after which the sheet is placed
_BESIDE = 0.75  # of its diagonal, as far as which coarse blocks look beyond what may lie under a sheet
_FINEST = 0.25  # metres per pixel; no map says more than that
_LEAST = 0.02  # share of a sheet that must be trusted for it to be moved at all
_ACROSS = 4  # nodes along the diagonal at the coarsest scale, at least
_SOFT, _DECADES, _USUAL_RIGIDITY = 0.3, 6.0, 0.3  # stiffness at the usual rigidity, and powers of ten from 0 to 1


@dataclass(frozen=True)
class RegisterOptions:
    """How a sheet is registered.

    Attributes:
        max_displacement: metres by which a place of the sheet may be off; a twentieth of its diagonal if None.
        rough: whether it is only roughly placed, and looked for up to 20 degrees, a fifth of its size and a third of
            its diagonal away.
        warp: one of ``WARPS``.
        rigidity: 0 to 1: from following all that was found to the one plane that fits best.
        min_confidence: 0 to 1, of what is trusted.
        points: control points at most.
        resolution: metres per pixel of the finest scale that is compared; as fine as both rasters are if None.
    """

    max_displacement: float | None = None
    rough: bool = False
    warp: str = "dense"
    rigidity: float = _USUAL_RIGIDITY
    min_confidence: float = 0.5
    points: int = 64
    resolution: float | None = None

    def __post_init__(self) -> None:
        """Refuse impossible values.

        Raises:
            InputError: naming the option.
        """
        if self.max_displacement is not None and not 0 < self.max_displacement < math.inf:  # also where it is no number
            raise InputError(f"The maximum displacement is {self.max_displacement:g} m, but must be above 0.")
        if self.warp not in WARPS:
            raise InputError(f"The warp is '{self.warp}', but must be one of {', '.join(WARPS)}.")
        for name, value in (("rigidity", self.rigidity), ("minimum confidence", self.min_confidence)):
            if not 0 <= value <= 1:
                raise InputError(f"The {name} is {value:g}, but must be from 0 to 1.")
        if self.points < 4:
            raise InputError(f"{self.points} control points are too few; ask for at least 4.")
        if self.resolution is not None and not self.resolution > 0:
            raise InputError(f"The finest resolution is {self.resolution:g} m per pixel, but must be above 0.")


@small_cache()
def register(
    sheet: SheetGeoreference,
    basemap: Basemap,
    options: RegisterOptions | None = None,
    model: Model | None = None,
    progress: Callable[[float, str], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    announce: Callable[[str], None] | None = None,
) -> Registration:
    """Find where a sheet truly lies; nothing is written.

    Args:
        sheet: the map, as it is placed so far.
        basemap: that is right.
        options: see ``RegisterOptions``.
        model: for the task ``register``; without one edges are compared, which takes no training.
        progress: called as ``progress(share, text)``, share from 0 to 1.
        is_cancelled: asked at every block.
        announce: told before the work, in sentences, what there is to know.

    Raises:
        InputError: sheet and basemap do not overlap or have no usable CRS, or too little can be trusted for the warp.
        BasemapError: one of them cannot be read.
        Cancelled: the user stopped the run.
    """
    started, network_before = time.perf_counter(), model.seconds if model else 0.0
    options = options or RegisterOptions()
    tell, cancelled = progress or (lambda share, text: None), is_cancelled or (lambda: False)
    frame = Frame.choose(sheet.crs, basemap.crs, sheet.box, None, f"the map {sheet.name}", f"basemap {basemap.name}")
    picture = sheet.imagery(frame)
    frame.box = box = picture.box
    diagonal = _diagonal(box)
    allowed, freedom = _allowed(options, diagonal)
    under = _around(frame, basemap, freedom)
    content = content_of(model)
    finest = max(picture.ground_resolution, under.ground_resolution, _FINEST)
    if model is not None:
        finest = max(finest, model.card.resolution)
    finest = options.resolution or finest
    remarks = _remarks(picture, under, model, finest, box)
    for remark in remarks:
        if announce:
            announce(remark)

    def search(how: Content, begin: float, end: float) -> Found:
        def watch(share: float) -> None:
            tell(_PLACED * (begin + (end - begin) * share), "Looking for the place of the map")

        return find_place(picture, under, box, how, freedom, finest * how.stride, watch, cancelled)

    place = search(content, 0.0, 1.0 if model is None else 0.5)
    if model is not None and not place.placement.found:
        edges = search(StructuralContent(), 0.5, 1.0)  # they find some that the model misses
        place = edges if edges.placement.found else place
    placement = place.placement
    chain = RegisterChain(
        picture,
        under,
        box,
        _stiffness(options.rigidity),
        math.inf if options.rough else allowed,
        lambda share, text: tell(_PLACED + (1 - _PLACED) * share, text),
        cancelled,
        model.runners if model else 1,
    )
    bridge = max(place.off, allowed / 2) if placement.found else allowed
    resolutions = _resolutions(finest, bridge / (content.reach * content.stride), diagonal / (8 * content.stride))
    looks = [Look(resolution, content) for resolution in resolutions]
    if model is not None:
        looks.append(Look(resolutions[-1], StructuralContent()))  # edges say most exactly where a thing is
    coarse = len(resolutions) - 1
    if coarse:
        others = [] if options.rough else place.others  # what is told of a sheet's place must be where it is looked for
        measured, done = found_from(chain, looks[:coarse], place.similarity, others)
    else:
        measured, done = chain.begun(looks[0], place.similarity.at), 0.0
    measured = chain.run(looks[coarse:], measured, (done, 1.0))
    warnings = [] if placement.found or not options.rough else [placement.sentence]
    trusted = _trusted(picture, measured, options.min_confidence)
    if trusted < _LEAST:
        warnings.append(
            f"Hardly anything of the map {sheet.name} was found on the basemap, so it stays where it is; check that "
            "both show the same place, or allow a larger displacement."
        )
        measured, trusted = NodeField.still(measured.grid), 0.0
    points = choose_points(measured, sheet, frame, options.min_confidence, options.points)
    warp = _warp(options, measured, points, sheet.name) if trusted else measured
    tell(1.0, "Registered")
    return Registration(
        frame=frame,
        measured=measured,
        warp=warp,
        kind=options.warp if trusted else "dense",
        points=points.left_by(warp),
        placement=placement if options.rough else None,
        trusted=trusted,
        min_confidence=options.min_confidence,
        resolution=resolutions[-1],
        device=model.device if model else "cpu",
        model_name=model.card.name if model else "edges, without a model",
        seconds=time.perf_counter() - started,
        network_seconds=model.seconds - network_before if model else 0.0,
        megapixels=chain.pixels / 1e6,
        warnings=[*remarks, *(model.warnings if model else []), *warnings],
    )


def surroundings(sheet: SheetGeoreference, options: RegisterOptions) -> tuple[float, float, float, float]:
    """xmin, ymin, xmax, ymax in the sheet's CRS: nothing of a basemap matters that lies outside.

    Raises:
        InputError: the sheet is too large for one plane.
    """
    frame = Frame.choose(sheet.crs, sheet.crs, sheet.box, None, f"the map {sheet.name}")
    box = sheet.imagery(frame).box
    diagonal = _diagonal(box)
    xmin, ymin, xmax, ymax = _grown(box, _allowed(options, diagonal)[1])
    beside = _BESIDE * diagonal
    return bounds(frame.to_layer(lattice((xmin - beside, ymin - beside, xmax + beside, ymax + beside))))


def _diagonal(box: tuple[float, float, float, float]) -> float:
    return math.hypot(box[2] - box[0], box[3] - box[1])


def _allowed(options: RegisterOptions, diagonal: float) -> tuple[float, Freedom]:
    """Metres by which a place of the sheet may be off, and how far the sheet is looked for."""
    allowed = options.max_displacement or _USUAL * diagonal
    return allowed, Freedom.rough(diagonal) if options.rough else Freedom.within(allowed, diagonal)


def _grown(box: tuple[float, float, float, float], freedom: Freedom) -> tuple[float, float, float, float]:
    """A sheet's box, as far around it as it may have to be moved."""
    size = box[2] - box[0] + box[3] - box[1]
    reach = freedom.shift + freedom.scale * size + math.sin(math.radians(freedom.rotation)) * size / 2
    return box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach


def _around(frame: Frame, basemap: Basemap, freedom: Freedom) -> Imagery:
    """The basemap, where it matters."""
    box = frame.box
    frame.box = _grown(box, freedom)
    try:
        return Imagery(basemap, frame)
    finally:
        frame.box = box


def _remarks(picture, under: Imagery, model: Model | None, finest: float, box: tuple) -> list[str]:
    """What is good to know before the work begins."""
    found = []
    ratio = picture.ground_resolution / under.ground_resolution
    if not 1 / 8 <= ratio <= 8:
        finer, coarser = ("basemap", "map") if ratio > 1 else ("map", "basemap")
        found.append(
            f"The {coarser} has {max(ratio, 1 / ratio):.0f} times larger pixels than the {finer}: streets can hardly "
            "be told apart; a basemap of about the map's scale is better."
        )
    if model is not None and model.device in SLOW:
        pixels = 2.7 * (box[2] - box[0]) * (box[3] - box[1]) / finest**2  # both rasters, and the coarser scales
        found.append(sentence(model.device, pixels * seconds_per_pixel(model, ["content"]), pixels))
    return found


def _resolutions(finest: float, needed: float, coarsest: float) -> list[float]:
    """Metres per pixel of the scales, coarsest first, by powers of two."""
    wanted = min(needed, coarsest / _ACROSS)
    count = max(math.ceil(math.log2(max(wanted / finest, 1.0)) - 0.25), 0)
    return [finest * 2**scale for scale in range(count, -1, -1)]


def _stiffness(rigidity: float) -> float:
    return _SOFT * 10 ** (_DECADES * (rigidity - _USUAL_RIGIDITY))


def _trusted(picture, measured: NodeField, min_confidence: float) -> float:
    """Share of what the sheet shows whose displacement can be trusted."""
    shown = picture.read(measured.grid)[1]
    return float((measured.confidence >= max(min_confidence, 1e-6))[shown].mean()) if shown.any() else 0.0


def _warp(options: RegisterOptions, measured: NodeField, points, name: str) -> Warp:
    if options.warp == "dense":
        if options.rigidity < 1:
            return measured
        plane = affine_through(measured.displacement, measured.confidence.astype(np.float64))
        return NodeField(measured.grid, plane, measured.confidence)
    if options.warp == "tps":
        return fit_warp("tps", points.before, points.after, points.confidence, name)
    nodes = measured.nodes()  # all that is trusted, not only the points: they are more
    trusted = measured.confidence.ravel() >= max(options.min_confidence, 1e-6)
    before = nodes[trusted]
    after = before + measured.displacement.reshape(2, -1).T[trusted]
    return fit_warp(options.warp, before, after, measured.confidence.ravel()[trusted], name)
