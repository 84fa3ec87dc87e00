"""What LSTNet's translations are worth: classifiers that know real pictures of one domain only must read them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import torch
import torch.nn.functional as F

from .digits import CLASSES
from .harness.classifiers import accuracy, predicted
from .harness.likeness import cycle_error, frechet_distance
from .image_sets import Splits
from .judging import content_judge, subset
from .lstnet_module import LSTNetModule, altered

PAPER = {("usps", "mnist"): 97.01, ("mnist", "usps"): 97.61}  # Table 2
PAPER_REAL = {"mnist": 99.41, "usps": 97.51}  # its classifiers on real test pictures


@torch.no_grad()
def measure(
    module: LSTNetModule, splits: list[Splits], steps: int, folder: str | Path | None = None
) -> tuple[dict, list[str]]:
    """Shares of right answers on whole test sets, in percent, and the same as a Markdown table beside the paper's.

    The classifiers learn from real pictures that are turned, resized and shifted as those are that the module learns
    from: it draws what it has seen, and one that knows upright and centred digits alone reads 88 % of real USPS digits
    so altered.

    Args:
        module: trained, in evaluation mode.
        splits: of the two domains.
        steps: of the classifiers.
        folder: of the classifiers, see `judge_store.kept`.

    Returns:
        values by name: ``<from>_to_<to>``, ``<from>_to_<to>_untranslated`` (only resized), ``<name>_real``; of a
        thousand test pictures of each domain, means of ``cycle`` and ``frechet``.
    """
    with torch.enable_grad():
        alter = partial(altered, **{name: module.hparams[name] for name in ("turn", "scale", "shift")})
        judges = [content_judge([part.train], CLASSES, steps, folder, alter) for part in splits]
    values = {
        f"{part.name}_real": 100 * accuracy(judge, part.test.pictures(), part.test.labels)
        for part, judge in zip(splits, judges, strict=True)
    }
    lines = ["| from | to | translated, % | only resized, % | the paper's, % |", "|---|---|---|---|---|"]
    cycles, distances = [], []
    for source, part in enumerate(splits):
        target = splits[1 - source]
        judge, pictures = judges[1 - source], part.test.pictures()
        resized = F.interpolate(
            pictures, target.test.images.shape[-2:], mode="bilinear", antialias=True, align_corners=False
        )
        made = module.translate(pictures, source)
        name = f"{part.name}_to_{target.name}"
        values[name] = 100 * accuracy(judge, made, part.test.labels)
        values[f"{name}_untranslated"] = 100 * accuracy(judge, resized, part.test.labels)
        paper = PAPER.get((part.name, target.name))
        lines.append(
            f"| {part.name} | {target.name} | {values[name]:.2f} | {values[f'{name}_untranslated']:.2f} "
            f"| {'' if paper is None else f'{paper:.2f}'} |"
        )
        few, real = subset(part.test).pictures(), subset(target.test).pictures()
        there = module.translate(few, source)
        cycles.append(cycle_error(few, module.translate(there, 1 - source)))
        distances.append(frechet_distance(predicted(judge.features, there), predicted(judge.features, real)))
    real = ", ".join(
        f"{part.name} {values[f'{part.name}_real']:.2f}"
        + (f" (the paper's {PAPER_REAL[part.name]:.2f})" if part.name in PAPER_REAL else "")
        for part in splits
    )
    lines += ["", f"The classifiers see real training pictures only; of real test pictures they get right, %: {real}."]
    return {**values, "cycle": sum(cycles) / 2, "frechet": sum(distances) / 2}, lines
