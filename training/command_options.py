"""Options that several commands of ``realign-train`` share."""

from __future__ import annotations

from enum import Enum
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
