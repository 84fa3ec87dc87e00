"""The report of an evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from .charts import bar_width, displacement_map, histogram
from .curves import share_curve
from .evaluation import Errors, Evaluation
from .evaluation_matching import POINTS
from .evaluation_table import HOW, number_rows
from .report_page import counted, report_page, report_table, save_report


def write_evaluation_report(path: str, evaluation: Evaluation, parameters: Mapping[str, object] | None = None) -> None:
    """Write how far key points are from the truth: a sentence, curve, histograms, map and table.

    Args:
        path: of the HTML file.
        evaluation: the result.
        parameters: what the user chose, by the name that she knows it by.

    Raises:
        OutputError: the file cannot be written.
    """
    after, before = evaluation.after, evaluation.before
    both = [after] if before is None else [before, after]
    body = ["<h2>Share of key points within t of the truth</h2>", _curve(evaluation)]
    body += ["<h2>Misalignment</h2>", f'<div class="charts">{"".join(_histograms(both))}</div>']
    body += ["<h2>Map of errors</h2>", _map(after), "<h2>Measures</h2>", _table(evaluation)]
    body += [_meaning(after)]
    if parameters:
        body += ["<h2>What was run</h2>", report_table(list(parameters.items()))]
    title = f"Evaluation of {after.name}"
    page = report_page(title, [f"against {evaluation.reference}"], _summary(evaluation), evaluation.warnings, body)
    save_report(path, page)


def _summary(evaluation: Evaluation) -> str:
    found, before = evaluation.measures, evaluation.measures_before
    text = (
        f"<strong>{found.mean:.2f} m</strong> from the truth on average (median {found.median:.2f} m, 90 % within "
        f"{found.p90:.2f} m), over {counted(found.count, 'key point')}"
    )
    if evaluation.after.how != POINTS:
        text += f" of {evaluation.after.matched:,} of {counted(evaluation.after.features, 'feature')}"
    text += "."
    if before is not None:
        text += f" Before, it was {before.mean:.2f} m on average."
    return text


def _curve(evaluation: Evaluation) -> str:
    unit, scale = ("metres", 1.0) if evaluation.resolution is None else ("pixels", 1 / evaluation.resolution)
    if evaluation.resolution is not None:
        unit += f" of {evaluation.resolution:g} m"
    series = [("after" if evaluation.before else evaluation.after.name, evaluation.after.length * scale)]
    if evaluation.before is not None:
        series.append(("before", evaluation.before.length * scale))
    return share_curve(series, unit)


def _histograms(both: list[Errors]) -> list[str]:
    """Of the same scale, so that they can be compared."""
    top = max(float(errors.length.max()) for errors in both)
    step = bar_width(top)
    names = ("before", "after") if len(both) > 1 else ("",)
    return [
        histogram(errors.length, step, top, f"distance from the truth{f', {name}' if name else ''}, m", "key points")
        for name, errors in zip(names, both)
    ]


def _map(errors: Errors) -> str:
    wrong = errors.length > 0
    return displacement_map(errors.truth, errors.truth + errors.vector, wrong, "key points", "error") + (
        '<p class="small">North is up. An arrow points from the truth to where things were put: the mean error of the '
        "key points around its foot, drawn to the blue scale.</p>"
    )


def _table(evaluation: Evaluation) -> str:
    rows = []
    for name, unit, *values in number_rows(evaluation):
        told = [value for value in values if value is not None]
        rows.append((name, *(_said(value, unit) for value in told)))
    head = ("Measure", "After", "Before") if evaluation.before else ("Measure", "Value")
    return report_table(rows, head, numbers=True)


def _said(value: float | int, unit: str) -> object:
    if isinstance(value, int):
        return value
    return f"{value:.1f} %" if unit == "%" else f"{value:.2f} {unit}"


def _meaning(errors: Errors) -> str:
    """What the key points are."""
    text = f"Key points: {HOW[errors.how]}. "
    loose = int((~errors.exact).sum())
    if loose:
        text += (
            f"{loose:,} of them belong to features with another number of vertices than in the reference; they are "
            "measured to the nearest point of its outline, which understates their error. "
        )
    text += (
        "The steady mean is the mean error once the median error is taken from all: truth itself is often off by a "
        "constant."
    )
    return f'<p class="small">{escape(text)}</p>'
