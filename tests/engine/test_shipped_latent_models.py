"""The latent models that ship: small, quick, the same in both backends, and with samples to find one's way by."""

from __future__ import annotations

import importlib.util
import time

import numpy as np
import pytest

from realign.engine.latent import LatentModel
from realign.engine.model import MODELS

SHIPPED = sorted(MODELS.glob("latent-*.onnx"))
DEVICES = ["numpy", *(["cpu"] if importlib.util.find_spec("onnxruntime") else [])]

pytestmark = pytest.mark.skipif(not SHIPPED, reason="no latent model ships yet")


@pytest.fixture(params=SHIPPED, ids=[path.stem for path in SHIPPED])
def path(request):
    return request.param


def test_it_is_small_and_its_card_is_complete(path):
    model = LatentModel.load(path, "numpy")
    assert path.stat().st_size <= 8_000_000
    samples = model.samples
    assert len(samples.codes) >= 100 and len(samples.sheet) < 400_000
    assert all(low <= number <= high for code in samples.codes for number, (low, high) in zip(code, model.ranges))
    assert model.card.licence and model.card.training_data


def test_backends_agree(path):
    models = [LatentModel.load(path, device) for device in DEVICES]
    codes = models[0].samples.codes[::20]
    pictures = [np.stack([model.decode(code) for code in codes]).astype(int) for model in models]
    assert np.abs(pictures[0] - pictures[-1]).max() <= 1
    if not models[0].reads:
        return
    found = [np.stack([model.encode(each.astype(np.uint8)) for each in pictures[0]]) for model in models]
    assert np.abs(found[0] - found[-1]).max() <= 1e-4 * max(np.abs(found[0]).max(), 1)


@pytest.mark.parametrize("device", DEVICES)
def test_a_picture_takes_less_than_a_tenth_of_a_second(path, device):
    model = LatentModel.load(path, device)
    model.decode(model.samples.codes[0])
    began = time.process_time()  # not the clock: other work on the machine does not count
    for code in model.samples.codes[:10]:
        model.decode(code)
    assert (time.process_time() - began) / 10 < 0.1


def test_the_plane_shows_different_things(path):
    model = LatentModel.load(path, "numpy")
    pictures = np.stack([model.decode(code) for code in model.samples.codes[::10]]).astype(float)
    assert pictures.std(0).mean() > 10  # of 255


def test_a_picture_drawn_lies_near_the_code_that_it_was_drawn_from(path):
    """Nearer than others do: what the explorer answers when it is asked where a piece is."""
    model = LatentModel.load(path, "numpy")
    if not model.reads:
        pytest.skip("it only draws")
    codes = model.samples.codes[::10]
    found = np.stack([model.encode(model.decode(code)) for code in codes])
    distances = np.linalg.norm(found[:, None] - codes, axis=-1)
    ranks = (distances < np.diag(distances)[:, None]).sum(1)
    assert np.median(ranks) <= 0.15 * len(codes)
