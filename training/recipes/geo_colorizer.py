"""Recipe ``geo-colorizer``: grey imagery in the colours of a place (Grujicic & Blaschko, 2021), and a U-Net."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lightning.pytorch.utilities import rank_zero_only
from torch.utils.data import DataLoader

from ..coloring.judging import baselines, draw_sheet, groups_of, places_table, rows_of, table, write_figures
from ..coloring.module import ColoringModule, ContextModule, GroundedModule
from ..coloring.pictures import Picture, load_pictures
from ..coloring.sampling import Drawing, Pieces
from ..coloring.splits import write_places
from ..fitting import checkpoint_of
from ..overrides import with_end
from ..translation.harness.results import Result
from ..translation.loop import TranslationConfig, train_translation
from ..translation.report import write_report

UNET = "unet"
_STAGES = (32, 8, 4)
VARIANTS = {  # arguments of ``PixelColorizer``; the rows of the paper's Table II
    "vae": {"latents": (32,), "grounded": ()},
    "cr-vae": {"latents": _STAGES, "grounded": ("place",)},
    "cl-vae": {"latents": _STAGES, "grounded": ("color",)},
    "cr-cl": {"latents": _STAGES, "grounded": ("place", "color")},
}
TITLES = {"vae": "VAE 32", "cr-vae": "CR 2/VAE 2", "cl-vae": "CL 2/VAE 2", "cr-cl": "CR 2/CL 2", UNET: "U-Net"}
PLACED = ("cr-vae", "cr-cl", UNET)  # those that take notice of the place they are told


@dataclass(frozen=True)
class GeoColorizerConfig(TranslationConfig):
    """What decides a run besides ``TranslationConfig``.

    Attributes:
        variant: one of ``VARIANTS``, or ``unet``.
        network: arguments of ``PixelColorizer`` or ``ColorUNet``.
        weights: of the terms of ``GroundedModule``'s loss besides the colour.
        drawing: how pieces are drawn by lot.
        workers: processes that draw them.
        measured: made-up landscapes that it is measured on in the end.
    """

    batch: int = 16
    learning_rate: float = 2e-3
    validate_every: int = 250
    validation_batches: int = 4
    variant: str = UNET
    network: dict = field(default_factory=dict)
    weights: dict = field(default_factory=lambda: {"divergence": 1e-4, "place": 0.02, "bicone": 0.5})
    drawing: Drawing = field(default_factory=Drawing)
    workers: int = 1
    measured: int = 24


_SMOKE = {"steps": 6, "batch": 2, "validate_every": 3, "validation_batches": 1, "workers": 0, "measured": 3}
_SMALL = {UNET: {"widths": (8, 8, 12, 12), "code": 8}}
PRESETS = {
    "smoke": {**_SMOKE, "drawing": Drawing(side=32)},
    "cpu": {"steps": 0, "minutes": 8.0, "threads": 1, "batch": 8, "precision": "bf16-mixed"},
    # meant for one data-centre GPU; not yet run there
    "gpu": {"steps": 20000, "batch": 128, "validate_every": 2000, "workers": 12},
}
_UNET = {  # where the U-Net differs from the others
    "smoke": {"network": _SMALL[UNET]},
    "cpu": {"minutes": 40.0},
    "gpu": {"steps": 60000, "batch": 64},
}
_CONTEXT = 128  # px, the side of its pieces


def configured(variant: str, preset: str, **overrides) -> GeoColorizerConfig:
    """A preset of a variant with the given fields replaced; None leaves one as it is, and minutes alone let the time
    decide."""
    fields = {**PRESETS[preset], "variant": variant}
    if variant == UNET:
        config = GeoColorizerConfig(**{**fields, **_UNET[preset]})
        if preset != "smoke":
            config = replace(config, drawing=replace(config.drawing, side=_CONTEXT, landscapes=0.15, satellite=0.15))
    else:
        width = {"width": 12} if preset == "smoke" else {}
        config = GeoColorizerConfig(**fields, network={**VARIANTS[variant], **width})
    return with_end(config, **overrides)


def train(config: GeoColorizerConfig, data: str | Path | None, folder: str | Path, resume: bool = False) -> Path:
    """Train, and return the path of the last checkpoint.

    Args:
        config: written to ``config.json`` in the folder.
        data: what ``realign-train pack-color`` wrote; made-up landscapes alone if None.
        folder: for checkpoint, curves and sheets.
        resume: go on from the folder's last checkpoint, if there is one.

    Raises:
        InputError: nothing says when the training ends, or nothing is packed.
    """
    learnt, kept = gather(data)
    write_places(learnt, folder)

    def make() -> ColoringModule:
        if config.variant == UNET:
            return ContextModule(config.network, config.learning_rate, config.steps)
        return GroundedModule(config.network, config.weights, config.learning_rate, config.steps)

    def batches(done: int) -> tuple[DataLoader, DataLoader]:
        seed = config.seed + 104729 * done + 15485863 * rank_zero_only.rank  # no process draws what another does
        drawn = Pieces(learnt, config.drawing, config.batch, seed, done)
        plain = replace(config.drawing, landscapes=0.0, withheld=0.0, displaced=0.0, astray=0.0, tone=0.0, grain=0.0)
        fixed = iter(Pieces(kept, plain, config.batch, 1))
        workers = {"num_workers": config.workers, "persistent_workers": config.workers > 0}
        validation = [next(fixed) for _ in range(config.validation_batches)]
        return DataLoader(drawn, batch_size=None, **workers), DataLoader(validation, batch_size=None)

    return train_translation(make, config, batches, folder, resume)


def gather(data: str | Path | None) -> tuple[Sequence[Picture], Sequence[Picture]]:
    """Pictures to train on and to validate on; none without a folder.

    Raises:
        InputError: the folder holds none.
    """
    return ((), ()) if data is None else (load_pictures(data, "train"), load_pictures(data, "validation"))


def report(config: GeoColorizerConfig, data: str | Path | None, folder: str | Path, preset: str) -> Path:
    """Measure a run; write ``report.md`` with the table of all variants in the folder above, and return its path."""
    folder, groups = Path(folder), groups_of(data, config.measured)
    network = load(folder).network
    title = TITLES[config.variant]
    rows = rows_of(title, network, groups, config.variant in PLACED)
    write_figures({**rows, **baselines(data, groups)}, folder)
    figures = rows[title]
    draw_sheet(network, groups, folder / "places.png")
    siblings = [folder.parent / variant for variant in (*VARIANTS, UNET)]
    lines = table([*siblings, folder], list(TITLES.values()))
    ends = f"{config.minutes:g} minutes" if config.minutes else f"{config.steps} steps"
    main = figures["places" if "places" in figures else "landscapes"].values
    values = {name: main[name][0] for name in ("psnr", "mse")}
    note = "PSNR and MSE on what was kept out first in the report's tables"
    result = Result(
        "geo-colorizer", config.variant, "imagery" if data else "landscapes", f"{preset}, {ends}", values, note
    )
    return write_report(folder, f"Colours by place: {title}", result, [*lines, *places_table(figures)])


def load(folder: str | Path) -> ColoringModule:
    """The module of a run, ready to colour.

    Raises:
        InputError: the folder holds no run.
    """
    checkpoint = checkpoint_of(folder)
    kind = ContextModule if variant_of(folder) == UNET else GroundedModule
    return kind.load_from_checkpoint(checkpoint, map_location="cpu", weights_only=False).eval()


def variant_of(folder: str | Path) -> str:
    """Which variant a run trained."""
    return json.loads((Path(folder) / "config.json").read_text(encoding="utf-8"))["variant"]
