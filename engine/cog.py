"""A raster as a file: written block by block, then turned into a Cloud Optimized GeoTIFF with overviews."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import numpy as np
from osgeo import gdal

from .errors import Cancelled, OutputError
from .gdal_messages import collected
from .restyle_place import Box, Place

EXTENSIONS = (".tif", ".tiff")
_BUILDING = ("TILED=YES", "COMPRESS=DEFLATE", "ZLEVEL=1", "BIGTIFF=IF_SAFER")
_FINAL = (
    "COMPRESS=DEFLATE",  # without loss: a drawn map shows every artefact, and heights are measured in
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


class CogRaster:
    """A raster that is written in pieces.

    As a context manager it leaves no unfinished file behind.

    Args:
        path: of the GeoTIFF to write; the file under construction lies beside it.
        width, height: in pixels.
        place: where it lies, and its metadata.
        bands: how many.
        kind: GDAL's number of the type of its values.
        nodata: value that stands for none, which is everywhere where nothing is written; None if there is no such.
        options: of the file under construction, as GDAL has them.
        names: of the bands.

    Raises:
        OutputError: it cannot be written there.
    """

    def __init__(
        self,
        path: str,
        width: int,
        height: int,
        place: Place,
        bands: int = 1,
        kind: int = gdal.GDT_Float32,
        nodata: float | None = None,
        options: Sequence[str] = (),
        names: Sequence[str] = (),
    ) -> None:
        self._path, self._building = path, path + ".building.tif"
        with collected() as messages:
            try:
                self._dataset = gdal.GetDriverByName("GTiff").Create(
                    self._building, width, height, bands, kind, [*_BUILDING, *options]
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
        for band, name in enumerate(names, 1):
            self._dataset.GetRasterBand(band).SetDescription(name)
        if nodata is not None:
            for band in range(1, bands + 1):
                self._dataset.GetRasterBand(band).SetNoDataValue(nodata)

    def put(self, box: Box, pixels: np.ndarray) -> None:
        """Write one piece.

        Args:
            box: where, counted from the raster's own corner.
            pixels: (bands, H, W), or (H, W) of a single band.

        Raises:
            OutputError: the disk is full, or the like.
        """
        self._tried(lambda: self._dataset.WriteArray(pixels, box.left, box.top) == gdal.CE_None)

    def make(
        self, progress: Callable[[float], None], is_cancelled: Callable[[], bool], bands: list[int] | None = None
    ) -> None:
        """Make the file.

        Args:
            progress: told the share that is done, 0 to 1.
            is_cancelled: asked again and again.
            bands: numbers of those to keep; all if None.

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
                bandList=bands,
                creationOptions=list(_FINAL),
                callback=watch,
            )
            return made is not None

        self._tried(lambda: self._dataset.FlushCache() in (None, gdal.CE_None))
        try:
            self._tried(make)
        except OutputError as error:
            if is_cancelled():
                raise Cancelled("Cancelled while the result was written.") from error
            raise

    def close(self) -> None:
        """Remove the file under construction."""
        self._dataset = None
        if os.path.exists(self._building):
            os.unlink(self._building)

    def __enter__(self):
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
