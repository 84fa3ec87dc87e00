"""`python -m realign.demo`: everything from a generated town to the measured result, in build/demo."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

from ..engine.errors import RealignError
from ..training.qgis_process import QgisProcess
from .measure import read_by_key, vertex_errors
from .picture import before_after
from .town import KEY, build_town

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "demo"
SEED = 2022
SIZE = 600.0  # metres
STYLE = "central_europe"
RESOLUTION = 0.3  # metres
DISPLACEMENT = 8.0  # metres, the longest
LEAST_GAIN = 5.0  # times: less is a failure


def main() -> int:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)

    started = time.perf_counter()
    town = build_town(FOLDER, SEED, SIZE, RESOLUTION, DISPLACEMENT, STYLE)
    keys, before = read_by_key(town.displaced, KEY)
    print(f"Generated a town of {SIZE:.0f} m by {SIZE:.0f} m with {len(keys)} buildings in {clock(started)}.")

    started = time.perf_counter()
    aligned = FOLDER / "aligned.shp"
    parameters = {
        "INPUT": town.displaced,
        "BASEMAP": town.imagery,
        "MAX_DISPLACEMENT": 10,
        "OUTPUT": aligned,
        "DISPLACEMENT": FOLDER / "displacement.tif",
        "REPORT": FOLDER / "report.html",
    }
    try:
        QgisProcess(FOLDER / "qgis").run("realign:alignvectors", parameters)
    except RealignError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Aligned it through qgis_process in {clock(started)}.")

    error_before = vertex_errors(town.displaced, town.truth, KEY).mean()
    error_after = vertex_errors(aligned, town.truth, KEY).mean()
    before_after(FOLDER / "before_after.png", town.imagery, before, read_by_key(aligned, KEY)[1])
    print(f"Results are in {FOLDER.relative_to(ROOT)}: aligned.shp, displacement.tif, report.html, before_after.png.")
    failed = error_after * LEAST_GAIN > error_before
    if failed:
        print(f"The demonstration failed: the error did not fall by {LEAST_GAIN:g} times.")
    print(f"mean error before {error_before:.2f} m, after {error_after:.2f} m")
    return int(failed)


def clock(started: float) -> str:
    """Time since `started`, for people."""
    return f"{time.perf_counter() - started:.1f} s"


if __name__ == "__main__":
    sys.exit(main())
