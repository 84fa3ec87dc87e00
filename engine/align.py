"""The main job: a layer that sits beside the imagery goes in, one that sits on it comes out."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .alignment import Alignment, feature_means
from .basemap import Basemap
from .cache import small_cache
from .card import ModelCard
from .chain import BLEND, Chain
from .confidence import Confidence
from .displacement import DisplacementRaster
from .errors import InputError
from .finding import find, limited
from .frame import Frame
from .geometry import Geometries
from .imagery import Imagery
from .model import Model
from .scales import choose_scales
from .search import longest, remaining
from .segmentation import segments
from .smooth_field import SmoothField
from .stages import timed
from .time_ahead import SLOW, time_ahead
from .update_present import update_present

METHODS = ("vertex", "rigid", "shift")


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
        block_size: largest side of the blocks, pixels; only speed and memory depend on it. Chosen by the model if None.
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
    announce: Callable[[str], None] | None = None,
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
        announce: told before the network is asked, in a sentence, how long that will take on a slow device.

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
    if options.max_displacement > longest(card):
        raise InputError(
            f"The maximum displacement of {options.max_displacement:g} m is more than model '{card.name}' can bridge; "
            f"give at most {longest(card):g} m."
        )
    tell(0.0, "Reading coordinates")
    wanted = _wanted(geometries, options.extent)
    corners = geometries.coordinates[wanted[geometries.feature_of_coordinate]]
    if not len(corners):
        raise InputError("The layer has no features in the extent asked for; choose another extent.")
    frame = Frame.choose(layer_crs, basemap.crs, (*corners.min(0), *corners.max(0)), tuple(basemap.extent))
    imagery = Imagery(basemap, frame)
    left = remaining(options.max_displacement) if segments(card) else options.max_displacement
    scales = choose_scales(card, imagery.ground_resolution, left, basemap.name)
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
            options.block_size,
            options.symmetries,
            lambda share, text: tell(0.08 + 0.76 * share, text),
            is_cancelled,
            raster.record if raster else None,
        )
        if not len(chain.active):
            raise InputError(
                f"The layer and the basemap {basemap.name} do not overlap; "
                "check the CRS of both or choose another basemap."
            )

        def stage(low: float, high: float, text: str) -> Callable[[float], None]:
            def watch(share: float) -> None:
                chain.check_cancelled()
                tell(0.02 + 0.88 * (low + (high - low) * share), text)

            return watch

        def on_wide(wide: SmoothField) -> None:
            if raster:
                raster.first = wide.at

        if announce and model.device in SLOW:
            announce(time_ahead(chain, scales, options.max_displacement))
        finding = find(chain, scales, options.max_displacement, options.method, on_wide=on_wide, stage=stage)
        confidence, stages = Confidence(card, imagery.ground_resolution), finding.stages
        tell(0.9, "Moving features")
        threshold = card.min_confidence if options.min_confidence is None else options.min_confidence
        with timed(stages, "geometry"):
            result = update_present(
                finding.absent,
                geometries,
                position,
                finding.displacement,
                finding.estimate.precision,
                confidence.probability(finding.signs),
                finding.estimate.seen,
                options.method,
                threshold,
                frame.to_layer,
            )
        if raster:
            watch = stage(1.06, 1.1, "Writing the displacement raster")
            raster.finish(confidence.of_place, lambda moves: limited(moves, options.max_displacement), watch)
    finally:
        if raster:
            raster.discard()

    error = np.where(finding.estimate.seen, confidence.error(finding.signs), np.nan)
    moved = result.moved
    touched = moved[geometries.feature_of_coordinate]
    coordinates = geometries.coordinates.copy()
    coordinates[touched] = frame.to_layer(result.positions[touched])
    east_north = np.zeros_like(coordinates)
    east_north[touched] = frame.east_north(position[touched], result.positions[touched])
    shift = feature_means(geometries, east_north)
    tell(1.0, "Done")
    return Alignment(
        geometries,
        coordinates,
        shift[:, 0],
        shift[:, 1],
        result.confidence,
        result.status,
        moved,
        getattr(model, "ran_on", model.device),  # stand-ins need not say more
        card.name,
        time.perf_counter() - started,
        model.seconds - network_before,
        finding.pixels / 1e6,
        [*model.warnings, *_warnings(geometries, card)],
        stages,
        feature_means(geometries, error[:, None])[:, 0],
    )


def _wanted(geometries: Geometries, extent) -> np.ndarray:
    if extent is None:
        return np.ones(geometries.feature_count, bool)
    boxes = geometries.boxes
    with np.errstate(invalid="ignore"):
        return ((boxes[:, 2:] >= extent[:2]) & (boxes[:, :2] <= extent[2:])).all(1)


def _warnings(geometries: Geometries, card: ModelCard) -> list[str]:
    if card.features == "buildings" and not (geometries.part_kind >= 2).any():
        return [f"Model '{card.name}' was trained on buildings; on lines and points look closely at the confidence."]
    if card.features == "roads" and (geometries.part_kind >= 2).any():
        return [f"Model '{card.name}' was trained on the centre lines of roads; choose another one for polygons."]
    return []
