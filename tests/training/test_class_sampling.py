"""Other classes are displaced and drawn as the buildings are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from realign.training.class_sampling import ClassPatchSampler
from realign.training.sampling import PreparedSheet, SamplingOptions


@pytest.fixture
def sampler(sheets):
    """Of a sheet whose roads and pavements lie exactly where its buildings are."""
    sheet = replace(sheets[2], others={"roads": sheets[2].geometries, "pavements": sheets[2].geometries})
    return ClassPatchSampler([PreparedSheet(sheet)], [], SamplingOptions(size=64, beyond=0.0))


@pytest.fixture
def untouched(monkeypatch):
    """Augmentation drops and adds nothing."""
    monkeypatch.setattr(
        ClassPatchSampler,
        "_draw_input",
        lambda self, rng, given, moved, features, y_down, augment: given.drawing.draw(moved, 64, 64, features, y_down),
    )


def test_all_classes_follow_one_field(sampler, untouched):
    shown = 0
    for seed in range(14):
        patch = sampler.draw(np.random.default_rng(seed))
        classes = patch["classes"]
        assert classes.shape == (3, 64, 64) and classes.dtype == torch.float32
        torch.testing.assert_close(classes[0], patch["vectors"][0])
        if classes[1].any():
            shown += 1
            inner = np.s_[4:-4, 4:-4]  # at the border the field is continued, here by its edge, there by itself
            for channel in (1, 2):
                assert (classes[channel] - classes[0])[inner].abs().mean() < 0.004
    assert 3 <= shown <= 11


def test_without_augmentation_only_buildings(sampler):
    patch = sampler.draw(np.random.default_rng(0), augment=False)
    assert patch["classes"][0].any() and not patch["classes"][1:].any()


def test_sheets_that_know_nothing_else(sheets):
    sampler = ClassPatchSampler([PreparedSheet(sheets[0])], [], SamplingOptions(size=64))
    assert not any(sampler.draw(np.random.default_rng(seed))["classes"][1:].any() for seed in range(4))
