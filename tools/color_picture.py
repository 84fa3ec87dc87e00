"""Renews the README's picture of colours by place, docs/colors_by_place.png, by the command that users have.

It shows ground that `realign-train pack-color` keeps out: of the lowest eighth of images that are trained on.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from osgeo import gdal
from PIL import Image
from restyle_pictures import ROOT, grid

from realign.engine.hls import lightness_of

SIDE = 210  # px of each cell: keeps the file below 300 kB


def main(
    image: Annotated[list[Path], typer.Argument(help="Imagery in colour whose licence allows it to be shown.")],
    window: Annotated[
        list[str], typer.Option(help="LEFT,TOP,SIDE: the square that is shown of each image, pixels; repeat it.")
    ],
    other: Annotated[tuple[float, float], typer.Option(help="Latitude and longitude of another place.")],
    name: Annotated[str, typer.Option(help="Of that place.")],
) -> None:
    """Draw each image grey, as of its own place, as of another one, and as it is."""
    cells = []
    for path, numbers in zip(image, window, strict=True):
        left, top, side = map(int, numbers.split(","))
        with tempfile.TemporaryDirectory() as folder:
            grey, box = Path(folder) / "grey.tif", (left, top, left + side, top + side)
            write_grey(path, grey)
            pictures = {
                "Grey": Image.open(grey).convert("RGB"),
                "Colours of its own place": colored(grey),
                f"Colours of {name}": colored(grey, "--place", *map(str, other)),
                "True colours": Image.open(path).convert("RGB"),
            }
            shown = ((title, whole.crop(box)) for title, whole in pictures.items())
            cells += [(title, each.resize((SIDE, SIDE), Image.Resampling.LANCZOS)) for title, each in shown]
    target = ROOT / "docs" / "colors_by_place.png"
    grid(cells, 4).save(target, optimize=True)
    print(f"{target}: {target.stat().st_size / 1000:.0f} kB")


def write_grey(path: Path, target: Path) -> None:
    """The lightness of imagery, where the imagery lies."""
    source = gdal.Open(str(path))
    lightness = lightness_of(source.ReadAsArray()[:3].transpose(1, 2, 0))
    made = gdal.GetDriverByName("GTiff").Create(str(target), source.RasterXSize, source.RasterYSize, 1)
    made.SetGeoTransform(source.GetGeoTransform())
    made.SetProjection(source.GetProjection())
    made.WriteArray(np.rint(255 * lightness).astype(np.uint8))


def colored(path: Path, *words: str) -> Image.Image:
    """The picture as `realign colorize` colours it."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out.tif"
        command = ["colorize", "--input", str(path), "--output", str(output), "--quiet", *words]
        subprocess.run([sys.executable, "-m", "realign.engine.cli", *command], check=True)
        return Image.open(output).convert("RGB")


if __name__ == "__main__":
    typer.run(main)
