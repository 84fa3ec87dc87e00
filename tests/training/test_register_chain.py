"""Recipe ``register-chain``: pairs whose truth is true, the engine's score, smoke training and export."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
import torch
from scipy.ndimage import binary_erosion
from torch.nn.functional import grid_sample
from typer.testing import CliRunner

from realign.engine import matching
from realign.engine.content import StructuralContent
from realign.engine.errors import InputError
from realign.engine.model import load_model
from realign.engine.smoothing import averaged
from realign.training import cli
from realign.training.fitting import progress
from realign.training.networks.content import ContentNetwork
from realign.training.recipes import register_chain as recipe
from realign.training.registration import evaluation
from realign.training.registration import pairs as pairs_module
from realign.training.registration import views as views_module
from realign.training.registration.alterations import Cover, hidden
from realign.training.registration.module import answered, likely
from realign.training.registration.pairs import GROUPS, Drawing, Pairs, drawn_batch, fields
from realign.training.registration.scoring import scores
from realign.training.registration.views import IMAGERY, UNKNOWN, MapViews
from realign.training.restyle.made import made_blocks
from realign.training.styles.classes import NUMBER

DRAWING = Drawing(side=112, reach=3, view=160, longest=4.0, places=4, fields=4, hidden=0.0)


@pytest.fixture(scope="module")
def maps():
    return MapViews(made_blocks(1, side=160))


@pytest.fixture(scope="module", autouse=True)
def sources():
    """Made-up towns and scenes, made once."""
    made = recipe.open_sources("nowhere", recipe.configured("smoke"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recipe, "_made_up", lambda config: made)
        yield made


@pytest.fixture(scope="module")
def run(tmp_path_factory, sources):
    """A finished smoke run, trained by the command."""
    folder = tmp_path_factory.mktemp("register") / "run"
    assert "report.md" in succeed("register-chain", "--preset", "smoke", "--out", folder, "--threads", 1)
    return folder


def succeed(*words):
    result = CliRunner().invoke(cli.app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.output


def around(image, places, reach=10):
    """What lies around places (N, 2) of a picture (3, H, W)."""
    steps = torch.arange(-reach, reach + 1).float()
    down, right = torch.meshgrid(steps, steps, indexing="ij")
    at = torch.stack([places[:, 0, None, None] + right, places[:, 1, None, None] + down], -1)
    grid = 2 * at / image.shape[1] - 1
    return grid_sample(image[None].expand(len(grid), -1, -1, -1), grid, align_corners=False)


def test_the_basemap_lies_on_the_sheet_where_the_truth_leads(maps, monkeypatch):
    monkeypatch.setattr(pairs_module, "altered", lambda image, kinds, rng: image)
    rng = np.random.default_rng(2)
    views = maps.draw(rng, DRAWING.view)
    same = views._replace(pictures=np.repeat(views.pictures[1:2], 2, 0), kinds=views.kinds[:2])
    batch = drawn_batch([same] * 6, DRAWING, fields(DRAWING, (), 0), rng)
    nodes, right, wrong = torch.from_numpy(DRAWING.nodes()).float(), [], []
    for sheet, basemap, truth in zip(batch["sheet"].float(), batch["basemap"].float(), batch["truth"]):
        shift, here = 2 * truth.flatten(1).T, around(sheet, nodes)
        right.append((here - around(basemap, nodes + shift)).abs().mean())
        wrong.append(min((here - around(basemap, nodes + each)).abs().mean() for each in (0 * shift, -shift)))
    assert sum(right) < 0.5 * sum(wrong)


def test_views_of_a_place_show_it_in_other_styles(maps):
    views = maps.draw(np.random.default_rng(0), 128)
    assert views.pictures.shape == (4, 128, 128, 3) and views.classes.shape == (128, 128)
    assert len({picture.tobytes() for picture in views.pictures}) == 4 and views.kinds[0] == 1
    houses = views.classes == 1
    edge = houses[1:] & ~houses[:-1]
    changes = np.abs(np.diff(views.pictures[1:].astype(float), axis=1)).mean(-1)
    assert (changes[:, edge].mean(1) > changes[:, ~edge].mean(1)).all(), "houses end where the classes say"


def test_imagery_is_paired_with_maps_of_what_is_known(sources):
    views = sources.imagery.draw(np.random.default_rng(0), 112)
    assert views.kinds[0] == IMAGERY and (views.kinds[1:] != IMAGERY).all()
    assert 0.04 < (views.classes != UNKNOWN).mean() < 1
    drawing = replace(DRAWING, view=112, side=80)
    batch = drawn_batch([views] * 4, drawing, fields(drawing, (), 0), np.random.default_rng(0))
    assert (batch["group"] == GROUPS.index("map on imagery")).any()
    assert (batch["classes"][:, 2:] == UNKNOWN).all() and (batch["classes"][:, 1] == 1).any()


def test_some_maps_of_imagery_show_roads_alone(sources, monkeypatch):
    """Nothing of the same place's buildings is drawn then; they are still known."""
    monkeypatch.setattr(views_module, "aged", lambda rng, pixels, share: pixels)
    drawn = []
    for share in (0.0, 1.0):
        monkeypatch.setattr(views_module, "_ROADS_ALONE", share)
        drawn.append(sources.imagery.draw(np.random.default_rng(0), 112))
    assert np.array_equal(drawn[0].classes, drawn[1].classes)
    houses = drawn[0].classes == NUMBER["buildings"]
    inner = binary_erosion(houses, iterations=2)
    assert inner.any()
    bare = binary_erosion(drawn[0].classes == UNKNOWN, iterations=2)
    apart = [
        [abs(np.median(picture[inner] - np.median(picture[bare], 0))) for picture in views.pictures[2:].astype(float)]
        for views in drawn
    ]
    assert max(apart[1]) < 3 < max(apart[0])


