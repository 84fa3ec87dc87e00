"""Make a model's confidence mean what it says, and find the threshold below which moving does not pay.

On places kept out of training, displaced by random fields: the predicted variance is scaled so that
half of all errors lie within the ellipse that should hold half of them; then the threshold is the one
at which keeping all features below it in place leaves the least error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from ..engine.align import AlignOptions, choose_scales, confidence_of
from ..engine.basemap import GdalBasemap
from ..engine.card import ModelCard
from ..engine.chain import Chain, Estimate
from ..engine.errors import InputError
from ..engine.frame import Frame
from ..engine.geometry import Geometries
from ..engine.imagery import Imagery
from ..engine.model import Model, load_model
from .evaluation import counted, displace
from .export import write_card
from .places import load_places, transformed

MEDIAN_OF_SQUARES = 2 * np.log(2)  # median of the chi-squared distribution with two degrees of freedom
LEVELS = (1.0, 3.0, 6.0, 10.0)


def calibrate(
    model_path: str | Path,
    root: str | Path,
    names: str | Sequence[str] = "validation",
    levels: Sequence[float] = LEVELS,
    seeds: int = 2,
    say: Callable[[str], None] = print,
) -> ModelCard:
    """Measure a model and write ``variance_factor`` and ``min_confidence`` into its card.

    Args:
        model_path: the ``.onnx`` file, which is changed.
        root: folder with the catalogue of real data.
        names: split or places; never those that the model is tested on.
        levels: largest displacements, metres.
        seeds: random fields per image and level.
        say: called with one line at a time.

    Raises:
        InputError: the places hold nothing to measure.
    """
    model = load_model(model_path)
    model.card = replace(model.card, variance_factor=1.0, min_confidence=0.0)
    squares, features = [], []
    for place in load_places(root, names):
        kept = counted(place)
        layer_truth = transformed(place.geometries, place.geotransform).coordinates
        with GdalBasemap(str(place.image_path)) as basemap:
            for level in levels:
                for seed in range(seeds):
                    layer = transformed(displace(place, level, seed), place.geotransform)
                    frame, position, estimate = _estimate(layer, place.crs, basemap, model)
                    truth = frame.from_layer(layer_truth)
                    use = kept & estimate.seen
                    residual = (position + estimate.displacement - truth)[use]
                    squares.append(np.einsum("ni,nij,nj->n", residual, estimate.precision[use], residual))
                    before = np.hypot(*(position - truth)[use].T)
                    owner = layer.feature_of_coordinate[use]
                    features.append(_by_feature(owner, before, residual, estimate.precision[use]))
        say(f"{place.name}: done")
    if not squares or not sum(map(len, squares)):
        raise InputError("The places hold no vertices on their imagery; choose other places.")
    factor = float(np.median(np.concatenate(squares)) / MEDIAN_OF_SQUARES)
    threshold = _threshold(features, factor)
    card = replace(model.card, variance_factor=factor, min_confidence=threshold)
    write_card(model_path, card)
    say(f"variance factor {factor:.2f}, minimum confidence {threshold:.2f}")
    return card


def _estimate(layer: Geometries, crs: str, basemap: GdalBasemap, model: Model) -> tuple[Frame, np.ndarray, Estimate]:
    """What the chain finds, before anything is held back: the frame, positions (N, 2) in it, the estimate."""
    corners = layer.coordinates
    frame = Frame.choose(crs, basemap.crs, (*corners.min(0), *corners.max(0)), tuple(basemap.extent))
    imagery = Imagery(basemap, frame)
    position = frame.from_layer(corners)
    scales = choose_scales(model.card, imagery.ground_resolution, AlignOptions.max_displacement, basemap.name)
    return frame, position, Chain(layer, position, imagery, model, model.card.tile_size).run(scales)


def _by_feature(feature: np.ndarray, before: np.ndarray, residual: np.ndarray, precision: np.ndarray) -> tuple:
    """Feature number of each vertex; mean error of each feature before and after; precision of each vertex."""
    _, index = np.unique(feature, return_inverse=True)
    count = np.bincount(index)
    return index, np.bincount(index, before) / count, np.bincount(index, np.hypot(*residual.T)) / count, precision


def _threshold(features: list[tuple], factor: float) -> float:
    confidence, gain = [], []
    for index, before, after, precision in features:
        confidence.append(np.bincount(index, confidence_of(precision / factor)) / np.bincount(index))
        gain.append(after - before)
    confidence, gain = np.concatenate(confidence), np.concatenate(gain)
    candidates = np.arange(0, 0.96, 0.01)
    # error relative to moving nothing, when only features at or above the candidate move
    total = [gain[confidence >= candidate].sum() for candidate in candidates]
    return float(candidates[int(np.argmin(total))])
