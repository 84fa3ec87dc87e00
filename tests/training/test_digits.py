"""Digits in several styles, from files and made up."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from realign.engine.errors import InputError
from realign.training.translation.digits import load_style, load_styles, with_noise
from realign.training.translation.image_sets import Batches, ImageSet, SharedContents
from realign.training.translation.made_digits import MADE_STYLES


@pytest.fixture
def folder(tmp_path):
    """Three files as the real ones are, with a bright square whose side tells the label."""
    rng = np.random.default_rng(0)
    for name, side, kind in (("mnist", 28, "grey"), ("usps", 16, "float"), ("svhn_1083", 32, "rgb")):
        arrays = {}
        for part, count in (("train", 40), ("test", 20)):
            labels = rng.permutation(np.arange(count) % 10)
            images = np.zeros((count, side, side))
            for number, label in enumerate(labels):
                images[number, : 4 + label, : 4 + label] = 1
            if kind == "float":
                images = images.astype(np.float32)
            elif kind == "grey":
                images = (images * 255).astype(np.uint8)
            else:
                images = (images[..., None] * (255, 0, 0)).astype(np.uint8)
            arrays |= {f"x_{part}": images, f"y_{part}": labels.astype(np.uint8)}
        np.savez(tmp_path / f"{name}.npz", **arrays)
    return tmp_path


def test_styles_come_in_one_size(folder):
    sets = load_styles(folder, ("mnist", "usps", "svhn"))
    for part in sets:
        assert (len(part.train), len(part.validation), len(part.test)) == (36, 4, 20)
        assert part.test.pictures().shape == (20, 3, 32, 32)
        assert part.test.pictures().max() <= 1
    assert torch.equal(sets[0].test.pictures()[:, 0], sets[0].test.pictures()[:, 2])  # grey stays grey
    assert sets[2].test.pictures()[:, 1].max() == 0  # red stays red


def test_own_sizes_and_one_channel(folder):
    assert load_style(folder, "usps", None, 1).train.images.shape == (36, 1, 16, 16)
    red = load_style(folder, "svhn", None, 1).train.pictures()
    assert red.max().item() == pytest.approx(0.299, abs=0.01)


def test_splits_are_the_same_every_time(folder):
    first, second = (load_style(folder, "usps-noise") for _ in range(2))
    assert torch.equal(first.train.images, second.train.images)
    assert torch.equal(first.validation.labels, second.validation.labels)
    # nothing is both trained and validated on
    labels = torch.cat([first.train.labels, first.validation.labels]).bincount()
    assert labels.tolist() == [4] * 10


def test_noise_is_on_strokes_only():
    images = torch.zeros(1, 1, 8, 8, dtype=torch.uint8)
    images[..., 2:6] = 128
    changed = with_noise(images, 0)
    assert (changed[..., :2] == 0).all() and (changed[..., 6:] == 0).all()
    assert changed[..., 2:6].float().std() > 20


def test_contents_are_the_same_in_all_styles():
    """Pictures whose only value is their label, in sets of different sizes and orders."""
    sets = []
    for seed, count in enumerate((50, 200, 31)):
        labels = torch.randint(10, (count,), generator=torch.Generator().manual_seed(seed))
        labels[0] = 7
        labels[labels == 3] = 4 + seed  # a content that not all show
        images = labels.byte()[:, None, None, None].expand(-1, 1, 2, 2).contiguous()
        sets.append(ImageSet(str(seed), images, labels, 3))
    batch = SharedContents(sets).draw(200, torch.Generator().manual_seed(1))
    assert batch["images"].shape == (200, 3, 3, 2, 2)
    shown = (batch["images"] * 255).round().long()
    assert (shown == batch["labels"].view(-1, 1, 1, 1, 1)).all()
    assert 3 not in batch["labels"] and 7 in batch["labels"]


def test_batches_repeat_with_their_seed_only():
    source = SharedContents([part.train for part in load_styles(None, ("a", "b"), made=30)])
    drawn = [next(iter(Batches(source, 6, seed)))["images"] for seed in (1, 1, 2)]
    assert torch.equal(drawn[0], drawn[1]) and not torch.equal(drawn[0], drawn[2])


def test_nothing_shared():
    images = torch.zeros(1, 1, 2, 2, dtype=torch.uint8)
    sets = [ImageSet(str(label), images, torch.tensor([label]), 1) for label in (1, 2)]
    with pytest.raises(InputError, match=r"^No content is shown in all of 1, 2; give sets whose labels overlap\.$"):
        SharedContents(sets)


def test_made_digits_look_like_their_labels():
    """Ink alone tells a one from an eight, whatever the font."""
    sets = load_styles(None, ("a", "b", "c"), made=200)
    assert [part.name for part in sets] == list(MADE_STYLES)
    plain = sets[0].train
    ink = plain.pictures().mean((1, 2, 3))
    assert ink[plain.labels == 8].mean() > 1.2 * ink[plain.labels == 1].mean()
    colours = sets[2].train.pictures().std(1).mean()
    assert colours > 0.05 and plain.pictures().std(1).mean() < 1e-6
    again = load_styles(None, ("a",), made=200)[0]
    assert torch.equal(again.train.images, plain.images)


def test_unknown_style_and_missing_file(folder, tmp_path):
    with pytest.raises(InputError, match=r"^There is no digit style 'faces'; give one of mnist, usps, "):
        load_style(folder, "faces")
    (tmp_path / "usps.npz").unlink()
    with pytest.raises(InputError, match=r"usps\.npz is missing; give the folder that holds mnist\.npz"):
        load_style(folder, "usps")
    (tmp_path / "mnist.npz").write_bytes(b"no archive")
    with pytest.raises(InputError, match=r"mnist\.npz holds no digits"):
        load_style(folder, "mnist")
