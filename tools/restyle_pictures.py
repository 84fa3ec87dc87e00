"""Renews the README's pictures of restyling, by the command that users have, on a town and a scan no model has seen.

The town comes from tiles drawn by `tools/map_tiles.py`, whose folder is given; its streets are OpenStreetMap's.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from PIL import Image, ImageDraw, ImageFont

from realign.engine.paper import MapFrame, finished

ROOT = Path(__file__).resolve().parent.parent
STYLES = ROOT / "resources" / "styles" / "maps"
SIDE, GAP, BAR, COLOURS = 256, 6, 22, 256
SHOWN = 400  # px of the town, from its lower right corner: the file stays small


def main(
    tiles: Annotated[Path, typer.Argument(help="Folder of a split, with one folder for each style.")],
    scan: Annotated[Path, typer.Argument(help="A scanned map.")],
    tile: Annotated[tuple[int, int, int], typer.Option(help="Zoom, column and row of the upper left of 2 x 2 tiles.")],
    window: Annotated[tuple[int, int, int, int], typer.Option(help="Left, top, width and height on the scan, pixels.")],
    scale: Annotated[float, typer.Option(help="Of the scan, as in `realign restyle`.")] = 1.0,
    begin: Annotated[str, typer.Option(help="Style that the town is given in.")] = "modern",
) -> None:
    """Draw docs/restyled_town.png and docs/restyled_scan.png."""
    titles = {home.name: MapFrame.read(home).title for home in sorted(STYLES.iterdir())}
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "town.png"
        town(tiles, begin, tile).save(given)
        others = [name for name in titles if name != begin]
        cells = [(f"{titles[begin]}: as given", Image.open(given))]
        cells += [(titles[name], restyled(given, "maps", name)) for name in others]
        cells = [
            (name, picture.crop((2 * SIDE - SHOWN, 2 * SIDE - SHOWN, 2 * SIDE, 2 * SIDE))) for name, picture in cells
        ]
        grid(cells, 3).save(ROOT / "docs" / "restyled_town.png", optimize=True)

        left, top, width, height = window
        piece = Path(folder) / "scan.png"
        Image.open(scan).convert("RGB").crop((left, top, left + width, top + height)).save(piece)
        redrawn = restyled(piece, "scans", "modern", scale)
        shown = Image.open(piece).resize(redrawn.size, Image.Resampling.LANCZOS)
        cells = [("Scan", shown), ("Modern", redrawn)]
        grid(cells, 2).save(ROOT / "docs" / "restyled_scan.png", optimize=True)


def town(tiles: Path, style: str, tile: tuple[int, int, int]) -> Image.Image:
    """2 x 2 tiles of a style, on its paper."""
    zoom, column, row = tile
    whole = Image.new("RGB", (2 * SIDE, 2 * SIDE))
    for x in (0, 1):
        for y in (0, 1):
            path = tiles / f"clean-{style}" / str(zoom) / str(column + x) / f"{row + y}.png"
            whole.paste(Image.open(path).convert("RGB"), (x * SIDE, y * SIDE))
    finish = MapFrame.read(STYLES / style).finish
    return Image.fromarray(finished(np.asarray(whole), column * SIDE, row * SIDE, finish))


def restyled(path: Path, model: str, style: str, scale: float = 1.0) -> Image.Image:
    """The picture as `realign restyle` draws it."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out.tif"
        words = ["restyle", "--input", path, "--output", output, "--model", model, "--style", style, "--quiet"]
        command = [sys.executable, "-m", "realign.engine.cli", *map(str, words), "--scale", str(scale)]
        subprocess.run(command, check=True)
        return Image.open(output).convert("RGB")


def grid(cells: list[tuple[str, Image.Image]], columns: int) -> Image.Image:
    """Pictures of one size side by side, each under its name, in few colours so that the file is small."""
    width, height = cells[0][1].size
    rows = -(-len(cells) // columns)
    whole = Image.new("RGB", (columns * (width + GAP) - GAP, rows * (height + BAR)), "white")
    draw = ImageDraw.Draw(whole)
    font = ImageFont.truetype("DejaVuSans.ttf", 14)
    for number, (name, picture) in enumerate(cells):
        x, y = number % columns * (width + GAP), number // columns * (height + BAR)
        draw.text((x + 2, y + 3), name, "black", font)
        whole.paste(picture, (x, y + BAR))
    return whole.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


if __name__ == "__main__":
    typer.run(main)
