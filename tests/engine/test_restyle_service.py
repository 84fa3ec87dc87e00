"""Maps that a basemap serves: the same pixels whatever part is asked for."""

from __future__ import annotations

import numpy as np
import pytest

from realign.engine.errors import InputError
from realign.engine.restyle_place import Box
from realign.engine.restyle_service import ServiceSheet
from realign.engine.restyle_sheet import metres_per_pixel, read_padded

LEFT, BOTTOM, SIDE = 500_000.0, 5_330_000.0, 150.0  # of the fake basemap, metres
ORIGIN = (499_000.0, 5_331_000.0)


@pytest.fixture
def basemap(make_basemap):
    """One that knows its places: red and green are metres from its corner."""
    colour = np.array([LEFT, BOTTOM])
    return make_basemap(colour=lambda xy: np.concatenate([xy - colour, 0 * xy[:, :1]], 1), pixel_size=0.5)


def test_pixels_are_counted_from_the_origin(basemap):
    sheet = ServiceSheet(basemap, ORIGIN, (LEFT + 10.2, BOTTOM + 20.2, LEFT + 30.0, BOTTOM + 50.0))
    assert sheet.window == Box(2020, 1900, 40, 60)
    assert sheet.place.of(sheet.window).transform == (LEFT + 10, 0.5, 0, BOTTOM + 50, 0, -0.5)
    image, alpha = sheet.read(sheet.window)
    assert image.shape == (60, 40, 3) and (alpha == 255).all()
    assert image[0, 0].tolist() == [10, 49, 0] and image[-1, -1].tolist() == [29, 20, 0]
    assert metres_per_pixel(sheet) == pytest.approx(0.5, rel=1e-3)


def test_all_of_it(basemap):
    sheet = ServiceSheet(basemap, ORIGIN)
    assert sheet.window == sheet.whole == Box(2000, 1700, 300, 300)
    image, alpha = read_padded(sheet, sheet.window.grown(4))
    assert image.shape == (308, 308, 3) and (alpha == 255).all()
    assert (image[:5, 100] == image[4, 100]).all()  # the outermost pixels go on


def test_an_extent_is_cut_to_what_there_is(basemap):
    sheet = ServiceSheet(basemap, ORIGIN, (LEFT - 500, BOTTOM - 500, LEFT + 1, BOTTOM + 1))
    assert sheet.window == Box(2000, 1998, 2, 2)


def test_extents_that_make_no_sense(basemap):
    with pytest.raises(InputError, match="The extent lies beside the map painted; choose one that meets it"):
        ServiceSheet(basemap, ORIGIN, (LEFT - 50, BOTTOM, LEFT - 10, BOTTOM + 10))
    basemap.extent = (0.0, 0.0, 5e7, 5e7)
    with pytest.raises(InputError, match=r"would have 100000000 × .* choose a smaller extent or coarser pixels"):
        ServiceSheet(basemap, ORIGIN)
