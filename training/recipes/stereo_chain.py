"""Recipe ``stereo-chain``: disparity of rectified pairs, scale by scale with additive links (Zampieri et al., 2018)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from lightning.pytorch.utilities import rank_zero_only
from torch.utils.data import DataLoader

from ..curves import read_curves
from ..fitting import checkpoint_of
from ..overrides import with_end
from ..stereo.measures import BAD
from ..stereo.module import StereoModule
from ..stereo.pairs import KEPT, Drawing, Pairs, draw_pair, make_place, stacked
from ..translation.harness.results import Result
from ..translation.loop import TranslationConfig, train_translation
from ..translation.report import write_report


@dataclass(frozen=True)
class StereoConfig(TranslationConfig):
    """What decides a run besides ``TranslationConfig``.

    Attributes:
        network: arguments of ``StereoNetwork``.
        scales: that pairs are learnt at, coarsest first.
        drawing: how pairs are drawn by lot.
        fresh: pairs of a batch that are drawn anew.
        workers: processes that draw them.
    """

    batch: int = 4
    learning_rate: float = 2e-3
    validate_every: int = 250
    validation_batches: int = 6
    precision: str = "bf16-mixed"
    network: dict = field(default_factory=dict)
    scales: tuple[int, ...] = (3, 2, 1, 0)
    drawing: Drawing = field(default_factory=Drawing)
    fresh: int = 1
    workers: int = 1


PRESETS = {
    "smoke": StereoConfig(
        steps=4,
        batch=2,
        validate_every=2,
        validation_batches=1,
        precision="32-true",
        network={"features": 8, "widths": (8, 12, 12)},
        drawing=Drawing(height=64, width=64, margin=32),
        scales=(2, 1, 0),
        workers=0,
    ),
    "cpu": StereoConfig(steps=0, minutes=40, threads=1, workers=0),
    # meant for one data-centre GPU; not yet run there
    "gpu": StereoConfig(
        steps=30000,
        batch=32,
        learning_rate=3e-3,
        validate_every=1500,
        drawing=Drawing(height=256, width=256),
        fresh=8,
        workers=14,
    ),
}


def configured(preset: str, **overrides) -> StereoConfig:
    """A preset with the given fields replaced; None leaves one as it is, and minutes alone let the time decide."""
    return with_end(PRESETS[preset], **overrides)


def train(config: StereoConfig, folder: str | Path, resume: bool = False) -> Path:
    """Train, and return the path of the last checkpoint.

    Args:
        config: written to ``config.json`` in the folder.
        folder: for checkpoint, curves and sheets of samples.
        resume: go on from the folder's last checkpoint, if there is one.

    Raises:
        InputError: nothing says when the training ends.
    """

    def make() -> StereoModule:
        rest = (config.scales, config.learning_rate, config.steps)
        return StereoModule(config.network, config.drawing.margin, *rest)

    def data(done: int) -> tuple[DataLoader, DataLoader]:
        seed = config.seed + 104729 * done + 15485863 * rank_zero_only.rank  # no process draws what another does
        workers = {"num_workers": config.workers, "persistent_workers": config.workers > 0}
        drawn = Pairs(config.drawing, config.batch, seed, config.fresh)
        return DataLoader(drawn, batch_size=None, **workers), held_out(config)

    return train_translation(make, config, data, folder, resume)


def held_out(config: StereoConfig) -> DataLoader:
    """Batches of pairs, from places never trained on, each from a place of its own."""
    rng = np.random.default_rng(1)
    pairs = [
        draw_pair(make_place(KEPT + number, config.drawing), config.drawing, rng)
        for number in range(config.validation_batches * config.batch)
    ]
    batches = [stacked(pairs[at : at + config.batch]) for at in range(0, len(pairs), config.batch)]
    return DataLoader(batches, batch_size=None)


def report(config: StereoConfig, folder: str | Path, preset: str) -> Path:
    """Write ``report.md`` of a run with the last figures of its validation, and return its path."""
    curves = read_curves(Path(folder) / "metrics.csv")
    names = ["epe", *(f"bad{limit}{part}" for limit in BAD for part in ("", "_visible"))]
    last = {name: curves[f"validation_{name}"][1][-1] for name in names}
    differs = f"{config.minutes:g} minutes" if config.minutes else f"{config.steps} steps"
    note = (
        "epe: mean end-point error, px; badN: share of pixels off by more than N px, %, of all and of those that both "
        "pictures show; made-up pairs of places never trained on, found before rounding, where the chain begins in the "
        "middle of the true disparities"
    )
    result = Result("stereo-chain", "additive links", "made-up pairs", f"{preset}, {differs}", last, note)
    return write_report(folder, "Disparity of rectified pairs", result)


def load(folder: str | Path) -> StereoModule:
    """The module of a run, ready to run.

    Raises:
        InputError: the folder holds no run.
    """
    module = StereoModule.load_from_checkpoint(checkpoint_of(folder), map_location="cpu", weights_only=False)
    return module.eval().to(memory_format=torch.channels_last)
