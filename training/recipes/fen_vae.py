"""Recipe ``fen-vae``: a beta-VAE with friend and enemy networks (Song et al. 2019, section 4.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...engine.errors import InputError
from ..overrides import with_end
from ..translation.digits import CLASSES
from ..translation.fen_module import FenModule, Styled
from ..translation.harness.results import Result
from ..translation.image_sets import Splits
from ..translation.judging import pairs_table, subset
from ..translation.loop import TranslationConfig, paired_batches, train_translation
from ..translation.measuring import measured
from ..translation.report import write_report


@dataclass(frozen=True)
class FenConfig(TranslationConfig):
    """What decides a run besides ``TranslationConfig``; see ``FenModule`` for what the fields do.

    Attributes:
        variant: one of ``VARIANTS``, whose fields are set already.
        latent: dimensions of both halves together: 32, 64, 128 or 512 in the paper.
        split: content to style, in 32nds: 12 to 20 for digits, 20 to 12 for maps.
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

    @property
    def content(self) -> int:
        """Dimensions of the content half."""
        return self.latent * self.split[0] // sum(self.split)


_STRONG = {"enemy_hidden": (256, 256), "enemy_steps": 3}
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
}
PRESETS = {
    "smoke": FenConfig(steps=4, batch=4, validate_every=2, validation_batches=1, made=40, judging_steps=4),
    "cpu": FenConfig(steps=30000, validate_every=3000, threads=2),
    # meant for one data-centre GPU; not yet run there
    "gpu": FenConfig(steps=100000, batch=64, validate_every=5000, judging_steps=4000),
}


def train(config: FenConfig, sets: Sequence[Splits], folder: str | Path, resume: bool = False) -> Path:
    """Train, and return the path of the last checkpoint.

    Args:
        config: see ``FenConfig``; written to ``config.json`` in the folder.
        sets: one for each style.
        folder: for checkpoint, curves and sheets of samples.
        resume: go on from the folder's last checkpoint, if there is one.

    Raises:
        InputError: nothing says when the training ends, or the styles share no content.
    """
    taken = ("spatial", "adaptive", "beta", "gamma", "adversary", "enemy_hidden", "enemy_steps", "exchange", "cycle")

    def make() -> FenModule:
        return FenModule(
            [part.name for part in sets],
            config.channels,
            config.size,
            config.content,
            config.latent - config.content,
            **{name: getattr(config, name) for name in (*taken, "learning_rate", "steps")},
        )

    return train_translation(make, config, lambda done: paired_batches(sets, config, done), folder, resume)


def measure(checkpoint: str | Path, config: FenConfig, sets: Sequence[Splits], preset: str) -> Path:
    """Measure a trained run on the test pictures, and write its report and its row.

    Styles come from training pictures, a different one for each translation.

    Returns:
        the path of ``report.md``.
    """
    module = FenModule.load_from_checkpoint(checkpoint, map_location="cpu", weights_only=False)
    system = Styled(module, [subset(part.train).pictures() for part in sets])
    values, note, pairs = measured(system, sets, CLASSES, config.judging_steps)
    data = "+".join(part.name for part in sets)
    shape = f"{config.content}:{config.latent - config.content}" + (" spatial" if config.spatial else "")
    result = Result("fen-vae", f"{config.variant} {shape}", data, preset, values, note)
    title = f"Friend and enemy networks (fen-vae), {config.variant}"
    return write_report(Path(checkpoint).parent, title, result, ["## Pairs", "", *pairs_table(pairs)])


def configured(preset: str, variant: str = "paper", **overrides) -> FenConfig:
    """A variant in a preset's size, with the given fields replaced.

    Args:
        preset: one of ``PRESETS``.
        variant: one of ``VARIANTS``.
        overrides: None leaves a field as it is; minutes without steps let the time alone decide.

    Raises:
        InputError: there is no such variant, or one half of the code would be empty.
    """
    if variant not in VARIANTS:
        raise InputError(f"There is no variant {variant!r} of fen-vae; give one of {', '.join(VARIANTS)}.")
    config = with_end(replace(PRESETS[preset], variant=variant, **VARIANTS[variant]), **overrides)
    if not 0 < config.content < config.latent:
        raise InputError(
            f"A split of {config.split[0]}:{config.split[1]} leaves one half of {config.latent} dimensions empty; "
            "give two positive numbers."
        )
    return config
