"""How long an alignment takes, stage by stage, how much memory it needs, and how well it uses the machine.

    python benchmarks/align.py [--case NAME ...] [--model FILE ...] [--device NAME] [--runs N]
    python benchmarks/align.py --network-only [--model FILE ...] [--device NAME]

Cases, all generated (into build/bench, once): `town` (2000×2000 px of 0.3 m), `town5000`, `town10000` (a virtual
mosaic of four of those), all with buildings everywhere, and `country` (20000×20000 px, virtual, buildings in a tenth of
it, displacement raster included); buildings are up to 8 m off. Models: those that ship, best and fast. Each run has a
process of its own, so that its peak memory is its own, too. Megapixels are those of the imagery where there are
buildings; more go through the network, since it works at several scales and blocks overlap. The machine's peak is that
of numpy's float32 matrix product, measured in the same run. Reading and drawing go on while the network runs; the other
stages follow one another. Writes build/bench/align.txt and align.json. Nothing else should run on the machine then.

With `--network-only` one block goes through the network again and again; this needs numpy and onnxruntime, but neither
GDAL nor QGIS.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from realign.engine.model import load_model

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "bench"
MODELS = [ROOT / "resources" / "models" / name for name in ("align-buildings.onnx", "align-buildings-fast.onnx")]
CASES = ("town", "town5000", "town10000", "country")
STAGES = ("reading", "drawing", "network", "searching", "presence", "geometry", "rest")
SAME = ("case", "model", "device", "features", "vertices", "megapixels", "network_megapixels")  # in all runs of a row


def network(path: str, device: str, side: int = 1216, least: float = 3.0) -> dict[str, object]:
    """Run blocks of the usual size through the network for some seconds."""
    model = load_model(path, device)
    side -= side % model.card.multiple
    rng = np.random.default_rng(0)
    image, vectors = rng.normal(size=(2, 1, 3, side, side)).astype(np.float32)
    vectors, times = np.abs(vectors), []
    with ThreadPoolExecutor(model.runners) as pool:
        while len(times) < 3 or sum(times) < least:
            started = time.perf_counter()
            runs = [
                pool.submit(model.run, ("displacement", "precision"), image=image, vectors=vectors)
                for _ in range(model.runners)
            ]
            for run in runs:
                run.result()
            times.append((time.perf_counter() - started) / model.runners)
    return {
        "model": Path(path).stem,
        "device": model.device,
        "seconds_per_megapixel": min(times) / side**2 * 1e6,
        "kilomacs_per_pixel": kilomacs(path),
        "peak_gflops": matmul_gflops(),
    }


def matmul_gflops(side: int = 2048) -> float:
    """Billions of operations per second of numpy's float32 matrix product, the best of several."""
    rng = np.random.default_rng(0)
    one, other = rng.normal(size=(2, side, side)).astype(np.float32)
    best = float("inf")
    for _ in range(6):
        started = time.perf_counter()
        one @ other
        best = min(best, time.perf_counter() - started)
    return 2 * side**3 / best / 1e9


def kilomacs(path: str) -> float | None:
    """Thousands of multiply-adds per pixel of the network's input; None where the package onnx is missing."""
    try:
        from macs import macs_per_pixel
    except ImportError:
        return None
    return macs_per_pixel(path) / 1e3


def measure(case: str, path: str, device: str) -> dict[str, object]:
    """Align one case once, in this process."""
    import resource

    from cases import case_named, errors

    from realign.engine.align import AlignOptions, align
    from realign.engine.basemap import GdalBasemap

    prepared = case_named(case, FOLDER)
    layer_crs, geometries = prepared.layer()
    model = load_model(path, device)
    raster = str(FOLDER / f"{case}-displacement.tif") if prepared.displacement_raster else None
    with GdalBasemap(str(prepared.imagery)) as basemap:
        result = align(geometries, layer_crs, basemap, model, AlignOptions(), displacement=raster)
    stages = {"network": result.network_seconds, **result.stages}
    # reading and drawing go on beside the network; the rest is what none of the consecutive stages accounts for
    consecutive = [stages.get(name, 0.0) for name in ("aligning", "searching", "presence", "geometry")]
    stages["rest"] = result.seconds - sum(consecutive)
    return {
        "case": case,
        "model": Path(path).stem,
        "device": result.device,
        "features": geometries.feature_count,
        "vertices": len(geometries.coordinates),
        "megapixels": prepared.megapixels,
        "network_megapixels": result.megapixels,
        "seconds": result.seconds,
        "stages": stages,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,  # Linux counts in KiB
        "error": errors(prepared, geometries, result.coordinates),
        "peak_gflops": matmul_gflops(),
    }


