"""How well a model aligns sheets whose vectors are right, or are taken to be."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from ..engine.align import AlignOptions
from ..engine.geometry import Geometries
from ..engine.model import Model
from .deformations import RandomField
from .measures import Residuals, summarise
from .packing import Sheet
from .sheet_basemap import align_sheet, to_pixels


def random_field(sheet: Sheet, level: float, seed: int) -> RandomField:
    """The field of at most ``level`` metres of a sheet and a seed, for positions in metres of the sheet."""
    rng = np.random.default_rng([zlib.crc32(sheet.name.encode()), round(level * 1000), seed])
    height, width = sheet.mask.shape
    return RandomField.sample(rng, (width * sheet.resolution, height * sheet.resolution), level)


def displaced(sheet: Sheet, level: float, seed: int) -> Geometries:
    """A sheet's vectors under its random field of at most ``level`` metres, in pixels."""
    geometries, size = sheet.geometries, sheet.resolution
    moves = random_field(sheet, level, seed)(geometries.coordinates * size) / size
    return Geometries.from_wkb(geometries.to_wkb(geometries.coordinates + moves))


def measure(
    sheets: Sequence[Sheet],
    model: Model | None,
    levels: Sequence[float] = (3.0, 6.0),
    seeds: int = 2,
    max_displacement: float = 10.0,
    min_confidence: float | None = None,
) -> dict[str, dict]:
    """Displace vectors by random fields, align them, and compare with where they were.

    Args:
        sheets: whose vectors are right.
        model: for the task ``align``; None leaves the vectors where the fields put them.
        levels: largest displacements, metres.
        seeds: fields for each sheet and level.
        max_displacement: metres that the alignment is told to expect.
        min_confidence: as for ``AlignOptions``.

    Returns:
        Level, as text, to ``mean``, ``median``, ``p90`` (metres from the truth), ``worse`` (share of features
        further off than before) and, with several seeds, ``spread``: how far the answers from
        different starts lie from their mean, in metres. That needs no truth.
    """
    options = AlignOptions(max_displacement, min_confidence=min_confidence)
    results = {}
    for level in levels:
        runs, spreads = [], []
        for sheet in sheets:
            inside = _inside(sheet)
            if not inside.any():
                continue
            truth, ends = sheet.geometries.coordinates, []
            for seed in range(seeds):
                start = displaced(sheet, level, seed)
                ends.append(_aligned(sheet, start, model, options))
                before, after = ((xy - truth)[inside] * sheet.resolution for xy in (start.coordinates, ends[-1]))
                runs.append(Residuals(before, after, sheet.geometries.feature_of_coordinate[inside]))
            scatter = np.array(ends)[:, inside] - np.mean(ends, 0)[inside]
            spreads.append(np.hypot(scatter[..., 0], scatter[..., 1]).ravel() * sheet.resolution)
        if not runs:
            continue
        summary = summarise(runs)
        results[f"{level:g}"] = {key: summary[key] for key in ("mean", "median", "p90", "worse")}
        if seeds > 1:
            results[f"{level:g}"]["spread"] = float(np.concatenate(spreads).mean())
    return results


def distances(sheets: Sequence[Sheet], truth: Sequence[Sheet]) -> np.ndarray:
    """Metres between the vectors of sheets and those of the same sheets that are right, over the images' ground.

    Returns:
        float64 (N,), N vertices of all sheets.
    """
    found = [
        np.hypot(*(sheet.geometries.coordinates - right.geometries.coordinates).T)[_inside(right)] * sheet.resolution
        for sheet, right in zip(sheets, truth, strict=True)
    ]
    return np.concatenate(found) if found else np.zeros(0)


def _aligned(sheet: Sheet, start: Geometries, model: Model | None, options: AlignOptions) -> np.ndarray:
    alignment = align_sheet(sheet, start, model, options) if model else None
    return start.coordinates if alignment is None else to_pixels(alignment.coordinates, sheet)


def _inside(sheet: Sheet) -> np.ndarray:
    """bool (N,): vertices where the image holds data."""
    column, row = np.floor(sheet.geometries.coordinates).astype(int).T
    height, width = sheet.mask.shape
    inside = (column >= 0) & (row >= 0) & (column < width) & (row < height)
    inside[inside] = sheet.mask[row[inside], column[inside]]
    return inside
