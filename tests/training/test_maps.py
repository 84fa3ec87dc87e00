"""Maps in several styles: pieces of tiles, their judges, what is measured, and the recipes that learn from them."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
import torch
from typer.testing import CliRunner

from realign.engine.errors import InputError
from realign.engine.paper import finished
from realign.training import cli
from realign.training.networks.paired_codes import (
    ClassEncoder,
    ContentEncoder,
    ModulatedDecoder,
    SpatialEnemy,
    StyleEncoder,
    rounded,
)
from realign.training.recipes import dsed, fen_vae
from realign.training.styles.classes import COLORS
from realign.training.translation import map_judges, paired_module
from realign.training.translation.harness.results import load_results
from realign.training.translation.image_sets import Batches, SharedContents
from realign.training.translation.lstnet_maps import map_domains
from realign.training.translation.map_measures import measured_maps, overlap
from realign.training.translation.maps import CLASSES, DRAWN, FINISHES, PIECE, STYLES, classes_of, load_maps
from realign.training.translation.paired_module import GuidedFenModule, PairedFenModule
from realign.training.translation.style_swaps import shown_places
from realign.training.translation.unpaired import UnpairedBatches

SIDE = 256  # of the blocks here; real ones have 1024 px
INKS = {name: np.random.default_rng(n).integers(0, 256, (len(CLASSES), 3)) for n, name in enumerate(STYLES)}


def town(seed):
    """What lies where: some houses, a street on either side, a pond, and nothing sought in the last rows of pieces."""
    random = np.random.default_rng(seed)
    ground = np.zeros((SIDE, SIDE), np.uint8)
    for row, column in random.integers(0, SIDE - PIECE - 20, (60, 2)):
        ground[row : row + 12, column : column + 12] = 1
    ground[: SIDE - PIECE, 30:40] = ground[: SIDE - PIECE, 200:208] = 2
    ground[SIDE - PIECE + 8 :, 70:90] = ground[100:120, 100:140] = 3
    return ground


def rgb(text):
    return [int(text[at : at + 2], 16) for at in (1, 3, 5)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Packed tiles of two training places and of one for the test."""
    home = tmp_path_factory.mktemp("packs")
    names = ["classes", *(f"clean-{name}" for name in STYLES)]
    palette = np.array([rgb(COLORS[name]) for name in ("nothing", *CLASSES[1:])])
    for split, seeds in (("train", (0, 1)), ("validation", (2,))):
        (home / split).mkdir()
        (home / split / "styles.json").write_text(json.dumps(names))
        for seed in seeds:
            ground = town(seed)
            pixels = np.stack([palette[ground], *(INKS[name][ground] for name in STYLES)]).astype(np.uint8)
            np.save(home / split / f"16-{100 + seed}-200.npy", pixels)
        np.save(home / split / "15-8-8.npy", pixels)  # of a zoom that is not used
    return home


@pytest.fixture(scope="module")
def maps(folder):
    return load_maps(folder, STYLES)


