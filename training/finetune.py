"""Train a model further on a user's own imagery and layer.

Her layer may itself be off, so it is aligned first (the noisy supervision of `rounds`, with a model that
is good already): what the model is sure of becomes truth, the ground of the rest is hidden. Generated
scenes are mixed in, so that the model does not unlearn the rest of the world. A part of her area is
kept out, and the model is measured there before and after.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch

from ..engine.align import AlignOptions
from ..engine.basemap import GdalBasemap
from ..engine.card import ModelCard
from ..engine.errors import InputError
from ..engine.model import Model, default_model_path, load_model
from ..engine.outputs import Staging, check_writable
from ..engine.vectors import open_layer, split_specification
from .export import export
from .fitting import fit
from .packing import Sheet, pack_scenes
from .patches import build_sampler
from .recipes.align_chain import AlignChainConfig
from .restore import load_weights, network_from_onnx, trained_weights
from .sampling import SamplingOptions
from .sheet_measures import measure
from .sheets_from_layer import Ground, split

SCENE_SEEDS = 500_000  # scenes that no shipped model has seen
LEVELS = (3.0, 6.0)


@dataclass(frozen=True)
class FineTuneOptions:
    """How a model is trained further.

    Attributes:
        minutes: of training, all rounds together; steps, if given, of each round instead.
        rounds: alignments of the layer, each followed by a training; 0 takes the layer as it is.
        max_displacement: metres that the layer may be off.
        scenes: generated and mixed in.
        learning_rate: at its height.
        batch, size: number and side in pixels of the patches of a step.
        threads: of PyTorch; 0 leaves its default.
        overwrite: replace an output that exists.
        seed: of everything random.
    """

    minutes: float = 10.0
    steps: int | None = None
    rounds: int = 1
    max_displacement: float = 10.0
    scenes: int = 24
    learning_rate: float = 3e-4
    batch: int = 16
    size: int = 128
    threads: int = 0
    overwrite: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse impossible values.

        Raises:
            InputError: naming the option.
        """
        if self.minutes <= 0:
            raise InputError(f"{self.minutes:g} minutes of training are impossible; give more than 0.")
        if self.rounds < 0 or self.scenes < 0:
            raise InputError("The numbers of rounds and of scenes cannot be below 0.")
        if not self.max_displacement > 0:
            raise InputError(f"The maximum displacement is {self.max_displacement:g} m; give a length above zero.")


def finetune(
    imagery: str,
    layer: str,
    out: str | Path,
    model_path: str | Path | None = None,
    options: FineTuneOptions | None = None,
    say: Callable[[str], None] = print,
) -> dict:
    """Train a model further on a layer over imagery, and write a model file that says how good it is.

    Args:
        imagery: any raster that GDAL opens.
        layer: any layer that OGR opens, in any CRS; ``file.gpkg|layername=x`` names one of several.
        out: the model file to write.
        model_path: the model to begin with; the one that ships if None.
        options: see ``FineTuneOptions``.
        say: called with one line at a time.

    Returns:
        What the card of the new model says about quality.

    Raises:
        InputError: the layer has no CRS, too few features or none over the imagery.
        BasemapError: the imagery cannot be used.
        ModelError: the model cannot be trained further.
        OutputError: the model file cannot be written.
    """
    options, out = options or FineTuneOptions(), str(out)
    model_path = str(model_path or default_model_path("align"))
    check_writable(out, options.overwrite, [model_path, imagery, split_specification(layer)[0]])
    network, before = network_from_onnx(model_path), load_model(model_path)
    with GdalBasemap(imagery, os.path.basename(imagery) or imagery) as basemap, open_layer(layer) as opened:
        name = f"the layer '{opened.layer_name}'"
        ground = Ground(opened.geometries(), opened.crs, basemap, before, name)
        numbers, kept_out = split(ground.counts(), ground.grids)
        say(f"{ground.geometries.feature_count} features on {len(numbers)} sheets, {len(kept_out)} more to measure on")
        scenes = _scenes(ground.features, options, say)
        after, used, reference = before, None, ground.geometries.coordinates
        with tempfile.TemporaryDirectory() as scratch:
            for number in range(max(options.rounds, 1)):
                coordinates = ground.geometries.coordinates
                if options.rounds:
                    say(f"Round {number + 1}: aligning the layer")
                    coordinates, used = _aligned(ground, after, options, name)
                if number == 0:  # the model before sets the standard: a gain over it is one
                    reference, trusted = coordinates, used
                sheets = [ground.sheet(index, coordinates, used) for index in numbers]
                held_out = [ground.sheet(index, reference, trusted) for index in kept_out]
                say(f"Round {number + 1}: training")
                config = _config(options)
                run = Path(scratch) / f"round-{number + 1}"
                _train(network, config, sheets + scenes, held_out, run)
                path = str(Path(scratch) / "tuned.onnx")
                card = _card(before.card, Path(out).stem, imagery, opened.layer_name, layer, len(sheets), options)
                export(network, card, path)
                after = load_model(path)
            say("Measuring on the part kept out")
            quality = _quality(before, after, held_out, options)
            with Staging() as staging:
                export(network, replace(card, quality=quality), staging.path(out))
                staging.commit()
    for line in _verdict(quality):
        say(line)
    say(f"Model: {out}")
    return quality


