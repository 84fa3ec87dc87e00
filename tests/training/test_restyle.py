"""Recipe ``restyle``, smoke-trained, and what it learns from."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image
from scipy.ndimage import binary_dilation
from typer.testing import CliRunner

from realign.engine.errors import InputError, ModelError
from realign.engine.model import default_model_path, load_model, read_card
from realign.engine.paper import finished
from realign.engine.restyle_style import style_named
from realign.engine.textures import planes
from realign.training import cli
from realign.training.fitting import checkpoint_of, progress
from realign.training.networks.restyling import Restyler
from realign.training.recipes import restyle
from realign.training.restyle.begin import begin, load
from realign.training.restyle.clutter import Clutter, cluttered
from realign.training.restyle.export import averaged
from realign.training.restyle.made import made_blocks
from realign.training.restyle.module import RestyleModule, _importance, scaled
from realign.training.restyle.ranks import KINDS, MAIN, main_colors
from realign.training.restyle.sampling import FINISHES, NAMES, TEXTURES, Drawing, Patches
from realign.training.restyle.tiles import CLASSES, Blocks, cut, on_paper, open_blocks, pack
from realign.training.styles.classes import COLORS
from realign.training.translation.harness.results import load_results

SMALL = {"code": 8, "widths": (8, 8, 12, 12), "drawing": 12, "reference": 8}


@pytest.fixture(scope="module")
def blocks():
    return made_blocks(1, side=160)


@pytest.fixture
def network():
    torch.manual_seed(0)
    return Restyler(len(TEXTURES), len(KINDS), **SMALL).eval()


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A finished smoke run, trained by the command."""
    folder = tmp_path_factory.mktemp("restyle") / "run"
    output = succeed("restyle", "--preset", "smoke", "--out", folder, "--threads", 1)
    assert "report.md" in output
    return folder


