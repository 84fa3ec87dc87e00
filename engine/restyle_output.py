"""A picture drawn anew as a file."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from osgeo import gdal

from .cog import CogRaster, check_extension
from .restyle_place import Box, Place


class RestyledRaster(CogRaster):
    """A raster of red, green, blue and opacity that is written in pieces; for the arguments see ``CogRaster``."""

    def __init__(self, path: str, width: int, height: int, place: Place) -> None:
        super().__init__(path, width, height, place, 4, gdal.GDT_Byte, options=("PHOTOMETRIC=RGB", "ALPHA=YES"))
        self._opaque = True

    def write(self, box: Box, image: np.ndarray, alpha: np.ndarray) -> None:
        """Write one piece.

        Args:
            box: where, counted from the raster's own corner.
            image: uint8 (H, W, 3).
            alpha: uint8 (H, W).

        Raises:
            OutputError: the disk is full, or the like.
        """
        self._opaque = self._opaque and bool((alpha == 255).all())
        self.put(box, np.concatenate([image.transpose(2, 0, 1), alpha[None]]))

    def leave_empty(self) -> None:
        """Take note that a piece is not written, because nothing of it is to be seen."""
        self._opaque = False

    def finish(self, keep_alpha: bool, progress: Callable[[float], None], is_cancelled: Callable[[], bool]) -> None:
        """Make the file; without the opacity where all is opaque.

        Args:
            keep_alpha: keep it all the same.
            progress, is_cancelled: see ``CogRaster.make``, which says what it raises, too.
        """
        self.make(progress, is_cancelled, None if keep_alpha or not self._opaque else [1, 2, 3])


def write_whole(path: str, pixels: np.ndarray, place: Place) -> None:
    """Write a small picture at once.

    Args:
        path: of the Cloud Optimized GeoTIFF.
        pixels: uint8 (H, W, 3), or (H, W, 4) with opacity.
        place: where it lies, and its metadata.

    Raises:
        OutputError: it cannot be written there.
    """
    check_extension(path)
    height, width = pixels.shape[:2]
    alpha = pixels[..., 3] if pixels.shape[2] > 3 else np.full((height, width), 255, np.uint8)
    with RestyledRaster(path, width, height, place) as raster:
        raster.write(Box(0, 0, width, height), pixels[..., :3], alpha)
        raster.finish(False, lambda share: None, lambda: False)
