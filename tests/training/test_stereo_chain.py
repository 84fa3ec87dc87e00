"""Recipe ``stereo-chain``: exact pairs, the chain, smoke training, export, measures and semi-global matching."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
import torch
from PIL import Image
from typer.testing import CliRunner

from realign.engine import stereo_chain as engine
from realign.engine.errors import InputError
from realign.engine.model import load_model
from realign.training import cli
from realign.training.fitting import progress
from realign.training.networks.correlation import correlate
from realign.training.networks.stereo import StereoNetwork, levelled
from realign.training.peers.sgm import filled
from realign.training.recipes import stereo_chain as recipe
from realign.training.scenes import Relief, generate_relief
from realign.training.stereo import chain
from realign.training.stereo.kept_pairs import middlebury
from realign.training.stereo.measures import Errors, pooled
from realign.training.stereo.pairs import Drawing, Pairs, draw_pair
from realign.training.stereo.views import seen_from

DRAWING = Drawing(height=64, width=96, margin=32, ended=0.0)


@pytest.fixture(scope="module")
def place():
    return generate_relief(3, 78.0, 0.3, 0.1)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A finished smoke run, trained by the command."""
    folder = tmp_path_factory.mktemp("stereo") / "run"
    assert "report.md" in succeed("stereo-chain", "--preset", "smoke", "--out", folder, "--threads", 1)
    return folder


