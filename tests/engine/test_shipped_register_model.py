"""The model that ships for registering maps, on a drawn town in two styles."""

from __future__ import annotations

import importlib.util
import os

import numpy as np
import pytest
from tiny_sheets import Case, pixels, town

from realign.engine.basemap import GdalBasemap
from realign.engine.content import content_of
from realign.engine.matching import CELL, scores
from realign.engine.model import default_model_path, load_model
from realign.engine.register import RegisterOptions, register
from realign.engine.restyle_sheet import FileSheet
from realign.engine.sheet_georeference import SheetGeoreference

PATH = default_model_path("register", "maps")
MOST = 1_500_000  # bytes of the file


@pytest.fixture(scope="module")
def model():
    return load_model(PATH, "cpu", "register")


def picture(modern, move=(0, 0), side=160):
    return town(pixels(side) + 100 - np.array(move), modern=modern).reshape(side, side, 3)


def test_file_is_small_and_says_what_it_is_worth(model):
    assert os.path.getsize(PATH) < MOST
    assert model.card.task == "register" and model.card.quality
    assert model.card.licence and model.card.training_data


def test_backends_agree(model):
    if importlib.util.find_spec("onnxruntime") is None:
        pytest.skip("onnxruntime is not installed")
    image = (picture(True).transpose(2, 0, 1)[None] / 255).astype(np.float32)
    other = load_model(PATH, "numpy", "register")
    one, two = (each.run(["content"], image=image)["content"] for each in (model, other))
    assert np.abs(one - two).max() < 1e-4


def test_content_of_two_styles_fits_best_where_it_lies(model):
    content = content_of(model)
    valid = np.ones((160, 160), bool)
    one, other = content.of(picture(False), valid), content.of(picture(True, (4, -6)), valid)
    edge, reach = CELL, 6
    inner = one[:, edge : 80 - edge, edge : 80 - edge]
    score = scores(inner, other[:, edge - reach : 80 - edge + reach, edge - reach : 80 - edge + reach], reach)
    row, column = np.unravel_index(score.mean((0, 1)).argmax(), score.shape[2:])
    assert (column - reach, row - reach) == (2, -3)  # a pixel of content is two of the picture


def test_sheet_comes_to_lie_where_it_truly_lies(model, tmp_path):
    case = Case(tmp_path, side=352)
    found = register(
        SheetGeoreference(FileSheet(case.sheet)), GdalBasemap(case.basemap), RegisterOptions(max_displacement=20), model
    )
    before, after = case.places()
    error = np.hypot(*(found.warp(before) - after).T)
    assert np.hypot(*(after - before).T).mean() > 6
    assert np.median(error) < 1 and error.mean() < 1.5
    assert found.trusted > 0.6
    assert found.device == model.device and found.network_seconds > 0
