"""Make a model's confidence mean what it says, and find the thresholds below which moving does not pay.

On places and scenes kept out of training, displaced by random fields:

- the network's variance is scaled so that half of all errors lie within the ellipse that should hold half;
- log error is fitted by the signs of `engine.confidence`, every image counting the same;
- the confidence threshold is the one at which keeping all features below it in place leaves the least error;
- the presence threshold is the highest at which those called absent mostly are (`absences`).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from ..engine.card import ModelCard
from ..engine.confidence import CONSTANT, LEAST, SCATTER, SIGNS, Confidence
from ..engine.errors import InputError
from ..engine.geometry import Geometries
from ..engine.model import load_model
from .absences import choose_threshold, recognised, with_absent
from .export import write_card
from .observations import Observation, gather, observe
from .sheet_measures import random_field

MEDIAN_OF_SQUARES = 2 * np.log(2)  # median of the chi-squared distribution with two degrees of freedom
LEVELS = (1.0, 3.0, 6.0, 10.0)
MAX_DISPLACEMENT = 10.0  # metres that the alignment is told to expect
_RIDGE = 0.01  # pull of the coefficients towards zero, beside a mean square of one


def calibrate(
    model_path: str | Path,
    root: str | Path | None,
    names: str | Sequence[str] = "validation",
    levels: Sequence[float] = LEVELS,
    seeds: int = 1,
    scenes: int = 6,
    say: Callable[[str], None] = print,
) -> ModelCard:
    """Measure a model and write variance factor, error model and thresholds into its card.

    Args:
        model_path: the ``.onnx`` file, which is changed.
        root: folder with the catalogue of real data; generated scenes alone if None.
        names: split or places; never those that the model is tested on.
        levels: largest displacements, metres.
        seeds: random fields per image and level.
        scenes: generated scenes, beside the places.
        say: called with one line at a time.

    Raises:
        InputError: there is nothing to measure.
    """
    model = load_model(model_path)
    model.card = replace(model.card, variance_factor=1.0, min_confidence=0.0, min_presence=0.0, error_model={})
    kind = "roads" if model.card.features == "roads" else "buildings"
    found: list[Observation] = []
    for sheet in gather(root, names, scenes, kind):
        for level in levels:
            for seed in range(seeds):
                start, truth, extra = displaced_with_absent(sheet, level, seed)
                observation = observe(sheet, start, truth, model, MAX_DISPLACEMENT, extra)
                if observation is not None:
                    found.append(observation)
        say(f"{sheet.name}: done")
    if not sum(len(one.squares) for one in found):
        raise InputError("The places hold no vertices on their imagery; choose other places.")
    factor = float(np.median(np.concatenate([one.squares for one in found])) / MEDIAN_OF_SQUARES)
    found = [_scaled(one, factor) for one in found]
    shown, extra = (np.concatenate([getattr(one, name) for one in found]) for name in ("presence", "extra"))
    min_presence = choose_threshold(shown, extra)
    card = replace(model.card, variance_factor=factor, error_model=fit_error_model(found), min_presence=min_presence)
    card = replace(card, min_confidence=_threshold(found, card))
    write_card(model_path, card)
    coefficients = ", ".join(f"{name} {value:.2f}" for name, value in card.error_model.items())
    say(f"variance factor {factor:.2f}, error model: {coefficients}; minimum confidence {card.min_confidence:.2f}")
    rates = recognised(shown, extra, min_presence)
    told = ", ".join(f"{name} {100 * value:.1f} %" for name, value in rates.items() if value is not None)
    say(f"minimum presence {min_presence:.2f}: {told} ({extra.sum()} of {len(extra)} features absent)")
    return card


def displaced_with_absent(sheet, level: float, seed: int) -> tuple[Geometries, np.ndarray, np.ndarray]:
    """A sheet's layer with some absent features, under a random field of at most ``level`` metres.

    Returns:
        the layer in pixels, where its coordinates (N, 2) belong, and bool (F,), which features are absent.
    """
    rng = np.random.default_rng([zlib.crc32(sheet.name.encode()), round(level * 1000), seed, 1])
    layer, extra = with_absent(sheet, rng)
    unique, index = layer.shared
    moved = unique + random_field(sheet, level, seed)(unique * sheet.resolution) / sheet.resolution
    return Geometries.from_wkb(layer.to_wkb(moved[index])), layer.coordinates, extra


def fit_error_model(found: Sequence[Observation]) -> dict[str, float]:
    """Coefficients of log error by the signs, least squares, every image with the same weight."""
    places = [one.name for one in found]
    size = {name: sum(len(one.after) - one.extra.sum() for one in found if one.name == name) for name in set(places)}
    rows, logs, weights = [], [], []
    for one in found:
        real = ~one.extra
        rows.append(np.stack([one.signs[name][real] for name in SIGNS], 1))
        logs.append(np.log(one.after[real] + LEAST))
        weights.append(np.full(real.sum(), 1 / max(size[one.name], 1)))
    signs, log, weight = np.concatenate(rows), np.concatenate(logs), np.concatenate(weights)
    weight /= weight.sum()
    middle, level = weight @ signs, weight @ log
    centred = signs - middle
    normal = (centred * weight[:, None]).T @ centred + _RIDGE * np.eye(len(SIGNS))
    slope = np.linalg.solve(normal, (centred * weight[:, None]).T @ (log - level))
    rest = log - level - centred @ slope
    scatter = max(float(np.sqrt(weight @ rest**2)), 0.05)
    return {CONSTANT: float(level - middle @ slope), SCATTER: scatter, **dict(zip(SIGNS, map(float, slope)))}


def _scaled(one: Observation, factor: float) -> Observation:
    """As the network would have spoken with this variance factor."""
    return replace(one, signs={**one.signs, "network": one.signs["network"] + 0.5 * np.log(factor)})


def _threshold(found: Sequence[Observation], card: ModelCard) -> float:
    judge = Confidence(card, 1.0)
    confidence = np.concatenate([judge.probability(one.signs)[~one.extra] for one in found])
    gain = np.concatenate([(one.after - one.before)[~one.extra] for one in found])
    candidates = np.arange(0, 0.96, 0.01)
    # error relative to moving nothing, when only features at or above the candidate move
    total = [gain[confidence >= candidate].sum() for candidate in candidates]
    return float(candidates[int(np.argmin(total))])
