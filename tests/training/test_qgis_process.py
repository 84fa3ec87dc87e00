from __future__ import annotations

import pytest

from realign.engine.errors import RealignError
from realign.training import qgis_process
from realign.training.qgis_process import QgisProcess


def test_algorithms_run_with_this_checkout_s_plugin(tmp_path):
    qgis = QgisProcess(tmp_path)
    grid = tmp_path / "grid of points.gpkg"
    parameters = {"TYPE": 0, "EXTENT": "0,3,0,2", "HSPACING": 1, "VSPACING": 1, "CRS": "EPSG:32631", "OUTPUT": grid}
    assert qgis.run("native:creategrid", parameters) == {"OUTPUT": str(grid)}
    assert grid.exists()
    with pytest.raises(RealignError, match=r"qgis_process --json run realign:alignvectors failed with: .*INPUT"):
        qgis.run("realign:alignvectors", {"BASEMAP": tmp_path / "nothing.tif"})


def test_without_qgis(tmp_path, monkeypatch):
    monkeypatch.setattr(qgis_process.shutil, "which", lambda _: None)
    with pytest.raises(RealignError, match="install QGIS"):
        QgisProcess(tmp_path)
