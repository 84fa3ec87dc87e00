"""Pictures of the latent explorer as layers of the project."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingUtils, QgsProject, QgsRasterLayer

from ..engine.outputs import Staging, check_writable
from ..engine.restyle_output import write_whole
from ..engine.restyle_place import Place
from .styling import show_plain_colours


def write_picture(path: str, pixels: np.ndarray, place: Place) -> str:
    """Write a picture whole or not at all, and return where it lies; may be called in any thread.

    Args:
        path: of the GeoTIFF; "" for one that goes with QGIS.
        pixels, place: see ``write_whole``.

    Raises:
        OutputError: it cannot be written.
    """
    path = path or QgsProcessingUtils.generateTempFilename("latent.tif")
    check_writable(path, overwrite=True)
    with Staging() as staging:
        write_whole(staging.path(path), pixels, place)
        staging.commit()
    return path


def add_layer(path: str, name: str) -> QgsRasterLayer:
    """Show a picture on the map, its colours as they are."""
    layer = QgsRasterLayer(path, name, "gdal")
    show_plain_colours(layer)
    QgsProject.instance().addMapLayer(layer)
    return layer
