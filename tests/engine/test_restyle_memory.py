"""Memory is that of a few blocks, not of the map: six times the pixels need about the same."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
from osgeo import gdal

# A process of its own, so that the peak is its own.
CHILD = """
import resource, sys
from realign.engine.model import load_model
from realign.engine.restyle import restyle
from realign.engine.restyle_sheet import FileSheet
from realign.engine.restyle_style import style_named

model = load_model(sys.argv[1], "cpu", "restyle")
for number, height in enumerate((300, 300, 1800)):
    with FileSheet(sys.argv[2], extent=(0, -height, 2000, 0)) as sheet:
        restyle(sheet, style_named(model.card, "toner"), model, sys.argv[3] + str(number) + ".tif")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def test_peak_memory(restyle_models, tmp_path):
    path = tmp_path / "scan.tif"
    scan = gdal.GetDriverByName("GTiff").Create(str(path), 2000, 1800, 3, gdal.GDT_Byte, ["COMPRESS=DEFLATE"])
    random = np.random.default_rng(0)
    for top in range(0, 1800, 180):
        scan.WriteArray(random.integers(0, 255, (3, 36, 400), np.uint8).repeat(5, 1).repeat(5, 2), 0, top)
    scan = None
    model = restyle_models(tile_size=256, tiles_overlap=48)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(model), str(path), str(tmp_path / "out")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    _, before, after = map(float, done.stdout.split())
    # MiB; all of it would be 3.6 million pixels, 41 MiB as floats, many times over in the network
    assert after - before < 40, (before, after)
