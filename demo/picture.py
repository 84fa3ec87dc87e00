"""A picture of buildings over imagery, before and after."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from osgeo import gdal

from ..engine.geometry import Geometries

COLOURS = ("#ff3b30", "#ffd60a")  # before, after: both stand out from roofs, grass and asphalt


def before_after(path: Path, imagery: Path, before: Geometries, after: Geometries, width: float = 110.0) -> None:
    """Write a PNG with two panels, where the buildings stand closest together.

    Args:
        path: of the PNG.
        imagery: a north-up raster in the CRS of the geometries.
        before, after: the same features in two positions.
        width: of the area to show, in CRS units.
    """
    raster = gdal.Open(str(imagery))
    left, step, _, top, _, _ = raster.GetGeoTransform()
    side = min(int(width / step), raster.RasterXSize, raster.RasterYSize)
    column, row = densest(before, (left, top), step, side, (raster.RasterXSize, raster.RasterYSize))
    pixels = raster.ReadAsArray(column, row, side, side).transpose(1, 2, 0)
    box = (left + column * step, left + (column + side) * step, top - (row + side) * step, top - row * step)

    figure = Figure(figsize=(14, 7.4), dpi=100, layout="constrained")
    FigureCanvasAgg(figure)
    for axes, title, geometries, colour in zip(figure.subplots(1, 2), ("before", "after"), (before, after), COLOURS):
        axes.imshow(pixels, extent=box, interpolation="lanczos")
        lines = geometries.coordinates[geometries.segments]
        axes.add_collection(LineCollection(lines, colors="black", linewidths=3.2, alpha=0.5))
        axes.add_collection(LineCollection(lines, colors=colour, linewidths=1.7))
        axes.set(xlim=box[:2], ylim=box[2:], title=title)
        axes.set_axis_off()
    figure.savefig(path)


def densest(
    geometries: Geometries, corner: tuple[float, float], step: float, side: int, size: tuple[int, int]
) -> tuple[int, int]:
    """Return column and row of the square of `side` pixels with the most vertices in it."""
    pixels = (geometries.coordinates - corner) / (step, -step)
    stride = max(side // 4, 1)
    best = (-1, 0, 0)
    for row in range(0, size[1] - side + 1, stride):
        for column in range(0, size[0] - side + 1, stride):
            inside = np.all((pixels >= (column, row)) & (pixels < (column + side, row + side)), axis=1)
            best = max(best, (int(inside.sum()), column, row))
    return best[1:]
