"""The correlation against a plain loop, its hand-written backward pass, and the shapes of the network."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from realign.training.networks.correlation import (
    _correlate,
    _pooled_for_export,
    correlate,
    pooled_correlation,
    shifts,
)
from realign.training.networks.layers import UNet
from realign.training.networks.matching import MatchingNetwork


def pair(seed=0, shape=(2, 3, 7, 9)):
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator), torch.randn(shape, generator=generator)


@pytest.mark.parametrize("radius", [0, 1, 3])
def test_correlation_is_a_sum_of_products(radius):
    fixed, searched = pair()
    found = correlate(fixed, searched, radius)
    batch, _, height, width = fixed.shape
    expected = np.zeros((batch, (2 * radius + 1) ** 2, height, width), np.float32)
    for number, (dy, dx) in enumerate(shifts(radius)):
        for y in range(height):
            for x in range(width):
                if 0 <= y + dy < height and 0 <= x + dx < width:
                    expected[:, number, y, x] = (fixed[:, :, y, x] * searched[:, :, y + dy, x + dx]).sum(1)
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_what_is_exported_is_what_is_trained():
    fixed, searched = pair(shape=(2, 8, 12, 10))
    trained, exported = (function(fixed, searched, 2, 4) for function in (pooled_correlation, _pooled_for_export))
    assert trained.shape == (2, 50, 6, 5)
    torch.testing.assert_close(exported, trained, atol=1e-5, rtol=1e-4)
    one = correlate(fixed[:, 4:], searched[:, 4:], 2)
    one = torch.nn.functional.avg_pool2d(one - one.mean(1, keepdim=True), 2)
    torch.testing.assert_close(trained[:, 25:], one, atol=1e-5, rtol=1e-4)


def test_the_right_shift_wins():
    """A map that lies two to the right and one up is found there."""
    fixed, _ = pair(shape=(1, 8, 16, 16))
    searched = torch.roll(fixed, (-1, 2), (2, 3))
    best = correlate(fixed, searched, 3)[0, :, 5:11, 5:11].mean((1, 2)).argmax()
    assert shifts(3)[best] == (-1, 2)


@pytest.mark.parametrize("radius", [1, 3])
def test_backward_is_the_one_of_autograd(radius):
    fixed, searched = pair(1)
    gradient = torch.randn((2, (2 * radius + 1) ** 2, 7, 9), generator=torch.Generator().manual_seed(5))
    results = []
    for function in (correlate, _correlate):
        a, b = fixed.clone().requires_grad_(), searched.clone().requires_grad_()
        function(a, b, radius).backward(gradient)
        results.append((a.grad, b.grad))
    for hand_written, automatic in zip(*results, strict=True):
        assert hand_written.abs().mean() > 0.1
        torch.testing.assert_close(hand_written, automatic, atol=1e-4, rtol=1e-4)


def test_gradient_by_differences():
    """Against no autograd at all, in single precision."""
    fixed, searched = (value[:1, :2, :4, :4].contiguous() for value in pair(2))
    weight = torch.randn((1, 9, 4, 4), generator=torch.Generator().manual_seed(3))
    searched.requires_grad_()
    (correlate(fixed, searched, 1) * weight).sum().backward()
    for place in ((0, 0, 0, 0), (0, 1, 2, 3), (0, 1, 1, 1)):
        moved = searched.detach().clone()
        moved[place] += 1.0
        with torch.no_grad():
            # linear in each argument, so that the step may be large
            change = ((correlate(fixed, moved, 1) - correlate(fixed, searched, 1)) * weight).sum()
        assert searched.grad[place].item() == pytest.approx(change.item(), abs=1e-4)


def test_half_precision_is_summed_in_single():
    fixed, searched = pair()
    assert correlate(fixed.bfloat16(), searched.bfloat16(), 1).dtype == torch.float32


@pytest.mark.parametrize("size", [(16, 16), (32, 48)])
def test_unet_keeps_the_size(size):
    unet = UNet(5, (4, 6, 8), (3, 0)).eval()
    extra = torch.zeros(1, 3, size[0] // 2, size[1] // 2)
    assert unet(torch.zeros(1, 5, *size), (extra,)).shape == (1, 4, *size)


def small(**changes):
    torch.manual_seed(0)
    return MatchingNetwork(**{"widths": (8, 8, 8), "matching_widths": (8, 8), "learned": 1, "radius": 2, **changes})


@pytest.mark.parametrize("size", [(16, 16), (64, 32), (8, 24)])
def test_shapes(size):
    network = small().eval()
    result = network(torch.randn(2, 3, *size), torch.rand(2, 3, *size))
    half, quarter = ((size[0] // part, size[1] // part) for part in (2, 4))
    assert result.displacement.shape == (2, 2, *quarter)
    assert result.precision.shape == (2, 3, *quarter)
    assert result.segmentation.shape == (2, 8, *half)
    assert network.multiple == 8


def test_sizes_of_the_presets():
    assert MatchingNetwork().multiple == 16
    network = MatchingNetwork()
    assert sum(value.numel() for value in network.parameters()) * 4 < 8e6  # what ships is at most 8 MB


def test_begins_with_no_displacement():
    result = small().eval()(torch.randn(1, 3, 32, 32), torch.rand(1, 3, 32, 32))
    assert (result.displacement == 0).all() and (result.precision == 0).all()


def untrained(seed=0):
    """As if trained: the head does not give zero."""
    network = small().eval()
    torch.nn.init.normal_(network.head.weight, 0, 0.5, generator=torch.Generator().manual_seed(seed))
    return network


def test_the_vectors_do_not_change_the_segmentation():
    network = untrained()
    image, generator = torch.randn(1, 3, 32, 32), torch.Generator().manual_seed(1)
    first, second = (network(image, torch.rand(1, 3, 32, 32, generator=generator)) for _ in range(2))
    torch.testing.assert_close(first.segmentation, second.segmentation)
    assert (first.displacement - second.displacement).abs().max() > 0.1 * first.displacement.abs().max()


def test_shifts_with_its_input():
    """By whole multiples and away from the edges: what blocks on one lattice rely on."""
    network = untrained()
    image, vectors = torch.randn(1, 3, 128, 128), torch.rand(1, 3, 128, 128)
    step = network.multiple
    with torch.no_grad():
        whole = network(image, vectors)
        part = network(image[..., step:, 2 * step :], vectors[..., step:, 2 * step :])
    for one, other, stride in zip(whole, part, (4, 4, 2)):
        margin = 48 // stride
        inner = (..., slice(margin, -margin // 2), slice(margin, -margin // 2))
        torch.testing.assert_close(
            other[inner], one[..., step // stride :, 2 * step // stride :][inner], atol=1e-4, rtol=1e-3
        )


def test_one_patch_does_not_change_another():
    network = untrained()
    image, vectors = torch.randn(2, 3, 32, 32), torch.rand(2, 3, 32, 32)
    with torch.no_grad():
        together, alone = network(image, vectors), network(image[1:], vectors[1:])
    for one, other in zip(together, alone):
        torch.testing.assert_close(one[1:], other, atol=1e-5, rtol=1e-4)
