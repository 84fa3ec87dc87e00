"""Colours: standardised, degraded, jittered."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from realign.training.photometry import degrade, jitter_standardised, standardise


@pytest.fixture
def image():
    return (
        torch.rand(3, 24, 32, generator=torch.Generator().manual_seed(0)) * torch.tensor([80.0, 120, 40]).view(3, 1, 1)
        + 30
    )


def test_standardised_over_what_is_valid(image):
    mask = torch.zeros(24, 32, dtype=torch.bool)
    mask[4:20, 3:25] = True
    dirty = torch.where(mask, image, torch.tensor(999.0))
    found = standardise(dirty, mask)
    assert (found[:, ~mask] == 0).all()
    torch.testing.assert_close(found[:, mask].mean(1), torch.zeros(3), atol=1e-5, rtol=0)
    assert found[:, mask].square().mean().item() == pytest.approx(1, rel=1e-4)
    # one deviation for all: the most colourful channel stays so
    ratio = found[1, mask].std() / found[2, mask].std()
    assert ratio.item() == pytest.approx((image[1, mask].std() / image[2, mask].std()).item(), rel=1e-4)


def test_blank_images_stay_blank():
    assert standardise(torch.full((3, 8, 8), 77.0), torch.ones(8, 8, dtype=torch.bool)).abs().max() < 1e-5
    assert not standardise(torch.full((3, 8, 8), 77.0), torch.zeros(8, 8, dtype=torch.bool)).any()
    faint = torch.full((3, 8, 8), 77.0)
    faint[:, 0, 0] = 78
    assert standardise(faint, torch.ones(8, 8, dtype=torch.bool)).abs().max() < 0.5


def test_degrading_changes_colours_but_not_places(image):
    """Bright stays bright: no shift, no mirroring; the picture keeps its size and stays finite."""
    picture = torch.nn.functional.interpolate(image[None, :, ::6, ::8], (24, 32), mode="bilinear")[0]
    likeness, changed = [], 0
    for seed in range(40):
        found = degrade(picture.clone(), np.random.default_rng(seed))
        assert found.shape == picture.shape and torch.isfinite(found).all()
        changed += not torch.equal(found, picture)
        likeness.append(np.corrcoef(found.mean(0).flatten(), picture.mean(0).flatten())[0, 1])
    assert changed > 30
    assert min(likeness) > 0.6 and np.median(likeness) > 0.9


def test_jitter_is_one_shift_and_one_factor(image):
    found = jitter_standardised(image, np.random.default_rng(3))
    for before, after in zip(image, found):
        factor = (after[0, 1] - after[0, 0]) / (before[0, 1] - before[0, 0])
        torch.testing.assert_close(after, before * factor + (after[0, 0] - before[0, 0] * factor), atol=1e-3, rtol=1e-3)
    again = jitter_standardised(image, np.random.default_rng(3))
    torch.testing.assert_close(found, again)
