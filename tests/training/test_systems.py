"""Networks and objectives of the published systems: shapes, gradients, and losses by hand."""

from __future__ import annotations

import pytest
import torch

from realign.training.cli import Variant
from realign.training.losses import line_weight, roughness, squared_loss
from realign.training.networks.double_unet import DoubleUNet
from realign.training.networks.two_branches import BinClassifier, Bins, TwoBranches
from realign.training.objectives import EDGE_FACTOR, PaperBins, PaperClasses, PaperField, paper_weight, resampled
from realign.training.systems import SYSTEMS

PAPERS = [name for name in SYSTEMS if name != "matching"]


def network_of(name):
    torch.manual_seed(0)
    return SYSTEMS[name].network(**SYSTEMS[name].sizes["smoke"])


def batch_of(size=32, scale=0):
    generator = torch.Generator().manual_seed(2)
    return {
        "image": torch.randn(2, 3, size, size, generator=generator),
        "vectors": torch.rand(2, 3, size, size, generator=generator),
        "truth": torch.ones(2, 3, size, size),
        "displacement": torch.tensor([3.0, -2.0]).view(1, 2, 1, 1).repeat(2, 1, size // 2, size // 2),
        "reachable": torch.ones(2),
        "scale": torch.full((2,), scale),
    }


def test_the_command_knows_all_variants():
    assert [variant.value for variant in Variant] == list(SYSTEMS)


@pytest.mark.parametrize("name", PAPERS)
def test_shapes_and_gradients(name):
    system, network, batch = SYSTEMS[name], network_of(name), batch_of()
    result = network(batch["image"], system.objective.given(batch))
    displacement = system.objective.displacement(result)
    side = 8 if name in ("direct", "bins") else 32
    assert displacement.shape == (2, 2, side, side)
    system.objective.losses(result, batch).total.backward()
    gradients = [value.grad for value in network.parameters()]
    assert all(gradient is not None and gradient.isfinite().all() for gradient in gradients)
    assert sum(bool(gradient.abs().max() > 0) for gradient in gradients) > 0.9 * len(gradients)


@pytest.mark.parametrize("name", PAPERS)
def test_exported_values_fit_the_card(name):
    system, network, batch = SYSTEMS[name], network_of(name).eval(), batch_of()
    values = system.objective.exported(network(batch["image"], system.objective.seen(batch["vectors"])))
    outputs = system.objective.outputs
    assert [value.shape[1] for value in values] == [len(channels) for channels in outputs.values()]
    assert "segmentation" not in outputs and (values[1] == 0).all()


@pytest.mark.parametrize(
    ("network", "stride"), [(DoubleUNet((4, 8), (4, 4), (8, 8)), 1), (TwoBranches(dilations=(1, 2, 1)), 4)]
)
def test_shifts_with_its_input(network, stride):
    """By whole multiples and away from the edges: what blocks on one lattice rely on."""
    network.eval()
    step, margin = 8, 48
    image, vectors = torch.randn(1, 3, 128, 128), torch.rand(1, 3, 128, 128)
    with torch.no_grad():
        whole = network(image, vectors).displacement
        part = network(image[..., step:, 2 * step :], vectors[..., step:, 2 * step :]).displacement
    inner = (..., slice(margin // stride, -margin // stride), slice(margin // stride, -margin // stride))
    expected = whole[..., step // stride :, 2 * step // stride :][inner]
    torch.testing.assert_close(part[inner], expected, atol=1e-4, rtol=1e-3)
    assert expected.abs().mean() > 1e-3


@pytest.mark.parametrize(("name", "used"), [("double-unet", (0, 2)), ("double-unet-no-corners", (0,)), ("roads", (0,))])
def test_channels_that_are_looked_at(name, used):
    network, batch = network_of(name).eval(), batch_of()
    with torch.no_grad():
        before = network(batch["image"], batch["vectors"]).displacement
        for channel in range(3):
            changed = batch["vectors"].clone()
            changed[:, channel] = 0
            after = network(batch["image"], changed).displacement
            assert torch.equal(before, after) != (channel in used)


def test_classes_are_blanked_where_only_buildings_are_drawn():
    objective, vectors = PaperClasses(), torch.rand(2, 3, 4, 4)
    seen = objective.seen(vectors)
    assert torch.equal(seen[:, 0], vectors[:, 0]) and (seen[:, 1:] == 0).all()
    classes = torch.rand(2, 3, 4, 4)
    assert objective.given({"vectors": vectors, "classes": classes}) is classes
    assert torch.equal(objective.given({"vectors": vectors}), seen)


def test_the_direct_network_sees_far_enough():
    """A change 24 pixels away reaches the answer."""
    network = TwoBranches().eval()
    image, vectors = torch.randn(1, 3, 128, 128), torch.rand(1, 3, 128, 128)
    other = vectors.clone()
    other[..., 64 + 24 :] = 0
    with torch.no_grad():
        difference = network(image, vectors).displacement - network(image, other).displacement
    assert difference[..., 16].abs().max() > 1e-5


def test_bins_are_read_by_expectation_or_the_likeliest():
    logits = torch.full((1, 2, 40, 1, 1), -30.0)
    logits[0, 0, 23] = logits[0, 1, 10] = logits[0, 1, 12] = 5.0
    logits[0, 1, 12] = 4.0
    result = Bins(logits, 20)
    first, second = torch.tensor([5.0, 4.0]).softmax(0).tolist()
    expected = PaperBins().displacement(result).flatten().tolist()
    assert expected == pytest.approx([3.5, first * -9.5 + second * -7.5], abs=1e-4)
    assert PaperBins("argmax").displacement(result).flatten().tolist() == [3.5, -9.5]
    with pytest.raises(ValueError, match=r"read by expectation or argmax, not by 'mode'\."):
        PaperBins("mode")


def test_bins_learn_the_right_bin():
    batch, network = batch_of(16), BinClassifier(4, **SYSTEMS["bins"].sizes["smoke"])
    objective = PaperBins()
    result = network(batch["image"], batch["vectors"])
    logits = result.logits.detach().requires_grad_()
    objective.losses(Bins(logits, 4), batch).total.backward()
    # (3, -2) lies in the bins [3, 4) and [-2, -1)
    assert (logits.grad[:, 0].mean((0, 2, 3)) < 0).nonzero().flatten().tolist() == [7]
    assert (logits.grad[:, 1].mean((0, 2, 3)) < 0).nonzero().flatten().tolist() == [2]


def test_squared_loss_by_hand():
    predicted = torch.tensor([3.0, 0.0]).view(1, 2, 1, 1).repeat(1, 1, 1, 2)
    truth = torch.tensor([[0.0, 3.0], [4.0, 0.0]]).view(1, 2, 1, 2)
    weight = torch.tensor([3.0, 1.0]).view(1, 1, 1, 2)
    assert squared_loss(predicted, truth, weight).item() == pytest.approx(3 * 25 / 4)


def test_roughness_by_hand():
    """Affine fields cost nothing (equation 4); a single bump costs its square."""
    y, x = torch.meshgrid(torch.arange(5.0), torch.arange(6.0), indexing="ij")
    affine = torch.stack([2 * x - y + 1, 0.5 * y])[None]
    assert roughness(affine).item() == pytest.approx(0, abs=1e-10)
    affine[0, 0, 2, 2] += 4
    # of 3 × 4 inner pixels one is off by 4, and its four neighbours, all inner but none, by 4 / 4
    inner_neighbours = 4
    assert roughness(affine).item() == pytest.approx((16 + inner_neighbours * 1) / 12, rel=1e-5)


def test_paper_weight_counts_all_pixels_and_edges_more():
    batch = batch_of(8)
    batch["vectors"] = torch.zeros(2, 3, 8, 8)
    batch["vectors"][0, 1, :, 2] = 1  # an outline
    batch["truth"][:, 2, :, 6:] = 0  # beyond the image
    weight = paper_weight(batch, torch.zeros(2, 2, 8, 8))
    assert weight[0, 0, 3].tolist() == [1, 1, EDGE_FACTOR, 1, 1, 1, 0, 0]
    batch["reachable"][1] = 0
    assert (paper_weight(batch, torch.zeros(2, 2, 4, 4))[1] == 0).all()


def test_lines_count_where_they_are_drawn():
    vectors = torch.zeros(2, 3, 2, 4)
    vectors[:, 0, :, :2] = 1  # a roof, or a road
    vectors[0, 1, :, 1] = 1  # the roof's outline
    vectors[1, 2, :, 3] = 0.5
    weight = line_weight(vectors)
    assert weight[0, 0, 0].tolist() == [0, 1, 0, 0]
    assert weight[1, 0, 0].tolist() == [1, 1, 0, 0.5]


@pytest.mark.parametrize("side", [2, 4, 8])
def test_resampling_keeps_a_constant_and_the_middle_of_a_slope(side):
    slope = torch.arange(4.0).view(1, 1, 1, 4).expand(1, 2, 4, 4)
    found = resampled(slope, torch.zeros(1, 1, side, side))
    assert found.shape == (1, 2, side, side)
    assert found.mean().item() == pytest.approx(1.5, abs=1e-5)


def test_paper_field_is_best_at_the_truth():
    batch, objective = batch_of(), PaperField()
    truth = resampled(batch["displacement"], torch.zeros(2, 2, 32, 32))

    class Answer:
        def __init__(self, displacement):
            self.displacement = displacement

    assert objective.losses(Answer(truth), batch).total.item() == pytest.approx(0, abs=1e-8)
    assert objective.losses(Answer(truth * 0), batch).total.item() == pytest.approx(13, rel=1e-5)
