"""Does the confidence mean something? Predicted beside measured errors, feature by feature.

Held-out sheets are displaced by random fields and aligned as a user would align them. Every feature
then has an expected error, a confidence, and a true distance from where it belongs.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from ..engine.align import AlignOptions
from ..engine.errors import InputError
from ..engine.model import load_model
from .observations import gather, mean_distances, place_name
from .packing import Sheet
from .reliability_report import markdown, plot
from .sheet_basemap import align_sheet, to_pixels
from .sheet_measures import displaced

LEVELS = (3.0, 6.0, 10.0)
FIRST_SCENE, SCENE_SIZE = 100_000, 300.0  # as in the benchmark; never trained or calibrated on
COVERAGES = tuple(step / 20 for step in range(1, 21))
_BINS = 10
_WORSE, _MUCH_WORSE = 1e-3, 0.5  # metres


def run_reliability(
    model_path: str | Path,
    root: str | Path | None,
    names: str | Sequence[str] = "validation",
    scenes: int = 6,
    levels: Sequence[float] = LEVELS,
    seeds: int = 2,
    out_dir: str | Path = "runs/reliability",
    device: str = "auto",
    say: Callable[[str], None] = print,
) -> dict:
    """Measure, and write ``reliability.md``, ``reliability.json`` and ``reliability.png``.

    Args:
        model_path: the ``.onnx`` file.
        root: folder with the catalogue; generated scenes alone if None.
        names: split or places.
        scenes: generated scenes, beside the places.
        levels: largest displacements, metres.
        seeds: random fields per image and level.
        out_dir: where to write.
        device: as for ``realign align``.
        say: takes one line of progress at a time.

    Returns:
        What ``reliability.json`` holds.

    Raises:
        InputError: nothing was aligned.
    """
    model = load_model(model_path, device)
    kind = "roads" if model.card.features == "roads" else "buildings"
    rows = []
    for sheet in gather(root, names, scenes, kind, FIRST_SCENE, SCENE_SIZE):
        for level in levels:
            rows += [judge(sheet, level, seed, model) for seed in range(seeds)]
        say(f"{sheet.name}: done")
    rows = [row for row in rows if row is not None]
    if not sum((~row["absent"]).sum() for row in rows):
        raise InputError("The places hold no features on their imagery; choose other places.")
    words = ["realign-train", "reliability", "align-chain", "--model", str(model_path)]
    words += ["--data", str(root)] if root else []
    for name in [names] if isinstance(names, str) else names:
        words += ["--places", name]
    words += ["--scenes", str(scenes), "--seeds", str(seeds), "--out", str(out_dir)]
    words += [word for level in levels for word in ("--levels", f"{level:g}")]
    groups = {"all": rows}
    groups |= {f"{level:g} m": [row for row in rows if row["level"] == level] for level in levels}
    groups |= {name: [row for row in rows if row["place"] == name] for name in dict.fromkeys(r["place"] for r in rows)}
    summaries = {name: summarise(group) for name, group in groups.items() if group}
    report = {
        "command": shlex.join(words),
        "model": f"{model.card.name} {model.card.version}",
        "seeds": seeds,
        "groups": {name: summary for name, summary in summaries.items() if summary["features"]},
    }
    out_dir = Path(out_dir)
    out_dir.mkdir(parents=True, exist_ok=True)
    (out_dir / "reliability.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    (out_dir / "reliability.md").write_text(markdown(report), encoding="utf-8")
    plot(report, out_dir / "reliability.png")
    return report


def judge(sheet: Sheet, level: float, seed: int, model) -> dict | None:
    """Align one displaced sheet; expected error, confidence, and distances before and after, of each feature."""
    start = displaced(sheet, level, seed)
    found = align_sheet(sheet, start, model, AlignOptions())
    if found is None:
        return None
    truth = sheet.geometries.coordinates
    before = mean_distances(sheet, start, start.coordinates, truth) * sheet.resolution
    after = mean_distances(sheet, start, to_pixels(found.coordinates, sheet), truth) * sheet.resolution
    known = np.isfinite(found.error) & np.isfinite(before)
    return {
        "place": place_name(sheet),
        "level": level,
        "expected": found.error[known],
        "confidence": found.confidence[known],
        "before": before[known],
        "after": after[known],
        "absent": np.array(found.status)[known] == "absent",
    }


def summarise(rows: Sequence[dict]) -> dict:
    """Summarise features of several runs, every feature counting the same; of those called absent only the share.

    Returns:
        ``features``; ``mean`` error after; ``pearson`` and ``spearman`` of expected and measured error; ``curve``:
        expected and measured means of equally many features each, by rising expectation; ``coverage``: mean
        error of the surest features by their share (`COVERAGES`), and ``perfect``, the same were the errors
        known; ``drop_fifth``: by how much the mean falls without the least sure fifth, as a share, and the
        same for ``perfect_fifth``; ``worse`` and ``much_worse``: shares that end further off, and by more
        than half a metre; ``absent``: share wrongly called so; ``calibration``: mean confidence beside the
        share within a metre.
    """
    absent = np.concatenate([row["absent"] for row in rows])
    keys = ("expected", "confidence", "before", "after")
    expected, confidence, before, after = (np.concatenate([row[key] for row in rows])[~absent] for key in keys)
    if not len(after):
        return {"features": 0, "absent": 1.0}
    order, best = np.argsort(expected, kind="stable"), np.argsort(after, kind="stable")
    counts = [max(round(share * len(after)), 1) for share in COVERAGES]
    coverage, perfect = ([float(after[ranks[:count]].mean()) for count in counts] for ranks in (order, best))
    bins = [part for part in np.array_split(order, _BINS) if len(part)]
    mean, fifth = float(after.mean()), COVERAGES.index(0.8)
    varied = len(after) > 2 and np.ptp(expected) > 0 and np.ptp(after) > 0
    return {
        "features": len(after),
        "mean": mean,
        "pearson": float(np.corrcoef(expected, after)[0, 1]) if varied else None,
        "spearman": float(spearmanr(expected, after)[0]) if varied else None,
        "curve": [[float(expected[part].mean()), float(after[part].mean())] for part in bins],
        "coverage": coverage,
        "perfect": perfect,
        "drop_fifth": 1 - coverage[fifth] / mean,
        "perfect_fifth": 1 - perfect[fifth] / mean,
        "worse": float((after > before + _WORSE).mean()),
        "much_worse": float((after > before + _MUCH_WORSE).mean()),
        "absent": float(absent.mean()),
        "calibration": [float(np.nanmean(confidence)), float((after < 1).mean())],
    }
