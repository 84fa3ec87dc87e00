"""The piece of a raster layer that the map shows, read for being coloured."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsFeedback, QgsRasterLayer, QgsRectangle

from ..engine.basemap import Window
from ..engine.place_colours import PlaceColours
from ..engine.resolution import metres_per_unit
from ..engine.restyle_place import Place
from .advice import ground_pixel
from .preview import preview_area
from .qgis_basemap import LayerImage
from .restyle_advice import shown_part

_SEEN = 384  # pixels of the network along a side: what a CPU colours while one drags
_DRAWN = 1024  # pixels of the picture along a side


class LatentPiece:
    """What is to be read; made in the layer's own thread, read in another.

    Attributes:
        box: that it covers, in ``crs``.
        crs: the layer's.

    Args:
        layer: of imagery.
        extent, crs: of the map.
        resolution: metres per pixel that the model works at.

    Raises:
        InputError: the map does not show the layer.
        BasemapError: the layer is broken or has no CRS.
    """

    def __init__(
        self, layer: QgsRasterLayer, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem, resolution: float
    ) -> None:
        self._image = LayerImage.of(layer)
        self.crs = layer.crs()
        self.box = preview_area(shown_part(layer, extent, crs), self.crs, _SEEN * resolution)
        middle = self.box.center()
        metres = np.array(metres_per_unit(self._image.wkt, middle.x(), middle.y()))
        sides = metres * [self.box.width(), self.box.height()]
        self._pixel = np.nanmax([ground_pixel(layer, middle.x(), middle.y()), *(sides / _DRAWN)])  # metres
        self._size = np.maximum(np.rint(sides / self._pixel), 1).astype(int).tolist()

    def read(self, _is_cancelled: Callable[[], bool]) -> PlaceColours:
        """Read it.

        Raises:
            BasemapError: it cannot be read, or there is nothing but one colour.
        """
        box, (width, height) = self.box, self._size
        window = Window(box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
        middle = box.center()
        with self._image.open((middle.x(), middle.y()), self._pixel, QgsFeedback()) as basemap:
            image, valid = basemap.read(window, width, height)
        transform = (window.left, box.width() / width, 0.0, window.top, 0.0, -box.height() / height)
        return PlaceColours(image, valid, Place(self._image.wkt, transform), self._image.name)
