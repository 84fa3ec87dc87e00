"""The displacement raster: the whole chain's answer for every place, not only for the vertices."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from osgeo import gdal

from .errors import OutputError
from .field import centres, inside, sample
from .frame import Frame
from .grid import Grid

NODATA = -9999.0
_TILE = 256
_EDGE = 16  # pixels of the imagery nearest to a block's edge, which saw no surroundings, are not kept


class _Layer(NamedTuple):
    """The answers of one scale; stride: pixels that the network sees along a side of one that it answers."""

    dataset: gdal.Dataset
    grid: Grid
    stride: int


class DisplacementRaster:
    """Collects the answers of the chain's blocks and composes them into one GeoTIFF.

    The file has three float bands: displacement east and north, in metres of its own plane, to add
    to a vector coordinate, and confidence (0..1). It is sparse where the layer has no features, and
    appears under its name only when it is whole.

    Args:
        path: of the GeoTIFF to write.
        frame: the working frame, whose CRS the file gets.
        box: xmin, ymin, xmax, ymax in the frame, to cover.
        scales: of the chain, coarsest first.
        resolution: metres per pixel at scale 0.
        halo: pixels of surroundings in each block, as the network sees them.

    Attributes:
        first: displacements (N, 2), metres, at positions (N, 2) of the frame, by which everything is
            moved before the first scale; None for nothing.
    """

    def __init__(
        self, path: str, frame: Frame, box: tuple, scales: Sequence[int], resolution: float, halo: int
    ) -> None:
        self.path, self.frame, self.box, self.resolution, self.halo = path, frame, box, resolution, halo
        folder = os.path.dirname(os.path.abspath(path))
        try:
            self.folder = tempfile.TemporaryDirectory(prefix="realign-", dir=folder)
        except OSError as error:
            raise OutputError(
                f"The displacement raster {path} cannot be written ({error.strerror}); choose another folder."
            ) from error
        self.layers: dict[int, _Layer | None] = dict.fromkeys(scales)  # made when the first block has answered
        self.first: Callable[[np.ndarray], np.ndarray] | None = None

    def record(self, scale: int, grid: Grid, field: np.ndarray, precision: np.ndarray) -> None:
        """Keep one block's answer; the middle of a block goes before the surroundings of another.

        Args:
            scale: of the chain.
            grid: of the block, halo included.
            field: float (2, h, w), pixels of ``grid``.
            precision: float (2, 2, h, w), 1/pixel².
        """
        layer = self.layers[scale] or self._add_layer(scale, grid.width // field.shape[2])
        dataset, whole, stride = layer
        values = np.concatenate([field, precision[0, :1], precision[0, 1:], precision[1, 1:], np.zeros_like(field[:1])])
        halo, edge = self.halo // (2 * stride), _EDGE // stride
        values[5, halo : field.shape[1] - halo, halo : field.shape[2] - halo] = 1
        left = round((grid.left - whole.left) / whole.resolution)
        top = round((whole.top - grid.top) / whole.resolution)
        first_x, first_y = max(left + edge, 0), max(top + edge, 0)
        last_x = min(left + field.shape[2] - edge, whole.width)
        last_y = min(top + field.shape[1] - edge, whole.height)
        if first_x >= last_x or first_y >= last_y:
            return
        values = values[:, first_y - top : last_y - top, first_x - left : last_x - left]
        window = (first_x, first_y, last_x - first_x, last_y - first_y)
        there = dataset.ReadAsArray(*window)
        keep = (there[5] == 1) | ((there[5] != NODATA) & (values[5] == 0))
        dataset.WriteArray(np.where(keep, there, values).astype(np.float32), first_x, first_y)

    def finish(
        self,
        confidence: Callable[[np.ndarray], np.ndarray],
        limit: Callable[[np.ndarray], np.ndarray],
        watch: Callable[[float], None] = lambda share: None,
    ) -> None:
        """Compose the scales and put the file into place.

        Args:
            confidence: turns precisions (N, 2, 2), 1/metre², into 0..1.
            limit: shortens displacements (N, 2), metres, that are longer than allowed.
            watch: called with the share that is done, before each row of tiles; may raise to stop.

        Raises:
            OutputError: the file cannot be written.
        """
        layers = [layer or self._add_layer(scale, 2) for scale, layer in self.layers.items()]
        grid = layers[-1].grid
        part = os.path.join(self.folder.name, "whole.tif")
        result = _create(part, grid, 3, self.frame.wkt)
        for number, name in enumerate(("dx, metres east", "dy, metres north", "confidence"), 1):
            result.GetRasterBand(number).SetDescription(name)
        for top in range(0, grid.height, _TILE):
            watch(top / grid.height)
            for left in range(0, grid.width, _TILE):
                width, height = min(_TILE, grid.width - left), min(_TILE, grid.height - top)
                values = self._compose(layers, grid, left, top, width, height, confidence, limit)
                if values is not None:
                    result.WriteArray(values.astype(np.float32), left, top)
        result.FlushCache()
        del result, layers
        self.layers = {}
        try:
            os.replace(part, self.path)
        except OSError as error:
            raise OutputError(f"The displacement raster {self.path} cannot be written ({error.strerror}).") from error
        finally:
            self.folder.cleanup()

    def discard(self) -> None:
        """Leave nothing behind."""
        self.layers = {}
        self.folder.cleanup()

    def _add_layer(self, scale: int, stride: int) -> _Layer:
        grid = Grid.around(self.box, self.resolution * 2**scale * stride, self.halo // stride, 8)
        # two displacements (pixels of the scale, y down), three numbers of the precision, and whether the answer
        # is from the middle of its block
        path = os.path.join(self.folder.name, f"{scale}.tif")
        layer = self.layers[scale] = _Layer(_create(path, grid, 6, self.frame.wkt), grid, stride)
        return layer

    def _compose(
        self, layers: list[_Layer], grid: Grid, left: int, top: int, width: int, height: int, confidence, limit
    ) -> np.ndarray | None:
        """Follow every pixel of a tile through the scales; float (3, height, width), None if nothing is known there."""
        start = grid.to_map(centres(width, height) + np.array([left, top]))
        here = start + self.first(start) if self.first else start.copy()
        known = np.ones(len(here), bool)
        for dataset, layer, stride in layers:
            values, there = _look_up(dataset, layer, here)
            known &= there
            if not known.any():
                return None
            # the pixels that the network sees are narrower than the layer's, and y points down
            here[there] += values[there, :2] * (layer.resolution / stride) * np.array([1.0, -1.0])
        matrix = values[:, [2, 3, 3, 4]].reshape(-1, 2, 2) * np.array([[1.0, -1.0], [-1.0, 1.0]])
        matrix /= (layer.resolution / stride) ** 2
        matrix[~known] = np.eye(2)
        result = np.concatenate([limit(here - start), confidence(matrix)[:, None]], 1)
        result[~known] = NODATA
        return result.T.reshape(3, height, width)


def _look_up(dataset: gdal.Dataset, layer: Grid, xy: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Bands 1 to 5 at positions (N, 2), bilinear: float (N, 5), and bool (N,), where all is known."""
    pixel = layer.to_pixel(xy)
    low = np.clip(np.floor(pixel.min(0)).astype(int) - 2, 0, (layer.width - 1, layer.height - 1))
    high = np.clip(np.ceil(pixel.max(0)).astype(int) + 2, low + 1, (layer.width, layer.height))
    raster = dataset.ReadAsArray(*(int(value) for value in (*low, *(high - low))))
    missing = raster[5] == NODATA
    if missing.all():
        return np.zeros((len(xy), 5)), np.zeros(len(xy), bool)
    values = sample(np.concatenate([raster[:5] * ~missing, missing[None]]), pixel - low)
    return values[:, :5], inside(pixel, layer.width, layer.height) & (values[:, 5] < 1e-6)


def _create(path: str, grid: Grid, bands: int, wkt: str) -> gdal.Dataset:
    # by bands: GDAL loses bands of sparse tiles that its cache drops while they are interleaved by pixels
    options = ["TILED=YES", "INTERLEAVE=BAND", "COMPRESS=DEFLATE", "ZLEVEL=1", "PREDICTOR=3"]
    options += ["SPARSE_OK=TRUE", "BIGTIFF=IF_SAFER"]
    dataset = gdal.GetDriverByName("GTiff").Create(path, grid.width, grid.height, bands, gdal.GDT_Float32, options)
    if dataset is None:
        raise OutputError(f"The folder of the displacement raster ({os.path.dirname(path)}) cannot be written to.")
    dataset.SetGeoTransform((grid.left, grid.resolution, 0, grid.top, 0, -grid.resolution))
    dataset.SetProjection(wkt)
    for number in range(1, bands + 1):
        dataset.GetRasterBand(number).SetNoDataValue(NODATA)
    return dataset
