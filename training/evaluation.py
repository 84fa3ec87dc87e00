"""Evaluate ``align-chain`` on real places: displace what is right, align it, measure.

Vectors that fit their image are moved by random fields of known size (`deformations`); every method
gets the same moved vectors and is measured by how far their vertices end from where they were.
"""

from __future__ import annotations

import json
import shlex
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from ..engine.align import AlignOptions
from ..engine.errors import InputError, OutputError
from ..engine.geometry import Geometries
from ..engine.model import default_model_path, load_model
from .deformations import RandomField
from .evaluation_report import markdown, plot
from .measures import PIXEL, Residuals, average, summarise
from .methods import Method, shifted, through_engine, through_qgis_process, unaligned
from .places import Place, load_places

THROUGH = ("engine", "qgis_process")
NONE, SHIFT, OURS = "no alignment", "one global shift", "align-chain"


def run_evaluation(
    model_path: str,
    root: str | Path,
    names: str | Sequence[str],
    levels: Sequence[float] = (3, 6, 10),
    seeds: int = 3,
    out_dir: str | Path = "runs/evaluation",
    through: str = "engine",
    options: AlignOptions | None = None,
    device: str = "auto",
    say: Callable[[str], None] = print,
) -> dict:
    """Measure a model next to *no alignment* and *one global shift*; write the table and the plot.

    Writes ``evaluation.md``, ``evaluation.json`` and ``evaluation.png``, and says the command that
    makes them.

    Args:
        model_path: the ``.onnx`` file.
        root: the folder with the catalogue of real data.
        names: a split (train, validation, test) or names of places.
        levels: the random fields' largest displacements, in metres.
        seeds: random fields per image and level, drawn with the seeds 0, 1, 2, …
        out_dir: where to write.
        through: "engine" calls the library; "qgis_process" writes displaced GeoPackages and runs
            ``realign:alignvectors`` on them as a user would.
        options: of the alignment; the defaults of a user if None. The one shift is held to the same
            maximum displacement, whatever the level.
        device: as for ``realign align``.
        say: takes one line of progress at a time.

    Returns:
        What ``evaluation.json`` holds.

    Raises:
        InputError: ``through`` or a place is unknown, or a place has no vertex to measure.
        ModelError, DeviceError: as from `engine.model.load_model`.
        OutputError: the results cannot be written.
    """
    if through not in THROUGH:
        raise InputError(f"Alignment runs through {' or '.join(THROUGH)}, not through '{through}'.")
    out_dir, options = Path(out_dir), options or AlignOptions()
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{out_dir} cannot be made; choose a folder that you may write to.") from error
    command = command_line(model_path, root, names, levels, seeds, out_dir, through, options, device)
    model = load_model(model_path, device)
    with tempfile.TemporaryDirectory() as scratch:
        if through == "engine":
            ours = through_engine(model, options)
        else:
            ours = through_qgis_process(Path(scratch), model_path, options, device)
        methods = {NONE: unaligned, SHIFT: shifted(options.max_displacement), OURS: ours}
        results = evaluate(load_places(root, names), methods, levels, range(seeds), say)
    report = {
        "command": command,
        "model": f"{model.card.name} {model.card.version}",
        "through": through,
        "device": model.device if through == "engine" else device,  # as told by the session after it ran
        "seeds": seeds,
        "options": {name: value for name, value in asdict(options).items() if value is not None},
        **results,
    }
    (out_dir / "evaluation.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    (out_dir / "evaluation.md").write_text(markdown(report), encoding="utf-8")
    plot(report, out_dir / "evaluation.png")
    say(f"Made by: {command}")
    return report


def evaluate(
    places: Sequence[Place],
    methods: dict[str, Method],
    levels: Sequence[float],
    seeds: Sequence[int],
    say: Callable[[str], None] = print,
) -> dict:
    """Run every method on every place, level and seed.

    Returns:
        ``places``: level → place → method → `measures.summarise`, with ``statuses`` and
        ``seconds_per_megapixel`` where the method gives them; ``means``: level → method → the mean
        over places. Levels are keys of text, as in JSON.

    Raises:
        InputError: a place has no vertex on its image.
    """
    results: dict[str, dict] = {}
    for level in levels:
        by_place: dict[str, dict] = {}
        for name in dict.fromkeys(place.name for place in places):
            by_place[name] = {}
            chips = [place for place in places if place.name == name]
            for title, method in methods.items():
                by_place[name][title] = _measure(chips, method, level, seeds)
            means = ", ".join(f"{title} {summary['mean']:.2f} m" for title, summary in by_place[name].items())
            say(f"{name}, fields up to {level:g} m: {means}")
        results[f"{level:g}"] = by_place
    means = {
        level: {title: _mean_over_places([place[title] for place in by_place.values()]) for title in methods}
        for level, by_place in results.items()
    }
    return {"means": means, "places": results}


def displace(place: Place, level: float, seed: int) -> Geometries:
    """Return a place's vectors under the random field of this level and seed, in pixels of its image."""
    rng = np.random.default_rng([zlib.crc32(f"{place.name}/{place.chip}".encode()), round(level * 1000), seed])
    height, width = place.mask.shape
    extent = (width * place.resolution, height * place.resolution)
    moved = RandomField.sample(rng, extent, level)(place.geometries.coordinates * place.resolution) / place.resolution
    return Geometries.from_wkb(place.geometries.to_wkb(place.geometries.coordinates + moved))


def counted(place: Place) -> np.ndarray:
    """bool (N,): vertices that lie where the image holds data; a ring's repeated first one counts once."""
    geometries = place.geometries
    column, row = np.floor(geometries.coordinates).astype(int).T
    height, width = place.mask.shape
    inside = (column >= 0) & (row >= 0) & (column < width) & (row < height)
    inside[inside] = place.mask[row[inside], column[inside]]
    first, last = geometries.part_offsets[:-1], geometries.part_offsets[1:] - 1
    closed = (last > first) & (geometries.coordinates[first] == geometries.coordinates[last]).all(1)
    inside[last[closed]] = False
    return inside


def command_line(model, root, names, levels, seeds, out_dir, through, options, device) -> str:
    """Return the shell command that makes the same evaluation."""
    values = [
        ("data", root),
        ("model", None if str(model) == default_model_path("align") else model),  # the one that ships goes unnamed
        *(("places", name) for name in ([names] if isinstance(names, str) else names)),
        *(("levels", f"{level:g}") for level in levels),
        ("seeds", seeds),
        ("through", through),
        ("max-displacement", f"{options.max_displacement:g}"),
        ("method", options.method),
        ("min-confidence", options.min_confidence),
        ("device", device),
        ("out", out_dir),
    ]
    pairs = [word for name, value in values if value is not None for word in (f"--{name}", str(value))]
    return shlex.join(["realign-train", "evaluate", "align-chain", *pairs])


def _measure(chips: Sequence[Place], method: Method, level: float, seeds: Sequence[int]) -> dict:
    runs, statuses, times = [], Counter(), []
    for place in chips:
        kept, truth = counted(place), place.geometries
        for seed in seeds:
            displaced = displace(place, level, seed)
            aligned = method(place, displaced)
            before, after = (
                (coordinates - truth.coordinates)[kept] * place.resolution
                for coordinates in (displaced.coordinates, aligned.coordinates)
            )
            runs.append(Residuals(before, after, truth.feature_of_coordinate[kept]))
            statuses.update(aligned.statuses)
            if aligned.seconds is not None:
                times.append(aligned.seconds / (place.mask.size * (place.resolution / PIXEL) ** 2 / 1e6))
    if not any(len(run.after) for run in runs):
        raise InputError(f"The place {chips[0].name} has no vertex on its image, so nothing can be measured there.")
    summary = summarise(runs)
    if statuses:
        summary["statuses"] = dict(statuses)
    if times:
        summary["seconds_per_megapixel"] = float(np.mean(times))  # of 0.3 m, whatever the image's own pixels
    return summary


def _mean_over_places(summaries: Sequence[dict]) -> dict:
    return average([{key: value for key, value in summary.items() if key != "statuses"} for summary in summaries])
