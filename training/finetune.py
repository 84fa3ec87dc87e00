"""Train a model further on a user's own imagery and layer.

Her layer may itself be off, so it is aligned first (the noisy supervision of `rounds`, with a model that
is good already): what the model is sure of becomes truth, the ground of the rest is hidden. Generated
scenes are mixed in, so that the model does not unlearn the rest of the world. A part of her area is
kept out, and the model is measured there before and after.
"""

from __future__ import annotations

import copy
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import nn

from ..engine.align import AlignOptions
from ..engine.basemap import GdalBasemap
from ..engine.card import ModelCard
from ..engine.errors import InputError
from ..engine.model import Model, default_model_path, load_model
from ..engine.outputs import Staging, check_writable
from ..engine.vectors import open_layer, split_specification
from .export import export
from .finetune_card import measured_quality, tuned_card, verdict
from .fitting import fit
from .packing import Sheet, pack_scenes
from .patches import build_sampler
from .recipes.align_chain import AlignChainConfig
from .restore import load_weights, network_from_onnx, trained_weights
from .sampling import SamplingOptions
from .sheets_from_layer import Ground, split

SCENE_SEEDS = 500_000  # scenes that no shipped model has seen


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
    with (
        GdalBasemap(imagery, os.path.basename(imagery) or imagery) as basemap,
        open_layer(layer) as opened,
        tempfile.TemporaryDirectory() as scratch,  # holds a model's file as long as the model is asked
    ):
        name = f"the layer '{opened.layer_name}'"
        ground = Ground(opened.geometries(), opened.crs, basemap, before, name)
        numbers, kept_out = split(ground.counts(), ground.grids)
        say(f"{ground.geometries.feature_count} features on {len(numbers)} sheets, {len(kept_out)} more to measure on")
        scenes = _scenes(ground.features, options, say)
        card = tuned_card(before.card, Path(out).stem, imagery, layer, opened.layer_name, len(numbers), options)
        parts = numbers, kept_out
        tuned, after, held_out = _rounds(ground, parts, scenes, network, before, card, options, Path(scratch), say)
        say("Measuring on the part kept out")
        quality = measured_quality(before, after, held_out, options)
        with Staging() as staging:
            export(tuned, replace(card, quality=quality), staging.path(out))
            staging.commit()
    for line in verdict(quality):
        say(line)
    say(f"Model: {out}")
    return quality


def _rounds(
    ground: Ground,
    parts: tuple[list[int], list[int]],
    scenes: list[Sheet],
    network: nn.Module,
    before: Model,
    card: ModelCard,
    options: FineTuneOptions,
    scratch: Path,
    say: Callable[[str], None],
) -> tuple[nn.Module, Model, list[Sheet]]:
    """Align and train, so often; return the trained network, it as a model, and the sheets to measure on."""
    coordinates, used, after = ground.geometries.coordinates, None, before
    for number in range(max(options.rounds, 1)):
        if options.rounds:
            say(f"Round {number + 1}: aligning the layer")
            coordinates, used = _aligned(ground, after, options)
        if number == 0:  # the model before sets the standard: a gain over it is one
            held_out = [ground.sheet(index, coordinates, used) for index in parts[1]]
            if not any(len(sheet.geometries.coordinates) for sheet in held_out):
                raise InputError(
                    f"The model is sure of no feature on the part of {ground.name} that is kept out for measuring; "
                    "give a larger area, or --rounds 0 if the layer is right as it is."
                )
        sheets = [ground.sheet(index, coordinates, used) for index in parts[0]]
        say(f"Round {number + 1}: training")
        # anew from the weights before: those of the last round remember where its vectors were wrong
        run = scratch / f"round-{number + 1}"
        tuned = _trained(network, _config(options, card), sheets + scenes, held_out, run)
        export(tuned, card, run / "tuned.onnx")
        after = load_model(run / "tuned.onnx")
    return tuned, after, held_out


def _aligned(ground: Ground, model: Model, options: FineTuneOptions) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates (N, 2) after aligning, and bool (F,), the features that the model was sure of."""
    longest = min(options.max_displacement, model.card.max_displacement)
    alignment = ground.align(model, AlignOptions(max_displacement=longest))
    used = np.array(alignment.status) == "aligned"
    if used.sum() < max(0.2 * len(used), 1):
        raise InputError(
            f"The model is sure of only {used.sum()} of {len(used)} features of {ground.name}; check that they "
            "belong to this imagery, or give --rounds 0 if the layer is right as it is."
        )
    return alignment.coordinates, used


def _scenes(features: str, options: FineTuneOptions, say: Callable[[str], None]) -> list[Sheet]:
    if not options.scenes:
        return []
    say(f"Generating {options.scenes} scenes")
    seeds = range(SCENE_SEEDS, SCENE_SEEDS + options.scenes)
    return pack_scenes(seeds, 220.0, workers=min(os.cpu_count() or 1, options.scenes), kind=features)


def _config(options: FineTuneOptions, card: ModelCard) -> AlignChainConfig:
    steps, sampling = options.steps or 0, SamplingOptions(size=options.size)
    served = [share * (scale >= card.scales[0]) for scale, share in enumerate(sampling.scale_probabilities)]
    sampling = replace(sampling, scale_probabilities=tuple(share / sum(served) for share in served))
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
        sampling=sampling,
        seed=options.seed,
    )


def _trained(network: nn.Module, config: AlignChainConfig, training, validation, folder: Path) -> nn.Module:
    """A copy of a network, trained further."""
    if config.threads:
        torch.set_num_threads(config.threads)
    sampler = build_sampler(training, config.sampling, config.mosaics, config.mosaic_size, config.seed)
    unaltered = build_sampler(validation, config.sampling, 1, config.mosaic_size, 1000)
    checkpoint = fit(config, sampler, unaltered, folder, network=network)
    tuned = copy.deepcopy(network)
    load_weights(tuned, trained_weights(checkpoint))
    return tuned.eval()
