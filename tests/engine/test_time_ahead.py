"""How long it will take is told before it begins, for slow devices only, and from the pixels that really run."""

from __future__ import annotations

import re

import pytest

from realign.engine import time_ahead as ahead
from realign.engine.align import AlignOptions, align
from realign.engine.chain import Chain
from realign.engine.frame import Frame
from realign.engine.imagery import Imagery
from realign.engine.model import load_model


@pytest.fixture
def job(make_basemap, make_model, town, utm):
    """A run with a slow model: what it announces, and what it finds."""

    def run(device="numpy", **options):
        basemap = make_basemap()
        model = make_model(basemap)
        model.device = device
        told = []
        wishes = AlignOptions(max_displacement=4.0, **options)
        return align(town, utm, basemap, model, wishes, announce=told.append), told, model

    return run


@pytest.fixture
def a_second_per_pixel(monkeypatch):
    monkeypatch.setattr(ahead, "seconds_per_pixel", lambda model, outputs: 1.0)


def test_pixels_are_those_that_run(job, a_second_per_pixel):
    alignment, told, _ = job()
    assert len(told) == 1
    sentence = r"The network runs with numpy, the slowest of the devices: about (\d+):(\d+) h for ([\d.]+) megapixels\."
    found = re.fullmatch(sentence, told[0])
    assert float(found[3]) == pytest.approx(alignment.megapixels, rel=0.15)
    assert int(found[1]) + int(found[2]) / 60 == pytest.approx(alignment.megapixels * 1e6 / 3600, rel=0.15)


def test_symmetries_take_eight_times_as_long(job, a_second_per_pixel):
    def hours(told):
        return int(re.search(r"about (\d+):", told[0])[1])

    assert hours(job(symmetries=True)[1]) == pytest.approx(8 * hours(job()[1]), rel=0.05)


def test_fast_devices_are_not_timed(job, monkeypatch):
    monkeypatch.delattr(ahead, "seconds_per_pixel")
    alignment, told, _ = job("cpu")
    assert told == [] and alignment.megapixels > 0


def test_timing_a_block(write_onnx, make_card):
    model = load_model(write_onnx(card=make_card().to_json()), "numpy")
    assert 0 < ahead.seconds_per_pixel(model, ("displacement",), 100) < 1
    assert 0 < ahead.seconds_per_pixel(model, ("precision",), 3) < 1  # never smaller than the network can take


@pytest.fixture
def chain(make_basemap, make_model, town, utm):
    """That of a model which can search."""
    basemap = make_basemap()
    outputs = {"displacement": ["x", "y"], "precision": ["a", "b", "c"], "segmentation": ["fill", "outline"]}
    model = make_model(basemap, outputs=outputs)
    box = basemap.extent
    frame = Frame.choose(utm, basemap.crs, tuple(box), tuple(box))
    return Chain(town, frame.from_layer(town.coordinates), Imagery(basemap, frame), model)


def test_the_search_is_counted(chain):
    """One piece of 512 pixels at 1.2 m covers the little town; its imagery is smaller still."""
    side = 150 / 1.2 + 2 * 48
    assert ahead.searched_pixels(chain, 10.0) == pytest.approx(side**2, rel=0.02)


def test_the_search_takes_its_own_time(chain, monkeypatch):
    monkeypatch.setattr(ahead, "seconds_per_pixel", lambda model, outputs: 1e-3 if "segmentation" in outputs else 0.0)
    assert f"about {round(ahead.searched_pixels(chain, 10.0) / 1000)} s for" in ahead.time_ahead(chain, [2, 1], 10.0)