def succeed(*words):
    result = CliRunner().invoke(cli.app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.output


def under(right, disparity, margin):
    """What the right picture shows where a disparity leads, by the engine's warping."""
    return engine.warped(right.astype(np.float32), disparity, margin)


def table(height=12, width=80):
    """A place with a table of 5 m, columns 30 to 49, its light the column's number over a hundred."""
    heights = np.zeros((height, width), np.float32)
    heights[:, 30:50] = 5
    light = np.broadcast_to(np.arange(width, dtype=np.float32)[:, None] / 100, (height, width, 3))
    return Relief(light, heights, np.zeros((height, width), bool), 0.5)


def test_a_table_is_seen_where_it_stands():
    view = seen_from(table(), 2.0, 10.0, 60)  # a metre is two pixels, so its top moves by ten
    assert view.heights.shape == (12, 60)
    assert np.all(view.heights[:, 30:49] == 5) and np.all(view.heights[:, 50:] == 0)
    np.testing.assert_allclose(view.light[:, 30:49, 0], np.broadcast_to(np.arange(30, 49) / 100, (12, 19)), atol=1e-6)
    np.testing.assert_allclose(view.light[:, 50:59, 0], np.broadcast_to(np.arange(60, 69) / 100, (12, 9)), atol=1e-6)
    side = view.heights[0, 20:30]
    assert np.all(np.diff(side) > 0), "what stood beside it on the left is its wall now"
    assert np.isnan(seen_from(table(), 2.0, -20.0, 60).heights[:, :20]).all(), "nothing is known beyond the place"


@pytest.mark.parametrize("seed", range(4))
def test_the_disparity_is_exact(place, seed):
    """The right picture, warped by it, is the left one where both show the same, and only there."""
    pair = draw_pair(place, replace(DRAWING, alike=1.0), np.random.default_rng(seed))
    assert np.isfinite(pair.disparity).all() and np.abs(pair.disparity).max() <= DRAWING.margin
    assert pair.left.shape == (64, 96, 3) and pair.right.shape == (64, 160, 3)

    def apart(disparity, where):
        shown = under(pair.right, disparity, DRAWING.margin)[where].mean(1)
        return 1 - np.corrcoef(shown, pair.left[where].mean(1).astype(float))[0, 1]

    exact = apart(pair.disparity, pair.visible)
    assert exact < 0.1
    for wrong in (-2, 2):
        assert apart(pair.disparity + np.float32(wrong), pair.visible) > 1.5 * exact


def test_hidden_ground_is_known(place):
    hidden = np.concatenate(
        [draw_pair(place, DRAWING, np.random.default_rng(seed)).visible.ravel() for seed in range(8)]
    )
    assert 0.7 < hidden.mean() < 1


def test_batches_repeat_with_their_seed_and_differ_with_others():
    first, again, other = (
        list(islice(Pairs(replace(DRAWING, height=32, width=32), 2, seed, places=1), 2)) for seed in (1, 1, 2)
    )
    assert all(torch.equal(a[name], b[name]) for a, b in zip(first, again) for name in a)
    assert not torch.equal(first[0]["left"], other[0]["left"])
    assert first[0]["right"].shape == (2, 3, 32, 96) and first[0]["visible"].dtype == torch.bool


def test_pictures_that_end_show_nothing_beyond(place):
    pair = draw_pair(place, replace(DRAWING, ended=1.0), np.random.default_rng(0))
    columns = np.arange(96) - pair.disparity
    assert not pair.visible[(columns < -1) | (columns > 96)].any() and pair.visible.any()
    assert np.ptp(pair.right[:, : DRAWING.margin - 8].astype(int), 1).max() < 60


def test_the_chain_is_the_engine_s():
    rng = np.random.default_rng(0)
    disparity, right = rng.normal(0, 2, (8, 12)).astype(np.float32), rng.uniform(size=(8, 28, 3)).astype(np.float32)
    found = chain.doubled(torch.from_numpy(disparity)[None, None])[0, 0].numpy()
    np.testing.assert_allclose(found, engine.doubled(disparity), atol=1e-5)
    tensors = torch.from_numpy(right.transpose(2, 0, 1)[None].copy()), torch.from_numpy(disparity)[None, None]
    found = chain.warped(*tensors, 8)[0].numpy().transpose(1, 2, 0)
    np.testing.assert_allclose(found, engine.warped(right, disparity, 8), atol=1e-4)


def test_additive_links_find_a_planted_shift():
    """A scripted network that moves by one pixel towards 11 at every scale comes as near as four scales can."""
    truth, asked = 11.0, []

    class Scripted(torch.nn.Module):
        def forward(self, left, right):
            lacking = right.mean() - left.mean()  # pictures are ramps: one per column
            asked.append(left.shape[3])
            return lacking.expand(1, 1, *left.shape[2:]).clamp(-1, 1)

    ramp = torch.arange(64.0).expand(1, 3, 16, 64)
    right = torch.arange(-16.0, 80.0).expand(1, 3, 16, 96) + truth
    scaled = chain.chained(_Ramps(Scripted()), ramp, right, 16, torch.zeros(1, 1, 1, 1), (3, 2, 1, 0))
    assert asked == [4, 8, 16, 32], "half of each scale's columns"
    np.testing.assert_allclose(scaled[-1].mean().item(), truth, atol=0.6)


class _Ramps(torch.nn.Module):
    """Tells a scripted network the mean shift in the pixels of the scale, which ramps give away."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, left, right):
        step = left[..., 1:].sub(left[..., :-1]).median()
        inner = slice(left.shape[3] // 4, -(left.shape[3] // 4))
        return self.network(left[..., inner] / step, right[..., inner] / step).mean().expand(1, 1, *left.shape[2:])


def test_correlation_along_rows():
    one, other = torch.randn(2, 3, 6, 20), torch.randn(2, 3, 6, 20)
    volume = correlate(one, other, (0, 2))
    assert volume.shape == (2, 5, 6, 20)
    torch.testing.assert_close(volume[:, 4, :, :-2], (one[..., :-2] * other[..., 2:]).sum(1))
    torch.testing.assert_close(volume, correlate(one, other, 2)[:, 10:15])


def test_the_network_begins_with_nothing_to_add_and_bears_other_exposures():
    torch.manual_seed(0)
    network = StereoNetwork(features=8, widths=(8, 12, 12)).eval()
    left = torch.rand(1, 3, 32, 40)
    assert network(left, left).abs().max() == 0
    torch.testing.assert_close(levelled(0.5 * left + 0.2), levelled(left), atol=0.35, rtol=0.1)
    assert network.multiple == 8 and network.reach == 8


def test_from_training_to_report(run):
    for name in ("last.ckpt", "config.json", "curves.png", "pairs.png", "samples/pairs-000002.png"):
        assert (run / name).exists(), name
    assert "bad2_visible" in (run / "report.md").read_text()
    succeed("stereo-chain", "--preset", "smoke", "--out", run, "--resume", "--steps", 6)
    assert progress(run / "last.ckpt")[0] == 6


def test_exported_file_is_the_network(run, tmp_path):
    path = tmp_path / "stereo.onnx"
    assert "differs from PyTorch" in succeed("export-stereo", "--run", run, "--output", path)
    model = load_model(path, "numpy", "stereo")
    assert model.card.scales[0] == 0 and model.card.max_disparity == model.card.reach * 2 ** model.card.scales[1]
    blank = np.zeros((1, 3, 32, 48), np.float32)
    assert model.run(left=blank, right=blank)["disparity"].shape == (1, 1, 32, 48)


def test_a_run_must_be_there(tmp_path):
    with pytest.raises(InputError, match="holds no training"):
        recipe.load(tmp_path)


def test_errors():
    truth = np.array([[0, 0, 0, np.nan], [5, 5, 5, 5]], np.float32)
    found = np.array([[0.5, 1.5, np.nan, 9], [5, 5, 7.5, 9]], np.float32)
    visible = np.array([[True, True, True, True], [True, True, False, False]])
    errors = Errors.of(found, truth, visible)
    assert (errors.pixels, errors.visible) == (7, 5)
    assert errors.bad == pytest.approx({1: 400 / 7, 2: 300 / 7, 3: 200 / 7})
    assert errors.bad_visible == pytest.approx({1: 40, 2: 20, 3: 20})
    assert errors.mean == pytest.approx(8.5 / 6) and errors.mean_visible == pytest.approx(0.5)
    assert errors.answered == pytest.approx(600 / 7)
    twice = pooled([errors, Errors.of(truth, truth, visible)])
    assert twice.pixels == 14 and twice.bad[3] == pytest.approx(100 / 7)


def test_holes_take_the_lower_neighbour():
    nothing = np.nan
    found = filled(np.array([[nothing, 4, nothing, nothing, 2, nothing], [nothing] * 6], np.float32))
    np.testing.assert_array_equal(found, [[4, 4, 2, 2, 2, 2], [nothing] * 6])


def test_middlebury_is_read(tmp_path):
    for name in ("teddy", "cones"):
        (tmp_path / name).mkdir()
        for part in ("left", "right"):
            Image.fromarray(np.full((8, 16, 3), 90, np.uint8)).save(tmp_path / name / f"{part}.png")
            disparity = np.full((8, 16), 4 * 256, np.uint16)
            disparity[:, 10] = 0
            Image.fromarray(disparity).save(tmp_path / name / f"disparity_{part}.png")
    pair = next(middlebury(tmp_path))
    assert pair.name == "teddy" and pair.limits == (0, 8)
    assert np.isnan(pair.truth[:, :4]).all() and np.isnan(pair.truth[:, 10]).all() and pair.truth[0, 5] == 4
    assert pair.visible[0, 5] and not pair.visible[0, 14], "what the right disparity does not confirm is hidden"
    with pytest.raises(InputError, match="There is no picture"):
        next(middlebury(tmp_path / "nowhere"))


def test_evaluation_next_to_semi_global_matching(run, tmp_path, monkeypatch):
    pytest.importorskip("cv2")
    from realign.training.peers import sgm
    from realign.training.stereo import evaluation, kept_pairs

    monkeypatch.setattr(kept_pairs, "SHAPE", (64, 64))
    monkeypatch.setattr(evaluation, "grid", lambda: islice(sgm.grid(), 2))
    path, out = tmp_path / "stereo.onnx", tmp_path / "out"
    succeed("export-stereo", "--run", run, "--output", path)
    words = ("--pairs", 1, "--tuning", 1, "--out", out, "--into-card")
    assert "stereo.md" in succeed("evaluate-stereo", "--model", path, *words)
    assert "SGM, tuned, holes filled" in (out / "stereo.md").read_text() and (out / "pairs.png").exists()
    quality = load_model(path, "cpu", "stereo").card.quality["errors"]["made-up"]
    assert quality["SGM, tuned, holes filled"]["answered"] == 100 and "bad2_visible" in quality["Realign"]
