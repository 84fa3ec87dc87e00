"""The parts of the README's pictures of restyling: tiles in their places, cells under their names."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from PIL import Image


@pytest.fixture(scope="module")
def tool():
    """`tools/restyle_pictures.py` as a module."""
    path = Path(__file__).resolve().parent.parent / "tools" / "restyle_pictures.py"
    found = importlib.util.spec_from_file_location("restyle_pictures", path)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_tiles_lie_where_they_belong(tool, tmp_path):
    colours = {(0, 0): "red", (1, 0): "lime", (0, 1): "blue", (1, 1): "white"}
    for (x, y), colour in colours.items():
        path = tmp_path / "clean-modern" / "17" / str(100 + x) / f"{200 + y}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (256, 256), colour).save(path)
    whole = np.asarray(tool.town(tmp_path, "modern", (17, 100, 200)))
    assert whole.shape == (512, 512, 3)
    corners = [tuple(int(value) for value in whole[y, x]) for y in (5, 500) for x in (5, 500)]
    assert corners == [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)]


def test_cells_stand_row_by_row_under_their_names(tool):
    cells = [(name, Image.new("RGB", (60, 50), name)) for name in ("red", "lime", "blue")]
    whole = np.asarray(tool.grid(cells, 2).convert("RGB")).astype(int)
    assert whole.shape == (2 * (50 + tool.BAR), 2 * 60 + tool.GAP, 3)
    for number, colour in enumerate([(255, 0, 0), (0, 255, 0), (0, 0, 255)]):
        x, y = number % 2 * (60 + tool.GAP) + 30, number // 2 * (50 + tool.BAR) + tool.BAR + 25
        assert np.abs(whole[y, x] - colour).max() < 12
    assert whole[: tool.BAR, :60].min() < 100  # its name
