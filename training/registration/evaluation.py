"""What content is worth by itself: shifts found at nodes, on pairs never trained on, next to untrained content."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from ...engine.content import Content, LearnedContent, StructuralContent
from ...engine.matching import scores, shifts
from ...engine.model import load_model
from ..recipes.register_chain import Sources, held_out
from .pairs import GROUPS, Drawing

OURS, ALONE, STRUCTURAL, NONE = "Realign", "the network alone", "structural, untrained", "none"
NEAR = 3.0  # pixels
_SEEN = 0.5  # of what lies around a node has to be on both pictures


@dataclass(frozen=True)
class Errors:
    """Errors of one method on one group of pairs.

    Attributes:
        nodes: how many were measured.
        median: pixels of a picture.
        near: share of nodes that are off by no more than ``NEAR`` pixels, %.
        worse: share of nodes that are farther off than before, by more than a pixel, %.
    """

    nodes: int
    median: float
    near: float
    worse: float

    @classmethod
    def of(cls, error: np.ndarray, before: np.ndarray) -> Errors:
        """From errors of nodes and displacements, pixels."""
        near, worse = (100 * float(each.mean()) for each in (error <= NEAR, error > before + 1))
        return cls(len(error), round(float(np.median(error)), 3), round(near, 2), round(worse, 2))


def evaluate(
    model: str | Path,
    sources: Sources,
    config,
    batches: int,
    out: str | Path,
    tell: Callable[[str], None] = lambda text: None,
) -> dict[str, dict[str, Errors]]:
    """Measure a model file; writes ``content.md`` and ``content.json``.

    Args:
        model: of the task ``register``.
        sources: where the places are from.
        config: of the recipe: how many pairs a batch has, and how they are drawn.
        batches: of pairs.
        out: folder for what is written.
        tell: called with one line at a time.

    Returns:
        by group of pairs, errors by method.

    Raises:
        ModelError: the file is no model that maps are registered by.
    """
    loaded, out = load_model(model, "cpu", "register"), Path(out)
    learnt = LearnedContent(loaded)
    reach = int(loaded.card.reach)
    config = replace(config, drawing=replace(config.drawing, reach=reach))
    found: dict[str, dict[str, list[np.ndarray]]] = {name: {} for name in GROUPS}
    for number, batch in enumerate(held_out(sources, config, batches, seed=2)):  # not those of the validation
        tell(f"Pairs {number * config.batch + 1} to {(number + 1) * config.batch}")
        for pair in range(len(batch["sheet"])):
            sheet, basemap = (batch[name][pair].permute(1, 2, 0).numpy() for name in ("sheet", "basemap"))
            truth, seen = batch["truth"][pair].numpy(), batch["seen"][pair].numpy() > _SEEN
            if not seen.any():
                continue
            # the network is the first of its witnesses
            heard = [said(each, sheet, basemap, config.drawing) for each in learnt.witnesses]
            edges = said(StructuralContent(learnt.stride), sheet, basemap, config.drawing)
            answers = {
                **{name: shifted(each) for name, each in ((OURS, sum(heard)), (ALONE, heard[0]), (STRUCTURAL, edges))},
                NONE: np.zeros_like(truth),
            }
            group = found[GROUPS[int(batch["group"][pair])]]
            for name, answer in answers.items():
                group.setdefault(name, []).append(2 * np.hypot(*(answer - truth))[seen])
    report = {
        group: {name: Errors.of(*map(np.concatenate, (errors, rows[NONE]))) for name, errors in rows.items()}
        for group, rows in found.items()
        if rows
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / "content.json").write_text(json.dumps(quality(report), indent=1) + "\n", encoding="utf-8")
    (out / "content.md").write_text("\n".join(markdown(report, loaded.card.name)), encoding="utf-8")
    return report


def said(content: Content, sheet: np.ndarray, basemap: np.ndarray, drawing: Drawing) -> np.ndarray:
    """Log-likelihoods of all shifts of the nodes on one scale, as of ``scores``."""
    one, other = (content.of(each, np.ones(each.shape[:2], bool)) for each in (sheet, basemap))
    inner, outer = (slice(edge, -edge or None) for edge in (drawing.edge, drawing.edge - drawing.reach))
    return content.temperature * scores(one[:, inner, inner], other[:, outer, outer], drawing.reach)


def shifted(likelihoods: np.ndarray) -> np.ndarray:
    """Shifts (2, R, C), x then y, that the engine finds, pixels of content."""
    found = shifts(likelihoods, 1.0)
    return np.stack([found.x, found.y])


def quality(report: dict[str, dict[str, Errors]]) -> dict:
    """The figures of a report, for a file or a card."""
    return {group: {name: asdict(errors) for name, errors in rows.items()} for group, rows in report.items()}


def markdown(report: dict[str, dict[str, Errors]], name: str) -> list[str]:
    """The table's lines."""
    lines = [
        f"# {name}: shifts found at nodes on one scale",
        "",
        "Pairs of towns and imagery never trained on, displaced by what one scale is to bridge. Untrained content is",
        "that of pictures at half the resolution, where learnt content lies, too. Within: share of nodes",
        f"off by at most {NEAR:g} px; worse: share of those farther off than before by more than a pixel.",
        "",
        "| pairs | method | nodes | median, px | within, % | worse, % |",
        "|---|---|---|---|---|---|",
    ]
    for group, rows in report.items():
        for method, each in rows.items():
            lines.append(
                f"| {group} | {method} | {each.nodes} | {each.median:.2f} | {each.near:.1f} | {each.worse:.1f} |"
            )
    return [*lines, ""]
