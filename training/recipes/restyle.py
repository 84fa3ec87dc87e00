"""Recipe ``restyle``: one network that redraws maps in the shipped styles, or in the style of any piece of a map."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import torch
from lightning.pytorch.utilities import rank_zero_only
from torch.utils.data import DataLoader

from ..curves import read_curves
from ..overrides import with_end
from ..restyle.begin import begin
from ..restyle.clutter import Clutter
from ..restyle.made import made_blocks
from ..restyle.module import RestyleModule
from ..restyle.sampling import NAMES, TEXTURES, Drawing, Patches
from ..restyle.tiles import Blocks, open_blocks
from ..translation.harness.results import Result
from ..translation.loop import TranslationConfig, train_translation
from ..translation.report import write_report


@dataclass(frozen=True)
class RestyleConfig(TranslationConfig):
    """What decides a run besides ``TranslationConfig``.

    Attributes:
        styles: shipped ones that it learns to draw.
        size: side of a patch.
        made: generated blocks, where there are no tiles.
        network: arguments of ``Restyler``.
        content: share of the training in which only what lies where is learnt.
        settles: share of the training after which batches are normalised as in use.
        drawing: how patches are drawn by lot.
        workers: processes that draw them.
    """

    batch: int = 8
    learning_rate: float = 4e-3
    validate_every: int = 250
    validation_batches: int = 6
    precision: str = "bf16-mixed"
    styles: tuple[str, ...] = NAMES
    size: int = 128
    made: int = 4
    network: dict = field(default_factory=dict)
    content: float = 0.1
    settles: float = 0.6
    drawing: Drawing = field(default_factory=Drawing)
    workers: int = 1


_SHOWN = 16  # patches that a model file's network is shown to begin with
_SMALL = {"widths": (8, 8, 12, 12), "drawing": 12, "reference": 8, "code": 8}
_SCANS = Drawing(
    targets=("modern",),
    any_style=0.0,
    by_reference=0.0,
    antique=0.75,
    finish=0.5,
    weather=0.85,
    browned=0.7,
    clutter=0.45,  # more than this and little is learnt in an hour
    rare=0.25,  # bare paper is common, and no water
    amounts=Clutter(relief=0.3, words=0.6, symbols=0.2, grid=0.1, wobble=0.5, ink=0.15, tint=0.3, copy=0.45),
)
PRESETS = {
    "smoke": RestyleConfig(
        steps=4,
        content=0.5,
        batch=2,
        validate_every=2,
        validation_batches=1,
        made=2,
        size=64,
        precision="32-true",
        network=_SMALL,
        drawing=Drawing(reference=64),
        workers=0,
        judging_steps=4,
    ),
    "cpu": RestyleConfig(steps=0, minutes=65, threads=1),
    # meant for one data-centre GPU; not yet run there
    "gpu": RestyleConfig(steps=60000, batch=48, validate_every=2500, workers=14, judging_steps=4000),
}


def configured(preset: str, scans: bool = False, begun: bool = False, **overrides) -> RestyleConfig:
    """A preset with the given fields replaced; None leaves one as it is, and minutes alone let the time decide.

    Args:
        scans: learn to draw scans of old maps as *modern* alone.
        begun: it begins with a trained network's weights, so nothing is made easy at first, and patches are drawn in
            several styles: reading is known, and what few patches show is learnt last by what draws.
    """
    config = with_end(PRESETS[preset], **overrides)
    drawing = replace(_SCANS, reference=config.drawing.reference) if scans else config.drawing
    if begun:
        config, drawing = replace(config, content=0.0, settles=0.0), replace(drawing, ramp=0)
        if not scans:
            drawing = replace(drawing, styles=3, rare=0.6)
    return replace(config, drawing=replace(drawing, patch=config.size))


def train(
    config: RestyleConfig,
    training: Blocks,
    validation: Blocks,
    folder: str | Path,
    resume: bool = False,
    begin_with: Path | None = None,
) -> Path:
    """Train, and return the path of the last checkpoint.

    Args:
        config: written to ``config.json`` in the folder.
        training, validation: blocks of different places.
        folder: for checkpoint, curves and sheets of samples.
        resume: go on from the folder's last checkpoint, if there is one.
        begin_with: folder of another run, or a model file, with whose weights this one begins.

    Raises:
        InputError: nothing says when the training ends, or there is no run to begin with.
        ModelError: the file to begin with is no model for restyling, or of another architecture.
    """
    rest = (config.learning_rate, config.steps, config.content, config.settles)
    begun = None
    if begin_with is not None:  # read before anything is written
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(config.seed)  # for what a file does not hold
            first = RestyleModule(config.styles, len(TEXTURES), config.network, *rest)
        drawn = Patches(training, config.drawing, _SHOWN, config.seed, config.drawing.ramp)
        begin(first, begin_with, next(iter(drawn)))
        begun = first.state_dict()

    def make() -> RestyleModule:
        module = RestyleModule(config.styles, len(TEXTURES), config.network, *rest)
        if begun is not None:  # a checkpoint's weights will replace them
            module.load_state_dict(begun)
        return module

    def data(done: int) -> tuple[DataLoader, DataLoader]:
        seed = config.seed + 104729 * done + 15485863 * rank_zero_only.rank  # no process draws what another does
        drawn = Patches(training, config.drawing, config.batch, seed, done)
        kept = iter(Patches(validation, config.drawing, config.batch, 1, config.drawing.ramp))
        fixed = [next(kept) for _ in range(config.validation_batches)]
        workers = {"num_workers": config.workers, "persistent_workers": config.workers > 0}
        return DataLoader(drawn, batch_size=None, **workers), DataLoader(fixed, batch_size=None)

    return train_translation(make, config, data, folder, resume)


def gather(config: RestyleConfig, data: str | Path | None) -> tuple[Blocks, Blocks]:
    """Blocks to train on and to validate on: packed tiles of a folder, or made-up towns.

    Raises:
        InputError: the folder holds no packed tiles.
    """
    if data is None:
        side = 2 * max(config.size, config.drawing.reference)
        return made_blocks(config.made, config.seed, side), made_blocks(1, config.seed + 1, side)
    return open_blocks(Path(data) / "train"), open_blocks(Path(data) / "validation")


def report(
    config: RestyleConfig, blocks: tuple[Blocks, Blocks], folder: str | Path, features: str, preset: str
) -> Path:
    """Write ``report.md`` of a run with the last figures of its validation, and return its path."""
    curves = read_curves(Path(folder) / "metrics.csv")
    last = {name: curves[f"validation_{name}"][1][-1] for name in ("ssim", "psnr", "mse")}
    places = " and ".join(str(len(part)) for part in blocks)
    differs = f"{config.minutes:g} minutes" if config.minutes else f"{config.steps} steps"
    note = f"patches of the validation blocks, old and cluttered as those of the training; {places} blocks"
    result = Result("restyle", features, "map tiles", f"{preset}, {differs}", last, note)
    return write_report(folder, f"Restyling {features}", result)