def succeed(*words):
    result = CliRunner().invoke(cli.app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.output


def draw(network, *inputs):
    with torch.no_grad():
        return network(*inputs).numpy()


def test_from_training_to_report(run):
    for name in ("last.ckpt", "config.json", "curves.png", "pairs.png", "styles.png", "samples/pairs-000002.png"):
        assert (run / name).exists(), name
    values = load_results(run.parent)[0].values
    assert 0 < values["psnr"] < 60 and "![styles](styles.png)" in (run / "report.md").read_text()
    succeed("restyle", "--preset", "smoke", "--out", run, "--resume", "--steps", 6)
    assert progress(run / "last.ckpt")[0] == 6


def test_exported_file_has_styles_and_both_backends_agree(run, tmp_path):
    path, card = tmp_path / "restyle.onnx", tmp_path / "card.json"
    card.write_text(json.dumps({"licence": "GPL-2.0-or-later"}))
    assert "differs from PyTorch" in succeed("export-restyle", "--run", run, "--output", path, "--card", card)
    model = load_model(path, "numpy", "restyle")
    assert list(model.card.styles) == list(NAMES) and model.card.licence == "GPL-2.0-or-later"
    assert style_named(model.card, "watercolor").finish == FINISHES["watercolor"]
    assert model.card.inputs["textures"] == list(TEXTURES) and model.card.multiple == Restyler.multiple
    code = model.run(["code"], whole=True, reference=np.zeros((1, 3, 48, 64), np.float32))["code"]
    assert code.shape == (1, len(model.card.inputs["style"]), 1, 1)


def test_scans_become_modern_and_begin_with_other_weights(run, tmp_path):
    out, path = tmp_path / "scans", tmp_path / "scans.onnx"
    words = ("--preset", "smoke", "--features", "scans", "--begin-with", run, "--out", out, "--threads", 1)
    succeed("restyle", *words)
    config = json.loads((out / "config.json").read_text())
    assert config["content"] == config["drawing"]["ramp"] == 0, "what a trained network can is not made easy again"
    succeed("export-restyle", "--run", out, "--output", path, "--features", "scans")
    assert list(load_model(path, "cpu", "restyle").card.styles) == ["modern"]


def test_runs_of_one_descent_are_averaged(run, tmp_path):
    later, path = tmp_path / "later", tmp_path / "averaged.onnx"
    succeed("restyle", "--preset", "smoke", "--begin-with", run, "--out", later, "--threads", 1)
    first, second, mixed = (each.state_dict() for each in (load(run), load(later), averaged(run, later, 0.25)))
    for name in ("codes.weight", "network.down.0.0.0.weight", "network.palette.bias"):
        assert not torch.equal(first[name], second[name])
        torch.testing.assert_close(mixed[name], 0.75 * first[name] + 0.25 * second[name])
    succeed("export-restyle", "--run", run, "--average-with", later, "--share", 0.25, "--output", path)
    code = read_card(path).styles["toner"]["code"]
    np.testing.assert_allclose(code, mixed["codes.weight"][NAMES.index("toner")], atol=1e-5)


def test_runs_of_other_sizes_are_not_averaged(run, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(run, other)
    checkpoint = torch.load(checkpoint_of(other), weights_only=False)
    checkpoint["hyper_parameters"]["network"]["drawing"] = 16
    checkpoint["state_dict"] = RestyleModule(**checkpoint["hyper_parameters"]).state_dict()
    torch.save(checkpoint, checkpoint_of(other))
    with pytest.raises(InputError, match="another architecture"):
        averaged(run, other)


def test_what_learns_on_is_normalised_as_in_use(run, tmp_path):
    succeed("restyle", "--preset", "smoke", "--begin-with", run, "--out", tmp_path / "run", "--threads", 1)
    before, after = (load(folder).network.state_dict() for folder in (run, tmp_path / "run"))
    statistics = [name for name in before if "running" in name]
    assert statistics and all(torch.equal(before[name], after[name]) for name in statistics)
    assert not torch.equal(before["down.0.0.0.weight"], after["down.0.0.0.weight"])


def test_a_run_to_begin_with_must_be_there(tmp_path):
    config = restyle.configured("smoke")
    with pytest.raises(InputError, match="holds no training"):
        restyle.train(config, *restyle.gather(config, None), tmp_path / "out", begin_with=tmp_path / "missing")
    assert not (tmp_path / "out").exists(), "another run's configuration would be lost"


def test_what_can_read_already_draws_each_patch_in_several_styles():
    fresh, begun, scans = (
        restyle.configured("cpu", scans=scans, begun=begun).drawing
        for scans, begun in ((False, False), (False, True), (True, True))
    )
    assert (fresh.styles, begun.styles, scans.styles) == (1, 3, 1), "scans are drawn as modern alone"
    assert (fresh.ramp > 0, begun.ramp, scans.ramp) == (True, 0, 0)


@pytest.fixture(scope="module")
def file(run, tmp_path_factory):
    """The model file of the smoke run."""
    path = tmp_path_factory.mktemp("restyle") / "restyle.onnx"
    succeed("export-restyle", "--run", run, "--output", path)
    return path


def begun(path, blocks, **sizes):
    """A module with the weights of a file, and the batch that its statistics are of."""
    module = RestyleModule(NAMES, len(TEXTURES), {**SMALL, **sizes})
    batch = next(iter(Patches(blocks, Drawing(patch=64, reference=64), 4, 0)))
    begin(module, path, batch)
    return module, batch


def test_a_model_file_learns_on_as_it_was_with_batch_normalisation(file, blocks):
    module, batch = begun(file, blocks)
    model, style, image = load_model(file, "numpy", "restyle"), module.codes.weight[1], scaled(batch["image"][:1])
    given = {"image": image.numpy(), "style": style.detach().numpy()[None, :, None, None]}
    wanted = model.run(["restyled"], textures=batch["textures"][:1].numpy(), **given)["restyled"]
    found = draw(module.network.eval(), image, style[None, :, None, None].detach(), batch["textures"][:1])
    assert np.allclose(found.clip(0, 1), wanted, atol=1e-5)
    assert style.tolist() == pytest.approx(style_named(model.card, NAMES[1]).code)
    content = draw(lambda seen: module.network.train().read(seen), scaled(batch["image"]))
    kept = draw(lambda seen: module.network.eval().read(seen), scaled(batch["image"]))
    assert np.allclose(content, kept, rtol=0.1, atol=0.1 * np.abs(kept).max()), "statistics are those of what was shown"
    norms = [layer for layer in module.network.modules() if isinstance(layer, torch.nn.BatchNorm2d)]
    assert norms and all(layer.weight.requires_grad and (layer.running_var != 1).all() for layer in norms)


def test_a_training_begins_with_a_model_file(file, tmp_path):
    succeed("restyle", "--preset", "smoke", "--begin-with", file, "--out", tmp_path / "run", "--threads", 1)
    assert progress(tmp_path / "run" / "last.ckpt")[0] == 4


def test_only_models_of_this_kind_and_size_are_begun_with(file, run, blocks):
    with pytest.raises(ModelError, match="does not restyle maps; begin with one that does"):
        begun(default_model_path("align", "buildings"), blocks)
    with pytest.raises(ModelError, match="another architecture"):
        begun(file, blocks, drawing=16)
    with pytest.raises(InputError, match="is a training of another architecture"):
        begun(run, blocks, drawing=16)
    with pytest.raises(ModelError, match="does not exist; choose an existing"):
        begun(file.with_name("missing.onnx"), blocks)


def test_statistics_are_those_of_many_batches():
    """One batch, of a few patches in any style, moves them by a fiftieth of the way."""
    network = RestyleModule(NAMES, len(TEXTURES), SMALL).network
    convolution, norm, _ = network.down[0][0]
    image = torch.rand(2, 3, 64, 64)
    draw(lambda seen: network.train().read(seen), image)
    mean = draw(convolution, image - 0.5).mean((0, 2, 3))
    assert np.allclose(norm.running_mean.numpy(), 0.02 * mean, rtol=1e-3, atol=1e-6)


def test_what_is_rare_counts_more(blocks):
    """The same error costs more on a path and right beside it than where nothing is."""
    classes = torch.zeros(1, 64, 64, dtype=torch.long)
    classes[:, :, 20:22] = list(COLORS).index("paths")
    counts = _importance(classes)[0, 0]
    assert counts.mean() == pytest.approx(1, rel=1e-5)
    assert (counts[:, 18:24] > 4 * counts[0, 0]).all() and (counts[:, 26:] == counts[0, 0]).all()


def test_network_draws_blocks_as_it_draws_the_whole(network):
    random = torch.Generator().manual_seed(1)
    image, textures = torch.rand(1, 3, 320, 320, generator=random), torch.rand(1, 9, 320, 320, generator=random)
    code = torch.randn(1, 8, 1, 1, generator=random)
    whole = draw(network, image, code, textures)
    part = (..., slice(0, 240), slice(0, 240))  # ends 96 px beyond the block's edge at 144
    found = draw(network, image[part], code, textures[part])
    assert np.allclose(found[..., :144, :144], whole[..., :144, :144], atol=1e-5)
    assert not np.allclose(found[..., 144:240, 144:240], whole[..., 144:240, 144:240], atol=1e-5)


def test_network_draws_in_the_style_of_the_code_and_with_textures(network):
    image, code, textures = torch.rand(1, 3, 32, 32), torch.randn(1, 8, 1, 1), torch.rand(1, 9, 32, 32)
    plain = draw(network, image, code, textures)
    assert plain.shape == image.shape
    assert np.abs(plain - draw(network, image, -code, textures)).max() > 1e-3
    assert np.abs(plain - draw(network, image, code, 1 - textures)).max() > 1e-3


def test_a_styles_colour_of_a_kind_is_laid_where_that_kind_is(network):
    image, code, textures = torch.rand(1, 3, 32, 32), torch.randn(1, 8, 1, 1), torch.zeros(1, 9, 32, 32)
    before = draw(network, image, code, textures)
    network.palette.bias.data.unflatten(0, (3, -1))[:, KINDS.index(MAIN)] = torch.tensor([0.3, -0.2, 0.1])
    changed = draw(network, image, code, textures) - before
    with torch.no_grad():
        share = network.kind_logits(network.read(image)).softmax(1)[:, KINDS.index(MAIN)].numpy()
    assert np.ptp(share) > 0.01, "it is not everywhere alike"
    np.testing.assert_allclose(changed, np.stack([0.3 * share, -0.2 * share, 0.1 * share], 1), atol=1e-5)


def test_reference_is_averaged_over_places(network):
    piece = torch.rand(1, 3, 64, 64)
    with torch.no_grad():
        one, four = network.encode(piece), network.encode(piece.tile(1, 1, 4, 4))
    assert one.shape == (1, 8, 1, 1)
    assert torch.allclose(one, four, atol=0.3) and not torch.allclose(one, network.encode(1 - piece), atol=1e-4)


def test_references_in_a_batch_do_not_change_one_another(network):
    network.train()
    pieces = torch.rand(3, 3, 64, 64) * torch.tensor([0.2, 0.6, 1.0]).view(3, 1, 1, 1)
    content = network.read(pieces).detach()
    together, alone = network.encoder(content, pieces), network.encoder(content[:1], pieces[:1])
    network.eval()
    assert torch.allclose(together[:1], alone, atol=1e-5)


def test_towns_are_made_alike_in_every_style(blocks):
    block = blocks.blocks[0]
    assert block.pixels.shape == (len(blocks.styles), 160, 160, 3)
    houses = (block.pixels[blocks.number(CLASSES)] == (255, 0, 0)).all(-1)
    ink = block.pixels[blocks.number("clean-topographic1900")][houses]
    assert 0.02 < houses.mean() < 0.5 and np.median(ink, 0).tolist() == [31, 27, 24]


def test_drawn_patches_fit_their_textures(blocks):
    drawing = Drawing(patch=64, reference=64, any_style=0, ramp=0, targets=("toner",))
    patches, random = Patches(blocks, drawing, 1, 0), np.random.default_rng(0)
    block, hatch = blocks.blocks[0], TEXTURES.index("hatch")
    toner = block.pixels[blocks.number("clean-toner")]
    for _ in range(5):
        drawn = patches.draw(random)
        windows = np.lib.stride_tricks.sliding_window_view(toner[..., 0], (64, 64))
        top, left = np.argwhere((windows == drawn["target"][0, ..., 0]).all((2, 3)))[0]
        assert np.array_equal(drawn["textures"], planes(TEXTURES, block.left + left, block.top + top, 64, 64))
        assert drawn["textures"][hatch].max() > 0.5 and drawn["number"][0] == NAMES.index("toner")
        assert drawn["image"].shape == (64, 64, 3) and drawn["classes"].max() < len(KINDS)


def test_paths_are_drawn_solid_where_tiles_have_them_so(blocks):
    """As targets only: what is given, or shown for its style, has dashes as maps have."""
    block, solid = blocks.blocks[0], np.full_like(blocks.blocks[0].pixels[:1], 77)
    with_solid = replace(block, pixels=np.concatenate([block.pixels, solid]))
    both = Blocks((*blocks.styles, "solid-toner"), (with_solid,))
    drawing = Drawing(patch=64, reference=64, any_style=0, by_reference=1, ramp=0, targets=("toner",), weather=0)
    patches, random = Patches(both, drawing, 1, 0), np.random.default_rng(0)
    for _ in range(5):
        drawn = patches.draw(random)
        assert (drawn["target"] == 77).all() and drawn["number"][0] == NAMES.index("toner")
        assert not any((drawn[name] == 77).all() for name in ("reference", "image"))


def test_main_roads_are_a_kind_of_their_own(blocks):
    drawing = Drawing(patch=64, reference=64, any_style=0, ramp=0, targets=("modern",), finish=0, rare=1)
    patches, random = Patches(blocks, drawing, 1, 0), np.random.default_rng(0)
    seen = 0
    for _ in range(20):
        drawn = patches.draw(random)
        ranked = (drawn["target"][0][:, :, None] == main_colors()).all(-1).any(-1)
        roads, main = (drawn["classes"] == KINDS.index(name) for name in ("roads", MAIN))
        assert not (ranked & roads).any() and not (main & ~binary_dilation(ranked, iterations=2)).any()
        seen += main.any()
    assert 5 < seen < 20


def test_what_is_hard_comes_later(blocks):
    drawing = Drawing(ramp=100, weather=0.5, any_style=0.4, known=0.6)
    first, middle, last = (drawing.at(batch) for batch in (0, 50, 500))
    assert (first.weather, first.clutter, first.any_style, first.known) == (0, 0, 0, 1)
    assert (middle.weather, middle.any_style, middle.known) == (0.25, 0.2, 0.8)
    assert last == drawing
    assert replace(drawing, ramp=0).at(0).weather == 0.5


def test_every_pass_draws_others_and_goes_on_with_the_ramp(blocks):
    patches = Patches(blocks, Drawing(patch=64, reference=64, ramp=4, weather=0.8), 1, 0)
    first = iter(patches)
    one = [next(first)["image"] for _ in range(2)]
    second = iter(patches)  # as Lightning begins it after a validation
    other = [next(second)["image"] for _ in range(2)]
    assert not any(torch.equal(a, b) for a in one for b in other)
    assert patches.drawing.weather == pytest.approx(0.6)


def test_references_are_in_the_targets_style_from_elsewhere(blocks):
    drawing = Drawing(patch=64, reference=64, any_style=1, recolor=0, ramp=0)
    patches, random = Patches(blocks, drawing, 1, 0), np.random.default_rng(0)
    for _ in range(5):
        drawn = patches.draw(random)
        assert drawn["number"][0] == -1 and drawn["shown"][0] == 1
        assert drawn["reference"][0].std() > 1 and not np.array_equal(drawn["reference"][0], drawn["target"][0])


def test_a_batch_goes_through_the_loader_as_channels_first(blocks):
    batch = next(iter(Patches(blocks, Drawing(patch=64, reference=64, styles=2), 3, 0)))
    assert batch["image"].shape == (3, 3, 64, 64) and batch["target"].shape == (3, 2, 3, 64, 64)
    assert batch["reference"].shape == (3, 2, 3, 64, 64) and batch["image"].dtype == torch.uint8


def test_paper_within_a_block_is_that_of_the_whole(blocks):
    block, number, finish = blocks.blocks[0], blocks.number("clean-watercolor"), FINISHES["watercolor"]
    whole = finished(np.asarray(block.pixels[number]), block.left, block.top, finish)
    found = on_paper(block, number, 30, 50, 64, finish)
    assert np.abs(found.astype(int) - whole[50:114, 30:94]).max() <= 1
    assert np.array_equal(cut(block, number, 30, 50, 64), block.pixels[number, 50:114, 30:94])


@pytest.mark.parametrize("kind", list(Clutter.__dataclass_fields__))
def test_each_kind_of_clutter_does_something_by_its_seed(kind, blocks):
    picture = cut(blocks.blocks[0], blocks.number("clean-modern"), 10, 10, 96)
    only = replace(Clutter(*[0.0] * len(Clutter.__dataclass_fields__)), **{kind: 1.0})
    changed = [cluttered(picture, only, seed) for seed in range(8)]
    assert all(each.shape == picture.shape and each.dtype == np.uint8 for each in changed)
    assert sum(not np.array_equal(each, picture) for each in changed) >= 4
    assert np.array_equal(changed[0], cluttered(picture, only, 0))
    untouched = np.median(np.abs(np.mean(changed, 0) - picture))
    assert kind == "tint" or untouched < 25, "what the map shows is still there"


def test_tiles_are_packed_where_they_are_complete(tmp_path):
    for style, value in (("classes", 0), ("clean-modern", 200)):
        for column in range(8, 16):
            for row in range(4, 8):
                if (style, column, row) != ("classes", 13, 5):  # the second block lacks one
                    path = tmp_path / "tiles" / style / "16" / str(column) / f"{row}.png"
                    path.parent.mkdir(parents=True, exist_ok=True)
                    Image.fromarray(np.full((256, 256, 3), value + column + row, np.uint8)).save(path)
    assert pack(tmp_path / "tiles", tmp_path / "packs") == 1
    found = open_blocks(tmp_path / "packs")
    block = found.blocks[0]
    assert (found.styles, len(found)) == (("classes", "clean-modern"), 1)
    assert (block.zoom, block.left, block.top) == (16, 8 * 256, 4 * 256)
    assert block.pixels[1, 300, 600].tolist() == [200 + 10 + 5] * 3
    with pytest.raises(InputError, match="no style 'toner'"):
        found.number("toner")


def test_folders_without_tiles_are_refused(tmp_path):
    with pytest.raises(InputError, match="no tiles"):
        pack(tmp_path / "missing", tmp_path)
    with pytest.raises(InputError, match="no packed tiles"):
        open_blocks(tmp_path)
    (tmp_path / "styles.json").write_text('["other"]')
    (tmp_path / "tiles" / "classes").mkdir(parents=True)
    with pytest.raises(InputError, match="other styles"):
        pack(tmp_path / "tiles", tmp_path)
