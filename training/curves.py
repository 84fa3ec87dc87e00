"""The curves of a training, as Lightning's logger wrote them."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path


def read_curves(metrics: str | Path) -> dict[str, tuple[list[float], list[float]]]:
    """Steps and values of each measure, by its name, in alphabetical order.

    Args:
        metrics: ``metrics.csv`` of a run.
    """
    series: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    with open(metrics, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for name, value in row.items():
                if value and name not in ("step", "epoch"):
                    series[name][0].append(float(row["step"]))
                    series[name][1].append(float(value))
    return dict(sorted(series.items()))
