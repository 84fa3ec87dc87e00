"""A picture drawn anew as a file: written block by block, then turned into a Cloud Optimized GeoTIFF with overviews."""

from __future__ import annotations

import os
from collections.abc import Callable

import numpy as np
from osgeo import gdal

from .errors import Cancelled, OutputError
from .gdal_messages import collected
from .restyle_place import Box, Place

EXTENSIONS = (".tif", ".tiff")
_BUILDING = ("TILED=YES", "COMPRESS=DEFLATE", "ZLEVEL=1", "PHOTOMETRIC=RGB", "ALPHA=YES", "BIGTIFF=IF_SAFER")
_FINAL = (
    "COMPRESS=DEFLATE",  # without loss: a drawn map shows every artefact
    "PREDICTOR=YES",
    "RESAMPLING=AVERAGE",
    "NUM_THREADS=ALL_CPUS",
    "BIGTIFF=IF_SAFER",
)


def check_extension(path: str) -> None:
    """Refuse a path that does not name a GeoTIFF.

    Raises:
        OutputError: it does not.
    """
    if not path.lower().endswith(EXTENSIONS):
        raise OutputError(f"The output '{path}' is written as GeoTIFF; give it the extension .tif.")


class RestyledRaster:
    """A raster of red, green, blue and opacity that is written in pieces.

    As a context manager it leaves no unfinished file behind.

    Args:
        path: of the GeoTIFF to write; the file under construction lies beside it.
        width, height: in pixels.
        place: where it lies, and its metadata.

    Raises:
        OutputError: it cannot be written there.
    """

    def __init__(self, path: str, width: int, height: int, place: Place) -> None:
        self._path, self._building = path, path + ".building.tif"
        self._opaque = True
        with collected() as messages:
            try:
                self._dataset = gdal.GetDriverByName("GTiff").Create(
                    self._building, width, height, 4, gdal.GDT_Byte, list(_BUILDING)
                )
                error = None
            except RuntimeError as caught:
                self._dataset, error = None, caught
        if self._dataset is None:
            raise OutputError(f"The output '{path}' cannot be written{messages.reason(error)}; choose another place.")
        if place.crs:
            self._dataset.SetProjection(place.crs)
        if place.transform is not None:
            self._dataset.SetGeoTransform(list(place.transform))
        elif place.gcps:
            self._dataset.SetGCPs(list(place.gcps), place.gcp_crs)
        self._dataset.SetMetadata(dict(place.metadata))

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
        pixels = np.concatenate([image.transpose(2, 0, 1), alpha[None]])
        self._tried(lambda: self._dataset.WriteArray(pixels, box.left, box.top) == gdal.CE_None)

    def leave_empty(self) -> None:
        """Take note that a piece is not written, because nothing of it is to be seen."""
        self._opaque = False

    def finish(self, keep_alpha: bool, progress: Callable[[float], None], is_cancelled: Callable[[], bool]) -> None:
        """Make the file; without the opacity where all is opaque.

        Args:
            keep_alpha: keep it all the same.
            progress: told the share that is done, 0 to 1.
            is_cancelled: asked again and again.

        Raises:
            OutputError: it cannot be written.
            Cancelled: ``is_cancelled`` said so.
        """

        def watch(share: float, _text: str, _data: object) -> int:
            progress(share)
            return 0 if is_cancelled() else 1

        def make() -> bool:
            made = gdal.Translate(
                self._path,
                self._dataset,
                format="COG",
                bandList=None if keep_alpha or not self._opaque else [1, 2, 3],
                creationOptions=list(_FINAL),
                callback=watch,
            )
            return made is not None

        self._tried(lambda: self._dataset.FlushCache() in (None, gdal.CE_None))
        try:
            self._tried(make)
        except OutputError as error:
            if is_cancelled():
                raise Cancelled("Cancelled while the output was written.") from error
            raise

    def close(self) -> None:
        """Remove the file under construction."""
        self._dataset = None
        if os.path.exists(self._building):
            os.unlink(self._building)

    def __enter__(self) -> RestyledRaster:
        """Return itself; ``close`` is called when the block ends."""
        return self

    def __exit__(self, *_) -> None:
        """Call ``close``."""
        self.close()

    def _tried(self, step: Callable[[], bool]) -> None:
        with collected() as messages:
            try:
                done, error = step(), None
            except RuntimeError as caught:  # where the surrounding program has turned GDAL's exceptions on
                done, error = False, caught
        if not done or messages.failures:
            raise OutputError(
                f"The output '{self._path}' cannot be written{messages.reason(error)}; check the room on the disk."
            )


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
