"""Everything that turns pixels and geometries into better ones: no QGIS, no Qt, no torch."""
