"""The model that ships for stereo pairs, on a block over level ground."""

from __future__ import annotations

import importlib.util
import os

import numpy as np
import pytest
from osgeo import gdal

from realign.engine.model import default_model_path, load_model
from realign.engine.restyle_sheet import FileSheet
from realign.engine.stereo import StereoFiles, StereoOptions, disparity

PATH = default_model_path("stereo", "pairs")
MOST = 1_500_000  # bytes of the file


@pytest.fixture(scope="module")
def model():
    return load_model(PATH, "cpu", "stereo")


def test_file_is_small_and_says_what_it_is_worth(model):
    assert os.path.getsize(PATH) < MOST
    assert model.card.quality and model.card.training_data and model.card.licence


def test_backends_agree(model):
    if importlib.util.find_spec("onnxruntime") is None:
        pytest.skip("onnxruntime is not installed")
    left = np.random.default_rng(0).uniform(size=(1, 3, 96, 128)).astype(np.float32)
    given = {"left": left, "right": np.roll(left, 2, 3)}
    one, other = (
        each.run(["disparity"], **given)["disparity"] for each in (model, load_model(PATH, "numpy", "stereo"))
    )
    assert np.abs(one - other).max() < 1e-4 * max(1.0, float(np.abs(one).max()))


def test_block_stands_out_of_the_ground(model, stereo_pair, tmp_path):
    left, right, truth = stereo_pair()
    path = str(tmp_path / "disparity.tif")
    with FileSheet(str(left)) as one, FileSheet(str(right)) as other:
        disparity(one, other, model, StereoFiles(path), StereoOptions(-16, 32))
    found = gdal.Open(path).ReadAsArray()
    off = np.abs(found - truth)[16:-16, 24:-24]
    assert np.median(off) < 0.5
    assert np.mean(off > 2) < 0.12  # what the block hides on one side cannot be matched
    assert np.median(found[80:110, 140:180]) == pytest.approx(11, abs=0.5)
