"""An input that is too large for a device's memory is asked about in pieces, with the same answer."""

from __future__ import annotations

import numpy as np
import pytest

from realign.engine.pieces import Cut


def blurred(image, stride):
    """A network with a receptive field of 5 pixels, at a lower resolution."""
    padded = np.pad(image, ((0, 0), (0, 0), (2, 2), (2, 2)))
    height, width = image.shape[2:]
    total = sum(padded[:, :, y : y + height, x : x + width] for y in range(5) for x in range(5))
    return total[:, :, ::stride, ::stride]


@pytest.mark.parametrize("shape", [(1, 3, 64, 160), (1, 3, 160, 48), (1, 3, 128, 128), (3, 3, 16, 16)])
@pytest.mark.parametrize("stride", [1, 2, 4])
def test_two_pieces_answer_like_the_whole(shape, stride):
    image = np.random.default_rng(3).normal(size=shape)
    cut = Cut.of(shape, 3, 16)
    pieces = cut.apart(image)
    assert all(piece.size < image.size for piece in pieces)
    assert all(side % 16 == 0 for piece in pieces for side in piece.shape[2:])
    found = cut.join(*(blurred(piece, stride) for piece in pieces))
    np.testing.assert_allclose(found, blurred(image, stride))


def test_batches_are_cut_before_pictures():
    assert Cut.of((5, 3, 640, 640), 80, 16)[:3] == (0, 5, 2)
    assert Cut.of((1, 3, 640, 656), 80, 16)[:3] == (3, 656, 320)


def test_what_is_small_stays_whole():
    assert Cut.of((1, 3, 304, 304), 80, 16) is None
    assert Cut.of((1, 3, 304, 320), 80, 16) is not None
    assert Cut.of((1, 3, 16, 16), 0, 16) is None
