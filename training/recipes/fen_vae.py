"""Recipe ``fen-vae``: a beta-VAE with friend and enemy networks (Song et al. 2019, section 4.2)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...engine.errors import InputError
from ..fitting import CHECKPOINT
from ..networks.paired_codes import CLASS_CELL
from ..overrides import with_end
from ..translation.fen_module import FenModule, Styled
from ..translation.harness.results import Result, load_results
from ..translation.image_sets import Splits
from ..translation.judge_store import JUDGES
from ..translation.judging import pairs_table, subset
from ..translation.loop import TranslationConfig, paired_batches, train_translation
from ..translation.map_measures import figures_of, name_of, sets_of
from ..translation.maps import CLASSES, PIECE, STYLES, Maps
from ..translation.paired_module import GuidedFenModule, PairedFenModule
from ..translation.report import write_report
from ..translation.style_swaps import write_swaps


@dataclass(frozen=True)
class FenConfig(TranslationConfig):
    """What decides a run besides ``TranslationConfig``; ``FenModule`` says what the fields do.

    Attributes:
        variant: one of ``VARIANTS``, whose fields are set already.
        latent: dimensions of both halves together: 32, 64, 128 or 512 in the paper.
        split: content to style, as parts of the code: 12 to 20 for digits, 20 to 12 for maps.
        paired: pictures of a label show one place, see ``PairedFenModule``, whose are ``levels``,
            ``agreement`` and ``friendship``.
        guide: contents are told what lies where, see ``GuidedFenModule``; 0 if not.
    """

    variant: str = "paper"
    latent: int = 32
    split: tuple[int, int] = (12, 20)
    spatial: bool = False
    adaptive: bool = False
    beta: float = 4.0
    gamma: float = 100.0
    adversary: str = "alternate"
    enemy_hidden: tuple[int, ...] = ()
    enemy_steps: int = 1
    exchange: float = 0.0
    cycle: float = 0.0
    paired: bool = False
    levels: int = 5
    agreement: float = 0.3
    friendship: float = 1.0
    guide: float = 0.0

    @property
    def content(self) -> int:
        """Dimensions of the content half."""
        return self.latent * self.split[0] // sum(self.split)


_STRONG = {"enemy_hidden": (256, 256), "enemy_steps": 3}
_PAIRED = {
    "paired": True,
    "latent": 28,
    "split": (16, 12),
    "adversary": "confusion",
    "gamma": 60.0,
    "enemy_steps": 2,
    "exchange": 1.0,
    "beta": 0.1,
    "learning_rate": 2e-3,
    "average": 0.999,
}
VARIANTS = {
    "paper": {},
    "strong-enemy": _STRONG,
    "reversal": {**_STRONG, "adversary": "reversal", "gamma": 20.0},
    "confusion": {**_STRONG, "adversary": "confusion", "gamma": 20.0},
    "exchange": {**_STRONG, "adversary": "reversal", "gamma": 20.0, "exchange": 0.5, "beta": 1.0},
    "adaptive": {
        **_STRONG,
        "adversary": "reversal",
        "gamma": 20.0,
        "exchange": 0.5,
        "cycle": 10.0,
        "beta": 1.0,
        "adaptive": True,
        "split": (20, 12),
    },
    "paired": _PAIRED,
    "guided": {
        **_PAIRED,
        "latent": len(CLASSES) - 1 + 12,
        "split": (len(CLASSES) - 1, 12),
        "levels": CLASS_CELL**2 + 1,  # as many pixels of a cell may be filled
        "guide": 1.0,
        "friendship": 3.0,
        "cycle": 3.0,
    },
}
_OF_PAPER = {"latent": 128, "split": (20, 12), "gamma": 2.0}  # what the paper has for maps instead
PRESETS = {
    "smoke": FenConfig(steps=4, batch=4, validate_every=2, validation_batches=1, made=40, judging_steps=4),
    "cpu": FenConfig(steps=30000, validate_every=3000, threads=2),
    # meant for one data-centre GPU; not yet run there
    "gpu": FenConfig(steps=100000, batch=64, validate_every=5000, judging_steps=4000),
}


def train(config: FenConfig, data: Sequence[Splits] | Maps, folder: str | Path, resume: bool = False) -> Path:
    """Train, and return the path of the last checkpoint.

    Args:
        config: see ``FenConfig``; written to ``config.json`` in the folder.
        data: digits, one set for each style, or maps.
        folder: for checkpoint, curves and sheets of samples.
        resume: go on from the folder's last checkpoint, if there is one.

    Raises:
        InputError: nothing says when the training ends, the styles share no content, or nothing says what lies where.
    """
    sets, truth = sets_of(data), None
    if config.guide:
        if not isinstance(data, Maps):
            raise InputError("What lies where is known of maps only; give --maps, or another variant.")
        truth = data.truth["train"]
    taken = ("spatial", "adaptive", "beta", "gamma", "adversary", "enemy_hidden", "enemy_steps", "exchange", "cycle")
    taken += ("channels", "size", "learning_rate", "steps")
    taken += ("levels", "agreement", "friendship") if config.paired else ()
    taken += ("guide",) if config.guide else ()

    def make() -> FenModule:
        names = [part.name for part in sets]
        settings = {name: getattr(config, name) for name in taken}
        settings |= {"content": config.content, "style": config.latent - config.content}
        return _kind(config)(names, **settings)

    return train_translation(make, config, lambda done: paired_batches(sets, config, done, truth), folder, resume)


def measure(checkpoint: str | Path, config: FenConfig, data: Sequence[Splits] | Maps, preset: str) -> Path:
    """Measure a trained run on the test pictures, and write its report and its row.

    Styles come from training pictures, a different one for each translation.

    Returns:
        the path of ``report.md``.
    """
    folder = Path(checkpoint).parent
    sets = sets_of(data)
    system = system_of(checkpoint, config, sets)
    values, note, pairs = figures_of(system, data, config.judging_steps, folder.parent / JUDGES)
    values["enemy_right"] = 100 * system.enemy_right([subset(part.test).pictures() for part in sets])
    result = Result("fen-vae", variant_of(config), name_of(data), preset, values, note)
    title = f"Friend and enemy networks (fen-vae), {config.variant}"
    return write_report(folder, title, result, ["## Pairs", "", *pairs_table(pairs)])


def system_of(checkpoint: str | Path, config: FenConfig, sets: Sequence[Splits]) -> Styled:
    """What was trained, with training pictures to take styles from."""
    module = _kind(config).load_from_checkpoint(checkpoint, map_location="cpu", weights_only=False)
    return Styled(module, [subset(part.train).pictures() for part in sets])


def _kind(config: FenConfig) -> type[FenModule]:
    """The module that a variant is trained by."""
    if config.guide:
        return GuidedFenModule
    return PairedFenModule if config.paired else FenModule


def variant_of(config: FenConfig) -> str:
    """For a table."""
    shape = f"{config.content}:{config.latent - config.content}" + (" spatial" if config.spatial else "")
    return f"{config.variant} {shape}"


def swaps(runs: Sequence[str | Path], maps: Maps, folder: str | Path) -> Path:
    """Runs of several variants side by side, on a page; they lie in one folder with their table.

    Returns:
        the path of ``style_swaps.md``.

    Raises:
        InputError: a run is not there, or has not been measured.
    """
    systems, rows = {}, []
    for run in map(Path, runs):
        if not (run / CHECKPOINT).exists():
            raise InputError(f"{run} holds no finished training; train it with fen-vae --maps, or give another folder.")
        config = FenConfig(**json.loads((run / "config.json").read_text(encoding="utf-8")))
        systems[config.variant] = system_of(run / CHECKPOINT, config, maps.styles)
        wanted = "fen-vae", variant_of(replace(config, split=tuple(config.split))), name_of(maps)
        found = [row for row in load_results(run.parent) if (row.recipe, row.variant, row.data) == wanted]
        if not found:
            raise InputError(
                f"{run.parent} has no figures of {run.name} on these styles; train it again with --resume."
            )
        rows += found
    return write_swaps(systems, maps, rows, folder)


def configured(preset: str, variant: str = "paper", maps: bool = False, **overrides) -> FenConfig:
    """A variant in a preset's size, with the given fields replaced.

    Args:
        preset: one of ``PRESETS``.
        variant: one of ``VARIANTS``.
        maps: for maps and not for digits.
        overrides: None leaves a field as it is; minutes without steps let the time alone decide.

    Raises:
        InputError: there is no such variant, or one half of the code would be empty.
    """
    if variant not in VARIANTS:
        raise InputError(f"There is no variant {variant!r} of fen-vae; give one of {', '.join(VARIANTS)}.")
    config = replace(PRESETS[preset], variant=variant, **VARIANTS[variant])
    if maps:
        config = replace(config, styles=STYLES, size=PIECE, **({} if config.paired else _OF_PAPER))
        if preset == "cpu":  # a step costs ten times what it does on digits
            config = replace(config, steps=6000, batch=4, validate_every=250, precision="bf16-mixed")
    config = with_end(config, **overrides)
    if not 0 < config.content < config.latent:
        raise InputError(
            f"A split of {config.split[0]}:{config.split[1]} leaves one half of {config.latent} dimensions empty; "
            "give two positive numbers."
        )
    return config
