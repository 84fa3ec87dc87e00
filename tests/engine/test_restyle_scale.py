"""How thick lines are, measured on lines whose width is known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from osgeo import gdal

from realign.engine.restyle_scale import scale_hint, stroke_width
from realign.engine.restyle_sheet import FileSheet


@pytest.fixture
def sheet(tmp_path):
    """A sheet of a street grid whose lines have a width; ``collar`` is the dark table around it, pixels."""

    def make(width, collar=0):
        picture = np.full((900, 900), 220, np.uint8)
        for place in range(60, 900, 90):
            picture[place : place + width] = 30
            picture[:, place : place + width] = 30
        if collar:
            picture[:, :collar] = picture[:, -collar:] = picture[:collar] = 10
        path = str(tmp_path / f"{width}.tif")
        gdal.GetDriverByName("GTiff").Create(path, 900, 900, 1).WriteArray(picture)
        return FileSheet(path)

    return make


@pytest.mark.parametrize("collar", [0, 150])
@pytest.mark.parametrize("width", [1, 2, 3, 6, 9])
def test_width(sheet, width, collar):
    assert stroke_width(sheet(width, collar)) == pytest.approx(width, abs=0.5)


def test_a_hint_where_lines_are_thick(sheet):
    assert scale_hint(sheet(3)) == []
    (hint,) = scale_hint(sheet(8))
    assert "about 8 pixels wide" in hint and "a scale of 0.2 may" in hint


def test_nothing_is_said_of_pictures_without_lines(tmp_path):
    path = str(tmp_path / "haze.tif")
    haze = np.linspace(100, 130, 600 * 600).reshape(600, 600).astype(np.uint8)
    gdal.GetDriverByName("GTiff").Create(path, 600, 600, 1).WriteArray(haze)
    assert math.isnan(stroke_width(FileSheet(path))) and scale_hint(FileSheet(path)) == []
