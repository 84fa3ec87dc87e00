"""Recipe ``stage-vae``: pictures as places in a plane, learnt stage by stage (Grujicic and Blaschko, 2021)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from torch.utils.data import DataLoader

from ...engine.errors import InputError
from ..fitting import CHECKPOINT, progress
from ..overrides import with_end
from ..stages.data import Pictures
from ..stages.features import inception_features, trained_features
from ..stages.measures import Ruler
from ..stages.module import StageModule
from ..stages.orderings import Table
from ..stages.plan import VARIANTS, Stage, stages_of
from ..stages.planes import NeighbourPlane, PrincipalPlane
from ..stages.report import write_report
from ..stages.systems import System, of_module, of_plane
from ..translation.image_sets import Splits
from ..translation.judge_store import JUDGES
from ..translation.judging import subset
from ..translation.loop import TranslationConfig, paired_batches, train_translation

_TRAINING = 0.9  # of the minutes; the rest measures


@dataclass(frozen=True)
class StageVaeConfig(TranslationConfig):
    """What decides a run, besides what all recipes share.

    Attributes:
        steps: of a single stage; 0 if the time decides how many the base has, and with it every stage.
        base_steps: of the base, where it shall be trained further than the stages; 0 gives it as many. Only with
            ``steps``.
        minutes: of the whole run, all stages and measurements, about.
        kind: of the pictures, of `stages.data.KINDS`; set when the training begins.
        pictures: training pictures of maps, at most.
        width: factor of ResNet-18's channels.
        codes: of the longest chain of stages.
        beta: of the divergence.
        error: weight of the absolute error beside structural similarity; 0 as in the paper, whose faces have texture
            everywhere: on paper-coloured maps similarity alone stays with one pale picture for all.
        variants: of ``VARIANTS``.
        candidates: of the shotgun.
        neighbour_steps: of parametric t-SNE.
    """

    batch: int = 32
    size: int = 64
    validate_every: int = 400
    validation_batches: int = 6
    base_steps: int = 0
    styles: tuple[str, ...] = ()
    made: int = 2
    kind: str = "maps"
    pictures: int = 12000
    width: float = 1.0
    codes: tuple[int, ...] = (128, 32, 8, 2)
    beta: float = 1.0
    error: float = 1.0
    variants: tuple[str, ...] = tuple(VARIANTS)
    candidates: int = 1000
    neighbour_steps: int = 600


PRESETS = {
    "smoke": StageVaeConfig(
        steps=2,
        batch=4,
        validate_every=2,
        validation_batches=1,
        width=1 / 16,
        codes=(16, 8, 4, 2),
        candidates=20,
        neighbour_steps=5,
        judging_steps=3,
    ),
    "cpu": StageVaeConfig(
        steps=0, minutes=45, threads=1, width=0.25, learning_rate=2e-3, precision="bf16-mixed", judging_steps=400
    ),
    # meant for one data-centre GPU; not yet run there
    "gpu": StageVaeConfig(
        steps=0, minutes=25, batch=256, learning_rate=2e-3, pictures=60000, precision="bf16-mixed", judging_steps=3000
    ),
}


def configured(preset: str, **overrides) -> StageVaeConfig:
    """A preset with the given fields replaced; None leaves one as it is, and minutes alone let the time decide.

    Raises:
        InputError: an unknown variant, or steps of the base without those of a stage.
    """
    config = with_end(PRESETS[preset], **overrides)
    if unknown := [name for name in config.variants if name not in VARIANTS]:
        raise InputError(f"There is no variant {unknown[0]!r}; give some of {', '.join(VARIANTS)}.")
    if config.base_steps and not config.steps:
        raise InputError("Steps of the base need those of a stage beside them; give both, or minutes instead.")
    if config.steps:  # they decide, wherever they come from
        config = replace(config, minutes=None)
    return config


def train(config: StageVaeConfig, pictures: Pictures, folder: str | Path, resume: bool = False) -> dict[Stage, Path]:
    """Train the base, and all stages that the variants need, each from the one before it.

    All stages have as many steps as the base, unless that has its own, and a direct training as many as all its stages
    together.

    Args:
        config: written to ``config.json`` in the folder.
        pictures: of `stages.data`.
        folder: for a folder of each stage, with its checkpoint, curves and sheets.
        resume: go on where the last training ended; finished stages stay as they are.

    Returns:
        the checkpoints.

    Raises:
        InputError: nothing says when the training ends.
    """
    folder, config = Path(folder), replace(config, kind=pictures.kind)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(asdict(config), indent=2) + "\n", encoding="utf-8")
    stages = stages_of(config.variants, config.codes)
    whole = sum(stage.cost for stage in stages)
    now = replace(config, minutes=config.minutes and _TRAINING * config.minutes / whole)
    found: dict[Stage, Path] = {}
    for stage in stages:
        its = replace(now, steps=steps_of(stage, now.steps, config.base_steps))
        making = maker(config, stage, its.steps, found.get(stage.before))
        found[stage] = train_translation(making, its, batches(pictures, config), folder / stage.name, resume)
        if stage.kind == "base":
            now = replace(config, steps=config.steps or progress(found[stage])[0], minutes=None)
    return found


def steps_of(stage: Stage, steps: int, base_steps: int = 0) -> int:
    """Steps of a stage, where a single one has ``steps`` and the base ``base_steps``, or as many if that is 0."""
    first = base_steps or steps
    if stage.kind == "base":
        return first
    return first + steps * (stage.times - 1) if stage.kind == "direct" else steps


def maker(config: StageVaeConfig, stage: Stage, steps: int, before: Path | None) -> Callable[[], StageModule]:
    """What makes a stage's module.

    Args:
        steps: of the stage; 0 if only the time decides.
        before: checkpoint of the stage that it goes on from.
    """

    def make() -> StageModule:
        module = StageModule(
            config.size,
            config.width,
            stage.codes,
            stage.kind == "greedy",
            config.beta,
            config.error,
            config.learning_rate,
            steps,
            config.kind == "aerial",
        )
        if before is not None:
            module.follow(load_stage(before))
        return module

    return make


def batches(pictures: Pictures, config: StageVaeConfig) -> Callable[[int], tuple[DataLoader, DataLoader]]:
    """What gives batches for training and for validation, when it is told the steps done; all pictures alike."""
    parts = {name: getattr(pictures.splits, name) for name in ("train", "validation", "test")}
    alike = Splits(**{name: replace(part, labels=torch.zeros_like(part.labels)) for name, part in parts.items()})
    return lambda done: paired_batches([alike], config, done)


def load_stage(checkpoint: str | Path) -> StageModule:
    """A stage, ready to encode and decode."""
    return StageModule.load_from_checkpoint(checkpoint, map_location="cpu", weights_only=False).eval()


def measure(
    config: StageVaeConfig,
    pictures: Pictures,
    folder: str | Path,
    inception: Path | None = None,
    tell: Callable[[str], None] = print,
) -> Path:
    """Measure what was trained in a folder, draw its pictures, and return the report.

    Args:
        config, pictures: of the training.
        inception: file of Inception-v3, see `stages.features.inception_features`.
        tell: is told of each row.
    """
    folder = Path(folder)
    systems = rows_of(config, pictures, folder)
    test = subset(pictures.splits.test)
    if inception:
        features = inception_features(inception)
    else:
        features = trained_features(pictures.splits.train, config.judging_steps, folder.parent / JUDGES)
    ruler = Ruler(test.pictures(), features)
    table: Table = {}
    for system in systems:
        table[system.label] = ruler.measure(system.drawn(ruler.real))
        tell(f"{system.label}: " + ", ".join(f"{name} {each.value:.4g}" for name, each in table[system.label].items()))
    steps, minutes = progress(folder / "base" / CHECKPOINT)
    effort = f"{config.steps or steps} steps of {config.batch} pictures a stage"
    effort += f", {steps} of the base" if config.base_steps else ""
    effort += f", the base {minutes:.1f} minutes" if minutes else ""
    return write_report(folder, pictures, test, systems, table, features, effort)


def rows_of(config: StageVaeConfig, pictures: Pictures, folder: Path) -> list[System]:
    """All rows of the table, in the paper's order."""
    device, train = "cuda" if torch.cuda.is_available() else "cpu", pictures.splits.train

    def stored(stage: Stage) -> StageModule:
        return load_stage(folder / stage.name / CHECKPOINT).to(device)

    base = stored(Stage("base", tuple(config.codes[:1])))
    codes = torch.cat([base.codes_of(train.pictures(part)) for part in torch.arange(len(train)).split(1000)])
    neighbours = NeighbourPlane(codes, config.neighbour_steps, seed=config.seed)
    learnt = [VARIANTS[name] for name in VARIANTS if name in config.variants]
    return [
        of_module(f"Base - {config.codes[0]}", base),
        *of_plane("PCA", base, PrincipalPlane(codes), config.candidates, config.seed),
        *of_plane("tSNE", base, neighbours, config.candidates, config.seed),
        *(of_module(each.label, stored(each.stage(config.codes))) for each in learnt),
    ]
