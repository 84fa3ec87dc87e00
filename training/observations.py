"""What the engine says of displaced sheets, beside what is true: to calibrate by, and to be judged by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..engine.chain import Chain
from ..engine.confidence import SIGNS
from ..engine.finding import Finding, find
from ..engine.frame import Frame
from ..engine.geometry import Geometries
from ..engine.imagery import Imagery
from ..engine.model import Model
from ..engine.presence import presence
from ..engine.scales import choose_scales
from ..engine.search import remaining
from ..engine.segmentation import segments
from .lines import to_line
from .packing import Sheet, pack_scenes, sheet_of
from .places import load_places, transformed
from .sheet_basemap import CRS, sheet_basemap

FIRST_SCENE = 150_000  # seeds of scenes to calibrate on: trained on are those far below, tested on those from 100 000
SCENE_SIZE = 240.0  # metres


@dataclass(frozen=True)
class Observation:
    """What was found for one displaced sheet; M features that the imagery shows.

    Attributes:
        name: of the sheet.
        signs: by name, float64 (M,), see `engine.confidence`.
        before, after: float64 (M,), mean distance of each feature's vertices from the truth, metres, if it moves.
        squares: float64 (K,), squared residual of each vertex after the chain, by the network's own precision.
        presence: float64 (M,), of each feature; NaN where the model cannot tell.
        extra: bool (M,), features that the imagery does not show.
    """

    name: str
    signs: dict[str, np.ndarray]
    before: np.ndarray
    after: np.ndarray
    squares: np.ndarray
    presence: np.ndarray
    extra: np.ndarray


def gather(
    root: str | Path | None,
    names: str | Sequence[str],
    scenes: int,
    kind: str = "buildings",
    first: int = FIRST_SCENE,
    size: float = SCENE_SIZE,
) -> list[Sheet]:
    """Sheets of held-out places, as they are, and of generated scenes.

    Args:
        root: folder of the catalogue; no places if None.
        names: split or places.
        scenes: how many to generate.
        kind: of the features.
        first: seed of the first scene.
        size: side of the scenes, metres.
    """
    places = load_places(root, names) if root and names else []
    scenes_of_kind = pack_scenes(range(first, first + scenes), size, kind=kind)
    return [sheet_of(place, 0.0) for place in places if place.kind == kind] + scenes_of_kind


def place_name(sheet: Sheet) -> str:
    """Name of the place that a sheet is a piece of; all scenes are one."""
    return "scenes" if sheet.name.startswith("scene/") else sheet.name.rsplit("/", 1)[0]


def mean_distances(sheet: Sheet, layer: Geometries, xy: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """float64 (F,): mean distance of each feature's vertices from the truth, in the unit of both (N, 2)."""
    distance = distances_to_lines if sheet.kind == "roads" else distances
    owner = layer.feature_of_coordinate
    with np.errstate(invalid="ignore"):
        total = np.bincount(owner, distance(xy, truth, layer), layer.feature_count)
        return total / np.bincount(owner, minlength=layer.feature_count)


def observe(
    sheet: Sheet, start: Geometries, truth: np.ndarray, model: Model, max_displacement: float, extra: np.ndarray
) -> Observation | None:
    """Find out about a displaced layer what the engine would before it moves anything.

    Args:
        sheet: for its image.
        start: the layer, in pixels of the sheet.
        truth: float64 (N, 2), where its coordinates belong.
        model: for the task ``align``.
        max_displacement: metres that the alignment is told to expect.
        extra: bool (F,), features that the image does not show.

    Returns:
        the observation; None where the image shows none of the layer.
    """
    height, size = sheet.mask.shape[0], sheet.resolution
    affine = (0, size, 0, height * size, 0, -size)
    layer, right = transformed(start, affine), truth * [size, -size] + [0, height * size]
    with sheet_basemap(sheet) as basemap:
        corners = layer.coordinates
        frame = Frame.choose(CRS, CRS, (*corners.min(0), *corners.max(0)), tuple(basemap.extent))
        imagery = Imagery(basemap, frame)
        chain = Chain(layer, frame.from_layer(corners), imagery, model)
        left = remaining(max_displacement) if segments(model.card) else max_displacement
        scales = choose_scales(model.card, imagery.ground_resolution, left, basemap.name)
        finding = find(chain, scales, max_displacement, witness=True)
    return _observation(sheet, layer, chain.start, right, finding, extra)


def _observation(
    sheet: Sheet, layer: Geometries, start: np.ndarray, truth: np.ndarray, finding: Finding, extra: np.ndarray
) -> Observation | None:
    estimate, owner = finding.estimate, layer.feature_of_coordinate
    seen = estimate.seen
    if not seen.any():
        return None
    features, index = np.unique(owner[seen], return_inverse=True)
    count = np.bincount(index)

    def mean(values: np.ndarray) -> np.ndarray:
        return np.bincount(index, values[seen]) / count

    residual = (start + estimate.displacement - truth)[seen]
    shown = np.full(layer.feature_count, np.nan) if finding.evidence is None else presence(finding.evidence)
    distance = distances_to_lines if sheet.kind == "roads" else distances
    return Observation(
        sheet.name,
        {name: mean(finding.signs[name]) for name in SIGNS},
        mean(distance(start, truth, layer)),
        mean(distance(start + finding.displacement, truth, layer)),
        np.einsum("ni,nij,nj->n", residual, estimate.precision[seen], residual),
        shown[features],
        extra[features],
    )


def distances(found: np.ndarray, truth: np.ndarray, layer: Geometries) -> np.ndarray:
    """float64 (N,): how far vertices (N, 2) lie from where they belong."""
    return np.hypot(*(found - truth).T)


def distances_to_lines(found: np.ndarray, truth: np.ndarray, layer: Geometries) -> np.ndarray:
    """The same for lines, along which a vertex may lie anywhere: distance from the true line of the same part."""
    result = np.zeros(len(found))
    for first, last in zip(layer.part_offsets[:-1], layer.part_offsets[1:]):
        result[first:last] = to_line(found[first:last], truth[first:last])
    return result
