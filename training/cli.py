"""The command ``realign-train``."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ..engine.errors import RealignError
from . import (
    coloring_commands,
    cycle_commands,
    judging_commands,
    registration_commands,
    restyle_commands,
    stage_commands,
    stereo_commands,
    supervision_commands,
    translation_commands,
)
from .command_options import (
    CardOption,
    IntoCardOption,
    MinutesOption,
    OutputOption,
    ResumeOption,
    SeedOption,
    ShippedOption,
    StepsOption,
    ThreadsOption,
    card_fields,
)

app = typer.Typer(
    name="realign-train",
    help="Train, export and measure the networks of Realign.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
_console = Console()

DataOption = Annotated[
    Path | None,
    typer.Option(help="Folder with the real data: catalogue.json and places, or packs made by 'realign-train pack'."),
]


class Preset(str, Enum):
    """How long a recipe trains."""

    smoke = "smoke"
    quick = "quick"
    cpu = "cpu"
    gpu = "gpu"


class Recipe(str, Enum):
    """The recipes there are."""

    align_chain = "align-chain"


class Features(str, Enum):
    """What there is to align."""

    buildings = "buildings"
    roads = "roads"


class Variant(str, Enum):
    """The systems that align-chain trains, as in `systems`, which takes seconds to import; a test compares them."""

    matching = "matching"
    double_unet = "double-unet"
    double_unet_per_scale = "double-unet-per-scale"
    double_unet_no_corners = "double-unet-no-corners"
    classes = "classes"
    roads = "roads"
    direct = "direct"
    bins = "bins"


@app.command("align-chain")
def align_chain(
    data: DataOption = None,
    variant: Annotated[
        Variant, typer.Option(help="matching is ours; the others are the systems of Zampieri et al., 2018.")
    ] = Variant.matching,
    preset: Annotated[
        Preset,
        typer.Option(
            help="smoke: under a minute; quick: five minutes; cpu: an hour on two cores; "
            "gpu: meant for 25 minutes on one."
        ),
    ] = Preset.cpu,
    out: Annotated[Path, typer.Option(help="Folder for checkpoint, configuration, curves and sample pictures.")] = Path(
        "runs/align-chain"
    ),
    features: Annotated[
        Features | None, typer.Option(help="What is aligned; what the variant is for if not given.")
    ] = None,
    resume: ResumeOption = False,
    steps: StepsOption = None,
    minutes: MinutesOption = None,
    learning_rate: Annotated[
        float | None,
        typer.Option(help="At its height, instead of the preset's; 0.0015 suits another run's weights."),
    ] = None,
    scenes: Annotated[int | None, typer.Option(help="Generated scenes, instead of the preset's.")] = None,
    threads: ThreadsOption = None,
    seed: SeedOption = None,
    rounds: Annotated[
        int, typer.Option(help="Correct the real vectors with what was learnt and train again, so often.")
    ] = 0,
    begin_with: Annotated[
        Path | None, typer.Option(help="Folder of another run, with whose weights this one begins; it may be wider.")
    ] = None,
) -> None:
    """Train the network that moves vectors onto imagery (Zampieri et al., 2018)."""
    from .export import load_sized
    from .fitting import CHECKPOINT
    from .recipes.align_chain import configured, gather_sheets, parts_of, train
    from .rounds import RoundsOptions, train_in_rounds
    from .samples import draw_curves, draw_samples

    config = configured(
        preset.value,
        variant.value,
        steps=steps,
        minutes=minutes,
        learning_rate=learning_rate,
        features=features.value if features else None,
        scenes=scenes,
        threads=threads,
        seed=seed,
    )
    training, validation = gather_sheets(config, data, out, _console.print)
    network = load_sized(begin_with / CHECKPOINT, config) if begin_with else None
    if rounds:
        train_in_rounds(config, training, validation, out, RoundsOptions(rounds), resume, _console.print, network)
    else:
        train(config, training, validation, out, resume, network)
    for run, part in parts_of(config, out).items():
        draw_curves(run / "metrics.csv", run / "curves.png")
        draw_samples(run / CHECKPOINT, validation, part.sampling, run / "samples.png")
        _console.print(f"Checkpoint: {run / CHECKPOINT}")


@app.command("variants")
def variants_command(
    data: DataOption = None,
    out: Annotated[Path, typer.Option(help="Folder for runs, model files and variants.json.")] = Path("runs/variants"),
    preset: Annotated[Preset, typer.Option(help="As for align-chain.")] = Preset.quick,
    only: Annotated[
        list[Variant] | None, typer.Option(help="Variant, several times; all of them if not given.")
    ] = None,
    steps: Annotated[int | None, typer.Option(help="Optimiser steps of each, instead of the preset's.")] = None,
    minutes: MinutesOption = None,
    scenes: Annotated[int | None, typer.Option(help="Generated scenes, instead of the preset's.")] = None,
    threads: ThreadsOption = None,
    seed: SeedOption = None,
) -> None:
    """Train and export all variants of align-chain for the same time; run again, it goes on where it was."""
    from .recipes.all_variants import train_variants

    names = [variant.value for variant in only] if only else None
    numbers = {"steps": steps, "minutes": minutes, "scenes": scenes, "threads": threads, "seed": seed}
    rows = train_variants(out, data, preset.value, names, typer.echo, **numbers)
    _console.print(f"{len(rows)} rows: {out / 'variants.json'}")


@app.command("pack")
def pack_command(
    data: Annotated[Path, typer.Option(help="Folder with catalogue.json and places.")],
    out: Annotated[Path, typer.Option(help="Folder for train.npz, validation.npz and roads.npz.")] = Path("data"),
) -> None:
    """Pack real places into arrays that train on a machine without GDAL."""
    from .packing import pack
    from .splits import ROADS_TRAIN, ROADS_VALIDATION

    packs = {"train": "train", "validation": "validation", "roads": (*ROADS_TRAIN, *ROADS_VALIDATION)}
    for name, split in packs.items():
        sheets = pack(data, split, out / f"{name}.npz")
        _console.print(f"{out / name}.npz: {len(sheets)} images")


@app.command("export")
def export_command(
    recipe: Annotated[Recipe, typer.Argument(help="Recipe that the checkpoint comes from.")],
    run: Annotated[Path, typer.Option(help="Folder of the training run.")] = Path("runs/align-chain"),
    output: OutputOption = Path("runs/align-buildings.onnx"),
    card: CardOption = None,
    features: Annotated[
        Features | None, typer.Option(help="What the card says it aligns; what the run was for if not given.")
    ] = None,
    fast: Annotated[
        bool, typer.Option("--fast", help="Leave out the finest scale: a quarter of the time, and a little less exact.")
    ] = False,
) -> None:
    """Write an ONNX file with its card, checked against PyTorch; one a scale if each has a network."""
    from .export import export_run

    known = card_fields(card)
    written = export_run(run, output, features.value if features else None, fast=fast, **known)
    for path, difference in written.items():
        _console.print(f"{path} ({recipe.value}) differs from PyTorch by {difference:.1g} at most")


@app.command("evaluate")
def evaluate_command(
    recipe: Annotated[Recipe, typer.Argument(help="Recipe that the model comes from.")],
    data: Annotated[Path, typer.Option(help="Folder with catalogue.json and places.")],
    model: ShippedOption = None,
    places: Annotated[
        list[str] | None, typer.Option(help="Split or place, several times; the test places if not given.")
    ] = None,
    levels: Annotated[
        list[float] | None,
        typer.Option(help="Largest displacement in metres, several times; 3, 6 and 10 if not given."),
    ] = None,
    seeds: Annotated[int, typer.Option(help="Random fields per image and level.")] = 3,
    out: Annotated[Path, typer.Option(help="Folder for table, JSON and plot.")] = Path("runs/evaluation"),
    through: Annotated[str, typer.Option(help="engine, or qgis_process, as a user would run it.")] = "engine",
    max_displacement: Annotated[float, typer.Option(help="Metres that the methods are told to expect.")] = 10.0,
    method: Annotated[str, typer.Option(help="vertex, rigid or shift.")] = "vertex",
    min_confidence: Annotated[
        float | None, typer.Option(help="Features below keep their place; the model's own threshold if not given.")
    ] = None,
    device: Annotated[str, typer.Option(help="Device that runs the model.")] = "auto",
    into_card: IntoCardOption = False,
) -> None:
    """Displace real places that fit their imagery, align them, and measure."""
    from ..engine.align import AlignOptions
    from ..engine.model import default_model_path
    from .evaluation import run_evaluation
    from .quality import of_vertices, write_quality

    names = places or ["test"]
    path = str(model or default_model_path("align"))
    report = run_evaluation(
        path,
        data,
        names[0] if len(names) == 1 else names,
        levels or (3.0, 6.0, 10.0),
        seeds,
        out,
        through,
        AlignOptions(max_displacement, method, min_confidence=min_confidence),
        device,
        typer.echo,  # does not break the command that it is given, as the console would
    )
    if into_card:
        write_quality(path, of_vertices(report))
    _console.print(f"Table of {recipe.value}: {out / 'evaluation.md'}")


@app.command("evaluate-roads")
def evaluate_roads_command(
    model: Annotated[Path, typer.Option(help="Model file for roads.")],
    data: Annotated[
        Path | None, typer.Option(help="Folder with catalogue.json and places; generated scenes alone if not given.")
    ] = None,
    places: Annotated[
        list[str] | None, typer.Option(help="Split, place or place/chip, several times; roads_test if not given.")
    ] = None,
    scenes: Annotated[int, typer.Option(help="Generated scenes, with seeds never used in training.")] = 10,
    size: Annotated[float, typer.Option(help="Side of the scenes in metres.")] = 420.0,
    levels: Annotated[
        list[float] | None, typer.Option(help="Largest displacement in metres, several times; 6 and 10 if not given.")
    ] = None,
    seeds: Annotated[int, typer.Option(help="Random fields per image and level.")] = 2,
    out: Annotated[Path, typer.Option(help="Folder for roads.md and roads.json.")] = Path("runs/evaluation-roads"),
    max_displacement: Annotated[float, typer.Option(help="Metres that the alignment is told to expect.")] = 10.0,
    method: Annotated[str, typer.Option(help="vertex, rigid or shift.")] = "vertex",
    device: Annotated[str, typer.Option(help="Device that runs the model.")] = "auto",
    into_card: IntoCardOption = False,
) -> None:
    """Displace true roads, align them, and measure how far they lie from their true centre lines."""
    from ..engine.align import AlignOptions
    from .quality import of_roads, write_quality
    from .road_measures import LEVELS, run_road_evaluation

    options = AlignOptions(max_displacement, method)
    names = places or ["roads_test"]
    names = names[0] if len(names) == 1 else names
    report = run_road_evaluation(
        str(model), data, names, scenes, size, levels or LEVELS, seeds, out, options, device, typer.echo
    )
    if into_card:
        write_quality(model, of_roads(report))
    _console.print(f"Table: {out / 'roads.md'}")


app.command("calibrate")(judging_commands.calibrate)
app.command("reliability")(judging_commands.reliability)
app.command("absences")(judging_commands.absences)
app.command("noisy-supervision")(supervision_commands.noisy_supervision)
app.command("finetune")(supervision_commands.finetune)
app.command("dsed")(translation_commands.dsed)
app.command("fen-vae")(translation_commands.fen_vae)
app.command("style-swaps")(translation_commands.style_swaps)
app.command("lstnet")(cycle_commands.lstnet)
app.command("cycle-vae")(cycle_commands.cycle_vae)
app.command("pack-tiles")(restyle_commands.pack_tiles)
app.command("restyle")(restyle_commands.restyle)
app.command("export-restyle")(restyle_commands.export_restyle)
app.command("evaluate-restyle")(restyle_commands.evaluate_restyle)
app.command("stage-vae")(stage_commands.stage_vae)
app.command("export-latent")(stage_commands.export_latent)
app.command("stereo-chain")(stereo_commands.stereo_chain)
app.command("export-stereo")(stereo_commands.export_stereo)
app.command("evaluate-stereo")(stereo_commands.evaluate_stereo)
app.command("pack-residuals")(registration_commands.pack_residuals)
app.command("register-chain")(registration_commands.register_chain)
app.command("export-register")(registration_commands.export_register)
app.command("evaluate-register")(registration_commands.evaluate_register)
app.command("pack-color")(coloring_commands.pack_color)
app.command("geo-colorizer")(coloring_commands.geo_colorizer)
app.command("export-colorize")(coloring_commands.export_colorize)
app.command("evaluate-colorize")(coloring_commands.evaluate_colorize)


@app.command("report")
def report_command(
    run: Annotated[Path, typer.Option(help="Folder of the training run.")] = Path("runs/align-chain"),
) -> None:
    """Write report.md with the configuration, the curves and sample pictures of a run."""
    from .samples import write_report

    _console.print(f"Report: {write_report(run)}")


def main() -> None:
    """Run the command; an error that a user can act upon becomes one sentence and exit code 1."""
    try:
        app()
    except RealignError as error:
        Console(stderr=True).print(f"[red]Error:[/red] {error}")
        raise SystemExit(1) from error
