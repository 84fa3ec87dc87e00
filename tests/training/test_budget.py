"""Training for a given time."""

from __future__ import annotations

import math

import pytest
import torch

from realign.engine.errors import InputError
from realign.training.alignment_module import AlignmentModule
from realign.training.budget import GrowingAverage
from realign.training.fitting import progress, runs_of
from realign.training.recipes.align_chain import configured, train


def rates(steps, warmup, elapsed, at):
    module = AlignmentModule({"widths": (8, 8, 8), "matching_widths": (8, 8)}, 1e-3, steps, warmup)
    module.elapsed = elapsed
    return module.rate(at)


def test_rate_by_steps():
    assert rates(100, 10, 0.0, 0) == pytest.approx(0.1)
    assert rates(100, 10, 0.0, 9) == pytest.approx(1.0)
    assert rates(100, 10, 0.0, 55) == pytest.approx(0.01 + 0.99 / 2)
    assert rates(100, 10, 0.0, 100) == pytest.approx(0.01)


def test_rate_by_time():
    assert rates(0, 10, 0.0, 4) == pytest.approx(0.5)
    assert rates(0, 1000, 0.05, 4) == pytest.approx(0.5)  # a tenth of the time is up before the steps are
    assert rates(0, 10, 0.5, 50) == pytest.approx(0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi / 2)))
    assert rates(0, 10, 1.0, 50) == pytest.approx(0.01)


def test_the_average_covers_a_tenth_until_it_is_long_enough():
    average = GrowingAverage(0.9)._kwargs["avg_fn"]
    old, new = torch.tensor(0.0), torch.tensor(1.0)
    assert average(old, new, torch.tensor(1)).item() == pytest.approx(1 - 2 / 11)
    assert average(old, new, torch.tensor(10_000)).item() == pytest.approx(0.1)


def test_ends_when_the_time_is_over_and_stays_ended(sheets, tmp_path):
    config = configured("smoke", "direct", minutes=0.004, mosaic_size=60.0)
    assert config.steps == 0
    checkpoint = train(config, sheets, sheets[:1], tmp_path)
    steps, minutes = progress(checkpoint)
    assert steps >= 1 and 0.004 <= minutes < 0.5
    assert "remaining_0" in (tmp_path / "metrics.csv").read_text()  # validated, although no round number was reached
    when = checkpoint.stat().st_mtime_ns
    train(config, sheets, sheets[:1], tmp_path, resume=True)
    assert checkpoint.stat().st_mtime_ns == when and progress(checkpoint)[0] == steps


def test_time_and_steps_together(sheets, tmp_path):
    config = configured("smoke", "direct", minutes=5.0, steps=2, mosaic_size=60.0)
    assert progress(train(config, sheets, sheets[:1], tmp_path))[0] == 2


def test_no_end_at_all(sheets, tmp_path):
    with pytest.raises(InputError, match=r"^Training needs an end; give --steps or --minutes\.$"):
        train(configured("smoke", steps=0), sheets, sheets, tmp_path)


def test_no_run(tmp_path):
    with pytest.raises(InputError, match=r"holds no finished training; train first, or give another folder\.$"):
        runs_of(tmp_path)
