"""How often ``absent`` is right: layers with features that their imagery does not show, aligned as by a user."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from ..engine.align import AlignOptions
from ..engine.model import load_model
from .absences import recognised
from .calibration import displaced_with_absent
from .evaluation_report import table
from .observations import gather, mean_distances, place_name
from .reliability import FIRST_SCENE, SCENE_SIZE
from .sheet_basemap import align_sheet, to_pixels


def run_absences(
    model_path: str | Path,
    root: str | Path | None,
    names: str | Sequence[str] = "validation",
    scenes: int = 6,
    level: float = 6.0,
    seeds: int = 1,
    out_dir: str | Path = "runs/absences",
    device: str = "auto",
    say: Callable[[str], None] = print,
) -> dict:
    """Measure, and write ``absences.md`` and ``absences.json``.

    Args:
        model_path: the ``.onnx`` file.
        root: folder with the catalogue; generated scenes alone if None.
        names: split or places.
        scenes: generated scenes, beside the places.
        level: largest displacement, metres.
        seeds: random fields per image.
        out_dir: where to write.
        device: as for ``realign align``.
        say: takes one line of progress at a time.

    Returns:
        What ``absences.json`` holds: by place, ``precision``, ``recall``, ``false alarms``, and the mean
        error of the features that are there, ``error``, beside that without absent ones, ``error alone``.
    """
    model = load_model(model_path, device)
    kind = "roads" if model.card.features == "roads" else "buildings"
    found: dict[str, list[tuple]] = {}
    for sheet in gather(root, names, scenes, kind, FIRST_SCENE, SCENE_SIZE):
        for seed in range(seeds):
            layer, truth, extra = displaced_with_absent(sheet, level, seed)
            both = _aligned(sheet, layer, truth, model)
            if both is None:
                continue
            called, error = both
            count = int((~extra).sum())
            alone = layer.from_wkb(layer.blobs[:count])
            without = _aligned(sheet, alone, truth[: len(alone.coordinates)], model)
            found.setdefault(place_name(sheet), []).append((called, extra, error[:count], without[1]))
        say(f"{sheet.name}: done")
    words = ["realign-train", "absences", "align-chain", "--model", str(model_path)]
    words += ["--data", str(root)] if root else []
    for name in [names] if isinstance(names, str) else names:
        words += ["--places", name]
    words += ["--scenes", str(scenes), "--seeds", str(seeds), "--level", f"{level:g}", "--out", str(out_dir)]
    rows = {name: _summary(parts) for name, parts in found.items()}
    rows["all"] = _summary([part for parts in found.values() for part in parts])
    report = {"command": shlex.join(words), "model": f"{model.card.name} {model.card.version}", "places": rows}
    out_dir = Path(out_dir)
    out_dir.mkdir(parents=True, exist_ok=True)
    (out_dir / "absences.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    (out_dir / "absences.md").write_text(_markdown(report, level, model.card.min_presence), encoding="utf-8")
    return report


def _aligned(sheet, layer, truth, model) -> tuple[np.ndarray, np.ndarray] | None:
    """bool (F,): features called absent; float64 (F,): mean distance from the truth, metres."""
    alignment = align_sheet(sheet, layer, model, AlignOptions())
    if alignment is None:
        return None
    called = np.array(alignment.status) == "absent"
    return called, mean_distances(sheet, layer, to_pixels(alignment.coordinates, sheet), truth) * sheet.resolution


def _summary(parts: list[tuple]) -> dict:
    called, extra, error, alone = (np.concatenate(column) for column in zip(*parts))
    rates = recognised(np.where(called, 0.0, 1.0), extra, 0.5)
    kept = ~called[~extra]
    return {
        "features": len(extra),
        "absent": int(extra.sum()),
        **rates,
        "error": float(error[kept].mean()) if kept.any() else None,
        "error alone": float(alone[kept].mean()) if kept.any() else None,
    }


def _markdown(report: dict, level: float, threshold: float) -> str:
    header = ["of", "features", "absent", "precision", "recall", "false alarms", "error of the others, m", "alone, m"]
    rows = []
    for name, row in report["places"].items():
        shares = [_text(row[key], 100, 0, " %") for key in ("precision", "recall")]
        errors = [_text(row[key], 1, 2) for key in ("error", "error alone")]
        alarms = _text(row["false alarms"], 100, 1, " %")
        rows.append([name, str(row["features"]), str(row["absent"]), *shares, alarms, *errors])
    lines = [
        "# Absent features, measured",
        "",
        f"Model {report['model']}, least presence {threshold:.2f}. Layers with {level:g} m fields, to which copies of "
        "their own features were added on free ground. Precision: share of features called absent that are; recall: "
        "share of absent ones called so; false alarms: share of the others called absent. The error of features that "
        "are there and called so, and what it is without the added ones. Made by",
        "",
        f"    {report['command']}",
        "",
        *table(header, rows, 1),
    ]
    return "\n".join(lines) + "\n"


def _text(value: float | None, factor: float, digits: int, unit: str = "") -> str:
    return "–" if value is None else f"{factor * value:.{digits}f}{unit}"
