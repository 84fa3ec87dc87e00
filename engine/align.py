"""The main job: a layer that sits beside the imagery goes in, one that sits on it comes out."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from .basemap import Basemap
from .cache import small_cache
from .card import ModelCard
from .chain import BLEND, Chain
from .displacement import DisplacementRaster
from .errors import BasemapError, InputError
from .frame import Frame
from .geometry import Geometries
from .imagery import Imagery
from .model import Model
from .steadying import steadied
from .update import update

METHODS = ("vertex", "rigid", "shift")
STATUSES = ("aligned", "doubtful", "outside", "invalid", "empty")
TOLERANCE = 1.0  # metres: confidence is the probability that the error is smaller


@dataclass(frozen=True)
class AlignOptions:
    """How a layer is aligned.

    Attributes:
        max_displacement: metres; nothing is moved further.
        method: ``vertex`` (each vertex), ``rigid`` (one shift and rotation per connected group) or
            ``shift`` (one shift per connected group).
        symmetries: average over the 8 rotations and mirrorings; eight times slower.
        min_confidence: features below keep their place (0..1); None takes the model's own threshold.
        extent: xmin, ymin, xmax, ymax in the layer's CRS; features wholly beyond keep their place.
        block_size: side of the blocks, pixels; only speed and memory depend on it.
    """

    max_displacement: float = 10.0
    method: str = "vertex"
    symmetries: bool = False
    min_confidence: float | None = None
    extent: tuple[float, float, float, float] | None = None
    block_size: int | None = None

    def __post_init__(self) -> None:
        """Refuse impossible values.

        Raises:
            InputError: naming the option.
        """
        if self.method not in METHODS:
            raise InputError(f"The method '{self.method}' is unknown; choose one of {', '.join(METHODS)}.")
        if not (math.isfinite(self.max_displacement) and self.max_displacement > 0):
            raise InputError(f"The maximum displacement is {self.max_displacement} m; give a length above zero.")
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise InputError(f"The minimum confidence is {self.min_confidence}; give a number from 0 to 1.")
        if self.block_size is not None and not self.block_size >= 2 * BLEND:
            raise InputError(f"The block size is {self.block_size} pixels; give at least {2 * BLEND}.")


@dataclass(frozen=True)
class Alignment:
    """What came out.

    Attributes:
        geometries: as they went in.
        coordinates: float64 (N, 2), the new positions in the layer's CRS; those of features that
            keep their place are the old ones, bit for bit.
        dx, dy: float64 (F,), mean move of each feature, true metres east and north; NaN without geometry.
        confidence: float64 (F,), probability that a vertex is within ``TOLERANCE`` of the truth; NaN
            where the model was not asked.
        status: one of ``STATUSES`` per feature.
        moved: bool (F,).
        device: that really ran the model.
        model_name: from the model's card.
        seconds: of the whole run; network_seconds: of it, inside the network.
        megapixels: that went through the network, all scales together.
        warnings: sentences for the user.
    """

    geometries: Geometries
    coordinates: np.ndarray
    dx: np.ndarray
    dy: np.ndarray
    confidence: np.ndarray
    status: list[str]
    moved: np.ndarray
    device: str
    model_name: str
    seconds: float
    network_seconds: float
    megapixels: float
    warnings: list[str] = field(default_factory=list)

    def wkb(self) -> list[bytes | None]:
        """Geometry of each feature as WKB; untouched ones are the very bytes that came in."""
        return self.geometries.to_wkb(self.coordinates, self.moved)

    def arrows(self) -> np.ndarray:
        """float64 (F, 2, 2): mean position of each feature before and after, in the layer's CRS."""
        return np.stack(
            [_mean(self.geometries, self.geometries.coordinates), _mean(self.geometries, self.coordinates)], 1
        )

    def counts(self) -> dict[str, int]:
        """Number of features by status, in the order of ``STATUSES``."""
        counted = Counter(self.status)
        return {status: counted[status] for status in STATUSES}


