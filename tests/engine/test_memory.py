"""A country of 20000 × 20000 pixels: memory is that of a block, not of the raster."""

from __future__ import annotations

import subprocess
import sys

# A process of its own, so that the peak is its own. The network itself runs in every twelfth block and in the largest,
# which is enough for the peak and keeps the test short; elsewhere a field of zeros answers.
CHILD = """
import resource, struct, sys
import numpy as np
from osgeo import gdal
from realign.engine.align import AlignOptions, align
from realign.engine.basemap import GdalBasemap
from realign.engine.crs import epsg
from realign.engine.geometry import Geometries
from realign.engine.model import default_model_path, load_model

folder, tile, count = sys.argv[1], 2000, 10
crs = epsg(32633).ExportToWkt()
image = np.random.default_rng(0).integers(0, 255, (3, 40, 40), np.uint8).repeat(50, 1).repeat(50, 2)
dataset = gdal.GetDriverByName("GTiff").Create(folder + "/tile.tif", tile, tile, 3, gdal.GDT_Byte, ["TILED=YES"])
dataset.WriteArray(image)
del dataset, image
bands = []
for band in (1, 2, 3):
    sources = "".join(
        f'<SimpleSource><SourceFilename relativeToVRT="1">tile.tif</SourceFilename><SourceBand>{band}</SourceBand>'
        f'<SrcRect xOff="0" yOff="0" xSize="{tile}" ySize="{tile}"/>'
        f'<DstRect xOff="{x * tile}" yOff="{y * tile}" xSize="{tile}" ySize="{tile}"/></SimpleSource>'
        for x in range(count) for y in range(count)
    )
    bands.append(f'<VRTRasterBand dataType="Byte" band="{band}">{sources}</VRTRasterBand>')
open(folder + "/country.vrt", "w").write(
    f'<VRTDataset rasterXSize="{tile * count}" rasterYSize="{tile * count}"><SRS>{crs}</SRS>'
    f'<GeoTransform>500000, 0.3, 0, 5330000, 0, -0.3</GeoTransform>{"".join(bands)}</VRTDataset>'
)
# a village in each of ten of the hundred tiles, the first one as wide as two of the largest blocks
blobs = []
for number in range(count):
    for x in range(8):
        for y in range(8):
            across, down = (15, 15) if number else (78, 40)
            left, top = 500000 + 600 * (3 * number % count) + 20 + across * x, 5330000 - 600 * number - 99 - down * y
            ring = [(left, top), (left + 9, top), (left + 9, top - 7), (left, top - 7), (left, top)]
            blobs.append(struct.pack("<BIII10d", 1, 3, 1, 5, *np.ravel(ring)))
model = load_model(default_model_path("align"), "cpu")
whole, calls = model.run, []

def run(outputs, image, vectors=None):
    calls.append(image.shape)
    if len(calls) % 12 == 1 or image.shape[2] > 1100:
        return whole(outputs, image=image, vectors=vectors)
    height, width = image.shape[2:]
    shapes = {"segmentation": (1, 2, height, width)}
    shapes |= {"displacement": (1, 2, height // 4, width // 4), "precision": (1, 3, height // 4, width // 4)}
    return {name: np.zeros(shapes[name], np.float32) for name in outputs}

model.run = run
with GdalBasemap(folder + "/country.vrt") as basemap:
    options = AlignOptions(min_confidence=0.0, max_displacement=6.0)
    result = align(Geometries.from_wkb(blobs), crs, basemap, model, options, displacement=folder + "/d.tif")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(len(result.status), result.counts()["outside"], len(calls), max(max(call) for call in calls), round(peak))
"""


def test_peak_memory(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path)], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    features, outside, blocks, largest, peak = map(int, done.stdout.split())
    assert features == 640 and outside == 0 and blocks > 30 and largest > 1100
    assert peak < 1300  # MiB; the promise is 1500, with every machine's default of GDAL's cache
    assert (tmp_path / "d.tif").stat().st_size < 50e6  # sparse
