"""Renews the README's picture of a registered scan, by the commands that users have, and prints how far off it was.

Modern data of the scan's place may not be at hand. So the scan is redrawn in a modern style where it lies, which serves
as the basemap, and the scan itself is distorted by a known displacement: what comes back can be measured everywhere.
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
from PIL import Image, ImageDraw, ImageFont

from realign.engine.field import centres, sample
from realign.training.registration.distortions import draw_distortion

ROOT = Path(__file__).resolve().parent.parent
SIDE, GAP, BAR, STRIPE = 620, 6, 24, 62  # pixels of the picture; the last: of the two maps in turn


def main(
    scan: Annotated[Path, typer.Argument(help="A georeferenced scan.")],
    window: Annotated[tuple[int, int, int, int], typer.Option(help="Left, top, width and height on it, pixels.")],
    level: Annotated[float, typer.Option(help="Longest displacement, pixels.")] = 40.0,
    seed: Annotated[int, typer.Option(help="Of the displacement.")] = 1,
    model: Annotated[str, typer.Option(help="As in `realign register`.")] = "maps",
) -> None:
    """Draw docs/registered_scan.png."""
    gdal.UseExceptions()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        true, bent, modern = folder / "true.tif", folder / "bent.tif", folder / "modern.tif"
        gdal.Translate(str(true), str(scan), srcWin=list(window))
        realign("restyle", "--input", true, "--model", "scans", "--style", "modern", "--output", modern)
        truth = distort(true, bent, level, seed)
        registered, field = folder / "registered.tif", folder / "field.tif"
        words = (
            "--input",
            bent,
            "--basemap",
            modern,
            "--model",
            model,
            "--max-displacement",
            1.5 * level * metres(true),
        )
        realign("register", *words, "--output", registered, "--displacement", field)
        report(field, truth)
        cells = [("Before: the scan and its modern drawing in turn", turns(bent, modern, true))]
        cells += [("After", turns(registered, modern, true))]
        draw(cells).save(ROOT / "docs" / "registered_scan.png", optimize=True)


def realign(*words: object) -> None:
    """Run the command line."""
    subprocess.run([sys.executable, "-m", "realign.engine.cli", *map(str, words)], check=True)


def metres(path: Path) -> float:
    """Units of the CRS per pixel."""
    return gdal.Open(str(path)).GetGeoTransform()[1]


def distort(source: Path, target: Path, level: float, seed: int) -> np.ndarray:
    """Write the scan as it would lie if every place were off; return the displacement (2, H, W) that undoes it, px."""
    dataset = gdal.Open(str(source))
    width, height = dataset.RasterXSize, dataset.RasterYSize
    move = draw_distortion(np.random.default_rng(seed), (float(width), float(height)), level, (), similarity=(0.3, 0.7))
    at = centres(width, height)
    away = move(at)
    planes = dataset.ReadAsArray()[:3].astype(np.float32)
    mask = dataset.GetRasterBand(1).GetMaskBand().ReadAsArray()[None].astype(np.float32)
    found = sample(np.concatenate([planes, mask]), at + away).T.reshape(4, height, width)
    inside = ((at + away >= 0) & (at + away <= (width, height))).all(1).reshape(height, width)
    bent = gdal.GetDriverByName("GTiff").Create(str(target), width, height, 4, options=["ALPHA=YES", "PHOTOMETRIC=RGB"])
    bent.SetGeoTransform(dataset.GetGeoTransform())
    bent.SetProjection(dataset.GetProjection())
    bands = np.concatenate([found[:3], 255 * ((found[3] > 127) & inside)[None]])
    bent.WriteArray(np.clip(np.rint(bands), 0, 255).astype(np.uint8))
    return away.T.reshape(2, height, width)


def report(field: Path, truth: np.ndarray) -> None:
    """Print how far off the scan was, and is."""
    dataset = gdal.Open(str(field))
    found, unit = dataset.ReadAsArray(), dataset.GetGeoTransform()[1]
    known = found[2] >= 0
    sure = known & (found[2] >= 0.5)
    error = np.hypot(found[0] / unit - truth[0], -found[1] / unit - truth[1])
    for title, part in (("all of the sheet", known), ("what is trusted", sure)):
        before, after = np.hypot(*truth)[part], error[part]
        print(
            f"{title} ({100 * part.mean() / known.mean():.0f} %): {np.median(before):.1f} -> {np.median(after):.1f} px "
            f"(medians), {100 * np.mean(after < 3):.0f} % within 3 px, {100 * np.mean(after < 10):.0f} % within 10 px"
        )


def turns(sheet: Path, basemap: Path, frame: Path) -> Image.Image:
    """Stripes of both in turn, where the frame lies."""
    place = gdal.Open(str(frame))
    left, step, _, top, _, _ = place.GetGeoTransform()
    box = (left, top - place.RasterYSize * step, left + place.RasterXSize * step, top)
    pictures = [
        gdal.Warp("", str(path), format="MEM", outputBounds=box, width=SIDE, height=SIDE, resampleAlg="average")
        for path in (sheet, basemap)
    ]
    one, other = (picture.ReadAsArray()[:3].transpose(1, 2, 0) for picture in pictures)
    x, y = np.meshgrid(np.arange(SIDE) // STRIPE, np.arange(SIDE) // STRIPE)
    return Image.fromarray(np.where(((x + y) % 2)[..., None] == 0, one, other).astype(np.uint8))


def draw(cells: list[tuple[str, Image.Image]]) -> Image.Image:
    """Pictures side by side with titles, in few colours."""
    page = Image.new("RGB", (len(cells) * (SIDE + GAP) - GAP, SIDE + BAR), "white")
    font = ImageFont.load_default()
    for number, (title, picture) in enumerate(cells):
        page.paste(picture, (number * (SIDE + GAP), BAR))
        ImageDraw.Draw(page).text((number * (SIDE + GAP) + 2, 3), title, "black", font)
    return page.quantize(256)


if __name__ == "__main__":
    typer.run(main)
