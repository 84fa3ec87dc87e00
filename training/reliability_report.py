"""What `reliability` found, as a Markdown table and a picture."""

from __future__ import annotations

from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from .evaluation_report import table

_COVERAGE_STEP = 5  # percent between the points of the coverage curves


def markdown(report: dict) -> str:
    """Return the report as Markdown."""
    lines = [
        "# Confidence, measured",
        "",
        f"Model {report['model']}; {report['seeds']} random fields for each image and level. Every feature counts the "
        "same, but those called absent, which keep their place; errors are mean distances of a feature's vertices from "
        "the truth, metres. *Perfect* is what could be gained if the errors were known. Made by",
        "",
        f"    {report['command']}",
        "",
    ]
    header = ["of", "features", "mean error", "correlation (Pearson)", "(Spearman)", "without the least sure fifth"]
    header += ["perfect", "further off", "by > 0.5 m", "mean confidence", "within 1 m", "called absent"]
    rows = []
    for name, values in report["groups"].items():
        fifths = [f"−{100 * values[key]:.0f} %" for key in ("drop_fifth", "perfect_fifth")]
        shares = [f"{100 * values[key]:.1f} %" for key in ("worse", "much_worse")]
        confidence = [f"{100 * value:.0f} %" for value in values["calibration"]]
        correlations = ["–" if values[key] is None else f"{values[key]:.2f}" for key in ("pearson", "spearman")]
        absent = f"{100 * values['absent']:.1f} %"
        rows.append(
            [
                name,
                str(values["features"]),
                f"{values['mean']:.2f}",
                *correlations,
                *fifths,
                *shares,
                *confidence,
                absent,
            ]
        )
    lines += table(header, rows, 1)
    lines += ["", "## Expected and measured error, all features in tenths by rising expectation", ""]
    rows = [[str(i + 1), f"{e:.2f}", f"{m:.2f}"] for i, (e, m) in enumerate(report["groups"]["all"]["curve"])]
    lines += table(["tenth", "expected", "measured"], rows, 1)
    return "\n".join(lines) + "\n"


def plot(report: dict, path: str | Path) -> None:
    """Write a PNG: the reliability curve, and error against coverage."""
    figure = Figure(figsize=(9.5, 4.2), layout="constrained")
    FigureCanvasAgg(figure)
    left, right = figure.subplots(1, 2)
    for name, values in report["groups"].items():
        if name != "all" and not name.endswith(" m"):
            continue
        style = {"color": "black", "lw": 2} if name == "all" else {"lw": 1, "alpha": 0.8}
        left.plot(*zip(*values["curve"]), marker=".", label=name, **style)
        covered = [_COVERAGE_STEP * (step + 1) for step in range(len(values["coverage"]))]
        right.plot(covered, values["coverage"], label=name, **style)
    right.plot(covered, report["groups"]["all"]["perfect"], color="0.6", ls=":", label="all, if errors were known")
    most = max(max(point) for point in report["groups"]["all"]["curve"])
    left.plot([0, most], [0, most], color="0.6", ls=":")
    left.set(xlabel="expected error, m", ylabel="measured error, m", title="Reliability")
    right.set(xlabel="surest features, %", ylabel="mean error, m", title="Error against coverage", ylim=(0, None))
    for axis in (left, right):
        axis.grid(alpha=0.3)
        axis.legend(frameon=False)
    figure.savefig(path, dpi=120)
