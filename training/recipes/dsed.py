"""Recipe ``dsed``: domain-specific encoders and decoders (Song et al. 2019, section 4.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from ..overrides import with_end
from ..translation.dsed_module import DsedModule
from ..translation.harness.likeness import likeness
from ..translation.harness.results import Result
from ..translation.image_sets import ImageSet, SharedContents, Splits
from ..translation.judge_store import JUDGES
from ..translation.judging import pairs_table
from ..translation.loop import TranslationConfig, paired_batches, train_translation
from ..translation.map_measures import figures_of, name_of, sets_of
from ..translation.maps import PIECE, Maps
from ..translation.report import write_report


@dataclass(frozen=True)
class DsedConfig(TranslationConfig):
    """What decides a run besides ``TranslationConfig``.

    Attributes:
        latent: dimensions of the code; the paper's best is 32.
        spatial: the code keeps its place (D x 4 x 4 for 32 px); the paper's is a vector.
        halvings: of the picture on the way to the code.
        beta: weight of the divergence; the paper's best is 5.
    """

    latent: int = 32
    spatial: bool = False
    halvings: int = 3
    beta: float = 5.0


PRESETS = {
    "smoke": DsedConfig(steps=4, batch=4, validate_every=2, validation_batches=1, made=40, judging_steps=4),
    "cpu": DsedConfig(steps=20000, validate_every=2000, threads=2),
    # meant for one data-centre GPU; not yet run there
    "gpu": DsedConfig(steps=60000, batch=64, validate_every=5000, judging_steps=4000),
}
# the paper's styles of maps; a code that keeps its place, at a quarter of the resolution, draws lines sharply
MAPS = {
    "styles": ("toner", "watercolor", "terrain"),
    "size": PIECE,
    "latent": 16,
    "spatial": True,
    "halvings": 2,
    "beta": 0.2,
    "precision": "bf16-mixed",
}


def train(config: DsedConfig, data: Sequence[Splits] | Maps, folder: str | Path, resume: bool = False) -> Path:
    """Train, and return the path of the last checkpoint.

    Args:
        config: see ``DsedConfig``; written to ``config.json`` in the folder.
        data: digits, one set for each style, or maps.
        folder: for checkpoint, curves and sheets of samples.
        resume: go on from the folder's last checkpoint, if there is one.

    Raises:
        InputError: nothing says when the training ends, or the styles share no content.
    """
    sets = sets_of(data)

    def make() -> DsedModule:
        names = [part.name for part in sets]
        sizes = (config.channels, config.size, config.latent, config.spatial, config.beta)
        return DsedModule(names, *sizes, config.learning_rate, config.steps, config.halvings)

    return train_translation(make, config, lambda done: paired_batches(sets, config, done), folder, resume)


def measure(checkpoint: str | Path, config: DsedConfig, data: Sequence[Splits] | Maps, preset: str) -> Path:
    """Measure a trained run on the test pictures, and write its report and its row.

    Returns:
        the path of ``report.md``.
    """
    folder = Path(checkpoint).parent
    module = DsedModule.load_from_checkpoint(checkpoint, map_location="cpu", weights_only=False).eval()
    values, note, pairs = figures_of(module, data, config.judging_steps, folder.parent / JUDGES)
    side = config.size >> config.halvings
    shape = f"{config.latent}x{side}x{side}" if config.spatial else str(config.latent)
    result = Result("dsed", f"latent {shape}, beta {config.beta:g}", name_of(data), preset, values, note)
    truth = "the same place" if isinstance(data, Maps) else "some picture of the same class"
    likenesses = _likeness_lines(module, [part.test for part in sets_of(data)], truth)
    lines = ["## Pairs", "", *pairs_table(pairs), "", *likenesses]
    return write_report(folder, "Domain-specific encoders and decoders (dsed)", result, lines)


def configured(preset: str, maps: bool = False, **overrides) -> DsedConfig:
    """A preset, for digits or maps, with the given fields replaced.

    None leaves a field as it is, and minutes alone let the time decide.
    """
    return with_end(replace(PRESETS[preset], **(MAPS if maps else {})), **overrides)


@torch.no_grad()
def _likeness_lines(module: DsedModule, tests: Sequence[ImageSet], truth: str) -> list[str]:
    """Each encoder with each decoder, against what there is of that content in the decoder's style."""
    drawn = SharedContents(tests).draw(200, torch.Generator().manual_seed(2))["images"]
    lines = [f"Every encoder with every decoder; off the diagonal the truth is {truth}:", ""]
    lines += ["| encoder | decoder | mse | ssim | psnr, dB |", "|---|---|---|---|---|"]
    for source, first in enumerate(tests):
        for target, second in enumerate(tests):
            found = likeness(module.translate(drawn[:, source], source, target), drawn[:, target])
            cells = f"{found['mse']:.4f} | {found['ssim']:.3f} | {found['psnr']:.2f}"
            lines.append(f"| {first.name} | {second.name} | {cells} |")
    return lines
