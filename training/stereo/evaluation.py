"""What a stereo model is worth: errors on pairs never trained on, next to semi-global matching in the same run."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from osgeo import gdal

from ...engine.model import Model, load_model
from ...engine.restyle_sheet import FileSheet
from ...engine.stereo import NODATA, StereoFiles, StereoOptions, disparity
from ..peers.sgm import SgmOptions, filled, grid, semi_global
from ..translation.harness.grids import save_grid
from .evaluation_report import markdown
from .kept_pairs import KeptPair, made_pairs, middlebury
from .measures import Errors, pooled

OURS, SGM, FILLED, USUAL = "Realign", "SGM, tuned", "SGM, tuned, holes filled", "SGM, usual, holes filled"
WIDE, WIDE_LIMITS = "Realign, from -64 to 64 px", (-64.0, 64.0)  # as where nobody knows the range
MADE = "made-up"
_SHOWN = 5  # pairs on the sheet


@dataclass(frozen=True)
class Report:
    """Figures of a model.

    Attributes:
        errors: by group of pairs and method; the made-up ones are one group.
        pairs: made-up ones that were measured.
        sgm: how semi-global matching was set after its tuning.
    """

    errors: dict[str, dict[str, Errors]]
    pairs: int
    sgm: SgmOptions

    def quality(self) -> dict:
        """For a model's card."""
        groups = {group: {name: each.row() for name, each in rows.items()} for group, rows in self.errors.items()}
        return {"pairs": f"{self.pairs} made-up ones of places kept out of training", "errors": groups}


def evaluate(
    model: str | Path,
    data: str | Path | None,
    pairs: int,
    tuning: int,
    out: str | Path,
    tell: Callable[[str], None] = lambda text: None,
) -> Report:
    """Measure a model file; writes ``stereo.md``, ``stereo.json`` and a sheet of pictures.

    Args:
        data: folder with Middlebury's pairs; None leaves them out.
        pairs: made-up ones that are measured.
        tuning: other made-up ones, by which semi-global matching is set.
        out: folder for what is written.

    Raises:
        InputError: a picture or OpenCV is missing.
        ModelError: the file is no model for stereo pairs.
    """
    loaded, out = load_model(model, "cpu", "stereo"), Path(out)
    out.mkdir(parents=True, exist_ok=True)
    options = tuned(list(made_pairs(tuning, pairs)), tell)
    found: dict[str, dict[str, list[Errors]]] = {}
    shown = []
    real = middlebury(data) if data else ()
    for group, pair in [*((MADE, each) for each in made_pairs(pairs)), *((each.name, each) for each in real)]:
        tell(f"Pair {pair.name}")
        answers = answered(pair, loaded, options)
        if len(shown) < _SHOWN or group != MADE:
            shown.append((pair, answers))
        for name, answer in answers.items():
            errors = Errors.of(answer, pair.truth, pair.visible)
            found.setdefault(group, {}).setdefault(name, []).append(errors)
    errors = {group: {name: pooled(each) for name, each in rows.items()} for group, rows in found.items()}
    report = Report(errors, pairs, options)
    stored = {"model": Path(model).name, **report.quality(), "sgm": vars(options)}
    (out / "stereo.json").write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    (out / "stereo.md").write_text("\n".join(markdown(report, loaded.card.name)), encoding="utf-8")
    sheet(shown, out / "pairs.png")
    return report


def tuned(pairs: Sequence[KeptPair], tell: Callable[[str], None] = lambda text: None) -> SgmOptions:
    """The settings with the fewest visible pixels off by more than 2 px, holes filled."""
    scores = {}
    for options in grid():
        errors = [
            Errors.of(filled(semi_global(pair.left, pair.right, *pair.limits, options)), pair.truth, pair.visible)
            for pair in pairs
        ]
        scores[options] = pooled(errors).bad_visible[2]
    best = min(scores, key=scores.__getitem__)
    tell(f"Semi-global matching, tuned on {len(pairs)} other pairs: {best}, {scores[best]:.2f} % bad")
    return best


def answered(pair: KeptPair, model: Model, options: SgmOptions) -> dict[str, np.ndarray]:
    """Disparities of all methods, NaN for none."""
    matched = semi_global(pair.left, pair.right, *pair.limits, options)
    usual = semi_global(pair.left, pair.right, *pair.limits)
    ours = {OURS: by_engine(pair, model, pair.limits), WIDE: by_engine(pair, model, WIDE_LIMITS)}
    return {**ours, SGM: matched, FILLED: filled(matched), USUAL: filled(usual)}


def by_engine(pair: KeptPair, model: Model, limits: tuple[float, float]) -> np.ndarray:
    """Disparity as the engine writes it, sought between these limits; NaN for nodata."""
    paths = [f"/vsimem/realign-stereo-{name}.tif" for name in ("left", "right", "disparity")]
    try:
        for path, picture in zip(paths, (pair.left, pair.right)):
            height, width = picture.shape[:2]
            dataset = gdal.GetDriverByName("GTiff").Create(path, width, height, 3)
            dataset.WriteArray(np.ascontiguousarray(picture.transpose(2, 0, 1)))
            dataset = None
        with FileSheet(paths[0], kind="picture") as left, FileSheet(paths[1], kind="picture") as right:
            disparity(left, right, model, StereoFiles(paths[2]), StereoOptions(*limits))
        found = gdal.Open(paths[2]).ReadAsArray()
    finally:
        for path in paths:
            gdal.Unlink(path)
    return np.where(found == NODATA, np.nan, found)


def sheet(shown: Sequence[tuple[KeptPair, dict[str, np.ndarray]]], path: Path) -> None:
    """Left pictures, disparities true and found, dark holes, and errors, white from 4 px on."""
    rows = []
    for pair, answers in shown:
        low, high = np.nanmin(pair.truth), np.nanmax(pair.truth)
        layers = [(each - low) / (high - low) for each in (pair.truth, answers[OURS], answers[FILLED])]
        layers += [np.abs(answers[name] - pair.truth) / 4 for name in (OURS, FILLED)]
        grey = [np.repeat(np.clip(np.nan_to_num(each), 0, 1)[None], 3, 0) for each in layers]
        rows.append(np.stack([pair.left.transpose(2, 0, 1) / 255, *grey])[:, :, :256, :384])
    height, width = (min(row.shape[axis] for row in rows) for axis in (2, 3))
    pictures = np.stack([row[:, :, :height, :width] for row in rows]).astype(np.float32)
    columns = ("left", "truth", OURS, FILLED, f"{OURS}, error", f"{FILLED}, error")
    save_grid(torch.from_numpy(pictures), path, [pair.name for pair, _ in shown], columns, scale=0.75)
