"""Any QGIS raster layer as a basemap of the engine: files, XYZ tiles, WMTS, WMS, WCS, databases."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDataProvider,
    QgsDataSourceUri,
    QgsFeedback,
    QgsProviderRegistry,
    QgsRasterBlockFeedback,
    QgsRasterDataProvider,
    QgsRasterInterface,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import Qt, QThread

from ..engine.basemap import Basemap, GdalBasemap, Window
from ..engine.errors import BasemapError, Cancelled
from ..engine.resolution import metres_per_unit
from .mosaic import PIECE, Mosaic

_COLOUR = (Qgis.DataType.ARGB32, Qgis.DataType.ARGB32_Premultiplied)
_MERCATOR = -20037508.342789244, 20037508.342789244  # where the tiles of EPSG:3857 begin
_INSET = 1e-3  # pixels: a request that ends on a tile's edge would fetch the next tile, too
_FINER = 1.01  # a zoom level this much coarser than asked for is as good
_ENLARGED = (
    3  # times, tiles are drawn: QGIS stretches each by up to a pixel, and the middle of nine stays the right one
)
_OVERSAMPLING = 1.5  # where the service draws: many take the nearest pixel, which averaging then smoothes
_PATIENCE = 40  # pieces without a single pixel, after which the service is given up


def check_layer(layer: QgsRasterLayer, needs_crs: bool = True) -> None:
    """Find out what can be known to be wrong with a layer without reading it.

    Args:
        layer: that is about to be read.
        needs_crs: whether a file, too, must say where it lies; a web service must in any case.

    Raises:
        BasemapError: the layer is broken or has no CRS.
    """
    if not layer.isValid():
        raise BasemapError(f"The raster layer '{layer.name()}' cannot be read; repair its source first.")
    if not layer.crs().isValid() and (needs_crs or not _path(layer)):
        raise BasemapError(f"The raster layer '{layer.name()}' has no CRS; assign the right one to it first.")


def wkt_from(crs: QgsCoordinateReferenceSystem) -> str:
    """A CRS as the engine takes it, "" for none."""
    return crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)


def _path(layer: QgsRasterLayer) -> str:
    """What GDAL opens, "" where a layer is not GDAL's."""
    uri = layer.source()
    return uri if layer.providerType() == "gdal" and "|" not in uri and "authcfg=" not in uri else ""


@dataclass
class LayerImage:
    """What is needed of a raster layer to read it in another thread, taken while in the layer's own.

    The layer itself is never used again, nor changed.

    Attributes:
        name: the layer's name.
        crs: the layer's CRS, which the user may have set; not necessarily the file's.
        extent: in that CRS.
        path: what GDAL opens, "" where the layer is not GDAL's.
        provider: a clone of the layer's provider, None where ``path`` is given.
        source: what colours are read from: the provider, or a clone of the layer's renderer above it.
    """

    name: str
    crs: QgsCoordinateReferenceSystem
    extent: QgsRectangle
    path: str
    provider: QgsRasterDataProvider | None
    source: QgsRasterInterface | None

    @classmethod
    def of(cls, layer: QgsRasterLayer, needs_crs: bool = True) -> LayerImage:
        """Take what is needed from ``layer``; call it in the thread where the layer lives.

        Args:
            layer: to be read.
            needs_crs: as for ``check_layer``.

        Raises:
            BasemapError: the layer is broken or has no CRS.
        """
        check_layer(layer, needs_crs)
        name, path = f"'{layer.name()}'", _path(layer)
        if path:
            return cls(name, layer.crs(), layer.extent(), path, None, None)
        provider = layer.dataProvider().clone()
        source = provider
        if provider.dataType(1) not in _COLOUR:
            source = layer.renderer().clone()
            source.setInput(provider)
        provider.moveToThread(None)  # whichever thread reads first adopts it
        return cls(name, layer.crs(), layer.extent(), "", provider, source)

    @property
    def wkt(self) -> str:
        """The CRS as the engine takes it, "" for none."""
        return wkt_from(self.crs)

    def place_of(
        self, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem, context: QgsCoordinateTransformContext
    ) -> tuple[float, float]:
        """Where in it something lies: the middle of what both share, in its CRS.

        Args:
            extent: in ``crs``.
            context: of transforms.
        """
        try:
            box = QgsCoordinateTransform(crs, self.crs, context).transformBoundingBox(extent).intersect(self.extent)
        except QgsCsException:
            box = self.extent  # the engine finds the words for what is wrong
        middle = (self.extent if box.isNull() else box).center()
        return middle.x(), middle.y()

    def open(
        self,
        place: tuple[float, float],
        resolution: float,
        feedback: QgsFeedback,
        oversampling: float = _OVERSAMPLING,
    ) -> Basemap:
        """Open it for reading in the current thread.

        Args:
            place: x, y in the raster's CRS, about where it will be read.
            resolution: metres per pixel that the reader needs; chooses the zoom level.
            feedback: its cancellation stops a download.
            oversampling: how many times finer a service draws that draws any resolution.
        """
        if self.path:
            return GdalBasemap(self.path, self.name, self.wkt)
        self.provider.moveToThread(QThread.currentThread())
        return QgisBasemap(self, place, resolution, feedback, oversampling)


