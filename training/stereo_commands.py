"""The commands about the stereo network: ``stereo-chain``, ``export-stereo`` and ``evaluate-stereo``."""

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

_Run = Annotated[Path, typer.Option(help="Folder of the training run.")]


def stereo_chain(
    preset: SizeOption = Size.cpu,
    out: Annotated[Path, typer.Option(help="Folder for checkpoint, curves, sheets and report.")] = Path("runs/stereo"),
    resume: ResumeOption = False,
    steps: StepsOption = None,
    minutes: MinutesOption = None,
    learning_rate: RateOption = None,
    threads: ThreadsOption = None,
    seed: SeedOption = None,
) -> None:
    """Train the chain that finds the disparity of rectified pairs, on made-up places seen from two sides."""
    from .recipes.stereo_chain import configured, report, train

    numbers = {"steps": steps, "minutes": minutes, "learning_rate": learning_rate, "threads": threads, "seed": seed}
    config = configured(preset.value, **numbers)
    train(config, out, resume)
    typer.echo(f"Report: {report(config, out, preset.value)}")


def export_stereo(
    run: _Run = Path("runs/stereo"),
    output: OutputOption = Path("runs/stereo.onnx"),
    card: CardOption = None,
) -> None:
    """Write the ONNX file of a run with its card, checked against PyTorch."""
    from .stereo.export import export_stereo_chain

    known = card_fields(card)
    difference = export_stereo_chain(run, output, **known)
    typer.echo(f"{output} differs from PyTorch by {difference:.1g} at most")


def evaluate_stereo(
    model: ShippedOption = None,
    data: Annotated[
        Path | None, typer.Option(help="Folder with teddy and cones of Middlebury, measured besides made-up pairs.")
    ] = None,
    pairs: Annotated[int, typer.Option(help="Made-up pairs, each of a place never trained on.")] = 12,
    tuning: Annotated[int, typer.Option(help="Other pairs, by which semi-global matching is tuned.")] = 6,
    out: Annotated[Path, typer.Option(help="Folder for table, JSON and sheet.")] = Path("runs/evaluation-stereo"),
    into_card: IntoCardOption = False,
) -> None:
    """Measure disparities of pairs never trained on, next to OpenCV's semi-global matching."""
    from ..engine.model import default_model_path
    from .quality import write_quality
    from .stereo.evaluation import evaluate

    path = model or Path(default_model_path("stereo", "pairs"))
    report = evaluate(path, data, pairs, tuning, out, typer.echo)
    if into_card:
        write_quality(path, report.quality())
    typer.echo(f"Table: {out / 'stereo.md'}")
