"""Losses by hand on small tensors."""

from __future__ import annotations

import math

import pytest
import torch

from realign.training.losses import (
    ELSEWHERE,
    FILL_WEIGHT,
    displacement_loss,
    precision_loss,
    segmentation_loss,
    vector_weight,
)


def test_weight_is_highest_on_outlines_and_vertices():
    vectors = torch.zeros(1, 3, 4, 8)
    vectors[0, 0, :, :4] = 1  # fill
    vectors[0, 1, :, 2:4] = 1  # outline
    vectors[0, 2, :, 6:] = 0.5  # vertex
    weight = vector_weight(vectors, torch.ones(1, 1, 4, 8))
    assert weight.shape == (1, 1, 2, 4)
    torch.testing.assert_close(weight[0, 0, 0], torch.tensor([FILL_WEIGHT, 1.0, ELSEWHERE, 0.5]))


def test_nothing_counts_beyond_the_image():
    mask = torch.ones(1, 1, 4, 4)
    mask[..., 2:] = 0
    weight = vector_weight(torch.ones(1, 3, 4, 4), mask)
    torch.testing.assert_close(weight[0, 0], torch.tensor([[1.0, 0.0], [1.0, 0.0]]))


def test_displacement_loss_by_hand():
    predicted = torch.tensor([3.0, 0.0]).view(1, 2, 1, 1).repeat(1, 1, 1, 2)
    truth = torch.tensor([[0.0, 3.0], [4.0, 0.0]]).view(1, 2, 1, 2)
    weight = torch.tensor([3.0, 1.0]).view(1, 1, 1, 2)
    first = math.hypot(5, 0.05) + 0.15 * 25  # misses by (3, -4)
    second = 0.05  # meets
    expected = (3 * first + second) / 4
    assert displacement_loss(predicted, truth, weight).item() == pytest.approx(expected, rel=1e-5)


def test_displacement_loss_points_towards_the_truth():
    predicted = torch.zeros(1, 2, 2, 2, requires_grad=True)
    truth = torch.tensor([2.0, -1.0]).view(1, 2, 1, 1).expand(1, 2, 2, 2)
    displacement_loss(predicted, truth, torch.ones(1, 1, 2, 2)).backward()
    assert (predicted.grad[:, 0] < 0).all() and (predicted.grad[:, 1] > 0).all()


def test_no_weight_no_loss():
    assert displacement_loss(torch.ones(1, 2, 2, 2), torch.zeros(1, 2, 2, 2), torch.zeros(1, 1, 2, 2)) == 0


def test_precision_loss_by_hand():
    a, b, c, x, y = 0.4, -0.3, 0.2, 1.5, -0.5
    expected = 0.5 * ((math.exp(a) * x + b * y) ** 2 + (math.exp(c) * y) ** 2) - a - c
    precision = torch.tensor([a, b, c]).view(1, 3, 1, 1)
    found = precision_loss(precision, torch.tensor([x, y]).view(1, 2, 1, 1), torch.ones(1, 1, 1, 1))
    assert found.item() == pytest.approx(expected, rel=1e-5)


def test_precision_loss_is_least_at_the_true_covariance():
    """Found by descent, the predicted matrix is the inverse covariance of the residuals, tilt included."""
    covariance = torch.tensor([[1.0, 0.5], [0.5, 0.49]])
    generator = torch.Generator().manual_seed(0)
    residual = torch.linalg.cholesky(covariance) @ torch.randn(2, 4096, generator=generator)
    true = torch.linalg.inv(residual @ residual.T / 4096)
    numbers = torch.zeros(1, 3, 1, 1, requires_grad=True)
    optimizer = torch.optim.LBFGS([numbers], max_iter=60, line_search_fn="strong_wolfe")
    field, weight = residual.view(1, 2, 64, 64), torch.full((1, 1, 64, 64), 0.7)

    def closure():
        optimizer.zero_grad()
        loss = precision_loss(numbers.expand(1, 3, 64, 64), field, weight)
        loss.backward()
        return loss

    optimizer.step(closure)
    a, b, c = numbers.detach().flatten()
    factor = torch.tensor([[a.exp(), 0.0], [b, c.exp()]])
    torch.testing.assert_close(factor @ factor.T, true, atol=2e-3, rtol=2e-3)


def test_the_chain_reads_what_the_loss_has_taught():
    """Engine and training mean the same matrix by (a, b, c)."""
    from realign.engine.asking import precision_matrix

    numbers = torch.tensor([0.4, -0.3, 0.2]).view(1, 3, 1, 1)
    matrix = torch.from_numpy(precision_matrix(numbers[0].numpy()))[..., 0, 0]
    residual = torch.tensor([1.5, -0.5])
    expected = 0.5 * residual @ matrix @ residual - 0.5 * torch.logdet(matrix)
    found = precision_loss(numbers, residual.view(1, 2, 1, 1), torch.ones(1, 1, 1, 1))
    assert found.item() == pytest.approx(expected.item(), rel=1e-5)


def test_segmentation_loss_by_hand():
    truth = torch.zeros(1, 2, 2, 2)
    truth[0, 1, 0, 1] = 1  # one pixel of outline
    mask = torch.ones(1, 1, 2, 2)
    mask[..., 1, 1] = 0
    logits = torch.full((1, 8, 1, 1), 2.0)
    hit, miss = math.log1p(math.exp(-2)), math.log1p(math.exp(2))
    # three valid pixels of fill, none true; of outline one true (counts three times) and two not
    expected = (3 * miss + 3 * hit + 2 * miss) / (3 + 3 + 2)
    assert segmentation_loss(logits, truth, mask).item() == pytest.approx(expected, rel=1e-5)


def test_segmentation_channels_are_the_four_pixels():
    """Rows first, as the export's pixel shuffle puts them together again."""
    truth = torch.zeros(1, 2, 4, 4)
    truth[0, 0, 1, 2] = truth[0, 1, 3, 0] = 1
    logits = torch.nn.functional.pixel_unshuffle(truth, 2) * 40 - 20
    assert segmentation_loss(logits, truth, torch.ones(1, 1, 4, 4)) < 1e-6
    torch.testing.assert_close(torch.nn.functional.pixel_shuffle(logits, 2), truth * 40 - 20)
