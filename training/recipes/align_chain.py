"""Recipe ``align-chain``: one network for all scales of the chain that moves vectors onto imagery.

After Zampieri et al., "Multimodal image alignment through a multiscale chain of neural networks"
(ECCV 2018), with the network of `networks.matching`.
"""

from __future__ import annotations

import csv
import json
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import lightning
import torch
from lightning.pytorch.callbacks import EMAWeightAveraging, ModelCheckpoint, TQDMProgressBar
from lightning.pytorch.loggers import CSVLogger
from lightning.pytorch.utilities import rank_zero_only
from torch.utils.data import DataLoader

from ...engine.errors import InputError
from ..alignment_module import AlignmentModule
from ..packing import Sheet, load_pack, pack, pack_scenes, save_pack
from ..patches import FixedPatches, build_sampler, training_loader
from ..sampling import SamplingOptions


@dataclass(frozen=True)
class AlignChainConfig:
    """Everything that decides what a training run does.

    Attributes:
        steps, batch, learning_rate, warmup: of the optimisation.
        validate_every: steps between validations and checkpoints.
        workers: processes that draw patches.
        threads: of PyTorch; 0 leaves its default.
        scenes: generated, besides the real places; scene_size: their side, metres.
        mosaics: pasted for the coarse scales; mosaic_size: their side, metres.
        average: decay of the averaged weights, which are the ones that count.
        precision: of Lightning.
        network: arguments of ``MatchingNetwork`` that differ from its defaults.
        sampling: see ``SamplingOptions``.
    """

    steps: int
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
    config: AlignChainConfig, training: list[Sheet], validation: list[Sheet], folder: str | Path, resume: bool = False
) -> Path:
    """Train, and return the path of the last checkpoint.

    Args:
        config: see ``AlignChainConfig``; written to ``config.json`` in the folder.
        training, validation: sheets that share no ground.
        folder: for the checkpoint, the curves (``metrics.csv``) and the configuration.
        resume: go on from the folder's last checkpoint, if there is one.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(asdict(config), indent=2) + "\n")
    if config.threads:
        torch.set_num_threads(config.threads)
    lightning.seed_everything(config.seed, verbose=False)
    checkpoint = folder / "last.ckpt"
    done = _steps_done(checkpoint) if resume else 0
    sampler = build_sampler(training, config.sampling, config.mosaics, config.mosaic_size, config.seed)
    unaltered = build_sampler(validation, config.sampling, max(config.mosaics // 3, 1), config.mosaic_size, 1000)
    module = AlignmentModule(config.network, config.learning_rate, config.steps, config.warmup)
    logger = CSVLogger(folder, name="", version="")
    if done and rank_zero_only.rank == 0:
        _keep_curve(logger, folder / "metrics.csv", done)
    trainer = lightning.Trainer(
        max_steps=config.steps,
        precision=config.precision,
        accelerator="auto",
        devices="auto" if torch.cuda.is_available() else 1,
        val_check_interval=config.validate_every,
        limit_train_batches=config.validate_every,
        num_sanity_val_steps=0,
        gradient_clip_val=5.0,
        log_every_n_steps=20,
        default_root_dir=folder,
        logger=logger,
        enable_model_summary=False,
        callbacks=[
            EMAWeightAveraging(decay=config.average, update_starting_at_step=config.warmup),
            ModelCheckpoint(
                folder, filename="last", every_n_train_steps=config.validate_every, enable_version_counter=False
            ),
            TQDMProgressBar(refresh_rate=20),
        ],
    )
    trainer.fit(
        module,
        training_loader(sampler, config.batch, config.workers, config.seed + 7919 * done, rank_zero_only.rank),
        DataLoader(FixedPatches(unaltered, config.validation_patches), batch_size=config.batch),
        ckpt_path=str(checkpoint) if done else None,
        weights_only=False,
    )
    trainer.save_checkpoint(checkpoint)
    return checkpoint


def with_overrides(config: AlignChainConfig, **overrides) -> AlignChainConfig:
    """The configuration with the given fields replaced; None leaves a field as it is."""
    return replace(config, **{name: value for name, value in overrides.items() if value is not None})


def _steps_done(checkpoint: Path) -> int:
    if not checkpoint.exists():
        return 0
    return int(torch.load(checkpoint, map_location="cpu", weights_only=False)["global_step"])


def _keep_curve(logger: CSVLogger, path: Path, done: int) -> None:
    """Let a resumed run go on with the file of the curve: Lightning's logger would begin a new one."""
    if not path.exists():
        return
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        rows = [row for row in reader if int(row["step"]) < done]
    writer = logger.experiment  # removes the file
    writer.metrics_keys = list(reader.fieldnames)
    with open(path, "w", newline="", encoding="utf-8") as file:
        kept = csv.DictWriter(file, writer.metrics_keys)
        kept.writeheader()
        kept.writerows(rows)


def gather_sheets(config: AlignChainConfig, data: Path | None, folder: Path, say) -> tuple[list[Sheet], list[Sheet]]:
    """Real places and generated scenes, for training and for validation.

    Without real data scenes serve for both.

    Args:
        config: says how many scenes.
        data: folder with ``catalogue.json``, or with ``train.npz`` and ``validation.npz``.
        folder: where scenes (and packs) are kept, so that a resumed run need not make them again.
        say: called with one line at a time.

    Raises:
        InputError: the folder holds neither, or without real data there are fewer than two scenes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    training, validation = (load_split(data, split, folder) for split in ("train", "validation")) if data else ([], [])
    store = folder / f"scenes-{config.scenes}-{config.scene_size:g}.npz"
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
