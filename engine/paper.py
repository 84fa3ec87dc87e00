"""Hand and paper: edges that waver, washes that pool, grain. Every pixel's share follows from its place on the map
alone, so that neighbouring tiles and blocks agree, whatever their size."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .errors import InputError


@dataclass(frozen=True)
class Finish:
    """What is done to a drawn map.

    Attributes:
        wobble: pairs of amplitude and wavelength in pixels, by which edges waver.
        wash: how much the colour of areas varies, 0…1.
        grain: how much the paper shows, 0…1.
    """

    wobble: tuple[tuple[float, float], ...] = ()
    wash: float = 0.0
    grain: float = 0.0

    @property
    def reach(self) -> int:
        """How many pixels around a block are needed to finish it."""
        return int(np.ceil(sum(amplitude for amplitude, _ in self.wobble))) + 1 if self.wobble else 0


@dataclass(frozen=True)
class MapFrame:
    """What a folder's ``map.json`` says of a style beside its layers.

    Attributes:
        title: for people.
        background: ``#rrggbb``.
        order: layers from bottom to top.
    """

    title: str
    background: str
    order: tuple[str, ...]
    finish: Finish

    @classmethod
    def read(cls, folder: Path) -> MapFrame:
        """From the folder of a style.

        Raises:
            InputError: there is no such file, or it is no style.
        """
        path = folder / "map.json"
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            wobble = tuple((float(amplitude), float(wavelength)) for amplitude, wavelength in found["wobble"])
            finish = Finish(wobble, float(found["wash"]), float(found["grain"]))
            return cls(str(found["title"]), str(found["background"]), tuple(found["order"]), finish)
        except OSError as error:
            raise InputError(
                f"The folder '{folder}' is no map style ({error.strerror}: map.json); choose one that holds it."
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"The file '{path}' does not describe a map style ({error}); take the folder from Realign again."
            ) from error


def noise(left: int, top: int, width: int, height: int, cell: float, seed: int = 0) -> np.ndarray:
    """Smooth noise (a cubic B-spline over random numbers on a lattice) with mean 0 and a deviation of about 0.36.

    Args:
        left: place of the first pixel on the whole map, in pixels.
        top: as ``left``.
        cell: distance of the lattice's points in pixels, about half a wavelength.

    Returns:
        float32 (height, width).
    """
    across, first_x = _spline(left, width, cell)
    down, first_y = _spline(top, height, cell)
    rows = first_y + np.arange(down.shape[1])
    columns = first_x + np.arange(across.shape[1])
    return (down @ _random(columns[None], rows[:, None], seed) @ across.T).astype(np.float32)


def finished(pixels: np.ndarray, left: int, top: int, finish: Finish, seed: int = 0) -> np.ndarray:
    """A block of a drawn map, finished.

    Args:
        pixels: uint8 (H, W, 3).
        left: place of the block on the whole map, in pixels.
        top: as ``left``.

    Returns:
        uint8 (H, W, 3); `Finish.reach` pixels at the edges are not to be used.
    """
    height, width = pixels.shape[:2]

    def of(cell: float, number: int) -> np.ndarray:
        return noise(left, top, width, height, cell, 1000 * seed + number)

    if finish.wobble:
        shifts = [
            sum(amplitude * np.clip(2.2 * of(wave / 2, 10 * axis + at), -1, 1) for at, (amplitude, wave) in pairs)
            for axis, pairs in enumerate([list(enumerate(finish.wobble))] * 2, start=1)
        ]
        pixels = _moved(pixels, shifts[0], shifts[1])
    if not finish.wash and not finish.grain:
        return pixels
    light = np.ones((height, width), np.float32)
    if finish.wash:
        painted = np.ptp(pixels, axis=2).astype(np.float32) / 255  # bare paper and ink hardly vary
        share = np.clip(3 * painted - 0.3, 0.1, 1)
        light += finish.wash * share * (0.9 * of(60, 31) + 0.7 * of(19, 32) + 0.35 * of(5, 33))
    if finish.grain:
        fibres = of(2.3, 41) + 0.7 * of(5.1, 42)
        # lit from the upper left, as raking light shows paper
        slope = np.gradient(fibres, axis=0) + np.gradient(fibres, axis=1)
        light += finish.grain * 0.16 * np.clip(slope, -1, 1)
    return np.clip(np.rint(pixels * light[..., None]), 0, 255).astype(np.uint8)


def _spline(start: int, count: int, cell: float) -> tuple[np.ndarray, int]:
    """Weights (count, lattice points) of a cubic B-spline, and the number of the first lattice point."""
    places = (start + np.arange(count) + 0.5) / cell
    base = np.floor(places).astype(np.int64)
    t = places - base
    first = int(base[0]) - 1
    weights = np.zeros((count, int(base[-1]) + 3 - first))
    shares = ((1 - t) ** 3, 3 * t**3 - 6 * t**2 + 4, -3 * t**3 + 3 * t**2 + 3 * t + 1, t**3)
    for number, share in enumerate(shares):
        weights[np.arange(count), base - 1 + number - first] = share / 6
    return weights, first


def _random(x: np.ndarray, y: np.ndarray, seed: int) -> np.ndarray:
    """Numbers in -1…1 that follow from integers (a mixing of bits after Steele et al.'s SplitMix64)."""
    mixed = x.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) ^ y.astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed ^= np.uint64(seed * 0x165667B1 + 1)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(11)).astype(np.float64) / 2**52 - 1


def _moved(pixels: np.ndarray, dx: np.ndarray, dy: np.ndarray) -> np.ndarray:
    """Each pixel from where it points to, bilinearly."""
    height, width = pixels.shape[:2]
    x = np.clip(np.arange(width, dtype=np.float32)[None] + dx, 0, width - 1.001)
    y = np.clip(np.arange(height, dtype=np.float32)[:, None] + dy, 0, height - 1.001)
    left, top = x.astype(np.intp), y.astype(np.intp)
    along, down = x - left, y - top
    place, right = top * width + left, np.minimum(left + 1, width - 1) - left
    below = (np.minimum(top + 1, height - 1) - top) * width
    packed = np.zeros((height * width, 4), np.uint8)  # one number a pixel: fetched at once
    packed[:, :3] = pixels.reshape(-1, 3)
    packed = packed.view(np.uint32).ravel()
    corners = [
        packed[place + step].view(np.uint8).reshape(height, width, 4) for step in (0, right, below, below + right)
    ]
    result = np.empty_like(pixels)
    for channel in range(3):
        upper_left, upper_right, lower_left, lower_right = (corner[..., channel] for corner in corners)
        upper = upper_left * (1 - along) + upper_right * along
        lower = lower_left * (1 - along) + lower_right * along
        result[..., channel] = np.rint(upper * (1 - down) + lower * down)
    return result
