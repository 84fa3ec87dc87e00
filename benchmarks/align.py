"""How long an alignment takes, which share of it the network has, and how much memory it needs.

    python benchmarks/align.py [--runs N] [--device NAME] [--case town|country]

Two cases, both generated: `town` (2000×2000 px, buildings everywhere) and `country` (20000×20000 px, virtual,
buildings in a tenth of it, displacement raster included). Megapixels are those of the imagery where there are
buildings; more go through the network, since it works at several scales and blocks overlap. Each run has a process of
its own, so that its peak memory is its own, too. Writes build/bench/align.txt and align.json. Nothing else should run
on the machine meanwhile.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
from pathlib import Path

import numpy as np
from osgeo import gdal

from realign.demo.town import build_town
from realign.engine.align import AlignOptions, align
from realign.engine.basemap import GdalBasemap
from realign.engine.geometry import Geometries
from realign.engine.model import default_model_path, load_model
from realign.engine.vectors import open_layer

FOLDER = Path(__file__).resolve().parent.parent / "build" / "bench"
SIZE, RESOLUTION = 2000, 0.3  # pixels, metres
TILES = 10  # the country is a square of this many towns each way ...
INHABITED = [(3 * row % TILES, row) for row in range(TILES)]  # ... of which these columns and rows have buildings

SAME = ("features", "vertices", "megapixels", "network_megapixels", "device", "model")  # in all runs of a case


def prepare() -> None:
    """Write town.tif, buildings.gpkg and country.vrt, a mosaic of the same town again and again."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    build_town(FOLDER, seed=7, size=SIZE * RESOLUTION, resolution=RESOLUTION, displacement=8.0)
    town = gdal.Open(str(FOLDER / "town.tif"))
    bands = []
    for band in range(1, 4):
        sources = "".join(
            f'<SimpleSource><SourceFilename relativeToVRT="1">town.tif</SourceFilename><SourceBand>{band}</SourceBand>'
            f'<SrcRect xOff="0" yOff="0" xSize="{SIZE}" ySize="{SIZE}"/>'
            f'<DstRect xOff="{column * SIZE}" yOff="{row * SIZE}" xSize="{SIZE}" ySize="{SIZE}"/></SimpleSource>'
            for row in range(TILES)
            for column in range(TILES)
        )
        bands.append(f'<VRTRasterBand dataType="Byte" band="{band}">{sources}</VRTRasterBand>')
    transform = ", ".join(map(repr, town.GetGeoTransform()))
    (FOLDER / "country.vrt").write_text(
        f'<VRTDataset rasterXSize="{TILES * SIZE}" rasterYSize="{TILES * SIZE}"><SRS>{town.GetProjection()}</SRS>'
        f"<GeoTransform>{transform}</GeoTransform>{''.join(bands)}</VRTDataset>",
        encoding="utf-8",
    )


def buildings(geometries: Geometries, case: str) -> Geometries:
    """The buildings of a case: those of the town, once or in all inhabited tiles."""
    if case == "town":
        return geometries
    step = SIZE * RESOLUTION
    blobs = []
    for column, row in INHABITED:
        blobs += geometries.to_wkb(geometries.coordinates + np.array([column * step, -row * step]))
    return Geometries.from_wkb(blobs)


def measure(case: str, device: str) -> dict[str, object]:
    """Align one case once, in this process."""
    layer = open_layer(str(FOLDER / "buildings.gpkg"))
    geometries = buildings(layer.geometries(), case)
    model = load_model(default_model_path("align"), device)
    with GdalBasemap(str(FOLDER / ("town.tif" if case == "town" else "country.vrt"))) as basemap:
        field = None if case == "town" else str(FOLDER / "country-displacement.tif")
        result = align(geometries, layer.crs, basemap, model, AlignOptions(), displacement=field)
    return {
        "features": geometries.feature_count,
        "vertices": len(geometries.coordinates),
        "megapixels": SIZE**2 / 1e6 * (1 if case == "town" else len(INHABITED)),
        "network_megapixels": result.megapixels,
        "seconds": result.seconds,
        "network_seconds": result.network_seconds,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,  # Linux counts in KiB
        "device": result.device,
        "model": result.model_name,
    }


def measure_apart(case: str, device: str) -> dict[str, object]:
    """Align one case once, in a process of its own."""
    command = [sys.executable, __file__, "--once", "--case", case, "--device", device]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def summarise(case: str, runs: list[dict[str, object]]) -> dict[str, object]:
    """Medians over the runs of one case."""

    def median(value):
        return statistics.median(value(run) for run in runs)

    return {
        "case": case,
        **{name: runs[0][name] for name in SAME},
        "runs": len(runs),
        "seconds": median(lambda run: run["seconds"]),
        "seconds_per_megapixel": median(lambda run: run["seconds"] / run["megapixels"]),
        "network_share": median(lambda run: run["network_seconds"] / run["seconds"]),
        "peak_mib": median(lambda run: run["peak_mib"]),
    }


def table(rows: list[dict[str, object]]) -> str:
    """The summaries as aligned text."""
    lines = [f"{'case':<9}{'features':>9}{'Mpx':>8}{'s':>9}{'s/Mpx':>8}{'network':>9}{'peak MiB':>10}  device, model"]
    for row in rows:
        lines.append(
            f"{row['case']:<9}{row['features']:>9}{row['megapixels']:>8.1f}{row['seconds']:>9.2f}"
            f"{row['seconds_per_megapixel']:>8.3f}{row['network_share']:>9.0%}{row['peak_mib']:>10.0f}"
            f"  {row['device']}, {row['model']}"
        )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=3, help="medians are over this many (default: 3)")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, ... (default: auto)")
    parser.add_argument("--case", choices=("town", "country"), help="default: both")
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.once:
        print(json.dumps(measure(arguments.case, arguments.device)))
        return 0

    prepare()
    rows = []
    for case in [arguments.case] if arguments.case else ["town", "country"]:
        rows.append(summarise(case, [measure_apart(case, arguments.device) for _ in range(arguments.runs)]))
    machine = {"machine": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version()}
    text = table(rows) + f"\nmedians of {arguments.runs} runs; {os.cpu_count()} cores"
    (FOLDER / "align.txt").write_text(text + "\n", encoding="utf-8")
    (FOLDER / "align.json").write_text(json.dumps({**machine, "cases": rows}, indent=2) + "\n", encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
