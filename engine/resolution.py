"""Ground resolution: what a CRS unit measures in metres on the ellipsoid, at a given place."""

from __future__ import annotations

import numpy as np
from osgeo import osr

from .crs import Transformation, epsg, read_crs
from .errors import InputError

_STEP = 10.0  # metres, about: short against the Earth, long against rounding


def geocentric(degrees: np.ndarray, crs: osr.SpatialReference) -> np.ndarray:
    """Longitude and latitude (N, 2), degrees, to metres from the Earth's centre (N, 3)."""
    longitude, latitude = np.radians(degrees).T
    flattening = 1 / crs.GetInvFlattening() if crs.GetInvFlattening() else 0.0
    squared = flattening * (2 - flattening)
    normal = crs.GetSemiMajor() / np.sqrt(1 - squared * np.sin(latitude) ** 2)
    return np.stack(
        [
            normal * np.cos(latitude) * np.cos(longitude),
            normal * np.cos(latitude) * np.sin(longitude),
            normal * (1 - squared) * np.sin(latitude),
        ],
        1,
    )


def metres_per_unit(crs_wkt: str, x: float, y: float) -> tuple[float, float]:
    """Ground metres per CRS unit along x and along y at the place ``x, y`` of the CRS.

    Right in every CRS: degrees, feet, Mercator, rotated poles. A local CRS without a place on Earth
    answers by its unit.

    Raises:
        InputError: no CRS, or a place that it cannot represent.
    """
    crs = read_crs(crs_wkt)
    if crs is None:
        raise InputError("Without a CRS the ground resolution is not known; assign a CRS first.")
    if crs.IsLocal():
        return crs.GetLinearUnits(), crs.GetLinearUnits()
    # The CRS's own ellipsoid needs no datum shift; a rotated pole has to be turned back first.
    geographic = epsg(4326) if crs.IsDerivedGeographic() else crs.CloneGeogCS()
    geographic.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    transformation = Transformation(crs, geographic)
    unit = 6.4e6 * crs.GetAngularUnits() if crs.IsGeographic() else crs.GetLinearUnits()
    step = _STEP / unit
    cross = np.array([[x - step, y], [x + step, y], [x, y - step], [x, y + step]])
    degrees = transformation(cross) if transformation.possible else np.full((4, 2), np.inf)
    if not np.isfinite(degrees).all():
        raise InputError(f"The place {x:g}, {y:g} lies outside what the CRS {crs.GetName()} can represent.")
    position = geocentric(degrees * np.degrees(geographic.GetAngularUnits()), geographic)
    # Straight through the Earth: over 20 m the chord is the arc, and poles and date line are no special cases.
    return (
        float(np.linalg.norm(position[1] - position[0]) / (2 * step)),
        float(np.linalg.norm(position[3] - position[2]) / (2 * step)),
    )


def ground_resolution(crs_wkt: str, x: float, y: float, pixel_size: tuple[float, float]) -> float:
    """Side in metres of a square as large as a pixel of ``pixel_size`` CRS units at ``x, y``."""
    along_x, along_y = metres_per_unit(crs_wkt, x, y)
    return float(np.sqrt(along_x * pixel_size[0] * along_y * pixel_size[1]))
