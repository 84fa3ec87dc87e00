"""What must come through unchanged: every kind of geometry and of attribute."""

from __future__ import annotations

import processing
import pytest
from osgeo import gdal, ogr, osr
from qgis.core import NULL, QgsFeature, QgsGeometry, QgsVectorLayer, QgsWkbTypes

UTM = 32633
TYPES = [
    "PolygonZ", "MultiPolygon", "MultiPolygonZM", "PolygonM", "LineString", "MultiLineStringZ", "CompoundCurve",
    "CurvePolygon", "MultiSurfaceZ", "Point", "MultiPointZ",
]  # fmt: skip


def wkt(kind: str, x: float, y: float) -> str:
    """A geometry of a type, about ten metres wide, whose holes, Z and M values would show a loss."""
    plane = QgsWkbTypes.parseType(kind)
    z, m = QgsWkbTypes.hasZ(plane), QgsWkbTypes.hasM(plane)
    tail = (" 3.25" if z else "") + (" 7.5" if m else "")

    def run(*points) -> str:
        return "(" + ",".join(f"{x + dx} {y + dy}{tail}" for dx, dy in points) + ")"

    shell = run((0, 0), (10, 0), (10, 10), (0, 10), (0, 0))
    hole = run((2, 2), (2, 4), (4, 4), (4, 2), (2, 2))
    far = run((20, 0), (26, 0), (26, 6), (20, 0))
    line, arc = run((0, 0), (10, 0), (10, 10)), run((10, 10), (14, 14), (10, 18))
    space = " " + ("Z" if z else "") + ("M" if m else "") if z or m else ""
    bodies = {
        "Polygon": f"({shell},{hole})",
        "MultiPolygon": f"(({shell},{hole}),({far}))",
        "LineString": line,
        "MultiLineString": f"({line},{far})",
        "CompoundCurve": f"({line},CIRCULARSTRING{arc})",
        "CurvePolygon": f"(COMPOUNDCURVE({run((0, 0), (10, 0))},CIRCULARSTRING{run((10, 0), (5, 9), (0, 0))}))",
        "MultiSurface": f"({f'POLYGON{space}'}({shell},{hole}))",
        "Point": run((0, 0)),
        "MultiPoint": f"({run((0, 0))},{run((5, 5))})",
    }
    flat = QgsWkbTypes.displayString(QgsWkbTypes.flatType(plane))
    return f"{flat.upper()}{space}{bodies[flat]}"


@pytest.fixture
def write(tmp_path, provider):
    """Write a GeoPackage of one geometry type, with the kinds of attributes that get lost elsewhere."""

    def write_layer(kind: str, left: float, top: float) -> str:
        path = str(tmp_path / f"{kind}.gpkg")
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(UTM)
        dataset = gdal.GetDriverByName("GPKG").Create(path, 0, 0, 0, gdal.GDT_Unknown)
        plane = int(QgsWkbTypes.parseType(kind))
        layer = dataset.CreateLayer("things", reference, plane)
        kinds = {
            "text": ogr.OFTString, "whole": ogr.OFTInteger, "large": ogr.OFTInteger64, "real": ogr.OFTReal,
            "day": ogr.OFTDate, "moment": ogr.OFTDateTime, "bytes": ogr.OFTBinary,
        }  # fmt: skip
        for name, field in kinds.items():
            layer.CreateField(ogr.FieldDefn(name, field))
        for number, text in enumerate(("Käthe", "Дом", "بيت", "裁缝", "बढ़ई", "", None)):
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetFID(10 + 3 * number)
            if text is not None:  # the last one has nothing but its id, not even a geometry
                feature["text"], feature["whole"], feature["large"] = text, number, 2**53 + number
                feature["real"], feature["day"], feature["moment"] = 0.1 * number, "1987/06/05", "2001/02/03 04:05:06"
                feature.SetFieldBinaryFromHexString("bytes", "00ff10")
                place = wkt(kind, left + 20 + 15 * number, top - 60)
                feature.SetGeometryDirectly(ogr.CreateGeometryFromWkt(place))
            layer.CreateFeature(feature)
        return path

    return write_layer


def values(geometry) -> list[tuple]:
    """Structure, Z and M of every vertex: all but its place."""
    found = []
    for vertex in geometry.vertices():
        found.append((vertex.is3D() and vertex.z(), vertex.isMeasure() and vertex.m()))
    return found


@pytest.mark.parametrize("kind", TYPES)
def test_all_but_positions_is_unchanged(town, write, kind):
    box = gdal.Open(str(town.imagery)).GetGeoTransform()
    path = write(kind, box[0], box[3])
    before = QgsVectorLayer(path)
    assert QgsWkbTypes.displayString(before.wkbType()) == kind
    output = path.replace(".gpkg", "-out.gpkg")
    parameters = {"INPUT": path, "BASEMAP": str(town.imagery), "MAX_DISPLACEMENT": 2.5, "MIN_CONFIDENCE": 0}
    processing.run("realign:alignvectors", {**parameters, "OUTPUT": output})
    after = QgsVectorLayer(output)
    assert after.wkbType() == before.wkbType()
    assert after.featureCount() == 7
    assert [field.name() for field in after.fields()][:-4] == [field.name() for field in before.fields()]
    assert [field.type() for field in after.fields()][:-4] == [field.type() for field in before.fields()]
    moved = 0
    for new, old in zip(after.getFeatures(), before.getFeatures()):
        assert new.id() == old.id()
        assert new.attributes()[:-4] == old.attributes()
        if not old.hasGeometry():
            assert new.geometry().isEmpty()  # QGIS writes "no geometry" as an empty one
            assert new["ra_status"] == "empty" and new["ra_dx"] == NULL
            continue
        assert new["ra_status"] in ("aligned", "invalid", "absent")
        assert values(new.geometry()) == values(old.geometry())
        assert new.geometry().constGet().wktTypeStr() == old.geometry().constGet().wktTypeStr()
        assert new.geometry().constGet().ringCount() == old.geometry().constGet().ringCount()
        moved += new.geometry().asWkb() != old.geometry().asWkb()
    assert moved >= 1  # some stand where no building is, and are told to be absent


def test_holes_of_sloping_polygons_stay_holes_in_a_shapefile(town, tmp_path):
    box = gdal.Open(str(town.imagery)).GetGeoTransform()
    x, y = box[0] + 30, box[3] - 60
    corners = ((0, 0, 1), (0, 10, 2), (10, 10, 3), (10, 0, 4), (0, 0, 1))
    inner = ((2, 2, 1), (4, 2, 2), (4, 4, 9), (2, 4, 4), (2, 2, 1))
    rings = [",".join(f"{x + dx} {y + dy} {z}" for dx, dy, z in ring) for ring in (corners, inner)]
    layer = QgsVectorLayer(f"PolygonZ?crs=EPSG:{UTM}", "sloping", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt(f"PolygonZ (({rings[0]}),({rings[1]}))"))
    layer.dataProvider().addFeature(feature)
    output = str(tmp_path / "sloping.shp")
    parameters = {"INPUT": layer, "BASEMAP": str(town.imagery), "MAX_DISPLACEMENT": 2.5, "OUTPUT": output}
    processing.run("realign:alignvectors", parameters)
    (polygon,) = QgsVectorLayer(output).getFeatures()
    parts = polygon.geometry().constGet()
    assert parts.numGeometries() == 1 and parts.geometryN(0).numInteriorRings() == 1
    assert sorted(vertex.z() for vertex in polygon.geometry().vertices()) == [1, 1, 1, 1, 2, 2, 3, 4, 4, 9]
