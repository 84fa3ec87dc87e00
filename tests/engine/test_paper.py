"""Noise and finish of drawn maps: the same wherever a block begins, and as strong as it says."""

from __future__ import annotations

import json

import numpy as np
import pytest

from realign.engine.errors import InputError
from realign.engine.paper import Finish, MapFrame, finished, noise

FULL = Finish(wobble=((1.5, 20), (0.5, 7)), wash=0.2, grain=0.4)


@pytest.fixture
def drawing():
    """Two houses and a road on paper."""
    pixels = np.full((160, 192, 3), (240, 230, 210), np.uint8)
    pixels[30:90, 40:100] = (180, 90, 70)
    pixels[110:118] = (90, 140, 180)
    return pixels


def test_noise_follows_from_the_place_alone():
    whole = noise(9_000_000, -300, 120, 90, 13.7, seed=3)
    part = noise(9_000_050, -260, 40, 30, 13.7, seed=3)
    assert np.array_equal(part, whole[40:70, 50:90])
    assert not np.allclose(noise(9_000_000, -300, 120, 90, 13.7, seed=4), whole)


def test_noise_is_smooth_and_centred():
    field = noise(0, 0, 1000, 1000, 10)
    assert abs(field.mean()) < 0.02 and 0.2 < field.std() < 0.5 and np.abs(field).max() <= 1
    assert np.abs(np.diff(field, axis=0)).max() < 0.12
    assert np.abs(np.diff(noise(1 << 26, 1 << 26, 300, 300, 10), axis=1)).max() < 0.12  # as far out as zoom 18


def test_blocks_agree(drawing):
    whole = finished(drawing, 500, 700, FULL)
    part = finished(drawing[20:130, 30:150], 530, 720, FULL)
    reach = FULL.reach
    inner = whole[20 + reach : 130 - reach, 30 + reach : 150 - reach].astype(int)
    assert np.abs(part[reach:-reach, reach:-reach] - inner).max() <= 1


def test_nothing_asked_nothing_done(drawing):
    assert np.array_equal(finished(drawing, 0, 0, Finish()), drawing)
    assert Finish().reach == 0


def test_wobble_moves_edges_by_its_amplitude_at_most(drawing):
    wavering = finished(drawing, 0, 0, Finish(wobble=((2.0, 16),)))
    difference = np.abs(wavering.astype(int) - drawing).max(2) > 6
    assert difference.any() and not difference[34:86, 44:96].any() and not difference[:26].any()
    edge = (wavering[40:80, 30:50, 1] < 160).argmax(1)
    assert np.ptp(edge) >= 1


def test_wash_spares_paper_and_ink():
    paint, paper = np.full((200, 200, 3), (200, 100, 60), np.uint8), np.full((200, 200, 3), 240, np.uint8)
    spread = [finished(each, 0, 0, Finish(wash=0.3)).astype(float).std() / each.mean() for each in (paper, paint)]
    plain = paint.astype(float).std() / paint.mean()
    assert spread[1] - plain > -0.1 and spread[0] < 0.02
    red = finished(paint, 0, 0, Finish(wash=0.3))[..., 0]
    assert red.std() > 5


def test_a_frame_is_read(tmp_path):
    content = {"title": "A", "background": "#ffffff", "order": ["roads"], "wobble": [[1, 9]], "wash": 0, "grain": 0.1}
    (tmp_path / "map.json").write_text(json.dumps(content))
    frame = MapFrame.read(tmp_path)
    assert frame.order == ("roads",) and frame.finish == Finish(((1.0, 9.0),), 0.0, 0.1)


@pytest.mark.parametrize(
    ("text", "message"), [(None, "is no map style"), ("[]", "does not describe"), ("{}", "does not describe")]
)
def test_no_frame(text, message, tmp_path):
    if text is not None:
        (tmp_path / "map.json").write_text(text)
    with pytest.raises(InputError, match=message):
        MapFrame.read(tmp_path)
