"""The commands about the restyle network: ``pack-tiles``, ``restyle``, ``export-restyle`` and ``evaluate-restyle``."""

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

_PARTS = ("train", "validation")


class _Features(str, Enum):
    """What is restyled."""

    maps = "maps"
    scans = "scans"


_Run = Annotated[Path, typer.Option(help="Folder of the training run.")]
_Data = Annotated[Path, typer.Option(help="Folder whose train and validation hold packed tiles.")]


def pack_tiles(
    tiles: Annotated[Path, typer.Option(help="Folder with train and validation: <style>/<zoom>/<column>/<row>.png.")],
    out: Annotated[Path, typer.Option(help="Folder for what is packed.")] = Path("data/packs"),
) -> None:
    """Join map tiles to blocks that patches can be cut from in all styles; run again, it adds what is new."""
    from .restyle.tiles import pack

    for part in _PARTS:
        typer.echo(f"{out / part}: {pack(tiles / part, out / part)} blocks")


def restyle(
    data: Annotated[
        Path | None,
        typer.Option(help="Folder whose train and validation hold packed tiles; made-up towns if not given."),
    ] = None,
    features: Annotated[
        _Features,
        typer.Option(help="maps: into all styles; scans: of old maps, cluttered and worn, into modern alone."),
    ] = _Features.maps,
    preset: SizeOption = Size.cpu,
    out: Annotated[Path, typer.Option(help="Folder for checkpoint, curves, sheets and report.")] = Path("runs/restyle"),
    begin_with: Annotated[
        Path | None, typer.Option(help="Folder of another run, or a model file, with whose weights to begin.")
    ] = None,
    resume: ResumeOption = False,
    steps: StepsOption = None,
    minutes: MinutesOption = None,
    learning_rate: RateOption = None,
    threads: ThreadsOption = None,
    seed: SeedOption = None,
) -> None:
    """Train the network that redraws maps in other styles."""
    from .recipes.restyle import configured, gather, report, train

    numbers = {"steps": steps, "minutes": minutes, "learning_rate": learning_rate, "threads": threads, "seed": seed}
    config = configured(preset.value, features is _Features.scans, begin_with is not None, **numbers)
    blocks = gather(config, data)
    train(config, *blocks, out, resume, begin_with)
    typer.echo(f"Report: {report(config, blocks, out, features.value, preset.value)}")


def export_restyle(
    run: _Run = Path("runs/restyle"),
    output: OutputOption = Path("runs/restyle-maps.onnx"),
    features: Annotated[_Features, typer.Option(help="What the card says it restyles.")] = _Features.maps,
    card: CardOption = None,
    average_with: Annotated[Path | None, typer.Option(help="A run that began with this one, or this with it.")] = None,
    share: Annotated[float, typer.Option(min=0, max=1, help="Of that run's weights in the average.")] = 0.5,
) -> None:
    """Write the ONNX file of a run with its card, checked against PyTorch."""
    from .restyle.export import export_restyler

    known = card_fields(card)
    difference = export_restyler(run, output, features.value, average_with, share, **known)
    typer.echo(f"{output} differs from PyTorch by {difference:.1g} at most")


def evaluate_restyle(
    data: _Data,
    model: ShippedOption = None,
    judges: Annotated[Path, typer.Option(help="Folder where judges are kept from run to run.")] = Path("runs/judges"),
    steps: Annotated[int, typer.Option(help="Of the judges' training, where there are none.")] = 1500,
    places: Annotated[int, typer.Option(help="Squares of 384 px that are measured.")] = 8,
    out: Annotated[Path, typer.Option(help="Folder for table, JSON and sheet.")] = Path("runs/evaluation-restyle"),
    into_card: IntoCardOption = False,
) -> None:
    """Draw towns never trained on from every style in every other, and measure likeness, style and content."""
    from ..engine.model import default_model_path
    from .quality import write_quality
    from .restyle.measures import evaluate

    path = model or Path(default_model_path("restyle", "maps"))
    report = evaluate(path, data, out, judges, steps, places, tell=typer.echo)
    if into_card:
        write_quality(path, report.quality())
    typer.echo(f"Table: {out / 'restyle.md'}")
