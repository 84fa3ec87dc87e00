"""What needs no network: one shift for a whole image, found on its edges."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from ..engine.geometry import Geometries


def global_shift(
    image: np.ndarray,
    mask: np.ndarray,
    geometries: Geometries,
    max_displacement: float,
    blur: float = 1.0,
    phase_only: bool = False,
) -> np.ndarray:
    """Return the shift (2,), x right and y down in pixels, that lays outlines on edges best.

    Image gradients and outlines are both written as complex numbers whose angle is twice that of
    the edge's normal, so that an edge counts only where it runs along the outline and light and
    dark may change sides. One FFT cross-correlation then scores every shift at once.

    Args:
        image: uint8 (H, W, 3).
        mask: bool (H, W), where the image holds data.
        geometries: in pixels of the image.
        max_displacement: longest shift tried, in pixels.
        blur: standard deviation of the smoothing before gradients are taken, in pixels.
        phase_only: correlate the phases alone (Kuglin and Hines, 1975); frequencies that ``blur`` has
            smoothed away count less, as they hold nothing but noise.
    """
    margin = int(np.ceil(max_displacement)) + 1
    shape = tuple(size + 2 * margin for size in mask.shape)  # room for outlines beyond the image; no wrap-around
    edges = np.pad(_edges(image, mask, blur), margin)
    outlines = _outlines(geometries, shape, margin)
    return best_shift(edges, outlines, max_displacement, 2 * blur if phase_only else None)


def best_shift(
    target: np.ndarray, moving: np.ndarray, max_displacement: float, phase_blur: float | None = None
) -> np.ndarray:
    """Return the shift (2,), x and y in pixels, that lays ``moving`` on ``target`` best; zero if none does at all.

    Args:
        target, moving: complex (H, W), around which a margin of zeros is as wide as the longest shift.
        max_displacement: longest shift tried, in pixels.
        phase_blur: correlate the phases alone (Kuglin and Hines, 1975), less where so wide a blur, pixels, has left
            nothing but noise; None for the usual correlation.
    """
    margin = int(np.ceil(max_displacement)) + 1
    spectrum = np.fft.fft2(target) * np.conj(np.fft.fft2(moving))
    if phase_blur is not None:
        spectrum /= np.maximum(np.abs(spectrum), 1e-9 * max(np.abs(spectrum).max(), 1e-9))
        spectrum = ndimage.fourier_gaussian(spectrum, phase_blur)
    score = np.fft.ifft2(spectrum).real
    window = np.roll(score, (margin, margin), (0, 1))[: 2 * margin + 1, : 2 * margin + 1]
    offset = np.arange(-margin, margin + 1)
    allowed = np.hypot(offset[:, None], offset) <= max_displacement
    row, column = np.unravel_index(np.where(allowed, window, -np.inf).argmax(), window.shape)
    if not allowed[row, column] or window[row, column] <= 0:
        return np.zeros(2)
    return np.array([offset[column] + _peak(window[row], column), offset[row] + _peak(window[:, column], row)])


def _edges(image: np.ndarray, mask: np.ndarray, blur: float) -> np.ndarray:
    """complex (H, W): the angle of gradients doubled, lengths compressed so that no single roof outvotes the rest."""
    grey = np.where(mask, image.mean(2), image[mask].mean() if mask.any() else 0.0)
    dx = ndimage.gaussian_filter(grey, blur, order=(0, 1))
    dy = ndimage.gaussian_filter(grey, blur, order=(1, 0))
    inside = ndimage.binary_erosion(mask, iterations=int(np.ceil(3 * blur)), border_value=0)
    length = np.where(inside, np.hypot(dx, dy), 0.0)
    typical = length[inside].mean() if inside.any() else 1.0
    edges = np.where(inside, (dx + 1j * dy) ** 2, 0) / np.maximum(length, 1e-9) ** 2
    edges *= length / (length + typical + 1e-9)
    return edges - np.where(inside, edges[inside].mean() if inside.any() else 0, 0)


def _outlines(geometries: Geometries, shape: tuple[int, int], margin: int) -> np.ndarray:
    """complex (H, W): outlines drawn two points a pixel, their normals' angle doubled."""
    start, end = (geometries.coordinates[index] + margin for index in geometries.segments.T)
    along = end - start
    length = np.hypot(*along.T)
    count = np.ceil(2 * length).astype(int)
    segment = np.repeat(np.arange(len(count)), count)
    step = (np.arange(len(segment)) - np.repeat(np.cumsum(count) - count, count) + 0.5) / count[segment]
    x, y = (start[segment] + step[:, None] * along[segment] - 0.5).T  # pixel centres lie at one half
    normal = (along[:, 1] - 1j * along[:, 0]) / np.maximum(length, 1e-9)
    weight = (normal**2 * length / np.maximum(count, 1))[segment]
    drawn = np.zeros(shape, complex)
    left, top = np.floor(x).astype(int), np.floor(y).astype(int)
    for right in (0, 1):
        for down in (0, 1):
            column, row = left + right, top + down
            inside = (column >= 0) & (column < shape[1]) & (row >= 0) & (row < shape[0])
            share = (1 - np.abs(x - column)) * (1 - np.abs(y - row)) * weight
            np.add.at(drawn, (row[inside], column[inside]), share[inside])
    return drawn


def _peak(line: np.ndarray, at: int) -> float:
    """Where a parabola through three neighbours peaks, relative to the middle one."""
    if not 0 < at < len(line) - 1:
        return 0.0
    before, middle, after = line[at - 1 : at + 2]
    bend = before - 2 * middle + after
    return float(0.5 * (before - after) / bend) if bend < 0 else 0.0
