"""Structural similarity by plain windows."""

from __future__ import annotations

import torch
from torch import nn

from realign.training.similarity import WINDOW, similarity


def pictures(*shape):
    return torch.rand(shape, generator=torch.Generator().manual_seed(1))


def test_by_windows_one_after_the_other():
    found, truth = pictures(2, 3, 12, 15), pictures(2, 3, 12, 15).flip(0)
    wanted = []
    for one, other in zip(found, truth, strict=True):
        values = []
        for x, y in zip(one, other, strict=True):
            for top in range(12 - WINDOW + 1):
                for left in range(15 - WINDOW + 1):
                    part = slice(top, top + WINDOW), slice(left, left + WINDOW)
                    both = torch.stack([x[part].flatten(), y[part].flatten()]).double()
                    (mean_x, mean_y), cov = both.mean(1), both.cov(correction=0)
                    light = (2 * mean_x * mean_y + 1e-4) / (mean_x**2 + mean_y**2 + 1e-4)
                    values.append(light * (2 * cov[0, 1] + 9e-4) / (cov[0, 0] + cov[1, 1] + 9e-4))
        wanted.append(torch.stack(values).mean())
    torch.testing.assert_close(similarity(found, truth), torch.stack(wanted).float(), atol=1e-5, rtol=1e-4)


def test_of_itself_is_one_and_autocast_changes_nothing():
    picture = pictures(1, 3, 16, 16)
    blurred = nn.functional.avg_pool2d(picture, 3, 1, 1)
    torch.testing.assert_close(similarity(picture, picture), torch.ones(1))
    with torch.autocast("cpu", torch.bfloat16):
        inside = similarity(blurred, picture)
    assert inside.item() < 0.9
    torch.testing.assert_close(inside, similarity(blurred, picture))


def test_slope_leads_to_the_truth():
    truth = pictures(1, 1, 16, 16)
    found = torch.full_like(truth, 0.5).requires_grad_()
    before = similarity(found, truth)
    before.sum().backward()
    after = similarity(found.detach() + 0.05 * found.grad.sign(), truth)
    assert after > before + 0.05
