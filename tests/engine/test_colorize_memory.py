"""Memory is that of a few blocks, not of the imagery: six times the pixels need about the same."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
from osgeo import gdal

# A process of its own, so that the peak is its own.
CHILD = """
import resource, sys
from realign.engine.colorize import ColorizeOptions, colorize
from realign.engine.colorize_spot import Spot
from realign.engine.model import load_model
from realign.engine.restyle_sheet import FileSheet

model = load_model(sys.argv[1], "cpu", "colorize")
for number, height in enumerate((512, 512, 3072)):
    with FileSheet(sys.argv[2], extent=(0, -height, 2000, 0)) as sheet:
        colorize(sheet, Spot(48, 11), model, sys.argv[3] + str(number) + ".tif", ColorizeOptions(resolution=0.25))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def test_peak_memory(colorize_models, tmp_path):
    """Of imagery four times as fine as the model."""
    path = tmp_path / "photo.tif"
    photo = gdal.GetDriverByName("GTiff").Create(str(path), 2000, 3072, 1, gdal.GDT_Byte, ["COMPRESS=DEFLATE"])
    random = np.random.default_rng(0)
    for top in range(0, 3072, 256):
        photo.WriteArray(random.integers(0, 255, (32, 250), np.uint8).repeat(8, 0).repeat(8, 1), 0, top)
    photo = None
    model = colorize_models(tile_size=64, tiles_overlap=16)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(model), str(path), str(tmp_path / "out")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    _, before, after = map(float, done.stdout.split())
    # MiB; all of it would be 6.1 million pixels, 70 MiB as lightness and two numbers of colour, and more in between
    assert after - before < 40, (before, after)
