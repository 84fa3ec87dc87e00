"""Cycle-VAE, its variants and its rivals: who learns what in each of their steps, and the whole recipe."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace

import pytest
import torch
from typer.testing import CliRunner

from realign.engine.errors import InputError
from realign.training.cli import app
from realign.training.cycle_commands import CycleVariant
from realign.training.networks.pixel_cnn import PixelDecoder
from realign.training.networks.split_codes import Codes, SplitDecoder, SplitEncoder, sides_of
from realign.training.recipes.cycle_vae import PRESETS, VARIANTS, configured, few_of, gather, report, train
from realign.training.translation.cycle_module import CycleModule, _distance
from realign.training.translation.dr_gan_module import ANGLES, turned
from realign.training.translation.split_module import exchanged, pairs
from realign.training.translation.tsne import embed

SMOKE = PRESETS["smoke"]
SIZES = {"size": 16, "z": 3, "s": 5, "widths": (4, 8)}


@pytest.fixture(scope="module")
def splits():
    return gather(SMOKE, None)


@pytest.mark.parametrize("size", [16, 28, 33])
def test_any_size_comes_back(size):
    images = torch.rand(2, 3, size, size)
    codes = SplitEncoder(size, 3, 4, 6, (4, 8, 8))(images)
    assert codes.mean.shape == codes.logvar.shape == (2, 4) and codes.s.shape == (2, 6)
    drawn = SplitDecoder(size, 3, 4, 6, (4, 8, 8))(codes.sample(), codes.s)
    assert drawn.shape == images.shape and drawn.min() >= 0 and drawn.max() <= 1


def test_no_image_is_normalised_by_itself():
    """A fainter stroke stays fainter, and a z nearer to the middle changes nothing but what it says."""
    networks = SplitEncoder(16, 1, 3, 5, (4, 8)).eval(), SplitDecoder(16, 1, 3, 5, (4, 8)).eval()
    layers = [layer for network in networks for layer in network.modules() if "Norm" in type(layer).__name__]
    assert len(layers) == 3
    for layer in layers:
        given = torch.randn(2, layer.num_features, 4, 4)
        torch.testing.assert_close(layer(2 * given) - layer(given), layer(given) - layer(0 * given))


def test_too_small_to_be_halved():
    with pytest.raises(InputError, match="Images of 8 pixels are too small to be halved 3 times"):
        sides_of(8, 3)


def test_divergence_is_that_of_torch():
    mean, logvar = torch.randn(4, 3), torch.randn(4, 3)
    own = torch.distributions.Normal(mean, (0.5 * logvar).exp())
    truth = torch.distributions.kl_divergence(own, torch.distributions.Normal(0.0, 1.0)).sum(1)
    torch.testing.assert_close(Codes(mean, logvar, mean).divergence(), truth)


def test_a_pixel_knows_only_those_before_it():
    torch.manual_seed(0)  # now and then all units of so narrow a network are off
    decoder = PixelDecoder(10, 1, 3, 5, (4, 8), masked=6)
    images = torch.rand(1, 1, 10, 10, requires_grad=True)
    z, s = torch.randn(1, 3), torch.randn(1, 5)
    (slope,) = torch.autograd.grad(decoder.logits(images, z, s)[0, 0, 4, 5], images)
    seen = slope[0, 0] != 0
    assert seen[:4].any() and seen[4, :5].any()
    assert not seen[4, 5:].any() and not seen[5:].any()


def test_drawing_pixel_after_pixel_agrees_with_the_whole():
    """What is drawn is what the layers say of the finished picture: cutting out a pixel's surroundings is no change."""
    decoder = PixelDecoder(14, 1, 3, 5, (4, 8), masked=6)
    z, s = torch.randn(2, 3), torch.randn(2, 5)
    drawn = decoder.sample(z, s)
    torch.testing.assert_close(drawn, torch.sigmoid(decoder.logits(drawn, z, s)))


def test_pairs_and_exchange():
    batch = {"images": torch.arange(8.0).view(4, 2, 1, 1, 1)}
    pictures, partners = pairs(batch)
    torch.testing.assert_close(exchanged(pictures), partners)
    assert pictures.flatten().tolist() == [0, 2, 4, 6, 1, 3, 5, 7]


