"""What a translation run leaves behind: ``report.md`` with figures and pictures, and its row in the results."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ..curves import read_curves
from .harness.results import Result, add_result, markdown

_CURVES = "curves.png"


def write_report(folder: str | Path, title: str, result: Result, lines: Sequence[str] = ()) -> Path:
    """Write ``report.md``, and the row into ``results.json`` and ``results.md`` of the folder above the run's.

    Args:
        folder: of the run, with ``metrics.csv``, ``config.json`` and pictures; every PNG in it is shown.
        title: of the report.
        result: the run's row.
        lines: Markdown between figures and pictures.
    """
    folder = Path(folder)
    draw_curves(folder / "metrics.csv", folder / _CURVES)
    add_result(folder.parent, result)
    pictures = [_CURVES, *sorted(path.name for path in folder.glob("*.png") if path.name != _CURVES)]
    text = [f"# {title}", "", markdown([result]), *lines, ""]
    for name in pictures:
        text += [f"![{Path(name).stem}]({name})", ""]
    configuration = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    text += ["## Configuration", "", "```json", json.dumps(configuration, indent=2), "```", ""]
    path = folder / "report.md"
    path.write_text("\n".join(text), encoding="utf-8")
    return path


def draw_curves(metrics: str | Path, path: str | Path) -> None:
    """Plot each measure of a training against steps, in a field of its own.

    Args:
        metrics: ``metrics.csv`` of the run.
        path: of the PNG.
    """
    series = read_curves(metrics)
    rows = -(-len(series) // 4)
    figure = Figure(figsize=(12, 2.2 * rows))
    for number, (name, (steps, values)) in enumerate(series.items()):
        axis = figure.add_subplot(rows, 4, number + 1)
        axis.plot(steps, values, lw=1, marker="." if len(steps) < 3 else None)
        axis.set_title(name, fontsize=8)
        axis.tick_params(labelsize=7)
        axis.grid(alpha=0.3)
    figure.tight_layout()
    FigureCanvasAgg(figure).print_png(str(path))