@small_cache()
def align(
    geometries: Geometries,
    layer_crs: str,
    basemap: Basemap,
    model: Model,
    options: AlignOptions | None = None,
    progress: Callable[[float, str], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    displacement: str | None = None,
) -> Alignment:
    """Move vectors onto imagery.

    Args:
        geometries: of the layer.
        layer_crs: WKT of the CRS of their coordinates.
        basemap: the imagery.
        model: for the task ``align``.
        options: see ``AlignOptions``.
        progress: called as ``progress(share, text)``, share from 0 to 1.
        is_cancelled: asked at every block.
        displacement: path of a GeoTIFF to write with the displacement for every place.

    Raises:
        InputError: the layer is empty, has no CRS, or does not overlap the basemap.
        BasemapError: the basemap has no data there or a resolution that the model cannot serve.
        Cancelled: the user stopped the run; nothing was written.
    """
    started, network_before = time.perf_counter(), model.seconds
    options = options or AlignOptions()
    card = model.card
    tell = progress or (lambda share, text: None)
    if not len(geometries.coordinates):
        raise InputError("The vector layer holds no geometries; choose a layer with features.")
    if options.max_displacement > card.max_displacement:
        raise InputError(
            f"The maximum displacement of {options.max_displacement:g} m is more than model '{card.name}' can bridge; "
            f"give at most {card.max_displacement:g} m."
        )
    tell(0.0, "Reading coordinates")
    wanted = _wanted(geometries, options.extent)
    corners = geometries.coordinates[wanted[geometries.feature_of_coordinate]]
    if not len(corners):
        raise InputError("The layer has no features in the extent asked for; choose another extent.")
    frame = Frame.choose(layer_crs, basemap.crs, (*corners.min(0), *corners.max(0)), tuple(basemap.extent))
    imagery = Imagery(basemap, frame)
    scales = choose_scales(card, imagery.ground_resolution, options.max_displacement, basemap.name)
    position = frame.from_layer(geometries.coordinates)
    position[~wanted[geometries.feature_of_coordinate]] = np.nan

    raster = None
    if displacement:
        raster = DisplacementRaster(displacement, frame, frame.box, scales, card.resolution, card.tiles_overlap)
    try:
        chain = Chain(
            geometries,
            position,
            imagery,
            model,
            options.block_size or card.tile_size,
            options.symmetries,
            lambda share, text: tell(0.02 + 0.9 * share, text),
            is_cancelled,
            raster.record if raster else None,
        )
        if not len(chain.active):
            raise InputError(
                f"The layer and the basemap {basemap.name} do not overlap; "
                "check the CRS of both or choose another basemap."
            )
        estimate = chain.run(scales)
        tell(0.93, "Moving features")
        threshold = card.min_confidence if options.min_confidence is None else options.min_confidence
        found = estimate.displacement
        if options.method == "vertex":
            found = steadied(position, found, estimate.precision, estimate.seen)
        result = update(
            geometries,
            position,
            _limit(found, options.max_displacement),
            estimate.precision,
            confidence_of(estimate.precision),
            estimate.seen,
            options.method,
            threshold,
            frame.to_layer,
        )
        if raster:

            def watch(share: float) -> None:
                chain.check_cancelled()
                tell(0.96 + 0.04 * share, "Writing the displacement raster")

            raster.finish(confidence_of, lambda moves: _limit(moves, options.max_displacement), watch)
    finally:
        if raster:
            raster.discard()

    moved = result.moved
    touched = moved[geometries.feature_of_coordinate]
    coordinates = geometries.coordinates.copy()
    coordinates[touched] = frame.to_layer(result.positions[touched])
    east_north = np.zeros_like(coordinates)
    east_north[touched] = frame.east_north(position[touched], result.positions[touched])
    shift = _mean(geometries, east_north)
    tell(1.0, "Done")
    return Alignment(
        geometries,
        coordinates,
        shift[:, 0],
        shift[:, 1],
        result.confidence,
        result.status,
        moved,
        model.device,
        card.name,
        time.perf_counter() - started,
        model.seconds - network_before,
        estimate.pixels / 1e6,
        [*model.warnings, *_warnings(geometries, card)],
    )


def choose_scales(card: ModelCard, ground_resolution: float, max_displacement: float, name: str) -> list[int]:
    """Scales of the chain, coarsest first.

    The coarsest is the first that can bridge the displacement asked for with a quarter to spare; the
    finest the last at which the imagery still has something to show.

    Args:
        card: of the model.
        ground_resolution: of the imagery, metres per pixel.
        max_displacement: metres.
        name: of the basemap, for messages.

    Raises:
        BasemapError: the imagery is far coarser or finer than what the model was made for.
    """
    finest_served, coarsest_served = card.resolution_range
    if not finest_served <= ground_resolution <= coarsest_served:
        kind = "coarser" if ground_resolution > coarsest_served else "finer"
        raise BasemapError(
            f"The basemap {name} has {ground_resolution:.3g} m per pixel, {kind} than model '{card.name}' can use "
            f"({finest_served:g} to {coarsest_served:g} m); choose another basemap."
        )
    last, most = card.scales
    coarse = math.ceil(math.log2(max(max_displacement / (0.75 * card.reach * card.resolution), 1)))
    fine = math.floor(math.log2(max(ground_resolution / (1.6 * card.resolution), 1)))
    coarse, fine = min(max(coarse, last), most), min(max(fine, last), most)
    return list(range(max(coarse, fine), fine - 1, -1))


def confidence_of(precision: np.ndarray) -> np.ndarray:
    """Probability that the error is below ``TOLERANCE``, taking it for Gaussian with the mean variance of both axes.

    Args:
        precision: float (N, 2, 2), inverse covariance, 1/metre²; zero where nothing is known.

    Returns:
        float (N,), 0..1.
    """
    a, b, c = precision[:, 0, 0], precision[:, 0, 1], precision[:, 1, 1]
    determinant, trace = a * c - b * b, a + c
    # mean variance = trace of the inverse / 2 = trace / (2 determinant)
    with np.errstate(divide="ignore", invalid="ignore"):
        exponent = np.where(trace > 0, TOLERANCE**2 * determinant / trace, 0.0)
    return 1 - np.exp(-np.maximum(exponent, 0))


def _wanted(geometries: Geometries, extent) -> np.ndarray:
    if extent is None:
        return np.ones(geometries.feature_count, bool)
    boxes = geometries.boxes
    with np.errstate(invalid="ignore"):
        return ((boxes[:, 2:] >= extent[:2]) & (boxes[:, :2] <= extent[2:])).all(1)


def _limit(displacement: np.ndarray, longest: float) -> np.ndarray:
    length = np.hypot(displacement[:, 0], displacement[:, 1])
    return displacement * np.minimum(1, longest / np.maximum(length, 1e-9))[:, None]


def _mean(geometries: Geometries, values: np.ndarray) -> np.ndarray:
    """Mean of values (N, 2) over each feature's coordinates, (F, 2); NaN without any."""
    owner = geometries.feature_of_coordinate
    count = np.bincount(owner, minlength=geometries.feature_count)
    with np.errstate(invalid="ignore"):
        return np.stack([np.bincount(owner, column, geometries.feature_count) / count for column in values.T], 1)


def _warnings(geometries: Geometries, card: ModelCard) -> list[str]:
    if card.features == "buildings" and not (geometries.part_kind >= 2).any():
        return [f"Model '{card.name}' was trained on buildings; on lines and points look closely at the confidence."]
    return []