def test_batches_repeat_with_their_seed_and_differ_with_others(maps):
    first, again, other = (list(islice(Pairs(maps, None, DRAWING, (), 2, seed), 1)) for seed in (1, 1, 2))
    assert all(torch.equal(a[name], b[name]) for a, b in zip(first, again) for name in a)
    assert not torch.equal(first[0]["sheet"], other[0]["sheet"])


def test_what_is_hidden_is_said_to_be():
    image = torch.rand(6, 3, 64, 64)
    cover = hidden(image, 1.0, np.random.default_rng(0))
    same = (cover.image == image).all(1, keepdim=True)
    assert same[cover.shown].all() and not same[~cover.shown].float().mean() > 0.1
    assert 0.03 < (~cover.shown).float().mean() < 0.6 and (cover.shown & cover.blank).sum() == 0
    assert hidden(image, 0.0, np.random.default_rng(0)).shown.all()


def test_nodes_with_hidden_surroundings_do_not_count(maps, monkeypatch):
    def half(image, share, rng):
        shown = torch.ones(len(image), 1, *image.shape[2:], dtype=torch.bool)
        shown[..., :56] = False
        return Cover(image, shown, ~shown)

    rng = np.random.default_rng(0)
    views = maps.draw(rng, DRAWING.view)
    monkeypatch.setattr(pairs_module, "hidden", half)
    small = fields(replace(DRAWING, longest=0.5), (), 0)
    monkeypatch.setattr(pairs_module, "_ASIDE", 0.0)
    seen = drawn_batch([views], DRAWING, small, rng)["seen"][0]
    assert seen[:, 0].max() < 0.5 < seen[:, -1].min()


def test_scores_are_the_engine_s():
    rng = np.random.default_rng(0)
    one, other = (rng.normal(size=(2, 4, side, side)).astype(np.float32) for side in (48, 54))
    other[1, :, :30] = 0
    found = scores(torch.from_numpy(one), torch.from_numpy(other), 3).numpy()
    for each, *pictures in zip(found, one, other):
        np.testing.assert_allclose(each, matching.scores(*pictures, 3), atol=1e-5)


def test_the_answer_is_the_likely_shift():
    truth = torch.tensor([[1.3, -2.0], [0.4, 2.6]]).T[None, :, :, None]  # 1 x 2 x 2 x 1
    target = likely(truth, 4)
    torch.testing.assert_close(target.sum((-2, -1)), torch.ones(1, 2, 1))
    torch.testing.assert_close(answered(target.clamp(min=1e-12).log()), truth, atol=0.05, rtol=0)


