from __future__ import annotations

import numpy as np
import pytest

from realign.training.measures import CURVE_PIXELS, Residuals, average, summarise


def _run(after, before=None, feature=None):
    after = np.array(after, float)
    before = np.full_like(after, 5.0) if before is None else np.array(before, float)
    return Residuals(before, after, np.arange(len(after)) if feature is None else np.array(feature))


def test_lengths_in_metres_and_pixels():
    summary = summarise([_run([(0.3, 0), (0, -0.9), (3, 4), (0, 0)])])
    assert summary["mean"] == pytest.approx(6.2 / 4)
    assert summary["median"] == pytest.approx(0.6)
    assert summary["within_pixels"][:4] == [0.5, 0.5, 0.75, 0.75]  # 1, 2, 3, 4 px of 0.3 m; the limit counts as within
    assert summary["within_metres"] == [0.5, 0.75, 0.75]
    assert summary["p90"] == pytest.approx(np.percentile([0.3, 0.9, 5, 0], 90))


def test_the_curve_rises_and_agrees_with_the_table():
    run = _run(np.random.default_rng(0).normal(0, 1, (500, 2)))
    summary = summarise([run])
    assert (np.diff(summary["curve"]) >= 0).all()
    assert summary["curve"][CURVE_PIXELS.index(4.0)] == summary["within_pixels"][3]


def test_steady_takes_out_each_image_s_own_offset():
    offsets = np.array([(1.0, 0.0), (0.0, -2.0)])
    noise = np.array([(-0.1, 0), (0.1, 0), (0, 0)])
    summary = summarise([_run(noise + offset) for offset in offsets])
    assert summary["mean"] == pytest.approx(1.5, abs=0.01)
    assert summary["steady"] == pytest.approx(0.2 / 3)


def test_worse_counts_features_not_vertices():
    before = [(1, 0), (1, 0), (1, 0), (2, 0), (2, 0)]
    after = [(2, 0), (2, 0), (2, 0), (1, 0), (2.0005, 0)]  # the last one moved less than writing a file does
    assert summarise([_run(after, before, [7, 7, 7, 8, 9])])["worse"] == pytest.approx(1 / 3)


def test_much_worse_is_by_more_than_half_a_metre():
    before, after = [(1, 0), (1, 0), (1, 0), (1, 0)], [(1.4, 0), (1.6, 0), (0, 0.2), (0, -3)]
    summary = summarise([_run(after, before)])
    assert summary["worse"] == 0.75
    assert summary["much_worse"] == 0.5


def test_the_curve_goes_to_16_pixels_by_quarters():
    assert CURVE_PIXELS[:3] == (0, 0.25, 0.5) and CURVE_PIXELS[-1] == 16
    summary = summarise([_run([(0, 0), (4.8, 0), (4.9, 0), (0.6, 0)])])
    assert summary["curve"][0] == 0.25
    assert summary["curve"][-1] == 0.75


def test_each_place_counts_the_same():
    small, large = summarise([_run([(1, 0)])]), summarise([_run([(3, 0)] * 9)])
    both = average([small, large])
    assert both["mean"] == pytest.approx(2)
    assert both["vertices"] == 10
    assert both["within_metres"] == [0, 0.5, 0.5]
