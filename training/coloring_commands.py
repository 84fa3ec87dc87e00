"""The commands about colour: ``pack-color``, ``geo-colorizer``, ``export-colorize`` and ``evaluate-colorize``."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from .command_options import (
    CardOption,
    IntoCardOption,
    MinutesOption,
    OutputOption,
    RateOption,
    ResumeOption,
    SeedOption,
    ShippedOption,
    Size,
    SizeOption,
    StepsOption,
    ThreadsOption,
    card_fields,
)


class _Variant(str, Enum):
    """What is trained, as in the recipe, which takes seconds to import; a test compares them."""

    vae = "vae"
    cr_vae = "cr-vae"
    cl_vae = "cl-vae"
    cr_cl = "cr-cl"
    unet = "unet"


_Packed = Annotated[
    Path | None,
    typer.Option(help="Folder written by pack-color; if not given, made-up landscapes alone."),
]


def pack_color(
    data: Annotated[Path, typer.Option(help="Folder that holds 'aerial' and 'sentinel2'.")],
    out: Annotated[Path, typer.Option(help="Folder for what is packed.")] = Path("data/color"),
) -> None:
    """Pack imagery with its places into arrays that train on a machine without GDAL."""
    from .coloring.packing import pack_color

    for split, count in pack_color(data, out).items():
        typer.echo(f"{out / split}.npz: {count} pictures")


def geo_colorizer(
    variant: Annotated[
        _Variant,
        typer.Option(help="unet is ours; the others are the rows of Grujicic & Blaschko's table II."),
    ] = _Variant.unet,
    data: _Packed = None,
    preset: SizeOption = Size.cpu,
    out: Annotated[
        Path, typer.Option(help="Folder; the run goes into one of the variant's name in it, the report shows all.")
    ] = Path("runs/geo-colorizer"),
    resume: ResumeOption = False,
    steps: StepsOption = None,
    minutes: MinutesOption = None,
    learning_rate: RateOption = None,
    threads: ThreadsOption = None,
    seed: SeedOption = None,
) -> None:
    """Train a network that gives grey imagery the colours of a place."""
    from .recipes.geo_colorizer import configured, report, train

    numbers = {"steps": steps, "minutes": minutes, "learning_rate": learning_rate, "threads": threads, "seed": seed}
    config, run = configured(variant.value, preset.value, **numbers), out / variant.value
    train(config, data, run, resume)
    typer.echo(f"Report: {report(config, data, run, preset.value)}")


def export_colorize(
    run: Annotated[Path, typer.Option(help="Folder of the training run.")] = Path("runs/geo-colorizer/unet"),
    output: OutputOption = Path("runs/colorize-aerial.onnx"),
    card: CardOption = None,
) -> None:
    """Write the ONNX file of a run with its card, checked against PyTorch."""
    from .coloring.export import export_colorizer

    known = card_fields(card)
    difference = export_colorizer(run, output, **known)
    typer.echo(f"{output} ({output.stat().st_size / 1e6:.2f} MB) differs from PyTorch by {difference:.1g} at most")


def evaluate_colorize(
    data: _Packed = None,
    model: ShippedOption = None,
    landscapes: Annotated[int, typer.Option(help="Made-up ones that are measured.")] = 24,
    out: Annotated[Path, typer.Option(help="Folder for table, JSON and sheet.")] = Path("runs/evaluation-colorize"),
    into_card: IntoCardOption = False,
) -> None:
    """Colour imagery that a model was not trained on, as the engine does, and compare with its true colours."""
    from ..engine.model import default_model_path
    from .coloring.evaluation import evaluate
    from .quality import write_quality

    path = model or Path(default_model_path("colorize", "aerial"))
    quality = evaluate(path, data, out, landscapes)
    if into_card:
        write_quality(path, quality)
    typer.echo(f"Table: {out / 'colorize.md'}")
