"""Judges on disk: the same pictures have the same judge."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from realign.engine.errors import InputError
from realign.training.translation.harness.classifiers import ImageClassifier
from realign.training.translation.judge_store import checksum, kept
from realign.training.translation.judging import train_judges
from realign.training.translation.made_digits import made_style


@pytest.fixture
def digits():
    return made_style("plain", 20, 16, 1)


def test_a_judge_is_trained_once(digits, tmp_path):
    asked = []

    def make():
        asked.append(torch.manual_seed(len(asked)))  # another one each time
        return ImageClassifier(1, 10, 4)

    known, again, other = (kept(tmp_path, "content", [digits.train], (10, steps), make) for steps in (5, 5, 6))
    assert len(asked) == 2 and not again.training
    pictures = digits.test.pictures()
    torch.testing.assert_close(again(pictures), known(pictures))
    assert not torch.allclose(other(pictures), known(pictures))
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".pt", ".pt"]
    assert kept(None, "content", [digits.train], (10, 5), make) is not again and len(asked) == 3


def test_the_checksum_sees_every_change(digits):
    part = digits.train
    painted = part.images.clone()
    painted[3, 0, 5, 5] += 1
    changed = [
        ([replace(part, images=painted)], (1,)),
        ([replace(part, labels=part.labels.roll(1))], (1,)),
        ([replace(part, channels=3)], (1,)),
        ([part, part], (1,)),
        ([part], (2,)),
    ]
    found = {checksum(*arguments) for arguments in changed}
    assert len(found | {checksum([part], (1,))}) == 6
    assert checksum([part.take(slice(None))], (1,)) == checksum([part], (1,))


def test_two_runs_have_the_same_judges(digits, tmp_path):
    styles = [digits, made_style("grainy", 20, 16, 1)]
    first, second = (train_judges(styles, 10, 3, tmp_path) for _ in range(2))
    assert len(list(tmp_path.iterdir())) == 2
    for name in ("content", "style"):
        own, other = (getattr(judges, name).state_dict() for judges in (first, second))
        assert all(torch.equal(own[key], other[key]) for key in own)
    assert first.note() == second.note()


def test_a_damaged_judge(digits, tmp_path):
    (tmp_path / f"content-{checksum([digits.train], (1,))}.pt").write_bytes(b"nothing")
    with pytest.raises(InputError, match="holds no judge; remove it, and the next run trains a new one"):
        kept(tmp_path, "content", [digits.train], (1,), lambda: None)