def succeed(*words):
    result = CliRunner().invoke(cli.app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.output


def test_pieces_lie_where_their_truth_says(maps):
    """Every piece in every style is the block cut at its place, finished as the style is, and drawn on enough."""
    ground, name = town(2), "engraved"
    cut = ground.reshape(4, PIECE, 4, PIECE).swapaxes(1, 2).reshape(16, PIECE, PIECE)
    kept = np.flatnonzero(np.isin(cut, (1, 2)).mean((1, 2)) >= DRAWN)
    assert 4 < len(kept) < 16
    assert np.array_equal(maps.truth["test"].numpy(), cut[kept])
    block = finished(INKS[name][ground].astype(np.uint8), 102 * SIDE, 200 * SIDE, FINISHES[name])
    row, column = divmod(int(kept[3]), 4)
    piece = block[row * PIECE : (row + 1) * PIECE, column * PIECE : (column + 1) * PIECE]
    test = maps.styles[STYLES.index(name)].test
    assert np.array_equal(test.images[3].numpy(), piece.transpose(2, 0, 1))
    assert test.labels.tolist() == list(range(len(kept)))


def test_all_styles_show_one_place(maps):
    drawn = SharedContents([part.train for part in maps.styles]).draw(5, torch.Generator().manual_seed(0))
    truth = maps.truth["train"][drawn["labels"]]
    for number, name in enumerate(STYLES):
        if not FINISHES[name].grain and not FINISHES[name].wash:
            inked = torch.from_numpy(INKS[name])[truth.long()].permute(0, 3, 1, 2) / 255
            assert torch.allclose(drawn["images"][:, number], inked.float(), atol=1e-6)
    kept = {int(label) for part in ("train", "validation") for label in getattr(maps.styles[0], part).labels}
    assert kept == set(range(len(maps.truth["train"])))


def test_no_pass_draws_what_another_did(maps):
    """After each validation training begins a new pass."""
    sets = [part.train for part in maps.styles[:2]]
    for batches, key in ((Batches(SharedContents(sets), 3, 0), "images"), (UnpairedBatches(sets, 3, 0), "first")):
        first, second = (next(iter(batches))[key] for _ in range(2))
        assert not torch.equal(first, second)


def test_pieces_are_kept_until_tiles_change(folder, maps, monkeypatch):
    monkeypatch.setattr("realign.training.translation.maps.finished", None)  # nothing is drawn again
    again = load_maps(folder, STYLES[:2])
    assert torch.equal(again.styles[1].test.images, maps.styles[1].test.images)
    assert [part.name for part in again.judging] == list(STYLES)
    with pytest.raises(TypeError):
        load_maps(folder, STYLES[:2], most=3)


def test_fewer_places_are_spread_evenly(folder, maps):
    few = load_maps(folder, STYLES[:1], most=4)
    assert len(few.truth["train"]) == len(few.truth["test"]) == 4
    count = len(maps.truth["train"])
    assert torch.equal(few.truth["train"], maps.truth["train"][torch.arange(4) * count // 4])


def test_classes_by_the_nearest_colour():
    smoothed = np.array(
        [[250, 10, 0], [20, 200, 30], [10, 20, 10], [0, 240, 250], [250, 250, 250], [0, 9, 240]], np.uint8
    )
    assert classes_of(smoothed).tolist() == [1, 2, 0, 0, 0, 3]


def test_unknown_styles_and_empty_folders(folder, tmp_path):
    with pytest.raises(InputError, match=r"^There is no map style 'baroque'; give one of toner, "):
        load_maps(folder, ["baroque"])
    with pytest.raises(InputError, match=r"packed tiles"):
        load_maps(tmp_path, STYLES)


def test_overlap():
    found = torch.tensor([[1, 1, 2, 0]])
    wanted = torch.tensor([[1, 2, 2, 2]])
    assert overlap(found, wanted) == pytest.approx({"iou_buildings": 1 / 2, "iou_roads": 1 / 3, "iou": 5 / 12})


def test_segmentation_learns(maps, monkeypatch):
    monkeypatch.setattr(map_judges, "_BATCH", 2)
    plain = [part.train for part in maps.styles if part.name in ("toner", "modern")]
    network = map_judges._segmenter(plain, maps.truth["train"], 50)
    test = maps.styles[STYLES.index("modern")].test
    with torch.no_grad():
        found = network(test.pictures()).argmax(1)
    assert overlap(found, maps.truth["test"])["iou"] > 0.3


def test_judges_are_kept(maps, tmp_path, monkeypatch):
    monkeypatch.setattr(map_judges, "_BATCH", 1)
    judges = map_judges.map_judges(maps, 2, tmp_path)
    assert len(list(tmp_path.glob("*.pt"))) == 2
    monkeypatch.setattr(map_judges, "_segmenter", None)
    monkeypatch.setattr(map_judges, "style_classifier", None)
    again = map_judges.map_judges(maps, 2, tmp_path)
    pictures = maps.styles[1].test.pictures()
    assert torch.equal(again.classes(pictures), judges.classes(pictures))
    assert again.style_right(pictures, STYLES[1]) == judges.style_right(pictures, STYLES[1])


class Shallow:
    """Judges by the brightness of pixels, and knows those of the test by heart."""

    def __init__(self, maps):
        self.known = [part.test.pictures() for part in maps.styles]

    def classes(self, pictures):
        return ((pictures.mean(1) * 255).long() % len(CLASSES)).byte()

    def style_right(self, pictures, name):
        return float(torch.equal(pictures, self.known[STYLES.index(name)]))


class Perfect:
    """Knows every picture in every style: its content code is the place, its style code the style."""

    def __init__(self, maps):
        self.maps = maps

    def codes(self, pictures, style):
        number = torch.eye(len(STYLES))[style].expand(len(pictures), -1)
        return {"content": pictures.new_zeros(len(pictures), 1), "style": number}

    def reconstruct(self, pictures, style):
        return pictures

    def translate(self, pictures, source, target):
        return self.maps.styles[target].test.pictures()[: len(pictures)]


def test_a_perfect_system_measures_perfect(maps):
    values, note, pairs = measured_maps(Perfect(maps), maps, Shallow(maps), 40)
    assert len(pairs) == len(STYLES) * (len(STYLES) - 1)
    assert (
        values["iou"] == values["iou_roads"] == 1
        and values["mse"] == 0
        and values["ssim"] == pytest.approx(1, abs=1e-3)
    )
    assert values["style_hit"] == 100 and values["style_probe_style"] > 90
    assert values["content_probe_style"] == pytest.approx(100 / 6)
    assert "chance 16.7 %" in note


def test_rounded_codes_pass_gradients():
    values = torch.linspace(-3, 3, 50, requires_grad=True)
    code = rounded(values, 5)
    assert sorted(set(code.mean.detach().mul(2).round().div(2).tolist())) == [-1, -0.5, 0, 0.5, 1]
    assert torch.allclose(code.mean * 2, (code.mean * 2).round(), atol=1e-5)
    code.mean.sum().backward()
    assert torch.allclose(values.grad, 1 - values.detach().tanh() ** 2)
    assert code.divergence().sum() == 0 and torch.equal(code.sample(), code.mean)


def test_shapes_of_paired_networks():
    pictures = torch.rand(2, 3, 96, 96)
    content, style = ContentEncoder(3, 6)(pictures).mean, StyleEncoder(3, 5)(pictures).mean
    assert content.shape == (2, 6, 24, 24) and style.shape == (2, 5)
    drawn = ModulatedDecoder(3, 6, 5)(content, style)
    assert drawn.shape == pictures.shape and drawn.min() >= 0 and drawn.max() <= 1
    enemy = SpatialEnemy(6, 24, 3)
    assert [part.shape[:2] for part in enemy.readings(content)] == [(2, 3)] * 3
    assert torch.allclose(enemy.readings(content)[0].exp().sum(1), torch.ones(2, 24, 24))
    assert enemy(content).shape == (2, 3)


def test_style_does_not_depend_on_where_things_lie():
    """Textures may be learnt, but in a decoder without any a flat content is drawn flat, away from the edges."""
    decoder = ModulatedDecoder(3, 4, 2, textures=1).eval()
    with torch.no_grad():
        decoder.textures.zero_()
        drawn = decoder(torch.ones(1, 4, 16, 16), torch.ones(1, 2))[..., 24:40, 24:40]
    cells = drawn.unflatten(3, (4, 4)).unflatten(2, (4, 4))
    assert torch.allclose(cells, cells[:, :, :1, :, :1].expand_as(cells), atol=1e-5)


def test_contents_of_other_styles_are_of_the_same_place():
    numbers = torch.arange(12)  # three styles of four places
    torch.manual_seed(0)
    other = paired_module._of_other_styles(3, 4, numbers.device)
    assert torch.equal(other % 4, numbers % 4)
    assert sorted(other.tolist()) == numbers.tolist() and not torch.equal(other, numbers)


def test_pale_styles_weigh_more():
    """Two styles of two places, one with a quarter of the other's contrast."""
    strong = torch.tensor([0.0, 1.0]).view(1, 1, 1, 2).expand(2, 3, 4, 2)
    weights = paired_module._weights(torch.cat([strong, 0.25 * strong]), 2)
    assert torch.allclose(weights, torch.tensor([0.625, 0.625, 2.5, 2.5]))


def test_disagreement_of_styles():
    bounded = torch.tensor([[0.0], [0.5], [1.0], [0.5]])  # two styles of two places
    code = paired_module.Rounded(bounded[..., None, None], bounded[..., None, None])
    assert paired_module._disagreement(code, 2).item() == pytest.approx((0.25 + 0) / 2)


def test_the_enemy_presses_from_half_time_on():
    module = PairedFenModule(STYLES, content=4, style=2, size=64)
    for elapsed, share in ((0.0, 0.0), (0.25, 0.5), (0.5, 1.0), (1.0, 1.0)):
        module.elapsed = elapsed
        assert module._pressure() == share


def learnt(module, batch, steps):
    """What the module logs in so many steps on one batch."""
    main, enemy = module.configure_optimizers()[0]
    module.optimizers = lambda use_pl_optimizer=True: [main, enemy]
    module.lr_schedulers = lambda: torch.optim.lr_scheduler.ConstantLR(main, 1.0)
    module.manual_backward = lambda loss: loss.backward()
    found = []
    module.log_dict = lambda parts, **_: found.append({name: float(value) for name, value in parts.items()})
    for _ in range(steps):
        module.training_step(batch, 0)
    return found


HOW = {"style": 4, "size": 64, "adversary": "confusion", "beta": 0.1, "learning_rate": 3e-3}


def test_paired_learns(maps):
    """Some steps on one batch bring the error down, and the enemy does better than by guessing."""
    torch.manual_seed(0)
    batch = SharedContents([part.train for part in maps.styles]).draw(2, torch.Generator().manual_seed(0))
    found = learnt(PairedFenModule(STYLES, content=8, **HOW), batch, 25)
    assert found[-1]["error"] < 0.6 * found[0]["error"]
    assert found[-1]["enemy"] < math.log(len(STYLES))


def test_friendship_weighs_the_friend_alone(maps):
    batch = SharedContents([part.train for part in maps.styles]).draw(2, torch.Generator().manual_seed(0))
    pictures, numbers = batch["images"].transpose(0, 1).flatten(0, 1), torch.arange(len(STYLES)).repeat_interleave(2)
    totals = []
    for friendship in (1.0, 3.0):
        torch.manual_seed(0)
        module = PairedFenModule(STYLES, content=4, gamma=10.0, friendship=friendship, **HOW)
        content, style = module.encode(pictures)
        total, parts = module._objective(pictures, content, content.sample(), style, numbers, 2)
        totals.append(total.item())
    assert totals[1] - totals[0] == pytest.approx(10.0 * 2 * parts["friend"].item(), rel=1e-3)


def test_guided_content_says_what_lies_where(maps):
    """Told so on one batch, contents hold the classes of the place in every style, and drawing tells them nothing."""
    torch.manual_seed(0)
    source = SharedContents([part.train for part in maps.styles], maps.truth["train"])
    batch = source.draw(2, torch.Generator().manual_seed(0))
    module = GuidedFenModule(STYLES, content=len(CLASSES) - 1, gamma=1.0, agreement=0.0, **HOW)
    found = learnt(module, batch, 40)
    assert found[-1]["wrong"] < 0.3 * found[0]["wrong"] and found[-1]["error"] < found[0]["error"]
    content, style = module.eval().encode(batch["images"].transpose(0, 1).flatten(0, 1))
    wanted = (batch["truth"][:, None] == torch.arange(1, len(CLASSES))[:, None, None]).float()
    cells = wanted.unflatten(3, (32, 2)).unflatten(2, (32, 2)).mean((3, 5)).round().repeat(len(STYLES), 1, 1, 1)
    assert (content.mean.round() == cells).float().mean() > 0.9
    module.zero_grad()
    module.decode(content.mean, style.mean).sum().backward()
    assert any(part.grad.any() for part in module.style_encoder.parameters())
    assert all(part.grad is None or not part.grad.any() for part in module.content_encoder.parameters())


def test_drawn_pictures_are_read_again_by_readers_that_do_not_learn(maps):
    """Least is lost of the content that a picture shows; only pictures are changed by what is read from them."""
    torch.manual_seed(0)
    source = SharedContents([part.train for part in maps.styles], maps.truth["train"])
    batch = source.draw(2, torch.Generator().manual_seed(0))
    module = GuidedFenModule(STYLES, content=len(CLASSES) - 1, gamma=1.0, agreement=0.0, cycle=1.0, **HOW)
    found = learnt(module, batch, 40)
    assert found[-1]["unlike"] < found[0]["unlike"]
    pictures, numbers = batch["images"].transpose(0, 1).flatten(0, 1), torch.arange(len(STYLES)).repeat_interleave(2)
    content = paired_module.Rounded(*(part.detach() for part in module.encode(pictures)[0]))
    module.zero_grad()
    before = {name: value.clone() for name, value in module.state_dict().items()}
    drawn = pictures.clone().requires_grad_()
    parts = module._read_again(drawn, content, numbers)
    sum(parts.values()).backward()
    assert drawn.grad.any() and all(part.grad is None for part in module.parameters())
    assert module.content_encoder.training
    assert all(torch.equal(value, before[name]) for name, value in module.state_dict().items())
    elsewhere = pictures.unflatten(0, (-1, 2)).flip(1).flatten(0, 1)  # the other place in the same style
    assert parts["lost"] < 0.8 * module._read_again(elsewhere, content, numbers)["lost"]
    assert module._read_again(pictures.roll(2, 0), content, numbers)["unlike"] > parts["unlike"]


def test_classes_are_shares_of_cells():
    code = ClassEncoder(3, 4, levels=3)(torch.rand(2, 3, 64, 64))
    assert code.mean.shape == (2, 3, 32, 32) and code.logits.shape == (2, 4, 32, 32)
    assert torch.allclose(code.bounded.sum(1) + code.logits.softmax(1)[:, 0], torch.ones(2, 32, 32))
    assert set((2 * code.mean.detach()).round().div(2).unique().tolist()) <= {0, 0.5, 1}
    assert torch.allclose(code.mean * 2, (code.mean * 2).round(), atol=1e-5)


def test_guidance_needs_maps():
    config = fen_vae.configured("smoke", "guided")
    with pytest.raises(InputError, match=r"known of maps only; give --maps"):
        fen_vae.train(config, [], "nowhere")


TWO = ("--style", "toner", "--style", "modern", "--threads", 1)


@pytest.mark.parametrize("variant", ["paper", "paired", "guided"])
def test_fen_on_maps_from_training_to_report(folder, tmp_path, variant):
    out = tmp_path / variant
    words = ("fen-vae", "--preset", "smoke", "--variant", variant, "--maps", folder, "--out", out, *TWO)
    assert "report.md" in succeed(*words, "--steps", 2)
    assert (out / "swaps.png").exists() and "| toner | modern |" in (out / "report.md").read_text()
    values = load_results(tmp_path)[0].values
    assert {"content_probe_style", "style_probe_style", "style_hit", "iou_roads", "iou_buildings"} <= set(values)


def test_dsed_on_maps_from_training_to_report(folder, tmp_path):
    out = tmp_path / "dsed"
    succeed("dsed", "--preset", "smoke", "--maps", folder, "--out", out, *TWO, "--steps", 2)
    text = (out / "report.md").read_text()
    assert "latent 16x16x16" in text and "| toner | modern |" in text and "the same place" in text


def test_configurations_for_maps():
    paper = fen_vae.configured("cpu", "paper", True)
    assert (paper.latent, paper.content, paper.beta, paper.gamma, paper.size) == (128, 80, 4.0, 2.0, PIECE)
    paired = fen_vae.configured("cpu", "paired", True)
    assert (paired.content, paired.latent - paired.content, paired.styles) == (16, 12, STYLES)
    assert fen_vae.configured("smoke", "paired", True).steps == fen_vae.PRESETS["smoke"].steps
    assert dsed.configured("cpu", True).styles == ("toner", "watercolor", "terrain")
    assert dsed.configured("cpu", True, latent=8).latent == 8 and not dsed.configured("cpu").spatial


def test_runs_side_by_side(folder, tmp_path):
    runs = [tmp_path / "runs" / variant for variant in ("paper", "paired")]
    words = ("fen-vae", "--preset", "smoke", "--maps", folder, *TWO, "--steps", 1)
    for run in runs:
        succeed(*words, "--variant", run.name, "--out", run)
    maps = load_maps(folder, ("toner", "modern"))
    text = fen_vae.swaps(runs, maps, tmp_path).read_text()
    assert "![paper, paired](style_swaps.png)" in text and "| paper 80:48 |" in text and "| paired 16:12 |" in text
    assert (tmp_path / "style_swaps.png").stat().st_size > 10_000
    with pytest.raises(InputError, match=r"nowhere holds no finished training; train it with fen-vae --maps"):
        fen_vae.swaps([*runs, tmp_path / "nowhere"], maps, tmp_path)
    (tmp_path / "runs" / "results.json").unlink()
    with pytest.raises(InputError, match=r"has no figures of paper on these styles; train it again with --resume"):
        fen_vae.swaps(runs, maps, tmp_path)


def test_shown_places_have_something_to_show():
    truth = torch.zeros(10, 8, 8, dtype=torch.uint8)
    truth[[2, 5, 7], :4] = 1
    truth[[2, 5, 7, 8], 6] = 2
    assert shown_places(truth, 3).tolist() == [2, 5, 7]
    assert shown_places(truth, 5).tolist() == [0, 2, 4, 6, 8]  # too few such places


def test_domains_show_no_place_twice(folder, maps):
    domains = map_domains(folder, ("engraved", "modern"))
    first, second = ({int(label) for label in part.train.labels} for part in domains.styles)
    assert first and second and not first & second
    clean = {part.name: part for part in maps.styles}
    old, new = domains.styles
    assert torch.equal(new.test.images, clean["modern"].test.images)
    assert old.test.images.shape == clean["engraved"].test.images.shape
    assert (old.test.images.float() - clean["engraved"].test.images.float()).abs().mean() > 1


def test_lstnet_on_maps_from_training_to_report(folder, tmp_path):
    out = tmp_path / "lstnet"
    succeed("lstnet", "--preset", "smoke", "--maps", folder, "--out", out, "--threads", 1, "--steps", 2)
    text = (out / "report.md").read_text()
    assert "maps: engraved+modern" in text and "| modern | engraved |" in text and "iou_roads" in text
