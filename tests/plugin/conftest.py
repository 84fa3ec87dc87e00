"""A made-up town as file, as XYZ tiles and as WMS on the loopback interface, and the provider in a running QGIS."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import numpy as np
import pytest
from osgeo import gdal, ogr, osr
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsPointXY,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QDate, QDateTime, QVariant

from realign.plugin.provider import RealignProvider
from realign.training.deformations import RandomField
from realign.training.scenes import generate_scene

UTM = 32633
LEFT, TOP = 500_000.0, 5_330_000.0  # near 48.1° N, 15° E
SIDE, RESOLUTION = 150.0, 0.15  # metres
ZOOM = 19  # 0.2 m on the ground there
MERCATOR = 20037508.342789244


@pytest.fixture(scope="session")
def provider(qgis_processing):
    """The provider, registered as the plugin registers it."""
    provider = RealignProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)
    # layers of a failed test live on in its traceback; after QGIS they would crash and take the summary with them
    for name in ("last_exc", "last_value", "last_traceback"):
        if hasattr(sys, name):
            delattr(sys, name)
    gc.collect()


@dataclass(frozen=True)
class Town:
    """Files of a town whose buildings lie metres off.

    Attributes:
        imagery: GeoTIFF in UTM.
        mercator: the same imagery in EPSG:3857, on the pixels of zoom level ``ZOOM``.
        truth: rings of the buildings, float64 (n, 2), UTM.
        displaced: the same rings, displaced.
    """

    imagery: Path
    mercator: Path
    truth: list[np.ndarray]
    displaced: list[np.ndarray]


@pytest.fixture(scope="session")
def town(tmp_path_factory) -> Town:
    folder = tmp_path_factory.mktemp("town")
    scene = generate_scene(7, SIDE, RESOLUTION)
    imagery, mercator = folder / "town.tif", folder / "mercator.tif"
    write_image(imagery, scene.image)
    pixel = 2 * MERCATOR / 256 / 2**ZOOM
    gdal.Warp(
        str(mercator),
        str(imagery),
        dstSRS="EPSG:3857",
        xRes=pixel,
        yRes=pixel,
        outputBounds=_snapped(imagery, pixel),
        resampleAlg="cubic",
        dstAlpha=True,
    )
    rings = [rings[0] * [RESOLUTION, -RESOLUTION] + [LEFT, TOP] for rings in scene.polygons]
    field = RandomField.sample(np.random.default_rng(3), (SIDE, SIDE), 4.0, origin=(LEFT, TOP - SIDE))
    return Town(imagery, mercator, rings, [ring + field(ring) for ring in rings])


@pytest.fixture
def naked(town, tmp_path, provider) -> Path:
    """The imagery without a CRS."""
    path = tmp_path / "naked.tif"
    write_image(path, gdal.Open(str(town.imagery)).ReadAsArray().transpose(1, 2, 0), crs=None)
    return path


NAMES = ("Käthes Hof", "Дом пекаря", "بيت الحداد", "裁缝之家", "बढ़ई का घर", None)


@pytest.fixture
def buildings(town, provider) -> Iterator[QgsVectorLayer]:
    """The displaced buildings as a layer in memory, with attributes of every usual kind."""
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:{UTM}", "buildings", "memory")
    fields = [("key", "Int"), ("name", "String"), ("height", "Double"), ("built", "Date"), ("seen", "DateTime")]
    layer.dataProvider().addAttributes([QgsField(name, getattr(QVariant.Type, kind)) for name, kind in fields])
    layer.updateFields()
    features = []
    for number, ring in enumerate(town.displaced):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPolygonXY([[QgsPointXY(x, y) for x, y in ring.tolist()]]))
        values = [number, NAMES[number % 6], number / 3, QDate(1900 + number, 2, 28), QDateTime(2020, 1, 2, 3, 4, 5)]
        if number % 4 == 3:
            values[2:] = [None, None, None]
        feature.setAttributes(values)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    yield layer
    sip.delete(layer)  # pytest would keep it until QGIS is gone, and then it crashes


@pytest.fixture
def imagery(town, provider) -> Iterator[QgsRasterLayer]:
    """The imagery as a layer."""
    layer = QgsRasterLayer(str(town.imagery), "imagery", "gdal")
    yield layer
    sip.delete(layer)


def write_image(path: Path, image: np.ndarray, resolution: float = RESOLUTION, crs: int | None = UTM) -> None:
    """Write uint8 or other (H, W, bands) as GeoTIFF whose top left corner is ``LEFT``, ``TOP``."""
    height, width, bands = image.shape
    kind = {"u1": gdal.GDT_Byte, "f4": gdal.GDT_Float32}[image.dtype.str[1:]]
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), width, height, bands, kind)
    dataset.SetGeoTransform((LEFT, resolution, 0, TOP, 0, -resolution))
    if crs is not None:
        dataset.SetProjection(reference(crs).ExportToWkt())
    dataset.WriteArray(np.ascontiguousarray(image.transpose(2, 0, 1)))


def reference(code: int) -> osr.SpatialReference:
    """A CRS, x before y."""
    found = osr.SpatialReference()
    found.ImportFromEPSG(code)
    found.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return found


def _snapped(path: Path, pixel: float) -> list[float]:
    """The bounds of a UTM file in EPSG:3857, on whole pixels of the tiles."""
    outline = ogr.CreateGeometryFromWkt(
        f"POLYGON(({LEFT} {TOP},{LEFT + SIDE} {TOP},{LEFT + SIDE} {TOP - SIDE},{LEFT} {TOP - SIDE},{LEFT} {TOP}))"
    )
    outline.Transform(osr.CoordinateTransformation(reference(UTM), reference(3857)))
    xmin, xmax, ymin, ymax = outline.GetEnvelope()
    low = [np.floor((value + MERCATOR) / pixel) * pixel - MERCATOR for value in (xmin, ymin)]
    high = [np.ceil((value + MERCATOR) / pixel) * pixel - MERCATOR for value in (xmax, ymax)]
    return [*low, *high]


class MapServer:
    """XYZ tiles and WMS pictures of one EPSG:3857 GeoTIFF, on the loopback interface.

    Attributes:
        requests: paths that were asked for.
        broken: while true, every picture is refused.
    """

    def __init__(self, path: Path) -> None:
        self._dataset = gdal.Open(str(path))
        self._lock = threading.Lock()
        self.requests: list[str] = []
        self.broken = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def xyz(self, zmax: int = ZOOM) -> QgsRasterLayer:
        """A layer of the tiles."""
        url = quote(f"{self.address}/{{z}}/{{x}}/{{y}}.png", safe=":/")
        return QgsRasterLayer(f"type=xyz&url={url}&zmin=0&zmax={zmax}", "tiles", "wms")

    def wms(self) -> QgsRasterLayer:
        """A layer of the pictures."""
        url = quote(f"{self.address}/wms?", safe=":/")
        return QgsRasterLayer(f"crs=EPSG:3857&format=image/png&layers=town&styles=&url={url}", "pictures", "wms")

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._dataset = None

    def _handler(self):
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                owner.requests.append(self.path)
                kind, content = owner.answer(self.path)
                self.send_response(200 if content else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_) -> None:
                pass

        return Handler

    def answer(self, path: str) -> tuple[str, bytes]:
        """Content type and content; no content where there is nothing."""
        query = {key.upper(): value[0] for key, value in parse_qs(urlsplit(path).query).items()}
        if query.get("REQUEST") == "GetCapabilities":
            return "text/xml", _CAPABILITIES.format(address=self.address).encode()
        if query.get("REQUEST") == "GetMap":
            box = [float(value) for value in query["BBOX"].split(",")]
            return "image/png", self._png(box, int(query["WIDTH"]), int(query["HEIGHT"]), "cubic")
        zoom, column, row = (int(part) for part in urlsplit(path).path.removesuffix(".png").strip("/").split("/"))
        side = 2 * MERCATOR / 2**zoom
        left, top = column * side - MERCATOR, MERCATOR - row * side
        return "image/png", self._png([left, top - side, left + side, top], 256, 256, "near")

    def _reaches(self, box: list[float]) -> bool:
        left, step, _, top, _, down = self._dataset.GetGeoTransform()
        right, bottom = left + step * self._dataset.RasterXSize, top + down * self._dataset.RasterYSize
        return box[0] < right and box[2] > left and box[1] < top and box[3] > bottom

    def _png(self, box: list[float], width: int, height: int, method: str) -> bytes:
        with self._lock:
            if self.broken or not self._reaches(box):
                return b""
            picture = gdal.Warp(
                "", self._dataset, format="MEM", outputBounds=box, width=width, height=height, resampleAlg=method
            )
            if not picture.GetRasterBand(4).ReadAsArray().any():
                return b""
            name = f"/vsimem/tile-{id(self)}.png"
            gdal.GetDriverByName("PNG").CreateCopy(name, picture)
            file = gdal.VSIFOpenL(name, "rb")
            content = bytes(gdal.VSIFReadL(1, gdal.VSIStatL(name).size, file))
            gdal.VSIFCloseL(file)
            gdal.Unlink(name)
            return content


@pytest.fixture
def server(town, provider):
    """A map server of the town."""
    server = MapServer(town.mercator)
    yield server
    server.close()


_CAPABILITIES = """<?xml version="1.0"?>
<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms" xmlns:xlink="http://www.w3.org/1999/xlink">
<Service><Name>WMS</Name><Title>Town</Title><OnlineResource xlink:href="{address}/wms?"/></Service>
<Capability><Request>
<GetCapabilities><Format>text/xml</Format><DCPType><HTTP><Get><OnlineResource xlink:href="{address}/wms?"/></Get></HTTP>
</DCPType></GetCapabilities>
<GetMap><Format>image/png</Format><DCPType><HTTP><Get><OnlineResource xlink:href="{address}/wms?"/></Get></HTTP>
</DCPType></GetMap></Request>
<Layer><Title>All</Title><CRS>EPSG:3857</CRS>
<EX_GeographicBoundingBox><westBoundLongitude>14</westBoundLongitude><eastBoundLongitude>16</eastBoundLongitude>
<southBoundLatitude>47</southBoundLatitude><northBoundLatitude>49</northBoundLatitude></EX_GeographicBoundingBox>
<BoundingBox CRS="EPSG:3857" minx="1558472" miny="5942074" maxx="1781111" maxy="6274861"/>
<Layer queryable="0"><Name>town</Name><Title>Town</Title><CRS>EPSG:3857</CRS>
<EX_GeographicBoundingBox><westBoundLongitude>14</westBoundLongitude><eastBoundLongitude>16</eastBoundLongitude>
<southBoundLatitude>47</southBoundLatitude><northBoundLatitude>49</northBoundLatitude></EX_GeographicBoundingBox>
<BoundingBox CRS="EPSG:3857" minx="1558472" miny="5942074" maxx="1781111" maxy="6274861"/></Layer></Layer>
</Capability></WMS_Capabilities>"""
