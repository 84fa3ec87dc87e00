"""The numbers of an evaluation as a table: for a terminal, for a file, and by name."""

from __future__ import annotations

import csv
from dataclasses import asdict

from .errors import OutputError
from .evaluation import Errors, Evaluation
from .evaluation_matching import KEY, NEAREST, ORDER, POINTS
from .evaluation_measures import OUTPUTS, WITHIN_METRES, WITHIN_PIXELS, Measures, output_names

HEAD = ("measure", "unit", "after", "before")
HOW = {
    KEY: "features matched by their key",
    ORDER: "features matched by their order, which is the same in both layers",
    NEAREST: "features matched with the nearest, one to one",
    POINTS: "places that lie on the raster, and the truth that is given for each",
}


def number_rows(evaluation: Evaluation) -> list[tuple[str, str, float | int, float | int | None]]:
    """Name, unit, value after and value before (None without one) of every measure."""
    after, before = _numbers(evaluation.measures, evaluation.after), {}
    if evaluation.before is not None:
        before = _numbers(evaluation.measures_before, evaluation.before)
    return [(name, unit, value, before.get((name, unit))) for (name, unit), value in after.items()]


def text_table(evaluation: Evaluation) -> str:
    """Lines with columns, for a terminal."""
    two = evaluation.before is not None
    rows = [HEAD if two else HEAD[:3]]
    for name, unit, *values in number_rows(evaluation):
        rows.append((name, unit, *(_said(value, unit) for value in values[: 2 if two else 1])))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = (
            text.rjust(width) if column > 1 else text.ljust(width)
            for column, (text, width) in enumerate(zip(row, widths))
        )
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def write_table(path: str, evaluation: Evaluation) -> None:
    """Write a CSV file with the columns ``HEAD``; shares are in per cent.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEAD)
            for name, unit, *values in number_rows(evaluation):
                writer.writerow((name, unit, *("" if value is None else f"{value:.6g}" for value in values)))
    except OSError as error:
        raise OutputError(f"The table '{path}' cannot be written ({error.strerror}).") from error


def as_json(evaluation: Evaluation) -> dict:
    """Measures by name, in metres and shares of 0 to 1; those of ``before`` under that name."""
    after = evaluation.after
    found = {"matched": after.matched, "features": after.features, "how": after.how, **asdict(evaluation.measures)}
    if evaluation.before is not None:
        found["before"] = asdict(evaluation.measures_before)
    return {**found, "thresholds_metres": WITHIN_METRES, "thresholds_pixels": WITHIN_PIXELS}


def output_values(evaluation: Evaluation) -> dict[str, float | int]:
    """Measures by names for scripts; lengths in metres, shares 0 to 1 (WITHIN_0P5_M: within 0.5 m)."""
    after, measures = evaluation.after, evaluation.measures
    numbers = [measures.count, *(getattr(measures, name.lower()) for name in OUTPUTS[3:])]
    values = [after.features, after.matched, *numbers, *measures.within_metres]
    found = dict(zip(output_names(), [*values, *measures.within_pixels]))
    if evaluation.before is not None:
        found["MEAN_BEFORE"] = evaluation.measures_before.mean
    return found


def _numbers(measures: Measures, errors: Errors) -> dict[tuple[str, str], float | int]:
    found = {
        ("features", ""): errors.features,
        ("features matched", ""): errors.matched,
        ("key points", ""): measures.count,
        ("mean error", "m"): measures.mean,
        ("median error", "m"): measures.median,
        ("RMS error", "m"): measures.rms,
        ("90th percentile", "m"): measures.p90,
        ("largest error", "m"): measures.largest,
        ("steady mean (median error removed)", "m"): measures.steady,
        ("mean error to the east", "m"): measures.east,
        ("mean error to the north", "m"): measures.north,
    }
    found.update({(f"within {t:g} m", "%"): 100 * share for t, share in zip(WITHIN_METRES, measures.within_metres)})
    found.update({(f"within {t:g} px", "%"): 100 * share for t, share in zip(WITHIN_PIXELS, measures.within_pixels)})
    return found


def _said(value: float | int | None, unit: str) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.1f}" if unit == "%" else f"{value:.2f}"