class QgisBasemap:
    """A raster that only a QGIS provider can read; for its attributes see ``engine.basemap.Basemap``.

    ``origin`` is the corner, x and y in its CRS, from which its pixels are counted.

    Everything is read at one resolution, that of ``pixel_size``, and averaged here where larger pixels
    are asked for: web services often show other imagery, of other years and offsets, at coarse zooms.

    Belongs to the thread that made it.
    """

    def __init__(
        self,
        image: LayerImage,
        place: tuple[float, float],
        resolution: float,
        feedback: QgsFeedback,
        oversampling: float,
    ) -> None:
        """Prefer ``LayerImage.open``."""
        self.name, self.crs = image.name, image.wkt
        extent = image.extent
        self.extent = Window(extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
        self.pixel_size = _pixel_size(image, place, resolution, oversampling)
        self._provider, self._source = image.provider, image.source
        if image.source is image.provider and image.provider.nativeResolutions():
            self._provider = self._source = _without_finer_levels(image.provider, self.pixel_size[0])
        levels = self._provider.nativeResolutions()
        # where there is a finer zoom level, enlarged tiles would be taken from it
        self._enlarged = _ENLARGED if levels and min(levels) >= self.pixel_size[0] / _FINER else 1
        self.origin = _MERCATOR if image.crs.authid() == "EPSG:3857" else (self.extent.left, self.extent.top)
        self._mosaic = Mosaic(self.origin, self.pixel_size, self._fetch)
        self._feedback = QgsRasterBlockFeedback()
        # direct: the signal comes from the window's thread, and this thread is busy inside the download
        feedback.canceled.connect(self._feedback.cancel, Qt.ConnectionType.DirectConnection)
        if feedback.isCanceled():
            self._feedback.cancel()
        self._fetched = 0
        self._found = False

    def read(self, window: Window, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """Read a window; see ``engine.basemap.Basemap.read``.

        Raises:
            BasemapError: the service answers nothing at all.
            Cancelled: the user stopped the run.
        """
        common = Window(
            max(window.left, self.extent.left),
            max(window.bottom, self.extent.bottom),
            min(window.right, self.extent.right),
            min(window.top, self.extent.top),
        )
        if common.left >= common.right or common.bottom >= common.top:
            return np.zeros((height, width, 3), np.uint8), np.zeros((height, width), bool)
        return self._mosaic.read(window, common, width, height)

    def check(self) -> None:
        """Find out whether everything read so far was blank.

        Raises:
            BasemapError: it was, so the service is down or has no imagery there.
        """
        if self._fetched and not self._found:
            raise BasemapError(
                f"The basemap {self.name} gave no picture for this place at {self.pixel_size[0]:.3g} map units per "
                "pixel; check the connection, or lower the maximum zoom level of the layer."
            )

    def close(self) -> None:
        """Let go of the provider and of what was downloaded."""
        self._mosaic.close()
        self._provider = self._source = None

    def __enter__(self) -> QgisBasemap:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _fetch(self, box: Window) -> tuple[np.ndarray, np.ndarray]:
        """Read one piece: uint8 (PIECE, PIECE, 3), and bool (PIECE, PIECE)."""
        across, down = _INSET * self.pixel_size[0], _INSET * self.pixel_size[1]
        rectangle = QgsRectangle(box.left + across, box.bottom + down, box.right - across, box.top - down)
        side = PIECE * self._enlarged
        block = self._source.block(1, rectangle, side, side, self._feedback)
        if self._feedback.isCanceled():
            raise Cancelled("Cancelled while imagery was read.")
        image, valid = np.zeros((PIECE, PIECE, 3), np.uint8), np.zeros((PIECE, PIECE), bool)
        if block is not None and block.isValid() and not block.isEmpty() and block.dataType() in _COLOUR:
            image, valid = _colours(block, self._enlarged)
            x = box.left + (np.arange(PIECE) + 0.5) * self.pixel_size[0]
            y = box.top - (np.arange(PIECE) + 0.5) * self.pixel_size[1]
            valid &= (x > self.extent.left) & (x < self.extent.right)
            valid &= ((y > self.extent.bottom) & (y < self.extent.top))[:, None]
        self._fetched += 1
        self._found = self._found or bool(valid.any())
        if self._fetched >= _PATIENCE:
            self.check()
        return image, valid


def _pixel_size(
    image: LayerImage, place: tuple[float, float], resolution: float, oversampling: float
) -> tuple[float, float]:
    """Pixel width and height, in CRS units, at which the provider is read."""
    provider = image.provider
    metres = metres_per_unit(image.wkt, *place)
    levels = sorted(provider.nativeResolutions())
    if levels:  # tiles: the coarsest zoom level that is fine enough, or the finest of all
        fine = [level for level in levels if level * max(metres) <= resolution * _FINER]
        level = fine[-1] if fine else levels[0]
        return level, level
    if provider.xSize() > 0 and provider.ySize() > 0:
        return image.extent.width() / provider.xSize(), image.extent.height() / provider.ySize()
    side = resolution / oversampling / max(metres)  # a service that draws any resolution
    return side, side


def _without_finer_levels(provider: QgsRasterDataProvider, level: float) -> QgsRasterDataProvider:
    """The same XYZ tiles up to the zoom level of this resolution; the provider itself where that cannot be had."""
    uri = QgsDataSourceUri()
    uri.setEncodedUri(provider.dataSourceUri())
    finer = sum(each < level / _FINER for each in provider.nativeResolutions())
    if uri.param("type") != "xyz" or not finer or not uri.hasParam("zmax"):
        return provider
    finest = int(uri.param("zmax")) - finer
    uri.removeParam("zmax")
    uri.setParam("zmax", str(finest))
    options = QgsDataProvider.ProviderOptions()
    capped = QgsProviderRegistry.instance().createProvider("wms", bytes(uri.encodedUri()).decode(), options)
    return capped if capped is not None and capped.isValid() else provider


def _colours(block, every: int) -> tuple[np.ndarray, np.ndarray]:
    """uint8 (H, W, 3), red first, and bool (H, W), from the middle pixels of a block of 32-bit colours."""
    pixels = np.frombuffer(block.data(), np.uint8).reshape(block.height(), block.width(), 4)
    pixels = np.ascontiguousarray(pixels[every // 2 :: every, every // 2 :: every])
    image, alpha = pixels[..., 2::-1], pixels[..., 3]  # blue, green, red, alpha in memory
    valid = alpha >= 128
    if block.dataType() == Qgis.DataType.ARGB32_Premultiplied and (valid & (alpha < 255)).any():
        image = np.minimum(image.astype(np.uint16) * 255 // np.maximum(alpha, 1)[..., None], 255).astype(np.uint8)
    return np.where(valid[..., None], image, 0).astype(np.uint8), valid
