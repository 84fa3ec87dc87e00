"""Lightness, hue and saturation: there and back without loss, and lightness kept to the last bit."""

import colorsys

import numpy as np
import pytest

from realign.engine.hls import lightness_of, plane_to_rgb, rgb_to_plane

GREYS = np.arange(256, dtype=np.uint8)


def sums(image):
    """max + min of the colours."""
    return image.max(-1).astype(int) + image.min(-1)


def test_lightness_is_exact_for_all_greys_and_hues():
    angles = np.radians(np.arange(0, 360, 1.5))
    for chroma in (0.0, 0.003, 0.3, 1.0, 7.0):
        plane = chroma * np.stack([np.cos(angles), np.sin(angles)], -1)
        lightness, plane = np.broadcast_arrays(GREYS[:, None, None] / np.float32(255), plane[None])
        colours = plane_to_rgb(lightness[..., 0], plane)
        assert (sums(colours) == 2 * GREYS[:, None].astype(int)).all(), chroma
    assert (colours[128].max(-1) == 255).all()  # the last, cut to the bi-cone, is as bright as can be


def test_no_chroma_is_grey():
    colours = plane_to_rgb(GREYS / np.float32(255), np.zeros((256, 2)))
    assert (colours == GREYS[:, None]).all()


def test_colours_there_and_back():
    image = np.random.default_rng(0).integers(0, 256, (200, 300, 3)).astype(np.uint8)
    image[:40] = image[:40, :, :1]  # greys
    image[40:60, :, 1] = image[40:60, :, 0]  # between two hues
    image[60:70] = np.eye(3, dtype=np.uint8)[np.arange(300) % 3] * 255
    lightness, plane = rgb_to_plane(image)
    assert lightness.dtype == plane.dtype == np.float32 and plane.shape == (200, 300, 2)
    np.testing.assert_array_equal(plane_to_rgb(lightness, plane), image)
    assert (np.hypot(*np.moveaxis(plane, -1, 0)) <= 1 - np.abs(2 * lightness - 1) + 1e-6).all()


@pytest.mark.parametrize("colour", [(0.9, 0.2, 0.1), (0.2, 0.7, 0.3), (0.1, 0.15, 0.6), (0.5, 0.5, 0.5)])
def test_the_plane_holds_the_standard_hue(colour):
    lightness, (x, y) = rgb_to_plane(np.array(colour))
    hue, light, _ = colorsys.rgb_to_hls(*colour)
    chroma = max(colour) - min(colour)
    assert lightness == pytest.approx(light)
    assert (x, y) == pytest.approx((chroma * np.cos(2 * np.pi * hue), chroma * np.sin(2 * np.pi * hue)), abs=1e-6)


def test_the_lightness_of_a_grey_is_the_grey():
    image = np.repeat(GREYS[:, None], 3, 1)
    np.testing.assert_array_equal(lightness_of(image), GREYS / np.float32(255))
    np.testing.assert_array_equal(lightness_of(image[::7] / 255), rgb_to_plane(image[::7] / 255)[0])
