"""Fourier correlation of two rasters: one shift, or a similarity by way of log-polar spectra (Fourier-Mellin)."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import affine_transform, map_coordinates

from ..baselines import best_shift
from .pair import BLUR
from .rasters import RasterMethod, directions_of, moved_by, shifted_by, strengths_of

ANGLES, RADII = 360, 192  # of log-polar spectra; angles over half a turn
LOWEST = 4  # frequencies below hold shading and the sheet's outline
TURN, STRETCH = 25.0, 1.35  # degrees and factor at most


def raster_phase(longest: float) -> RasterMethod:
    """Return the method that finds the shift, at most so many pixels, at which the phases of edges agree."""

    def method(sheet, sheet_valid, reference, reference_valid, _) -> np.ndarray:
        shift = _shift(directions_of(reference, reference_valid), directions_of(sheet, sheet_valid), longest)
        return shifted_by(shift, sheet_valid.shape)

    return method


def fourier_mellin(longest: float) -> RasterMethod:
    """Return the method that turns and enlarges by the spectra of edges (Reddy and Chatterji, 1996), then shifts.

    Nothing is moved where edges do not agree better afterwards.
    """

    def method(sheet, sheet_valid, reference, reference_valid, _) -> np.ndarray:
        shape = sheet_valid.shape
        spectra = [_log_polar(strengths_of(*each)) for each in ((reference, reference_valid), (sheet, sheet_valid))]
        angle, scale = _turn(*spectra, max(shape))
        turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        middle = np.array([shape[1], shape[0]]) / 2
        affine = np.column_stack([turn, middle - turn @ middle])
        turned, valid = _warped(sheet, sheet_valid, affine)
        target, moving = directions_of(reference, reference_valid), directions_of(turned, valid)
        shift = _shift(target, moving, longest)
        affine[:, 2] += shift
        before = _agreement(target, directions_of(sheet, sheet_valid))
        found = _agreement(target, directions_of(*_warped(sheet, sheet_valid, affine)))
        return moved_by(affine, shape) if found > before else np.zeros((2, *shape))

    return method


def _shift(target: np.ndarray, moving: np.ndarray, longest: float) -> np.ndarray:
    margin = int(np.ceil(longest)) + 1
    return best_shift(np.pad(target, margin), np.pad(moving, margin), longest, 2 * BLUR)


def _log_polar(picture: np.ndarray) -> np.ndarray:
    """float (ANGLES, RADII): the strengths of a picture's frequencies, by direction and by the logarithm of length."""
    side = max(picture.shape)
    drawn = picture > 0
    level = np.where(drawn, picture - picture[drawn].mean(), 0) if drawn.any() else picture
    spectrum = np.log1p(np.abs(np.fft.fftshift(np.fft.fft2(level, (side, side)))))
    angle = np.arange(ANGLES) * np.pi / ANGLES
    radius = LOWEST * (side / 2 / LOWEST) ** (np.arange(RADII) / RADII)
    at = [side // 2 + radius * np.sin(angle)[:, None], side // 2 + radius * np.cos(angle)[:, None]]
    polar = map_coordinates(spectrum, at, order=1)
    return (polar - polar.mean(0)) / (polar.std() + 1e-9)  # what is the same in all directions says nothing


def _turn(reference: np.ndarray, sheet: np.ndarray, side: int) -> tuple[float, float]:
    """Angle in radians (x towards y) and factor at which the sheet's spectrum agrees best; pictures have that side."""
    span = 2 * RADII  # radii do not go round as angles do
    spectrum = np.fft.fft2(reference, (ANGLES, span)) * np.conj(np.fft.fft2(sheet, (ANGLES, span)))
    score = np.fft.ifft2(spectrum).real
    step = np.log(side / 2 / LOWEST) / RADII
    turns, stretches = round(TURN * ANGLES / 180), round(np.log(STRETCH) / step)
    around = np.roll(score, (turns, stretches), (0, 1))[: 2 * turns + 1, : 2 * stretches + 1]
    turned, stretched = np.unravel_index(around.argmax(), around.shape)
    return float(turned - turns) * np.pi / ANGLES, float(np.exp((stretches - stretched) * step))


def _warped(picture: np.ndarray, valid: np.ndarray, affine: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A picture and where it is valid, after an affine map (2, 3) of pixel coordinates."""
    back = np.linalg.inv(affine[:, :2])[::-1, ::-1]  # rows before columns
    start = back @ (0.5 - affine[::-1, 2]) - 0.5  # pixel centres lie at one half
    bands = [affine_transform(band, back, start, order=1, mode="nearest") for band in np.moveaxis(picture, 2, 0)]
    return np.stack(bands, 2), affine_transform(valid.astype(np.float32), back, start, order=1) > 0.99


def _agreement(target: np.ndarray, moving: np.ndarray) -> float:
    """How well edges agree, up to 1."""
    length = np.linalg.norm(moving) * np.linalg.norm(np.where(moving != 0, target, 0))
    return float((target * moving.conj()).real.sum() / max(length, 1e-9))
