"""An experiment: can a network learn from vectors that are metres off, and correct them?

A town whose truth is known is spoilt by a random field of its own for each image, and serves as training data. The
rounds of `rounds` are set against a training on the truth, on ground that none of them has seen.
"""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from ..engine.errors import InputError, OutputError
from ..engine.geometry import Geometries
from ..engine.model import Model, load_model
from .export import export_run, load_sized
from .fitting import CHECKPOINT
from .overrides import with_overrides
from .packing import Sheet, load_pack, pack_scenes, save_pack, sheet_of
from .recipes.align_chain import AlignChainConfig, configured, train
from .rounds import SUMMARY, VECTORS, RoundsOptions, correct, corrected, load_corrections, model_of, train_in_rounds
from .sheet_measures import displaced, distances, measure

_FURTHER = 1.5e-3  # learning rate for weights that have learnt already
HELD_OUT_SEEDS = 900_000  # scenes from here on serve for nothing but measuring
PLACES = ("zanzibar_tz", "banepa_np", "banepa_town_np", "austin_us", "austin_crop_us")
HELD_OUT_PLACES = ("rio_north_br", "barnarp_se")
NONE, BEGUN, TRUTH, SCENES, REAL = "no alignment", "what each begins with", "the truth", "scenes", "places"


@dataclass(frozen=True)
class NoisyOptions:
    """What the experiment does.

    Attributes:
        minutes: of each training; steps, if given, instead.
        noise: mean displacement of the training vectors of each image, metres.
        rounds: of correction.
        scenes: generated, to train on; held_out: to measure on; scene_size: their side, metres.
        levels: largest displacements that are measured, metres; seeds: fields for each.
        warm: also try going on from the last round's weights.
        seed: of everything random in training.
        begin_with: folder of a run whose weights each training begins with; it must have seen none of the places.
        threads: of PyTorch; None leaves the preset's.
    """

    minutes: float = 2.5
    steps: int | None = None
    noise: float = 3.0
    rounds: int = 2
    scenes: int = 40
    held_out: int = 8
    scene_size: float = 200.0
    levels: tuple[float, ...] = (3.0, 6.0)
    seeds: int = 2
    warm: bool = False
    seed: int = 0
    begin_with: Path | None = None
    threads: int | None = None


