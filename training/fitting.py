"""One training: Lightning's loop with checkpoints, curves, averaged weights, and an end by steps or by time."""

from __future__ import annotations

import copy
import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import lightning
import torch
from lightning.pytorch.callbacks import Callback, ModelCheckpoint, TQDMProgressBar
from lightning.pytorch.loggers import CSVLogger
from lightning.pytorch.utilities import rank_zero_only
from torch import nn
from torch.utils.data import DataLoader

from ..engine.errors import InputError
from .alignment_module import AlignmentModule
from .budget import GrowingAverage, TimeBudget
from .patches import FixedPatches, training_loader
from .sampling import PatchSampler

if TYPE_CHECKING:
    from .recipes.align_chain import AlignChainConfig

CHECKPOINT = "last.ckpt"


class LoopConfig(Protocol):
    """What the loop asks of a configuration; ``AlignChainConfig`` says what the fields mean."""

    steps: int
    minutes: float | None
    validate_every: int
    precision: str


def fit(
    config: AlignChainConfig,
    sampler: PatchSampler,
    unaltered: PatchSampler,
    folder: Path,
    resume: bool = False,
    network: nn.Module | None = None,
) -> Path:
    """Train one network, and return the path of the last checkpoint.

    Args:
        config: of the run.
        sampler: of the patches that it trains on.
        unaltered: of the patches that it is validated on.
        folder: for the checkpoint and the curves (``metrics.csv``).
        resume: go on from the folder's last checkpoint, if there is one; a finished training stays as it is.
        network: to begin with, as it is (its batch normalisation may be folded), instead of a new one.
    """
    done = steps_done(folder, config, resume)
    if done is None:
        return folder / CHECKPOINT
    lightning.seed_everything(config.seed, verbose=False)
    module = AlignmentModule(config.network, config.learning_rate, config.steps, config.warmup, config.variant)
    if network is not None:  # a checkpoint's weights will replace them
        module.network = copy.deepcopy(network).train().to(memory_format=torch.channels_last)
    training = training_loader(sampler, config.batch, config.workers, config.seed + 7919 * done, rank_zero_only.rank)
    validation = DataLoader(FixedPatches(unaltered, config.validation_patches), batch_size=config.batch)
    return run(module, config, folder, done, training, validation, [GrowingAverage(config.average)], clip=5.0)


def run(
    module: lightning.LightningModule,
    config: LoopConfig,
    folder: Path,
    done: int,
    training: Iterable,
    validation: Iterable,
    callbacks: Sequence[Callback] = (),
    clip: float | None = None,
) -> Path:
    """Train any module until the steps or the minutes are over, and return the path of the last checkpoint.

    Args:
        module: with an attribute ``elapsed``, which `budget.TimeBudget` sets.
        config: says when it ends, how often it is validated and stored, and how exactly it counts.
        folder: for the checkpoint and the curves (``metrics.csv``).
        done: steps that the folder's checkpoint has behind it, which the training goes on from; 0 begins.
        training: endless batches.
        validation: batches, an end to them.
        callbacks: besides those of checkpoint, progress bar and time.
        clip: largest norm of the gradients; None for modules that take their steps by themselves.
    """
    checkpoint = folder / CHECKPOINT
    folder.mkdir(parents=True, exist_ok=True)
    logger = CSVLogger(folder, name="", version="")
    if done and rank_zero_only.rank == 0:
        _keep_curve(logger, folder / "metrics.csv", done)
    every = min(config.validate_every, config.steps or config.validate_every)
    trainer = lightning.Trainer(
        max_steps=config.steps or -1,
        precision=config.precision,
        accelerator="auto",
        devices="auto" if torch.cuda.is_available() else 1,
        val_check_interval=every,
        limit_train_batches=every,
        num_sanity_val_steps=0,
        gradient_clip_val=clip,
        log_every_n_steps=min(20, every),
        default_root_dir=folder,
        logger=logger,
        enable_model_summary=False,
        callbacks=[
            *callbacks,
            ModelCheckpoint(folder, filename="last", every_n_train_steps=every, enable_version_counter=False),
            TQDMProgressBar(refresh_rate=20),
            *([TimeBudget(config.minutes)] if config.minutes else []),
        ],
    )
    ckpt_path = str(checkpoint) if done else None
    trainer.fit(module, training, validation, ckpt_path=ckpt_path, weights_only=False)
    trainer.save_checkpoint(checkpoint)
    return checkpoint


def steps_done(folder: Path, config: LoopConfig, resume: bool) -> int | None:
    """Steps that a folder's training has behind it, 0 if it is to begin, None if it is over already."""
    done, minutes = progress(folder / CHECKPOINT) if resume else (0, 0.0)
    over = (config.steps and done >= config.steps) or (config.minutes and minutes >= config.minutes)
    return None if over else done


def progress(checkpoint: Path) -> tuple[int, float]:
    """Steps that a checkpoint has behind it, and minutes, which are 0 if nobody kept the time."""
    if not checkpoint.exists():
        return 0, 0.0
    stored = torch.load(checkpoint, map_location="cpu", weights_only=False)
    timer = stored.get("callbacks", {}).get(TimeBudget.__name__, {})
    return int(stored["global_step"]), timer.get("time_elapsed", {}).get("train", 0.0) / 60


def checkpoint_of(folder: str | Path) -> Path:
    """The checkpoint of a run.

    Raises:
        InputError: the folder holds none.
    """
    path = Path(folder) / CHECKPOINT
    if not path.exists():
        raise InputError(f"{folder} holds no training; train first, or give another folder.")
    return path


def runs_of(folder: str | Path) -> list[Path]:
    """The folders of a run's networks: its own, or one for each scale, finest first.

    Raises:
        InputError: there is no checkpoint.
    """
    folder = Path(folder)
    found = [folder] if (folder / CHECKPOINT).exists() else sorted(folder.glob("scale-*/"))
    if not found or not all((path / CHECKPOINT).exists() for path in found):
        raise InputError(f"{folder} holds no finished training; train first, or give another folder.")
    return found


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
