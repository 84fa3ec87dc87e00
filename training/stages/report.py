"""What a run of ``stage-vae`` leaves behind: a table as the paper's first, its orderings, and pictures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ..translation.image_sets import ImageSet
from .data import Pictures
from .features import Features
from .measures import Estimate
from .orderings import Table, verdict_lines, verdicts
from .pictures import draw_planes, draw_rows, draw_scatter, draw_stages
from .systems import System

_TABLE = "table.json"


def write_report(
    folder: Path,
    pictures: Pictures,
    test: ImageSet,
    systems: Sequence[System],
    table: Table,
    features: Features,
    effort: str,
) -> Path:
    """Write ``table.json`` and ``report.md`` with its pictures, and return the report's path.

    Args:
        folder: of the run.
        pictures: that it was trained on.
        test: pictures that were measured.
        systems: rows of the table.
        features: of the Fréchet distance.
        effort: how long it was trained, in words.
    """
    save_table(table, folder / _TABLE)
    shown = [
        draw_rows(systems, test, folder / "rows.png"),
        *draw_planes(systems, test, folder),
        draw_scatter(systems, test, pictures.names, folder / "scatter.png"),
        draw_stages(folder, folder / "curves.png"),
    ]
    names = {"frechet": features.measure, "ssim": "SSIM", "mmd": "MMD"}
    configuration = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    text = [
        f"# Pictures as places in a plane: {pictures.kind}",
        "",
        f"{len(pictures.splits.train)} training pictures, {effort}; measured on {len(test)} test pictures.",
        "",
        *table_lines(table, names),
        "",
        "- ± is one standard error, by leaving out parts of the test; of trainings with other seeds it says nothing.",
        f"- {names['frechet']}: distance of reconstructions and real pictures, by {features.name}.",
        "- SSIM: mean of the reconstructions. MMD: squared, unbiased, Gaussian kernel, at 64 px.",
        "- G: greedy, only the added layers learn; NG: non-greedy; D: direct; P: projected; S: shotgun.",
        "",
        "## Orderings of the paper",
        "",
        *verdict_lines(verdicts(table), names),
        "",
        "Against the row that speaks most against it; *open*: within two standard errors of the difference.",
        "",
        *(f"![{path.stem}]({path.relative_to(folder)})\n" for path in shown),
        "## Configuration",
        "",
        "```json",
        json.dumps(configuration, indent=2),
        "```",
        "",
    ]
    path = folder / "report.md"
    path.write_text("\n".join(text), encoding="utf-8")
    return path


def table_lines(table: Table, names: dict[str, str]) -> list[str]:
    """The table in Markdown; ``names`` are those of the measures, in the order of the columns."""
    lines = ["| - | " + " | ".join(names.values()) + " |", "|---" * (1 + len(names)) + "|"]
    for label, row in table.items():
        cells = [f"{row[measure].value:.4f} ± {row[measure].error:.4f}" for measure in names]
        lines.append("| " + " | ".join([label, *cells]) + " |")
    return lines


def save_table(table: Table, path: Path) -> None:
    """Write a table with all that its errors follow from."""
    rows = {
        label: {name: {"value": each.value, "error": each.error, "without": each.without} for name, each in row.items()}
        for label, row in table.items()
    }
    path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def load_table(folder: str | Path) -> Table:
    """The table of a run; empty if it has not been measured."""
    path = Path(folder) / _TABLE
    rows = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {
        label: {name: Estimate(each["value"], tuple(each["without"])) for name, each in row.items()}
        for label, row in rows.items()
    }
