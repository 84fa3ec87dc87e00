"""Pieces of one resolution, fetched once each, put together and averaged."""

from __future__ import annotations

import math
import shutil
import tempfile
import uuid
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
from osgeo import gdal

from ..engine.basemap import GdalBasemap, Window

PIECE = 1024  # pixels along a side: sixteen web tiles, enough to keep several connections busy
_ROOM = 2**30  # bytes on disk; beyond them pieces are fetched again at each scale
_FINEST = 2.0  # pixels that are left to GDAL's average per pixel asked for: its filter is exact, ours halves


class Mosaic:
    """A raster without end that is fetched in pieces.

    The alignment reads the same place once per scale; pieces wait in a temporary folder for that, so
    that a web service is asked once for each tile.
    """

    def __init__(
        self,
        origin: tuple[float, float],
        pixel_size: tuple[float, float],
        fetch: Callable[[Window], tuple[np.ndarray, np.ndarray]],
    ) -> None:
        """Make an empty mosaic.

        Args:
            origin: x, y in the CRS of a corner of pixels.
            pixel_size: width and height of a pixel, CRS units.
            fetch: returns uint8 (PIECE, PIECE, 3) and bool (PIECE, PIECE) for a box of that many pixels.
        """
        self._origin, self._pixel_size, self._fetch = origin, pixel_size, fetch
        self._folder = Path(tempfile.mkdtemp(prefix="realign-"))
        self._stored = 0

    def read(self, window: Window, common: Window, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """Read ``window`` as ``width`` × ``height`` pixels; only what lies in ``common`` is fetched.

        Returns:
            uint8 (height, width, 3), and bool (height, width).
        """
        step_x, step_y = self._pixel_size
        ratio = min((window.right - window.left) / width / step_x, (window.top - window.bottom) / height / step_y)
        factor = 2 ** min(max(math.floor(math.log2(ratio / _FINEST)), 0), int(math.log2(PIECE)))
        margin = 4 * factor  # native pixels around, for the interpolation
        columns = self._span(
            (common.left - self._origin[0]) / step_x, (common.right - self._origin[0]) / step_x, margin
        )
        rows = self._span((self._origin[1] - common.top) / step_y, (self._origin[1] - common.bottom) / step_y, margin)
        side = PIECE // factor
        picture = np.zeros((4, len(rows) * side, len(columns) * side), np.uint8)
        for i, row in enumerate(rows):
            for j, column in enumerate(columns):
                image, valid = _reduced(*self._piece(column, row), factor)
                part = picture[:, i * side : (i + 1) * side, j * side : (j + 1) * side]
                part[:3], part[3] = image.transpose(2, 0, 1), valid * np.uint8(255)
        if not picture[3].any():
            return np.zeros((height, width, 3), np.uint8), np.zeros((height, width), bool)
        left = self._origin[0] + columns[0] * PIECE * step_x
        top = self._origin[1] - rows[0] * PIECE * step_y
        return _resampled(picture, (left, step_x * factor, 0, top, 0, -step_y * factor), window, width, height)

    def close(self) -> None:
        """Remove what was stored."""
        shutil.rmtree(self._folder, ignore_errors=True)

    @staticmethod
    def _span(low: float, high: float, margin: int) -> range:
        """Numbers of the pieces that hold the native pixels low to high and a margin."""
        return range(math.floor((low - margin) / PIECE), math.ceil((high + margin) / PIECE))

    def _piece(self, column: int, row: int) -> tuple[np.ndarray, np.ndarray]:
        file = self._folder / f"{column}_{row}"
        if file.exists():
            stored = np.frombuffer(zlib.decompress(file.read_bytes()), np.uint8).reshape(PIECE, PIECE, 4)
            return stored[..., :3], stored[..., 3] > 0
        across, down = PIECE * self._pixel_size[0], PIECE * self._pixel_size[1]
        left, top = self._origin[0] + column * across, self._origin[1] - row * down
        image, valid = self._fetch(Window(left, top - down, left + across, top))
        if self._stored < _ROOM:
            content = zlib.compress(np.dstack([image, valid]).astype(np.uint8).tobytes(), 1)
            file.write_bytes(content)
            self._stored += len(content)
        return image, valid


def _reduced(image: np.ndarray, valid: np.ndarray, factor: int) -> tuple[np.ndarray, np.ndarray]:
    """Averages of ``factor`` × ``factor`` pixels, over the valid ones; valid where at least half of them are."""
    if factor == 1:
        return image, valid
    side = len(valid) // factor
    cells = image.reshape(side, factor, side, factor, 3).sum((1, 3), dtype=np.uint32)  # invalid pixels are zero
    count = valid.reshape(side, factor, side, factor).sum((1, 3), dtype=np.uint32)
    average = (cells + count[..., None] // 2) // np.maximum(count, 1)[..., None]
    return average.astype(np.uint8), 2 * count >= factor * factor


def _resampled(
    picture: np.ndarray, transform: tuple, window: Window, width: int, height: int
) -> tuple[np.ndarray, np.ndarray]:
    """Let the engine's own basemap do the rest, so that tiles and files are resampled alike."""
    path = f"/vsimem/realign-{uuid.uuid4().hex}.tif"
    try:
        dataset = gdal.GetDriverByName("GTiff").Create(
            path, picture.shape[2], picture.shape[1], 4, gdal.GDT_Byte, ["PHOTOMETRIC=RGB", "ALPHA=YES"]
        )
        dataset.SetGeoTransform(transform)
        dataset.WriteArray(picture)
        dataset = None  # written when released
        with GdalBasemap(path) as basemap:
            return basemap.read(window, width, height)
    finally:
        gdal.Unlink(path)
