"""The commands that judge a model's judgement of itself: ``calibrate``, ``reliability`` and ``absences``."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from .command_options import ShippedOption


class _Recipe(str, Enum):
    """The recipes whose models judge themselves."""

    align_chain = "align-chain"


_Data = Annotated[
    Path | None, typer.Option(help="Folder with catalogue.json and places; generated scenes alone if not given.")
]
_Places = Annotated[
    list[str] | None, typer.Option(help="Split or place, several times; the validation places if not given.")
]
_Scenes = Annotated[int, typer.Option(help="Generated scenes, beside the places.")]
_Seeds = Annotated[int, typer.Option(help="Random fields per image and level.")]
_Levels = Annotated[list[float] | None, typer.Option(help="Largest displacement in metres, several times.")]
_Device = Annotated[str, typer.Option(help="Device that runs the model.")]


def calibrate(
    recipe: Annotated[_Recipe, typer.Argument(help="Recipe that the model comes from.")],
    model: Annotated[Path, typer.Option(help="Model file, whose card is changed.")],
    data: _Data = None,
    places: _Places = None,
    scenes: _Scenes = 6,
    seeds: _Seeds = 1,
    levels: _Levels = None,
) -> None:
    """Fit a model's confidence to its errors, and its thresholds, on places and scenes kept out of training."""
    from .calibration import LEVELS, calibrate

    typer.echo(f"Calibrating {model} of {recipe.value}")
    calibrate(model, data, places or "validation", levels or LEVELS, seeds, scenes, typer.echo)


def reliability(
    recipe: Annotated[_Recipe, typer.Argument(help="Recipe that the model comes from.")],
    model: ShippedOption = None,
    data: _Data = None,
    places: _Places = None,
    scenes: _Scenes = 6,
    seeds: _Seeds = 2,
    levels: _Levels = None,
    out: Annotated[Path, typer.Option(help="Folder for table, JSON and plot.")] = Path("runs/reliability"),
    device: _Device = "auto",
) -> None:
    """Measure how well expected errors foretell true ones, and how many features end further off."""
    from ..engine.model import default_model_path
    from .reliability import LEVELS, run_reliability

    path = model or default_model_path("align")
    run_reliability(path, data, places or "validation", scenes, levels or LEVELS, seeds, out, device, typer.echo)
    typer.echo(f"Table of {recipe.value}: {out / 'reliability.md'}")


def absences(
    recipe: Annotated[_Recipe, typer.Argument(help="Recipe that the model comes from.")],
    model: ShippedOption = None,
    data: _Data = None,
    places: _Places = None,
    scenes: _Scenes = 6,
    seeds: _Seeds = 1,
    level: Annotated[float, typer.Option(help="Largest displacement, metres.")] = 6.0,
    out: Annotated[Path, typer.Option(help="Folder for table and JSON.")] = Path("runs/absences"),
    device: _Device = "auto",
) -> None:
    """Add features that the imagery does not show, and measure how many are recognised."""
    from ..engine.model import default_model_path
    from .absences_measure import run_absences

    path = model or default_model_path("align")
    run_absences(path, data, places or "validation", scenes, level, seeds, out, device, typer.echo)
    typer.echo(f"Table of {recipe.value}: {out / 'absences.md'}")
