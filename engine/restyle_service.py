"""The map or imagery that is drawn anew, where a basemap serves it: web services have no pixels of their own."""

from __future__ import annotations

import math

import numpy as np

from .basemap import Basemap, Window
from .errors import InputError
from .restyle_place import Box, Place
from .restyle_sheet import check_size

_SLACK = 1e-6  # pixels: an extent that ends on a pixel's edge does not reach into the next


class ServiceSheet:
    """A part of a basemap at one resolution; for its attributes see ``restyle_sheet.Sheet``.

    Pixels are counted from a corner that is the same whatever part is wanted, so that neighbouring parts fit.
    """

    has_alpha = False

    def __init__(
        self,
        basemap: Basemap,
        origin: tuple[float, float],
        extent: tuple[float, float, float, float] | None = None,
        kind: str = "map",
        pixel: tuple[float, float] = (1.0, 1.0),
    ) -> None:
        """Lay pixels over an extent.

        Args:
            basemap: where the picture comes from; it is closed with this.
            origin: x, y in its CRS of the corner from which pixels are counted, to the right and down.
            extent: xmin, ymin, xmax, ymax of what is wanted, in its CRS; all of it if None.
            kind: what to call it in messages.
            pixel: width and height of a pixel, in those of the basemap.

        Raises:
            InputError: the extent lies beside it, or is too large.
        """
        self.name, self.kind, self.pixel = basemap.name, kind, pixel
        self._basemap, self._origin = basemap, origin
        self._size = across, down = pixel[0] * basemap.pixel_size[0], pixel[1] * basemap.pixel_size[1]
        self.place = Place(basemap.crs, (origin[0], across, 0.0, origin[1], 0.0, -down))
        self.whole = self._box(basemap.extent)
        self.window = self.whole if extent is None else self._box(extent).common(self.whole)
        if self.window.width <= 0 or self.window.height <= 0:
            raise InputError(f"The extent lies beside the {kind} {self.name}; choose one that meets it.")
        self.anchor = check_size(f"{kind} {self.name}", self.window)

    def read(self, box: Box) -> tuple[np.ndarray, np.ndarray]:
        """Read a rectangle; see ``restyle_sheet.Sheet.read``."""
        across, down = self._size
        left, top = self._origin[0] + box.left * across, self._origin[1] - box.top * down
        window = Window(left, top - box.height * down, left + box.width * across, top)
        image, valid = self._basemap.read(window, box.width, box.height)
        return image, valid * np.uint8(255)

    def scaled(self, factor: float) -> ServiceSheet:
        """See ``restyle_sheet.Sheet.scaled``."""
        across, down = self.pixel
        window = self.window
        left, top = self._origin[0] + window.left * self._size[0], self._origin[1] - window.top * self._size[1]
        box = (left, top - window.height * self._size[1], left + window.width * self._size[0], top)
        return ServiceSheet(self._basemap, self._origin, box, self.kind, (across / factor, down / factor))

    def close(self) -> None:
        """Let go of the basemap."""
        self._basemap.close()

    def _box(self, extent: tuple[float, float, float, float]) -> Box:
        across, down = self._size
        left = math.floor((extent[0] - self._origin[0]) / across + _SLACK)
        right = math.ceil((extent[2] - self._origin[0]) / across - _SLACK)
        top = math.floor((self._origin[1] - extent[3]) / down + _SLACK)
        bottom = math.ceil((self._origin[1] - extent[1]) / down - _SLACK)
        return Box(left, top, max(right - left, 1), max(bottom - top, 1))
