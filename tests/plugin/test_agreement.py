"""Degrees over web tiles and metres over a file: one town, one answer."""

from __future__ import annotations

import numpy as np
import processing
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsVectorLayer


def vertices(layer: QgsVectorLayer, to: str = "EPSG:32633") -> np.ndarray:
    """Positions (N, 2) of all vertices, in UTM."""
    transform = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem(to), QgsProject.instance())
    found = []
    for feature in layer.getFeatures():
        geometry = feature.geometry()
        geometry.transform(transform)
        found += [(vertex.x(), vertex.y()) for vertex in geometry.vertices()]
    return np.array(found)


# the pictures of a WMS were resampled once more, by the server
@pytest.mark.parametrize(("service", "limit"), [("xyz", 0.12), ("wms", 0.15)])
def test_degrees_over_a_service_and_metres_over_a_file(buildings, imagery, server, service, limit):
    degrees = processing.run(
        "native:reprojectlayer", {"INPUT": buildings, "TARGET_CRS": "EPSG:4326", "OUTPUT": "TEMPORARY_OUTPUT"}
    )["OUTPUT"]
    common = {"MAX_DISPLACEMENT": 5, "MIN_CONFIDENCE": 0, "OUTPUT": "TEMPORARY_OUTPUT"}
    over_file = processing.run("realign:alignvectors", {"INPUT": buildings, "BASEMAP": imagery, **common})["OUTPUT"]
    basemap = getattr(server, service)()
    over_service = processing.run("realign:alignvectors", {"INPUT": degrees, "BASEMAP": basemap, **common})["OUTPUT"]
    assert over_service.crs().authid() == "EPSG:4326"
    moved = np.hypot(*(vertices(over_file) - vertices(buildings)).T)
    apart = np.hypot(*(vertices(over_service) - vertices(over_file)).T)
    assert moved.mean() > 0.2
    assert apart.max() < limit, (apart.mean(), apart.max(), moved.mean())
    for one, other in zip(over_file.getFeatures(), over_service.getFeatures()):
        assert [one["ra_dx"], one["ra_dy"]] == pytest.approx([other["ra_dx"], other["ra_dy"]], abs=limit)
        assert one["ra_status"] == other["ra_status"]
