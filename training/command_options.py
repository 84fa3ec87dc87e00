"""Options that several commands of ``realign-train`` share."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer


class Size(str, Enum):
    """How long a translation recipe trains."""

    smoke = "smoke"
    cpu = "cpu"
    gpu = "gpu"


SizeOption = Annotated[
    Size, typer.Option(help="smoke: under a minute; cpu: made for two cores; gpu: made for one GPU, not yet tried.")
]
ResumeOption = Annotated[bool, typer.Option("--resume", help="Go on from the checkpoint in the folder.")]
StepsOption = Annotated[int | None, typer.Option(help="Optimiser steps, instead of the preset's.")]
MinutesOption = Annotated[
    float | None, typer.Option(help="End after this time; then steps end it only if they are given, too.")
]
ThreadsOption = Annotated[int | None, typer.Option(help="Threads of PyTorch on a CPU.")]
SeedOption = Annotated[int | None, typer.Option(help="Seed of everything random.")]
RateOption = Annotated[float | None, typer.Option(help="At its height, instead of the preset's.")]
OutputOption = Annotated[Path, typer.Option(help="The model file to write.")]
CardOption = Annotated[Path | None, typer.Option(help="JSON file with fields of the card to set.")]
ShippedOption = Annotated[Path | None, typer.Option(help="Model file; the one that ships if not given.")]
IntoCardOption = Annotated[bool, typer.Option("--into-card", help="Write the figures into the model's card.")]


def card_fields(card: Path | None) -> dict:
    """The fields of a card that a file sets; none without a file."""
    return json.loads(card.read_text(encoding="utf-8")) if card else {}
