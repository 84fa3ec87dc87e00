"""Pictures of vectors over imagery, drawn in numpy and encoded by GDAL."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from osgeo import gdal

from .errors import OutputError
from .gdal_messages import collected
from .rasterize import squares, strokes

BEFORE, AFTER = (255, 59, 48), (255, 214, 10)  # red and amber: both stand out from roofs, grass and asphalt
_CASING = 1.1  # pixels of darkness on both sides of a line, so that it shows on any ground
_CASING_STRENGTH = 0.55


class Outlines(NamedTuple):
    """Lines, or points, of one colour.

    Attributes:
        start, end: float (S, 2), ends of the segments in pixel coordinates (x right, y down).
        points: float (N, 2), positions drawn as small squares.
        colour: red, green, blue, 0..255.
        width: of the lines, pixels.
    """

    start: np.ndarray
    end: np.ndarray
    points: np.ndarray
    colour: tuple[int, int, int]
    width: float = 2.0


def overlay(image: np.ndarray, outlines: Sequence[Outlines]) -> np.ndarray:
    """Draw outlines over an image, the last on top; returns a new uint8 (H, W, 3)."""
    height, width = image.shape[:2]
    result = image.astype(np.float32)
    for each in outlines:
        for colour, thickness, strength in (
            ((0, 0, 0), each.width + 2 * _CASING, _CASING_STRENGTH),
            (each.colour, each.width, 1.0),
        ):
            cover = strokes(each.start, each.end, thickness, width, height)
            np.maximum(cover, squares(each.points, 2 * thickness, width, height), out=cover)
            cover = (strength * cover)[..., None]
            result += cover * (np.array(colour, np.float32) - result)
    return np.clip(result + 0.5, 0, 255).astype(np.uint8)


def encode_png(image: np.ndarray) -> bytes:
    """Encode an image, uint8 (H, W, 3), as PNG.

    Raises:
        OutputError: this GDAL cannot write PNG.
    """
    return _encode(image, "PNG")


def encode_jpeg(image: np.ndarray, quality: int = 88) -> bytes:
    """Encode an image, uint8 (H, W, 3), as JPEG.

    Raises:
        OutputError: this GDAL cannot write JPEG.
    """
    return _encode(image, "JPEG", [f"QUALITY={quality}"])


def _encode(image: np.ndarray, driver: str, options: Sequence[str] = ()) -> bytes:
    name = f"/vsimem/{uuid.uuid4().hex}.{driver.lower()}"
    height, width = image.shape[:2]
    with collected() as messages:
        try:
            memory = gdal.GetDriverByName("MEM").Create("", width, height, 3)
            for band in range(3):
                memory.GetRasterBand(band + 1).WriteArray(image[:, :, band])
            gdal.GetDriverByName(driver).CreateCopy(name, memory, options=list(options))
            file = gdal.VSIFOpenL(name, "rb")
            if file is None:
                raise OutputError(f"A picture cannot be encoded as {driver}{messages.reason()}.")
            try:
                return bytes(gdal.VSIFReadL(1, gdal.VSIStatL(name).size, file))
            finally:
                gdal.VSIFCloseL(file)
        except (RuntimeError, AttributeError) as error:  # AttributeError: no such driver
            raise OutputError(f"A picture cannot be encoded as {driver}{messages.reason(error)}.") from error
        finally:
            gdal.Unlink(name)
