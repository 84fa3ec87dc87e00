"""Recipes ``dsed`` and ``fen-vae``, smoke-trained, and the parts of them that can go wrong unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from typer.testing import CliRunner

from realign.engine.errors import InputError
from realign.training import cli, translation_commands
from realign.training.fitting import progress
from realign.training.networks.disentangling import AdaptiveDecoder, Gaussian, GaussianEncoder, reversed_gradient
from realign.training.recipes import dsed, fen_vae
from realign.training.translation.digits import load_styles
from realign.training.translation.dsed_module import DsedModule
from realign.training.translation.fen_module import FenModule, Styled, entropy
from realign.training.translation.harness.results import load_results

NAMES = ("plain", "grainy", "coloured")


@pytest.fixture(scope="module")
def sets():
    return load_styles(None, NAMES, made=40)


def succeed(*words):
    result = CliRunner().invoke(cli.app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.output


def test_dsed_from_training_to_report(tmp_path):
    folder = tmp_path / "dsed"
    assert "report.md" in succeed("dsed", "--preset", "smoke", "--out", folder, "--threads", 1)
    for name in ("last.ckpt", "config.json", "metrics.csv", "curves.png", "pairs.png", "samples/pairs-000002.png"):
        assert (folder / name).exists(), name
    text = (folder / "report.md").read_text()
    assert "| plain | coloured |" in text and "![pairs](pairs.png)" in text and "FID" not in text.replace("no FID", "")
    succeed("dsed", "--preset", "smoke", "--out", folder, "--resume", "--steps", 6)
    assert progress(folder / "last.ckpt")[0] == 6
    assert [row.recipe for row in load_results(tmp_path)] == ["dsed"]


@pytest.mark.parametrize("variant", ["paper", "adaptive"])
def test_fen_from_training_to_report(tmp_path, variant):
    folder = tmp_path / variant
    succeed("fen-vae", "--preset", "smoke", "--variant", variant, "--out", folder, "--threads", 1)
    for name in ("last.ckpt", "curves.png", "swaps.png", "reconstructions.png", "report.md"):
        assert (folder / name).exists(), name
    succeed("fen-vae", "--preset", "smoke", "--variant", variant, "--out", folder, "--resume", "--steps", 6)
    assert progress(folder / "last.ckpt")[0] == 6
    values = load_results(tmp_path)[0].values
    assert {"content_probe_style", "style_probe_style", "style_hit", "content_kept", "enemy_right"} <= set(values)


@pytest.mark.parametrize("latent", [64, 128, 512])
def test_latent_sizes_of_the_paper(latent, sets):
    config = fen_vae.configured("smoke", latent=latent, split=(20, 12))
    module = FenModule(NAMES, content=config.content, style=latent - config.content)
    content, style = module.encode(sets[0].train.pictures()[:2])
    assert content.mean.shape == (2, latent * 20 // 32) and style.mean.shape == (2, latent * 12 // 32)


def test_spatial_code_of_the_paper(sets):
    module = FenModule(NAMES, spatial=True)
    given = sets[0].train.pictures()[:2]
    content, style = module.encode(given)
    assert content.mean.shape == (2, 12, 4, 4) and style.mean.shape == (2, 20, 4, 4)
    assert module.decode(content.mean, style.mean).shape == given.shape


def test_other_sizes_and_channels():
    given = torch.rand(2, 1, 64, 64)
    for module in (FenModule(NAMES, 1, 64, adaptive=True), FenModule(NAMES, 1, 64, spatial=True)):
        content, style = module.encode(given)
        assert module.decode(content.mean, style.mean).shape == given.shape
    system = DsedModule(NAMES, 1, 64, 8, spatial=True).eval()
    assert system.translate(given, 0, 2).shape == given.shape


def test_divergence_is_that_of_torch():
    code = Gaussian(torch.tensor([[0.5, -1.0]]), torch.tensor([[0.3, -0.7]]))
    normal = torch.distributions.Normal(code.mean, (0.5 * code.logvar).exp())
    known = torch.distributions.kl_divergence(normal, torch.distributions.Normal(0, 1)).sum()
    assert code.divergence().item() == pytest.approx(known.item(), rel=1e-5)


def test_entropy_of_equations_two_and_three():
    logits, numbers = torch.tensor([[0.2, -1.0, 2.0]]), torch.tensor([2])
    likely = logits.sigmoid()[0]
    by_hand = -(likely[2].log() + (1 - likely[0]).log() + (1 - likely[1]).log())
    assert entropy(logits, numbers).item() == pytest.approx(by_hand.item(), rel=1e-5)


def test_dsed_pairs_are_encoder_by_decoder(sets):
    """A decoder that always gives white is wrong in its own column only."""
    module = DsedModule(NAMES, latent=4).eval()
    with torch.no_grad():
        for parameter in module.decoders[1].parameters():
            parameter.zero_()
        list(module.decoders[1].parameters())[-1].fill_(50.0)
    images = torch.zeros(2, 3, 3, 32, 32)
    errors, _ = module.losses(images)
    assert torch.allclose(errors[:, 1], torch.tensor(3.0 * 32 * 32), rtol=1e-3)
    assert (errors[:, [0, 2]] < 2000).all()


def objective(module, batch, step):
    """What the module minimises on a step of this number, and the parts of it."""
    pictures = batch.transpose(0, 1).flatten(0, 1)
    numbers = torch.arange(3).repeat_interleave(len(batch))
    torch.manual_seed(0)
    content, style = module.encode(pictures)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FenModule, "global_step", step)
        return module._objective(pictures, content, content.sample(), style, numbers, len(batch))


def test_friend_on_even_and_enemy_on_odd_steps(sets):
    module = FenModule(NAMES, gamma=10.0, beta=2.0)
    batch = torch.stack([part.train.pictures()[:4] for part in sets], 1)
    for step, sign in ((0, 1), (1, -1)):
        total, parts = objective(module, batch, step)
        known = parts["squared_error"] + 2 * parts["divergence"] + sign * 10 * parts["friend" if sign > 0 else "enemy"]
        assert total.item() == pytest.approx(known.item(), rel=1e-5)


def test_reversed_gradient():
    code = torch.tensor([2.0], requires_grad=True)
    reversed_gradient(code).pow(2).sum().backward()
    assert code.grad.item() == -4


def test_what_the_enemy_gets_right(sets):
    """An enemy that always names the second style is right about one picture in three."""
    module = FenModule(NAMES)
    with torch.no_grad():
        for parameter in module.enemy.parameters():
            parameter.zero_()
        module.enemy[-1].bias[1] = 1.0
    tests = [part.test.pictures()[:4] for part in sets]
    assert Styled(module, tests).enemy_right(tests) == pytest.approx(1 / 3)


def test_exchange_stays_within_a_style():
    module = FenModule(NAMES, exchange=1.0)
    style = torch.arange(12.0)[:, None].expand(12, 20)  # three styles of four pictures
    torch.manual_seed(0)
    other = module._exchanged(style, 4)[:, 0]
    assert torch.equal(other // 4, style[:, 0] // 4) and (other != style[:, 0]).all()


def test_adaptive_style_changes_every_place_alike():
    """A flat content stays flat inside, whatever its style."""
    decoder = AdaptiveDecoder(3, 4, 2).eval()
    drawn = [decoder(torch.ones(1, 4, 4, 4), torch.full((1, 2), value)) for value in (0.0, 3.0)]
    assert drawn[0].shape == (1, 3, 32, 32)
    assert (drawn[0] - drawn[1]).abs().mean() > 1e-3


def test_instance_normalisation_takes_contrast_out():
    encoder = GaussianEncoder(1, 4, "spatial", instance=True).eval()
    with torch.no_grad():
        for layer in encoder.body:
            if isinstance(layer, torch.nn.Conv2d):
                layer.bias.zero_()
        given = torch.rand(1, 1, 32, 32)
        assert torch.allclose(encoder(given).mean, encoder(0.5 * given).mean, atol=1e-2)


@pytest.mark.parametrize("adversary", ["reversal", "alternate"])
def test_the_enemy_learns(sets, adversary, monkeypatch):
    """Its own step lowers its own loss, and leaves the encoder alone."""
    module = FenModule(NAMES, adversary=adversary, enemy_steps=40, learning_rate=1e-2)
    main, enemy = module.configure_optimizers()[0]
    assert not {id(p) for g in main.param_groups for p in g["params"]} & {id(p) for p in module.enemy.parameters()}
    module.optimizers = lambda use_pl_optimizer=True: [main, enemy]
    module.manual_backward = lambda loss: loss.backward()
    pictures = torch.cat([part.train.pictures()[:8] for part in sets])
    numbers = torch.arange(3).repeat_interleave(8)
    content = module.encode(pictures)[0]
    content = Gaussian(content.mean * 100, content.logvar - 10)
    before = entropy(module.enemy(content.mean), numbers).item()
    kept = module.encoder.head.weight.clone()
    monkeypatch.setattr(FenModule, "global_step", 1)
    module._teach_enemy(content, content.sample(), numbers)
    assert entropy(module.enemy(content.mean), numbers).item() < 0.9 * before
    assert torch.equal(module.encoder.head.weight, kept) and module.encoder.head.weight.grad is None


def test_dsed_learns(sets):
    """Some steps on one batch bring the error down."""
    torch.manual_seed(0)
    module = DsedModule(NAMES, latent=16, beta=0.1)
    module.log_dict = lambda *_, **__: None
    optimizer = torch.optim.Adam(module.parameters(), 2e-3)
    batch = {"images": torch.stack([part.train.pictures()[:4] for part in sets], 1)}
    found = []
    for _ in range(40):
        loss = module.training_step(batch, 0)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        found.append(loss.item())
    assert found[-1] < 0.6 * found[0]


def test_configurations():
    assert {member.value for member in translation_commands._Variant} == set(fen_vae.VARIANTS)
    assert (dsed.PRESETS["cpu"].latent, dsed.PRESETS["cpu"].beta, dsed.PRESETS["cpu"].batch) == (32, 5.0, 12)
    paper = fen_vae.configured("cpu")
    assert (paper.beta, paper.gamma, paper.adversary, paper.content) == (4.0, 100.0, "alternate", 12)
    assert fen_vae.configured("cpu", minutes=2.0).steps == 0
    assert fen_vae.configured("cpu", "adaptive", gamma=5.0).gamma == 5.0
    with pytest.raises(InputError, match=r"^There is no variant 'magic' of fen-vae; give one of paper, "):
        fen_vae.configured("cpu", "magic")
    with pytest.raises(InputError, match=r"^A split of 0:32 leaves one half of 32 dimensions empty"):
        fen_vae.configured("cpu", split=(0, 32))


def test_training_needs_an_end(sets, tmp_path):
    with pytest.raises(InputError, match=r"^Training needs an end; give --steps or --minutes\.$"):
        dsed.train(replace(dsed.PRESETS["smoke"], steps=0), sets, tmp_path)
