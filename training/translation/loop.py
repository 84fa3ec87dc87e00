"""The loop of all translation recipes: Lightning's, with a sheet of sample pictures at every validation."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import lightning
import torch
from lightning.pytorch.callbacks import Callback
from lightning.pytorch.utilities import rank_zero_only
from torch import Tensor
from torch.utils.data import DataLoader

from ...engine.errors import InputError
from ..budget import GrowingAverage
from ..fitting import CHECKPOINT, run, steps_done
from ..networks.settling import settle
from .harness.grids import save_grid
from .image_sets import Batches, SharedContents, Splits


@dataclass(frozen=True)
class TranslationConfig:
    """What all translation recipes have in common; each adds its own fields.

    Attributes:
        steps: of the optimiser; 0 if only the time decides.
        minutes: after which training ends, whatever the steps.
        batch: contents, each in every style.
        learning_rate: of the main optimiser.
        validate_every: steps between validations, sample sheets and checkpoints.
        validation_batches: at each of them.
        threads: of PyTorch; 0 leaves its default.
        precision: of Lightning.
        average: share of the averaged weights that stays at a step, which are what is validated and stored; 0 takes
            the last ones instead.
        styles: of ``digits.STYLES``.
        size, channels: of the pictures.
        made: made-up training digits of each style, where there are no files.
        judging_steps: of the classifiers and probes that measure the outcome.
    """

    steps: int
    minutes: float | None = None
    batch: int = 12
    learning_rate: float = 1e-3
    validate_every: int = 500
    validation_batches: int = 8
    threads: int = 0
    precision: str = "32-true"
    average: float = 0.0
    seed: int = 0
    styles: tuple[str, ...] = ("mnist", "usps-noise", "svhn")
    size: int = 32
    channels: int = 3
    made: int = 400
    judging_steps: int = 1500


class TranslationModule(lightning.LightningModule):
    """Base of the recipes' modules.

    A recipe writes ``training_step``, ``validation_step``, ``configure_optimizers`` and ``sheets``. One that takes
    several optimisers' steps by itself (``automatic_optimization = False``) steps the main one by way of
    ``self.optimizers()`` and the others by way of ``self.optimizers(use_pl_optimizer=False)``: what Lightning counts
    as a step is then a step of the main one.

    Attributes:
        elapsed: share of the time that the training may take, kept by `budget.TimeBudget`.
        settles: share of the training after which batches are normalised as in use, by the statistics so far.
    """

    elapsed, settles = 0.0, 1.0

    def on_train_batch_start(self, batch, number: int) -> None:
        """Lightning tells the whole network to learn after every validation."""
        if self.progress(self.global_step) >= self.settles:
            settle(self)

    def sheets(self) -> dict[str, tuple[Tensor, Sequence[str] | None, Sequence[str] | None]]:
        """Sample pictures by name: R x C x channels x H x W, names of rows, names of columns."""
        raise NotImplementedError

    def progress(self, step: int) -> float:
        """Share of the training that is over at a step, by steps or by time, whichever is further on."""
        steps = getattr(self.hparams, "steps", 0)
        return min(max(step / steps if steps else 0.0, self.elapsed), 1.0)

    def rate(self, step: int) -> float:
        """Share of the learning rate at a step: a cosine."""
        return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * self.progress(step)))


class SampleSheets(Callback):
    """Writes the module's sheets at every validation: ``samples/<name>-<step>.png``, and the last as ``<name>.png``.

    Args:
        folder: of the run.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def on_validation_end(self, trainer, pl_module) -> None:
        """Draw them."""
        if not trainer.is_global_zero:
            return
        (self.folder / "samples").mkdir(parents=True, exist_ok=True)
        for name, (pictures, rows, columns) in pl_module.sheets().items():
            for path in (f"samples/{name}-{trainer.global_step:06d}.png", f"{name}.png"):
                save_grid(pictures, self.folder / path, rows, columns, f"{name}, step {trainer.global_step}")


def train_translation(
    make: Callable[[], TranslationModule],
    config: TranslationConfig,
    data: Callable[[int], tuple[Iterable, Iterable]],
    folder: str | Path,
    resume: bool = False,
) -> Path:
    """Train a recipe's module, and return the path of the last checkpoint.

    Args:
        make: gives the module; called after the seed is set.
        config: written to ``config.json`` in the folder.
        data: gives endless training batches, and validation batches with an end, when it is told the steps done:
            a resumed training draws others than those it has seen.
        resume: go on from the folder's last checkpoint, if there is one; a finished training stays as it is.

    Raises:
        InputError: nothing says when the training ends.
    """
    if not (config.steps or config.minutes):
        raise InputError("Training needs an end; give --steps or --minutes.")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(asdict(config), indent=2) + "\n", encoding="utf-8")
    if config.threads:
        torch.set_num_threads(config.threads)
    done = steps_done(folder, config, resume)
    if done is None:
        return folder / CHECKPOINT
    lightning.seed_everything(config.seed + done, verbose=False)
    averages = [GrowingAverage(config.average)] if config.average else []
    return run(make(), config, folder, done, *data(done), [*averages, SampleSheets(folder)])


def paired_batches(
    sets: Sequence[Splits], config: TranslationConfig, done: int, truth: Tensor | None = None
) -> tuple[DataLoader, DataLoader]:
    """Endless training batches and fixed validation batches of contents, each in every style; ``truth`` as of
    ``SharedContents``."""
    seed = config.seed + 104729 * done + 15485863 * rank_zero_only.rank  # no process draws what another does
    drawn = Batches(SharedContents([part.train for part in sets], truth), config.batch, seed)
    kept = SharedContents([part.validation for part in sets])
    generator = torch.Generator().manual_seed(1)
    validation = [kept.draw(config.batch, generator) for _ in range(config.validation_batches)]
    return DataLoader(drawn, batch_size=None), DataLoader(validation, batch_size=None)
