"""The table of a stereo model's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .measures import BAD

if TYPE_CHECKING:
    from .evaluation import Report


def markdown(report: Report, name: str) -> list[str]:
    """The report's lines."""
    lines = [
        f"# {name}: disparity next to semi-global matching",
        "",
        f"{report.pairs} made-up pairs of places never trained on, and real ones where they are named; nothing",
        "is trained on them. EPE: mean end-point error in px of what was answered. Bad N: share of pixels off by more",
        "than N px or not answered, %. Visible: pixels that both pictures show; all: the others, too, if their match",
        "lies within the right picture. All are told the same range of disparities, where no other is named.",
        "",
        "Semi-global matching is OpenCV's, in eight directions, tuned on other made-up pairs for the fewest visible "
        f"pixels off by more than 2 px, holes filled: {report.sgm}. Holes are filled along the row with the lower of "
        "the two neighbours. Usual: OpenCV's usual penalties with windows of 3 px, no filter.",
    ]
    heads = ["method", "answered, %", "EPE all", "EPE visible"]
    heads += [f"bad {limit} {part}" for part in ("all", "visible") for limit in BAD]
    for group, rows in report.errors.items():
        first = next(iter(rows.values()))
        lines += [
            "",
            f"## {group}: {first.pixels} pixels, {100 * first.visible / first.pixels:.1f} % of them visible",
            "",
        ]
        lines += ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
        for method, errors in rows.items():
            cells = [f"{errors.answered:.1f}", f"{errors.mean:.2f}", f"{errors.mean_visible:.2f}"]
            cells += [f"{bad[limit]:.2f}" for bad in (errors.bad, errors.bad_visible) for limit in BAD]
            lines.append("| " + " | ".join([method, *cells]) + " |")
    return [*lines, "", "![Pairs, disparities and errors](pairs.png)", ""]
