"""Recipe ``lstnet``: two image domains translated into each other without pairs.

After Friedjungová et al., "Unsupervised latent space translation network" (ESANN 2020).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ..fitting import CHECKPOINT, progress
from ..overrides import with_end
from ..translation.digits import load_style
from ..translation.harness.classifiers import ImageClassifier
from ..translation.harness.results import Result
from ..translation.image_sets import Splits
from ..translation.judge_store import JUDGES
from ..translation.judging import pairs_table
from ..translation.loop import TranslationConfig, train_translation
from ..translation.lstnet_maps import Crossing
from ..translation.lstnet_measures import measure
from ..translation.lstnet_module import LSTNetModule
from ..translation.made_digits import MADE_STYLES, made_style
from ..translation.map_measures import figures_of, name_of
from ..translation.maps import PIECE, Maps
from ..translation.report import write_report
from ..translation.unpaired import unpaired_batches


@dataclass(frozen=True)
class LSTNetConfig(TranslationConfig):
    """What decides a training run, besides what all recipes share.

    Attributes:
        styles: the first and the second domain.
        sizes: of their pictures, pixels.
        forms: of their layers, see `networks.lstnet.Domain`.
        width: factor of all channels; 1 is the paper's Table 1.
        images, codes, cycles: the weights w1 = w2, wl and w3 to w6 of the paper's Eq. 1.
        turn, scale, shift: augmentation, degrees, share and pixels at most.
    """

    batch: int = 64
    learning_rate: float = 1e-4
    average: float = 0.999  # players that circle each other are nearer to the middle of their circles
    styles: tuple[str, ...] = ("mnist", "usps")
    channels: int = 1
    sizes: tuple[int, int] = (28, 16)
    forms: tuple[str, str] = ("first", "second")
    width: float = 1.0
    images: float = 20.0
    codes: float = 30.0
    cycles: float = 100.0
    turn: float = 10.0
    scale: float = 0.1
    shift: float = 2.0


PRESETS = {
    "smoke": LSTNetConfig(
        steps=4, batch=8, width=1 / 16, validate_every=2, validation_batches=1, made=60, judging_steps=20
    ),
    # two hours at most: a quarter of the channels, and a rate that suits fewer steps
    "cpu": LSTNetConfig(
        steps=16000,
        minutes=120.0,
        width=1 / 4,
        learning_rate=4e-4,
        validate_every=250,
        validation_batches=2,
        judging_steps=3000,
    ),
    # the paper's layers and rate; the paper does not say how long; not yet run
    "gpu": LSTNetConfig(steps=40000, minutes=22.0, validate_every=2000, precision="bf16-mixed", judging_steps=5000),
}
# scans of town plans and modern maps; there are more of them than training can see, so that nothing is altered
MAPS = {
    "styles": ("engraved", "modern"),
    "channels": 3,
    "sizes": (PIECE, PIECE),
    "forms": ("first", "first"),
    "batch": 16,
    "precision": "bf16-mixed",
    "turn": 0.0,
    "scale": 0.0,
    "shift": 0.0,
}


def configured(preset: str, maps: bool = False, **overrides) -> LSTNetConfig:
    """A preset, for digits or maps, with the given fields replaced.

    None leaves a field as it is, and minutes alone let the time decide.
    """
    return with_end(replace(PRESETS[preset], **(MAPS if maps else {})), **overrides)


def gather(config: LSTNetConfig, data: Path | None) -> list[Splits]:
    """The two domains, from files or made up where no folder is given.

    Raises:
        InputError: a style is unknown or its file missing.
    """
    if data is not None:
        named = zip(config.styles, config.sizes, strict=True)
        return [load_style(data, name, size, config.channels) for name, size in named]
    return [made_style(name, config.made, size, config.channels) for name, size in zip(MADE_STYLES, config.sizes)]


def train(config: LSTNetConfig, splits: list[Splits], folder: str | Path, resume: bool = False) -> Path:
    """Train, and return the path of the last checkpoint.

    Args:
        config: written to ``config.json`` in the folder.
        splits: of ``gather``.
        folder: for the checkpoint, the curves and the sample sheets.
        resume: go on from the folder's last checkpoint, if there is one.

    Raises:
        InputError: nothing says when the training ends, or the domains' sizes do not suit the layers.
    """

    def make() -> LSTNetModule:
        domains = tuple(
            {"size": size, "channels": config.channels, "form": form}
            for size, form in zip(config.sizes, config.forms, strict=True)
        )
        return LSTNetModule(
            domains,
            config.width,
            config.learning_rate,
            config.steps,
            config.images,
            config.codes,
            config.cycles,
            config.turn,
            config.scale,
            config.shift,
        )

    def batches(done: int):
        return unpaired_batches(splits, config.batch, config.validation_batches, config.seed + 104729 * done)

    return train_translation(make, config, batches, folder, resume)


def report(config: LSTNetConfig, splits: list[Splits], folder: Path, preset: str, made_up: bool = False) -> Path:
    """Measure what was trained in a folder, and return the report.

    Args:
        config, splits: of the training.
        folder: of the run.
        preset: that the configuration began as.
        made_up: whether the digits are.
    """
    module = LSTNetModule.load_from_checkpoint(folder / CHECKPOINT, map_location="cpu", weights_only=False).eval()
    values, lines = measure(module, splits, config.judging_steps, folder.parent / JUDGES)
    steps, minutes = progress(folder / CHECKPOINT)
    result = Result(
        "lstnet",
        f"width {config.width:g}",
        "-".join(part.name for part in splits) + (" (made up)" if made_up else ""),
        f"{preset}, {steps} steps" + (f", {minutes:.0f} minutes" if minutes else ""),
        values,
        f"features: {ImageClassifier.name}; accuracies on whole test sets by classifiers of real pictures",
    )
    return write_report(folder, "LSTNet: " + " and ".join(part.name for part in splits), result, lines)


def report_maps(config: LSTNetConfig, maps: Maps, folder: Path, preset: str) -> Path:
    """The same of maps, `lstnet_maps.map_domains`."""
    module = LSTNetModule.load_from_checkpoint(folder / CHECKPOINT, map_location="cpu", weights_only=False)
    values, note, pairs = figures_of(Crossing(module), maps, config.judging_steps, folder.parent / JUDGES)
    steps, minutes = progress(folder / CHECKPOINT)
    result = Result(
        "lstnet",
        f"width {config.width:g}",
        name_of(maps),
        f"{preset}, {steps} steps, {minutes:.0f} minutes",
        values,
        note,
    )
    return write_report(folder, f"LSTNet, {name_of(maps)}", result, ["## Pairs", "", *pairs_table(pairs)])
