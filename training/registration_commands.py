"""The commands about registration: residuals of control points, the recipe, its export and its evaluation."""

from __future__ import annotations

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

_Data = Annotated[
    Path, typer.Option(help="Folder with packs/train, packs/validation, and perhaps imagery, scenes and residuals.npz.")
]


def register_chain(
    preset: SizeOption = Size.cpu,
    out: Annotated[Path, typer.Option(help="Folder for checkpoint, curves, sheets and report.")] = Path(
        "runs/register"
    ),
    data: _Data = Path("data"),
    resume: ResumeOption = False,
    steps: StepsOption = None,
    minutes: MinutesOption = None,
    learning_rate: RateOption = None,
    threads: ThreadsOption = None,
    seed: SeedOption = None,
) -> None:
    """Train the network that tells what of maps, scans and imagery is geography, by matching their places."""
    from .recipes.register_chain import configured, report, train

    numbers = {"steps": steps, "minutes": minutes, "learning_rate": learning_rate, "threads": threads, "seed": seed}
    config = configured(preset.value, **numbers)
    train(config, out, data, resume, typer.echo)
    typer.echo(f"Report: {report(config, out, preset.value)}")


def pack_residuals(
    source: Annotated[Path, typer.Argument(help="residuals.parquet, a row for each control point.")],
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("data/residuals.npz"),
) -> None:
    """Pack the residuals of real control points, by which sheets are distorted in training."""
    from .registration.residuals import pack_residuals as pack

    typer.echo(f"{out}: {pack(source, out)} maps")


def export_register(
    run: Annotated[Path, typer.Option(help="Folder of the training run.")] = Path("runs/register"),
    output: OutputOption = Path("runs/register.onnx"),
    card: CardOption = None,
) -> None:
    """Write the ONNX file of a run with its card, checked against PyTorch."""
    from .registration.export import export_register_chain

    known = card_fields(card)
    difference = export_register_chain(run, output, **known)
    typer.echo(f"{output} differs from PyTorch by {difference:.1g} at most")


def evaluate_register(
    model: ShippedOption = None,
    data: _Data = Path("data"),
    batches: Annotated[int, typer.Option(help="Of pairs, six in each, every one of a place never trained on.")] = 20,
    out: Annotated[Path, typer.Option(help="Folder for table and JSON.")] = Path("runs/evaluation-register"),
    preset: SizeOption = Size.cpu,
    into_card: IntoCardOption = False,
) -> None:
    """Measure how well content is matched on one scale, next to untrained content; see `make bench-registration`."""
    from ..engine.model import default_model_path
    from .quality import write_quality
    from .recipes.register_chain import configured, open_sources
    from .registration.evaluation import evaluate, quality

    path, config = model or Path(default_model_path("register", "maps")), configured(preset.value)
    report = evaluate(path, open_sources(data, config, typer.echo), config, batches, out, typer.echo)
    if into_card:
        write_quality(path, {"one scale, nodes": quality(report)})
    typer.echo(f"Table: {out / 'content.md'}")
