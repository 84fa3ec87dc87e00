"""A sheet's pixels on another grid."""

import numpy as np
import pytest
from tiny_scan import HEIGHT, WIDTH, scan, waves

from realign.engine import sheet_pixels
from realign.engine.restyle_place import Box
from realign.engine.restyle_sheet import FileSheet
from realign.engine.sheet_pixels import SheetPixels, between


def turned(xy):
    """30 degrees about the middle of the sheet."""
    matrix = np.array([[np.cos(0.5), -np.sin(0.5)], [np.sin(0.5), np.cos(0.5)]])
    return (xy - 100) @ matrix.T + (WIDTH / 2, HEIGHT / 2)


@pytest.mark.parametrize(("method", "off"), [("nearest", 9.0), ("bilinear", 2.0), ("cubic", 1.0)])
def test_pixels_are_those_of_their_places(tmp_path, method, off):
    image, alpha = SheetPixels(FileSheet(scan(tmp_path))).draw(turned, Box(0, 0, 200, 200), method)
    x, y = np.meshgrid(np.arange(200) + 0.5, np.arange(200) + 0.5)
    at = turned(np.stack([x.ravel(), y.ravel()], 1))
    inside = ((at > 1) & (at < (WIDTH - 1, HEIGHT - 1))).all(1)
    assert (alpha.ravel()[inside] == 255).all()
    expected = np.clip(waves(at), 1, 255)[inside]
    assert np.abs(image[..., 0].ravel()[inside] - expected).mean() < off
    assert (alpha.ravel()[((at < -1) | (at > (WIDTH + 1, HEIGHT + 1))).any(1)] == 0).all()


def test_what_asks_for_much_of_the_sheet_is_made_in_parts(tmp_path, monkeypatch):
    pixels = SheetPixels(FileSheet(scan(tmp_path)))
    whole = pixels.draw(turned, Box(0, 0, 200, 200))
    monkeypatch.setattr(sheet_pixels, "_WIDEST", 3000)
    seen = []
    read = pixels._read
    monkeypatch.setattr(pixels, "_read", lambda around: seen.append(around.width * around.height) or read(around))
    parts = pixels.draw(turned, Box(0, 0, 200, 200))
    assert len(seen) > 10 and max(seen) <= 3000
    assert all(np.abs(one.astype(int) - other).max() <= 1 for one, other in zip(whole, parts))  # rounding


def test_places_that_are_nowhere_show_nothing(tmp_path):
    def half(xy):
        return np.where(xy[:, :1] < 50, np.nan, xy)

    _, alpha = SheetPixels(FileSheet(scan(tmp_path))).draw(half, Box(0, 0, 100, 40))
    assert (alpha[:, :48] == 0).all() and (alpha[:, 66:] == 255).all()


def test_smooth_values_are_known_between_the_places_that_are_computed():
    asked = []

    def function(xy):
        asked.append(len(xy))
        return np.stack([np.sin(xy[:, 0] / 30), xy[:, 1] ** 2 / 500, xy.sum(1)], 1)

    box = Box(-37, 12, 150, 90)
    found = between(function, box)
    x, y = np.meshgrid(np.arange(-37, 113) + 0.5, np.arange(12, 102) + 0.5)
    np.testing.assert_allclose(found.reshape(-1, 3), function(np.stack([x.ravel(), y.ravel()], 1)), atol=2e-3)
    assert asked[0] < 150 * 90 / 30
