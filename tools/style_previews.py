"""Draws the small picture of each map style, `resources/styles/maps/<style>/preview.png`, of a made-up quarter.

Run it after tools/map_styles.py. Takes a few seconds.
"""

from __future__ import annotations

import sys

import numpy as np
from PIL import Image
from qgis.core import (
    QgsApplication,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsPointXY,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QVariant

from realign.engine.tiles import TileBlock
from realign.plugin.map_styles import MAPS, shipped_names, styled
from realign.plugin.tile_drawing import drawn

WIDTH, HEIGHT = 192, 128
BLOCK = TileBlock(16, 35604, 22733, 1, 1)
COLOURS = 64

RIVER = [(-20, 96), (30, 100), (70, 112), (120, 110), (165, 92), (215, 96)]
MAIN = [(-20, 70), (40, 66), (95, 72), (150, 60), (215, 30)]
STREETS = [
    [(40, 66), (34, -20)],
    [(95, 72), (88, -20)],
    [(36, 22), (90, 26), (140, 14), (215, 8)],
    [(150, 60), (140, 14), (134, -20)],
    [(95, 72), (104, 150)],
    [(-20, 122), (60, 128), (104, 134)],
]
PATH = [(2, -10), (16, 30), (6, 66)]
RAILWAY = [(-20, 142), (70, 144), (140, 136), (215, 118)]
WOOD = [(158, -20), (215, -20), (215, 2), (186, 4), (162, 0)]
PARK = [(-20, -20), (26, -20), (30, 60), (-20, 64)]
POND = [(6, 14), (14, 8), (22, 14), (20, 26), (10, 26)]


def main() -> None:
    """Draw all of them."""
    application = QgsApplication([], False)
    application.initQgis()
    layers = quarter()
    for name in shipped_names():
        image = drawn(styled(MAPS / name, layers), BLOCK, False, QgsCoordinateTransformContext())
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.copy(0, 0, WIDTH, HEIGHT).save(buffer, "PPM")
        pixels = np.frombuffer(bytes(data)[-3 * WIDTH * HEIGHT :], np.uint8).reshape(HEIGHT, WIDTH, 3)
        path = MAPS / name / "preview.png"
        Image.fromarray(pixels).quantize(COLOURS, Image.Quantize.MEDIANCUT).save(path, optimize=True)
        print(f"{name}: {path.stat().st_size / 1e3:.1f} kB")
    layers.clear()
    application.exitQgis()


def quarter() -> list[QgsVectorLayer]:
    """Layers as the styles know them; coordinates above are pixels of the picture."""
    river = QgsGeometry.fromPolylineXY(_points(RIVER)).buffer(13 * BLOCK.pixel, 8)
    streets = [QgsGeometry.fromPolylineXY(_points(line)) for line in [MAIN, *STREETS]]
    roads = [(streets[0], "primary")] + [(line, "residential") for line in streets[1:]]
    roads.append((QgsGeometry.fromPolylineXY(_points(PATH)), "footway"))
    return [
        _layer("buildings", "Polygon", [(house, "") for house in _houses(streets, river)], "building"),
        _layer("roads", "LineString", roads, "highway"),
        _layer("rail", "LineString", [(QgsGeometry.fromPolylineXY(_points(RAILWAY)), "rail")], "railway"),
        _layer("water", "Polygon", [(river, ""), (_area(POND), "")], "natural"),
        _layer("waterways", "LineString", [], "waterway"),
        _layer("landuse", "Polygon", [(_area(WOOD), "forest"), (_area(PARK), "park")], "landuse"),
    ]


def _houses(streets: list[QgsGeometry], river: QgsGeometry) -> list[QgsGeometry]:
    """Houses along the streets, on both sides, where nothing else is."""
    random, found = np.random.default_rng(3), []
    blocked = QgsGeometry.unaryUnion([line.buffer(5 * BLOCK.pixel, 4) for line in streets])
    blocked = QgsGeometry.unaryUnion([blocked, river.buffer(3 * BLOCK.pixel, 4), _area(PARK), _area(WOOD)])
    for line in streets:
        place = 4.0
        while place < line.length() / BLOCK.pixel:
            width, depth = random.uniform(9, 16), random.uniform(8, 12)
            for side in (-1, 1):
                point = line.interpolate(place * BLOCK.pixel).asPoint()
                angle = line.interpolateAngle(place * BLOCK.pixel)
                away = side * (7.5 + depth / 2)
                along = np.array([np.sin(angle), np.cos(angle)])
                across = np.array([along[1], -along[0]])
                middle = np.array([point.x(), point.y()]) + away * BLOCK.pixel * across
                corners = [
                    QgsPointXY(*(middle + BLOCK.pixel * (x * width / 2 * along + y * depth / 2 * across)))
                    for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
                ]
                house = QgsGeometry.fromPolygonXY([corners])
                if not house.intersects(blocked) and random.random() < 0.9:
                    found.append(house)
                    blocked = QgsGeometry.unaryUnion([blocked, house.buffer(1.5 * BLOCK.pixel, 2)])
            place += width + random.uniform(1, 4)
    return found


def _layer(name: str, kind: str, features: list[tuple[QgsGeometry, str]], field: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:3857", name, "memory")
    layer.dataProvider().addAttributes([QgsField(field, QVariant.Type.String)])
    layer.updateFields()
    for geometry, value in features:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(geometry)
        feature.setAttributes([value or None])
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


def _area(corners: list[tuple[float, float]]) -> QgsGeometry:
    return QgsGeometry.fromPolygonXY([_points([*corners, corners[0]])])


def _points(places: list[tuple[float, float]]) -> list[QgsPointXY]:
    west, _, _, north = BLOCK.bounds()
    return [QgsPointXY(west + x * BLOCK.pixel, north - y * BLOCK.pixel) for x, y in places]


if __name__ == "__main__":
    sys.exit(main())
