"""Training in rounds on vectors that are themselves off.

After Girard et al., "Noisy supervision for correcting misaligned cadaster maps without perfect ground
truth data" (IGARSS 2019): a network trained on vectors that are off at random learns where they are on
average, which is nearer to the truth than any single one. So it can correct the vectors that it was
trained on, and the network trained on the corrected ones is better again.

Every round corrects the vectors as they were given, so errors of earlier rounds do not add up. Generated
scenes are right by construction and are left alone. Features of which a round is least sure are hidden
from the next training: their ground is blanked, as if the image ended there.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from torch import nn

from ..engine.align import AlignOptions
from ..engine.errors import InputError, OutputError
from ..engine.geometry import Geometries
from ..engine.model import Model, load_model
from .export import export_run, load_network
from .fitting import CHECKPOINT
from .packing import Sheet
from .recipes.align_chain import AlignChainConfig, train
from .sheet_basemap import align_sheet, to_pixels
from .systems import SYSTEMS

VECTORS, SUMMARY = "vectors.npz", "round.json"
_AROUND = 2.0  # metres of ground around a hidden feature that are hidden, too


@dataclass(frozen=True)
class RoundsOptions:
    """How vectors are corrected between trainings.

    Attributes:
        rounds: corrections, each followed by a training; 0 trains once on the vectors as given.
        max_displacement: metres that a vector may be off.
        method: of the alignment, see ``AlignOptions``.
        hidden: share of features, the least sure ones, that are hidden from the next training.
        warm: go on from the last round's weights instead of training anew. Weights that have seen the
            wrong vectors remember some of them, so the paper trains anew, and so do we.
    """

    rounds: int = 2
    max_displacement: float = 10.0
    method: str = "vertex"
    hidden: float = 0.1
    warm: bool = False

    def __post_init__(self) -> None:
        """Refuse impossible values.

        Raises:
            InputError: naming the option.
        """
        if self.rounds < 0:
            raise InputError(f"{self.rounds} rounds are impossible; give 0 or more.")
        if not 0 <= self.hidden < 1:
            raise InputError(f"The share of hidden features is {self.hidden}; give a number from 0 to below 1.")


@dataclass(frozen=True)
class Correction:
    """What one round made of one sheet's vectors.

    Attributes:
        coordinates: float64 (N, 2), in pixels of the sheet.
        confidence: float64 (F,), of each feature, 0..1; NaN where the model was not asked.
    """

    coordinates: np.ndarray
    confidence: np.ndarray


def train_in_rounds(
    config: AlignChainConfig,
    training: list[Sheet],
    validation: list[Sheet],
    folder: str | Path,
    options: RoundsOptions,
    resume: bool = False,
    say: Callable[[str], None] = print,
    network: nn.Module | None = None,
) -> Path:
    """Train, correct the training vectors with what was learnt, train again, …; return the last checkpoint.

    Round r lies in ``round-r``: the vectors it was trained on (``vectors.npz``, from round 1 on), its
    training as of `recipes.align_chain.train`, its model file and ``round.json``. The folder itself
    ends with the last round's training, so that it exports as any other.

    Args:
        config: of each training.
        training: sheets; the vectors of those that are no generated scenes may be off.
        validation: sheets for the curves, whose vectors are taken as they are.
        folder: for everything.
        options: of the rounds.
        resume: go on where a run in this folder was stopped.
        say: called with one line at a time.
        network: whose weights each training begins with, instead of random ones.

    Raises:
        InputError: the folder's rounds are of other sheets, or the variant has a network for each scale.
        OutputError: vectors cannot be written.
    """
    if SYSTEMS[config.variant].per_scale:
        raise InputError(f"Rounds need one network for all scales; variant {config.variant} has several.")
    folder = Path(folder)
    for number in range(options.rounds + 1):
        place = folder / f"round-{number}"
        place.mkdir(parents=True, exist_ok=True)
        sheets, before = training, folder / f"round-{number - 1}"
        if number:
            if not (resume and (place / VECTORS).exists()):
                say(f"Round {number}: correcting the vectors")
                (place / SUMMARY).unlink(missing_ok=True)
                save_corrections(place / VECTORS, training, correct(training, model_of(before), options))
            sheets = corrected(training, load_corrections(place / VECTORS, training), options.hidden)
        if resume and (place / SUMMARY).exists():
            continue
        say(f"Round {number}: training")
        begun = load_network(before / CHECKPOINT) if number and options.warm else network
        train(config, sheets, validation, place, resume, begun)
        (place / SUMMARY).write_text(json.dumps({"round": number, **_moves(training, sheets)}, indent=1) + "\n")
    for name in (CHECKPOINT, "metrics.csv"):
        shutil.copyfile(place / name, folder / name)
    told = {**json.loads((place / "config.json").read_text()), "rounds": asdict(options)}
    (folder / "config.json").write_text(json.dumps(told, indent=2) + "\n")
    return folder / CHECKPOINT


def model_of(folder: Path) -> Model:
    """Export a training to ``model.onnx`` in its folder, and load it."""
    path = folder / "model.onnx"
    export_run(folder, path)
    return load_model(path)


def correct(sheets: Sequence[Sheet], model: Model, options: RoundsOptions) -> list[Correction]:
    """Align the vectors of sheets to their images; generated scenes stay as they are."""
    wanted = AlignOptions(
        max_displacement=min(options.max_displacement, model.card.max_displacement),
        method=options.method,
        min_confidence=0.0,  # an unsure model's best guess is still better than vectors known to be off
    )
    return [_correct(sheet, model, wanted) for sheet in sheets]


def corrected(sheets: Sequence[Sheet], corrections: Sequence[Correction], hidden: float = 0.0) -> list[Sheet]:
    """Sheets with corrected vectors.

    Args:
        sheets: as they were given.
        corrections: of each.
        hidden: share of all features with a confidence, the least sure ones, whose ground is blanked.
    """
    known = np.concatenate([item.confidence for item in corrections] or [np.zeros(0)])
    known = known[np.isfinite(known)]
    threshold = np.quantile(known, hidden) if hidden and len(known) else -np.inf
    return [_apply(sheet, item, threshold) for sheet, item in zip(sheets, corrections, strict=True)]


def save_corrections(path: Path, sheets: Sequence[Sheet], corrections: Sequence[Correction]) -> None:
    """Write corrections into one ``.npz`` file, whole or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    arrays = {"names": np.array([sheet.name for sheet in sheets], dtype=np.str_)}
    for number, item in enumerate(corrections):
        arrays[f"coordinates_{number}"], arrays[f"confidence_{number}"] = item.coordinates, item.confidence
    part = path.with_suffix(".part.npz")
    try:
        np.savez_compressed(part, **arrays)
        os.replace(part, path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written; choose a folder that you may write to.") from error


def load_corrections(path: Path, sheets: Sequence[Sheet]) -> list[Correction]:
    """Read what ``save_corrections`` wrote.

    Raises:
        InputError: it was written for other sheets.
    """
    with np.load(path, allow_pickle=False) as arrays:
        found = [
            Correction(arrays[f"coordinates_{number}"], arrays[f"confidence_{number}"])
            for number in range(len(arrays["names"]))
        ]
        names = arrays["names"].tolist()
    sizes = [item.coordinates.shape for item in found]
    if names != [sheet.name for sheet in sheets] or sizes != [sheet.geometries.coordinates.shape for sheet in sheets]:
        raise InputError(f"{path} holds vectors of other data; give another folder, or begin without --resume.")
    return found


def _correct(sheet: Sheet, model: Model, options: AlignOptions) -> Correction:
    geometries = sheet.geometries
    alignment = None if sheet.name.startswith("scene") else align_sheet(sheet, geometries, model, options)
    if alignment is None:
        return Correction(geometries.coordinates, np.full(geometries.feature_count, np.nan))
    return Correction(to_pixels(alignment.coordinates, sheet), alignment.confidence)


def _apply(sheet: Sheet, item: Correction, threshold: float) -> Sheet:
    geometries = Geometries.from_wkb(sheet.geometries.to_wkb(item.coordinates))
    mask, (height, width) = sheet.mask.copy(), sheet.mask.shape
    with np.errstate(invalid="ignore"):
        doubtful = item.confidence < threshold
    margin, edges = _AROUND / sheet.resolution, (width, height, width, height)
    boxes = geometries.boxes[doubtful] + margin * np.array([-1, -1, 1, 1])
    for left, top, right, bottom in np.clip(boxes, 0, edges).round().astype(int):
        mask[top:bottom, left:right] = False
    return replace(sheet, geometries=geometries, mask=mask)


def _moves(given: Sequence[Sheet], sheets: Sequence[Sheet]) -> dict:
    """How far the vectors of a round lie from those that were given, and how much of the ground is hidden."""
    steps = [
        np.hypot(*(new.geometries.coordinates - old.geometries.coordinates).T) * old.resolution
        for old, new in zip(given, sheets, strict=True)
        if not old.name.startswith("scene")
    ]
    moved = np.concatenate(steps) if steps else np.zeros(0)
    shown = sum(sheet.mask.sum() for sheet in sheets) / max(sum(sheet.mask.sum() for sheet in given), 1)
    return {"mean_move_in_metres": float(moved.mean()) if len(moved) else 0.0, "hidden_ground": 1 - float(shown)}
