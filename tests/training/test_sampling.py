"""Patches: the field leads the displaced vectors to the truth, and the truth lies on the image."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from realign.engine.field import sample
from realign.training.patches import FixedPatches, RandomPatches, build_sampler, training_loader
from realign.training.sampling import PatchSampler, PreparedSheet, SamplingOptions

SIZE = 64


class Recorder(PatchSampler):
    """Keeps where vectors are drawn, without dropping or adding any."""

    def _draw_input(self, rng, prepared, moved, features, y_down, augment):
        self.moved, self.features, self.geometries = moved, features, prepared.sheet.geometries
        return super()._draw_input(rng, prepared, moved, features, y_down, False)

    def _cut(self, prepared, to_sheet, centre, resolution):
        position = (prepared.sheet.geometries.coordinates - centre) @ np.linalg.inv(to_sheet).T + self.options.size / 2
        self.true, self.to_sheet = position, to_sheet
        return super()._cut(prepared, to_sheet, centre, resolution)


@pytest.fixture
def sampler(sheets):
    prepared = [PreparedSheet(sheet) for sheet in sheets]
    return Recorder(prepared, [], SamplingOptions(size=SIZE, beyond=0.0))


def draw(sampler, seed, **options):
    rng = np.random.default_rng(seed)
    return sampler.draw(rng, **options)


@pytest.mark.parametrize("augment", [False, True])
def test_the_field_leads_to_the_truth(sampler, augment):
    """Vertices that are displaced and then moved by the field that is to be learnt are where they belong."""
    mirrored, lengths = set(), []
    for seed in range(40):
        patch = draw(sampler, seed, augment=augment)
        assert patch["reachable"] == 1
        inside = sampler.features[sampler.geometries.feature_of_coordinate]
        inside &= ((sampler.moved > 1) & (sampler.moved < SIZE - 1)).all(1)
        moved, true = sampler.moved[inside], sampler.true[inside]
        found = moved + sample(patch["displacement"].numpy(), moved / 2)
        if len(moved):
            assert np.hypot(*(found - true).T).max() < 0.1
            lengths.append(np.hypot(*(moved - true).T).max())
        mirrored.add(bool(np.linalg.det(sampler.to_sheet) < 0))
    assert max(lengths) > 2.5 and max(lengths) <= 4.5
    assert mirrored == ({False, True} if augment else {False})


def test_what_is_drawn_are_the_displaced_vectors(sampler):
    """Looking back by the field, the drawn input is the drawn truth."""
    differences = []
    for seed in range(12):
        patch = draw(sampler, seed, augment=False)
        field = torch.nn.functional.interpolate(patch["displacement"][None], (SIZE, SIZE), mode="bilinear")[0].numpy()
        y, x = np.mgrid[:SIZE, :SIZE] + 0.5
        there = np.stack([x + field[0], y + field[1]], -1).reshape(-1, 2)
        # the input at q is the truth at q + field(q)
        expected = sample(patch["truth"][:1].numpy(), there).reshape(SIZE, SIZE)
        inner = np.s_[8:-8, 8:-8]
        differences.append(np.abs(expected - patch["vectors"][0].numpy())[inner].mean())
        assert np.abs(patch["truth"][0] - patch["vectors"][0]).mean() > 2 * differences[-1] or differences[-1] < 0.02
    assert np.mean(differences) < 0.02


@pytest.mark.parametrize("scale", [0, 1, 2])
def test_truth_lies_on_the_image_turned_and_mirrored(sampler, scale, monkeypatch):
    """The sheets' roofs are bright on dark ground: fill and image agree, whatever the placement."""
    monkeypatch.setattr("realign.training.sampling.degrade", lambda image, rng: image)
    monkeypatch.setattr("realign.training.sampling.jitter_standardised", lambda image, rng: image)
    agreements = []
    for seed in range(20):
        patch = draw(sampler, seed, scale=scale)
        valid = patch["truth"][2] > 0
        fill, bright = patch["truth"][0][valid].numpy(), patch["image"].mean(0)[valid].numpy()
        assert patch["scale"] == scale
        if 0.03 < fill.mean() < 0.9:
            agreements.append(np.corrcoef(fill, bright)[0, 1])
    assert len(agreements) > 10 and min(agreements) > 0.93


