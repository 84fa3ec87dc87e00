"""How real sheets are distorted: what a similarity leaves of the control points that librarians have placed."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from ...engine.errors import InputError

_LEAST = 12  # points of a map from which a field can be drawn
_COLUMNS = ("map_id", "x_norm", "y_norm", "dx_pct", "dy_pct", "outlier")

Residuals = tuple[np.ndarray, ...]  # one float32 (n, 4) a map: x, y (0 to 1 of the frame), dx, dy (% of its diagonal)


def pack_residuals(source: str | Path, path: str | Path) -> int:
    """Write the residuals of all maps with enough points into one small file, and return how many maps it holds.

    Args:
        source: ``residuals.parquet`` with a row a point: ``map_id``, ``x_norm``, ``y_norm``, ``dx_pct``, ``dy_pct``
            and ``outlier``; points that are marked so are left out.
        path: the ``.npz`` file to write.

    Raises:
        InputError: the file cannot be read, or nothing is installed that reads it.
    """
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise InputError("Reading parquet files needs the package pyarrow; install it and try again.") from error
    try:
        table = parquet.read_table(source, columns=list(_COLUMNS)).to_pydict()
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"{source} cannot be read as residuals of control points; give residuals.parquet.") from error
    names = np.array(table["map_id"])
    values = np.stack([np.asarray(table[name], np.float32) for name in _COLUMNS[1:5]], 1)
    right = ~np.asarray(table["outlier"], bool)
    maps = [values[right & (names == name)] for name in np.unique(names)]
    maps = [each for each in maps if len(each) >= _LEAST]
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, points=np.concatenate(maps), counts=np.array([len(each) for each in maps]))
    return len(maps)


def load_residuals(path: str | Path) -> Residuals:
    """Read what ``pack_residuals`` wrote; nothing where there is no such file.

    Raises:
        InputError: the file is something else.
    """
    if not Path(path).exists():
        return ()
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return tuple(np.split(arrays["points"], np.cumsum(arrays["counts"])[:-1]))
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise InputError(f"{path} holds no residuals; write it with 'realign-train pack-residuals'.") from error