def gradients(module, loss):
    """Which of encoder and decoder a loss changes."""
    module.zero_grad(set_to_none=True)
    loss.backward()
    moved = {}
    for name in ("encoder", "decoder"):
        parts = [p.grad for p in getattr(module, name).parameters() if p.grad is not None]
        moved[name] = any(part.abs().sum() > 0 for part in parts)
    return moved


def test_the_reverse_cycle_changes_the_encoder_only():
    module = CycleModule(**SIZES)
    loss, parts, _ = module.reverse_cycle(torch.rand(4, 1, 16, 16), torch.rand(4, 1, 16, 16))
    assert gradients(module, loss) == {"encoder": True, "decoder": False}
    assert set(parts) == {"cycle"}


def test_drawn_pictures_leave_no_trace_in_what_real_ones_are_normalised_by():
    module, pictures = CycleModule(**SIZES).train(), torch.rand(8, 1, 16, 16)
    alone = deepcopy(module.encoder)
    kept = deepcopy(module.decoder.state_dict())
    module.reverse_cycle(*pictures.chunk(2))
    alone(pictures)
    means = {name: value for name, value in alone.state_dict().items() if "running" in name}
    assert means and all(torch.equal(module.encoder.state_dict()[name], value) for name, value in means.items())
    assert all(torch.equal(kept[name], module.decoder.state_dict()[name]) for name in kept if "running" in name)
    assert {layer.momentum for layer in module.modules() if isinstance(layer, torch.nn.BatchNorm2d)} == {0.1}


def test_rebuilding_changes_both():
    module = CycleModule(rebuild=True, **SIZES)
    loss, parts, _ = module.reverse_cycle(torch.rand(4, 1, 16, 16), torch.rand(4, 1, 16, 16))
    assert gradients(module, loss) == {"encoder": True, "decoder": True}
    assert set(parts) == {"cycle", "rebuilt"}


def test_rebuilding_leaves_z_alone():
    module = CycleModule(rebuild=True, **SIZES)
    _, parts, _ = module.reverse_cycle(torch.rand(4, 1, 16, 16), torch.rand(4, 1, 16, 16))
    parts["rebuilt"].backward()
    encoder = module.encoder
    assert all(layer.weight.grad is None for layer in (encoder.mean, encoder.logvar))
    assert encoder.s.weight.grad.abs().sum() > 0


def test_rebuilding_waits_for_the_decoder(splits, tmp_path, monkeypatch):
    seen, reverse_cycle = [], CycleModule.reverse_cycle

    def watched(module, *pictures):
        seen.append(module.rebuilding)
        return reverse_cycle(module, *pictures)

    monkeypatch.setattr(CycleModule, "reverse_cycle", watched)
    train(configured("smoke", variant="rebuild", steps=6, validate_every=6), splits, tmp_path / "rebuild")
    assert seen == [False, False, True, True, True, True]
    seen.clear()
    train(configured("smoke", variant="cycle", steps=2), splits, tmp_path / "cycle")
    assert seen == [False, False]


@pytest.mark.parametrize(("adversarial", "encoder"), [("decoder", False), ("both", True)])
def test_whom_the_verdict_changes(adversarial, encoder):
    module = CycleModule(adversarial=adversarial, **SIZES)
    first = torch.rand(4, 1, 16, 16)
    _, _, drawn = module.reverse_cycle(first, torch.rand(4, 1, 16, 16))
    verdict = module.judge(first, drawn).sum()
    assert gradients(module, verdict) == {"encoder": encoder, "decoder": True}


def test_distances():
    same = Codes(torch.ones(4, 3), torch.zeros(4, 3), torch.zeros(4, 1))
    wider = Codes(torch.ones(4, 3), torch.tensor([0.0, 0, 2, 2])[:, None].expand(4, 3), torch.zeros(4, 1))
    assert _distance(same, "l1") == 0 and _distance(wider, "l1") == 0
    assert _distance(same, "wasserstein") < 1e-3
    assert _distance(wider, "wasserstein").item() == pytest.approx(torch.e - 1, rel=1e-3)