def run_experiment(
    data: Path | None, out: Path, options: NoisyOptions, resume: bool = False, say: Callable[[str], None] = print
) -> dict:
    """Train on the truth, on noisy vectors, and in rounds; measure all on ground kept out.

    Writes ``noisy.md`` and ``noisy.json`` and says the command that makes them.

    Args:
        data: folder with ``catalogue.json``; without it there are only generated scenes.
        out: folder for everything.
        options: see ``NoisyOptions``.
        resume: go on where a run in this folder was stopped.
        say: called with one line at a time.

    Raises:
        InputError: the real data cannot be read.
        OutputError: nothing can be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{out} cannot be made; choose a folder that you may write to.") from error
    training, held_out = _town(data, out, options, say)
    noisy = [spoilt(sheet, options.noise) for sheet in training]
    config = _config(options)
    grounds, off = " and ".join(held_out), distances(noisy, training).mean()
    say(f"{len(training)} images to train on, their vectors off by {off:.2f} m on average")
    rows = [_row(NONE, None, None, training, noisy, held_out, options)]

    def judge(title: str, folder: Path, sheets: Sequence[Sheet]) -> None:
        rows.append(_row(title, model_of(folder), sheets, training, noisy, held_out, options))
        told = ", ".join(f"{where} {level} m: {value['mean']:.2f}" for where, level, value in _cells(rows[-1]))
        say(f"Trained on {title}: {told}")

    network = None
    if options.begin_with:
        network = load_sized(options.begin_with / CHECKPOINT, config)
        export_run(options.begin_with, out / "begun.onnx")
        rows.append(_row(BEGUN, load_model(out / "begun.onnx"), None, training, noisy, held_out, options))
    truth = out / "truth"
    if not (resume and (truth / SUMMARY).exists()):
        say("Training on the truth")
        train(config, training, _noisy_free(held_out), truth, resume, network)
        (truth / SUMMARY).write_text("{}\n")
    judge(TRUTH, truth, training)
    for warm in (False, True) if options.warm else (False,):
        folder = out / ("rounds-warm" if warm else "rounds")
        if warm:  # round 0 is the same in both
            shutil.copytree(out / "rounds" / "round-0", folder / "round-0", dirs_exist_ok=True)
            if not resume:
                for number in range(1, options.rounds + 1):
                    shutil.rmtree(folder / f"round-{number}", ignore_errors=True)
        rounds = RoundsOptions(options.rounds, warm=warm)
        train_in_rounds(config, noisy, _noisy_free(held_out), folder, rounds, resume or warm, say, network)
        for number in range(int(warm), options.rounds + 1):
            place = folder / f"round-{number}"
            given = corrected(noisy, load_corrections(place / VECTORS, noisy)) if number else noisy
            title = f"vectors after round {number}" if number else "noisy vectors (round 0)"
            judge(title + (", going on from the weights before" if warm else ""), place, given)
    told = {**asdict(options), "begin_with": options.begin_with and str(options.begin_with)}
    report = {"command": _command(data, out, options), "options": told, "measured on": grounds, "rows": rows}
    (out / "noisy.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    (out / "noisy.md").write_text(markdown(report), encoding="utf-8")
    say(f"Made by: {report['command']}")
    return report


def spoilt(sheet: Sheet, metres: float) -> Sheet:
    """The sheet with its vectors under a random field of its own that moves them by so much on average."""
    right = sheet.geometries
    moves = displaced(sheet, 2 * metres, seed=97).coordinates - right.coordinates
    factor = metres / (np.hypot(*moves.T).mean() * sheet.resolution)
    return replace(sheet, geometries=Geometries.from_wkb(right.to_wkb(right.coordinates + factor * moves)))


def markdown(report: dict) -> str:
    """The table of a report."""
    options, rows = report["options"], report["rows"]
    columns = [(where, level) for where, level, _ in _cells(rows[0])]
    head = ["trained on", "its vectors off by", *(f"{where}, {level} m" for where, level in columns)]
    lines = [
        f"Mean distance from the truth in metres, on {report['measured on']} kept out, after fields of the size "
        f"given. Training vectors were displaced by {options['noise']:g} m on average, each image by its own field. "
        "The last column: how far from the truth the network brings the vectors that were given for training.",
        "",
        "| " + " | ".join([*head, "brings training vectors to"]) + " |",
        "|---|" + "---:|" * (len(head)),
    ]
    for row in rows:
        values = [row["off"], *(value["mean"] for _, _, value in _cells(row)), row["brings_to"]]
        lines.append("| " + " | ".join([row["title"], *("" if v is None else f"{v:.2f}" for v in values)]) + " |")
    return "\n".join([*lines, "", "```sh", report["command"], "```", ""])


def _row(
    title: str,
    model: Model | None,
    sheets: Sequence[Sheet] | None,
    truth: Sequence[Sheet],
    noisy: Sequence[Sheet],
    held_out: dict[str, list[Sheet]],
    options: NoisyOptions,
) -> dict:
    """One line of the table; ``sheets`` are those that the model was trained on."""
    brought = None
    if model:
        brought = float(distances(corrected(noisy, correct(noisy, model, RoundsOptions())), truth).mean())
    return {
        "title": title,
        "off": None if sheets is None else float(distances(sheets, truth).mean()),
        "brings_to": brought,
        "held_out": {
            # the networks are not calibrated, so what they are unsure of moves, too
            where: measure(kept, model, options.levels, options.seeds, min_confidence=0.0)
            for where, kept in held_out.items()
        },
    }


def _cells(row: dict) -> list[tuple[str, str, dict]]:
    return [(where, level, value) for where, found in row["held_out"].items() for level, value in found.items()]


def _town(
    data: Path | None, out: Path, options: NoisyOptions, say: Callable[[str], None]
) -> tuple[list[Sheet], dict[str, list[Sheet]]]:
    """Sheets to train on, and sheets kept out by what they are; all with their true vectors."""
    store = out / f"scenes-{options.scenes}-{options.held_out}-{options.scene_size:g}.npz"
    wanted = options.scenes + options.held_out
    if wanted and not store.exists():
        say(f"Generating {wanted} scenes")
        seeds = [*range(options.scenes), *range(HELD_OUT_SEEDS, HELD_OUT_SEEDS + options.held_out)]
        save_pack(pack_scenes(seeds, options.scene_size, workers=2), store)
    scenes = load_pack(store) if wanted else []
    # named as real data are: their vectors are not to be trusted
    training = [replace(sheet, name=f"town/{number}") for number, sheet in enumerate(scenes[: options.scenes])]
    held_out = {SCENES: scenes[options.scenes :]} if options.held_out else {}
    if data:
        from .places import load_places

        training += [sheet_of(place) for place in load_places(data, PLACES)]
        held_out[REAL] = [sheet_of(place) for place in load_places(data, HELD_OUT_PLACES)]
    training = [sheet for sheet in training if len(sheet.geometries.coordinates)]
    if not training or not any(sheet.geometries.feature_count for kept in held_out.values() for sheet in kept):
        raise InputError("There is nothing to train on or to measure on; raise the numbers of scenes or give --data.")
    return training, held_out


def _noisy_free(held_out: dict[str, list[Sheet]]) -> list[Sheet]:
    """Sheets for the curves; nothing is chosen by them."""
    return [sheet for kept in held_out.values() for sheet in kept][:4]


def _config(options: NoisyOptions) -> AlignChainConfig:
    # smaller networks and patches than these do not leave the zero field in so few steps
    config = configured("quick", minutes=None if options.steps else options.minutes, steps=options.steps)
    shortest = max(options.steps or config.validate_every, 2)
    return with_overrides(
        config,
        validate_every=min(config.validate_every, shortest),
        warmup=min(config.warmup, shortest // 2),
        validation_patches=4,
        seed=options.seed,
        threads=options.threads,
        learning_rate=_FURTHER if options.begin_with else None,
    )


def _command(data: Path | None, out: Path, options: NoisyOptions) -> str:
    known = asdict(NoisyOptions())
    changed = {name: value for name, value in asdict(options).items() if value != known[name]}
    words = ["realign-train", "noisy-supervision", *(["--data", str(data)] if data else []), "--out", str(out)]
    for name, value in changed.items():
        if name == "levels":
            words += [word for level in value for word in ("--levels", f"{level:g}")]
        elif name == "threads":
            continue
        elif name == "begin_with":
            words += ["--begin-with", str(value)]
        elif name == "warm":
            words.append("--warm")
        else:
            words += [f"--{'minutes-per-training' if name == 'minutes' else name.replace('_', '-')}", f"{value:g}"]
    return shlex.join(words)
