"""How well roads are aligned: displace true centre lines, align them, and measure how far they lie from the truth.

What counts is where a line runs, not where its vertices stand: a vertex that slid along a straight road has lost
nothing. So points every few metres along a line are compared with the true line of the same feature.
"""

from __future__ import annotations

import json
import shlex
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from ..engine.align import AlignOptions
from ..engine.errors import InputError, OutputError
from ..engine.geometry import Geometries
from ..engine.model import Model, load_model
from .deformations import RandomField
from .lines import to_segments
from .packing import Sheet, pack_scenes, sheet_of
from .places import load_places
from .road_sheets import HELD_OUT_SEED
from .sheet_basemap import align_sheet, to_pixels

STEP = 5.0  # metres between the points that are measured
LEVELS = (6.0, 10.0)
SCENE_SIZE = 420.0  # metres
_WORSE, _CLEARLY_WORSE = 1e-3, 0.5  # metres
SCENES = "generated scenes"


def run_road_evaluation(
    model_path: str,
    root: str | Path | None = None,
    names: str | Sequence[str] = "roads_test",
    scenes: int = 10,
    size: float = SCENE_SIZE,
    levels: Sequence[float] = LEVELS,
    seeds: int = 2,
    out_dir: str | Path = "runs/evaluation-roads",
    options: AlignOptions | None = None,
    device: str = "auto",
    say: Callable[[str], None] = print,
) -> dict:
    """Measure a model of roads on scenes that nobody trained on, and on real images; write ``roads.md`` and ``.json``.

    Args:
        model_path: the ``.onnx`` file.
        root: the folder with the catalogue of real data; None for scenes alone.
        names: a split or names of places, see `places.load_places`.
        scenes: how many; size: their side, metres.
        levels: the random fields' largest displacements, metres.
        seeds: random fields for each image and level.
        out_dir: where to write.
        options: of the alignment; the defaults of a user if None.
        device: as for ``realign align``.
        say: takes one line of progress at a time.

    Raises:
        InputError: a place is unknown, or there is nothing to measure.
        ModelError, DeviceError: as from `engine.model.load_model`.
        OutputError: the results cannot be written.
    """
    out_dir, options = Path(out_dir), options or AlignOptions()
    words = ["realign-train", "evaluate-roads", "--model", model_path, "--scenes", scenes, "--size", f"{size:g}"]
    words += ["--data", root] if root else []
    words += [word for name in ([names] if isinstance(names, str) else names) for word in ("--places", name) if root]
    words += [word for level in levels for word in ("--levels", f"{level:g}")]
    words += ["--seeds", seeds, "--max-displacement", f"{options.max_displacement:g}", "--method", options.method]
    words += ["--device", device, "--out", out_dir]
    model = load_model(model_path, device)
    groups: dict[str, list[Sheet]] = {}
    if scenes:
        groups[SCENES] = pack_scenes(range(HELD_OUT_SEED, HELD_OUT_SEED + scenes), size, kind="roads")
    for place in load_places(root, names) if root else ():
        groups.setdefault(place.name, []).append(sheet_of(place))
    results = {f"{level:g}": {} for level in levels}
    for name, sheets in groups.items():
        for level in levels:
            found = results[f"{level:g}"][name] = measure_roads(sheets, model, level, seeds, options)
            means = [found[when]["mean"] for when in ("before", "after")]
            say(f"{name}, fields up to {level:g} m: {means[0]:.2f} m, after {means[1]:.2f} m")
    if not groups:
        raise InputError("There is nothing to measure; give --data or more than no scenes.")
    report = {
        "command": shlex.join(str(word) for word in words),
        "model": f"{model.card.name} {model.card.version}",
        "device": model.device,
        "seeds": seeds,
        "options": {name: value for name, value in asdict(options).items() if value is not None},
        "results": results,
    }
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        (out_dir / "roads.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
        (out_dir / "roads.md").write_text(markdown(report), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{out_dir} cannot be written to; choose another folder.") from error
    return report


def measure_roads(
    sheets: Sequence[Sheet], model: Model | None, level: float, seeds: int = 2, options: AlignOptions | None = None
) -> dict:
    """Displace the roads of some sheets by random fields, align them, and measure.

    Args:
        sheets: whose roads are right.
        model: for the task ``align``; None leaves the roads where the fields put them.
        level: the fields' largest displacement, metres.
        seeds: fields for each sheet.
        options: of the alignment.

    Returns:
        ``before`` and ``after``: ``mean``, ``median``, ``p90`` of the points' distances from the true line of their
        feature, metres; ``left``: the quotient of the means; ``points``, ``lines``; ``worse`` and
        ``clearly_worse``: share of lines whose mean distance grew, and grew by more than half a metre;
        ``junctions``: how many positions lines share, ``torn``: how many of them are no longer shared,
        ``glued``: how many new ones are.

    Raises:
        InputError: no sheet shows a road.
    """
    before, after, growth, counts = [], [], [], np.zeros(3, int)
    for sheet in sheets:
        points = SamplePoints.of(sheet)
        for seed in range(seeds if len(points.feature) else 0):
            start = displaced(sheet, level, seed)
            end = _aligned(sheet, start, model, options or AlignOptions())
            counts += junction_counts(start, end)
            distances = [
                points.distances(sheet.geometries, moved) * sheet.resolution for moved in (start.coordinates, end)
            ]
            before.append(distances[0])
            after.append(distances[1])
            _, index = np.unique(points.feature, return_inverse=True)
            growth.append(np.bincount(index, distances[1] - distances[0]) / np.bincount(index))
    if not before:
        raise InputError("None of the images shows a road, so nothing can be measured; give others.")
    lengths, change = [np.concatenate(before), np.concatenate(after)], np.concatenate(growth)
    summaries = [
        {"mean": float(d.mean()), "median": float(np.median(d)), "p90": float(np.percentile(d, 90))} for d in lengths
    ]
    return {
        "before": summaries[0],
        "after": summaries[1],
        "left": summaries[1]["mean"] / max(summaries[0]["mean"], 1e-9),
        "points": len(lengths[0]),
        "lines": len(change),
        "worse": float((change > _WORSE).mean()),
        "clearly_worse": float((change > _CLEARLY_WORSE).mean()),
        "junctions": int(counts[0]),
        "torn": int(counts[1]),
        "glued": int(counts[2]),
    }


class SamplePoints:
    """Points along the lines of a layer, every 5 m and at vertices, by the ends of their segment and the share between.

    Attributes:
        first, last: int (K,), coordinates at the ends of the segment.
        share: float (K,), 0 at the first, 1 at the last.
        feature: int (K,).
    """

    def __init__(self, first: np.ndarray, last: np.ndarray, share: np.ndarray, feature: np.ndarray) -> None:
        self.first, self.last, self.share, self.feature = first, last, share, feature

    @classmethod
    def of(cls, sheet: Sheet) -> SamplePoints:
        """Those that lie where the image holds data."""
        geometries = sheet.geometries
        segments = geometries.segments
        way = np.diff(geometries.coordinates[segments], axis=1)[:, 0]
        count = np.maximum(np.ceil(np.hypot(*way.T) * sheet.resolution / STEP), 1).astype(int)
        which = np.repeat(np.arange(len(segments)), count)
        share = (np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)) / count[which]
        # each segment without its last point, which the next one has, unless there is no next one
        ends = np.flatnonzero(~np.isin(segments[:, 1], segments[:, 0]))
        which, share = np.concatenate([which, ends]), np.concatenate([share, np.ones(len(ends))])
        first, last = segments[which].T
        found = cls(first, last, share, geometries.feature_of_coordinate[first])
        column, row = np.floor(found.at(geometries.coordinates)).astype(int).T
        height, width = sheet.mask.shape
        inside = (column >= 0) & (row >= 0) & (column < width) & (row < height)
        inside[inside] = sheet.mask[row[inside], column[inside]]
        return cls(first[inside], last[inside], share[inside], found.feature[inside])

    def at(self, coordinates: np.ndarray) -> np.ndarray:
        """Where the points are (K, 2) when the layer's coordinates are these (N, 2)."""
        return coordinates[self.first] + self.share[:, None] * (coordinates[self.last] - coordinates[self.first])

    def distances(self, truth: Geometries, moved: np.ndarray) -> np.ndarray:
        """float (K,): from each point of the moved layer to the nearest place on the true lines of its feature."""
        places, segments = self.at(moved), truth.segments
        owner = truth.feature_of_coordinate[segments[:, 0]]
        result = np.empty(len(places))
        for feature in np.unique(self.feature):
            mine, lines = self.feature == feature, segments[owner == feature]
            result[mine] = to_segments(places[mine], *truth.coordinates[lines].transpose(1, 0, 2))
        return result


def junction_counts(before: Geometries, after: np.ndarray) -> np.ndarray:
    """int (3,): positions that several coordinates share, how many of them were torn, how many new ones there are."""
    _, old = before.shared
    _, new = np.unique(after, axis=0, return_inverse=True)
    new = new.reshape(-1)
    pairs = np.unique(np.stack([old, new], 1), axis=0)
    parts, sources = np.bincount(pairs[:, 0]), np.bincount(pairs[:, 1])
    return np.array([(np.bincount(old) > 1).sum(), (parts > 1).sum(), (sources > 1).sum()])


def displaced(sheet: Sheet, level: float, seed: int) -> Geometries:
    """A sheet's roads under the random field of this level and seed, in pixels; junctions stay junctions."""
    rng = np.random.default_rng([zlib.crc32(sheet.name.encode()), round(level * 1000), seed])
    height, width = sheet.mask.shape
    field = RandomField.sample(rng, (width * sheet.resolution, height * sheet.resolution), level)
    unique, index = sheet.geometries.shared
    moved = unique + field(unique * sheet.resolution) / sheet.resolution
    return Geometries.from_wkb(sheet.geometries.to_wkb(moved[index]))


def markdown(report: dict) -> str:
    """What `run_road_evaluation` found, as Markdown."""
    lines = [
        "# Roads, evaluated",
        "",
        f"Model {report['model']} on {report['device']}; {report['seeds']} random fields for each image and level. "
        f"Distances of points every {STEP:g} m along the lines and at vertices from the true centre line of the same "
        "feature, in metres. Junctions: positions that lines share; torn: no longer shared afterwards; glued: newly "
        "shared. Made by",
        "",
        f"    {report['command']}",
        "",
        "| fields up to | images | lines | mean before | after | left | median before | after | 90th percentile before "
        "| after | lines further off | by over 0.5 m | junctions | torn | glued |",
        "|---|---|" + "---:|" * 13,
    ]
    for level, groups in report["results"].items():
        for name, found in groups.items():
            start, end = found["before"], found["after"]
            cells = [f"{level} m", name, found["lines"], f"{start['mean']:.2f}", f"{end['mean']:.2f}"]
            cells += [f"{found['left']:.0%}", f"{start['median']:.2f}", f"{end['median']:.2f}"]
            cells += [f"{start['p90']:.2f}", f"{end['p90']:.2f}", f"{found['worse']:.1%}"]
            cells += [f"{found['clearly_worse']:.1%}", found["junctions"], found["torn"], found["glued"]]
            lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _aligned(sheet: Sheet, start: Geometries, model: Model | None, options: AlignOptions) -> np.ndarray:
    """float64 (N, 2): where a model puts displaced roads, in pixels."""
    found = align_sheet(sheet, start, model, options) if model is not None else None
    return start.coordinates if found is None else to_pixels(found.coordinates, sheet)
