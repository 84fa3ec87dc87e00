"""``python -m realign.training.styles FOLDER``: random styles for `realign:exportstyletiles`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .qml import write
from .randomise import random_style


def main(
    folder: Annotated[Path, typer.Argument(help="Where the styles go: one folder each.")],
    count: Annotated[int, typer.Option(min=1, help="How many.")] = 16,
    seed: Annotated[int, typer.Option(min=0, help="The first seed; each style has the next.")] = 0,
) -> None:
    """Write styles drawn by seeds; give the folder to the algorithm's parameter STYLE_FOLDER."""
    for number in range(seed, seed + count):
        typer.echo(write(random_style(number), folder))


if __name__ == "__main__":
    typer.run(main)
