"""Recipe ``align-chain``: networks for the scales of the chain that moves vectors onto imagery.

After Zampieri et al., "Multimodal image alignment through a multiscale chain of neural networks"
(ECCV 2018). Variants are the systems of that paper and, the default, our own (`systems`).
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import torch
from torch import nn

from ...engine.errors import InputError
from ..alignment_module import SCALES
from ..fitting import fit
from ..overrides import with_end
from ..packing import Sheet, load_pack, pack, pack_scenes, save_pack
from ..patches import build_sampler
from ..road_sheets import gather_road_sheets
from ..sampling import PatchSampler, SamplingOptions
from ..systems import SYSTEMS


@dataclass(frozen=True)
class AlignChainConfig:
    """Everything that decides what a training run does.

    Attributes:
        steps, batch, learning_rate, warmup: of the optimisation; 0 steps if only the time decides.
        variant: one of ``SYSTEMS``.
        features: "buildings" or "roads".
        minutes: after which training ends, whatever the steps.
        validate_every: steps between validations and checkpoints.
        workers: processes that draw patches.
        threads: of PyTorch; 0 leaves its default.
        scenes: generated, besides the real places; scene_size: their side, metres.
        mosaics: pasted for the coarse scales; mosaic_size: their side, metres.
        average: decay of the averaged weights, which are the ones that count, once it has been reached.
        precision: of Lightning.
        network: arguments of the variant's network that differ from its defaults.
        sampling: see ``SamplingOptions``.
    """

    steps: int
    variant: str = "matching"
    features: str = "buildings"
    minutes: float | None = None
    batch: int = 16
    learning_rate: float = 2.5e-3
    warmup: int = 200
    validate_every: int = 500
    validation_patches: int = 24
    workers: int = 1
    threads: int = 0
    scenes: int = 128
    scene_size: float = 220.0
    mosaics: int = 8
    mosaic_size: float = 1400.0
    average: float = 0.998
    precision: str = "bf16-mixed"
    network: dict = field(default_factory=dict)
    seed: int = 0
    sampling: SamplingOptions = field(default_factory=SamplingOptions)


PRESETS = {
    "smoke": AlignChainConfig(
        steps=4,
        batch=2,
        warmup=2,
        validate_every=2,
        validation_patches=1,
        workers=0,
        scenes=3,
        scene_size=120.0,  # in smaller ones there may be no building
        mosaics=1,
        mosaic_size=200.0,
        average=0.5,
        precision="32-true",
        network={"widths": (8, 8, 8), "matching_widths": (8, 8), "learned": 1, "radius": 2},
        sampling=SamplingOptions(size=64),
    ),
    # for comparisons: some five minutes on two cores
    "quick": AlignChainConfig(
        steps=400, warmup=40, validate_every=100, validation_patches=12, scenes=56, mosaics=6, threads=2
    ),
    # about an hour on two cores that do nothing else
    "cpu": AlignChainConfig(steps=4000, workers=1, threads=2),
    # meant for some twenty minutes on one data-centre GPU with 16 cores, which draw the patches; not yet run there
    "gpu": AlignChainConfig(
        steps=30000,
        batch=48,
        learning_rate=3e-3,
        warmup=500,
        validate_every=2000,
        workers=15,
        scenes=400,
        mosaics=24,
        average=0.999,
        network={"widths": (32, 64, 96, 128), "matching_widths": (80, 96, 96), "learned": 2},
    ),
}


def train(
    config: AlignChainConfig,
    training: list[Sheet],
    validation: list[Sheet],
    folder: str | Path,
    resume: bool = False,
    network: nn.Module | None = None,
) -> Path:
    """Train, and return the path of the last checkpoint.

    Where each scale has a network, they are trained one after the other and share steps and time.

    Args:
        config: see ``AlignChainConfig``; written to ``config.json`` in the folder.
        training, validation: sheets that share no ground.
        folder: for the checkpoint, the curves (``metrics.csv``) and the configuration.
        resume: go on from the folder's last checkpoint, if there is one.
        network: to begin with the weights of, instead of random ones.

    Raises:
        InputError: nothing says when the training ends, or no image shows what is to be aligned.
    """
    if not (config.steps or config.minutes):
        raise InputError("Training needs an end; give --steps or --minutes.")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(asdict(config), indent=2) + "\n")
    if config.threads:
        torch.set_num_threads(config.threads)
    sampler = build_sampler(training, config.sampling, config.mosaics, config.mosaic_size, config.seed)
    unaltered = build_sampler(validation, config.sampling, max(config.mosaics // 3, 1), config.mosaic_size, 1000)
    for path, part in parts_of(config, folder).items():
        last = fit(part, _drawing(sampler, part), _drawing(unaltered, part), path, resume, network)
    return last


def configured(preset: str, variant: str = "matching", **overrides) -> AlignChainConfig:
    """The configuration of a variant in a preset's size, with the given fields replaced.

    Args:
        preset: one of ``PRESETS``.
        variant: one of ``SYSTEMS``.
        overrides: fields of ``AlignChainConfig``; None leaves a field as it is. With ``minutes`` and
            without ``steps``, the time alone decides.
    """
    config, system = PRESETS[preset], SYSTEMS[variant]
    if variant != "matching":
        config = replace(
            config,
            variant=variant,
            features=system.features,
            network=system.sizes.get(preset, {}),
            sampling=replace(config.sampling, **system.sampling),
        )
    return with_end(config, **overrides)


def parts_of(config: AlignChainConfig, folder: str | Path) -> dict[Path, AlignChainConfig]:
    """The trainings that a run consists of, by folder: itself, or one for each scale, finest first."""
    if not SYSTEMS[config.variant].per_scale:
        return {Path(folder): config}
    return {Path(folder) / f"scale-{scale}": _for_scale(config, scale) for scale in range(SCALES)}


def _for_scale(config: AlignChainConfig, scale: int) -> AlignChainConfig:
    """A fifth of the steps and of the time, and patches of one scale only."""
    alone = tuple(float(number == scale) for number in range(SCALES))
    return replace(
        config,
        steps=max(config.steps // SCALES, 1) if config.steps else 0,
        minutes=config.minutes / SCALES if config.minutes else None,
        validate_every=max(config.validate_every // SCALES, 1),
        sampling=replace(config.sampling, scale_probabilities=alone),
    )


def _drawing(sampler: PatchSampler, config: AlignChainConfig) -> PatchSampler:
    """The same sheets, drawn from as a configuration and its variant ask."""
    return SYSTEMS[config.variant].sampler(sampler.native, sampler.mosaics, config.sampling)


def gather_sheets(config: AlignChainConfig, data: Path | None, folder: Path, say) -> tuple[list[Sheet], list[Sheet]]:
    """Real places and generated scenes, for training and for validation.

    Without real data scenes serve for both.

    Args:
        config: says how many scenes.
        data: folder with ``catalogue.json``, or with ``train.npz`` and ``validation.npz``; perhaps with scenes.
        folder: where scenes (and packs) are kept, so that a resumed run need not make them again.
        say: called with one line at a time.

    Raises:
        InputError: the folder holds neither, or without real data there are fewer than two scenes.
    """
    if config.features == "roads":
        return gather_road_sheets(config.scenes, config.scene_size, data, folder, say)
    folder.mkdir(parents=True, exist_ok=True)
    training, validation = (load_split(data, split, folder) for split in ("train", "validation")) if data else ([], [])
    store = folder / f"scenes-{config.scenes}-{config.scene_size:g}.npz"
    if data and (data / store.name).exists():
        store = data / store.name
    if not store.exists():
        say(f"Generating {config.scenes} scenes")
        save_pack(pack_scenes(range(config.scenes), config.scene_size, workers=os.cpu_count() or 1), store)
    scenes = load_pack(store)
    if not validation and len(scenes) < 2:
        raise InputError("Training needs at least two scenes or real data; raise --scenes or give --data.")
    kept = max(len(scenes) // 8, 1) if not validation else 0
    say(f"{len(training)} real images, {len(scenes) - kept} scenes")
    return training + scenes[kept:], validation or scenes[:kept]


def load_split(data: Path, split: str, folder: Path) -> list[Sheet]:
    """One split of the real data, from a pack or, packed on the way, from the catalogue.

    Raises:
        InputError: the folder holds neither.
    """
    packed = data / f"{split}.npz"
    if packed.exists():
        return load_pack(packed)
    if (data / "catalogue.json").exists():
        return pack(data, split, folder / packed.name)
    raise InputError(f"{data} holds neither catalogue.json nor {packed.name}; give the folder of the real data.")
