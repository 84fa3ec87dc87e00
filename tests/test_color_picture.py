"""The README's picture of colours by place: grey, coloured twice, and true, from one image."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from PIL import Image

from realign.engine.crs import epsg

TOOLS = Path(__file__).resolve().parent.parent / "tools"


@pytest.fixture
def tool(monkeypatch, tmp_path):
    """`tools/color_picture.py` as a module that draws into a temporary folder."""
    monkeypatch.syspath_prepend(str(TOOLS))
    found = importlib.util.spec_from_file_location("color_picture", TOOLS / "color_picture.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def test_a_row_shows_one_window_in_four_ways(tool, tmp_path):
    path = tmp_path / "rio.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 96, 64, 3)
    bands = np.random.default_rng(0).integers(60, 100, (1, 64, 96), np.uint8) + np.uint8([[[0]], [[40]], [[10]]])
    bands[:, :, :16] = 255  # beside the window
    dataset.WriteArray(bands)
    dataset.SetGeoTransform((634_900, 0.5, 0, 7_461_900, 0, -0.5))
    dataset.SetProjection(epsg(32723).ExportToWkt())
    dataset = None
    tool.main([path], ["16,0,64"], (57.7, 14.2), "Sweden")
    drawn = np.asarray(Image.open(tmp_path / "docs" / "colors_by_place.png").convert("RGB")).astype(int)
    cells = np.split(drawn[-tool.SIDE :, : 4 * (tool.SIDE + 6) - 6], [216, 432, 648], 1)
    means = np.array([cell[:, : tool.SIDE].mean((0, 1)) for cell in cells])
    assert np.ptp(means[0]) < 2 and means[0].mean() == pytest.approx(99.5, abs=3)
    assert means[3] == pytest.approx(bands[:, :, 16:80].mean((1, 2)), abs=3)
    assert np.abs(means[1] - means[2]).max() > 2 and np.abs(means[1] - means[0]).max() > 2
