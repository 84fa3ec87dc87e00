"""A small piece of grey imagery, held in memory and coloured as of one place after another."""

from __future__ import annotations

import uuid
import weakref

import numpy as np
from osgeo import gdal

from .colorize_blocks import Colouring
from .colorize_spot import Spot
from .errors import BasemapError
from .model import Model
from .restyle_place import Box, Place
from .restyle_sheet import FileSheet


class PlaceColours:
    """Belongs to one thread at a time.

    Attributes:
        place: of the pixels.

    Args:
        image: uint8 (H, W, 3); its lightness counts.
        valid: bool (H, W), where there is imagery.
        place: where the pixels lie.
        name: for messages.

    Raises:
        BasemapError: there is no imagery at all.
    """

    def __init__(self, image: np.ndarray, valid: np.ndarray, place: Place, name: str) -> None:
        if not valid.any():
            raise BasemapError(f"The imagery {name} has no pixels in what the map shows; move the map.")
        self.place = place
        path = f"/vsimem/{uuid.uuid4().hex}.tif"
        height, width = valid.shape
        dataset = gdal.GetDriverByName("GTiff").Create(
            path, width, height, 4, gdal.GDT_Byte, ["PHOTOMETRIC=RGB", "ALPHA=YES", "INTERLEAVE=BAND"]
        )
        dataset.SetProjection(place.crs)
        dataset.SetGeoTransform(list(place.transform))
        dataset.WriteArray(np.concatenate([image.transpose(2, 0, 1), 255 * valid[None].astype(np.uint8)]))
        del dataset
        weakref.finalize(self, gdal.Unlink, path)  # not before the last who draws it has let go
        self._sheet = FileSheet(path, name, kind="imagery")

    def coloured(self, model: Model, spot: Spot | None, saturation: float = 1.0) -> np.ndarray:
        """Its colours as of a place, or of nowhere if None: uint8 (H, W, 4), red, green, blue and opacity."""
        work = Colouring(self._sheet, spot, model, saturation, None, None)
        window = self._sheet.window
        result = np.zeros((window.height, window.width, 4), np.uint8)
        for block in work.blocks():
            ready = work.read(block)
            if ready is not None:
                image, alpha = work.draw((block, *ready))
                _put(result, work.part(block), image, alpha)
        return result


def _put(result: np.ndarray, part: Box, image: np.ndarray, alpha: np.ndarray) -> None:
    rows, columns = slice(part.top, part.bottom), slice(part.left, part.right)
    result[rows, columns, :3], result[rows, columns, 3] = image, alpha
