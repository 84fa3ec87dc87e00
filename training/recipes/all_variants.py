"""Every variant of ``align-chain`` in turn: train, export, and note it in the table of variants."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from ...engine.errors import InputError
from ..fitting import CHECKPOINT, progress, runs_of
from ..packing import Sheet
from ..systems import SYSTEMS
from ..variants import MANIFEST, Row, read_rows, write_rows
from .align_chain import AlignChainConfig, configured, gather_sheets, train

# rows that need no training of their own: name, the variant that they use, title, options
UNTRAINED = (
    ("double-unet-symmetries", "double-unet", "double U-Net, shared, 8 symmetries averaged", {"symmetries": True}),
)


def train_variants(
    folder: str | Path,
    data: Path | None,
    preset: str = "quick",
    names: Sequence[str] | None = None,
    say: Callable[[str], None] = print,
    **overrides,
) -> list[Row]:
    """Train and export variants one after the other; what is finished is left as it is.

    Stopped at any moment, the same call goes on where it was. Where ``onnx`` is not installed, everything
    is trained and the export is left to a later call in a place where it is.

    Args:
        folder: for each variant's run, its model files, and ``variants.json``.
        data: as for `align_chain.gather_sheets`.
        preset: one of ``PRESETS``.
        names: variants; all if None.
        say: called with one line at a time.
        overrides: fields of ``AlignChainConfig``, such as ``minutes``.

    Returns:
        The rows of the table.

    Raises:
        InputError: a name is unknown.
    """
    folder = Path(folder)
    names = list(names or SYSTEMS)
    if unknown := [name for name in names if name not in SYSTEMS]:
        raise InputError(f"There is no variant '{unknown[0]}'; choose from {', '.join(SYSTEMS)}.")
    folder.mkdir(parents=True, exist_ok=True)
    rows = {row.name: row for row in read_rows(folder)} if (folder / MANIFEST).exists() else {}
    sheets: dict[str, tuple[list[Sheet], list[Sheet]]] = {}
    for name in names:
        config = configured(preset, name, **overrides)
        if _finished(folder, name, config, rows):
            say(f"{name}: finished before")
            continue
        if config.features not in sheets:
            sheets[config.features] = gather_sheets(config, data, folder, say)
        say(f"{name}: training")
        train(config, *sheets[config.features], folder / name, resume=_same(folder / name, config))
        try:
            rows[name] = _export(folder, name, config)
        except ImportError as error:
            say(f"{name}: trained, not exported, because {error.name} is missing; run the same command where it is.")
            continue
        write_rows(folder, _in_order(rows))
        say(f"{name}: remaining {_told(rows[name])}")
    return _in_order(rows)


def _export(folder: Path, name: str, config: AlignChainConfig) -> Row:
    from ..export import export_run  # needs onnx, which a training machine may not have

    system = SYSTEMS[name]
    written = export_run(folder / name, folder / f"{name}.onnx", name=f"align-{name}")
    files = {str(scale) if system.per_scale else "": path.name for scale, path in enumerate(written)}
    steps, remaining = 0, {}
    for run in runs_of(folder / name):
        steps += progress(run / CHECKPOINT)[0]
        remaining.update(_last_remaining(run / "metrics.csv"))
    return Row(name, system.title, config.features, files, {}, config.minutes, steps, remaining)


def _in_order(rows: dict[str, Row]) -> list[Row]:
    rows = dict(rows)
    for name, source, title, options in UNTRAINED:
        if source in rows:
            rows[name] = replace(rows[source], name=name, title=title, options=options)
    order = []
    for name in SYSTEMS:
        order += [name, *(row[0] for row in UNTRAINED if row[1] == name)]
    return [rows[name] for name in order if name in rows]


def _finished(folder: Path, name: str, config: AlignChainConfig, rows: dict[str, Row]) -> bool:
    if name not in rows or not _same(folder / name, config):
        return False
    return all((folder / path).exists() for path in rows[name].files.values())


def _same(run: Path, config: AlignChainConfig) -> bool:
    """Whether a run was begun with this very configuration; another is trained anew."""
    path = run / "config.json"
    if not path.exists():
        return False
    return json.loads(path.read_text(encoding="utf-8")) == json.loads(json.dumps(asdict(config)))


def _last_remaining(metrics: Path) -> dict[str, float]:
    remaining = {}
    with open(metrics, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            remaining |= {
                name.removeprefix("remaining_"): round(float(value), 4)
                for name, value in row.items()
                if name.startswith("remaining_") and value
            }
    return remaining


def _told(row: Row) -> str:
    shares = ", ".join(f"{scale}: {value:.2f}" for scale, value in sorted(row.remaining.items()))
    return f"{shares} after {row.steps} steps"
