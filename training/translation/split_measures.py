"""What z and s are worth: what probes read from them, and what is drawn from them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import torch
from torch import Tensor

from ..networks.pixel_cnn import PixelDecoder
from .digits import CLASSES
from .harness.classifiers import ImageClassifier, accuracy, predicted
from .harness.likeness import frechet_distance, likeness
from .harness.probes import probe
from .image_sets import ImageSet, Splits
from .judging import content_judge, subset
from .split_module import SplitModule

SHOTS = (1, 10)
_DRAWN_SLOWLY = 100  # pictures, by a decoder that draws pixel after pixel


@torch.no_grad()
def measure(
    module: SplitModule,
    splits: Splits,
    steps: int,
    unseen: tuple[int, ...] = (),
    seed: int = 0,
    folder: str | Path | None = None,
) -> dict[str, float]:
    """The figures of one system, by the names of the harness and some of its own; shares in percent.

    ``style`` is z and ``content`` is s there; z is probed as the decoder gets it while it learns, which is a sample
    of its Gaussian where there is one. Own names: ``z_mean_probe`` (class read from the mean of z instead, each
    dimension scaled to a deviation of 1: it also finds what the noise of training hides from the decoder),
    ``z_nats`` (what z tells of a picture, the divergence from the prior), ``z_probe_train``, ``s_probe_train`` (the
    probes on their own training codes), ``few_shot_1``, ``few_shot_10`` (test pictures whose s lies nearest to the
    mean s of that many pictures of their class; of unseen classes, if there are any, all classes to choose from),
    ``unseen_kept`` (``content_kept`` of unseen classes).

    Args:
        module: trained, in evaluation mode.
        splits: with all classes.
        steps: of probes and classifier.
        unseen: classes that the training did not see.
        seed: of the probes and of what is drawn at random.
        folder: of the classifier, see `judge_store.kept`.
    """
    train, styles = module.presented(splits.train.pictures(), 0)
    test, test_styles = module.presented(splits.test.pictures(), 1)
    labels, test_labels = splits.train.labels, splits.test.labels
    read = torch.enable_grad()(partial(probe, steps=steps, seed=seed))
    torch.manual_seed(seed)  # of samples of z
    codes, test_codes = module.codes(train), module.codes(test)
    given, test_given, values = codes, test_codes, {}
    if module.samples:
        known, asked = module.read(train), module.read(test)
        given, test_given = ((part.sample(), part.s) for part in (known, asked))
        values["z_nats"] = asked.divergence().mean().item()
        values["z_mean_probe"] = 100 * read(known.mean, labels, asked.mean, test_labels).test
    for name, kind, own, other in zip("zs", ("style", "content"), given, test_given, strict=True):
        found = read(own, labels, other, test_labels)
        values[f"{kind}_probe_class"] = 100 * found.test
        values[f"{name}_probe_train"] = 100 * found.train
        if styles is not None:
            values[f"{kind}_probe_style"] = 100 * read(own, styles, other, test_styles).test
    with torch.enable_grad():
        judge = content_judge([splits.train], CLASSES, steps, folder)
    values |= _drawn(module, subset(splits.test), judge, unseen)
    for shots in SHOTS:
        nearest = _nearest(codes[1], labels, test_codes[1], shots)
        of_interest = _of(test_labels, unseen) if unseen else torch.ones_like(test_labels, dtype=torch.bool)
        values[f"few_shot_{shots}"] = 100 * (nearest == test_labels)[of_interest].float().mean().item()
    return values


def _drawn(module: SplitModule, part: ImageSet, judge: ImageClassifier, unseen: tuple[int, ...]) -> dict[str, float]:
    """Pictures drawn again, and with another picture's z."""
    if isinstance(module.decoder, PixelDecoder):
        part = part.take(torch.arange(min(_DRAWN_SLOWLY, len(part))))
    pictures, _ = module.presented(part.pictures(), 1)
    z, s = module.codes(pictures)
    order = torch.randperm(len(z), generator=torch.Generator().manual_seed(0))
    mixed = module.decode(z[order], s)
    found = likeness(module.decode(z, s), pictures)
    found["content_kept"] = 100 * accuracy(judge, mixed, part.labels)
    found["frechet"] = frechet_distance(predicted(judge.features, mixed), predicted(judge.features, pictures))
    chosen = _of(part.labels, unseen)
    if chosen.any():
        found["unseen_kept"] = 100 * accuracy(judge, mixed[chosen], part.labels[chosen])
    return found


def _nearest(known: Tensor, labels: Tensor, asked: Tensor, shots: int) -> Tensor:
    """Class whose mean over its first few codes is nearest, for each code."""
    means = torch.stack([known[labels == label][:shots].mean(0) for label in range(CLASSES)])
    return torch.cdist(asked, means).argmin(1)


def _of(labels: Tensor, classes: tuple[int, ...]) -> Tensor:
    return torch.isin(labels, torch.tensor(classes, dtype=labels.dtype))
