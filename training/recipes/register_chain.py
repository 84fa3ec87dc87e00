"""Recipe ``register-chain``: what of a picture is geography, learnt by matching places across styles, then matched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from lightning.pytorch.utilities import rank_zero_only
from torch.utils.data import DataLoader

from ..curves import read_curves
from ..fitting import checkpoint_of
from ..overrides import with_end
from ..packing import load_pack, pack_scenes
from ..registration.module import ContentModule
from ..registration.pairs import GROUPS, Drawing, Pairs, drawn_batch, fields
from ..registration.residuals import Residuals, load_residuals
from ..registration.views import ImageryViews, MapViews, Source
from ..restyle.made import made_blocks
from ..restyle.tiles import open_blocks
from ..splits import ROADS_TRAIN, TRAIN
from ..translation.harness.results import Result
from ..translation.loop import TranslationConfig, train_translation
from ..translation.report import write_report

_FINE = 0.5  # metres per pixel of made-up scenes
_KEPT = 8  # each so many-th scene is not trained on


@dataclass(frozen=True)
class RegisterConfig(TranslationConfig):
    """What decides a run besides ``TranslationConfig``.

    Attributes:
        network: arguments of ``ContentNetwork``.
        drawing: how pairs are drawn by lot.
        workers: processes that draw them.
        scenes: packs of made-up scenes in the folder of data, those that there are.
        made: made-up towns and scenes in place of all data.
    """

    batch: int = 6
    learning_rate: float = 3e-3
    validate_every: int = 250
    validation_batches: int = 6
    precision: str = "bf16-mixed"
    network: dict = field(default_factory=dict)
    drawing: Drawing = field(default_factory=Drawing)
    workers: int = 0
    scenes: tuple[str, ...] = ("road-scenes-192-220",)
    made: int = 0


PRESETS = {
    "smoke": RegisterConfig(
        steps=4,
        batch=2,
        validate_every=2,
        validation_batches=1,
        precision="32-true",
        network={"channels": 6, "widths": (8, 12, 12)},
        drawing=Drawing(side=112, reach=3, view=144, longest=4.0, places=4, fields=4),
        made=1,
    ),
    "cpu": RegisterConfig(steps=0, minutes=75, threads=1),
    # meant for one data-centre GPU; not yet run there
    "gpu": RegisterConfig(steps=30000, batch=32, validate_every=1500, workers=14),
}


def configured(preset: str, **overrides) -> RegisterConfig:
    """A preset with the given fields replaced; None leaves one as it is, and minutes alone let the time decide."""
    return with_end(PRESETS[preset], **overrides)


@dataclass(frozen=True)
class Sources:
    """Where places come from.

    Attributes:
        maps, kept_maps: maps to train on, and of towns that are never trained on.
        imagery, kept_imagery: the same with imagery; None where there is none.
        residuals: of real control points; empty without any.
    """

    maps: Source
    kept_maps: Source
    imagery: Source | None
    kept_imagery: Source | None
    residuals: Residuals


def open_sources(data: str | Path, config: RegisterConfig, tell: Callable[[str], None] = lambda text: None) -> Sources:
    """What lies in a folder of data: packed tiles, which there must be, imagery, scenes, and residuals.

    Raises:
        InputError: there are no packed tiles.
    """
    data, side = Path(data), config.drawing.view
    if config.made:
        return _made_up(config)
    maps, kept = (MapViews(open_blocks(data / "packs" / part)) for part in ("train", "validation"))
    real = [
        sheet
        for name in ("train", "roads")
        if (data / f"{name}.npz").exists()
        for sheet in load_pack(data / f"{name}.npz")
    ]
    known = [sheet for sheet in real if sheet.name.split("/")[0] in TRAIN or sheet.name in ROADS_TRAIN]
    others = [sheet for sheet in real if sheet not in known]
    for name in config.scenes:
        if (data / f"{name}.npz").exists():
            scenes = load_pack(data / f"{name}.npz")
            known += [scene for number, scene in enumerate(scenes) if number % _KEPT != _KEPT - 1]
            others += [scene for number, scene in enumerate(scenes) if number % _KEPT == _KEPT - 1]
    known, others = ([sheet for sheet in part if min(sheet.mask.shape) >= side] for part in (known, others))
    residuals = load_residuals(data / "residuals.npz")
    tell(f"{len(maps.blocks)} blocks of maps, {len(known)} images, {len(residuals)} maps with control points")
    imagery = (ImageryViews(part) if part else None for part in (known, others))
    return Sources(maps, kept, *imagery, residuals)


def _made_up(config: RegisterConfig) -> Sources:
    side, count = config.drawing.view, config.made
    towns = [MapViews(made_blocks(count, seed, side)) for seed in (0, 1)]
    scenes = [ImageryViews(pack_scenes(range(at, at + count), side * _FINE, _FINE, kind="roads")) for at in (0, count)]
    return Sources(*towns, *scenes, ())


def train(
    config: RegisterConfig,
    folder: str | Path,
    data: str | Path = "data",
    resume: bool = False,
    tell: Callable[[str], None] = lambda text: None,
) -> Path:
    """Train, and return the path of the last checkpoint.

    Args:
        config: written to ``config.json`` in the folder.
        folder: for checkpoint, curves and sheets of samples.
        data: folder with what ``open_sources`` reads.
        resume: go on from the folder's last checkpoint, if there is one.
        tell: called with one line at a time.

    Raises:
        InputError: nothing says when the training ends, or there is nothing to train on.
    """
    sources = open_sources(data, config, tell)

    def make() -> ContentModule:
        drawing = config.drawing
        return ContentModule(config.network, drawing.reach, drawing.edge, config.learning_rate, config.steps)

    def batches(done: int) -> tuple[DataLoader, DataLoader]:
        seed = config.seed + 104729 * done + 15485863 * rank_zero_only.rank  # no process draws what another does
        workers = {"num_workers": config.workers, "persistent_workers": config.workers > 0}
        drawn = Pairs(sources.maps, sources.imagery, config.drawing, sources.residuals, config.batch, seed)
        return DataLoader(drawn, batch_size=None, **workers), held_out(sources, config)

    return train_translation(make, config, batches, folder, resume)


def held_out(sources: Sources, config: RegisterConfig, count: int | None = None, seed: int = 1) -> DataLoader:
    """Batches of pairs, from towns and imagery never trained on, each from a place of its own.

    Args:
        sources: where they come from.
        config: how they are drawn.
        count: batches; those of the validation if not given.
        seed: of everything.
    """
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    displacements = fields(config.drawing, sources.residuals, seed)
    drawn = []
    for _ in range(count or config.validation_batches):
        kept = [sources.kept_maps, sources.kept_imagery or sources.kept_maps]
        places = [kept[number % 2].draw(rng, config.drawing.view) for number in range(config.batch)]
        drawn.append(drawn_batch(places, config.drawing, displacements, rng))
    return DataLoader(drawn, batch_size=None)


def report(config: RegisterConfig, folder: str | Path, preset: str) -> Path:
    """Write ``report.md`` of a run with the last figures of its validation, and return its path."""
    curves = read_curves(Path(folder) / "metrics.csv")
    names = [f"{part}_{group.replace(' ', '_')}" for group in GROUPS for part in ("remaining", "near")]
    last = {name: curves[name][1][-1] for name in names if name in curves}
    differs = f"{config.minutes:g} minutes" if config.minutes else f"{config.steps} steps"
    note = (
        "remaining: mean error over mean displacement at nodes; near: share of nodes within 3 px, %; towns and imagery "
        "never trained on, displacements that one scale is to bridge, each node by itself"
    )
    result = Result("register-chain", "content", "maps, scans and imagery", f"{preset}, {differs}", last, note)
    return write_report(folder, "Content that places are matched by", result)


def load(folder: str | Path) -> ContentModule:
    """The module of a run, ready to run.

    Raises:
        InputError: the folder holds no run.
    """
    module = ContentModule.load_from_checkpoint(checkpoint_of(folder), map_location="cpu", weights_only=False)
    return module.eval().to(memory_format=torch.channels_last)
