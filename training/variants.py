"""The table of variants: what each row is called, where its model files lie, and how they are loaded.

``variants.json`` in a folder lists the rows in their order. Files are named relative to the folder,
by scale, or under "" where one file serves all scales.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

from ..engine.errors import InputError
from ..engine.model import Model, load_model
from .per_scale import PerScale

MANIFEST = "variants.json"


@dataclass(frozen=True)
class Row:
    """One row of the table.

    Attributes:
        name: of the variant.
        title: for tables.
        features: "buildings" or "roads".
        files: of the model, by scale (as text), or under "" for all scales.
        options: fields of ``AlignOptions`` to set.
        minutes: that it was trained for, if time decided.
        steps: that it was trained for, all its networks together.
        remaining: error over error of no displacement on validation patches, by scale.
    """

    name: str
    title: str
    features: str
    files: dict[str, str]
    options: dict[str, object] = field(default_factory=dict)
    minutes: float | None = None
    steps: int = 0
    remaining: dict[str, float] = field(default_factory=dict)


def load_variants(folder: str | Path, device: str = "auto", features: str = "buildings") -> dict[str, PerScale]:
    """Load the models of a table's rows.

    Args:
        folder: with ``variants.json``.
        device: as for `engine.model.load_model`.
        features: rows for other features are left out.

    Returns:
        Models by title, in the table's order; each file is opened once.

    Raises:
        InputError: there is no table, or it is damaged.
        ModelError, DeviceError: as from `engine.model.load_model`.
    """
    model = _opener(Path(folder), device)
    return {row.title: _model(row, model) for row in read_rows(folder) if row.features == features}


def open_row(folder: str | Path, row: Row, device: str = "auto") -> PerScale:
    """Load the model of one row of the table in a folder.

    Raises:
        ModelError, DeviceError: as from `engine.model.load_model`.
    """
    return _model(row, _opener(Path(folder), device))


def _opener(folder: Path, device: str) -> Callable[[str], Model]:
    return cache(lambda name: load_model(folder / name, device))


def _model(row: Row, model: Callable[[str], Model]) -> PerScale:
    if "" in row.files:
        return PerScale.shared(model(row.files[""]), row.options)
    return PerScale({int(scale): model(name) for scale, name in row.files.items()}, row.options)


def read_rows(folder: str | Path) -> list[Row]:
    """Read the table.

    Raises:
        InputError: it is missing or damaged.
    """
    path = Path(folder) / MANIFEST
    try:
        return [Row(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))]
    except FileNotFoundError as error:
        raise InputError(f"{folder} holds no {MANIFEST}; make one with realign-train variants.") from error
    except (OSError, ValueError, TypeError) as error:
        raise InputError(f"{path} is damaged ({error}); make it again with realign-train variants.") from error


def write_rows(folder: str | Path, rows: Iterable[Row]) -> None:
    """Write the table, in one piece."""
    path = Path(folder) / MANIFEST
    beside = path.with_suffix(".part")
    beside.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")
    beside.replace(path)
