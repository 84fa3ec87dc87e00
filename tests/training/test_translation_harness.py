"""The measurements that all translation recipes share."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch

from realign.engine.errors import InputError
from realign.training.translation.harness.classifiers import accuracy, style_classifier
from realign.training.translation.harness.grids import framed, interpolated, sampled, save_grid, swapped
from realign.training.translation.harness.likeness import cycle_error, frechet_distance, likeness
from realign.training.translation.harness.probes import probe
from realign.training.translation.harness.results import Result, add_result, load_results
from realign.training.translation.image_sets import ImageSet
from realign.training.translation.judging import Judges, judge_pairs, mean_of_pairs, pairs_table


def noise(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def test_probe_reads_what_is_there_and_nothing_else():
    labels = torch.arange(400) % 4
    telling = noise(400, 8) + 4 * torch.nn.functional.one_hot(labels, 8)
    read = probe(telling[:300], labels[:300], telling[300:], labels[300:], hidden=32, steps=150)
    assert read.test > 0.9 and read.chance == pytest.approx(0.25)
    silent = probe(noise(300, 8), labels[:300], noise(100, 8, seed=1), labels[300:], hidden=32, steps=150)
    assert silent.test < 0.45


def test_likeness_is_the_same_in_a_training_of_half_precision():
    """Structural similarity of faint pictures comes out below zero where its sums are of bfloat16."""
    truth = 0.9 + 0.02 * torch.rand(2, 3, 32, 32, generator=torch.Generator().manual_seed(0))
    found = 0.5 * (truth + truth.mean())
    with torch.autocast("cpu", torch.bfloat16):
        inside = likeness(found, truth)
    assert inside == pytest.approx(likeness(found, truth)) and inside["ssim"] > 0.3


def test_likeness_of_a_known_difference():
    truth = torch.rand(2, 3, 16, 16, generator=torch.Generator().manual_seed(0)) * 0.5
    same, brighter = likeness(truth, truth), likeness(truth + 0.1, truth)
    assert same["ssim"] == pytest.approx(1, abs=1e-4) and same["mse"] == 0
    assert brighter["mse"] == pytest.approx(0.01, rel=1e-4)
    assert brighter["psnr"] == pytest.approx(20, abs=0.01)
    assert cycle_error(truth, truth + 0.1) == pytest.approx(0.1, rel=1e-4)


def test_psnr_is_the_mean_over_pictures():
    truth = torch.zeros(2, 1, 16, 16)
    found = torch.stack([torch.full((1, 16, 16), 0.1), torch.full((1, 16, 16), 0.01)])
    assert likeness(found, truth)["psnr"] == pytest.approx(30, abs=0.01)


def test_frechet_distance_of_normal_distributions():
    """Squared distance of means plus that of deviations, for independent features."""
    first = torch.from_numpy(np.random.default_rng(0).normal(0, 1, (20000, 3)))
    assert frechet_distance(first, first) == pytest.approx(0, abs=1e-9)
    assert frechet_distance(first, 2 * first + 3) == pytest.approx(3 * 9 + 3 * 1, rel=0.03)
    flat = torch.cat([first, torch.zeros(len(first), 2, dtype=torch.double)], 1)  # a singular covariance
    assert frechet_distance(flat, flat + 1) == pytest.approx(5, rel=1e-6)
    with pytest.raises(InputError, match="at least two pictures"):
        frechet_distance(first[:1], first)


def test_grids_combine_rows_and_columns():
    def decode(content, style):
        return (content * 10 + style)[..., None, None].expand(-1, 1, 4, 5)

    column = torch.tensor([[1.0], [2.0], [3.0]])
    assert swapped(decode, column[:2], column)[..., 0, 0, 0].tolist() == [[11, 12, 13], [21, 22, 23]]
    between = interpolated(decode, column[::2], column[::2], 3)[..., 0, 0, 0]
    assert between.tolist() == [[11, 12, 13], [21, 22, 23], [31, 32, 33]]
    drawn = sampled(decode, column, (1,), 4)[..., 0, 0, 0]
    assert drawn.shape == (3, 4) and torch.allclose(drawn[1] - drawn[0], torch.full((4,), 10.0))
    sheet = framed(torch.zeros(2, 3, 1, 4, 5), torch.full((2, 1, 4, 5), 0.2), torch.full((3, 1, 4, 5), 0.7))
    corners = [sheet[row, column].mean().item() for row in (0, 1) for column in (0, 1)]
    assert corners == pytest.approx([1, 0.7, 0.2, 0])


def test_a_grid_becomes_a_picture(tmp_path):
    from matplotlib.image import imread

    save_grid(torch.rand(2, 3, 1, 8, 8), tmp_path / "a.png", ["x", "y"], ["1", "2", "3"], "title")
    assert imread(tmp_path / "a.png").std() > 0.1


def test_one_table_for_all_recipes(tmp_path):
    add_result(tmp_path, Result("dsed", "latent 32", "digits", "smoke", {"mse": 0.5, "own": 1.0}, "a note"))
    add_result(tmp_path, Result("cycle-vae", "16/16", "mnist", "smoke", {"style_hit": 97.123}))
    path = add_result(tmp_path, Result("dsed", "latent 32", "digits", "cpu", {"mse": 0.25}))
    text = path.read_text()
    assert "| recipe | variant | data | preset | style_hit | mse |" in text
    assert "| cycle-vae | 16/16 | mnist | smoke | 97.12 |  |" in text
    assert "0.25" in text and "0.5" not in text and "own" not in text  # the older row is gone
    assert len(load_results(tmp_path)) == 2
    (tmp_path / "results.json").write_text(json.dumps([{"recipe": "x"}]))
    with pytest.raises(InputError, match=r"is no table of results .* move it away"):
        load_results(tmp_path)


def test_judges_of_pairs():
    """A translation that does what it should, and one that does nothing."""
    sets = []
    for name, level in (("dark", 0), ("bright", 150)):
        labels = torch.arange(60) % 2
        images = torch.full((60, 1, 16, 16), level, dtype=torch.uint8)
        images[labels == 1, :, :, 8:] += 100
        sets.append(ImageSet(name, images, labels, 1))
    style = style_classifier(sets, 30)
    assert accuracy(style, sets[1].pictures(), torch.ones(60).long()) > 0.95

    class Halves(torch.nn.Module):
        """Knows the content for certain."""

        def __init__(self):
            super().__init__()
            self.one = torch.nn.Parameter(torch.ones(1))

        def forward(self, pictures):
            right = (pictures[..., 8:] - pictures[..., :8]).mean((1, 2, 3)) - 0.2
            return torch.stack([-right, right], 1) * self.one

        features = forward

    class Everything:
        def __init__(self, part):
            self.train = self.test = part

    judges = Judges(Halves(), style, {"dark": 100.0}, {"dark": 100.0})
    parts = [Everything(part) for part in sets]
    good = judge_pairs(lambda given, source, target: given + (target - source) * 150 / 255, parts, judges)
    idle = judge_pairs(lambda given, source, target: given, parts, judges)
    assert mean_of_pairs(good)["style_hit"] > 95 and mean_of_pairs(idle)["style_hit"] < 5
    for found in (good, idle):
        assert mean_of_pairs(found)["content_kept"] == 100 and mean_of_pairs(found)["cycle"] < 1e-6
    assert list(good) == [("dark", "bright"), ("bright", "dark")]
    assert len(pairs_table(good)) == 4