def test_content_moves_with_the_picture_and_is_never_longer_than_one():
    torch.manual_seed(0)
    network = ContentNetwork(6, (8, 12, 12)).eval()
    image = torch.rand(1, 3, 96, 96)
    with torch.no_grad():
        whole, part = network(image), network(image[..., 8:])
    assert whole.shape == (1, 6, 48, 48) and network.multiple == 8 and whole.norm(dim=1).max() <= 1
    inner = slice(16, -16)
    torch.testing.assert_close(part[..., inner, 14:-16], whole[..., inner, 18:-16], atol=1e-3, rtol=0)


def test_pixels_are_averaged():
    pixels = np.zeros((4, 4, 3), np.uint8)
    pixels[:2, :2] = 100
    pixels[0, 2] = 8
    np.testing.assert_array_equal(averaged(pixels, 2)[..., 0], [[100, 2], [0, 0]])


def test_from_training_to_report(run):
    for name in ("last.ckpt", "config.json", "curves.png", "pairs.png", "samples/pairs-000002.png"):
        assert (run / name).exists(), name
    assert "near_map_on_imagery" in (run / "report.md").read_text()
    succeed("register-chain", "--preset", "smoke", "--out", run, "--resume", "--steps", 6)
    assert progress(run / "last.ckpt")[0] == 6


def test_exported_file_is_the_network(run, tmp_path):
    path = tmp_path / "register.onnx"
    assert "differs from PyTorch" in succeed("export-register", "--run", run, "--output", path)
    model = load_model(path, "numpy", "register")
    assert model.card.error_model["temperature"] > 1 and model.card.reach == 3
    content = model.run(image=np.full((1, 3, 32, 48), 0.5, np.float32))["content"]
    assert content.shape == (1, 6, 16, 24) and len(model.card.outputs["content"]) == 6


def test_there_must_be_data_and_a_run(tmp_path):
    with pytest.raises(InputError, match="holds no training"):
        recipe.load(tmp_path)
    with pytest.raises(InputError, match="pack-tiles"):
        recipe.open_sources(tmp_path, recipe.configured("cpu"))


def test_evaluation_next_to_untrained_content(run, tmp_path):
    path, out = tmp_path / "register.onnx", tmp_path / "out"
    succeed("export-register", "--run", run, "--output", path)
    words = ("--preset", "smoke", "--batches", 2, "--out", out, "--into-card")
    assert "content.md" in succeed("evaluate-register", "--model", path, *words)
    assert "structural, untrained" in (out / "content.md").read_text()
    figures = load_model(path, "cpu", "register").card.quality["one scale, nodes"]
    assert {"Realign", "the network alone"} <= set(figures["map on imagery"])
    assert figures["map on imagery"]["Realign"]["nodes"] > 0


@pytest.mark.parametrize(("right", "down"), [(5.0, -3.0), (-2.0, 7.0)])
def test_the_engine_s_shift_is_the_truth_s(maps, monkeypatch, right, down):
    """Untrained content finds what pairs say, on the same lattice: neither mirrored nor aside."""
    monkeypatch.setattr(pairs_module, "_ASIDE", 0.0)
    drawing = replace(DRAWING, side=144, reach=6)
    rng = np.random.default_rng(4)
    views = maps.draw(rng, DRAWING.view)
    same = views._replace(pictures=np.repeat(views.pictures[1:2], 2, 0), kinds=views.kinds[:2])
    batch = drawn_batch([same], drawing, torch.tensor([right, down])[None, :, None, None].expand(1, 2, 36, 36), rng)
    pictures = (batch[name][0].permute(1, 2, 0).numpy() for name in ("sheet", "basemap"))
    said = evaluation.said(StructuralContent(2), *pictures, drawing)
    found, truth = evaluation.shifted(said), batch["truth"][0].numpy()
    assert abs(truth).max() > 1 and abs(truth[0] / truth[1] - right / down).max() < 1e-4
    assert np.median(np.hypot(*(found - truth))) < 0.3


def test_errors_of_nodes():
    errors = evaluation.Errors.of(np.array([0.5, 3.0, 4.0, 9.0]), np.array([5.0, 1.0, 3.5, 2.0]))
    assert (errors.nodes, errors.median, errors.near, errors.worse) == (4, 3.5, 50.0, 50.0)
