"""Basemaps: rasters that are right, read as eight-bit colour by windows."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import NamedTuple, Protocol

import numpy as np
from osgeo import gdal

from .bands import Bands
from .errors import BasemapError
from .gdal_messages import collected


class Window(NamedTuple):
    """A rectangle in a basemap's CRS."""

    left: float
    bottom: float
    right: float
    top: float


class Basemap(Protocol):
    """A raster, whatever serves it.

    Attributes:
        name: for messages.
        crs: WKT, empty where unknown.
        extent: what it covers, in its CRS.
        pixel_size: width and height of a native pixel in CRS units (for web tiles, of the finest zoom).
    """

    name: str
    crs: str
    extent: Window
    pixel_size: tuple[float, float]

    def read(self, window: Window, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """Read ``window`` as ``width`` × ``height`` pixels, the north row first.

        Returns:
            uint8 (height, width, 3), and bool (height, width): where the basemap has data. Pixels are
            averages when they are larger than the native ones, interpolated when smaller. Beyond the
            extent nothing is valid.
        """
        ...


class GdalBasemap:
    """Any raster that GDAL can open: files, VRT, COG, /vsi paths, web services' descriptions.

    Usable from several threads: each reads through a dataset of its own.
    """

    def __init__(self, path: str, name: str = "", crs: str = "") -> None:
        """Open a raster.

        Args:
            path: what GDAL opens.
            name: for messages instead of the path.
            crs: WKT, instead of what the file says.

        Raises:
            BasemapError: it cannot be opened, is not georeferenced, or has no bands to show as colours.
        """
        self.name = name or path
        self._path = path
        self._datasets: dict[int, gdal.Dataset] = {}
        self._lock = threading.Lock()
        self._bands: Bands | None = None
        dataset = self._dataset()
        self.crs = crs or dataset.GetProjection()
        left, step_x, _, top, _, step_y = dataset.GetGeoTransform()
        self._origin = left, top
        self._size = dataset.RasterXSize, dataset.RasterYSize
        self.pixel_size = step_x, -step_y
        self.extent = Window(left, top + self._size[1] * step_y, left + self._size[0] * step_x, top)

    def read(self, window: Window, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """Read a window; see ``Basemap.read``.

        Raises:
            BasemapError: the raster turns out to have no data at all, or cannot be read (damaged, offline).
        """
        image = np.zeros((height, width, 3), np.uint8)
        valid = np.zeros((height, width), bool)
        dataset = self._dataset()
        with self._lock:
            if self._bands is None:
                with collected():
                    self._bands = Bands(dataset, f"basemap {self.name}")
        columns = _spans(window.left, window.right, width, self._origin[0], self.pixel_size[0], self._size[0])
        # y counted downwards, so that rows are treated as columns are
        rows = _spans(-window.top, -window.bottom, height, -self._origin[1], self.pixel_size[1], self._size[1])
        with collected():
            for row in rows:
                for column in columns:
                    part = (slice(row.first, row.last), slice(column.first, column.last))
                    pixels = (column.start, row.start, column.length, row.length)
                    self._bands.read(dataset, pixels, image[part], valid[part])
        return image, valid

    def close(self) -> None:
        """Release the file; reading again opens it again."""
        self._datasets.clear()

    def __enter__(self) -> GdalBasemap:
        """Return itself; the file is released when the block ends."""
        return self

    def __exit__(self, *_) -> None:
        """Release the file."""
        self.close()

    def _dataset(self) -> gdal.Dataset:
        key = threading.get_ident()
        if key not in self._datasets:
            self._datasets[key] = _open(self._path)
        return self._datasets[key]


class _Span(NamedTuple):
    """Output pixels first to last (exclusive) and the native pixels, start and length, that they cover."""

    first: int
    last: int
    start: float
    length: float


def _spans(low: float, high: float, count: int, origin: float, pixel: float, size: int) -> list[_Span]:
    """Cut one axis of a window into whole output pixels and the partial ones at the raster's two edges.

    Output pixels whose centre lies beyond the raster are left out. Those that an edge cuts are spans
    of their own: clipping the whole window instead would shift the picture.
    """
    ratio = (high - low) / count / pixel
    begin = (low - origin) / pixel
    edges = begin + np.arange(count + 1) * ratio
    edges = np.where(np.abs(edges - np.round(edges)) < 1e-6, np.round(edges), edges)
    middle = (edges[:-1] + edges[1:]) / 2
    inside = np.flatnonzero((middle > 0) & (middle < size))
    if not len(inside):
        return []
    first, last = int(inside[0]), int(inside[-1]) + 1
    cuts = [first, last]
    if edges[first] < 0:
        cuts.append(first + 1)
    if edges[last] > size:
        cuts.append(last - 1)
    cuts = sorted(set(cuts))
    spans = []
    for one, other in zip(cuts[:-1], cuts[1:]):
        start, end = max(float(edges[one]), 0.0), min(float(edges[other]), float(size))
        spans.append(_Span(one, other, start, end - start))
    return spans


def _open(path: str) -> gdal.Dataset:
    """Open a raster, north up; warped in memory where it is turned, mirrored or placed by control points."""
    dataset, reason = _made(lambda: gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_VERBOSE_ERROR))
    if dataset is None:
        raise BasemapError(f"The basemap {path} cannot be opened as a raster{reason}; choose another file.")
    problem = _problem(dataset)
    if problem:
        del dataset  # the traceback must not keep the file open
        raise BasemapError(f"The basemap {path} {problem}.")
    transform = dataset.GetGeoTransform(can_return_null=True)
    if transform is not None and transform[2] == 0 and transform[4] == 0 and transform[1] > 0 and transform[5] < 0:
        return dataset
    warped, reason = _made(lambda: gdal.Warp("", dataset, format="VRT", dstAlpha=True, resampleAlg="cubic"))
    if warped is None:
        del dataset
        raise BasemapError(f"The basemap {path} cannot be turned north up{reason}; warp it first.")
    return warped


def _made(make: Callable[[], gdal.Dataset | None]) -> tuple[gdal.Dataset | None, str]:
    """What a call of GDAL makes, or None and the reason, whether or not its exceptions are on."""
    with collected() as messages:
        try:
            dataset, error = make(), None
        except RuntimeError as caught:
            dataset, error = None, caught
    return dataset, messages.reason(error)


def _problem(dataset: gdal.Dataset) -> str:
    """What keeps a raster from being used and what to do, empty if nothing."""
    if not dataset.RasterCount:
        layers = [name for name, _ in dataset.GetSubDatasets()]
        return f"has no bands; choose {'one of its layers: ' + ', '.join(layers[:5]) if layers else 'another file'}"
    transform = dataset.GetGeoTransform(can_return_null=True)
    if transform is None and not dataset.GetGCPCount():
        return "is not georeferenced; georeference it first"
    turned = transform is None or transform[2] != 0 or transform[4] != 0
    if turned and not (dataset.GetProjection() or dataset.GetGCPProjection()):
        return "is turned and has no CRS; assign its CRS first"
    return ""
