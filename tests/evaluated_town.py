"""A made-up town of sixteen houses for what measures how far a layer is from its reference."""

from __future__ import annotations

import numpy as np
from osgeo import ogr

from realign.engine.crs import Transformation, epsg
from realign.engine.evaluation_layer import EvaluatedLayer
from realign.engine.geometry import Geometries

LEFT, BOTTOM = 500_000.0, 5_330_000.0  # on the central meridian of EPSG:32633: north of the grid is north
UTM = 32633


def house(x, y, width=10.0, depth=7.0, angle=0.3):
    """A rectangle with a bay, so that no other start of its ring fits."""
    ring = np.array([(0, 0), (width, 0), (width, depth), (4, depth), (4, depth + 2), (0, depth + 2), (0, 0)])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return ring @ turn.T + np.array([LEFT + x, BOTTOM + y])


def town():
    """Sixteen houses, 25 m apart, each turned differently."""
    return [house(25 * (n % 4), 25 * (n // 4), 8 + n % 3, 6 + n % 2, 0.2 * n) for n in range(16)]


def wkb(rings, code=UTM):
    to = Transformation(epsg(UTM), epsg(code))
    blobs = []
    for ring in rings:
        text = ",".join(f"{x:.12f} {y:.12f}" for x, y in to(ring))
        blobs.append(ogr.CreateGeometryFromWkt(f"POLYGON (({text}))").ExportToIsoWkb())
    return blobs


def layer(rings, name="houses", code=UTM, keys=None):
    return EvaluatedLayer(name, epsg(code).ExportToWkt(), Geometries.from_wkb(wkb(rings, code)), keys)


def moved(rings, east=3.0, north=0.0):
    return [ring + np.array([east, north]) for ring in rings]


def write_town(path, rings, names=None):
    """A GeoPackage with a field ``name``; returns its path."""
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    out = source.CreateLayer("houses", epsg(UTM), ogr.wkbPolygon)
    out.CreateField(ogr.FieldDefn("name", ogr.OFTString))
    for number, blob in enumerate(wkb(rings)):
        feature = ogr.Feature(out.GetLayerDefn())
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(blob))
        feature.SetField("name", f"house {number}" if names is None else names[number])
        out.CreateFeature(feature)
    return str(path)
