"""What translations are worth: judges that know real pictures only, for every ordered pair of styles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from torch import Tensor

from .harness.classifiers import ImageClassifier, accuracy, content_classifier, predicted, style_classifier
from .harness.likeness import cycle_error, frechet_distance
from .image_sets import ImageSet, Splits
from .judge_store import kept

Translate = Callable[[Tensor, int, int], Tensor]  # pictures, number of their style, number of the wished one
_AT_MOST = 1000  # pictures of a style


@dataclass(frozen=True)
class Judges:
    """Classifiers trained on real pictures, and what they get right of real test pictures, in percent."""

    content: ImageClassifier
    style: ImageClassifier
    content_real: dict[str, float]
    style_real: dict[str, float]

    def note(self) -> str:
        """One sentence that goes with every figure they give."""
        content = ", ".join(f"{name} {value:.1f}" for name, value in self.content_real.items())
        style = ", ".join(f"{name} {value:.1f}" for name, value in self.style_real.items())
        return f"on real test pictures the judges get right, %: content {content}; style {style}"


def train_judges(sets: Sequence[Splits], classes: int, steps: int, folder: str | Path | None = None) -> Judges:
    """Train them on the training pictures of all styles, if they are not yet in the folder.

    Args:
        classes: contents there are.
        steps: of the content classifier; the style classifier has a third.
        folder: see `judge_store.kept`.
    """
    training = [part.train for part in sets]
    third = max(steps // 3, 1)
    content = content_judge(training, classes, steps, folder)
    style = kept(folder, "style", training, (third,), lambda: style_classifier(training, third))
    tests = [subset(part.test) for part in sets]
    return Judges(
        content,
        style,
        {part.name: 100 * accuracy(content, part.pictures(), part.labels) for part in tests},
        {
            part.name: 100 * accuracy(style, part.pictures(), torch.full_like(part.labels, number))
            for number, part in enumerate(tests)
        },
    )


def content_judge(
    sets: Sequence[ImageSet], classes: int, steps: int, folder: str | Path | None = None, augment: partial | None = None
) -> ImageClassifier:
    """The content classifier alone; arguments as of ``train_judges``, but training pictures only.

    Args:
        augment: changes a batch of pictures; a judge is kept for its keywords.
    """
    settings = (classes, steps, *([augment.keywords] if augment else []))
    return kept(folder, "content", sets, settings, lambda: content_classifier(sets, classes, steps, augment))


def subset(part: ImageSet) -> ImageSet:
    """At most a thousand pictures, spread evenly over the set."""
    count = min(len(part), _AT_MOST)
    return part.take(torch.arange(count) * len(part) // count)


@torch.no_grad()
def judge_pairs(translate: Translate, sets: Sequence[Splits], judges: Judges) -> dict[tuple[str, str], dict]:
    """Measure the translation of test pictures for every ordered pair of different styles.

    Returns:
        by names (from, to): ``style_hit``, ``content_kept`` in percent, ``frechet``, ``cycle``.
    """
    tests = [subset(part.test) for part in sets]
    features = [predicted(judges.content.features, part.pictures()) for part in tests]
    found = {}
    for source, part in enumerate(tests):
        given = part.pictures()
        for target, other in enumerate(tests):
            if source == target:
                continue
            made = translate(given, source, target)
            found[part.name, other.name] = {
                "style_hit": 100 * accuracy(judges.style, made, torch.full_like(part.labels, target)),
                "content_kept": 100 * accuracy(judges.content, made, part.labels),
                "frechet": frechet_distance(predicted(judges.content.features, made), features[target]),
                "cycle": cycle_error(given, translate(made, target, source)),
            }
    return found


def mean_of_pairs(pairs: dict[tuple[str, str], dict]) -> dict[str, float]:
    """Each measure's mean over the pairs."""
    names = next(iter(pairs.values()))
    return {name: sum(pair[name] for pair in pairs.values()) / len(pairs) for name in names}


def pairs_table(pairs: dict[tuple[str, str], dict]) -> list[str]:
    """Markdown lines, one for each pair."""
    names = list(next(iter(pairs.values())))
    lines = ["| from | to | " + " | ".join(names) + " |", "|---" * (2 + len(names)) + "|"]
    for (source, target), values in pairs.items():
        lines.append(f"| {source} | {target} | " + " | ".join(f"{values[name]:.4g}" for name in names) + " |")
    return lines