def test_turned():
    spot = torch.zeros(3, 1, 21, 21)
    spot[:, :, 4, 10] = 1  # above the middle
    left, none, right = turned(spot, torch.tensor([0, len(ANGLES) // 2, len(ANGLES) - 1]))[:, 0]
    assert none.argmax() == spot[0].argmax()
    columns = left.sum(0).argmax(), right.sum(0).argmax()
    assert abs(columns[0] - 10) > 2 and columns[0] - 10 == 10 - columns[1]


def test_few_of_a_class(splits):
    few = few_of(splits.train, (7, 9), 2)
    counts = few.labels.bincount(minlength=10).tolist()
    assert [counts[label] for label in (6, 7, 8, 9)] == [6, 2, 6, 2]


def test_tsne_keeps_clusters_apart():
    generator = torch.Generator().manual_seed(0)
    codes = torch.randn(60, 8, generator=generator) * 0.1
    codes[30:] += 3
    places = embed(codes, perplexity=10, steps=250)
    middles = places[:30].mean(0), places[30:].mean(0)
    spread = max((part - part.mean(0)).norm(dim=1).mean() for part in (places[:30], places[30:]))
    assert (middles[0] - middles[1]).norm() > 2 * spread


def test_the_command_knows_every_variant():
    assert [variant.value for variant in CycleVariant] == list(VARIANTS)


@pytest.mark.parametrize("variant", list(VARIANTS))
def test_smoke(variant, splits, tmp_path):
    config = configured("smoke", variant=variant, steps=2)
    checkpoint = train(config, splits, tmp_path / "run")
    stored = torch.load(checkpoint, map_location="cpu", weights_only=False)
    assert stored["global_step"] == 2
    torch.manual_seed(config.seed)  # so these are the weights that the training began with
    fresh = VARIANTS[variant].module(**stored["hyper_parameters"])
    for part in [name for name in ("encoder", "decoder", "judge") if getattr(fresh, name) is not None]:
        names = [name for name, _ in fresh.named_parameters() if name.startswith(part)]
        assert any(not torch.equal(stored["state_dict"][name], fresh.state_dict()[name]) for name in names), part
    assert list((tmp_path / "run" / "samples").glob("*-000002.png"))


@pytest.mark.parametrize(
    ("variant", "pictures"), [("cycle", ("swapped", "interpolated", "sampled")), ("dr-gan", ("poses",))]
)
def test_resumes_and_reports(variant, pictures, splits, tmp_path):
    config = configured("smoke", variant=variant, steps=2, unseen=(7,), shots=1)
    train(config, splits, tmp_path / "run")
    config = replace(config, steps=3)
    checkpoint = train(config, splits, tmp_path / "run", resume=True)
    assert torch.load(checkpoint, map_location="cpu", weights_only=False)["global_step"] == 3
    text = report(config, splits, tmp_path / "run", "smoke", made_up=True).read_text(encoding="utf-8")
    assert all(f"({name}.png)" in text for name in (*pictures, "tsne", "curves"))
    (row,) = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    wanted = {"style_probe_class", "content_probe_class", "content_kept", "unseen_kept", "few_shot_1", "mse"}
    assert wanted <= set(row["values"])
    assert ("content_probe_style" in row["values"]) == (variant == "dr-gan")
    assert "1 of each of 7" in row["variant"]


def test_command(tmp_path):
    ran = CliRunner().invoke(
        app, ["cycle-vae", "--preset", "smoke", "--steps", "2", "--z", "2", "--out", str(tmp_path / "run")]
    )
    assert ran.exit_code == 0, ran.output
    assert "cycle 2/4" in (tmp_path / "run" / "report.md").read_text(encoding="utf-8")
    assert CliRunner().invoke(app, ["lstnet", "--help"]).exit_code == 0


def test_cannot_begin(splits, tmp_path):
    with pytest.raises(InputError, match="There is no variant 'gan'"):
        train(replace(SMOKE, variant="gan"), splits, tmp_path)
    with pytest.raises(InputError, match="give --steps or --minutes"):
        train(replace(SMOKE, steps=0), splits, tmp_path)
    with pytest.raises(InputError, match="must see at least one class"):
        gather(replace(SMOKE, unseen=tuple(range(10))), None)
