"""From end to end in a QGIS of its own, as `qgis_process` runs it."""

from __future__ import annotations

import configparser
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsProject, QgsVectorFileWriter, QgsVectorLayer
from tiny_sheets import Case

from realign.engine.errors import RealignError
from realign.training.qgis_process import QgisProcess

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def qgis(tmp_path_factory):
    """QGIS with the plugin switched on, in a throw-away profile."""
    return QgisProcess(tmp_path_factory.mktemp("qgis"))


def saved(layer: QgsVectorLayer, path: Path) -> Path:
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsProject.instance().transformContext(), options)
    return path


def test_aligns_a_shapefile(qgis, town, buildings, tmp_path):
    source = saved(buildings, tmp_path / "in.gpkg")
    outputs = {"OUTPUT": tmp_path / "out.shp", "DISPLACEMENT": tmp_path / "field.tif", "REPORT": tmp_path / "out.html"}
    parameters = {"INPUT": source, "BASEMAP": town.imagery, "MAX_DISPLACEMENT": 5, "METHOD": 1, "DEVICE": "cpu"}
    results = qgis.run("realign:alignvectors", {**parameters, **outputs})
    assert {name: results[name] for name in outputs} == {name: str(path) for name, path in outputs.items()}
    assert all(path.stat().st_size > 500 for path in outputs.values())
    assert (tmp_path / "out.cpg").read_text() == "UTF-8"
    aligned = QgsVectorLayer(str(tmp_path / "out.shp"))
    for new, old in zip(aligned.getFeatures(), buildings.getFeatures(), strict=True):
        assert (new["key"], new["name"]) == (old["key"], old["name"])
        assert new["ra_status"] in ("aligned", "doubtful") and np.hypot(new["ra_dx"], new["ra_dy"]) < 5


def test_restyles_a_map(qgis, town, restyle_models, tmp_path):
    """A part of the imagery, and a picture without any place."""
    out = tmp_path / "restyled.tif"
    given = {"STYLE": "toner", "MODEL": restyle_models(), "DEVICE": "cpu", "OUTPUT": out}
    extent = "500000,500050,5329950,5330000 [EPSG:32633]"
    results = qgis.run("realign:restylemap", {"INPUT": town.imagery, "EXTENT": extent, **given})
    assert results["OUTPUT"] == str(out)
    made = gdal.Open(str(out))
    assert made.GetMetadata("IMAGE_STRUCTURE")["LAYOUT"] == "COG" and made.RasterXSize == 334
    scan = tmp_path / "scan.jpg"
    gdal.Translate(str(scan), str(town.imagery), format="JPEG", srcWin=[0, 0, 200, 100])
    (tmp_path / "scan.jpg.aux.xml").unlink(missing_ok=True)
    qgis.run("realign:restylemap", {"INPUT": scan, **given})
    made = gdal.Open(str(out))
    assert (made.RasterXSize, made.GetProjection(), made.GetGeoTransform(can_return_null=True)) == (200, "", None)


def test_colours_imagery(qgis, town, colorize_models, tmp_path):
    """As of a place in another CRS; lightness stays."""
    out = tmp_path / "coloured.tif"
    given = {"MODEL": colorize_models(), "DEVICE": "cpu", "OUTPUT": out, "PLACE": "241563.6,5069944.8 [EPSG:3857]"}
    extent = "500000,500030,5329970,5330000 [EPSG:32633]"
    results = qgis.run("realign:colorizeimagery", {"INPUT": town.imagery, "EXTENT": extent, **given})
    assert results["OUTPUT"] == str(out)
    made = gdal.Open(str(out))
    assert made.GetMetadataItem("REALIGN_PLACE").startswith("41.389373 2.17")
    before = gdal.Open(str(town.imagery)).ReadAsArray(0, 0, 200, 200)[:3].astype(int)
    after = made.ReadAsArray().astype(int)
    np.testing.assert_array_equal(after.max(0) + after.min(0), before.max(0) + before.min(0))


def test_registers_a_map(qgis, tmp_path):
    """All files, and numbers that a batch can be sorted by."""
    case = Case(tmp_path)
    outputs = {"OUTPUT": "out.tif", "GCPS": "g.points", "ANNOTATION": "a.json", "DISPLACEMENT": "d.tif"}
    outputs = {name: tmp_path / file for name, file in outputs.items()}
    given = {"INPUT": case.sheet, "BASEMAP": case.basemap, "EDGES": True, "WARP": 2}
    results = qgis.run("realign:registermap", {**given, **outputs})
    assert {name: results[name] for name in outputs} == {name: str(path) for name, path in outputs.items()}
    assert 5 < float(results["MOVED"]) < 10 and float(results["TRUSTED"]) > 0.6
    assert np.median(case.errors(results["DISPLACEMENT"])) < 1.5
    assert gdal.Open(results["OUTPUT"]).GetMetadataItem("REALIGN_WARP") == "polynomial"


def test_says_what_is_wrong(qgis, town, buildings, tmp_path):
    layer = saved(buildings, tmp_path / "in.gpkg")
    with pytest.raises(RealignError, match="does not exist; create it first"):
        qgis.run(
            "realign:alignvectors",
            {"INPUT": layer, "BASEMAP": town.imagery, "OUTPUT": tmp_path / "no" / "out.gpkg"},
        )


def test_metadata():
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    general = metadata["general"]
    assert general["qgisMinimumVersion"] == "3.22" and general["qgisMaximumVersion"] == "4.99"
    assert general.getboolean("hasProcessingProvider")
    assert "supportsQt6" not in general and "plugin_dependencies" not in general
    assert (ROOT / general["icon"]).is_file()
