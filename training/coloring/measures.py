"""How near colours come to the true ones, given the true lightness."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ...engine.hls import plane_to_rgb, rgb_to_plane
from ..networks.coloring import ColorUNet, longest
from .delta_e import delta_e, lab_of
from .landscapes import landscape, somewhere
from .pictures import Picture
from .sampling import scaled_place

GROUPS = {
    "places": "aerial images of towns that were never trained on",
    "ground": "other ground of towns that were trained on",
    "sentinel2": "Sentinel-2 patches kept out, most without coordinates",
    "landscapes": "generated landscapes at places drawn by lot",
}
MEASURES = ("mse", "psnr", "delta_e")
_SEED = 900000  # of the made landscapes that are measured; no training is likely to draw it
_CLOSEST = 60.0  # dB that a piece counts at most: what is grey all over would count without end
_MULTIPLE = ColorUNet.multiple
_SPARSE = 2  # every so many pixels in both directions is compared for CIEDE2000
Painter = Callable[[Tensor, Tensor], Tensor]


@dataclass(frozen=True)
class Piece:
    """What is measured on.

    Attributes:
        name: of its place.
        place: float32 (2, 1, 1), as networks take it.
        lightness: float32 (1, H, W).
        plane: float32 (2, H, W).
    """

    name: str
    place: np.ndarray
    lightness: np.ndarray
    plane: np.ndarray


@dataclass(frozen=True)
class Figures:
    """Means over the pieces of a group, each with its standard error.

    Attributes:
        values: by ``MEASURES``, mean and standard error: ``mse`` of hue and saturation (the vectors in the plane),
            ``psnr`` in dB of the RGB picture in 8 bits, ``delta_e`` the mean CIEDE2000.
        pieces: how many.
        by_place: ``psnr`` and ``delta_e`` of each place.
    """

    values: dict[str, tuple[float, float]]
    pieces: int
    by_place: dict[str, dict[str, float]]


def piece_of(picture: Picture) -> Piece:
    """A picture, parted into what is given and what is wanted; its sides are cut to multiples of 16 pixels."""
    height, width = (length // _MULTIPLE * _MULTIPLE for length in picture.pixels.shape[:2])
    lightness, plane = rgb_to_plane(picture.pixels[:height, :width])
    name = "/".join(picture.name.split("/")[:2]) if picture.is_placed else "without place"
    return Piece(name, scaled_place(picture.place), lightness[None], np.moveaxis(plane, -1, 0).astype(np.float32))


def made_pieces(count: int, seed: int = _SEED, side: int = 128) -> list[Piece]:
    """Landscapes at places drawn by lot."""
    random, pieces = np.random.default_rng(seed), []
    for number in range(count):
        place = somewhere(random)
        made = landscape(seed + number, *place, side)
        plane = np.moveaxis(made.plane, -1, 0).astype(np.float32)
        pieces.append(Piece("made up", scaled_place(place), made.lightness[None], plane))
    return pieces


def measured(painter: Painter, pieces: Sequence[Piece]) -> Figures:
    """The figures of what paints: takes lightness B x 1 x H x W and place B x 2 x 1 x 1, gives plane B x 2 x H x W."""
    rows = [_compared(painter, piece) for piece in pieces]
    table = np.array(rows)
    values = {
        name: (float(column.mean()), float(column.std(ddof=1) / np.sqrt(len(rows))) if len(rows) > 1 else 0.0)
        for name, column in zip(MEASURES, table.T)
    }
    names = np.array([piece.name for piece in pieces])
    by_place = {
        str(name): dict(zip(MEASURES[1:], map(float, table[names == name, 1:].mean(0)))) for name in sorted(set(names))
    }
    return Figures(values, len(rows), by_place)


def grey(lightness: Tensor, place: Tensor) -> Tensor:
    """Paints nothing."""
    return torch.zeros(len(lightness), 2, *lightness.shape[2:])


def one_tint(pieces: Sequence[Piece]) -> Painter:
    """Paints everything in one hue and saturation, the mean of some pieces: what a network must be better than."""
    plane = sum(piece.plane.sum((1, 2), dtype=np.float64) for piece in pieces)
    share = plane / sum(1e-6 + float((1 - np.abs(2 * piece.lightness - 1)).sum()) for piece in pieces)
    return lambda lightness, place: torch.tensor(share, dtype=torch.float32).view(1, 2, 1, 1) * longest(lightness)


def as_pictures(lightness: Tensor, plane: Tensor) -> np.ndarray:
    """RGB, uint8 B x H x W x 3, of B x 1 x H x W and B x 2 x H x W."""
    return plane_to_rgb(lightness[:, 0].float().cpu().numpy(), plane.detach().float().movedim(1, -1).cpu().numpy())


def psnr_of(found: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Peak signal-to-noise ratio of each picture in dB; 60 at most.

    Args:
        found, truth: uint8 B x H x W x 3.
    """
    error = np.square((found.astype(np.float32) - truth) / 255).mean((1, 2, 3))
    return -10 * np.log10(np.maximum(error, 10 ** (-_CLOSEST / 10)))


def _compared(painter: Painter, piece: Piece) -> tuple[float, float, float]:
    lightness, place, plane = (torch.from_numpy(each)[None] for each in (piece.lightness, piece.place, piece.plane))
    with torch.no_grad():
        found = painter(lightness, place)
    pictures, true = as_pictures(lightness, found), as_pictures(lightness, plane)
    sparse = (0, slice(None, None, _SPARSE), slice(None, None, _SPARSE))
    apart = delta_e(lab_of(pictures[sparse]), lab_of(true[sparse])).mean()
    return float((found - plane).square().mean()), float(psnr_of(pictures, true)[0]), float(apart)
