"""Figures of a restyle model: what is perfect counts as perfect, and what is not does not."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch

from realign.engine.errors import InputError
from realign.training.networks.restyling import Restyler
from realign.training.restyle import measures
from realign.training.restyle.export import restyle_card
from realign.training.restyle.made import made_blocks
from realign.training.restyle.sampling import CLEAN, NAMES
from realign.training.restyle.tiles import cut
from realign.training.translation.harness.classifiers import ImageClassifier
from realign.training.translation.map_judges import MapJudges, Segmenter

TWO = ("toner", "modern")


class Echo:
    """A model that changes nothing, and notes how large its pictures are."""

    def __init__(self):
        self.card = restyle_card(np.zeros((len(NAMES), 4), np.float32), "{}")
        self.shapes = []

    def run(self, outputs, **inputs):
        self.shapes.append(inputs["image"].shape)
        assert inputs["textures"].shape[2:] == inputs["image"].shape[2:]
        return {"restyled": inputs["image"]}


@pytest.fixture(scope="module")
def blocks():
    return made_blocks(1, side=384)


@pytest.fixture(scope="module")
def judges():
    torch.manual_seed(0)
    return MapJudges(ImageClassifier(3, len(NAMES)).eval(), Segmenter(3, (8, 8)).eval())


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(measures, "SIDE", 128)


def test_true_maps_are_perfect_and_unchanged_ones_are_not(blocks, judges, monkeypatch):
    plain = measures.measured(Echo(), blocks, judges, 1, TWO)
    true = lambda model, blocks, block, left, top, side, given, style: cut(  # noqa: E731
        block, blocks.number(CLEAN + style.title.lower()), left, top, side
    )
    monkeypatch.setattr(measures, "redrawn", true)
    perfect = measures.measured(Echo(), blocks, judges, 1, TWO)
    assert set(perfect.pairs) == {("toner", "modern"), ("modern", "toner")}
    assert perfect.places == 1 and 0 < perfect.pieces <= 4
    assert perfect.mean()["ssim"] == pytest.approx(1, abs=1e-3)
    assert perfect.mean()["iou_buildings"] in (0, 1), "an untrained judge may find none"
    assert plain.mean()["ssim"] < 0.9 and plain.mean()["psnr"] < 30


def test_the_network_sees_what_lies_around(blocks):
    model = Echo()
    block = blocks.blocks[0]
    style = measures.style_named(model.card, "modern")
    drawn = measures.redrawn(model, blocks, block, 128, 112, 96, "toner", style)
    assert model.shapes == [(1, 3, 96 + 2 * Restyler.reach, 96 + 2 * Restyler.reach)]
    assert np.array_equal(drawn, cut(block, blocks.number("clean-toner"), 128, 112, 96))


def test_report(blocks, judges, tmp_path):
    report = measures.measured(Echo(), blocks, judges, 1, TWO)
    text = "\n".join(measures.markdown(report, "some-model"))
    assert "| toner |" in text and "SSIM" in text and "IoU of roads" in text
    quality = json.loads(json.dumps(report.quality()))
    assert quality["pairs"]["toner to modern"]["ssim"] == pytest.approx(
        report.pairs["toner", "modern"]["ssim"], abs=1e-3
    )
    measures.sheet(Echo(), blocks, tmp_path / "pairs.png", TWO, 96)
    assert (tmp_path / "pairs.png").stat().st_size > 1000


def test_small_tiles_are_refused(judges):
    with pytest.raises(InputError, match="too small"):
        measures.measured(Echo(), made_blocks(1, side=128), judges, 1, TWO)
