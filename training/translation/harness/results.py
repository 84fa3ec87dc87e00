"""One table of results for all recipes: ``results.json`` and ``results.md`` in one folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ....engine.errors import InputError

# What the columns mean; a recipe may add its own after them.
MEASURES = {
    "content_probe_style": "style read from the content code, two-layer probe on test pictures, % (low is right)",
    "style_probe_style": "style read from the style code, % (high is right)",
    "content_probe_class": "class read from the content code, %",
    "style_probe_class": "class read from the style code, %",
    "enemy_right": "style read from the content code by the enemy that was trained beside it, test pictures, %",
    "style_hit": "translated pictures that an independent classifier takes for the new style, %",
    "content_kept": "translated pictures that an independent classifier takes for the same content, %",
    "iou_buildings": "overlap of buildings that a segmentation finds on translated and on true pictures (0 to 1)",
    "iou_roads": "the same of roads",
    "iou": "mean of the two",
    "swap_ssim": "structural similarity of translated maps and the true ones in that style (0 to 1)",
    "swap_psnr": "peak signal-to-noise ratio of the same, dB",
    "swap_mse": "mean squared error of the same, values 0 to 1",
    "ssim": "structural similarity of reconstructions (0 to 1)",
    "psnr": "peak signal-to-noise ratio of reconstructions, dB",
    "mse": "mean squared error of reconstructions, values 0 to 1",
    "cycle": "mean absolute difference after a way through another style and back, values 0 to 1",
    "frechet": "Fréchet distance of translated and real pictures, features of the network in the note; no FID",
}


@dataclass(frozen=True)
class Result:
    """One row.

    Attributes:
        recipe, variant, data: what was trained on what; a row with the same three replaces the older one.
        preset: with steps or minutes if they differ from the preset's.
        values: by name of the measure (``MEASURES`` or the recipe's own); shares in percent.
        note: what a reader must know, such as the network that features come from.
    """

    recipe: str
    variant: str
    data: str
    preset: str
    values: dict[str, float] = field(default_factory=dict)
    note: str = ""


def add_result(folder: str | Path, result: Result) -> Path:
    """Write a row into the folder's table, and return the Markdown file.

    Raises:
        InputError: there is a table that cannot be read.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    rows = [row for row in load_results(folder) if _key(row) != _key(result)] + [result]
    rows.sort(key=_key)
    (folder / "results.json").write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n", encoding="utf-8")
    path = folder / "results.md"
    path.write_text("# Translations\n\n" + markdown(rows), encoding="utf-8")
    return path


def load_results(folder: str | Path) -> list[Result]:
    """The rows of a folder's table; none if there is none yet.

    Raises:
        InputError: the table cannot be read.
    """
    path = Path(folder) / "results.json"
    if not path.exists():
        return []
    try:
        return [Result(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
    except (ValueError, TypeError) as error:
        raise InputError(f"{path} is no table of results ({error}); move it away or give another folder.") from error


def markdown(rows: list[Result]) -> str:
    """The table, what its columns mean, and the notes."""
    present = [name for row in rows for name in row.values]
    names = [name for name in MEASURES if name in present]
    names += sorted(set(present) - set(MEASURES))
    lines = ["| recipe | variant | data | preset | " + " | ".join(names) + " |", "|---" * (4 + len(names)) + "|"]
    for row in rows:
        cells = [f"{row.values[name]:.4g}" if name in row.values else "" for name in names]
        lines.append("| " + " | ".join([row.recipe, row.variant, row.data, row.preset, *cells]) + " |")
    lines += ["", *(f"- `{name}`: {MEASURES[name]}" for name in names if name in MEASURES)]
    lines += [f"- {row.recipe} {row.variant}: {row.note}" for row in rows if row.note]
    return "\n".join(lines) + "\n"


def _key(row: Result) -> tuple[str, str, str]:
    return row.recipe, row.variant, row.data
