import numpy as np
import pytest

from realign.engine.textures import KINDS, alpha, planes


@pytest.mark.parametrize("kind", KINDS)
def test_share_of_ink(kind):
    share = alpha(kind)
    assert share.min() >= 0 and share.max() <= 1 and share.std() > 0.02
    assert not share.flags.writeable


def test_blocks_agree_where_they_overlap():
    kinds = list(KINDS)
    whole = planes(kinds, -70, 1000, 300, 200)
    part = planes(kinds, 30, 1090, 64, 50)
    assert whole.shape == (len(kinds), 200, 300) and whole.dtype == np.float32
    assert np.array_equal(whole[:, 90:140, 100:164], part)


def test_textures_begin_at_the_corner_of_the_map():
    for kind in KINDS:
        side = alpha(kind).shape[0]
        assert np.allclose(planes([kind], 0, 0, side, side)[0], alpha(kind))
        assert np.allclose(planes([kind], 5, 3, 1, 1), alpha(kind)[3, 5])


def test_unknown_kind():
    with pytest.raises(KeyError, match="tartan"):
        planes(["tartan"], 0, 0, 8, 8)