def apart(*arguments: str) -> dict[str, object]:
    """What this script prints when it is run with some arguments, in a process of its own."""
    command = [sys.executable, __file__, "--once", *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def summarise(runs: list[dict], kilomacs_per_pixel: float | None) -> dict[str, object]:
    """Medians over the runs of one case with one model."""

    def median(value):
        return statistics.median(value(run) for run in runs)

    row = {name: runs[0][name] for name in (*SAME, "error")}
    row["runs"] = len(runs)
    row["seconds"] = median(lambda run: run["seconds"])
    row["seconds_per_megapixel"] = row["seconds"] / row["megapixels"]
    row["stages"] = {name: median(lambda run, name=name: run["stages"].get(name, 0.0)) for name in STAGES}
    row["peak_mib"] = max(run["peak_mib"] for run in runs)
    row["peak_gflops"] = max(run["peak_gflops"] for run in runs)
    row["kilomacs_per_pixel"] = kilomacs_per_pixel
    if kilomacs_per_pixel is not None:
        work = 2e-3 * kilomacs_per_pixel * row["network_megapixels"]  # of all, as if search and presence cost the same
        row["share_of_peak"] = work / row["stages"]["network"] / row["peak_gflops"] * 1e3
    return row


def table(rows: list[dict]) -> str:
    """The summaries as aligned text."""
    stages = "".join(f"{name:>10}" for name in STAGES)
    last = f"{'of peak':>8}{'MiB':>6}{'m before':>9}{'after':>6}"
    lines = [f"{'case':<10}{'model':<22}{'Mpx':>6}{'s':>8}{'s/Mpx':>7}{stages}{last}"]
    for row in rows:
        seconds = "".join(f"{row['stages'][name]:>10.2f}" for name in STAGES)
        share = f"{row['share_of_peak']:.0%}" if "share_of_peak" in row else "-"
        before, after = row["error"]
        lines.append(
            f"{row['case']:<10}{row['model']:<22}{row['megapixels']:>6.0f}{row['seconds']:>8.2f}"
            f"{row['seconds_per_megapixel']:>7.3f}{seconds}{share:>8}{row['peak_mib']:>6.0f}{before:>9.2f}{after:>6.2f}"
        )
    return "\n".join(lines)


def network_table(rows: list[dict]) -> str:
    """The rows of ``--network-only`` as aligned text."""
    lines = [f"{'model':<24}{'device':<10}{'s/Mpx':>9}{'kMAC/px':>9}{'GFLOP/s':>9}{'matrix product':>16}"]
    for row in rows:
        macs, speed = "-", "-"
        if row["kilomacs_per_pixel"] is not None:
            macs = f"{row['kilomacs_per_pixel']:.1f}"
            speed = f"{2 * row['kilomacs_per_pixel'] / row['seconds_per_megapixel']:.0f}"
        lines.append(
            f"{row['model']:<24}{row['device']:<10}{row['seconds_per_megapixel']:>9.4f}{macs:>9}{speed:>9}"
            f"{row['peak_gflops']:>16.0f}"
        )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--case", action="append", choices=CASES, help="may be repeated (default: all)")
    parser.add_argument("--model", action="append", metavar="FILE", help="may be repeated (default: those that ship)")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, ... (default: auto)")
    parser.add_argument("--runs", type=int, default=3, help="medians are over this many (default: 3)")
    parser.add_argument("--network-only", action="store_true", help="without GDAL: only the network, on one block")
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    models = arguments.model or [str(path) for path in MODELS if path.exists()]
    if arguments.once:
        print(json.dumps(measure(arguments.case[0], models[0], arguments.device)))
        return 0

    FOLDER.mkdir(parents=True, exist_ok=True)
    if arguments.network_only:
        name, rows = "network", [network(path, arguments.device) for path in models]
        text = network_table(rows)
    else:
        from cases import prepare

        name, rows = "align", []
        for case in arguments.case or CASES:
            prepare(case, FOLDER)
            for path in models:
                options = ("--case", case, "--model", path, "--device", arguments.device)
                rows.append(summarise([apart(*options) for _ in range(arguments.runs)], kilomacs(path)))
                print(table(rows[-1:]), flush=True)
        text = table(rows) + f"\nmedians of {arguments.runs} runs (memory: the most); {os.cpu_count()} cores"
    machine = {"machine": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version()}
    (FOLDER / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    (FOLDER / f"{name}.json").write_text(json.dumps({**machine, "rows": rows}, indent=2) + "\n", encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
