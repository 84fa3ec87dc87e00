"""The commands about vectors that are off: ``noisy-supervision`` and ``finetune``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .command_options import ThreadsOption


def noisy_supervision(
    data: Annotated[
        Path | None, typer.Option(help="Folder with catalogue.json and places; generated scenes alone if not given.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for the trainings, noisy.md and noisy.json.")] = Path("runs/noisy"),
    minutes_per_training: Annotated[float, typer.Option(help="Each training ends after this time.")] = 2.5,
    steps: Annotated[int | None, typer.Option(help="Steps of each training, instead of the time.")] = None,
    noise: Annotated[
        float, typer.Option(help="Mean displacement of the training vectors of each image, metres.")
    ] = 3.0,
    rounds: Annotated[int, typer.Option(help="Corrections, each followed by a training.")] = 2,
    scenes: Annotated[int, typer.Option(help="Generated scenes to train on.")] = 40,
    held_out: Annotated[int, typer.Option(help="Generated scenes to measure on.")] = 8,
    scene_size: Annotated[float, typer.Option(help="Side of the scenes, metres.")] = 200.0,
    levels: Annotated[
        list[float] | None, typer.Option(help="Largest displacement measured, several times; 3 and 6 if not given.")
    ] = None,
    seeds: Annotated[int, typer.Option(help="Random fields per image and level.")] = 2,
    warm: Annotated[bool, typer.Option("--warm", help="Also go on from the last round's weights.")] = False,
    seed: Annotated[int, typer.Option(help="Seed of the trainings.")] = 0,
    begin_with: Annotated[
        Path | None,
        typer.Option(help="Folder of a run that has seen none of the places; each training begins with its weights."),
    ] = None,
    threads: ThreadsOption = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where a run in the folder was stopped.")] = False,
) -> None:
    """Train on vectors that are off, correct them in rounds, and compare with the truth (Girard et al., 2019)."""
    from .noisy_supervision import NoisyOptions, run_experiment

    options = NoisyOptions(
        minutes=minutes_per_training,
        steps=steps,
        noise=noise,
        rounds=rounds,
        scenes=scenes,
        held_out=held_out,
        scene_size=scene_size,
        levels=tuple(levels or NoisyOptions.levels),
        seeds=seeds,
        warm=warm,
        seed=seed,
        begin_with=begin_with,
        threads=threads,
    )
    run_experiment(data, out, options, resume, typer.echo)
    typer.echo(f"Table: {out / 'noisy.md'}")


def finetune(
    imagery: Annotated[str, typer.Option(help="Your imagery: any raster that GDAL opens.")],
    layer: Annotated[str, typer.Option(help="Your layer, in any CRS; 'file.gpkg|layername=x' names one of several.")],
    out: Annotated[Path, typer.Option(help="The model file to write; the plugin takes it as Model.")],
    model: Annotated[Path | None, typer.Option(help="Model to begin with; the one that ships if not given.")] = None,
    minutes: Annotated[float, typer.Option(help="Time for training, all rounds together.")] = 10.0,
    steps: Annotated[int | None, typer.Option(help="Steps of each round's training, instead of the time.")] = None,
    rounds: Annotated[
        int, typer.Option(help="How often the layer is aligned before training; 0 if it is right as it is.")
    ] = 1,
    max_displacement: Annotated[float, typer.Option(help="Metres that the layer may be off.")] = 10.0,
    scenes: Annotated[int, typer.Option(help="Generated scenes mixed in, to keep the model's other abilities.")] = 24,
    threads: Annotated[int, typer.Option(help="Threads of PyTorch on a CPU; 0 leaves its default.")] = 0,
    seed: Annotated[int, typer.Option(help="Seed of everything random.")] = 0,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an output that exists.")] = False,
) -> None:
    """Train a model further on your own imagery and layer, and write a model file that says how good it is."""
    from .finetune import FineTuneOptions
    from .finetune import finetune as run

    options = FineTuneOptions(
        minutes=minutes,
        steps=steps,
        rounds=rounds,
        max_displacement=max_displacement,
        scenes=scenes,
        threads=threads,
        seed=seed,
        overwrite=overwrite,
    )
    run(imagery, layer, out, model, options, typer.echo)
