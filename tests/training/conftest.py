"""A tiny place with its catalogue, written as the real data are."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from osgeo import gdal, osr

from realign.engine.geometry import Geometries
from realign.engine.rasterize import Drawing
from realign.training.export import align_card
from realign.training.networks.matching import MatchingNetwork
from realign.training.packing import Sheet, _polygon

torch.set_num_threads(1)  # small tensors gain nothing from more, and other work may be going on

RESOLUTION = 0.25
LEFT, TOP = 500000.0, 5000000.0
# Roofs as x, y, width, height in pixels: no symmetry, so that mirrored or swapped axes show.
ROOFS = ((20, 30, 36, 20), (90, 24, 24, 40), (30, 100, 50, 28), (140, 90, 30, 60), (150, 20, 20, 20))


def roof_rings() -> list[np.ndarray]:
    """Closed rings in pixels."""
    return [np.array([(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)], float) for x, y, w, h in ROOFS]


@pytest.fixture
def aerial(tmp_path):
    """Folder with catalogue.json and the place ``toy``: two bright and dark roofs on grass, 200 x 180 px of 0.25 m."""
    folder = tmp_path / "aerial"
    (folder / "toy").mkdir(parents=True)
    rng = np.random.default_rng(5)
    image = rng.normal((90, 120, 70), 6, (180, 200, 3))
    for number, (x, y, w, h) in enumerate(ROOFS):
        image[y : y + h, x : x + w] = (200, 190, 180) if number % 2 else (60, 50, 60)
    _write_image(folder / "toy" / "chip_000.tif", image.clip(0, 255).astype(np.uint8), nodata_columns=12)
    features = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[LEFT + x * RESOLUTION, TOP - y * RESOLUTION] for x, y in ring]],
            },
        }
        for ring in roof_rings()
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32631"}}
    text = json.dumps({"type": "FeatureCollection", "crs": crs, "features": features})
    (folder / "toy" / "chip_000.geojson").write_text(text, encoding="utf-8")
    entry = {
        "place": "toy",
        "files": [["chip_000.tif", "chip_000.geojson"]],
        "kind": "buildings",
        "metres_per_pixel": RESOLUTION,
        "licence_allows_shipping_weights": True,
    }
    (folder / "catalogue.json").write_text(json.dumps([entry]), encoding="utf-8")
    return folder


def _write_image(path, image, nodata_columns):
    height, width = image.shape[:2]
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), width, height, 3)
    dataset.SetGeoTransform((LEFT, RESOLUTION, 0, TOP, 0, -RESOLUTION))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32631)
    dataset.SetProjection(reference.ExportToWkt())
    for band in range(3):
        dataset.GetRasterBand(band + 1).WriteArray(image[:, :, band])
    mask = np.full((height, width), 255, np.uint8)
    mask[:, width - nodata_columns :] = 0
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    dataset.GetRasterBand(1).GetMaskBand().WriteArray(mask)


@pytest.fixture(scope="session")
def sheets():
    """Sheets of bright roofs, exactly where their outlines are, on dark ground."""
    return [made_sheet(0, (150, 170), 0.3), made_sheet(1, (260, 220), 0.2), made_sheet(2, (400, 420), 0.3)]


def made_sheet(seed: int, shape: tuple[int, int], resolution: float) -> Sheet:
    """A sheet with turned rectangles, some with a courtyard, on a loose lattice."""
    rng = np.random.default_rng(seed)
    height, width = shape
    polygons = []
    for x in range(25, width - 20, 42):
        for y in range(25, height - 20, 42):
            angle, sides = rng.uniform(0, np.pi), rng.uniform(14, 30, 2)
            turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
            corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]) / 2 * sides
            rings = [corners, corners[::-1] * 0.4] if min(sides) > 22 else [corners]
            polygons.append([ring @ turn.T + (x, y) for ring in rings])
    geometries = Geometries.from_wkb([_polygon(rings) for rings in polygons])
    fill = Drawing.of(geometries).draw(geometries.coordinates, width, height)[0]
    grey = 40 + 170 * fill[..., None] + rng.normal(0, 3, (height, width, 3))
    mask = np.ones(shape, bool)
    return Sheet(f"made/{seed}", "buildings", resolution, grey.clip(0, 255).astype(np.uint8), mask, geometries)


@pytest.fixture(scope="session")
def own_area(tmp_path_factory):
    """Function that writes imagery of 150 m and a layer over it, and returns their paths; see ``_write_area``."""
    return lambda **how: _write_area(tmp_path_factory.mktemp("area"), **how)


def _crs(code):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(code)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def _write_area(folder, off=(0.0, 0.0), count=7):
    """An image of 150 m with count² white roofs in UTM, and their outlines in degrees, ``off`` metres beside."""
    image = np.full((500, 500, 3), 70, np.uint8)
    image += np.random.default_rng(0).integers(0, 9, image.shape, np.uint8)
    lattice = 30 + np.arange(count) * (500 - 60) // count
    degrees = osr.CoordinateTransformation(_crs(32631), _crs(4326))
    features = []
    for x in lattice:
        for y in lattice:
            image[y : y + 20, x : x + 20] = 220
            ring = [(x, y), (x, y + 20), (x + 20, y + 20), (x + 20, y), (x, y)]
            corners = [(LEFT + i * 0.3 + off[0], TOP - j * 0.3 + off[1]) for i, j in ring]
            placed = [degrees.TransformPoint(*corner)[:2] for corner in corners]
            geometry = {"type": "Polygon", "coordinates": [placed]}
            features.append({"type": "Feature", "properties": {}, "geometry": geometry})
    dataset = gdal.GetDriverByName("GTiff").Create(str(folder / "image.tif"), 500, 500, 3)
    dataset.SetGeoTransform((LEFT, 0.3, 0, TOP, 0, -0.3))
    dataset.SetProjection(_crs(32631).ExportToWkt())
    dataset.WriteArray(np.moveaxis(image, 2, 0).copy())
    (folder / "roofs.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return folder / "image.tif", folder / "roofs.geojson"


@pytest.fixture
def shifting():
    """Class of a stand-in for a model, see ``_Shifting``."""
    return _Shifting


class _Shifting:
    """A model that finds the same shift everywhere, in pixels of scale 0, and at other scales nothing."""

    device, warnings, seconds = "cpu", (), 0.0

    card = align_card(
        SimpleNamespace(multiple=8),
        "{}",
        outputs={"displacement": ["x", "y"], "precision": ["a", "b", "c"]},
        scales=(0, 0),
        tile_size=256,
        tiles_overlap=32,
        min_confidence=0.5,
    )

    def __init__(self, x, y, certainty=4.0):
        self.found, self.certainty = np.array([x, y], np.float32), certainty

    def at(self, _):
        return self

    def run(self, outputs=None, image=None, vectors=None):
        batch, _, height, width = image.shape
        field = np.broadcast_to(self.found[:, None, None], (batch, 2, height // 4, width // 4))
        precision = np.zeros((batch, 3, height // 4, width // 4), np.float32)
        # surer on the left half of an image
        precision[:, ::2] = np.where(np.arange(width // 4) < width // 8, self.certainty, self.certainty - 5)
        return {"displacement": field.copy(), "precision": precision}


@pytest.fixture(scope="session")
def lively_network():
    """Make a ``MatchingNetwork`` of given sizes in which no two weights are alike."""

    def make(**sizes) -> MatchingNetwork:
        torch.manual_seed(3)
        network = MatchingNetwork(**sizes)
        with torch.no_grad():
            for name, value in network.state_dict().items():
                if name.endswith("running_var"):
                    value.uniform_(0.5, 2)
                elif "num_batches" not in name:
                    value.add_(torch.randn_like(value) * 0.1)
        return network.eval()

    return make