def _aligned(ground: Ground, model: Model, options: FineTuneOptions, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates (N, 2) after aligning, and bool (F,), the features that the model was sure of."""
    longest = min(options.max_displacement, model.card.max_displacement)
    alignment = ground.align(model, AlignOptions(max_displacement=longest))
    used = np.array(alignment.status) == "aligned"
    if used.sum() < max(0.2 * len(used), 1):
        raise InputError(
            f"The model is sure of only {used.sum()} of {len(used)} features of {name}; check that they belong to "
            "this imagery, or give --rounds 0 if the layer is right as it is."
        )
    return alignment.coordinates, used


def _scenes(features: str, options: FineTuneOptions, say: Callable[[str], None]) -> list[Sheet]:
    if not options.scenes:
        return []
    say(f"Generating {options.scenes} scenes")
    seeds = range(SCENE_SEEDS, SCENE_SEEDS + options.scenes)
    return pack_scenes(seeds, 220.0, workers=min(os.cpu_count() or 1, options.scenes), kind=features)


def _config(options: FineTuneOptions) -> AlignChainConfig:
    steps = options.steps or 0
    return AlignChainConfig(
        steps=steps,
        minutes=None if steps else options.minutes / max(options.rounds, 1),
        batch=options.batch,
        learning_rate=options.learning_rate,
        warmup=min(20, steps // 2) if steps else 20,
        validate_every=min(100, steps or 100),
        validation_patches=4,
        threads=options.threads,
        scenes=options.scenes,
        mosaics=6,
        mosaic_size=800.0,
        average=0.99,
        sampling=SamplingOptions(size=options.size),
        seed=options.seed,
    )


def _train(network: torch.nn.Module, config: AlignChainConfig, training, validation, folder: Path) -> None:
    """Train a network in place."""
    if config.threads:
        torch.set_num_threads(config.threads)
    sampler = build_sampler(training, config.sampling, config.mosaics, config.mosaic_size, config.seed)
    unaltered = build_sampler(validation, config.sampling, 1, config.mosaic_size, 1000)
    checkpoint = fit(config, sampler, unaltered, folder, network=network)
    load_weights(network, trained_weights(checkpoint))
    network.eval()


def _card(
    card: ModelCard, name: str, imagery: str, layer_name: str, layer: str, sheets: int, options: FineTuneOptions
) -> ModelCard:
    source, raster = (os.path.basename(path) or path for path in (split_specification(layer)[0], imagery))
    aligned = f"aligned by the model itself in {options.rounds} rounds" if options.rounds else "taken as right"
    told = {**asdict(options), "base": card.configuration}
    return replace(
        card,
        name=name,
        version="1",
        description=f"{card.description} Fine-tuned from '{card.name}' {card.version} for one area.",
        training_data=[
            *card.training_data,
            f"Fine-tuned on {source} (layer {layer_name}, {aligned}) over {raster}, {sheets} sheets.",
        ],
        quality={},
        configuration=hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest(),
    )


def _quality(before: Model, after: Model, held_out: list[Sheet], options: FineTuneOptions) -> dict:
    """What the card says: the same measurements of both models, on ground that neither was trained on."""
    limit = min(options.max_displacement, before.card.max_displacement)
    measured = {
        title: measure(held_out, model, LEVELS, max_displacement=limit)
        for title, model in (("no alignment", None), ("before", before), ("after", after))
    }
    reference = "the layer as it was given"
    if options.rounds:
        reference = "the layer as aligned by the model before fine-tuning, which favours that model"
    return {
        "part of the area kept out of training": {
            "features": int(sum(sheet.geometries.feature_count for sheet in held_out)),
            "reference": reference,
            "error_in_metres": {
                f"fields up to {level} m": {
                    title: {key: round(value, 3) for key, value in found[level].items()}
                    for title, found in measured.items()
                    if level in found
                }
                for level in measured["before"]
            },
        },
        f"of '{before.card.name}' before fine-tuning": before.card.quality,
    }


def _verdict(quality: dict) -> list[str]:
    """What to tell the user, worse or better."""
    lines, worse = [], False
    kept_out = quality["part of the area kept out of training"]
    for level, found in kept_out["error_in_metres"].items():
        old, new = found["before"], found["after"]
        worse |= new["mean"] > old["mean"]
        lines.append(
            f"{level}: mean error {old['mean']:.2f} m before, {new['mean']:.2f} m after; "
            f"scatter of the answers {old['spread']:.2f} m before, {new['spread']:.2f} m after"
        )
    lines.append(f"Measured on {kept_out['features']} features kept out of training against {kept_out['reference']}.")
    if worse:
        lines.append("By this measure the model has become worse; look at both results before you use it.")
    return lines
