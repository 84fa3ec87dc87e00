"""Where on Earth imagery lies."""

from __future__ import annotations

import numpy as np
from osgeo import gdal

from .colorize_spot import Spot
from .crs import Transformation, epsg, read_crs
from .errors import InputError
from .restyle_sheet import Sheet


def spot_of(sheet: Sheet) -> Spot:
    """Where imagery lies: of a file its middle, whatever part of it is wanted; of a service the middle of that part.

    Raises:
        InputError: it is not known where it lies.
    """
    place = sheet.place.of(sheet.anchor)
    transform, crs = place.about(), read_crs(place.crs or place.gcp_crs)
    if transform is not None and crs is not None and not crs.IsLocal():
        transformation = Transformation(crs, epsg(4326))
        middle = gdal.ApplyGeoTransform(list(transform), sheet.anchor.width / 2, sheet.anchor.height / 2)
        longitude, latitude = transformation(np.array([middle]))[0] if transformation.possible else (np.inf, np.inf)
        if abs(latitude) <= 90 and np.isfinite(longitude):
            return Spot(float(latitude), float((longitude + 180) % 360 - 180))
    raise InputError(
        f"The {sheet.kind} {sheet.name} does not say where it lies, so its colours are not known; give the place whose "
        "colours it takes."
    )
