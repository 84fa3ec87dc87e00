"""Pairs that are measured on: made-up places never trained on, and Middlebury's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from osgeo import gdal

from ...engine.errors import InputError
from .pairs import KEPT, Drawing, draw_pair, make_place

MIDDLEBURY = ("teddy", "cones")
SHAPE = (256, 384)  # px, height and width of made-up pairs
_FROM = KEPT + (1 << 20)  # seeds beside those that trainings are validated on


class KeptPair(NamedTuple):
    """Two pictures of one size, and the truth.

    Attributes:
        name: for tables.
        left, right: uint8 (H, W, 3).
        truth: float32 (H, W), px; NaN where it is unknown, or leads out of the right picture.
        visible: bool (H, W), what the right picture shows, too.
    """

    name: str
    left: np.ndarray
    right: np.ndarray
    truth: np.ndarray
    visible: np.ndarray

    @property
    def limits(self) -> tuple[float, float]:
        """Disparities between which it is to be sought: those that there are, and a little room."""
        return float(np.floor(np.nanmin(self.truth))) - 4, float(np.ceil(np.nanmax(self.truth))) + 4


def made_pairs(count: int, first: int = 0) -> Iterator[KeptPair]:
    """Pairs from places never trained on, each from its own.

    Args:
        count: how many.
        first: number of the first; pairs of other numbers are others.
    """
    drawing = replace(Drawing(), height=SHAPE[0], width=SHAPE[1])
    for number in range(first, first + count):
        pair = draw_pair(make_place(_FROM + number, drawing), drawing, np.random.default_rng([7, number]))
        inner = slice(drawing.margin, -drawing.margin)
        yield KeptPair(f"made-up {number}", pair.left, pair.right[:, inner], *_within(pair.disparity, pair.visible))


def middlebury(folder: str | Path) -> Iterator[KeptPair]:
    """Teddy and cones of Scharstein & Szeliski (2003), which nothing is trained on.

    Args:
        folder: with a folder for each: ``left.png``, ``right.png``, and disparities times 256 of 16 bits.

    Raises:
        InputError: a picture is missing.
    """
    for name in MIDDLEBURY:
        left, right, *disparities = (
            _read(Path(folder) / name / f"{part}.png")
            for part in ("left", "right", "disparity_left", "disparity_right")
        )
        truth, other = (np.where(each > 0, each / np.float32(256), np.nan).astype(np.float32) for each in disparities)
        columns = np.arange(truth.shape[1]) - truth
        there = np.clip(np.nan_to_num(np.rint(columns)), 0, truth.shape[1] - 1).astype(int)
        visible = np.abs(np.take_along_axis(other, there, 1) - truth) <= 1
        yield KeptPair(name, left.transpose(1, 2, 0), right.transpose(1, 2, 0), *_within(truth, visible))


def _within(truth: np.ndarray, visible: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    columns = np.arange(truth.shape[1]) - truth
    inside = (columns >= 0) & (columns <= truth.shape[1] - 1)
    return np.where(inside, truth, np.float32(np.nan)), visible & inside


def _read(path: Path) -> np.ndarray:
    if not path.is_file():
        raise InputError(f"There is no picture {path}; give the folder that holds teddy and cones.")
    return gdal.Open(str(path)).ReadAsArray()
