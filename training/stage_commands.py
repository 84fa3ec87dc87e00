"""The commands about pictures as places in a plane: ``stage-vae`` and ``export-latent``."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from .command_options import (
    CardOption,
    OutputOption,
    RateOption,
    ResumeOption,
    SeedOption,
    Size,
    SizeOption,
    ThreadsOption,
    card_fields,
)


class StageVariant(str, Enum):
    """As in `stages.plan`; a test compares them."""

    two_ng = "2-ng"
    two_g = "2-g"
    three_ng = "3-ng"
    three_g = "3-g"
    four_ng = "4-ng"
    four_g = "4-g"
    four_d = "4-d"


def stage_vae(
    maps: Annotated[
        Path | None, typer.Option(help="Folder of packed tiles; made-up towns if no data are given.")
    ] = None,
    styles: Annotated[
        int | None, typer.Option(help="One piece of a made-up town instead, in so many random styles.")
    ] = None,
    aerial: Annotated[Path | None, typer.Option(help="Imagery instead: train.npz of 'realign-train pack'.")] = None,
    faces: Annotated[
        Path | None, typer.Option(help="Faces instead, for research only: .npz with x_train and x_test.")
    ] = None,
    preset: SizeOption = Size.cpu,
    only: Annotated[
        list[StageVariant] | None,
        typer.Option(help="Stages, and ng: non-greedy, g: greedy, d: direct; several times; all if not given."),
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for checkpoints, curves, sheets, table and report.")] = Path(
        "runs/stage-vae"
    ),
    resume: ResumeOption = False,
    steps: Annotated[int | None, typer.Option(help="Of each stage; then no time decides.")] = None,
    base_steps: Annotated[
        int | None, typer.Option(help="Of the base, if other than of a stage; only with --steps.")
    ] = None,
    minutes: Annotated[
        float | None,
        typer.Option(help="Of the whole run, about: the base's share of it decides the steps of every stage."),
    ] = None,
    width: Annotated[float | None, typer.Option(help="Factor of ResNet-18's channels.")] = None,
    beta: Annotated[float | None, typer.Option(help="Weight of the divergence, before it is normalised.")] = None,
    error: Annotated[
        float | None,
        typer.Option(help="Weight of the absolute error beside structural similarity; 0 is the paper's."),
    ] = None,
    learning_rate: RateOption = None,
    inception: Annotated[
        Path | None, typer.Option(help="TorchScript file of Inception-v3, for the distance that is called FID.")
    ] = None,
    threads: ThreadsOption = None,
    seed: SeedOption = None,
) -> None:
    """Train codes of two numbers stage by stage, and compare the ways to them (Grujicic and Blaschko, 2021)."""
    from .recipes.stage_vae import configured, measure, train
    from .stages.data import pictures_of

    config = configured(
        preset.value,
        variants=tuple(variant.value for variant in only) if only else None,
        steps=steps,
        base_steps=base_steps,
        minutes=minutes,
        width=width,
        beta=beta,
        error=error,
        learning_rate=learning_rate,
        threads=threads,
        seed=seed,
    )
    pictures = pictures_of(maps, styles, aerial, faces, config.pictures, config.made, config.seed)
    train(config, pictures, out, resume)
    typer.echo(f"Report: {measure(config, pictures, out, inception, typer.echo)}")


def export_latent(
    run: Annotated[Path, typer.Option(help="Folder of the training run.")] = Path("runs/stage-vae"),
    variant: Annotated[StageVariant, typer.Option(help="Of the run, as for stage-vae.")] = StageVariant.four_ng,
    maps: Annotated[Path | None, typer.Option(help="The run's data, as for stage-vae.")] = None,
    styles: Annotated[int | None, typer.Option(help="The same.")] = None,
    aerial: Annotated[Path | None, typer.Option(help="The same.")] = None,
    output: OutputOption = Path("runs/latent.onnx"),
    card: CardOption = None,
) -> None:
    """Write the ONNX file of one variant with its card and samples, checked against PyTorch."""
    from .recipes.stage_vae import PRESETS
    from .stages.data import pictures_of
    from .stages.export import export_stage

    known = card_fields(card)
    usual = PRESETS["cpu"]
    pictures = pictures_of(maps, styles, aerial, None, usual.pictures, usual.made, usual.seed)
    difference = export_stage(run, variant.value, output, pictures, **known)
    typer.echo(f"{output} ({output.stat().st_size / 1e6:.2f} MB) differs from PyTorch by {difference:.1g} at most")
