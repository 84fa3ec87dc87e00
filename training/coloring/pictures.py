"""Pictures that colour is learnt from, in one file of plain arrays, for machines without GDAL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...engine.errors import InputError, OutputError

SPLITS = ("train", "validation", "places", "ground", "sentinel2")
RESOLUTION = 0.5  # metres, at which the model works


@dataclass(frozen=True)
class Picture:
    """A piece of imagery in its colours.

    Attributes:
        name: of the place and image.
        resolution: metres on the ground per pixel.
        pixels: uint8 (H, W, 3), all of them valid.
        place: latitude and longitude in degrees; NaN where nobody knows them.
    """

    name: str
    resolution: float
    pixels: np.ndarray
    place: tuple[float, float]

    @property
    def is_placed(self) -> bool:
        """Whether it is known where it lies."""
        return bool(np.isfinite(self.place).all())


def save_pictures(pictures: Sequence[Picture], path: str | Path) -> None:
    """Write pictures into one compressed ``.npz`` file.

    Raises:
        OutputError: the file cannot be written.
    """
    arrays = {
        "names": np.array([each.name for each in pictures], np.str_),
        "resolutions": np.array([each.resolution for each in pictures], np.float64),
        "places": np.array([each.place for each in pictures], np.float64).reshape(-1, 2),
        **{f"pixels_{number}": each.pixels for number, each in enumerate(pictures)},
    }
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, **arrays)
    except OSError as error:
        raise OutputError(f"{path} cannot be written; choose a folder that you may write to.") from error


def load_pictures(folder: str | Path, split: str) -> list[Picture]:
    """Read a split of what ``realign-train pack-color`` wrote; needs nothing but numpy.

    Args:
        split: one of ``SPLITS``.

    Raises:
        InputError: the file is missing or was not written by it.
    """
    path = Path(folder) / f"{split}.npz"
    try:
        with np.load(path, allow_pickle=False) as arrays:
            headers = zip(arrays["names"], arrays["resolutions"], arrays["places"], strict=True)
            return [
                Picture(str(name), float(resolution), arrays[f"pixels_{number}"], tuple(map(float, place)))
                for number, (name, resolution, place) in enumerate(headers)
            ]
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"{path} holds no packed pictures; run 'realign-train pack-color' first.") from error
