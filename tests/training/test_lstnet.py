"""LSTNet's layers fit together, its game is the paper's, and its recipe trains, resumes and reports."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import torch
from typer.testing import CliRunner

from realign.engine.errors import InputError
from realign.training.cli import app
from realign.training.networks.lstnet import Domain, ImageDiscriminator, LatentDiscriminator, LSTNet
from realign.training.recipes.lstnet import PRESETS, configured, gather, report, train
from realign.training.translation.digits import load_styles
from realign.training.translation.lstnet_module import LSTNetModule, altered
from realign.training.translation.unpaired import UnpairedBatches

MNIST, USPS = Domain(28), Domain(16, form="second")
SMOKE = PRESETS["smoke"]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lstnet") / "run"
    splits = gather(SMOKE, None)
    return folder, splits, train(SMOKE, splits, folder)


def test_table_1_at_its_own_sizes():
    network = LSTNet((MNIST, USPS), width=1 / 16)
    codes = network.encode((torch.rand(2, 1, 28, 28), torch.rand(3, 1, 16, 16)))
    assert [tuple(code.shape) for code in codes] == [(2, 8, 7, 7), (3, 8, 7, 7)]
    assert network.generate(codes[0], 1).shape == (2, 1, 16, 16)
    assert network.translate(torch.rand(3, 1, 16, 16), 1).shape == (3, 1, 28, 28)


def test_widths_of_table_1():
    network = LSTNet((MNIST, USPS))
    shapes = [tuple(layer.weight.shape) for layer in network.modules() if isinstance(layer, torch.nn.Conv2d)]
    own = [(64, 1, 7, 7), (128, 64, 5, 5), (256, 128, 3, 3)]
    assert shapes == [*own, (512, 256, 3, 3), *own, (512, 256, 2, 2), (256, 512, 3, 3), (128, 256, 3, 3)]


def test_maps_have_other_sizes_and_channels():
    domain = Domain(32, 3)
    network = LSTNet((domain, domain), width=1 / 16)
    images = torch.rand(1, 3, 32, 32)
    assert network.translate(images, 0).shape == images.shape
    assert ImageDiscriminator(domain, 1 / 16)(images).shape == (1, 1)


@pytest.mark.parametrize("domain", [MNIST, USPS])
def test_one_verdict_an_image(domain):
    images = torch.rand(2, domain.channels, domain.size, domain.size)
    assert ImageDiscriminator(domain, 1 / 16)(images).shape == (2, 1)
    assert LatentDiscriminator(domain.code_size, 1 / 16)(torch.rand(2, 8, 7, 7)).shape == (2, 1)


@pytest.mark.parametrize(
    ("domains", "message"),
    [
        ((Domain(28), Domain(28, form="second")), "Codes of 7 and 13 pixels cannot be shared"),
        ((Domain(30), USPS), "Images of 30 pixels do not suit the first form"),
        ((Domain(28, form="third"), USPS), "first or second, not third"),
    ],
)
def test_sizes_that_do_not_suit(domains, message):
    with pytest.raises(InputError, match=message):
        LSTNet(domains, 1 / 16)


def test_what_is_drawn_where():
    module = LSTNetModule(({"size": 28}, {"size": 16, "form": "second"}), width=1 / 16).eval()
    real = (torch.rand(2, 1, 28, 28), torch.rand(2, 1, 16, 16))
    own, drawn, back, codes = module.ways(real)
    assert [part.shape for part in own] == [part.shape for part in real] == [part.shape for part in back]
    assert [part.shape for part in drawn] == [part.shape for part in real]
    # what is drawn in the first domain comes from the second domain's pictures, and from them only
    of_first, of_second = (encoder[0].weight for encoder in module.network.encoders)
    none, some = torch.autograd.grad(drawn[0].square().sum(), [of_first, of_second], retain_graph=True)
    assert none.abs().sum() == 0 < some.abs().sum()
    # and the way back of the first domain's pictures leads through the second's encoder
    assert torch.autograd.grad(back[0].square().sum(), of_second)[0].abs().sum() > 0
    assert codes[0].shape == codes[1].shape


def test_judging_rewards_the_right_verdict():
    module = LSTNetModule(({"size": 28}, {"size": 16, "form": "second"}), width=1 / 16)
    real = [torch.rand(2, 1, 28, 28), torch.rand(2, 1, 16, 16)]
    made, codes = [part - 3 for part in real], [torch.rand(2, 8, 7, 7), torch.rand(2, 8, 7, 7) - 3]
    optimizer = torch.optim.Adam([*module.judges.parameters(), *module.latent_judge.parameters()], 3e-3)
    before = module.judging(real, made, codes)
    for _ in range(40):
        optimizer.zero_grad()
        module.judging(real, made, codes).backward()
        optimizer.step()
    assert module.judging(real, made, codes) < 0.5 * before
    assert module.judges[0](real[0]).mean() > module.judges[0](made[0]).mean()
    assert module.latent_judge(codes[0]).mean() > module.latent_judge(codes[1]).mean()


def test_half_the_bits_change_little():
    """As on a CPU that knows bfloat16: real pictures in 32 bits are judged beside drawn ones in 16."""
    torch.manual_seed(0)
    module = LSTNetModule(({"size": 28}, {"size": 16, "form": "second"}), width=1 / 16)
    real = (torch.rand(4, 1, 28, 28), torch.rand(4, 1, 16, 16))
    with torch.no_grad():
        _, drawn, _, codes = module.ways(real)
        exact = module.judging(real, drawn, codes)
        with torch.autocast("cpu", torch.bfloat16):
            _, drawn, _, codes = module.ways(real)
            assert drawn[0].dtype == torch.bfloat16
            assert module.judging(real, drawn, codes).item() == pytest.approx(exact.item(), rel=0.02)


def test_altered_stays_within_its_bounds():
    spot = torch.zeros(64, 1, 29, 29)
    spot[:, :, 14, 14] = 1
    torch.manual_seed(0)
    assert torch.equal(altered(spot, 0.0, 0.0, 0.0).round(), spot)
    moved = altered(spot, 10.0, 0.1, 2.0)
    rows, columns = (moved.sum(axis)[:, 0].argmax(1) for axis in (3, 2))
    for place in (rows, columns):
        assert (place - 14).abs().max() == 2


def test_unpaired_sets_may_differ_in_size():
    sets = [load_styles(None, ("a", "b"), size, 1, 20)[number].train for number, size in enumerate((28, 16))]
    batches = iter(UnpairedBatches(sets, 5, 0))
    one, other = next(batches), next(batches)
    assert one["first"].shape == (5, 1, 28, 28) and one["second"].shape == (5, 1, 16, 16)
    assert not torch.equal(one["first"], other["first"])
    assert one["second"].min() >= 0 and one["second"].max() <= 1


def test_smoke_trains_both_sides(run):
    folder, _, checkpoint = run
    stored = torch.load(checkpoint, map_location="cpu", weights_only=False)
    assert stored["global_step"] == SMOKE.steps
    torch.manual_seed(SMOKE.seed)  # so these are the weights that the training began with
    fresh = LSTNetModule(**stored["hyper_parameters"])
    for part in ("network", "judges", "latent_judge"):
        names = [name for name, _ in fresh.named_parameters() if name.startswith(part)]
        assert any(not torch.equal(stored["state_dict"][name], fresh.state_dict()[name]) for name in names)
    assert (folder / "from-first.png").exists() and (folder / "samples" / "from-second-000004.png").exists()


def test_stores_the_average_of_the_weights(run, tmp_path):
    _, splits, checkpoint = run
    last = train(replace(SMOKE, average=0.0), splits, tmp_path / "last")
    name = "network.encoder.0.weight"
    averaged, alone = (torch.load(each, weights_only=False)["state_dict"][name] for each in (checkpoint, last))
    assert (averaged - alone).abs().max() > 0


def test_resumes_and_reports(run):
    folder, splits, _ = run
    longer = replace(SMOKE, steps=6)
    checkpoint = train(longer, splits, folder, resume=True)
    assert torch.load(checkpoint, map_location="cpu", weights_only=False)["global_step"] == 6
    text = report(longer, splits, folder, "smoke", made_up=True).read_text(encoding="utf-8")
    assert "| plain | grainy |" in text and "(made up)" in text and "from-first.png" in text
    (row,) = json.loads((folder.parent / "results.json").read_text(encoding="utf-8"))
    assert row["recipe"] == "lstnet" and row["preset"] == "smoke, 6 steps"
    assert {"plain_to_grainy", "grainy_to_plain", "plain_real", "cycle", "frechet"} <= set(row["values"])
    assert all(0 <= row["values"][name] <= 100 for name in ("plain_to_grainy", "grainy_to_plain"))


def test_configured():
    assert configured("cpu", minutes=5.0).steps == 0
    assert configured("cpu", minutes=5.0, steps=7).steps == 7
    assert configured("gpu").width == 1 and configured("gpu", width=0.5).width == 0.5


def test_command_with_half_the_bits(tmp_path):
    out = tmp_path / "run"
    ran = CliRunner().invoke(
        app, ["lstnet", "--preset", "smoke", "--steps", "2", "--precision", "bf16-mixed", "--out", str(out)]
    )
    assert ran.exit_code == 0, ran.output
    assert json.loads((out / "config.json").read_text(encoding="utf-8"))["precision"] == "bf16-mixed"
    assert len(list((tmp_path / "judges").iterdir())) == 2