def test_nothing_beyond_the_sheet(sampler):
    for seed in range(20):
        patch = draw(sampler, seed, scale=2)
        beyond = patch["truth"][2] == 0
        assert (patch["image"][:, beyond] == 0).all()
    assert beyond.any()


def test_shapes_and_kinds(sampler):
    patch = draw(sampler, 0, scale=0)
    assert patch["image"].shape == patch["vectors"].shape == patch["truth"].shape == (3, SIZE, SIZE)
    assert patch["displacement"].shape == (2, SIZE // 2, SIZE // 2)
    assert all(patch[name].dtype == torch.float32 for name in ("image", "vectors", "truth", "displacement"))
    assert patch["vectors"].min() >= 0 and patch["vectors"].max() <= 1


def test_some_are_further_off_than_can_be_bridged(sheets):
    sampler = PatchSampler([PreparedSheet(s) for s in sheets], [], SamplingOptions(size=SIZE, beyond=1.0))
    patch = draw(sampler, 1)
    assert patch["reachable"] == 0
    assert patch["displacement"].norm(dim=0).max() > 4.5
    assert draw(sampler, 1, augment=False)["reachable"] == 1


def test_augmented_vectors_lack_some_and_have_others(sheets):
    sampler = PatchSampler([PreparedSheet(s) for s in sheets], [], SamplingOptions(size=SIZE, beyond=0, magnitude=0.01))
    more, less = 0, 0
    for seed in range(60):
        patch = draw(sampler, seed, scale=1)
        difference = patch["vectors"][0] - patch["truth"][0]
        more, less = more + bool((difference > 0.9).any()), less + bool((difference < -0.9).any())
    assert 3 < more < 40 and 3 < less < 50


def test_the_same_seed_draws_the_same(sampler):
    one, other = draw(sampler, 7), draw(sampler, 7)
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_scales_as_often_as_asked(sheets):
    options = SamplingOptions(size=16, scale_probabilities=(0.7, 0.0, 0.3))
    sampler, rng = PatchSampler([PreparedSheet(s) for s in sheets], [], options), np.random.default_rng(0)
    counts = np.bincount([int(sampler.draw(rng)["scale"]) for _ in range(200)], minlength=3)
    assert 110 < counts[0] < 170 and counts[1] == 0


@pytest.mark.parametrize("workers", [0, 1])
def test_every_pass_and_process_draws_others(sampler, workers):
    """Lightning begins a new pass after every validation."""
    loader = training_loader(sampler, 2, workers, seed=3)
    first, second = (next(iter(loader))["image"] for _ in range(2))
    assert not torch.equal(first, second)
    again, other = (next(iter(RandomPatches(sampler, 3, rank)))["image"] for rank in (0, 1))
    torch.testing.assert_close(again, first[0])
    assert not torch.equal(other, again)


def test_validation_patches_stay(sampler):
    one, other = (FixedPatches(sampler, 2, seed=4) for _ in range(2))
    assert len(one) == 2 * len(sampler.options.scale_probabilities)
    assert all(torch.equal(a["image"], b["image"]) for a, b in zip(one, other, strict=True))
    assert [int(patch["scale"]) for patch in one] == sorted([0, 1, 2, 3, 4] * 2)


def test_scenes_weigh_as_much_as_real_places(sheets):
    from dataclasses import replace

    named = [replace(sheets[0], name="town/1"), *(replace(sheets[1], name=f"scene/{n}") for n in range(7))]
    sampler = build_sampler(named, SamplingOptions(size=16), mosaics=1, mosaic_size=60)
    weights = [prepared.weight for prepared in sampler.native]
    assert sum(weights[1:]) == pytest.approx(weights[0])
